"""Verify a downloaded release: every byte against SHA256SUMS and the descriptor. A changed, missing or added file is named."""

import argparse
import sys
import zipfile
import zlib
from pathlib import Path

from ..package.files import newest
from ..release.verification import faults_of, read_release


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
            print(f"{path}: there is no such file or folder", file=sys.stderr)
            return 2
        try:
            files = read_release(path)
        except (OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile) as error:
            print(f"{path}: cannot be read as a release: {error}")
            faults += 1
            continue
        found = faults_of(files)
        faults += len(found)
        print("\n".join(f"{path}: {fault}" for fault in found) or f"verified: {path}, {len(files)} files")
    return 1 if faults else 0
