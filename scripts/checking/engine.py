"""The engine: answers the queries of the judge. The default reads a package into an embedded DuckDB."""

import csv
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ..package.closed import OutOfTime, close_off, limited
from ..package.database import connect, is_small, rows_of, spilling, text_of_csv
from ..package.listings import queries, read_by, statements
from ..package.package import CHECKS, Package, Table
from ..package.schema import identifier, sound, typed_columns
from .unanswered import Broken, Late, Misfit

SOUND = "every_cell_is_sound"  # whether a row has no broken cell
ALIKE = "every_other_cell"  # a hash of a row without its key
TINY = 4_000_000  # bytes; on fewer, a second statement takes longer to plan than it saves
HANDS = 2  # tables to load, and questions to answer, at the same time: the database plans most of them on one processor

Given = TypeVar("Given")
Made = TypeVar("Made")


class Narrow(Exception):
    """A query needs a column that was not kept."""


def side_by_side(do: Callable[[Given], Made], items: Iterable[Given], hands: int) -> Iterator[Made]:
    """What `do` makes of each item, in order; as many items as there are `hands` are worked on at the same time."""
    if hands == 1:
        yield from map(do, items)
        return
    with ThreadPoolExecutor(hands) as pool:
        yield from pool.map(do, items)


class Engine(Protocol):
    """Runs the queries of `judge`; the SQL is the same for every engine.

    After `make_typed` each table exists under its name, with the schema's types and a `rowid` that counts the rows from
    0 in file order. `at_once` is the number of questions per statement: on small tables the cost of a statement
    dominates, on large ones many answers at once need too much memory. `hands` is the number of statements that run at
    the same time.
    """

    at_once: int
    hands: int

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query, each as a dict by column name; raises Misfit."""

    def plan(self, sql: str) -> object:
        """Prepare a query without running it; raises Misfit."""

    def as_text(self, table: Table) -> str | None:
        """SQL for a table's rows as text with a `rowid`; None if all cells are known to be sound."""

    def fingerprint(self, table: Table, columns: str) -> str:
        """SQL for a hash of a row's cells in these columns: all but those of its key."""

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
    """The default engine: a DuckDB connection that reads each CSV once, and casts and checks its cells in one pass.

    Storing a cell takes longer than judging it. So unless the tables are to be `whole`, they keep only the columns that
    a question needs; a query that needs another raises Narrow.
    """

    def __init__(self, package: Package, scratch: Path | None = None, whole: bool = True) -> None:
        self.connection = connect(package, settings=spilling(scratch))
        self.scratch = scratch
        self.loaded: list[str] = []
        self.unsound: set[str] = set()
        small = is_small(package)
        tiny = package.size() < TINY
        self.at_once, self.hands = (1000, 1) if tiny else (10 if small else 1, HANDS)
        tables = package.tables.values()
        self.kept = {} if whole or small else {table.name: columns_asked(table) for table in tables}

    def load(self, table: Table) -> int:
        """Read a CSV with a correct header; returns the number of rows, raises duckdb.Error if one does not fit."""
        conditions = " AND ".join(sound(field) for field in table.fields)
        columns = f"{typed_columns(table, 'TRY_CAST')}, ({conditions}) AS {SOUND}"
        rows_sql = f"SELECT {columns} FROM {text_of_csv(table)}"
        if kept := self.kept.get(table.name):
            others = ", ".join(identifier(name) for name in table.columns if name not in table.key)
            names = ", ".join(map(identifier, kept))
            rows_sql = f"SELECT {names}, hash({others}) AS {ALIKE}, {SOUND} FROM ({rows_sql}) AS whole"
        connection = self.connection.cursor()
        with limited(connection):
            connection.execute(f"CREATE TABLE {identifier(table.name)} AS {rows_sql}")
            [(rows, unsound)] = connection.execute(
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
            return rows_of(self.connection.cursor(), sql)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            if self.kept:
                raise Narrow from None
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

    def fingerprint(self, table: Table, columns: str) -> str:
        """See Engine."""
        return ALIKE if table.name in self.kept else f"hash({columns})"

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


def columns_asked(table: Table) -> list[str]:
    """The columns that keys, references, row rules, views and checks over tables read.

    A word that is written anywhere in a query on the table counts: what is kept too much costs only time.
    """
    checks = [text for path in CHECKS.glob("*.sql") if table.name in read_by(text := path.read_text("utf-8"), {})]
    asked = [*queries([table]).values(), *(rule["sql"] for rule in table.schema.get("rules", [])), *checks]
    unique = {field["name"] for field in table.fields if field.get("constraints", {}).get("unique")}
    read = {*table.key, *read_by(" ".join(asked), {}), *unique}
    return [name for name in table.columns if name in read]
