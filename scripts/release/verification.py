"""Verifies a downloaded release: every byte against SHA256SUMS and the descriptor."""

import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from ..package.package import withdrawal
from ..package.problem import shorten
from ..package.snapshot import open_zip
from .writing import SUMS

DESCRIPTOR = "datapackage.json"
BLOCK = 1 << 20  # bytes that are read at a time
LARGEST = 20_000_000  # bytes of SHA256SUMS or the descriptor
MANY = 10  # files in a folder that a release does not have; of more, only the number is said
LONGEST = 300  # characters of a file's name that are shown
# What operating systems leave in folders and zips, in lower case.
LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
LITTER_FOLDER = "__macosx"
FORGED = "anyone who changes a release can also write new sums"
ATTESTATION = (
    f"{FORGED}; to check who built it, run: "
    "gh attestation verify FILE.zip --repo OWNER/REPOSITORY, with the zip and the repository it was downloaded from"
)
TRUST = f"{FORGED}, so trust a release only as far as the place where you got it"
LINK = "is a link, which a release does not hold; download the release again"
SPECIAL = "is a pipe, a device or a socket, which a release does not hold; download the release again"
ONLY_LINE_ENDS = "has CRLF line ends and is otherwise unchanged: unzip again without converting"
ALL_LINE_ENDS = "all text files have CRLF line ends: unzip again without converting"


class Digest(NamedTuple):
    """A file's size in bytes, its SHA-256, the SHA-256 with LF for each CRLF (empty if none), and if it is text."""

    size: int
    sha256: str
    sha256_lf: str
    is_text: bool


@dataclass
class Release:
    """A release as read: digests by path, the bytes of its sums and descriptor, and what is litter or not a file."""

    files: dict[str, Digest] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)
    litter: list[str] = field(default_factory=list)
    irregular: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, stream: IO[bytes]) -> None:
        """Read a file in blocks; raises OSError if the sums or the descriptor are too large."""
        kept = name in (SUMS, DESCRIPTOR)
        digest, head = _digest(stream, LARGEST if kept else 0)
        if kept and digest.size > LARGEST:
            raise OSError(f"{name} has {digest.size} bytes, more than {LARGEST}")
        self.files[name] = digest
        if kept:
            self.texts[name] = head


def _digest(stream: IO[bytes], keep: int) -> tuple[Digest, bytes]:
    """The digest of a stream, and its first `keep` bytes."""
    raw, as_lf = hashlib.sha256(), None
    size, kept, held, has_lf, has_nul = 0, bytearray(), b"", False, False
    while block := stream.read(BLOCK):
        size += len(block)
        kept += block[: max(keep - len(kept), 0)]
        block = held + block
        held = b"\r" if block.endswith(b"\r") else b""  # its LF may begin the next block
        block = block[: len(block) - len(held)]
        if as_lf is None and b"\r\n" in block:
            as_lf = raw.copy()
        raw.update(block)
        if as_lf:
            as_lf.update(block.replace(b"\r\n", b"\n"))
        has_lf, has_nul = has_lf or b"\n" in block, has_nul or b"\0" in block
    for digest in filter(None, (raw, as_lf)):
        digest.update(held)
    return Digest(size, raw.hexdigest(), as_lf.hexdigest() if as_lf else "", has_lf and not has_nul), bytes(kept)


def read_release(path: Path) -> Release:
    """Read a release from its folder, or from its zip, which contains a single folder.

    A file outside that folder, or present twice, keeps a longer name, so it counts as added. Raises OSError, or what
    zipfile and zlib raise, if the release cannot be read.
    """
    release = Release()
    if path.is_dir():
        _read_folder(path, release)
    elif path.is_file():
        _read_zip(path, release)
    else:
        raise OSError(f"it {SPECIAL}")
    listed = {name for name, _ in _sums(release)}
    release.litter = sorted(name for name in release.files if name not in listed and _is_litter(name))
    for name in release.litter:
        del release.files[name]
    return release


def _read_folder(path: Path, release: Release) -> None:
    for folder, folders, names in os.walk(path, onerror=_raise):
        for name in sorted([*folders, *names]):
            file = Path(folder, name)
            inner, mode = file.relative_to(path).as_posix(), file.lstat().st_mode
            if stat.S_ISREG(mode):
                with file.open("rb") as stream:
                    release.add(inner, stream)
            elif not stat.S_ISDIR(mode):
                release.irregular[inner] = LINK if stat.S_ISLNK(mode) else SPECIAL


def _raise(error: OSError) -> None:
    raise error


def _read_zip(path: Path, release: Release) -> None:
    with open_zip(path) as archive:
        entries = [info for info in archive.infolist() if not info.is_dir()]
        top = next((info.filename.rpartition("/")[0] for info in entries if info.filename.endswith(f"/{SUMS}")), "")
        copies: Counter[str] = Counter()
        for info in entries:
            name = info.filename.removeprefix(f"{top}/")
            copies[name] += 1
            name += f" (copy {copies[name]})" if copies[name] > 1 else ""
            mode = stat.S_IFMT(info.external_attr >> 16)
            if mode not in (0, stat.S_IFREG):
                release.irregular[name] = LINK if mode == stat.S_IFLNK else SPECIAL
                continue
            with archive.open(info) as stream:
                release.add(name, stream)


