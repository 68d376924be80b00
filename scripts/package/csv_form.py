"""Form: the bytes and the header of a CSV file, checked before the file is read as a table."""

import csv
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .package import Table
from .problem import SHOWN, Problem, unshown
from .schema import did_you_mean

LONGEST_LINE = 100_000
BLOCK = 1 << 20
BLANK = re.compile(b"\n\n")  # which takes a third of the time of bytes.find
MARK = b"\xef\xbb\xbf"
RUN_FORMAT = "Run: python -m scripts format"
NOT_UTF_8 = "has a byte that is not UTF-8; save the file again as CSV in UTF-8"
FAULTS = {
    "mark": f"has a byte order mark; save as UTF-8 without BOM. {RUN_FORMAT}",
    "nul": "has a NUL byte; the file is damaged or not UTF-8: save it again as CSV in UTF-8",
    "return": f"has a carriage return; lines must end with only a line feed. {RUN_FORMAT}",
    "blank": f"is a blank line; remove it. {RUN_FORMAT}",
    "end": f"does not end with a line feed. {RUN_FORMAT}",
    "long": f"is longer than {LONGEST_LINE} bytes; a cell is for a value, not a text: shorten it, or close its quotes",
}


def check_form(table: Table) -> list[Problem]:
    """The faults in the bytes and the header of a table's file; an empty list if it is a CSV with the right columns.

    The file is read in blocks to limit memory. Bytes after the header that are not UTF-8 are left to `read`, since
    every reader detects them.
    """
    try:
        scan = Scan()
        for block in blocks(table.path):
            scan.add(block)
    except OSError as error:
        return [_problem(table, 0, f"cannot be read ({error.strerror}); the descriptor names it, so it must be there")]
    if not scan.start:
        return [_problem(table, 0, f"is empty; its first line must be {','.join(table.columns)}")]
    if found := [_problem(table, line, FAULTS[name]) for name, line in scan.end().items()]:
        return found
    with table.path.open("rb") as file:
        header = file.readline().removesuffix(b"\n")
    try:
        return _header(table, header.decode())
    except UnicodeDecodeError:
        return [_problem(table, 1, NOT_UTF_8)]


def blocks(path: Path) -> Iterator[bytes]:
    """A file's bytes, BLOCK bytes at a time."""
    with path.open("rb") as file:
        yield from iter(partial(file.read, BLOCK), b"")


def _problem(table: Table, line: int, message: str, field: str = "", value: str = "") -> Problem:
    return Problem(table.file, line, "", field, value, message)


class Scan:
    """Find the first line of each fault in bytes that arrive in blocks."""

    def __init__(self) -> None:
        self.start = b""  # the first three bytes
        self.lines = 0  # line feeds before the block
        self.last = b"\n"  # the byte before the block
        self.length = 0  # bytes of the line that the previous block left unfinished
        self.found: dict[str, int] = {}

    def add(self, block: bytes) -> None:
        """Search the next block for faults."""
        blank = BLANK.search(block)
        places = {
            "nul": block.find(b"\0"),
            "return": block.find(b"\r"),
            "blank": 0 if self.last == b"\n" and block.startswith(b"\n") else blank.start() + 1 if blank else -1,
            "long": self._long_line(block),
        }
        for name, place in places.items():
            if place >= 0:
                self.found.setdefault(name, self.lines + block.count(b"\n", 0, place) + 1)
        self.start = (self.start + block)[:3]
        self.lines += block.count(b"\n")
        self.last = block[-1:]

    def _long_line(self, block: bytes) -> int:
        """The position in the block where a line that is too long begins or continues; -1 if there is none."""
        start, length, place = 0, self.length, -1
        while place < 0 and start + LONGEST_LINE < len(block) + length:
            end = block.rfind(b"\n", start, max(start, start + LONGEST_LINE - length) + 1)
            if end < 0:
                place = start
            start, length = end + 1, 0
        self.length = len(block) - end - 1 if (end := block.rfind(b"\n")) >= 0 else self.length + len(block)
        return place

    def end(self) -> dict[str, int]:
        """The line number of each fault, by the fault's name in FAULTS; call this after all blocks were added."""
        if self.start == MARK:  # anywhere else, the mark is an invisible character
            self.found["mark"] = 1
        if self.last != b"\n":
            self.found["end"] = self.lines + 1
        return {name: self.found[name] for name in FAULTS if name in self.found}


def _header(table: Table, line: str) -> list[Problem]:
    names = next(csv.reader([line]), [])
    if names == table.columns:
        return []
    if line.count(";") >= len(table.columns) - 1 > 0 and "," not in line:
        return [_problem(table, 1, f"has semicolons between its cells; save it with commas. {RUN_FORMAT}")]
    missing = [name for name in table.columns if name not in names]
    unknown = [name for name in names if name not in table.columns]
    found = [
        _problem(table, 1, "the schema has no such column; remove it" + did_you_mean(name, missing), name)
        for name in unknown
    ]
    offered = {name for name in missing if any(p.message.endswith(f"did you mean {name}?") for p in found)}
    found += [
        _problem(table, 1, f"the column is missing; the header must be {','.join(table.columns)}", name)
        for name in missing
        if name not in offered
    ]
    return found or [
        _problem(
            table,
            1,
            f"columns are duplicated or out of order; the header must be {','.join(table.columns)}. {RUN_FORMAT}",
        )
    ]


def read(table: Table, load: Callable[[], int]) -> list[Problem]:
    """Load a CSV that passed `check_form`; return the problems if that fails.

    `load` reads the file and returns its number of rows; it may raise duckdb.Error.
    """
    import duckdb

    try:
        if load() == sum(block.count(b"\n") for block in blocks(table.path)) - 1:
            return []
    except duckdb.Error:
        pass
    unknown = "cannot be read as CSV; look for unclosed quotes and for extra cells"
    return faults_of_rows(table) or [_problem(table, 0, unknown)]


def faults_of_rows(table: Table) -> list[Problem]:
    """Why the rows of a file are no CSV: bytes that are not UTF-8, uneven rows, open quotes, line breaks in cells."""
    return _undecodable(table) or _explain_rows(table)


def _undecodable(table: Table) -> list[Problem]:
    with table.path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return [_problem(table, number, NOT_UTF_8)]
    return []


def _explain_rows(table: Table) -> list[Problem]:
    """Read a file that DuckDB could not read; return its ragged rows, open quotes and line breaks in cells, by line."""
    found, total, before = [], 0, 0
    with table.path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for row in reader:
                first, before = before + 1, reader.line_num
                fault = ""
                if reader.line_num > first:
                    over = f"a quoted cell runs over to line {reader.line_num}"
                    fault = f"{over}; close its quotes, and remove line breaks from cells"
                elif len(row) != len(table.columns):
                    fault = uneven(len(row), len(table.columns))
                total += bool(fault)
                if fault and total <= SHOWN:
                    found.append(_problem(table, first, fault))
        except csv.Error as error:
            total += 1
            fault = f"cannot be read as CSV ({error}); close the quotes, and double every quote inside a quoted cell"
            found.append(_problem(table, before + 1, fault))
    return found + unshown(found, total)


def uneven(cells: int, header: int) -> str:
    """The message for a row that has another number of cells than the header."""
    has = f"has {cells} cell{'s' * (cells != 1)} where the header has {header}"
    return f"{has}; add or remove commas, and quote a cell that contains one"
