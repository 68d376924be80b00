"""The files of a commit that anyone may have written, as data: byte for byte, with nothing of it run or followed."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from ..package.git import git
from ..package.package import PackageError
from ..package.problem import shorten

LARGEST = 5_000_000  # bytes of a file that are written, unless it is a CSV
MOST = 1_000_000_000  # bytes of all files together
BLOCK = 1_000_000
NOWHERE = ".git"  # what links lead to here: git keeps no file of this name
LINK, REPOSITORY = "120000", "160000"  # modes in git


class Entry(NamedTuple):
    """A file of a commit: its mode, object and size in git (0 for what is not a file), and its path."""

    mode: str
    name: str
    size: int
    path: str


def commit_of(repository: Path, revision: str) -> str:
    """The hash of the commit that a revision names; raises PackageError if it names none."""
    try:
        return git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except (PackageError, OSError, ValueError):
        raise PackageError(f"{shorten(revision)} is not known here; fetch it first: git fetch origin") from None


@contextmanager
def fetched(repository: Path, commit: str, without: str | None = None) -> Iterator[Path]:
    """A folder with the files of a commit, as git stores them, except those in the folder `without`.

    No attribute, filter or hook is obeyed. A link leads nowhere, a repository inside is an empty folder, and a file
    that is too large to be read has its size and no content. Raises PackageError if the commit cannot be unpacked.
    """
    entries = [e for e in _entries(repository, commit) if not without or not e.path.startswith(f"{without}/")]
    size = sum(entry.size for entry in entries if _is_written(entry))
    if size > MOST:
        raise PackageError(f"{commit[:7]}: would unpack to {size} bytes, more than {MOST}; no contribution does")
    with tempfile.TemporaryDirectory() as folder:
        try:
            _write(repository, entries, Path(folder))
        except (OSError, ValueError, IndexError) as error:
            why = getattr(error, "strerror", None) or "git does not have all of it"
            raise PackageError(f"{commit[:7]}: cannot be unpacked ({why})") from None
        yield Path(folder)


def _entries(repository: Path, commit: str) -> list[Entry]:
    words = ["git", "ls-tree", "-r", "-l", "-z", commit]
    done = subprocess.run(words, cwd=repository, capture_output=True, check=False)
    if done.returncode:
        raise PackageError(f"{commit[:7]}: cannot be read; fetch it again")
    found = []
    for line in os.fsdecode(done.stdout).split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, name, size = about.split()
        if any(part in ("", ".", "..") or part.lower() == NOWHERE for part in path.split("/")):
            raise PackageError(f"{commit[:7]}: has a file with the path {shorten(path)}, which leads out of its folder")
        found.append(Entry(mode, name, int(size) if size.isdigit() else 0, path))
    return found


def _is_written(entry: Entry) -> bool:
    return entry.mode not in (LINK, REPOSITORY) and (entry.size <= LARGEST or entry.path.endswith(".csv"))


def _write(repository: Path, entries: list[Entry], folder: Path) -> None:
    words = ["git", "cat-file", "--batch"]
    with subprocess.Popen(words, cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:
        there, back = cast(IO[bytes], asked.stdin), cast(IO[bytes], asked.stdout)
        for entry in entries:
            path = folder / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode == LINK:
                path.symlink_to(NOWHERE)
            elif entry.mode == REPOSITORY:
                path.mkdir()
            elif not _is_written(entry):
                with path.open("xb") as file:
                    file.truncate(entry.size)
            else:
                there.write(f"{entry.name}\n".encode())
                there.flush()
                _copy(back, path)
        there.close()


def _copy(source: IO[bytes], path: Path) -> None:
    """Copy one object from `git cat-file --batch`: a line with its size, its bytes, and a line end."""
    left = int(source.readline().split()[-1])
    with path.open("xb") as file:
        while left:
            block = source.read(min(left, BLOCK))
            if not block:
                raise ValueError("git ended")
            file.write(block)
            left -= len(block)
    source.read(1)
