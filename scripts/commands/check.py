"""Check a change before it is sent: format, validate, look for names, and tell what the change does.

Tables are put in canonical form and generated files renewed (not with --read-only). Then the effect against the branch that the change
left: rows, estimates before and after, the version that is demanded, the reason that is still missing.
"""

import argparse
import os
import sys
from pathlib import Path

from ..contribution.changed_files import base_of
from ..contribution.examine import LONGEST, annotations, examine, told
from ..contribution.found import write
from ..package.package import PackageError
from ..package.problem import shorten


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--base", metavar="REVISION", help="what to compare with (default: where the branch left main)")
    parser.add_argument(
        "--texts",
        metavar="FOLDER",
        default=os.environ.get("NK2020_TEXTS"),
        help="folder of documents' texts, to verify citations",
    )
    parser.add_argument("--read-only", action="store_true", help="write nothing; what format would change is a fault")
    parser.add_argument("--output", choices=["text", "github"], default="text", help="how faults are written")
    parser.add_argument("--json", metavar="FILE", help="also write what was found, for python -m scripts comment")


def run(arguments: argparse.Namespace) -> int:
    """Check, tell, and say what is still to mend; exit 1 where anything is, 2 where a base, folder or file that was named is none."""
    root = Path(arguments.package)
    try:
        if arguments.base:
            base_of(root, arguments.base)
        if arguments.texts and not Path(arguments.texts).is_dir():
            raise PackageError(f"{arguments.texts} is not a folder; give the folder that holds the texts")
        found = examine(root, arguments.base, arguments.texts, arguments.read_only)
        if arguments.json:
            write(Path(arguments.json), found)
    except PackageError as error:
        print(shorten(str(error), LONGEST), file=sys.stderr)
        return 2
    for line in annotations(found) if arguments.output == "github" else told(found):
        print(line)
    ready = found.is_ready
    print(
        "ready to send" if ready else "not ready: mend what is named above, and check again",
        file=sys.stdout if ready else sys.stderr,
    )
    return 0 if ready else 1
