"""Show what became of ids: in use in which file and line, withdrawn and replaced by which rows, or never used here.

Replacements are followed to the rows that are in use now. The exit code is 1 if an id was never used.

  python -m scripts resolve vc-7k3mq2xd
  python -m scripts resolve vc-7k3mq2xd st-mssrcapj --output json

In Python: from nk2020_strikes import resolve
"""

import argparse
import json
from pathlib import Path

from ..frames.resolving import resolved
from ..package.console import print_json
from ..package.database import open_texts
from ..package.ids import TOMBSTONES, account, in_use, tombstones
from ..package.package import here_or_home, open_package
from ..package.problem import escaped


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "ids", nargs="+", metavar="ID", help="id of a row in any table, in use or withdrawn; several may be given"
    )
    parser.add_argument(
        "--output",
        choices=["text", "json"],
        default="text",
        help="format of the answers; json is a list with one object for each id (default: text)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what became of each id; returns 1 if one was never used, else 0."""
    package = open_package(here_or_home(Path(arguments.package)))
    with open_texts(package) as connection:
        used, withdrawn = in_use(connection, package), tombstones(connection)
    if arguments.output == "json":
        found = [resolved(asked, used, withdrawn).as_json() for asked in arguments.ids]
        print_json(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for asked in arguments.ids:
            print("\n".join(map(escaped, account(asked, used, withdrawn, package.tables[TOMBSTONES].file))))
    return 0 if all(asked in used or asked in withdrawn for asked in arguments.ids) else 1
