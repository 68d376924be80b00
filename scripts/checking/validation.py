"""Validation: checks a package against its schemas and checks in an embedded database."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..package.csv_form import check_form, read
from ..package.package import Package, Table
from ..package.problem import Problem
from ..package.progress import progress
from .engine import Embedded, Narrow, side_by_side
from .judge import STAGES, judge

if TYPE_CHECKING:
    import duckdb


class Verdict(NamedTuple):
    """Every problem of a package, a line that says what was checked, and the database.

    If there are no problems, the database has the typed tables and can read and write files only in the scratch folder.
    """

    problems: list[Problem]
    account: str
    connection: "duckdb.DuckDBPyConnection"


def validate(package: Package, scratch: Path | None = None) -> Verdict:
    """Check a package against its schemas and checks; callers can reuse the database of a sound package.

    `scratch` is a folder in which the database may write: exports, and what does not fit into little memory.
    """
    engine = Embedded(package, scratch)
    problems, account = _judged(package, engine)
    if not problems:
        engine.tidy()
    return Verdict(problems, account, engine.connection)


def only_validate(package: Package) -> tuple[list[Problem], str]:
    """The problems and the account of `validate`, for callers that need no database; faster on large packages."""
    try:
        return _judged(package, Embedded(package, whole=False))
    except Narrow:
        return _judged(package, Embedded(package))


def _judged(package: Package, engine: Embedded) -> tuple[list[Problem], str]:
    problems: list[Problem] = []
    with progress("validating", len(package.tables) + STAGES) as advance:
        for found in side_by_side(partial(_load, engine), package.tables.values(), engine.hands):
            problems += found
            advance()
        return judge(engine, package, problems, advance)


def _load(engine: Embedded, table: Table) -> list[Problem]:
    return check_form(table) or read(table, partial(engine.load, table))
