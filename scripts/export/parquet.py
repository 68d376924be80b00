"""Parquet: every table as one typed file, for DuckDB, pandas, R's arrow and Spark."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..package.package import Package, Table
from ..package.schema import quote
from .rows import all_tables, ordered

if TYPE_CHECKING:
    import duckdb

# Fixed, so that the file does not depend on the machine's memory and processors.
OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880"


def parquet_files(package: Package, connection: "duckdb.DuckDBPyConnection", scratch: Path) -> dict[str, bytes]:
    """The bytes of `parquet/<table>.parquet` for every written and computed table, by path.

    Takes a database with the typed tables, and a folder in which it may write. Columns are VARCHAR, BIGINT, DOUBLE,
    DATE or BOOLEAN. Unknown is NULL. Rows are sorted by primary key.
    """
    return {f"parquet/{table.name}.parquet": _file(connection, table, scratch) for table in all_tables(package)}


def copy_text(table: Table, path: Path) -> int:
    """Write a CSV as Parquet with every cell as text, unchecked, in the order of its lines; return the number of rows.

    `validate` on Spark needs this, since Spark's CSV reader ignores faults. Raises duckdb.Error if a row does not fit.
    """
    from ..package.closed import closed
    from ..package.database import text_of_csv

    with closed([table.path], path.parent) as connection:
        row = connection.execute(
            f"COPY (SELECT * FROM {text_of_csv(table)}) TO {quote(str(path))} ({OPTIONS})"
        ).fetchone()
    return row[0] if row else 0


def _file(connection: "duckdb.DuckDBPyConnection", table: Table, folder: Path) -> bytes:
    path = folder / f"{table.name}.parquet"
    connection.execute(f"COPY ({ordered(table)}) TO {quote(str(path))} ({OPTIONS})")
    return path.read_bytes()
