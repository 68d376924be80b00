"""Spreadsheet: undoes what LibreOffice and Excel do to a cell, or refuses the cell if its original value is uncertain.

A rewritten cell has readings: values, valid for its field, that a spreadsheet may have rewritten in this way. A single
reading is taken; of several none is, because that would be a guess. A cell without a reading is left to `validate`.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from datetime import date
from functools import cache
from typing import Any

from ..package.schema import GUARDS
from ..package.soundness.patterns import matches, matching

Field = dict[str, Any]

REOPEN = "open the CSV again with every column as Text"
WORDS = {
    "true": {"TRUE", "WAHR", "VRAI", "ИСТИНА", "DOĞRU", "1"},
    "false": {"FALSE", "FALSCH", "FAUX", "ЛОЖЬ", "YANLIŞ", "0"},
}

CODE = re.compile(r"[a-z][a-z0-9_-]*")  # an id or code, in which no spreadsheet sees anything else
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?(?:[ \u00a0\u202f]?([AP])\.?M\.?)?", re.IGNORECASE)
MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?$")
YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}|(\d{1,2}-)?[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}")
SERIAL = re.compile(r"\d{5}([.,]\d+)?")
CUT_SHORT = re.compile(r"[+-]?\d+([.,]\d+)?E[+-]\d{2,}")
ERROR = re.compile(r"#{2,}|#[\w/]+[!?]|#N/?[AV]|Err:\d{3}")
# A question mark inside a word, where a code page lacked a letter; web addresses contain such marks themselves.
LOST_LETTERS = re.compile(r"(?!.*://).*\?[\w?].*", re.DOTALL)
# The code pages of Windows for western, central European, Cyrillic and Turkish letters.
CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1254")
NOWHERE = 0xFFFF  # no byte of Latin-1


def forgiven(field: Field, written: str) -> tuple[str, str | None]:
    """A cell as it was before a spreadsheet rewrote it, and a message with the remedy if that is uncertain.

    Takes a Table Schema field and the cell as written. With a message, and if no spreadsheet rewrote the cell, it is
    returned unchanged except for spaces at its ends.
    """
    cell = written.strip()
    if not cell or _fits(field, cell):
        return composed(field, cell), None
    if any(is_misread(text) for text in (cell, written)):  # a no-break space at an end may be half a letter
        return cell, "was read in the wrong character set; open the CSV again as UTF-8, with every column as Text"
    # an apostrophe tells a spreadsheet to treat the cell as text
    bare = cell if _is_free(field) else cell.removeprefix("'")
    if message := _spoilt(field, bare):
        return cell, message
    readings = sorted(set(READINGS[field["type"]](field, bare)))
    if len(readings) > 1:
        which = "and the spreadsheet's form does not show which; write the correct one"
        return cell, f"may be {' or '.join(readings)}, {which}, or {REOPEN}"
    return composed(field, readings[0] if readings else cell), None


def untouched(field: Field, cells: Set[str]) -> set[str]:
    """Those of some cells that satisfy their field and that `forgiven` returns as they are.

    They are judged together, because asking for each takes most of the time of reading a large table.
    """
    pattern = field.get("constraints", {}).get("pattern")
    is_plain = field["type"] == "string" and "enum" not in field.get("constraints", {})
    if pattern and is_plain:
        fitting = matching(pattern, cells)
    elif is_plain:
        fitting = {cell for cell in cells if not cell or CODE.fullmatch(cell)}
    else:
        fitting = {cell for cell in cells if not cell or _fits(field, cell)}
    return {cell for cell in fitting if cell == cell.strip() and cell == composed(field, cell)}


def composed(field: Field, cell: str) -> str:
    """The one form that equal cells share: letters composed (Unicode NFC), integers without plus or leading zeros."""
    if field["type"] == "integer":
        found = re.fullmatch(r"([+-]?)0*([0-9]{1,18})", cell)
        return cell if not found else f"{'-' if found[1] == '-' and found[2] != '0' else ''}{found[2]}"
    return unicodedata.normalize("NFC", cell) if field["type"] == "string" else cell


def _is_free(field: Field) -> bool:
    return field["type"] == "string" and not {"enum", "pattern"} & field.get("constraints", {}).keys()


def _fits(field: Field, cell: str) -> bool:
    """Whether a cell satisfies its field's type, codes, pattern and bounds; False for free text, which has none."""
    kind, constraints = field["type"], field.get("constraints", {})
    if kind == "boolean":
        return cell in field["trueValues"] + field["falseValues"]
    if kind in GUARDS:
        return bool(re.search(GUARDS[kind], cell)) and _within(field, cell)
    if "enum" in constraints:
        return cell in constraints["enum"]
    return "pattern" in constraints and matches(constraints["pattern"], cell)


def _within(field: Field, numeral: str) -> bool:
    if field["type"] not in ("integer", "number"):
        return True
    bounds = field.get("constraints", {})
    return bounds.get("minimum", float("-inf")) <= float(numeral) <= bounds.get("maximum", float("inf"))


def _booleans(field: Field, cell: str) -> Iterator[str]:
    for side, words in WORDS.items():
        if cell.upper() in words:
            yield field[f"{side}Values"][0]


