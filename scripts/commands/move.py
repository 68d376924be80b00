"""Move rows: let reports, claims, statements and links refer to another strike, or any rows to another row.

All rows are moved or none. The move is refused if a rule would be broken afterwards, for example if a total were moved
without its parts. The id of a citation or a source stands for all rows of the strike of --from that cite it, and the id
of --from itself for all rows that refer to it.

  python -m scripts move vc-7k3mq2xd sr-8m4nr3ye --to st-NEW
  python -m scripts move ci-7k3mq2xd so-9p5ps4zf --from st-OLD --to st-NEW
                                        all that these passages say about st-OLD; splits a strike after: new strike
  python -m scripts move ci-7k3mq2xd --from st-OLD --to st-NEW --dry-run      shows it and writes nothing
"""

import argparse
import sys
from pathlib import Path

from ..editing.moving import Move, Refused, planned
from ..package.files import write_together, writing
from ..package.package import open_package


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("rows", nargs="+", metavar="ROW", help="id of a row to move, or of a citation or source")
    parser.add_argument("--to", required=True, metavar="ID", help="the row to refer to from now on")
    parser.add_argument("--from", dest="old", default="", metavar="ID", help="the row that they refer to now")
    parser.add_argument("--dry-run", action="store_true", help="show what would be moved, and write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Move the rows and print one line for each; returns 0, or 1 if the move is refused."""
    package = open_package(Path(arguments.package))
    with writing(package.root):
        try:
            texts, lines = planned(package, Move(list(dict.fromkeys(arguments.rows)), arguments.old, arguments.to))
        except Refused as refusal:
            print(refusal)
            print("nothing was written", file=sys.stderr)
            return 1
        if not arguments.dry_run:
            write_together(texts, package.root)
    print(*lines, sep="\n")
    if arguments.dry_run:
        print("dry run: nothing was written", file=sys.stderr)
    return 0
