"""A package's tables in an embedded DuckDB, as text or typed, and the SQL files that are asked of it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .csv_form import check_form
from .listings import statements
from .package import Package, PackageError, Table
from .schema import quote, typed_columns

if TYPE_CHECKING:
    import duckdb


# Spark's name for what DuckDB calls regexp_matches: the checks are written once for both.
MACRO = "CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)"

# Below so many bytes, planning a query costs more than running it: no optimizer, no threads.
SMALL = 20_000_000


def connect(package: Package | None = None) -> "duckdb.DuckDBPyConnection":
    """An empty in-memory database on which the checks' SQL runs, set up for the size of `package` in bytes."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(MACRO)
    connection.execute(
        "SET disabled_optimizers = 'in_clause'"
    )  # it makes a long list of codes a join, after which rows no longer stand in their order
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
    return (
        f"read_csv({quote(str(table.path))}, auto_detect=false, columns={{{columns}}}, header=true, delim=',', quote='\"', escape='\"',"
        " new_line='\\n', nullstr='', encoding='utf-8', strict_mode=true, null_padding=false)"
    )


def load_typed(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Read a CSV that is known to be valid into `<table>` with the schema's types; raises duckdb.Error where it is not."""
    connection.execute(f"CREATE TABLE {table.name} AS SELECT {typed_columns(table)} FROM {text_of_csv(table)}")


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


def close_outside(connection: "duckdb.DuckDBPyConnection", scratch: Path | None = None) -> None:
    """Cut the database off from network and files, but for a scratch folder: from here on only what was loaded can be read."""
    if scratch:
        connection.execute(f"SET allowed_directories=[{quote(str(scratch.resolve()))}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def read_sql(path: Path) -> tuple[str, str]:
    """Split a SQL file into its leading comment, joined to one line, and the query."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    return " ".join(comment), "\n".join(line for line in lines if not line.startswith("--"))


def open_texts(package: Package) -> "duckdb.DuckDBPyConnection":
    """A database with every table as text, raw_<table>, and a typed view of it, <table>, which follows its changes.
    Also the views of `listings` over these.

    The package need not be valid; raises PackageError where a file cannot be read as a table.
    """
    import duckdb

    connection = connect(package)
    for table in package.tables.values():
        try:
            if faults := check_form(table):
                raise PackageError(f"{faults[0]}")
            connection.execute(f"CREATE TABLE raw_{table.name} AS SELECT * FROM {text_of_csv(table)}")
        except duckdb.Error:
            raise PackageError(f"{table.file}: cannot be read as CSV; see: python -m scripts validate") from None
        connection.execute(f"CREATE VIEW {table.name} AS SELECT {typed_columns(table)} FROM raw_{table.name}")
    connection.execute(statements(package.tables.values()))
    return connection
