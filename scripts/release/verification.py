"""Verifies a downloaded release: every byte against SHA256SUMS and the descriptor."""

import hashlib
import json
from pathlib import Path

from ..package.snapshot import open_zip
from .bundle import SUMS


def read_release(path: Path) -> dict[str, bytes]:
    """A release's files by path, from its folder or from its zip, which contains a single folder.

    A file outside that folder, or present twice, keeps a longer name, so it counts as added.
    """
    if path.is_dir():
        return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}
    with open_zip(path) as archive:
        names = [info for info in archive.infolist() if not info.is_dir()]
        top = next((info.filename.rpartition("/")[0] for info in names if info.filename.endswith(f"/{SUMS}")), "")
        files: dict[str, bytes] = {}
        for info in names:
            inner = info.filename.removeprefix(f"{top}/")
            files[inner if inner not in files else f"{inner} (a second time)"] = archive.read(info)
        return files


def faults_of(files: dict[str, bytes]) -> list[str]:
    """What is wrong with a release's files; empty if every byte is as built."""
    if SUMS not in files:
        return [f"{SUMS} is missing; this is not a complete release"]
    expected = {}
    for number, line in enumerate(files[SUMS].decode("utf-8", "replace").splitlines(), 1):
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64:
            return [f"{SUMS}:{number} is not a checksum and a name; download the release again"]
        expected[name] = digest
    found = [f"{name} is missing" for name in sorted(expected.keys() - files.keys())]
    found += [f"{name} was added: {SUMS} does not list it" for name in sorted(files.keys() - expected.keys() - {SUMS})]
    found += [
        f"{name} was changed: its SHA-256 is not the one in {SUMS}"
        for name in sorted(expected.keys() & files.keys())
        if hashlib.sha256(files[name]).hexdigest() != expected[name]
    ]
    return found or _descriptor_faults(files)


def _descriptor_faults(files: dict[str, bytes]) -> list[str]:
    try:
        resources = [(r["path"], r["bytes"], r["hash"]) for r in json.loads(files["datapackage.json"])["resources"]]
    except (KeyError, TypeError, ValueError) as error:
        return [f"datapackage.json is missing or is not the descriptor of a release ({type(error).__name__}: {error})"]
    found = [f"{path} is listed in datapackage.json but missing" for path, _, _ in resources if path not in files]
    found += [
        f"{path} does not match datapackage.json: its size or hash differs"
        for path, size, digest in resources
        if path in files and (len(files[path]) != size or f"sha256:{hashlib.sha256(files[path]).hexdigest()}" != digest)
    ]
    return found
