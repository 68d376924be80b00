"""Compute the computed tables from the claims, by the rules in scripts/derived, and write them as CSV."""

import argparse
import sys
from pathlib import Path

from ..checking.validation import validate
from ..derived.compute import compute, computed_csvs
from ..package.package import open_package
from ..package.problem import render


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "--to", default="dist/computed", metavar="FOLDER", help="where the CSVs go (default: dist/computed)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Validate the package, compute every table and write it; print a line a table."""
    package = open_package(Path(arguments.package))
    problems, _, connection = validate(package)
    if problems:
        print(render(problems))
        print("nothing was computed: mend the data first", file=sys.stderr)
        return 1
    folder = Path(arguments.to)
    folder.mkdir(parents=True, exist_ok=True)
    compute(connection, package)
    for name, text in computed_csvs(package, connection).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        print(f"{folder / name}.csv: {text.count(chr(10)) - 1} rows")
    return 0
