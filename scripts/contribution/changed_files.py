"""The files that a change touches, before anything reads them: links, submodules, files too large, names that deceive."""

import json
import os
import re
import stat
import subprocess
import unicodedata
from pathlib import Path

from ..package.git import git
from ..package.package import PackageError
from ..package.problem import Problem, shorten

LARGEST = 5_000_000  # bytes of a file that is not a declared table
LONGEST = 300  # characters of a path that are shown
# Lines by which contributors sign; any other line of a message is asked for names.
TRAILER = re.compile(
    r"^(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Suggested|Helped|Reported)-by: .*$", re.MULTILINE
)
BASES = ("upstream/main", "origin/main", "main")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # as a spreadsheet saves "Unicode text", which format reads


def base_of(root: Path, given: str | None) -> str:
    """The commit that the working tree is compared with: where it left `given`, or the first of BASES that is there.

    Raises PackageError where there is no such commit, or no git.
    """
    for name in [given] if given else BASES:
        try:
            return git(root, "merge-base", "--end-of-options", "HEAD", name)
        except (PackageError, OSError):
            continue
    raise PackageError(_why_none(root, given))


def _why_none(root: Path, given: str | None) -> str:
    try:
        shallow = git(root, "rev-parse", "--is-shallow-repository") == "true"
    except (PackageError, OSError):
        return "this folder is no git repository; clone the project to have one"
    if shallow:
        return "this clone holds the newest commits alone; fetch the others: git fetch --unshallow"
    return f"{shorten(given) if given else 'main'} is no commit here that this branch comes from; fetch it, or name another: --base REVISION"


def changed_files(root: Path, base: str) -> list[str]:
    """The paths of files that were added or changed since a commit, in commits or not, untracked ones included; seen from `root`."""
    seen = (
        "--relative",
        "--no-renames",
        "--ignore-submodules=none",
        "--diff-filter=d",
    )  # a .gitmodules may ask git to be silent
    tracked = _printed(root, "diff", "--name-only", *seen, "-z", base, "--", ".")
    untracked = _printed(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({path for path in f"{tracked}\0{untracked}".split("\0") if path})


def changed_checks(root: Path, base: str) -> list[str]:
    """The paths of checks over tables that were changed or removed since a commit, seen from `root`."""
    seen = ("--relative", "--no-renames", "--diff-filter=DMT", "--name-only", "-z")
    return [path for path in _printed(root, "diff", *seen, base, "--", "scripts/checks").split("\0") if path]


def _printed(root: Path, *words: str) -> str:
    """What a git command prints, to the last blank and whatever its bytes: a path or a message may hold any."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise PackageError(f"git {words[0]}: {done.stderr.decode(errors='replace').strip() or 'failed'}")
    return os.fsdecode(done.stdout)


def problems_of_files(root: Path, paths: list[str]) -> list[Problem]:
    """What is wrong with changed files as files."""
    tables = declared_tables(root)
    return [
        Problem(shorten(path, LONGEST), 0, "", "", "", fault)
        for path in paths
        if (fault := _fault(root / path, path, path in tables))
    ]


def declared_tables(root: Path) -> set[str]:
    """The paths of the CSV files that the descriptor in `root` declares; empty where it cannot be read as one."""
    path = root / "datapackage.json"
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size > LARGEST:
            return set()
        paths = [resource["path"] for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {path for path in paths if isinstance(path, str) and path.endswith(".csv")}


def _fault(path: Path, name: str, is_table: bool) -> str | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link, which can lead out of the package; put the file itself there"
    if stat.S_ISDIR(status.st_mode):
        return "is a repository inside this one; remove it"
    if not stat.S_ISREG(status.st_mode):
        return "is no file but a pipe or a device; remove it"
    if status.st_size > LARGEST and not is_table:
        return f"has {status.st_size} bytes, more than {LARGEST}; documents and archives are not kept here: remove it, and say in an issue what you need"
    if _is_binary(path) and not re.fullmatch(r"docs/[\w/-]+\.png", name):
        return "is not text; photographs, archives and office files are not kept here: remove it"
    if not name.isprintable() or any(map(_is_mixed, re.findall(r"[^\W\d_]+", name))):
        return "has invisible characters, or letters of two scripts, in its name; give it a plain name"
    return None


def _is_binary(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError:
        return False  # who cannot read it cannot send it
    return b"\0" in head and not (path.suffix == ".csv" and head.startswith(UTF_16))


def _is_mixed(word: str) -> bool:
    """Whether a word has letters of two scripts, which look alike."""
    return len({unicodedata.name(letter, "UNNAMED").split()[0] for letter in word}) > 1


def messages_since(root: Path, base: str) -> list[tuple[str, str]]:
    """The messages of the commits since one, without the trailers that name contributors: an abbreviated commit and its message each."""
    printed = _printed(root, "log", "--no-show-signature", "--format=%h%x00%B%x00", f"{base}..HEAD")
    found = printed.encode(errors="replace").decode().split("\0")
    return [
        (commit.strip(), TRAILER.sub("", message)) for commit, message in zip(found[::2], found[1::2], strict=False)
    ]
