"""Withdraw a row: a tombstone takes its id, and what it alone used goes with it. Refused while other rows refer to it.

A row that was replaced names what replaced it: one id, or several where it was split. --move merges: every reference to the row
is first turned to its replacement. A strike takes its reports and links with it, never its claims. All files are
changed or none; a run that was killed is finished by the same command.
"""

import argparse
import sys
from pathlib import Path

from ..editing.withdrawal import Refused, Request, planned
from ..package.files import write_whole
from ..package.package import open_package


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("id", metavar="ID", help="the id of the row to withdraw, of any table")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, in a sentence; the tombstone keeps it")
    parser.add_argument(
        "--replaced-by",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="what to use instead; several after a split",
    )
    parser.add_argument("--move", action="store_true", help="merge: turn every reference to the one replacement first")


def run(arguments: argparse.Namespace) -> int:
    """Withdraw the row and print what was done, one line a row; or say why not and write nothing."""
    request = Request(
        arguments.id, arguments.reason.strip(), list(dict.fromkeys(arguments.replaced_by)), arguments.move
    )
    if request.move and len(request.replaced_by) != 1:
        print(
            "--move needs exactly one id after --replaced-by: the row that takes the references over", file=sys.stderr
        )
        return 2
    package = open_package(Path(arguments.package))
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
