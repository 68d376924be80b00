"""A merge from beginning to end: conflicts, git's own merge, all tables or none, and the checks."""

from dataclasses import dataclass, field
from pathlib import Path

from ..checking.validation import validate
from ..package.files import write_together
from ..package.package import Package, PackageError, open_package
from ..package.problem import render
from ..package.snapshot import snapshot_of_commit
from ..pages.freshness import GENERATED
from .crossed import agreed
from .decisions import Decisions
from .merging import Merged, merge
from .repository import Lines, edited, is_under_way, lines_of, start, uncommitted, unsettled
from .writing import differences, texts_of

MERGED = "{} is part of this branch already; there is nothing to merge"
UNCOMMITTED = "{}: has changes that are not committed; commit them first, or put them aside with git stash"
EDITED = "{0}: was edited since git began to merge; to merge it anew: git checkout --merge {0}"
NOTHING = "nothing was written"
UNREADABLE = (
    "nothing was written. ours is the last commit of this branch, theirs is {}: correct the table there, and commit it"
)
UNDECIDED = (
    "nothing was written. base is the commit where both began, ours the branch that you are on, theirs {}."
    "\nDecide each conflict: --ours ID.FIELD keeps our cell, --theirs ID.FIELD takes theirs."
    "\nID alone decides for the whole row."
)
OF_GIT = "git found a conflict in {}; settle it in an editor"
AGAIN = (
    "git is merging, and the tables are not merged yet: run the same command again, or give up with git merge --abort"
)
NEXT = "next: python -m scripts check, then git commit --all --no-edit"
TO_DO = (
    "the tables are merged; settle what is listed above, then: python -m scripts check, and git commit --all --no-edit"
)


@dataclass
class Outcome:
    """What a merge came to: lines on what was done and on what is wrong, what to do next, and whether all is well."""

    done: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    after: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def bring_together(root: Path, revision: str, decisions: Decisions, dry_run: bool = False) -> Outcome:
    """Merge the line of work of a revision into that of `root`; without one, that which git is merging.

    Raises PackageError if there is nothing to merge with, or if git refuses.
    """
    lines = lines_of(root, revision)
    if lines.is_merged:
        return Outcome([MERGED.format(lines.name)])
    merged, files = _merged(lines, decisions)
    if merged.problems:
        return Outcome(wrong=render(merged.problems).splitlines(), after=UNREADABLE.format(lines.name))
    if wrong := [*map(str, merged.conflicts), *decisions.faults()]:
        return Outcome(wrong=wrong, after=UNDECIDED.format(lines.name) if merged.conflicts else NOTHING)
    if not lines.under_way and (changed := uncommitted(root, files.values())):
        return Outcome(wrong=[UNCOMMITTED.format(name) for name in changed], after=NOTHING)
    done = [
        f"{files[name]}: {said}" for name, rows in merged.rows.items() if (said := differences(merged.ours[name], rows))
    ]
    done += merged.mixed
    if dry_run:
        return Outcome(done, after=f"dry run: {NOTHING}")
    return _written(lines, merged, [*files.values()], done)


def _merged(lines: Lines, decisions: Decisions) -> tuple[Merged, dict[str, str]]:
    """The merged tables, and the file of each."""
    with (
        snapshot_of_commit(lines.ours, lines.root) as ours,
        snapshot_of_commit(lines.theirs, lines.root) as theirs,
    ):
        files: dict[str, str] = {}
        found = []
        for commit in lines.bases:
            with snapshot_of_commit(commit, lines.root) as base:
                files |= {
                    name: table.file for package in (base, theirs, ours) for name, table in package.tables.items()
                }
                found.append(merge(base, ours, theirs, decisions))
        return agreed(found, files, decisions), files


def _written(lines: Lines, merged: Merged, files: list[str], done: list[str]) -> Outcome:
    """Let git merge the other files, write the tables, whose files are given, and check them."""
    if not lines.under_way:
        start(lines)
    try:
        package = open_package(lines.root)
    except PackageError as error:
        conflicts = [OF_GIT.format(name) for name in unsettled(lines.root, [*files, *GENERATED])]
        return Outcome(wrong=[*conflicts, *str(error).splitlines()], after=AGAIN)
    texts, lost = texts_of(package, merged.rows)
    names = {path.relative_to(package.root.resolve()).as_posix(): text for path, text in texts.items()}
    tables = {name: text for name, text in names.items() if name not in GENERATED}
    if lines.under_way and (wrong := [EDITED.format(name) for name in edited(lines, tables)]):
        return Outcome(wrong=wrong, after=NOTHING)
    if lost:
        return Outcome(wrong=render(lost).splitlines(), after=AGAIN)
    write_together(texts, package.root)
    return _checked(lines, package, files, done)


def _checked(lines: Lines, package: Package, files: list[str], done: list[str]) -> Outcome:
    """What is left to do once the tables are written."""
    left = unsettled(lines.root, [*files, *GENERATED])
    problems, account, _ = validate(package)
    wrong = [*render(problems).splitlines(), *(OF_GIT.format(name) for name in left)]
    done = [*done, *([] if problems else [f"valid: {account}"])]
    if not is_under_way(lines.root):
        return Outcome([*done, f"this branch had nothing of its own, and is now at {lines.name}"], wrong)
    return Outcome(done, wrong, TO_DO if wrong else NEXT)
