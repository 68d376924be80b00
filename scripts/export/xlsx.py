"""XLSX: one workbook for Excel and LibreOffice, with sheets on the release, fields and codes, and one per table."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..package.package import Package
from .imprint import imprint, imprint_line
from .rows import all_tables, codebook, codes, ordered

if TYPE_CHECKING:
    import duckdb

CODEBOOK = ["table", "field", "title", "type", "unit", "description"]
CODES = ["table", "field", "code", "label"]
WIDTH = 18


def excel_workbook(package: Package, connection: "duckdb.DuckDBPyConnection") -> bytes:
    """The workbook as bytes: the sheets `about`, `codebook` and `codes`, then one for every written and computed table.

    Takes a database with the typed tables. Text is always written as text, so that no cell becomes a formula, link or
    number. Integers and numbers are numbers, dates are dates shown as yyyy-mm-dd, booleans are booleans, and unknown is
    an empty cell.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    created = datetime.fromisoformat(package.descriptor["created"]).replace(tzinfo=None)
    facts = imprint(package)
    about = {
        "title": f"{facts['name']} {facts['version']}",
        "subject": facts["title"],
        "comments": imprint_line(package),
    }
    book.set_properties(about | {"created": created})
    formats = {"header": book.add_format({"bold": True}), "date": book.add_format({"num_format": "yyyy-mm-dd"})}
    _sheet(book.add_worksheet("about"), ["property", "value"], ["string"] * 2, list(facts.items()), formats)
    _sheet(book.add_worksheet("codebook"), CODEBOOK, ["string"] * len(CODEBOOK), codebook(package), formats)
    _sheet(book.add_worksheet("codes"), CODES, ["string"] * len(CODES), codes(package), formats)
    for table in all_tables(package):
        rows = connection.execute(ordered(table)).fetchall()
        _sheet(book.add_worksheet(table.name), table.columns, [field["type"] for field in table.fields], rows, formats)
    book.close()
    return out.getvalue()


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
