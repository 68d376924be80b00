"""The tables of a commit as texts in canonical form, however its files are written."""

import csv
import io
from dataclasses import replace

from ..checking.canonical import canonical_csv
from ..package.package import Package, Table
from ..package.problem import Problem
from .cells import Rows


def rows_of(package: Package, table: str, side: str) -> tuple[Rows, list[Problem]]:
    """The rows of a table by id, and what keeps them from being read; no rows where the package has no such table."""
    if table not in package.tables:
        return {}, []
    rows, problems = read_rows(package.tables[table])
    return rows, [replace(problem, file=f"{side}: {problem.file}") for problem in problems]


def read_rows(table: Table) -> tuple[Rows, list[Problem]]:
    """The rows of a table's file by id, as `format` would write them, and what keeps them from being read."""
    text, problems = canonical_csv(table)
    rows: Rows = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        id_ = row[table.key[0]]
        if id_ in rows and not problems:
            message = "two rows have this id; give one of them another, or remove it"
            problems = [Problem(table.file, 0, id_, table.key[0], "", message)]
        rows[id_] = row
    return rows, problems


def is_equal(one: Package, other: Package, table: str) -> bool:
    """Whether a table has the same bytes and the same columns in two packages."""
    here, there = one.tables.get(table), other.tables.get(table)
    if here is None or there is None:
        return here is there
    if here.columns != there.columns or not (here.path.is_file() and there.path.is_file()):
        return False
    return here.path.read_bytes() == there.path.read_bytes()
