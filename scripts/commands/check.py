"""Check a change before you send it: format, validate, look for personal names, and show the effect of the change.

Tables are put in canonical form and generated files are updated, unless --read-only is given. Where a change leaves
schemas and code as they are, the form of its unchanged tables and the words of its unchanged rows are not looked at
again. The effect is measured from the commit where the branch left main: rows, estimates before and after, and the
version that the change requires. It also says if the reason for the change, a file in changes/, is missing. The command
ends with "ready to send" or "not ready".

With --contribution it judges a commit that someone else has sent, without checking it out or running anything of it:

  git fetch origin pull/12/head
  python -m scripts check --contribution FETCH_HEAD
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from ..contribution.change import of_commit, of_working_tree
from ..contribution.examine import examine
from ..contribution.found import Found, write
from ..contribution.telling import LONGEST, annotations, told
from ..package.package import PackageError, open_package
from ..package.problem import shorten


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--contribution",
        metavar="REVISION",
        help="judge this commit instead of the working tree, as data, by the code, rules and schemas checked out here",
    )
    parser.add_argument(
        "--base",
        metavar="REVISION",
        help="branch, tag or commit to compare with (default: upstream/main, origin/main or main, in this order)",
    )
    parser.add_argument(
        "--texts",
        metavar="FOLDER",
        default=os.environ.get("NK2020_TEXTS"),
        help="folder with the texts of the documents, to verify citations (default: $NK2020_TEXTS, or skip it)",
    )
    parser.add_argument(
        "--read-only",
        action="store_true",
        help="change no file of the package; report files that format would change as problems",
    )
    parser.add_argument(
        "--output",
        choices=["text", "github"],
        default="text",
        help="how problems are printed: lines of text, or GitHub annotations (default: text)",
    )
    parser.add_argument(
        "--json",
        metavar="FILE",
        help="also write the findings to this file, as input for: python -m scripts comment FILE",
    )


def run(arguments: argparse.Namespace) -> int:
    """Check and print the findings; returns 0 if ready, 1 if not, 2 if an argument names nothing."""
    try:
        found = _found(arguments)
        if arguments.json:
            write(Path(arguments.json), found)
    except PackageError as error:
        print(shorten(str(error), LONGEST), file=sys.stderr)
        return 2
    for line in annotations(found) if arguments.output == "github" else told(found):
        print(line)
    ready = found.is_ready
    print(
        "ready to send" if ready else "not ready: fix what is listed above, and check again",
        file=sys.stdout if ready else sys.stderr,
    )
    return 0 if ready else 1


def _found(arguments: argparse.Namespace) -> Found:
    """The findings; raises PackageError if an argument names nothing."""
    root = Path(arguments.package)
    if arguments.texts and not Path(arguments.texts).is_dir():
        raise PackageError(f"{arguments.texts} is not a folder; give the folder that holds the texts")
    if arguments.contribution:
        with of_commit(root, arguments.contribution, arguments.base) as change:
            return examine(change, date.today(), arguments.texts, read_only=True, main=open_package(root))
    change = of_working_tree(root, arguments.base)
    if arguments.base and change.untold:
        raise PackageError(change.untold)
    return examine(change, date.today(), arguments.texts, arguments.read_only)
