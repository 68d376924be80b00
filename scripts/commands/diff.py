"""Tell what changed between two packages: tables, fields, codes, rows cell by cell, the impact on figures, and the version it demands.

OLD and NEW are a release's folder or zip, a version such as 0.1.0, a git revision, or . for the working tree.
"""

import argparse
import sys
from pathlib import Path

from ..comparing.changelog import data_section
from ..comparing.compare import compare
from ..comparing.difference import Changes, dumps
from ..comparing.wording import account
from ..package.console import print_json
from ..package.package import PackageError
from ..package.snapshot import snapshot


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("old", help="a release's folder or zip, a version, a git revision, or . for the working tree")
    parser.add_argument("new", nargs="?", default=".", help="the same (default: the working tree)")
    parser.add_argument(
        "--output", choices=["text", "markdown", "json"], default="text", help="how differences are written"
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; 0 where they are equal, 1 where they differ, 2 where one cannot be opened."""
    root = Path(arguments.package)
    try:
        with snapshot(arguments.old, root) as old, snapshot(arguments.new, root) as new:
            changes = compare(old, new)
    except (PackageError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError as error:
        print(
            f"a descriptor or schema lacks {error}, or has it of a kind that is not read here; see: python -m scripts validate",
            file=sys.stderr,
        )
        return 2
    printed = print_json if arguments.output == "json" else print
    printed(rendered(changes, arguments.output))
    return 1 if changes.differences else 0


def rendered(changes: Changes, output: str) -> str:
    """The changes as text for a terminal, as the changelog's Markdown, or as JSON."""
    if output == "json":
        return dumps(changes.as_json())
    return data_section(changes) if output == "markdown" else account(changes)