def _is_litter(name: str) -> bool:
    parts = name.lower().split("/")
    return parts[-1] in LITTER or LITTER_FOLDER in parts[:-1]


def _sums(release: Release) -> Iterator[tuple[str, str]]:
    """The lines of SHA256SUMS as name and checksum; the name is empty if the line is something else."""
    for line in release.texts.get(SUMS, b"").decode("utf-8", "replace").splitlines():
        digest, separator, name = line.partition("  ")
        yield (name if separator and len(digest) == 64 else ""), digest


def faults_of(release: Release) -> list[str]:
    """What is wrong with a release, as lines without control characters; empty if every byte is as built."""
    irregular = {name: f"{_shown(name)} {fault}" for name, fault in sorted(release.irregular.items())}
    if SUMS not in release.files:
        return [*irregular.values(), f"{SUMS} is missing; this is not a complete release"]
    lines = list(_sums(release))
    if wrong := [number for number, (name, _) in enumerate(lines, 1) if not name]:
        return [*irregular.values(), f"{SUMS}:{wrong[0]} is not a checksum and a name; download the release again"]
    expected, files = dict(lines), release.files
    strange = _strange(files.keys() | irregular.keys(), expected)
    found = [line for name, line in irregular.items() if _top(name) not in strange]
    found += [f"{_shown(name)} is missing" for name in sorted(expected.keys() - files.keys() - irregular.keys())]
    found += [
        f"{_shown(folder)}/ was added: {SUMS} lists none of its {number} files; move it out of the release"
        for folder, number in sorted(strange.items())
    ]
    added = sorted(name for name in files.keys() - expected.keys() - {SUMS} if _top(name) not in strange)
    found += [f"{_shown(name)} was added: {SUMS} does not list it" for name in added]
    changed = {name for name in expected.keys() & files.keys() if files[name].sha256 != expected[name]}
    found += _changed(files, expected, changed)
    return found or _descriptor_faults(release)


def _strange(names: Collection[str], expected: Collection[str]) -> dict[str, int]:
    """The folders at the top of which no file is expected and that have many, with their numbers of files."""
    own = {"", *map(_top, expected)}
    return {top: number for top, number in Counter(map(_top, names)).items() if top not in own and number > MANY}


def _top(name: str) -> str:
    """The folder at the top of a release that a file is in; empty if it is in none."""
    top, in_folder, _ = name.partition("/")
    return top if in_folder else ""


def _changed(files: dict[str, Digest], expected: dict[str, str], changed: set[str]) -> list[str]:
    """What to say of changed files: one line if only line ends changed, and those of all text files."""
    converted = {name for name in changed if files[name].sha256_lf == expected[name]}
    as_built = [name for name in expected.keys() & files.keys() - changed if files[name].is_text]
    if converted == changed and len(changed) > 1 and not as_built:
        return [ALL_LINE_ENDS]
    return [
        f"{_shown(name)} {ONLY_LINE_ENDS}"
        if name in converted
        else f"{_shown(name)} was changed: its SHA-256 is not the one in {SUMS}"
        for name in sorted(changed)
    ]


def _shown(name: str) -> str:
    return shorten(name, LONGEST)


def _descriptor_faults(release: Release) -> list[str]:
    files = release.files
    try:
        resources = [(r["path"], r["bytes"], r["hash"]) for r in json.loads(release.texts[DESCRIPTOR])["resources"]]
        missing = [path for path, _, _ in resources if path not in files]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        return [
            f"{DESCRIPTOR} is missing or is not the descriptor of a release"
            f" ({type(error).__name__}: {_shown(str(error))})"
        ]
    found = [f"{_shown(path)} is listed in {DESCRIPTOR} but missing" for path in missing]
    found += [
        f"{_shown(path)} does not match {DESCRIPTOR}: its size or hash differs"
        for path, size, digest in resources
        if path in files and (files[path].size != size or f"sha256:{files[path].sha256}" != digest)
    ]
    return found


def remarks_of(release: Release) -> list[str]:
    """What to say of a release besides its faults: the files that an operating system left in it, and a withdrawal."""
    remarks = [f"{_shown(name)} was left by an operating system; ignored" for name in release.litter]
    try:
        own = json.loads(release.texts[DESCRIPTOR])
        said = withdrawal(own)
    except (KeyError, AttributeError, ValueError, RecursionError):
        return remarks
    return [*remarks, shorten(str(said), LONGEST)] if said else remarks


def advice_on(releases: Iterable[Release]) -> str:
    """How to find out who built releases without a fault; none is attested that names no repository."""
    return ATTESTATION if any(json.loads(r.texts[DESCRIPTOR]).get("repository") for r in releases) else TRUST
