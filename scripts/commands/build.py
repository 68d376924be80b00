"""Build the release: computed tables, descriptor with checksums, report, checksums of every file, and its zip.

A build whose content is not that of the declared version calls itself X.Y.Z-dev+commit. It appears whole or not at all.
"""

import argparse
import sys
from pathlib import Path

from ..checking.validation import validate
from ..package.files import scratch_folder
from ..package.package import open_package
from ..package.problem import render
from ..pages.freshness import canonical, stale
from ..release.bundle import build, content_hash, contents_of, declare


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "--to", default="dist", metavar="FOLDER", help="where the bundle and its zip go (default: dist)"
    )
    parser.add_argument(
        "--declare",
        action="store_true",
        help="first record in datapackage.json that this content is the declared version's",
    )


def run(arguments: argparse.Namespace) -> int:
    """Validate, build the bundle and its zip, and print what was built."""
    package, to = open_package(Path(arguments.package)), Path(arguments.to)
    if to.exists() and not to.is_dir():
        print(f"{to} is a file; give a folder", file=sys.stderr)
        return 2
    with scratch_folder() as scratch:
        problems, account, connection = validate(package, scratch)
        old = [] if problems else stale(canonical(package)[0])
        if problems or old:
            print(
                render(problems)
                or "\n".join(
                    f"{p.name}: not in canonical form or not fresh. Run: python -m scripts format" for p in old
                )
            )
            print("nothing was built: mend these first", file=sys.stderr)
            return 1
        print(f"checked: {account}")
        contents = contents_of(package, connection, scratch)
        if arguments.declare:
            declare(package, content_hash(contents.files))
            package = open_package(package.root)
        folder, version = build(package, contents, to)
    print(f"built: {folder} ({sum(path.is_file() for path in folder.rglob('*'))} files) and {folder.name}.zip")
    if version != package.version:
        print(f"  its content is not that of version {package.version}, so it calls itself {version}")
    return 0
