"""Print the comment for a pull request, in Markdown, from the findings that check --json wrote.

The file need not be trusted: its contents are shown only as text, in code spans and blocks that they cannot end, and
long texts are cut. With --head, whatever the file is, a comment is printed: if it does not have the findings for that
commit, the comment says that the check did not finish.
"""

import argparse
import sys
from pathlib import Path

from ..contribution.comment import comment, unfinished
from ..contribution.found import read
from ..package.package import PackageError


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "found", metavar="FILE", help="the file that python -m scripts check --json FILE wrote, such as check.json"
    )
    parser.add_argument("--head", metavar="COMMIT", default="", help="the commit that the comment has to be about")


def run(arguments: argparse.Namespace) -> int:
    """Print the comment; returns 0. Without --head, raises PackageError if the file is not what `check` wrote."""
    try:
        body = comment(read(Path(arguments.found)), arguments.head)
    except PackageError as error:
        if not arguments.head:
            raise
        print(error, file=sys.stderr)
        body = unfinished(arguments.head)
    print(body)
    return 0
