"""A list of ids and figures from anywhere: its bytes, its delimiter, its header and its lines."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ..package.csv_form import uneven
from ..package.problem import PackageError, Problem, shorten

LARGEST = 50_000_000  # bytes
DELIMITERS = ",;\t|"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# How programs write that there is no value.
EMPTY = {"", "na", "n/a", "<na>", "nan", "nat", "null", "none"}
SHOWN = 100  # problems


@dataclass(frozen=True)
class Line:
    """One line of a list: its number in the file, and its cells by the plain name of their column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Listing:
    """A list: its file as shown to users, its columns (as written, by plain name), and its lines."""

    file: str
    columns: dict[str, str]
    lines: list[Line]

    def problem(self, message: str, line: int = 1, column: str = "", value: str = "") -> Problem:
        """A fault of this list."""
        return Problem(self.file, line, "", self.columns.get(column, column), value, message)


class Refused(PackageError):
    """A list cannot be used; the message has a line for each fault."""

    def __init__(self, problems: list[Problem]) -> None:
        shown = sorted(problems)[:SHOWN]
        more = [f"and {len(problems) - SHOWN} more faults"] if len(problems) > SHOWN else []
        super().__init__("\n".join([*map(str, shown), *more]))
        self._problems = shown

    @property
    def problems(self) -> list[Problem]:
        """See PackageError."""
        return self._problems


def plain(name: str) -> str:
    """A column's name as fields are named: "Strike ID" is strike_id."""
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def read_listing(path: Path) -> Listing:
    """Read a CSV with any usual delimiter, line end and mark; raises Refused, with every fault, if that fails."""
    file = shorten(str(path), 200)
    text, first = _without_hint(_text(path, file))
    try:
        rows = _rows(text, first)
    except csv.Error as error:
        why = f"cannot be read as CSV ({error}); close every quote, and save the file again"
        raise Refused([Problem(file, 0, "", "", "", why)]) from None
    if not rows:
        raise Refused([Problem(file, 0, "", "", "", "is empty; its first line must name the columns, one of ids")])
    (top, header), *others = rows
    problems = _faults_of_header(file, top, header)
    problems += [
        Problem(file, number, "", "", "", uneven(len(cells), len(header)))
        for number, cells in others
        if len(cells) != len(header)
    ]
    if not others:
        problems.append(Problem(file, top, "", "", "", "is the only line; give a line for each id below it"))
    if problems:
        raise Refused(problems)
    names = [plain(name) for name in header]
    lines = [
        Line(number, {name: _cell(cell) for name, cell in zip(names, cells, strict=True) if name})
        for number, cells in others
    ]
    return Listing(file, {name: shorten(cell.strip()) for name, cell in zip(names, header, strict=True) if name}, lines)


def _text(path: Path, file: str) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused([Problem(file, 0, "", "", "", f"is larger than {LARGEST} bytes; keep ids and figures only")])
        data = path.read_bytes()
    except OSError as error:
        raise Refused([Problem(file, 0, "", "", "", f"cannot be read ({error.strerror}); give a CSV")]) from None
    if data.startswith(SPREADSHEETS):
        raise Refused([Problem(file, 0, "", "", "", "is a spreadsheet or a zip; save the sheet as CSV in UTF-8")])
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = f"has a byte that is not {encoding.upper().removesuffix('-SIG')}; save the file again as CSV in UTF-8"
        raise Refused([Problem(file, line, "", "", "", why)]) from None
    if "\0" in text:
        why = "has a NUL byte; save the file again as CSV in UTF-8"
        raise Refused([Problem(file, text[: text.index("\0")].count("\n") + 1, "", "", "", why)])
    return text


def _without_hint(text: str) -> tuple[str, str]:
    """The text with its first line blank if that only tells spreadsheets the delimiter, and that delimiter."""
    hint = re.match(r"sep=(.)(?=\r|\n)", text)
    return (text[hint.end() :], hint[1]) if hint else (text, "")


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of its first line."""
    lines, mark = io.StringIO(text, newline=""), delimiter or _delimiter(text)
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=True, strict=True)
    rows, before = [], 0
    for cells in reader:
        number, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))
    return rows


def _delimiter(text: str) -> str:
    """The delimiter that divides the header into most cells; a comma if none does."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda delimiter: len(next(csv.reader([header], delimiter=delimiter), [])))


def _cell(text: str) -> str:
    return "" if text.strip().casefold() in EMPTY else text.strip()


def _faults_of_header(file: str, line: int, header: list[str]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for cell in header:
        name = plain(cell)
        if name and name in seen:
            again = f"is a second column of this name, beside {shorten(seen[name])}; rename or remove one"
            problems.append(Problem(file, line, "", shorten(cell.strip()), "", again))
        seen.setdefault(name, cell.strip())
    return problems
