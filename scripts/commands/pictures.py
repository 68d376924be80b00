"""Draw the pictures: strikes by day, their places, claimed tolls by side, and strikes by documents read.

With FOLDER, every picture of the package as it is, as SVG and PNG. Without it, those that the README shows are drawn
again from the last release, with their alternative text. A release does this by itself.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from ..checking.validation import validate
from ..derived.compute import compute
from ..package.files import write
from ..package.package import open_package
from ..package.past.naming import label
from ..package.problem import render
from ..package.snapshot import snapshot
from ..pictures.pictures import picture_files, redrawn


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="folder for SVG and PNG (default: the pictures of the README)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Draw the pictures and print their files; returns 1 if the data has problems, else 0."""
    root = Path(arguments.package)
    if arguments.folder is None:
        with snapshot(open_package(root).version, root) as released:
            _write(redrawn(root, released))
        return 0
    package = open_package(root)
    problems, _, connection = validate(package)
    if problems:
        print(render(problems))
        return 1
    compute(connection, package)
    named = replace(package, descriptor=package.descriptor | {"version": label(package)})
    _write({Path(arguments.folder) / name: data for name, data in picture_files(named, connection).items()})
    return 0


def _write(files: dict[Path, bytes]) -> None:
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, data)
        print(f"drawn: {path} ({len(data):,} bytes)")
