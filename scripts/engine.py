"""The engine: a package's tables in an embedded DuckDB, first as text, then typed; and what another engine must offer instead."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .package import Package, Table
from .schema import quote, typed_columns

if TYPE_CHECKING:
    import duckdb

# Spark's name for what DuckDB calls regexp_matches: the checks are written once for both.
MACRO = "CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)"


# Below this, planning a query costs more than running it: no optimizer, no threads.
SMALL = 20_000_000


def connect(package: Package | None = None) -> "duckdb.DuckDBPyConnection":
    """An empty in-memory database on which the checks' SQL runs, set up for the size of `package` in bytes."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(MACRO)
    tables = package.tables.values() if package else []
    if sum(table.path.stat().st_size for table in tables if table.path.exists()) < SMALL:
        connection.execute("PRAGMA disable_optimizer")
        connection.execute("SET threads = 1")
    return connection


def load_text(connection: "duckdb.DuckDBPyConnection", table: Table) -> int:
    """Read a CSV whose header is known to be right into `raw_<table>`, every column as text, empty as NULL.

    Returns the number of rows; raises duckdb.Error where a row does not fit.
    """
    connection.execute(f"CREATE TABLE raw_{table.name} AS SELECT * FROM {text_of_csv(table)}")
    row = connection.execute(f"SELECT count(*) FROM raw_{table.name}").fetchone()
    return row[0] if row else 0


def text_of_csv(table: Table) -> str:
    """SQL for the rows of a table's CSV, every column as text."""
    columns = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in table.columns)
    return (f"read_csv({quote(str(table.path))}, auto_detect=false, columns={{{columns}}}, header=true, delim=',', quote='\"', escape='\"',"
            " new_line='\\n', nullstr='', encoding='utf-8', strict_mode=true, null_padding=false)")


def load_typed(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Read a CSV that is known to be valid into `<table>` with the schema's types; raises duckdb.Error where it is not."""
    connection.execute(f"CREATE TABLE {table.name} AS SELECT {typed_columns(table)} FROM {text_of_csv(table)}")


def make_typed(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Make `<table>` from `raw_<table>` with the schema's types; every cell must have kept its conditions."""
    connection.execute(f"CREATE TABLE {table.name} AS SELECT {typed_columns(table)} FROM raw_{table.name}")


class Misfit(Exception):
    """A query asks for a table or column that is not there; the message says which."""


class Engine(Protocol):
    """What `validate` asks its questions of. The SQL is the same for all.

    For each table there is `raw_<table>`, as it came, and after `make_typed` also `<table>` with the schema's types; both have a
    `rowid`, which counts the rows from 0 in the order in which they came.
    """

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows that a query gives, each as a dict by column name; raises Misfit."""

    def plan(self, sql: str) -> object:
        """Prepare a query without running it; raises Misfit."""

    def is_text(self, table: Table) -> bool:
        """Whether the cells came as text, so that their conditions are still to be asked."""

    def make_typed(self, table: Table) -> None:
        """Make `<table>`; every cell must have kept its conditions."""

    def line(self, rowid: int) -> int:
        """The line of a row in its CSV; 0 where it is not known."""

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        """The lines of rows in their CSV, by the value of the key's first field; none where they are not known."""


class Embedded:
    """The default engine: a DuckDB connection into which `load_text` has read the tables."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self.connection = connection

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """See Engine."""
        import duckdb

        try:
            return rows_of(self.connection, sql)
        except duckdb.BinderException as error:
            raise Misfit(str(error).splitlines()[0].removeprefix("Binder Error: ")) from None

    def plan(self, sql: str) -> None:
        """See Engine."""
        self.rows(f"EXPLAIN {sql}")

    def is_text(self, table: Table) -> bool:
        """See Engine; a CSV's cells are."""
        return True

    def make_typed(self, table: Table) -> None:
        """See Engine."""
        make_typed(self.connection, table)

    def line(self, rowid: int) -> int:
        """See Engine; the header is line 1."""
        return rowid + 2

    def lines(self, table: Table, keys: list[str]) -> dict[str, int]:
        """See Engine."""
        sql = f'SELECT "{table.key[0]}", rowid + 2 FROM raw_{table.name} WHERE "{table.key[0]}" IN (SELECT unnest(?))'
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
