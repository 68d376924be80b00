"""The checks over tables: one SQL query per file, which selects the rows that break the check."""

from pathlib import Path

from ..package.database import read_sql
from ..package.listings import listings, read_by
from ..package.package import Package, Table
from ..package.problem import Problem, unshown
from .engine import Engine, Misfit
from .questions import count, first

Check = tuple[str, str, str]  # name, message, query


def ask_checks(engine: Engine, package: Package, sound: list[Table], folder: Path) -> tuple[list[Problem], int]:
    """Run every check in a folder that reads only sound tables.

    Returns the problems found and the number of checks run. A check that does not fit the schemas of the package is
    itself a problem.
    """
    unsound = set(package.tables) - {t.name for t in sound}
    checks: list[Check] = [(path.stem, *read_sql(path)) for path in sorted(folder.glob("*.sql"))]
    views = listings(package.tables.values())
    checks = [check for check in checks if not read_by(check[2], views) & unsound]
    misfits: list[Problem] = []
    try:
        totals = count(engine, [sql for _, _, sql in checks])
    except Misfit:  # the checks were written for other tables or columns
        checks, misfits = _fitting(engine, checks)
        totals = count(engine, [sql for _, _, sql in checks])
    found = [problem for i, total in totals.items() for problem in _check(engine, package, checks[i], total)]
    return misfits + found, len(checks)


def _fitting(engine: Engine, checks: list[Check]) -> tuple[list[Check], list[Problem]]:
    """The checks that can be run on this package, and a problem for each that cannot."""
    fitting, problems = [], []
    for name, message, sql in checks:
        try:
            engine.plan(sql)
            fitting.append((name, message, sql))
        except Misfit as why:
            remedy = "validate a package with the code of its own version"
            text = f"the check {name} does not fit these schemas ({why}); {remedy}"
            problems.append(Problem("datapackage.json", 0, "", "", "", text, name))
    return fitting, problems


def _check(engine: Engine, package: Package, check: Check, total: int) -> list[Problem]:
    """The problems of one check, which selects `resource`, `id`, `field`, `value` and whatever its message uses."""
    name, message, sql = check
    rows = [
        {column: "" if value is None else str(value) for column, value in row.items()}
        for row in engine.rows(first(sql, "resource, id"))
    ]
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
