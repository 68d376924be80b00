"""Verify a downloaded release: every byte against SHA256SUMS and the descriptor. A changed, missing or added file is named."""

import argparse
import sys
import zipfile
import zlib
from pathlib import Path

from ..package.files import newest
from ..package.problem import shorten
from ..release.verification import ATTESTATION, LONGEST, faults_of, read_release, remarks_of


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "release", nargs="*", help="the release's folder or zip; several may be given (default: the newest in dist)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify each release; print an account, or every file at fault."""
    faults = 0
    releases = [Path(name) for name in arguments.release] or newest(Path("dist"))
    if not releases:
        print("there is no release in dist; build one, or give its folder or zip", file=sys.stderr)
        return 2
    for path in releases:
        if not path.exists():
            print(f"{shown(path)}: there is no such file or folder", file=sys.stderr)
            return 2
        try:
            release = read_release(path)
        except (OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile) as error:
            print(f"{shown(path)}: cannot be read as a release: {shorten(str(error), LONGEST)}")
            faults += 1
            continue
        found = faults_of(release)
        faults += len(found)
        account = [] if found else [f"verified: {shown(path)}, {len(release.files)} files"]
        print("\n".join([f"{shown(path)}: {text}" for text in remarks_of(release) + found] + account))
    if not faults:
        print(ATTESTATION)
    return 1 if faults else 0


def shown(path: Path) -> str:
    """A path on one line, without control characters."""
    return shorten(str(path), LONGEST)
