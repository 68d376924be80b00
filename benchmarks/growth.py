"""Measure how each command grows with its data: python benchmarks/growth.py [CLAIMS ...] [--limit SECONDS] [--write].

Generates packages of several sizes, and in each makes the contribution of one actor. Every command is a process of its
own; one that does not end within the limit is not tried at larger sizes. Prints seconds of processor time, which other
load on the machine changes little, and peak memory; --write also writes benchmarks/GROWTH.md.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import ROOT, Spent, machine, run

PAGE = ROOT / "benchmarks" / "GROWTH.md"
ACTOR = ["--name", "Ministry of benchmarks", "--kind", "office"]
COMMANDS: dict[str, list[str]] = {
    "validate": ["validate"],
    "format": ["format"],
    "new": ["new", "actor", *ACTOR],
    "check": ["check", "--base", "main"],
    "diff": ["diff", "main", "."],
    "agreement": ["agreement"],
    "derive": ["derive", "--to", "computed"],
    "build": ["build", "--to", "dist"],
}
COMMITTED_AFTER = "format"
ENDS = {"check": (0, 1), "diff": (1,)}  # made-up words may look like names, and there is a difference
Figures = dict[str, dict[int, Spent | None]]  # by command and claims; None if it did not end


def measure(claims: int, limit: float, figures: Figures) -> None:
    """Run every command in a package of so many claims, and note what it took."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "package"
        generate = [sys.executable, "benchmarks/generate.py", str(folder), "--claims", str(claims)]
        subprocess.run(generate, cwd=ROOT, check=True, capture_output=True)
        shutil.copytree(ROOT / "docs", folder / "docs")
        for name in ("CHANGELOG.md", "LICENSE"):
            shutil.copy(ROOT / name, folder)
        _git(folder, "init", "--quiet", "--initial-branch", "main")
        for name, words in COMMANDS.items():
            if None in figures.setdefault(name, {}).values():
                continue
            print(f"{claims:,} claims: {name}", file=sys.stderr)
            placed = [str(Path(scratch) / word) if words[at - 1] == "--to" else word for at, word in enumerate(words)]
            figures[name][claims] = run(
                ["-m", "scripts", "--package", str(folder), *placed], ENDS.get(name, (0,)), limit
            )
            if name == COMMITTED_AFTER:
                _git(folder, "add", ".")
                _git(folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "Begin")
                _git(folder, "switch", "--quiet", "--create", "contribution")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def table(claims: list[int], figures: Figures, limit: float) -> str:
    """The figures as a Markdown table, one row per command."""
    lines = [f"| | {' | '.join(f'{number:,}' for number in claims)} |", f"| --- |{' ---: |' * len(claims)}"]
    for name, its in figures.items():
        cells = [_cell(its[number], limit) if number in its else "" for number in claims]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(spent: Spent | None, limit: float) -> str:
    return f"{spent.processor:.1f} s, {spent.megabytes:,.0f} MB" if spent else f"not within {limit:g} s"


def page(claims: list[int], figures: Figures, limit: float, command: str) -> str:
    """benchmarks/GROWTH.md."""
    return f"""# How each command grows

<!-- written by python benchmarks/growth.py --write; do not edit -->

Measured with `{command}`: seconds of processor time and peak memory of the whole process, by number of claims, one run
each.
{machine("duckdb", "pandas", "polars")}.

{table(claims, figures, limit)}

The packages are made by `generate.py`. `check` and `diff` compare a contribution of one new actor with its base. A cell
is empty if the command did not end at a smaller size within the limit.
"""


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[500, 2_000, 20_000, 185_000])
    parser.add_argument("--limit", type=float, default=300, metavar="SECONDS")
    parser.add_argument("--write", action="store_true", help="write benchmarks/GROWTH.md")
    arguments = parser.parse_args()
    figures: Figures = {}
    for number in arguments.claims:
        measure(number, arguments.limit, figures)
    print(table(arguments.claims, figures, arguments.limit))
    if arguments.write:
        command = f"python benchmarks/growth.py {' '.join(word for word in sys.argv[1:] if word != '--write')}".strip()
        PAGE.write_text(page(arguments.claims, figures, arguments.limit, command), encoding="utf-8")


if __name__ == "__main__":
    main()
