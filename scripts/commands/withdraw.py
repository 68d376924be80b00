"""Withdraw a row: remove it and leave a tombstone with its id. Refused while other rows refer to the row.

A tombstone is a row of the table withdrawn; it has the id, the reason and the replacement, so the id stays resolvable.
Rows that only this row used are withdrawn too, as are the reports and links of a strike, but never its claims. What
was unfinished before, such as a new strike without a report, is only listed as still to do. Either all files are
changed or none; if the command is interrupted, the same command completes the withdrawal.

  python -m scripts withdraw vc-7k3mq2xd --reason "The passage does not say so."
  python -m scripts withdraw OLD --reason "The same strike." --replaced-by ID --move     merges OLD into ID
                                        and says which cells of OLD, such as notes, are lost; --keep notes keeps them
  python -m scripts withdraw OLD --reason "Two strikes." --replaced-by ID ID             splits OLD
"""

import argparse
import sys
from pathlib import Path

from ..editing.withdrawal import Refused, Request, planned
from ..package.files import write_whole, writing
from ..package.package import open_package


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("id", metavar="ID", help="id of the row to withdraw, in any table")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, in one sentence; stored in the tombstone")
    parser.add_argument(
        "--replaced-by",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="id to use instead, or several after a split (default: none)",
    )
    parser.add_argument(
        "--move",
        action="store_true",
        help="merge: first change every reference to the row to its one replacement (default: refuse)",
    )
    parser.add_argument(
        "--keep",
        nargs="+",
        action="extend",
        default=[],
        metavar="FIELD",
        help="with --move: fields that the replacement takes over, such as notes, which are added to its own",
    )


def run(arguments: argparse.Namespace) -> int:
    """Withdraw the row and print one line for each row changed; returns 0, 1 if it is refused, 2 for wrong usage."""
    request = Request(
        arguments.id,
        arguments.reason.strip(),
        list(dict.fromkeys(arguments.replaced_by)),
        arguments.move,
        tuple(dict.fromkeys(arguments.keep)),
    )
    if request.keep and not request.move:
        print("--keep needs --move: only a row that is merged has cells to take over", file=sys.stderr)
        return 2
    if request.move and len(request.replaced_by) != 1:
        print(
            "--move needs exactly one id after --replaced-by: the row that takes over the references", file=sys.stderr
        )
        return 2
    package = open_package(Path(arguments.package))
    with writing(package.root):
        try:
            texts, done = planned(package, request)
        except Refused as refusal:
            print(refusal)
            print("nothing was written", file=sys.stderr)
            return 1
        for path, text in texts.items():
            write_whole(path, text)
    print("\n".join(done))
    return 0
