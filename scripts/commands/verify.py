"""Verify a downloaded release: compare every file with SHA256SUMS and with the descriptor, datapackage.json.

Every file that was changed, is missing or was added is named. If the version was withdrawn, the reason is printed.

  python -m scripts verify nk2020-strikes-0.5.0.zip
"""

import argparse
import sys
import zipfile
import zlib
from pathlib import Path

from ..package.files import newest
from ..package.package import open_package
from ..package.problem import shorten
from ..release.verification import LONGEST, Release, advice_on, faults_of, read_release, remarks_of


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "release",
        nargs="*",
        metavar="RELEASE",
        help="folder or zip; several may be given (default: the newest in dist)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify each release and print a summary or every fault; returns 0, 1 for a fault, 2 for no such release."""
    faults, read = 0, list[Release]()
    releases = [Path(name) for name in arguments.release]
    if not releases:
        releases = newest(Path("dist"), open_package(Path(arguments.package)).descriptor["name"])
    if not releases:
        print("there is no release in dist; build one, or give the folder or zip of one", file=sys.stderr)
        return 2
    for path in releases:
        if not path.exists():
            print(f"{shown(path)}: no such file or folder", file=sys.stderr)
            return 2
        try:
            release = read_release(path)
        except (OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile) as error:
            print(f"{shown(path)}: cannot be read as a release: {shorten(str(error), LONGEST)}")
            faults += 1
            continue
        found = faults_of(release)
        faults += len(found)
        read.append(release)
        account = [] if found else [f"verified: {shown(path)}, {len(release.files)} files"]
        print("\n".join([f"{shown(path)}: {text}" for text in remarks_of(release) + found] + account))
    if not faults:
        print(advice_on(read))
    return 1 if faults else 0


def shown(path: Path) -> str:
    """A path on one line, without control characters."""
    return shorten(str(path), LONGEST)
