"""Parquet: every table as one typed file, for DuckDB, pandas, R's arrow and Spark."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.database import ordered
from ..package.package import Package, Table
from ..package.schema import identifier, quote
from .imprint import imprint
from .rows import all_tables
from .staged import Staged

if TYPE_CHECKING:
    import duckdb

# Fixed, so that the file does not depend on the machine's memory and processors.
OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880"
# What pandas makes of each type: the type's name in pandas' metadata, and that of the column in a frame.
PANDAS = {
    "string": ("unicode", "string[python]"),  # see scripts/frames/pandas_frames.py
    "integer": ("int64", "Int64"),
    "number": ("float64", "Float64"),
    "boolean": ("bool", "boolean"),
    "date": ("date", "object"),
}


def path_of(table: Table) -> str:
    """The path of a table's Parquet file in the bundle."""
    return f"parquet/{table.name}.parquet"


def write_parquet(package: Package, connection: "duckdb.DuckDBPyConnection", files: Staged) -> None:
    """Add `parquet/<table>.parquet` to the files of a bundle for every written and computed table.

    Takes a database with the typed tables, which may write to the folder of the files. Columns are VARCHAR, BIGINT,
    DOUBLE, DATE or BOOLEAN. Unknown is NULL. Rows are sorted by primary key. The metadata of a file has the imprint,
    the table's name and description, its types for pandas, which then reads nullable columns, and `attrs` of the frame.
    """
    facts = imprint(package)
    for table in all_tables(package):
        told = {"table": table.name} | facts
        told |= {
            "description": table.schema["description"],
            "pandas": _for_pandas(table),
            "PANDAS_ATTRS": json.dumps(told, ensure_ascii=False),
        }
        metadata = ", ".join(f"{identifier(name)}: {quote(text)}" for name, text in told.items())
        to = quote(str(files.place(path_of(table))))
        connection.execute(f"COPY ({ordered(table)}) TO {to} ({OPTIONS}, KV_METADATA {{{metadata}}})")


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


def _for_pandas(table: Table) -> str:
    """The types of a table as pandas writes them into Parquet (pandas, Developer, Apache Parquet format)."""
    columns = [
        {"name": f["name"], "field_name": f["name"], "metadata": None}
        | dict(zip(("pandas_type", "numpy_type"), PANDAS[f["type"]], strict=True))
        for f in table.fields
    ]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": columns})
