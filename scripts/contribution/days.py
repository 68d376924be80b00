"""Days that have not come yet: a document cannot have been read, nor a pair decided, on a day after today."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..package.database import rows_of
from ..package.git import git
from ..package.package import Package, PackageError, Table
from ..package.problem import SHOWN, Problem
from ..package.schema import identifier
from .change import Change

if TYPE_CHECKING:
    import duckdb

AHEAD = timedelta(1)  # in another time zone it may be tomorrow already


def days_to_come(
    connection: "duckdb.DuckDBPyConnection", package: Package, change: Change, today: date
) -> list[Problem]:
    """A problem for each date in a valid package that is after today.

    Today is the later of the day given and that of the base's last commit, as a clock may be slow. Only a change is
    judged by it: a release has to be as valid on any day.
    """
    today = max(today, _day_of(change))
    return [problem for table in package.tables.values() for problem in _of_table(connection, table, today)]


def _day_of(change: Change) -> date:
    try:
        return date.fromisoformat(git(change.repository, "show", "-s", "--format=%cs", change.base).strip())
    except (PackageError, ValueError):
        return date.min


def _of_table(connection: "duckdb.DuckDBPyConnection", table: Table, today: date) -> list[Problem]:
    found = []
    for name in [field["name"] for field in table.fields if field["type"] == "date"]:
        cell, key = identifier(name), identifier(table.key[0])
        later = f"{cell} > DATE '{today + AHEAD}'"
        sql = f"SELECT rowid + 2 AS line, {key} AS id, {cell} AS day FROM {identifier(table.name)} WHERE {later}"
        for row in rows_of(connection, f"{sql} ORDER BY line LIMIT {SHOWN}"):
            message = "is after today; correct the date, or the clock of this machine"
            found.append(Problem(table.file, row["line"], row["id"], name, str(row["day"]), message))
    return found
