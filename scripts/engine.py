"""The engine: a package's tables in an embedded DuckDB, first as text, then typed; and what another engine must offer instead."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .listings import statements
from .package import Package, Table
from .schema import quote, sound, typed_columns

if TYPE_CHECKING:
    import duckdb

# Spark's name for what DuckDB calls regexp_matches: the checks are written once for both.
MACRO = "CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)"

SOUND = "every_cell_is_sound"  # the column that tells it

# Below so many bytes, planning a query costs more than running it: no optimizer, no threads.
SMALL = 20_000_000


def connect(package: Package | None = None) -> "duckdb.DuckDBPyConnection":
    """An empty in-memory database on which the checks' SQL runs, set up for the size of `package` in bytes."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(MACRO)
    connection.execute("SET disabled_optimizers = 'in_clause'")  # it makes a long list of codes a join, after which rows no longer stand in their order
    if package is None or is_small(package):
        connection.execute("PRAGMA disable_optimizer")
        connection.execute("SET threads = 1")
    return connection


def is_small(package: Package) -> bool:
    """Whether the written tables have so few bytes that planning costs more than running."""
    return sum(table.path.stat().st_size for table in package.tables.values() if table.path.exists()) < SMALL


def text_of_csv(table: Table) -> str:
    """SQL for the rows of a table's CSV, every column as text, empty as NULL."""
    columns = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in table.columns)
    return (f"read_csv({quote(str(table.path))}, auto_detect=false, columns={{{columns}}}, header=true, delim=',', quote='\"', escape='\"',"
            " new_line='\\n', nullstr='', encoding='utf-8', strict_mode=true, null_padding=false)")


def load_typed(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Read a CSV that is known to be valid into `<table>` with the schema's types; raises duckdb.Error where it is not."""
    connection.execute(f"CREATE TABLE {table.name} AS SELECT {typed_columns(table)} FROM {text_of_csv(table)}")


class Misfit(Exception):
    """A query asks for a table or column that is not there; the message says which."""


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

    def __init__(self, package: Package) -> None:
        self.connection = connect(package)
        self.unsound: set[str] = set()
        self.at_once = 1000 if is_small(package) else 1

    def load(self, table: Table) -> int:
        """Read a CSV whose header is known to be right; returns the number of rows, raises duckdb.Error where one does not fit."""
        conditions = " AND ".join(sound(field) for field in table.fields)
        columns = f"{typed_columns(table, 'TRY_CAST')}, ({conditions}) AS {SOUND}"
        self.connection.execute(f"CREATE TABLE {table.name} AS SELECT {columns} FROM {text_of_csv(table)}")
        [(rows, unsound)] = self.connection.execute(f"SELECT count(*), count(*) FILTER (NOT {SOUND}) FROM {table.name}").fetchall()
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

    def plan(self, sql: str) -> None:
        """See Engine."""
        self.rows(f"EXPLAIN {sql}")

    def as_text(self, table: Table) -> str | None:
        """See Engine; the CSV is read again, since few files are at fault and their text would fill the memory of all."""
        return f"SELECT row_number() OVER () - 1 AS rowid, * FROM {text_of_csv(table)}" if table.name in self.unsound else None

    def make_typed(self, tables: list[Table]) -> None:
        """See Engine; from here on the database is cut off from files."""
        self.connection.execute(statements(tables))
        close_outside(self.connection)

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
        sql = f'SELECT "{table.key[0]}", rowid + 2 FROM {table.name} WHERE "{table.key[0]}" IN (SELECT unnest(?))'
        return dict(self.connection.execute(sql, [keys]).fetchall())


def open_database(package: Package, names: Iterable[str] | None = None) -> "duckdb.DuckDBPyConnection":
    """A database with the tables of a valid package, typed: all of them, or those named."""
    connection = connect(package)
    for name in package.tables if names is None else names:
        load_typed(connection, package.tables[name])
    return connection


def rows_of(connection: "duckdb.DuckDBPyConnection", sql: str) -> list[dict[str, Any]]:
    """The rows that a query gives, each as a dict by column name."""
    result = connection.execute(sql)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


def close_outside(connection: "duckdb.DuckDBPyConnection") -> None:
    """Cut the database off from files and network: from here on only what was loaded can be read."""
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def read_sql(path: Path) -> tuple[str, str]:
    """Split a SQL file into its leading comment, joined to one line, and the query."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    return " ".join(comment), "\n".join(line for line in lines if not line.startswith("--"))
