"""Verify a downloaded release: every byte against SHA256SUMS and the descriptor. A changed, missing or added file is named."""

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path

from .build import SUMS


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("release", nargs="+", help="the release's folder or zip; several may be given")


def run(arguments: argparse.Namespace) -> int:
    """Verify each release; print an account, or every file at fault."""
    faults = 0
    for name in arguments.release:
        path = Path(name)
        if not path.exists():
            print(f"{path}: there is no such file or folder", file=sys.stderr)
            return 2
        try:
            files = read_release(path)
        except (OSError, zipfile.BadZipFile) as error:
            print(f"{path}: cannot be read as a release: {error}")
            faults += 1
            continue
        found = faults_of(files)
        faults += len(found)
        print("\n".join(f"{path}: {fault}" for fault in found) or f"verified: {path}, {len(files)} files")
    return 1 if faults else 0


def read_release(path: Path) -> dict[str, bytes]:
    """A release's files by their path inside it, from its folder or its zip (which holds one folder)."""
    if path.is_dir():
        return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def faults_of(files: dict[str, bytes]) -> list[str]:
    """What is wrong with a release's files; empty where every byte is as it was built."""
    if SUMS not in files:
        return [f"{SUMS} is missing; this is not a whole release"]
    expected = {}
    for number, line in enumerate(files[SUMS].decode("utf-8", "replace").splitlines(), 1):
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64:
            return [f"{SUMS}:{number} is not a checksum and a name; download the release again"]
        expected[name] = digest
    found = [f"{name} is missing" for name in sorted(expected.keys() - files.keys())]
    found += [f"{name} was added: {SUMS} does not list it" for name in sorted(files.keys() - expected.keys() - {SUMS})]
    found += [f"{name} was changed: its SHA-256 is not the one in {SUMS}" for name in sorted(expected.keys() & files.keys())
              if hashlib.sha256(files[name]).hexdigest() != expected[name]]
    return found or _descriptor_faults(files)


def _descriptor_faults(files: dict[str, bytes]) -> list[str]:
    found = []
    for resource in json.loads(files["datapackage.json"])["resources"]:
        data = files.get(resource["path"])
        if data is None:
            found.append(f"{resource['path']} is named by datapackage.json and missing")
        elif len(data) != resource["bytes"] or f"sha256:{hashlib.sha256(data).hexdigest()}" != resource["hash"]:
            found.append(f"{resource['path']} is not what datapackage.json says: its bytes or hash differ")
    return found
