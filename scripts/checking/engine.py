"""The engine: answers the queries of the judge. The default reads a package into an embedded DuckDB."""

import csv
from pathlib import Path
from typing import Any, Protocol

from ..package.closed import OutOfTime, close_off, limited
from ..package.database import connect, is_small, rows_of, text_of_csv
from ..package.listings import statements
from ..package.package import Package, Table
from ..package.schema import identifier, sound, typed_columns
from .unanswered import Broken, Late, Misfit

SOUND = "every_cell_is_sound"  # whether a row has no broken cell


class Engine(Protocol):
    """Runs the queries of `judge`; the SQL is the same for every engine.

    After `make_typed` each table exists under its name, with the schema's types and a `rowid` that counts the rows from
    0 in file order. `at_once` is the number of questions per statement: on small tables the cost of a statement
    dominates, on large ones many answers at once need too much memory.
    """

    at_once: int

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query, each as a dict by column name; raises Misfit."""

    def plan(self, sql: str) -> object:
        """Prepare a query without running it; raises Misfit."""

    def as_text(self, table: Table) -> str | None:
        """SQL for a table's rows as text with a `rowid`; None if all cells are known to be sound."""

    def make_typed(self, tables: list[Table]) -> None:
        """Create the typed tables from tables with only sound cells, and the views of `listings` over them.

        Later queries can read nothing else.
        """

    def cells(self, table: Table, rowids: set[int]) -> dict[int, dict[str, str]]:
        """The cells of some rows of a typed table as text by rowid; a missing value is an empty string."""

    def line(self, rowid: int) -> int:
        """The line of a row in its CSV; 0 if it is not known."""

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        """The lines of rows in their CSV, by the value of the key's first field; empty if they are not known."""


class Embedded:
    """The default engine: a DuckDB connection that reads each CSV once, and casts and checks its cells in one pass."""

    def __init__(self, package: Package, scratch: Path | None = None) -> None:
        self.connection = connect(package)
        self.scratch = scratch
        self.loaded: list[str] = []
        self.unsound: set[str] = set()
        self.at_once = 1000 if is_small(package) else 1

    def load(self, table: Table) -> int:
        """Read a CSV with a correct header; returns the number of rows, raises duckdb.Error if one does not fit."""
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
        return int(rows)

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
        """See Engine; the CSV is read again, because keeping the text of every file would need much memory."""
        if table.name not in self.unsound:
            return None
        return f"SELECT row_number() OVER () - 1 AS rowid, * FROM {text_of_csv(table)}"

    def make_typed(self, tables: list[Table]) -> None:
        """See Engine."""
        close_off(self.connection, folder=self.scratch)
        self.connection.execute(statements(tables))

    def tidy(self) -> None:
        """Drop the helper column, so that the tables have only the columns of their schemas."""
        for name in self.loaded:
            self.connection.execute(f"ALTER TABLE {identifier(name)} DROP COLUMN {SOUND}")

    def cells(self, table: Table, rowids: set[int]) -> dict[int, dict[str, str]]:
        """See Engine; as written in the CSV, where every line is a row."""
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
