"""Merge another line of work into yours: rows by id and cell by cell, against the commit in which both began.

  python -m scripts merge origin/main               merges a branch or commit into the branch that you are on
  python -m scripts merge                           goes on with a merge that git has begun
  python -m scripts merge origin/main --ours vc-7k3mq2xd --theirs st-8m4nr3ye.name
                                                    decides conflicts: our row, and their cell
  python -m scripts merge origin/main --dry-run     says what would change, and writes nothing

Only what both sides changed differently is a conflict. Every conflict is told with file, id, field and the three
values; then nothing is written until all are decided. The other files, such as docs and schemas, are merged by git,
which this command starts; nothing is committed. All tables are written or none, in canonical form, and then checked.
docs/MERGING.md explains it, and how to let git merge do the same by itself.
"""

import argparse
import sys
from pathlib import Path

from ..merging.decisions import Decisions
from ..package.files import writing
from ..package.package import PackageError


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "revision", nargs="?", default="", metavar="REVISION", help="branch or commit to merge (default: that of git)"
    )
    for side, whose in (("ours", "the branch that you are on"), ("theirs", "REVISION")):
        parser.add_argument(
            f"--{side}",
            nargs="+",
            action="extend",
            default=[],
            metavar="ID[.FIELD]",
            help=f"rows or cells in conflict for which {whose} is right",
        )
    parser.add_argument("--dry-run", action="store_true", help="write nothing (default: write the tables)")
    parser.add_argument(
        "--driver",
        nargs=4,
        metavar=("BASE", "OURS", "THEIRS", "FILE"),
        help="for git only: merge the versions of one file, as its merge driver; see docs/MERGING.md",
    )


def run(arguments: argparse.Namespace) -> int:
    """Merge and print what was done; returns 0, 1 for a conflict or a problem, 2 for wrong usage."""
    root = Path(arguments.package)
    if arguments.driver:
        return _drive(root, arguments.driver)
    from ..merging.together import bring_together  # compares and checks, which --help must not wait for

    decisions = Decisions(arguments.ours, arguments.theirs)
    try:
        with writing(root):
            outcome = bring_together(root, arguments.revision, decisions, arguments.dry_run)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 2
    print("".join(f"{line}\n" for line in [*outcome.done, *outcome.wrong]), end="")
    if outcome.after:
        print(outcome.after, file=sys.stderr)
    return 0 if outcome.is_well else 1


def _drive(root: Path, words: list[str]) -> int:
    from ..merging.driver import drive

    *paths, file = words
    base, ours, theirs = map(Path, paths)
    said = drive(root, base, ours, theirs, file)
    print("".join(f"{line}\n" for line in said), end="", file=sys.stderr)
    return 1 if said else 0
