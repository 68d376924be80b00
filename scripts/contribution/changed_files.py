"""The files of a change, checked before anything reads them: links, submodules, large files, deceptive names."""

import json
import os
import re
import stat
import subprocess
import unicodedata
from collections.abc import Collection
from pathlib import Path

from ..checking.tracked import NOT_KEPT, SHEET
from ..package.git import git
from ..package.package import PackageError
from ..package.problem import Problem, shorten

LARGEST = 5_000_000  # bytes of a file that is not a declared table
LONGEST = 300  # characters of a path that are shown
NOT_TEXT = "is not text; photographs, archives and office files are not kept here: remove it"
PICTURE = re.compile(r"docs/[\w/-]+\.png")
REASON = re.compile(r"changes/(?!README\.md)[^/]+\.md")  # read as a reason, which must be text as well
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"PK\x03\x04")  # how files begin that are no text
ADDED, REMOVED = "added", "removed"
WORDS = {"A": ADDED, "D": REMOVED}  # other letters of git are changes
BASES = ("upstream/main", "origin/main", "main")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # as a spreadsheet saves "Unicode text", which format reads


def base_of(root: Path, given: str | None, head: str = "HEAD") -> str:
    """The commit to compare `head` or the working tree at `root` with: where it left `given`, or the first of BASES.

    Raises PackageError if there is no such commit, or no git.
    """
    for name in [given] if given else BASES:
        try:
            return git(root, "merge-base", "--end-of-options", head, name)
        except (PackageError, OSError):
            continue
    raise PackageError(_why_none(root, given))


def _why_none(root: Path, given: str | None) -> str:
    try:
        shallow = git(root, "rev-parse", "--is-shallow-repository") == "true"
    except (PackageError, OSError):
        return "this folder is not a git repository; clone the project"
    if shallow:
        return "this clone holds only the newest commits; fetch the others: git fetch --unshallow"
    name = shorten(given) if given else "main"
    return f"{name} is not known here, or shares no commit with this branch; fetch it, or name another: --base REVISION"


def changes_since(root: Path, base: str, head: str = "") -> dict[str, str]:
    """What happened to each file since a commit, by its path relative to `root`: added, changed or removed.

    Up to the commit `head`, or up to the working tree: committed or not, and untracked.
    """
    # a .gitmodules file may tell git to ignore submodules
    seen = ("--relative", "--no-renames", "--ignore-submodules=none", "--name-status", "-z")
    words = _printed(root, "diff", *seen, base, *([head] if head else []), "--", ".").split("\0")
    found = {path: WORDS.get(status, "changed") for status, path in zip(words[::2], words[1::2], strict=False)}
    if not head:
        untracked = _printed(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
        found |= dict.fromkeys(filter(None, untracked), "added")
    return dict(sorted(found.items()))


def _printed(root: Path, *words: str) -> str:
    """All that a git command prints, whitespace and undecodable bytes included: a path or a message may contain any."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise PackageError(f"git {words[0]}: {done.stderr.decode(errors='replace').strip() or 'failed'}")
    return os.fsdecode(done.stdout)


def problems_of_files(root: Path, paths: list[str], new: Collection[str] = ()) -> list[Problem]:
    """The problems of changed files as files, whatever they contain as tables."""
    tables = declared_tables(root)
    return [
        Problem(shorten(path, LONGEST), 0, "", "", "", fault)
        for path in paths
        if (fault := _fault(root / path, path, path in tables, path not in new))
    ]


def declared_tables(root: Path) -> set[str]:
    """The paths of the CSV files that the descriptor in `root` declares; empty if it cannot be read."""
    path = root / "datapackage.json"
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size > LARGEST:
            return set()
        paths = [resource["path"] for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {path for path in paths if isinstance(path, str) and path.endswith(".csv")}


def _fault(path: Path, name: str, is_table: bool, is_old: bool) -> str | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link, which can lead out of the package; replace it with the file itself"
    if stat.S_ISDIR(status.st_mode):
        return "is a repository inside this one; remove it"
    if not stat.S_ISREG(status.st_mode):
        return "is a pipe or a device, not a file; remove it"
    if status.st_size > LARGEST and not is_table:
        return (
            f"has {status.st_size} bytes, more than {LARGEST}; documents and archives are not kept here:"
            " remove it, and open an issue that says what you need"
        )
    is_judged = is_table or (is_old and PICTURE.fullmatch(name))
    if name.endswith(SHEET):
        return NOT_KEPT
    fault = None if is_judged else _fault_of_text(path)
    if fault and (fault == NOT_TEXT or not REASON.fullmatch(name)):
        return fault
    if is_table and _is_binary(path):
        return NOT_TEXT
    if not name.isprintable() or any(map(_is_mixed, re.findall(r"[^\W\d_]+", name))):
        return "has invisible characters, or letters of two scripts, in its name; give it a plain name"
    return None


def _fault_of_text(path: Path) -> str | None:
    """What is wrong with a file that is no table, as text; none if it cannot be read, and so cannot be sent either."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if b"\0" in data and not data.startswith(UTF_16):
        return NOT_TEXT
    try:
        data.decode()
    except UnicodeDecodeError:
        return NOT_TEXT if data.startswith(PICTURES) else "is not UTF-8; save it as UTF-8"
    return None


def _is_binary(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError:
        return False  # a file that cannot be read cannot be sent either
    return b"\0" in head and not (path.suffix == ".csv" and head.startswith(UTF_16))


def _is_mixed(word: str) -> bool:
    """Whether a word has letters of two scripts, which can look alike."""
    return len({unicodedata.name(letter, "UNNAMED").split()[0] for letter in word}) > 1


def messages_since(root: Path, base: str, head: str = "HEAD") -> list[tuple[str, str]]:
    """The commits from `base` to `head`, as (abbreviated hash, message)."""
    printed = _printed(root, "log", "--no-show-signature", "--format=%h%x00%B%x00", f"{base}..{head}")
    found = printed.encode(errors="replace").decode().split("\0")
    return [(commit.strip(), message) for commit, message in zip(found[::2], found[1::2], strict=False)]
