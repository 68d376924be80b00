"""Write the table history, and the models of versions in past/, anew from the releases in the repository.

A release adds to both by itself. This command is for a repository whose releases are older than the table, for a text
that must be withheld, and, with --check, for the proof that nobody else changed them. What is withheld stays withheld.
"""

import argparse
from pathlib import Path

from ..package.files import write_together
from ..package.package import open_package
from ..pages.freshness import shown, stale
from ..release.past import from_repository

STALE = "is not what the releases in the repository give; run: python -m scripts history"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; name the files that would change, and exit with 1 if there are any (default: write them)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what the releases give, or print what would change; returns 0, or 1 if --check finds a difference."""
    package = open_package(Path(arguments.package))
    wanted = from_repository(package.root.resolve())
    old = stale(wanted)
    if not arguments.check:
        write_together({path: wanted[path] for path in old})
    for path in old:
        print(f"{shown(package, path)}: {STALE if arguments.check else 'rewritten'}")
    if not old:
        print(f"{len(wanted)} files are what the releases in the repository give")
    return 1 if old and arguments.check else 0
