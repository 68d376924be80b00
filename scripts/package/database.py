"""A package's tables in an embedded DuckDB, as text or typed, and its answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .closed import close_off, limited, opened
from .csv_form import check_form, faults_of_rows
from .listings import statements
from .package import Package, PackageError, Table
from .schema import identifier, quote, typed_columns

if TYPE_CHECKING:
    import duckdb


# Below this number of bytes, planning a query takes longer than running it: no optimizer, no threads.
SMALL = 20_000_000
AT_ONCE = 10_000  # rows
HELD = "400MB"  # what a database holds in memory if it has a folder for the rest


def connect(*packages: Package, settings: Iterable[str] = ()) -> "duckdb.DuckDBPyConnection":
    """An empty in-memory database that can run the checks' SQL, configured for the size of the packages in bytes.

    It can open any file: `close_off` it when the tables are loaded, before it runs SQL from a file.
    """
    # The in_clause optimizer turns a long list of codes into a join, which changes the order of the rows.
    chosen = ["SET disabled_optimizers = 'in_clause'"]
    if not all(map(is_small, packages)):
        chosen += ["PRAGMA enable_optimizer", "RESET threads"]
    return opened([*chosen, *settings])


def is_small(package: Package) -> bool:
    """Whether the tables written by people are so small that planning a query takes longer than running it."""
    return package.size() < SMALL


def spilling(folder: Path | None) -> list[str]:
    """Settings for a database that writes what does not fit into little memory to a folder, if there is one."""
    return [f"SET memory_limit = '{HELD}'", f"SET temp_directory = {quote(str(folder))}"] if folder else []


def text_of_csv(table: Table) -> str:
    """The SQL expression for the rows of a table's CSV, with every column as text and empty cells as NULL."""
    columns = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in table.columns)
    return (
        f"read_csv({quote(literal(table.path))}, auto_detect=false, columns={{{columns}}}, header=true, delim=',',"
        " quote='\"', escape='\"', new_line='\\n', nullstr='', encoding='utf-8', strict_mode=true, null_padding=false)"
    )


def literal(path: Path) -> str:
    """A path as DuckDB takes it for one file, whatever its letters: it reads ?, * and [ as patterns."""
    return re.sub(r"[?*[]", r"[\g<0>]", str(path))


def load_typed(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Read a valid CSV into the table `<table>` with the schema's types; raise duckdb.Error if it is not valid."""
    connection.execute(
        f"CREATE TABLE {identifier(table.name)} AS SELECT {typed_columns(table)} FROM {text_of_csv(table)}"
    )


def open_database(
    package: Package, names: Iterable[str] | None = None, scratch: Path | None = None
) -> "duckdb.DuckDBPyConnection":
    """A database with the typed tables of a valid package: those named, or all of them if `names` is None.

    It can open no file, except in the folder `scratch`, where it also keeps what does not fit into little memory.
    Raises PackageError if the file of a table is missing, or is not the table that the schema describes.
    """
    import duckdb

    connection = connect(package, settings=spilling(scratch))
    for name in package.tables if names is None else names:
        table = package.tables[name]
        if not table.path.exists():
            raise PackageError(f"{table.path}: there is no such file, which datapackage.json names; put it back")
        try:
            load_typed(connection, table)
        except duckdb.Error as error:
            raise PackageError(_unreadable(table, error)) from None
    close_off(connection, folder=scratch)
    return connection


def _unreadable(table: Table, error: Exception) -> str:
    for fault in faults_of_rows(table):
        return str(replace(fault, file=str(table.path)))
    why = f"cannot be read ({str(error).splitlines()[0][:200]})"
    return f"{table.path}: {why}; see: python -m scripts validate"


def rows_of(connection: "duckdb.DuckDBPyConnection", sql: str) -> list[dict[str, Any]]:
    """The rows that a query returns, each as a dict by column name; raises OutOfTime after the time limit."""
    with limited(connection):
        result = connection.execute(sql)
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


def ordered(table: Table) -> str:
    """The SQL query for a table's typed rows: columns in the order of the schema, rows sorted by primary key."""
    columns, key = (", ".join(map(identifier, names)) for names in (table.columns, table.key))
    return f"SELECT {columns} FROM {identifier(table.name)} ORDER BY {key}"


def ordered_rows(connection: "duckdb.DuckDBPyConnection", table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of `ordered`, of which few are held at a time. The connection answers nothing else meanwhile."""
    answer = connection.execute(ordered(table))
    while some := answer.fetchmany(AT_ONCE):
        yield from some


def insert(connection: "duckdb.DuckDBPyConnection", name: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Create the table `name`, whose columns are named and typed as in SQL, with rows of Python values."""
    connection.execute(f"CREATE TABLE {identifier(name)} ({columns})")
    if rows:  # by column: one statement per row takes longer than everything else
        cells = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(f"INSERT INTO {identifier(name)} SELECT {', '.join(['unnest(?)'] * len(cells))}", cells)


def raw(table: str) -> str:
    """The name, as SQL, of a table's rows as text in a database from `open_texts`."""
    return identifier(f"raw_{table}")


def open_texts(package: Package) -> "duckdb.DuckDBPyConnection":
    """A database with every table as text (raw_<table>), a typed view of each (<table>), and the views of `listings`.

    The views follow changes to the tables. The package need not be valid. Raises PackageError if a file cannot be
    read as a table.
    """
    import duckdb

    connection = connect(package)
    for table in package.tables.values():
        try:
            if faults := check_form(table):
                raise PackageError(f"{faults[0]}")
            connection.execute(f"CREATE TABLE {raw(table.name)} AS SELECT * FROM {text_of_csv(table)}")
        except duckdb.Error:
            raise PackageError(f"{table.file}: cannot be read as CSV; see: python -m scripts validate") from None
        connection.execute(
            f"CREATE VIEW {identifier(table.name)} AS SELECT {typed_columns(table)} FROM {raw(table.name)}"
        )
    close_off(connection)
    connection.execute(statements(package.tables.values()))
    return connection
