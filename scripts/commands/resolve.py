"""Show what became of an id: in use in which file and line, withdrawn and replaced by which rows, or never used here.

Replacements are followed to the rows that are in use now. The exit code is 1 if an id was never used.

  python -m scripts resolve vc-7k3mq2xd
"""

import argparse
from pathlib import Path

from ..package.database import open_texts
from ..package.ids import TOMBSTONES, account, in_use, tombstones
from ..package.package import open_package
from ..package.problem import escaped


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "ids", nargs="+", metavar="ID", help="id of a row in any table, in use or withdrawn; several may be given"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what became of each id; returns 1 if one was never used, else 0."""
    package = open_package(Path(arguments.package))
    with open_texts(package) as connection:
        used, withdrawn = in_use(connection, package), tombstones(connection)
    for asked in arguments.ids:
        print("\n".join(map(escaped, account(asked, used, withdrawn, package.tables[TOMBSTONES].file))))
    return 0 if all(asked in used or asked in withdrawn for asked in arguments.ids) else 1
