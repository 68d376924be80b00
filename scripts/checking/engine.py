"""The engine: what answers the questions of the judge. The default is a package in an embedded DuckDB."""

import csv
from pathlib import Path
from typing import Any, Protocol

from ..package.closed import OutOfTime, limited
from ..package.database import connect, is_small, rows_of, text_of_csv
from ..package.listings import statements
from ..package.package import Package, Table
from ..package.schema import identifier, sound, typed_columns
from .unanswered import Broken, Late
from .unanswered import Misfit as Misfit

SOUND = "every_cell_is_sound"  # the column that tells it


class Engine(Protocol):
    """What `judge` asks its questions of. The SQL is the same for all.

    After `make_typed` there is for each table `<table>` with the schema's types and a `rowid`, which counts the rows from 0 in the
    order in which they came. `at_once` is how many questions to put in one statement: on small tables a statement costs more than its
    answer, on large ones the answers to many take much memory at a time.
    """

    at_once: int

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows that a query gives, each as a dict by column name; raises Misfit."""

    def plan(self, sql: str) -> object:
        """Prepare a query without running it; raises Misfit."""

    def as_text(self, table: Table) -> str | None:
        """SQL for a table's rows with the cells as text and a `rowid`; none where it is known that no cell breaks a condition."""

    def make_typed(self, tables: list[Table]) -> None:
        """Make `<table>` of tables whose cells all keep their conditions, and the views of `listings` over them.

        What is asked afterwards can read nothing else.
        """

    def cells(self, table: Table, rowids: set[int]) -> dict[int, dict[str, str]]:
        """The cells of some rows of a typed table as text, empty for none, by rowid."""

    def line(self, rowid: int) -> int:
        """The line of a row in its CSV; 0 where it is not known."""

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        """The lines of rows in their CSV, by the value of the key's first field; none where they are not known."""


class Embedded:
    """The default engine: a DuckDB connection that reads each CSV once, and casts its cells while it asks for their conditions."""

    def __init__(self, package: Package, scratch: Path | None = None) -> None:
        self.connection = connect(package, scratch=scratch)
        self.loaded: list[str] = []
        self.unsound: set[str] = set()
        self.at_once = 1000 if is_small(package) else 1

    def load(self, table: Table) -> int:
        """Read a CSV whose header is known to be right; returns the number of rows, raises duckdb.Error where one does not fit."""
        conditions = " AND ".join(sound(field) for field in table.fields)
        columns = f"{typed_columns(table, 'TRY_CAST')}, ({conditions}) AS {SOUND}"
        with limited(self.connection):
            self.connection.execute(
                f"CREATE TABLE {identifier(table.name)} AS SELECT {columns} FROM {text_of_csv(table)}"
            )
            [(rows, unsound)] = self.connection.execute(
                f"SELECT count(*), count(*) FILTER (NOT {SOUND}) FROM {identifier(table.name)}"
            ).fetchall()
        self.loaded.append(table.name)
        if unsound:
            self.unsound.add(table.name)
        return rows

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """See Engine."""
        import duckdb

        try:
            return rows_of(self.connection, sql)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise Misfit(str(error).splitlines()[0].split(": ", 1)[-1]) from None
        except duckdb.Error as error:
            raise Broken(str(error).splitlines()[0].split(": ", 1)[-1]) from None
        except OutOfTime:
            raise Late from None

    def plan(self, sql: str) -> None:
        """See Engine."""
        self.rows(f"EXPLAIN {sql}")

    def as_text(self, table: Table) -> str | None:
        """See Engine; the CSV is read again, since few files are at fault and their text would fill the memory of all."""
        return (
            f"SELECT row_number() OVER () - 1 AS rowid, * FROM {text_of_csv(table)}"
            if table.name in self.unsound
            else None
        )

    def make_typed(self, tables: list[Table]) -> None:
        """See Engine."""
        self.connection.execute(statements(tables))

    def tidy(self) -> None:
        """Leave in the tables the columns of their schemas alone, for whatever is asked of them after the judge."""
        for name in self.loaded:
            self.connection.execute(f"ALTER TABLE {identifier(name)} DROP COLUMN {SOUND}")

    def cells(self, table: Table, rowids: set[int]) -> dict[int, dict[str, str]]:
        """See Engine; as they stand in the CSV, of which every line is a row."""
        with table.path.open(encoding="utf-8", newline="") as file:
            lines = {number - 1: line for number, line in enumerate(file) if number - 1 in rowids}
        return {rowid: dict(zip(table.columns, next(csv.reader([line])), strict=True)) for rowid, line in lines.items()}

    def line(self, rowid: int) -> int:
        """See Engine; the header is line 1."""
        return rowid + 2

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        """See Engine."""
        key = f"CAST({identifier(table.key[0])} AS VARCHAR)"
        sql = f"SELECT {key}, rowid + 2 FROM {identifier(table.name)} WHERE {key} IN (SELECT unnest(?))"
        return dict(self.connection.execute(sql, [keys]).fetchall())
