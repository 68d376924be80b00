"""Git's part of a merge: the three commits, a merge that is under way, and the files that git merges by itself."""

import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..checking.canonical import CONFLICT
from ..package.git import commit_of, git
from ..package.package import PackageError
from ..package.problem import shorten

UNDER_WAY = "a merge of another commit ({}) is under way; end it with git commit, or give it up with git merge --abort"
NONE_GIVEN = "name the branch or commit to merge, such as: python -m scripts merge origin/main"
NO_BASE = "{} has no commit in common with this branch, so nothing says what each side changed{}"
SHALLOW = "; this clone holds only the newest commits, fetch the others: git fetch --unshallow"


@dataclass(frozen=True)
class Lines:
    """Two lines of work: the commits where both began, of ours and of theirs, and the name that theirs was given.

    There are several where both began if they were merged both ways before.

    `under_way` says that git is merging them already, and `is_merged` that ours has all of theirs.
    """

    root: Path
    bases: tuple[str, ...]
    ours: str
    theirs: str
    name: str
    under_way: bool

    @property
    def is_merged(self) -> bool:
        """Whether there is nothing to merge."""
        return self.bases == (self.theirs,)


def lines_of(root: Path, revision: str) -> Lines:
    """The lines of work to merge; without a revision, those that git is merging.

    Raises PackageError if there are none.
    """
    if _quiet(root, "rev-parse", "--is-inside-work-tree") != "true":
        raise PackageError(
            f"{root}: is not in a git repository, so there are no lines of work to merge; clone the project"
        )
    started = _quiet(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD")
    if not (revision or started):
        raise PackageError(NONE_GIVEN)
    ours, theirs = commit_of(root, "HEAD"), commit_of(root, revision) if revision else started
    if started and theirs != started:
        raise PackageError(UNDER_WAY.format(started[:7]))
    bases = tuple(_quiet(root, "merge-base", "--all", ours, theirs).split())
    name = revision or _name_of(root, started)
    if not bases:
        shallow = _quiet(root, "rev-parse", "--is-shallow-repository") == "true"
        raise PackageError(NO_BASE.format(shorten(name), SHALLOW if shallow else ""))
    return Lines(root, bases, ours, theirs, name, bool(started))


def start(lines: Lines) -> str:
    """Let git merge the files of theirs, without a commit; returns what git said.

    Raises PackageError if git refuses to begin; then nothing has changed.
    """
    named = lines.theirs if lines.name.startswith("-") else lines.name
    words = ["git", "merge", "--no-commit", named]
    with tempfile.TemporaryFile() as output:  # not a pipe, which would end git midway if this process is killed
        done = subprocess.run(
            words,
            cwd=lines.root,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
    if done.returncode and not is_under_way(lines.root):
        raise PackageError(f"git merge: {said}")
    return said


def is_under_way(root: Path) -> bool:
    """Whether git is merging."""
    return bool(_quiet(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD"))


def uncommitted(root: Path, files: Iterable[str]) -> list[str]:
    """Those of the files that differ from the last commit."""
    return _names(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", *files)


def edited(lines: Lines, texts: dict[str, str]) -> list[str]:
    """The files that somebody edited since git began to merge, of those that would be given other texts, by name."""
    found = []
    for file in _names(lines.root, "diff", "--name-only", "--relative", "-z", "--", *texts) if texts else ():
        path = lines.root / file
        now = path.read_bytes().decode(errors="replace") if path.is_file() else ""
        theirs_or_ours = {_quiet(lines.root, "show", f"{commit}:./{file}") for commit in (lines.ours, lines.theirs)}
        if now and now != texts.get(file) and not CONFLICT.search(now) and now.strip() not in theirs_or_ours:
            found.append(file)
    return sorted({*found})


def unsettled(root: Path, without: Iterable[str]) -> list[str]:
    """The files in which git found a conflict, except those named."""
    left = {*without}
    names = _names(root, "diff", "--name-only", "--diff-filter=U", "--relative", "-z")
    return sorted({name for name in names if name not in left})


def _name_of(root: Path, commit: str) -> str:
    """What git calls the commit that is being merged, as far as its message has a name."""
    return _quiet(root, "name-rev", "--name-only", "--no-undefined", commit) or commit[:7]


def _names(root: Path, *words: str) -> list[str]:
    return [name for name in git(root, *words).split("\0") if name]


def _quiet(root: Path, *words: str) -> str:
    """What git prints; empty if it fails."""
    try:
        return git(root, *words)
    except PackageError:
        return ""
