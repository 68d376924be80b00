"""Git: commands, the commits behind versions and revisions, and the files of a commit, as data."""

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple, cast

from .package import PackageError
from .problem import shorten

LARGEST = 5_000_000  # bytes of a file that are written, unless it is a CSV
MOST = 1_000_000_000  # bytes of all files together
MOST_FILES = 5_000  # of a commit
OR_GIVE = "see git log and git tag, or give the folder or zip of a release"
BLOCK = 1_000_000
NOWHERE = ".git"  # what links lead to here: git keeps no file of this name
LINK, REPOSITORY = "120000", "160000"  # modes in git


def git(root: Path, *words: str) -> str:
    """Run a git command in `root` and return its stripped output; raise PackageError with git's message if it fails."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(
            f"git {words[0]}: {done.stderr.strip() or f'failed with exit code {done.returncode}; is the disk full?'}"
        )
    return done.stdout.strip()


def revision_of(name: str, root: Path) -> str:
    """The commit hash of a version or git revision; raises PackageError if there is none."""
    candidates = [name]
    if re.fullmatch(r"\d+\.\d+\.\d+", name):
        with suppress(PackageError):  # where no repository is
            candidates = [f"v{name}", *([found] if (found := commit_that_set(name, root)) else [])]
    for candidate in candidates:
        try:
            return git(root, "rev-parse", "--verify", "--quiet", f"{candidate}^{{commit}}")
        except PackageError:
            continue
    raise PackageError(f"{name}: is not a folder, file, version or git revision here; {OR_GIVE}")


def commit_that_set(version: str, root: Path) -> str | None:
    """The hash of the oldest commit that has a version with the content last declared for it; None if there is none."""
    found: str | None = None
    content: object = None
    for commit in git(root, "log", "--format=%H", "--", "datapackage.json").split():
        descriptor = _descriptor_at(root, commit)
        if descriptor.get("version") != version:
            if found:
                break
            continue
        content = content or descriptor.get("content")
        if descriptor.get("content") == content:
            found = commit
    return found


def _descriptor_at(root: Path, commit: str) -> dict[str, object]:
    import json

    try:
        return dict(json.loads(git(root, "show", f"{commit}:datapackage.json")))
    except (PackageError, ValueError):
        return {}


def latest_version(root: Path, before: str | None = None) -> str | None:
    """The version in force before the version `before`; None if there is none.

    It is the version in the newest commit whose descriptor declares a content and a version other than `before`.
    """
    for commit in git(root, "log", "--format=%H", "--", "datapackage.json").split():
        descriptor = _descriptor_at(root, commit)
        if descriptor.get("content") and descriptor.get("version") != before:
            return str(descriptor["version"])
    return None


def released_versions(root: Path) -> list[str]:
    """The versions that commits declared with their content, the oldest first."""
    found: dict[str, None] = {}
    for commit in git(root, "log", "--format=%H", "--", "datapackage.json").split():
        descriptor = _descriptor_at(root, commit)
        if descriptor.get("content"):
            found.setdefault(str(descriptor["version"]))
    return [*found][::-1]


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
def fetched(
    repository: Path, commit: str, without: str | None = None, only: Iterable[str] | None = None
) -> Iterator[Path]:
    """A folder with the files of a commit, as git stores them, except those in the folder `without`.

    `only` are the files and folders that are wanted, or None for all.

    No attribute, filter or hook is obeyed. A link leads nowhere, a repository inside is an empty folder, and a file
    that is too large to be read has its size and no content. Raises PackageError if the commit cannot be unpacked.
    """
    entries = [e for e in _entries(repository, commit) if not without or not e.path.startswith(f"{without}/")]
    if only is not None:
        wanted = {*only}
        entries = [e for e in entries if e.path in wanted or any(e.path.startswith(f"{name}/") for name in wanted)]
    if len(entries) > MOST_FILES:
        raise PackageError(
            f"{commit[:7]}: has {len(entries)} files, more than {MOST_FILES}; keep the package's own files only"
        )
    size = sum(entry.size for entry in entries if _is_written(entry))
    if size > MOST:
        raise PackageError(f"{commit[:7]}: would unpack to {size} bytes, more than {MOST}; no package does")
    with tempfile.TemporaryDirectory() as folder:
        try:
            _write(repository, entries, Path(folder))
        except (OSError, ValueError, IndexError) as error:
            why = getattr(error, "strerror", None) or "git does not have all of it"
            raise PackageError(f"{commit[:7]}: cannot be unpacked ({why})") from None
        yield Path(folder)


def texts_at(repository: Path, commit: str, paths: Iterable[str]) -> dict[str, str]:
    """The texts of those files that a commit has, by path; asks git twice, however many they are."""
    wanted = {*paths}
    entries = [e for e in _entries(repository, commit) if e.path in wanted and e.mode != REPOSITORY]
    asked = "".join(f"{entry.name}\n" for entry in entries).encode()
    words = ["git", "cat-file", "--batch"]
    source = io.BytesIO(subprocess.run(words, cwd=repository, input=asked, capture_output=True, check=False).stdout)
    found = {}
    for entry in entries:
        if source.readline().split()[-1:] != [str(entry.size).encode()]:
            raise PackageError(f"{commit[:7]}: cannot be read; fetch it again")
        found[entry.path] = source.read(entry.size).decode(errors="replace")
        source.read(1)
    return found


def unequal(repository: Path, commit: str, files: Mapping[str, Path]) -> set[str]:
    """Those files, each given with its path in a commit, whose bytes the commit does not have at that path."""
    there = {(e.path, e.name) for e in _entries(repository, commit) if e.mode not in (LINK, REPOSITORY)}
    here = {path: str(file) for path, file in files.items() if file.is_file()}
    names = git(repository, "hash-object", "--no-filters", "--", *here.values()).split() if here else []
    return {*files} - {path for path, name in zip(here, names, strict=True) if (path, name) in there}


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
