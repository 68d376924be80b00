"""The canonical form of a table's file: what `format` writes, and what cannot be written without losing something.

Canonical: the schema's column order, rows sorted by key, UTF-8 without BOM, LF, quotes only where needed, no spaces around a
cell. What a spreadsheet did to a cell on saving is undone where it is certain what the cell was.
"""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from ..package.files import write_csv
from ..package.package import Table
from ..package.problem import Problem
from ..package.schema import did_you_mean
from .spreadsheet import forgiven

BLOCK = 16
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
Row = tuple[list[str], int]  # the cells, and the line on which they begin


class Unreadable(Exception):
    """A file cannot be read as a table at all; the problem says where and what to do."""

    def __init__(self, table: Table, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(table.file, line, "", "", "", message)


def canonical_csv(table: Table) -> tuple[str, list[Problem]]:
    """The canonical text of one table's file, or the faults for which it cannot be had without loss."""
    try:
        rows = _rows(table, _text(table))
    except Unreadable as error:
        return "", [error.problem]
    if not rows:
        return write_csv(table.columns, []), []
    (header, _), *rows = rows
    names, rows = _named([name.strip() for name in header], rows)
    problems = _nameless(table, names, rows) or _header(table, names) or _ragged(table, names, rows)
    if problems:
        return "", problems
    place = {name: i for i, name in enumerate(names)}
    cells = [[row[place[name]] if name in place else "" for name in table.columns] for row, _ in rows]
    problems = _broken_lines(table, cells, rows)
    cells, found = _forgiven(table, cells, rows)
    keys = [table.columns.index(name) for name in table.key]
    return write_csv(table.columns, sorted(cells, key=lambda row: [row[k] for k in keys])), problems + found


def _text(table: Table) -> str:
    """What a file says, in UTF-8 or in the UTF-16 of Excel's "Unicode text", with line feeds alone; raises Unreadable."""
    try:
        data = table.path.read_bytes()
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except FileNotFoundError:
        raise Unreadable(table, 0, "is missing; datapackage.json lists it, so the file is required") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable(table, line, "has a byte that is not UTF-8; save the file again as CSV in UTF-8") from None
    if mark := CONFLICT.search(text):
        line = text.count("\n", 0, mark.start()) + 1
        raise Unreadable(
            table,
            line,
            "has an unresolved git conflict; keep the rows of both sides and remove the lines with <<<<<<<, ======= and >>>>>>>",
        )
    if "\0" in text:
        raise Unreadable(
            table, text.count("\n", 0, text.index("\0")) + 1, "has a NUL byte; save the file again as CSV in UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rows(table: Table, text: str) -> list[Row]:
    """The rows of a CSV that have anything in them, each with its line, the header first; raises Unreadable."""
    head = text.lstrip("\n").split("\n", 1)[0]
    delimiter = next((sign for sign in "\t;" if sign in head and "," not in head), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, before = [], 0
    try:
        for row in reader:
            # Excel where lists have semicolons leaves a row in one cell, and quotes it once more if it had a quote
            rows.append((next(csv.reader(row, strict=True)) if len(row) == 1 and "," in row[0] else row, before + 1))
            before = reader.line_num
    except csv.Error as error:
        raise Unreadable(table, before + 1, f"cannot be read as CSV ({error}); close the quotes") from None
    return _squared([(row, line) for row, line in rows if any(map(str.strip, row))])


def _squared(rows: list[Row]) -> list[Row]:
    """Rows with the commas that Excel leaves out: it writes sixteen lines at a time, without the columns that are empty in all.

    A comma that a hand took away shortens one row, so short rows are completed only where sixteen together are equally short.
    """
    width = len(rows[0][0]) if rows else 0
    lengths: dict[int, list[int]] = {}
    for row, line in rows:
        lengths.setdefault((line - 1) // BLOCK, []).append(len(row))
    even = {block: found for block, found in lengths.items() if len(set(found)) == 1}
    if not any(len(found) == BLOCK and found[0] < width for found in even.values()):
        return rows
    return [(row + [""] * (width - len(row)) if (line - 1) // BLOCK in even else row, line) for row, line in rows]


def _named(names: list[str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    """Names and rows without the columns that have neither a name nor a cell with anything in it."""
    empty = {
        i for i, name in enumerate(names) if not name and not any(row[i].strip() for row, _ in rows if i < len(row))
    }
    kept = [([cell for i, cell in enumerate(row) if i not in empty], line) for row, line in rows]
    return [name for i, name in enumerate(names) if i not in empty], kept


def _nameless(table: Table, names: list[str], rows: list[Row]) -> list[Problem]:
    remedy = "remove it; or, if a spreadsheet split a cell at a semicolon, open the CSV again with the comma as its only separator"
    return [
        Problem(table.file, line, row[0].strip(), "", cell, f"is in a column without a name; {remedy}")
        for row, line in rows
        for name, cell in zip(names, row, strict=False)
        if not name and cell.strip()
    ]


def _ragged(table: Table, names: list[str], rows: list[Row]) -> list[Problem]:
    return [
        Problem(
            table.file,
            line,
            "",
            "",
            "",
            f"has {len(row)} cells where the header has {len(names)}; add or remove commas",
        )
        for row, line in rows
        if len(row) != len(names)
    ]


def _broken_lines(table: Table, cells: list[list[str]], rows: list[Row]) -> list[Problem]:
    return [
        Problem(table.file, line, row[0].strip(), "", "", "has a line break inside a cell; write the cell on one line")
        for row, (_, line) in zip(cells, rows, strict=True)
        if any("\n" in cell.strip() for cell in row)
    ]


def _forgiven(table: Table, cells: list[list[str]], rows: list[Row]) -> tuple[list[list[str]], list[Problem]]:
    """The cells as they were before a spreadsheet rewrote them, and those of which that cannot be told."""
    mended, problems = [], []
    for row, (_, line) in zip(cells, rows, strict=True):
        answers = [forgiven(field, cell) for field, cell in zip(table.fields, row, strict=True)]
        mended.append([cell for cell, _ in answers])
        problems += [
            Problem(table.file, line, mended[-1][0], name, cell, message)
            for name, (cell, message) in zip(table.columns, answers, strict=True)
            if message
        ]
    return mended, problems


def _header(table: Table, names: list[str]) -> list[Problem]:
    missing = [f["name"] for f in table.fields if f["name"] not in names and f.get("constraints", {}).get("required")]
    unknown = [name for name in names if name not in table.columns]
    found = [
        Problem(table.file, 1, "", name, "", "the column is missing and every row needs it; put it back")
        for name in missing
    ]
    found += [
        Problem(
            table.file, 1, "", name, "", "the schema has no such column; remove it" + did_you_mean(name, table.columns)
        )
        for name in unknown
    ]
    if len(set(names)) < len(names):
        found.append(
            Problem(table.file, 1, "", "", "", "a column name appears twice in the header; remove one of the columns")
        )
    return found
