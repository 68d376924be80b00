"""The canonical form of a table's file, which `format` writes, and the faults that prevent writing it without loss.

Canonical: the schema's column order, rows sorted by key, UTF-8 without BOM, LF, quotes only where needed, no spaces
around cells. A change that a spreadsheet made to a cell is undone if the original value is certain.
"""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..package.csv_form import uneven
from ..package.files import csv_lines, write_csv
from ..package.package import Table
from ..package.problem import Problem
from ..package.schema import did_you_mean
from .spreadsheet import forgiven, untouched

BLOCK = 16
AT_ONCE = 10_000  # rows
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
Row = tuple[list[str], int]  # the cells and the line where they begin


class Unreadable(Exception):
    """A file cannot be read as a table; `problem` says where and what to do."""

    def __init__(self, table: Table, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(table.file, line, "", "", "", message)


def canonical_csv(table: Table) -> tuple[str, list[Problem]]:
    """The canonical text of one table's file, with the faults found; the text cannot be used if there are any."""
    if (text := _canonical_already(table)) is not None:
        return text, []
    cells, rows, problems = _cells(table)
    if problems:
        return "", problems
    problems = _broken_lines(table, cells, rows)
    cells, found = _forgiven(table, cells, rows)
    return _written(table, cells), problems + found


def _canonical_already(table: Table) -> str | None:
    """A file's text if it is canonical as it is; None otherwise. To ask this is twice as fast as to make it so."""
    try:
        text = _text(table)
        with table.path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, strict=True)
            cells = _cells_if_canonical(table, text, rows) if next(rows, None) == table.columns else None
    except (Unreadable, csv.Error, ValueError):
        return None
    return text if cells is not None and all(map(_is_untouched, table.fields, cells)) else None


def _cells_if_canonical(table: Table, text: str, rows: Iterator[list[str]]) -> list[set[str]] | None:
    """The distinct cells of each column, if the rows below the header are written as in a text, in order of their key.

    Few rows are held at a time.
    """
    keys, last = [table.columns.index(name) for name in table.key], list[str]()
    cells: list[set[str]] = [set() for _ in table.columns]
    number = 0
    at = len(header := write_csv(table.columns, []))
    while some := list(islice(rows, AT_ONCE)):
        number += len(some)
        if any(len(row) != len(cells) for row in some) or not all(map(any, some)):
            return None
        order = [last, *([row[k] for k in keys] for row in some)]
        written = "".join(csv_lines(some))
        if order != sorted(order) or not text.startswith(written, at):
            return None
        at, last = at + len(written), order[-1]
        for seen, column in zip(cells, zip(*some, strict=True), strict=True):
            seen.update(column)
    is_whole = at == len(text) and text.startswith(header) and text.count("\n") == number + 1
    return cells if is_whole else None


def _written(table: Table, rows: list[list[str]]) -> str:
    keys = [table.columns.index(name) for name in table.key]
    return write_csv(table.columns, sorted(rows, key=lambda row: [row[k] for k in keys]))


def _is_untouched(field: dict[str, Any], cells: set[str]) -> bool:
    return all(forgiven(field, cell) == (cell, None) for cell in cells - untouched(field, cells))


def corrections(table: Table) -> list[Problem]:
    """The cells that `canonical_csv` corrects, each with the value that it gives them."""
    cells, rows, _ = _cells(table)
    return [
        Problem(table.file, line, new[0], name, was, f"is corrected to {now}" if now else "is emptied")
        for old, new, (_, line) in zip(cells, _forgiven(table, cells, rows)[0], rows, strict=True)
        for name, was, now in zip(table.columns, old, new, strict=True)
        if was != now
    ]


def _cells(table: Table) -> tuple[list[list[str]], list[Row], list[Problem]]:
    """The cells of a file in the schema's columns, its rows, and the problems; without rows if there are any."""
    try:
        rows = _rows(table, _text(table))
    except Unreadable as error:
        return [], [], [error.problem]
    if not rows:
        return [], [], []
    (header, _), *rows = rows
    names, rows = _named([name.strip() for name in header], rows)
    if problems := _nameless(table, names, rows) or _header(table, names) or _ragged(table, names, rows):
        return [], [], problems
    place = {name: i for i, name in enumerate(names)}
    return [[row[place[name]] if name in place else "" for name in table.columns] for row, _ in rows], rows, []