def _numerals(field: Field, cell: str) -> Iterator[str]:
    """The numbers that a cell may mean: 2 804, 2.804,0 and 2804.00 mean 2804; 1,000 means 1000 or 1.000."""
    plain = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))", "", cell)
    for point, group in (r"\.", ","), (",", r"\."):
        found = re.fullmatch(rf"([+-]?)([1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{point}(\d+))?", plain)
        if not found:
            continue
        sign, whole, decimals = found[1], re.sub(r"\D", "", found[2]), found[3] or ""
        if field["type"] == "integer" and decimals.strip("0"):
            continue
        numeral = sign + whole + (f".{decimals}" if decimals and field["type"] == "number" else "")
        if _within(field, numeral):
            yield numeral


def _days(_: Field, cell: str) -> Iterator[str]:
    """The dates that a cell may mean: one for 05.10.2020, 2020/10/05 and 10/27/2020, two for 10/05/2020.

    In the locales of glibc, a date with dots that ends with the year never has the month first, and a date with slashes
    or hyphens that begins with the year never has the day second. All other forms occur in both orders.
    """
    day = MIDNIGHT.sub("", cell)
    if found := YEAR_FIRST.fullmatch(day):
        year, month, of_month, both = found[1], found[3], found[4], found[2] == "."
    elif found := YEAR_LAST.fullmatch(day):
        year, month, of_month, both = found[4], found[3], found[1], found[2] != "."
    else:
        return
    for order in [(month, of_month), (of_month, month)][: 1 + both]:
        try:
            yield date(int(year), *map(int, order)).isoformat()
        except ValueError:  # no such date, so this is not the order
            continue


def _codes(field: Field, cell: str) -> Iterator[str]:
    """Codes that differ from the cell only in case; for a pattern, the cell or its time as HH:MM."""
    constraints = field.get("constraints", {})
    yield from (code for code in constraints.get("enum", []) if code.casefold() == cell.casefold())
    if "pattern" in constraints:
        yield from (text for text in (cell, _hours_and_minutes(cell)) if matches(constraints["pattern"], text))


def _hours_and_minutes(cell: str) -> str:
    found = CLOCK.fullmatch(cell)
    if not found:
        return ""
    hour, minute, half = int(found[1]), found[2], (found[3] or "").upper()
    if half and not 1 <= hour <= 12:
        return ""
    return f"{hour % 12 + 12 * (half == 'P') if half else hour:02}:{minute}"


READINGS = {"boolean": _booleans, "integer": _numerals, "number": _numerals, "date": _days, "string": _codes}


def _spoilt(field: Field, cell: str) -> str | None:
    """A message with the remedy if a spreadsheet changed a cell beyond restoring, otherwise None."""
    kind = field["type"]
    if ERROR.fullmatch(cell):
        return (
            "is a spreadsheet's error code in place of the value; write the value again, in a column formatted as Text"
        )
    if CUT_SHORT.fullmatch(cell):
        return f"is a number that a spreadsheet shortened; write all its digits, or {REOPEN}"
    if kind == "number" and _lost_its_point(field, cell):
        point = f"a spreadsheet may have removed the point of {cell[:-3]}.{cell[-3:]}"
        return f"is out of bounds; {point}; write it with the point, or {REOPEN}"
    if kind == "date" and (SHORT_YEAR.fullmatch(cell) or SERIAL.fullmatch(cell)):
        form = "a date in a spreadsheet's form, which leaves the day, month or century unclear"
        return f"is {form}; write it as {field.get('example', '')}, or {REOPEN}"
    return _spoilt_text(cell) if kind == "string" else None


def _lost_its_point(field: Field, cell: str) -> bool:
    return (
        bool(re.fullmatch(r"\d{4,}", cell)) and not _within(field, cell) and _within(field, f"{cell[:-3]}.{cell[-3:]}")
    )


def _spoilt_text(cell: str) -> str | None:
    if SHORT_YEAR.fullmatch(cell) or YEAR_LAST.fullmatch(cell):
        return f"is a date that a spreadsheet made from a text or number; write the original value, or {REOPEN}"
    if LOST_LETTERS.fullmatch(cell):
        remedy = "copy the cell from an older file, and save as CSV UTF-8"
        return f"has a question mark in a word, where a spreadsheet lost a letter; {remedy}"
    return None


def is_misread(cell: str) -> bool:
    """Whether a cell is UTF-8 text that was decoded in one of the code pages."""
    return not cell.isascii() and any(_is_utf8(cell, page) for page in CODE_PAGES)


def _is_utf8(cell: str, page: str) -> bool:
    try:
        cell.translate(_bytes_of(page)).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return True


@cache
def _bytes_of(page: str) -> dict[int, int]:
    """The byte of each character of a code page, by the character's number; NOWHERE for those that it lacks.

    For undefined bytes Windows uses control characters and LibreOffice private ones.
    """
    found = dict.fromkeys(range(0x80, 0x100), NOWHERE)
    for byte in range(0x80, 0x100):
        if letter := bytes([byte]).decode(page, errors="ignore"):
            found[ord(letter)] = byte
    undefined = {first + place: 0x80 + place for first in (0x80, 0xF180) for place in range(0x20)}
    return found | undefined
