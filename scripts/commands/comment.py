"""Print the comment for a pull request, in Markdown, from the findings that check --json wrote.

The file need not be trusted: its contents are shown only as text, in code spans and blocks that they cannot end, and
long texts are cut.
"""

import argparse
from pathlib import Path

from ..contribution.comment import comment
from ..contribution.found import read


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "found", metavar="FILE", help="the file that python -m scripts check --json FILE wrote, such as check.json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the comment; returns 0. Raises PackageError if the file is not what `check` wrote."""
    print(comment(read(Path(arguments.found))))
    return 0