def _text(table: Table) -> str:
    """A file's text with LF line ends, from UTF-8 or from Excel's "Unicode text" in UTF-16; raises Unreadable."""
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
        rows = "keep the rows of both sides and remove the lines with <<<<<<<, ======= and >>>>>>>"
        remedy = f"run: python -m scripts merge, which merges the rows; or {rows}"
        raise Unreadable(table, line, f"has an unresolved git conflict; {remedy}")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(table, line, "has a NUL byte; save the file again as CSV in UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rows(table: Table, text: str) -> list[Row]:
    """The rows of a CSV that are not blank, each with its line, the header first; raises Unreadable."""
    head = text.lstrip("\n").split("\n", 1)[0]
    delimiter = next((sign for sign in "\t;" if sign in head and "," not in head), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, before = [], 0
    try:
        for row in reader:
            # in locales with semicolons Excel keeps a row in one cell, and quotes it again if it contained a quote
            rows.append((next(csv.reader(row, strict=True)) if len(row) == 1 and "," in row[0] else row, before + 1))
            before = reader.line_num
    except csv.Error as error:
        raise Unreadable(table, before + 1, f"cannot be read as CSV ({error}); close the quotes") from None
    return _squared([(row, line) for row, line in rows if any(map(str.strip, row))])


def _squared(rows: list[Row]) -> list[Row]:
    """Rows completed with the commas that Excel omits: in each sixteen lines, those of columns that are empty in all.

    A comma removed by hand shortens a single row, so short rows are completed only if all sixteen in a block are
    equally short.
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
    """Names and rows without the columns that have no name and only blank cells."""
    empty = {
        i for i, name in enumerate(names) if not name and not any(row[i].strip() for row, _ in rows if i < len(row))
    }
    kept = [([cell for i, cell in enumerate(row) if i not in empty], line) for row, line in rows]
    return [name for i, name in enumerate(names) if i not in empty], kept


def _nameless(table: Table, names: list[str], rows: list[Row]) -> list[Problem]:
    split = "if a spreadsheet split a cell at a semicolon, open the CSV again with the comma as its only separator"
    message = f"is in a column without a name; remove it; or, {split}"
    return [
        Problem(table.file, line, row[0].strip(), "", cell, message)
        for row, line in rows
        for name, cell in zip(names, row, strict=False)
        if not name and cell.strip()
    ]


def _ragged(table: Table, names: list[str], rows: list[Row]) -> list[Problem]:
    return [
        Problem(table.file, line, "", "", "", uneven(len(row), len(names)))
        for row, line in rows
        if len(row) != len(names)
    ]


def _broken_lines(table: Table, cells: list[list[str]], rows: list[Row]) -> list[Problem]:
    return [
        Problem(table.file, line, row[0].strip(), "", "", "has a line break inside a cell; write the cell on one line")
        for row, (_, line) in zip(cells, rows, strict=True)
        if "\n" in "".join(row) and any("\n" in cell.strip() for cell in row)
    ]


def _forgiven(table: Table, cells: list[list[str]], rows: list[Row]) -> tuple[list[list[str]], list[Problem]]:
    """The cells as they were before a spreadsheet rewrote them, and a problem for each that cannot be restored."""
    columns, uncertain = [], set()
    for at, field in enumerate(table.fields):
        column = [row[at] for row in cells]
        distinct = set(column)
        known = {cell: forgiven(field, cell) for cell in distinct - untouched(field, distinct)}
        columns.append([known[cell][0] if cell in known else cell for cell in column] if known else column)
        messages = {cell: message for cell, (_, message) in known.items() if message}
        uncertain |= {(i, at, messages[cell]) for i, cell in enumerate(column) if cell in messages}
    restored = [list(row) for row in zip(*columns, strict=True)]
    return restored, [
        Problem(table.file, rows[i][1], restored[i][0], table.columns[at], restored[i][at], message)
        for i, at, message in sorted(uncertain)
    ]


def _header(table: Table, names: list[str]) -> list[Problem]:
    missing = [f["name"] for f in table.fields if f["name"] not in names and f.get("constraints", {}).get("required")]
    unknown = [name for name in names if name not in table.columns]
    needed = "the column is missing and every row needs it; put it back"
    found = [Problem(table.file, 1, "", name, "", needed) for name in missing]
    for name in unknown:
        message = "the schema has no such column; remove it" + did_you_mean(name, table.columns)
        found.append(Problem(table.file, 1, "", name, "", message))
    if len(set(names)) < len(names):
        repeated = "a column name appears twice in the header; remove one of the columns"
        found.append(Problem(table.file, 1, "", "", "", repeated))
    return found
