"""Install the reader with the lowest and highest versions of its libraries, and compare what it reads with the CSVs.

Usage: python -m tests.versions [RELEASE] [--ends | --write]

RELEASE is an unzipped release; one is built if there is none. Prints a line for each environment, and what is wrong in
it. `--ends` tries only the lowest versions with the oldest Python, and the highest with the newest. `--write` puts the
table into docs/VERSIONS.md. A Python that the computer does not have is not tried.
Exit code 0: all is equal; 1: something is not; 2: wrong usage.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from .cells import cells, ends, pythons_for
from .page import PAGE, page, printed
from .running import ROOT, run_all


def main(words: list[str]) -> int:
    """Try the environments, print what became of them, and return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.versions", description=__doc__.splitlines()[0])
    asked.add_argument("release", type=Path, nargs="?", help="the folder of an unzipped release (default: build one)")
    some = asked.add_mutually_exclusive_group()
    some.add_argument("--ends", action="store_true", help="try only the two environments that are furthest apart")
    some.add_argument("--write", action="store_true", help=f"write the table into {PAGE}")
    options = asked.parse_args(words)
    if options.release and not any(options.release.glob("*.whl")):
        asked.error(f"{options.release}: not an unzipped release with the wheel of the reader")
    with tempfile.TemporaryDirectory() as folder:
        return _try(options.release or _built(Path(folder)), options.ends, options.write)


def _try(release: Path, only_ends: bool, write: bool) -> int:
    wanted = cells()
    pythons = pythons_for(wanted)
    results = []
    for result in run_all(ends(wanted, pythons) if only_ends else wanted, pythons, release):
        print(printed(result), flush=True)
        results.append(result)
    if write:
        (ROOT / PAGE).write_text(page(results, release), encoding="utf-8")
    return int(any(result.faults for result in results) or all(result.not_tried for result in results))


def _built(folder: Path) -> Path:
    command = [sys.executable, "-m", "scripts", "build", "--to", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return next(path for path in folder.iterdir() if path.is_dir())


sys.exit(main(sys.argv[1:]))
