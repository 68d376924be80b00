"""Write the data in canonical form and update the generated files, CODEBOOK.md and CITATION.cff.

Canonical form: columns in the order of the schema, rows sorted by key, UTF-8 without byte order mark, LF line ends,
quotes only where needed, no spaces around a cell. If a spreadsheet changed a cell when saving, the change is undone
where it is certain what the cell was. Anything that would lose data is refused. A second run changes nothing.
"""

import argparse
import sys
from pathlib import Path

from ..package.files import write_whole, writing
from ..package.package import Package, open_package
from ..package.problem import render
from ..pages.freshness import GENERATED, RUN_FORMAT, STALE, outdated, shown


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; name the files that would change, and exit with 1 if there are any (default: write them)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Format every table and update every generated file, or print what would change; returns 0, or 1 if refused."""
    package = open_package(Path(arguments.package))
    if arguments.check:
        return _format(package, is_check=True)
    with writing(package.root):
        return _format(package, is_check=False)


def _format(package: Package, is_check: bool) -> int:
    old, problems = outdated(package)
    if problems:
        print(render(problems))
        print("nothing was written: fix these first", file=sys.stderr)
        return 1
    for path, text in old.items():
        name = shown(package, path)
        if is_check:
            print(f"{name}: {STALE}; {RUN_FORMAT}")
        else:
            write_whole(path, text)
            print(f"{name}: rewritten")
    if not old:
        print(f"{len(package.tables) + len(GENERATED)} files are in canonical form and up to date")
    return 1 if old and is_check else 0
