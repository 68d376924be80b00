"""Git's merge driver for tables: merges the rows of one file, or leaves git's own merge with its marks."""

import subprocess
from dataclasses import replace
from pathlib import Path

from ..package.files import write_csv
from ..package.ids import TOMBSTONES
from ..package.package import PackageError, Table, open_package
from ..package.problem import Problem
from .cells import Conflict, Rows, Three, merged_rows
from .decisions import Decisions
from .stones import one_account, reasons_of
from .tables import read_rows

SETTLE = "to decide: python -m scripts merge"


def drive(root: Path, base: Path, ours: Path, theirs: Path, file: str) -> list[str]:
    """Merge a table's three versions into the file of ours; returns lines on what is not merged, or none.

    If there is a conflict, or a version is not a table of the schema that is checked out, ours gets git's own merge of
    the lines, with its marks.
    """
    try:
        table = _table(root, file)
        said = _merge(table, base, ours, theirs)
    except PackageError as error:
        said = str(error).splitlines()
    if said:
        _leave_to_git(base, ours, theirs)
        return [*said, SETTLE]
    return []


def _table(root: Path, file: str) -> Table:
    found = [table for table in open_package(root).tables.values() if table.file == file]
    if not found:
        raise PackageError(f"{file}: is not a table of this package; git merges its lines")
    return found[0]


def _merge(table: Table, *paths: Path) -> list[str]:
    """Write the merged rows into the file of ours; returns what is in the way, and then nothing is written."""
    versions: list[Rows] = []
    problems: list[Problem] = []
    for side, path in zip(Three._fields, paths, strict=True):
        rows, found = _version(table, path)
        versions.append(rows)
        problems += [replace(problem, file=f"{side}: {problem.file}") for problem in found]
    if problems:
        return [str(problem) for problem in problems]
    three, conflicts, reasons = Three(*versions), list[Conflict](), {}
    if table.name == TOMBSTONES:
        reasons = reasons_of(three)
        three, conflicts = one_account(table.file, three, Decisions())
    rows, found_conflicts = merged_rows(table.file, three, Decisions(), reasons)
    if conflicts := sorted([*conflicts, *found_conflicts]):
        return [str(conflict) for conflict in conflicts]
    cells = [[row.get(column, "") for column in table.columns] for _, row in sorted(rows.items())]
    paths[1].write_text(write_csv(table.columns, cells), encoding="utf-8", newline="")
    return []


def _version(table: Table, path: Path) -> tuple[Rows, list[Problem]]:
    """The rows of one version of a table; git gives an empty file where there was none."""
    if not path.stat().st_size:
        return {}, []
    return read_rows(replace(table, path=path.resolve()))


def _leave_to_git(base: Path, ours: Path, theirs: Path) -> None:
    """Give the file of ours git's own merge, if that has a conflict as well; otherwise it stays as it is."""
    words = ["git", "merge-file", "-p", "-L", "ours", "-L", "base", "-L", "theirs", ours, base, theirs]
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    if 0 < done.returncode < 128:
        ours.write_bytes(done.stdout)
