"""Write the comment of a pull request, in Markdown, from what check --json found.

The file may be anybody's: whatever it holds is shown as text, in code spans and blocks that it cannot end, and cut where it is long.
"""

import argparse
from pathlib import Path

from ..contribution.comment import comment
from ..contribution.found import read


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("found", metavar="FILE", help="what python -m scripts check --json FILE wrote")


def run(arguments: argparse.Namespace) -> int:
    """Print the comment."""
    print(comment(read(Path(arguments.found))))
    return 0
