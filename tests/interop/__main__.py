"""Open a release with the programs that people use, and compare what they read with its CSVs.

Usage: python -m tests.interop [RELEASE] [--write] [--only PROGRAM ...] [--programs FOLDER]

RELEASE is an unzipped release; without it, one of a small made-up package is built. Prints a table of programs and
results, and then what is wrong. `--write` puts the table into docs/INTEROP.md. A program of a lock file that is missing
is a fault; one that the system does not have is not tried.
Exit code 0: nothing was lost; 1: something was; 2: wrong usage.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from .page import PAGE, page, printed
from .running import ROOT, run_all
from .small import small_release
from .trials import TRIALS


def main(words: list[str]) -> int:
    """Try the programs, print what became of it, and return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.interop", description=__doc__.splitlines()[0])
    asked.add_argument(
        "release", type=Path, nargs="?", help="the folder of an unzipped release; without it, a small one"
    )
    asked.add_argument("--write", action="store_true", help=f"write the table into {PAGE}")
    asked.add_argument("--only", nargs="+", metavar="PROGRAM", help="try only programs whose names begin so")
    asked.add_argument("--programs", type=Path, default=ROOT / ".venv/interop", help="the environment of the programs")
    options = asked.parse_args(words)
    if options.release and not (options.release / "datapackage.json").is_file():
        asked.error(f"{options.release}: not an unzipped release, for it has no datapackage.json")
    if options.write and (options.only or not options.release):
        asked.error("--write needs a release and all programs; name the release, and leave out --only")
    with tempfile.TemporaryDirectory() as folder:
        return _try(options, options.release or small_release(Path(folder)))


def _try(options: argparse.Namespace, release: Path) -> int:
    """Try the wanted programs with a release."""
    wanted = [word.lower() for word in options.only or [""]]
    tried = [trial for trial in TRIALS if trial.program.lower().startswith(tuple(wanted))]
    results = []
    for result in run_all(tried, release, options.programs):
        print(printed(result), flush=True)
        results.append(result)
    if options.write:
        (ROOT / PAGE).write_text(page(results, release), encoding="utf-8")
    return int(any(result.faults for result in results))


sys.exit(main(sys.argv[1:]))
