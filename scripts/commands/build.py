"""Build the release: a folder with the tables, computed tables, other formats, report and checksums, and its zip.

The folder and its zip appear complete or not at all. If the content is not the content recorded for the declared
version, the build is named X.Y.Z-dev+commit.
"""

import argparse
import sys
from pathlib import Path

from ..checking.validation import validate
from ..package.files import scratch_folder
from ..package.package import open_package
from ..package.problem import render
from ..pages.freshness import RUN_FORMAT, STALE, outdated, shown
from ..release.bundle import build, content_hash, contents_of, declare


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--to", default="dist", metavar="FOLDER", help="folder for the release and its zip (default: dist)"
    )
    parser.add_argument(
        "--declare",
        action="store_true",
        help="before building, record in datapackage.json that the declared version has this content (default: do not)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Validate, build the release and its zip, and print their names; returns 0, 1 for a problem, 2 for wrong usage."""
    package, to = open_package(Path(arguments.package)), Path(arguments.to)
    if in_the_way := next((path for path in (to, *to.parents) if path.exists() and not path.is_dir()), None):
        print(f"{to}: {in_the_way} is a file; give a folder", file=sys.stderr)
        return 2
    if to.is_symlink() and not to.exists():
        print(f"{to}: is a link to nothing; give a folder", file=sys.stderr)
        return 2
    stamps = package.stamps()
    with scratch_folder() as scratch:
        problems, account, connection = validate(package, scratch)
        old = {} if problems else outdated(package)[0]
        if problems or old:
            print(render(problems) or "\n".join(f"{shown(package, p)}: {STALE}; {RUN_FORMAT}" for p in old))
            print("nothing was built: fix these first", file=sys.stderr)
            return 1
        print(f"checked: {account}")
        contents = contents_of(package, connection, scratch, stamps)
        if arguments.declare:
            declare(package, content_hash(contents.files))
            package = open_package(package.root)
        folder, version = build(package, contents, to)
    print(f"built: {folder} ({sum(path.is_file() for path in folder.rglob('*'))} files) and {folder.name}.zip")
    if version != package.version:
        print(f"  the content differs from version {package.version}, so this build is named {version}")
    return 0
