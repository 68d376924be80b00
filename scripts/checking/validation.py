"""Validation: what is wrong with a package by its schemas and checks, asked of an embedded database."""

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
    """Every problem of a package, a line on what was checked, and the database that was asked.

    Without problems the database has the typed tables, and can read and write no files but in the scratch folder.
    """

    problems: list[Problem]
    account: str
    connection: "duckdb.DuckDBPyConnection"


def validate(package: Package, scratch: Path | None = None) -> Verdict:
    """Judge a package by its schemas and checks; what asks more of a sound package goes on with the same database.

    `scratch` is a folder in which the database may write, for what is exported from it afterwards.
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
