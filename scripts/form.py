"""Form: the bytes and the header of a CSV file, before anything is read from it as a table."""

import csv
import io

from .package import Table
from .report import Problem
from .schema import did_you_mean

LONGEST_LINE = 100_000
RUN_FORMAT = "Run: python -m scripts format"


def check_form(table: Table) -> list[Problem]:
    """Every fault of a table's bytes and header; none means that the file can be read as CSV with these columns."""
    try:
        data = table.path.read_bytes()
    except OSError as error:
        return [_problem(table, 0, f"cannot be read ({error.strerror}); the descriptor names it, so it must be there")]
    return _bytes(table, data) or _header(table, data.split(b"\n", 1)[0].decode())


def _problem(table: Table, line: int, message: str, field: str = "", value: str = "") -> Problem:
    return Problem(table.file, line, "", field, value, message)


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _bytes(table: Table, data: bytes) -> list[Problem]:
    if not data:
        return [_problem(table, 0, f"is empty; its first line must be {','.join(table.columns)}")]
    faults = [
        (data.find(b"\xef\xbb\xbf"), f"has a byte order mark; save as UTF-8 without BOM. {RUN_FORMAT}"),
        (data.find(b"\0"), "has a NUL byte; the file is damaged or not UTF-8: save it again as CSV in UTF-8"),
        (data.find(b"\r"), f"has a carriage return; lines end with a line feed alone. {RUN_FORMAT}"),
        (0 if data.startswith(b"\n") else data.find(b"\n\n") + 1 or -1, f"is a blank line; remove it. {RUN_FORMAT}"),
        (-1 if data.endswith(b"\n") else len(data) - 1, f"does not end with a line feed. {RUN_FORMAT}"),
        (_undecodable(data), "has a byte that is not UTF-8; save the file again as CSV in UTF-8"),
        (_long_line(data), f"is longer than {LONGEST_LINE} bytes; a cell holds a value, not a text: shorten it, or close its quotes"),
    ]
    return [_problem(table, _line(data, offset), message) for offset, message in faults if offset >= 0]


def _undecodable(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _long_line(data: bytes) -> int:
    start = 0
    while start + LONGEST_LINE < len(data):
        end = data.rfind(b"\n", start, start + LONGEST_LINE)
        if end < 0:
            return start
        start = end + 1
    return -1


def _header(table: Table, line: str) -> list[Problem]:
    names = next(csv.reader([line]), [])
    if names == table.columns:
        return []
    if line.count(";") >= len(table.columns) - 1 > 0 and "," not in line:
        return [_problem(table, 1, f"has semicolons between its cells; save it with commas. {RUN_FORMAT}")]
    missing = [name for name in table.columns if name not in names]
    unknown = [name for name in names if name not in table.columns]
    found = [_problem(table, 1, "the schema has no such column; remove it" + did_you_mean(name, missing), name) for name in unknown]
    offered = {name for name in missing if any(p.message.endswith(f"did you mean {name}?") for p in found)}
    found += [_problem(table, 1, f"the column is missing; the header must be {','.join(table.columns)}", name) for name in missing if name not in offered]
    return found or [_problem(table, 1, f"the columns are doubled or out of order; the header must be {','.join(table.columns)}. {RUN_FORMAT}")]


def explain_rows(table: Table) -> list[Problem]:
    """Walk a file that an engine could not read: ragged rows, open quotes, line breaks in cells, by line."""
    text = table.path.read_bytes().decode()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found, before = [], 0
    try:
        for row in reader:
            first, before = before + 1, reader.line_num
            if reader.line_num > first:
                found.append(_problem(table, first, f"a quoted cell runs over to line {reader.line_num}; close its quotes, and keep line breaks out of cells"))
            elif len(row) != len(table.columns):
                cells = f"has {len(row)} cells where the header has {len(table.columns)}"
                found.append(_problem(table, first, f"{cells}; add or remove commas, and quote a cell that holds one"))
    except csv.Error as error:
        found.append(_problem(table, before + 1, f"cannot be read as CSV ({error}); close the quotes, and double a quote inside a quoted cell"))
    return found
