"""Validation: checks a package against its schemas and checks in an embedded database."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..package.csv_form import check_form, read
from ..package.package import Package
from ..package.problem import Problem
from ..package.progress import progress
from .engine import Embedded
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

    `scratch` is a folder in which the database may write later exports.
    """
    engine = Embedded(package, scratch)
    problems = []
    with progress("validating", len(package.tables) + STAGES) as advance:
        for table in package.tables.values():
            problems += check_form(table) or read(table, partial(engine.load, table))
            advance()
        problems, account = judge(engine, package, problems, advance)
    if not problems:
        engine.tidy()
    return Verdict(problems, account, engine.connection)
