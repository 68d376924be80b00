"""XLSX: one workbook for Excel and LibreOffice, with sheets on the release, fields and codes, and one per table."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from ..package.closed import closed
from ..package.database import literal, ordered_rows
from ..package.files import naming
from ..package.package import Package
from ..package.schema import identifier, quote
from .imprint import authors, imprint, imprint_line
from .parquet import path_of
from .rows import all_tables, codebook, codes
from .staged import Staged

if TYPE_CHECKING:
    import duckdb

CODEBOOK = ["table", "field", "title", "type", "unit", "description"]
CODES = ["table", "field", "code", "label"]
WIDTH = 18
MANY = 500_000  # rows of all tables
LONGEST = 1_048_576  # rows of a sheet, that of the names included


def write_workbook(package: Package, files: Staged, path: str) -> None:
    """Write the workbook into a bundle whose files have every table as Parquet.

    It has the sheets `about`, `codebook` and `codes`, then one for every written and computed table. Text is always
    written as text, so that no cell becomes a formula, link or number. Integers and numbers are numbers, dates are
    dates shown as yyyy-mm-dd, booleans are booleans, and unknown is an empty cell. A table that is longer than a sheet
    has none, and `about` says so and where the table is.
    """
    with closed(folder=files.folder) as connection:
        for table in all_tables(package):
            there = quote(literal(files.place(path_of(table))))
            connection.execute(f"CREATE VIEW {identifier(table.name)} AS SELECT * FROM read_parquet({there})")
        with naming(files.place(path)), files.place(path).open("wb") as file:
            _write_sheets(package, connection, file)


def _write_sheets(package: Package, connection: "duckdb.DuckDBPyConnection", file: IO[bytes]) -> None:
    import xlsxwriter

    rows_of = _rows(package, connection)
    # row by row takes longer, and the file is larger, but the cells need no memory
    kept = {"constant_memory": True} if sum(rows_of.values()) > MANY else {"in_memory": True}
    book = xlsxwriter.Workbook(file, kept)
    created = datetime.fromisoformat(package.descriptor["created"]).replace(tzinfo=None)
    facts = imprint(package)
    about = {
        "title": f"{facts['name']} {facts['version']}",
        "subject": facts["title"],
        "author": authors(package.descriptor),
        "comments": imprint_line(package),
    }
    book.set_properties(about | {"created": created})
    long = _too_long(package, rows_of)
    formats = {"header": book.add_format({"bold": True}), "date": book.add_format({"num_format": "yyyy-mm-dd"})}
    _sheet(book.add_worksheet("about"), ["property", "value"], ["string"] * 2, [*facts.items(), *long.items()], formats)
    _sheet(book.add_worksheet("codebook"), CODEBOOK, ["string"] * len(CODEBOOK), codebook(package), formats)
    _sheet(book.add_worksheet("codes"), CODES, ["string"] * len(CODES), codes(package), formats)
    for table in [table for table in all_tables(package) if table.name not in long]:
        rows = ordered_rows(connection, table)
        _sheet(book.add_worksheet(table.name), table.columns, [field["type"] for field in table.fields], rows, formats)
    book.close()


def _rows(package: Package, connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """The number of rows of each table, by its name."""
    counted = [f"SELECT {quote(t.name)}, count(*) FROM {identifier(t.name)}" for t in all_tables(package)]
    return dict(connection.execute(" UNION ALL ".join(counted)).fetchall())


def _too_long(package: Package, rows_of: dict[str, int]) -> dict[str, str]:
    """The tables with more rows than a sheet can have, by name, each with the words on it for `about`."""
    found = {}
    for table in all_tables(package):
        if (rows := rows_of[table.name]) >= LONGEST:
            most = f"{rows:,} rows are too many for a sheet, which holds {LONGEST - 1:,} below the names"
            found[table.name] = f"{most}; see {table.file} or parquet/{table.name}.parquet"
    return found


def _sheet(
    sheet: Any, columns: list[str], types: list[str], rows: Iterable[Sequence[Any]], formats: dict[str, Any]
) -> None:
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, formats["header"])
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, (kind, value) in enumerate(zip(types, row, strict=True)):
            _write(sheet, last, place, kind, value, formats["date"])
    sheet.set_column(0, len(columns) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Any, line: int, place: int, kind: str, value: Any, date_format: Any) -> None:
    if value is None:
        return
    if kind == "date":
        sheet.write_datetime(line, place, value, date_format)
    elif kind == "boolean":
        sheet.write_boolean(line, place, value)
    elif kind == "string":
        sheet.write_string(line, place, value)
    else:
        sheet.write_number(line, place, value)
