"""Show what changed between two packages: schemas, rows cell by cell, estimates, and the version required.

OLD and NEW are each the folder or zip of a release, a version, a git revision, or . for the current files:

  python -m scripts diff 0.5.0                          from version 0.5.0 to the current files
  python -m scripts diff main .                         from the branch main to the current files
  python -m scripts diff nk2020-strikes-0.5.0.zip HEAD  from a downloaded release to the last commit

Files that are not those of the version that they declare are called X.Y.Z-dev+commit, as by build. If a version was
withdrawn, standard error says so. The exit code is 0 if they are equal, 1 if they differ, and 2 if one
of them cannot be opened.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from ..comparing.changelog import data_section
from ..comparing.compare import compare, unfit, withdrawals
from ..comparing.difference import Changes, dumps
from ..comparing.wording import account
from ..package.console import print_json
from ..package.package import PackageError
from ..package.past.naming import label
from ..package.snapshot import snapshot


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("old", metavar="OLD", help="the earlier package, such as 0.5.0")
    parser.add_argument(
        "new", nargs="?", default=".", metavar="NEW", help="the later package (default: ., the current files)"
    )
    parser.add_argument(
        "--output",
        choices=["text", "markdown", "json"],
        default="text",
        help="format of the differences; markdown is that of CHANGELOG.md (default: text)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; returns 0 if the packages are equal, 1 if they differ, 2 if one cannot be opened."""
    root = Path(arguments.package)
    try:
        with snapshot(arguments.old, root) as old, snapshot(arguments.new, root) as new:
            changes = compare(old, new)
            changes = replace(changes, old=label(old), new=label(new))
            said = withdrawals(old, new)
    except (PackageError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError as error:
        print(unfit(error), file=sys.stderr)
        return 2
    for line in said:
        print(line, file=sys.stderr)
    printed = print_json if arguments.output == "json" else print
    printed(rendered(changes, arguments.output))
    return 1 if changes.differences else 0


def rendered(changes: Changes, output: str) -> str:
    """The changes as text for a terminal, as the changelog's Markdown, or as JSON."""
    if output == "json":
        return dumps(changes.as_json())
    return data_section(changes) if output == "markdown" else account(changes)
