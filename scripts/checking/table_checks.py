"""The checks over tables: one SQL query per file, which selects the rows that break the check."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..package.listings import listings, read_by
from ..package.package import Package, Table
from ..package.problem import PackageError, Problem, unshown
from ..package.sql_files import read_sql
from .engine import Engine
from .questions import count, first
from .unanswered import Check, Misfit, fault_of_answer, fault_of_check, together_or_alone


def ask_checks(engine: Engine, package: Package, sound: list[Table], folder: Path) -> tuple[list[Problem], int]:
    """Run every check in a folder that reads only sound tables.

    Returns the problems found and the number of checks run. A check that cannot be asked of the package is itself a
    problem.
    """
    unsound = set(package.tables) - {t.name for t in sound}
    checks, unreadable = _read(folder)
    views = listings(package.tables.values())
    checks = [check for check in checks if not read_by(check[2], views) & unsound]
    refused: list[Problem] = []

    def fault(check: Check, why: Misfit) -> Problem:
        refused.append(fault_of_check(check, why))
        return refused[-1]

    found = together_or_alone(checks, partial(_found, engine, package), fault)
    return unreadable + found, len(checks) - len(refused)


def _read(folder: Path) -> tuple[list[Check], list[Problem]]:
    """The checks in a folder, and the problems of those files that cannot be read as checks."""
    checks: list[Check] = []
    problems = []
    for path in sorted(folder.glob("*.sql")):
        try:
            checks.append((path.stem, *read_sql(path)))
        except PackageError as error:
            problems += [replace(problem, check=path.stem) for problem in error.problems]
    return checks, problems


def _found(engine: Engine, package: Package, checks: Sequence[Check]) -> list[Problem]:
    totals = count(engine, [sql for _, _, sql in checks])
    return [problem for i, total in totals.items() for problem in _check(engine, package, checks[i], total)]


def _check(engine: Engine, package: Package, check: Check, total: int) -> list[Problem]:
    """The problems of one check, which selects `resource`, `id`, `field`, `value` and whatever its message uses."""
    name, message, sql = check
    rows = [
        {column: "" if value is None else str(value) for column, value in row.items()}
        for row in engine.rows(first(sql, "resource, id"))
    ]
    faults = (fault_of_answer(check, row, set(package.tables)) for row in rows)
    if fault := next(filter(None, faults), None):
        return [fault]
    keys: dict[str, list[str]] = {}
    for row in rows:
        keys.setdefault(row["resource"], []).append(row["id"])
    lines = {resource: engine.lines(package.tables[resource], ids) for resource, ids in keys.items()}
    shown = [
        Problem(
            package.tables[row["resource"]].file,
            lines[row["resource"]].get(row["id"], 0),
            row["id"],
            row["field"],
            row["value"],
            message.format(**row),
            name,
        )
        for row in rows
    ]
    return shown + unshown(shown, total)
