"""Compute the computed tables from the claims and write them as CSV.

The rules are the SQL files in scripts/derived. The data is validated first. The tables of the package do not change.
"""

import argparse
import sys
from pathlib import Path

from ..checking.validation import validate
from ..derived.compute import compute, write_computed
from ..package.files import place_together, scratch_folder
from ..package.package import open_package
from ..package.problem import render


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--to", default="dist/computed", metavar="FOLDER", help="folder for the CSV files (default: dist/computed)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Validate the package and write the computed tables; returns 1 if the data has problems, else 0."""
    package = open_package(Path(arguments.package))
    with scratch_folder() as scratch:
        problems, _, connection = validate(package, scratch)
        if problems:
            print(render(problems))
            print("nothing was computed: fix the data first", file=sys.stderr)
            return 1
        folder = Path(arguments.to)
        folder.mkdir(parents=True, exist_ok=True)
        compute(connection, package)
        rows = {name: write_computed(connection, t, scratch / f"{name}.csv") for name, t in package.computed.items()}
        place_together({folder / f"{name}.csv": scratch / f"{name}.csv" for name in rows})
        for name, number in rows.items():
            print(f"{folder / name}.csv: {number} rows")
    return 0
