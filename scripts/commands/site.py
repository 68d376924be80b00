"""Make a website of the explorers of all releases: a folder for each version, latest, and a preview.

RELEASES is a folder with the explorer.html of every release, at any depth. The folder --to must be new or empty. A link
to a card works in every later version: if one does not know an id of an earlier one, nothing is written.
"""

import argparse
import sys
from pathlib import Path

from ..explorer.page import NAME
from ..explorer.site import website
from ..package.files import write
from ..package.package import open_package


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("releases", metavar="RELEASES", help="folder with the explorer.html of every release")
    parser.add_argument("--preview", metavar="FILE", help="explorer.html of a build that is not released")
    parser.add_argument(
        "--to", default="dist/site", metavar="FOLDER", help="folder for the website (default: dist/site)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the website and print its folder; returns 0, or 2 for wrong usage."""
    releases, to = Path(arguments.releases), Path(arguments.to)
    if not releases.is_dir():
        print(f"{releases}: is not a folder; give one with the explorer.html of every release", file=sys.stderr)
        return 2
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        print(f"{to}: has files already; give a new folder", file=sys.stderr)
        return 2
    pages = {str(path): path.read_bytes() for path in sorted(releases.rglob(NAME))}
    preview = (arguments.preview, Path(arguments.preview).read_bytes()) if arguments.preview else None
    files = website(open_package(Path(arguments.package)), pages, preview)
    for name, data in files.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        write(to / name, data)
    print(f"made: {to} ({len(pages)} releases{', and a preview' if preview else ''})")
    return 0
