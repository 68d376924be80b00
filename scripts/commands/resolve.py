"""Tell what became of an id: in use and in which table, withdrawn and what replaced it, or never seen.

Replacements are followed, one after another, to the rows that are in use now. Exit 1 where an id was never seen.
"""

import argparse
from pathlib import Path

from ..package.database import open_texts
from ..package.ids import account, in_use, tombstones
from ..package.package import open_package


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="an id of any table, in use or withdrawn")


def run(arguments: argparse.Namespace) -> int:
    """Print what became of each id; exit 1 where one was never seen."""
    package = open_package(Path(arguments.package))
    with open_texts(package) as connection:
        used, withdrawn = in_use(connection, package), tombstones(connection)
    for asked in arguments.ids:
        print("\n".join(account(asked, used, withdrawn)))
    return 0 if all(asked in used or asked in withdrawn for asked in arguments.ids) else 1
