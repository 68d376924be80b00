"""Check your own list of ids and figures: what still holds, and what was corrected, withdrawn or merged since, and why.

FILE is a CSV with any delimiter. Its columns are found by their names: one of ids (id, claim_id, strike_id ...), and
any of these:

  count_min, date_start, place_id ...   a field of the row's table, in either version
  killed, killed_best, injured_high ... an estimate of a strike; civilians_killed_low of civilians only
  low, best, high                       an estimate whose outcome, population and view are in columns of these names

A list of ids alone is checked too: each row is compared whole. A list may also be a computed table, such as tallies,
with the columns of its key. Examples:

  python -m scripts recheck my-list.csv --since 0.5.0
  python -m scripts recheck my-list.csv --since nk2020-strikes-0.5.0.zip --output json

If a version was withdrawn, standard error says so. The exit code is 0 if everything holds, 1 if something moved, and 2
if the list or a version cannot be read.
"""

import argparse
import sys
from pathlib import Path

from ..comparing.compare import unfit
from ..comparing.difference import dumps
from ..package.console import print_json
from ..package.package import PackageError, here_or_home
from ..package.snapshot import WORKING_TREE, snapshot
from ..rechecking.recheck import recheck
from ..rechecking.wording import account


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="your list: a CSV with a column of ids")
    parser.add_argument(
        "--since",
        required=True,
        metavar="VERSION",
        help="what the list was made from: a version, the folder or zip of a release, or a git revision",
    )
    parser.add_argument(
        "--until",
        default=WORKING_TREE,
        metavar="VERSION",
        help="what to compare with, given in the same way (default: the current files, or the installed ones)",
    )
    parser.add_argument("--id", metavar="COLUMN", help="the column of ids, if its name does not tell")
    parser.add_argument(
        "--output", choices=["text", "json"], default="text", help="format of the result (default: text)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Recheck and print; returns 0 if everything holds, 1 if something moved, 2 if something cannot be read."""
    root = here_or_home(Path(arguments.package))
    try:
        with snapshot(arguments.since, root) as old, snapshot(arguments.until, root) as new:
            found = recheck(Path(arguments.file), old, new, arguments.id)
    except (PackageError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError as error:
        print(unfit(error), file=sys.stderr)
        return 2
    for line in found.withdrawn_versions:
        print(line, file=sys.stderr)
    if arguments.output == "json":
        print_json(dumps(found.as_json()))
    else:
        print(account(found))
    return 0 if found.holds else 1
