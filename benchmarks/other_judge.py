"""Another judge, which shares no code with ours: frictionless, SQLite for the row rules, and the checks of tests/plain.py.

Where ours refuses more than the Table Schema standard does, the reason is named here, from what docs/POLICIES.md and CONTRIBUTING.md
ask of a cell.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any

import frictionless

from scripts.package import Package, Table
from tests import plain
from tests.tiny import Rows

Cell = tuple[str, int, str]  # table, line, field
MAKE: dict[str, Callable[[str], Any]] = {"string": str, "date": str, "integer": int, "number": float, "boolean": lambda text: text == "true"}
SCRIPTS = ("LATIN", ("CYRILLIC", "GREEK", "COPTIC", "ARMENIAN"))


class Standard:
    """What frictionless finds in a package: broken cells, values that are used twice, and references to nowhere."""

    def __init__(self, package: Package) -> None:
        self.cells: set[Cell] = set()
        self.twice: set[Cell] = set()
        self.nowhere: set[Cell] = set()
        for task in frictionless.validate(str(package.root / "datapackage.json")).tasks:
            assert not task.warnings, task.warnings
            for error in task.errors:
                self._sort(package.tables[task.name], error)

    def _sort(self, table: Table, error: Any) -> None:
        if error.type == "foreign-key":
            self.nowhere |= {(table.name, error.row_number, name) for name in error.field_names}
        elif error.type == "primary-key":
            self.twice |= {(table.name, error.row_number, name) for name in table.key}
        else:
            assert error.type in ("type-error", "constraint-error", "unique-error"), error
            (self.twice if error.type == "unique-error" else self.cells).add((table.name, error.row_number, error.field_name))


def stricter(field: dict[str, Any], value: str) -> str | None:
    """Why our judge refuses a cell that the standard lets through; none where it does not."""
    digits = {"integer": r"[+-]?[0-9]{1,18}", "number": r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}"}.get(field["type"])
    if digits:
        long = field["type"] == "integer" and re.fullmatch("[+-]?[0-9]+", value)
        return None if re.fullmatch(digits, value) else f"{field['type']} of more than 18 digits" if long else f"{field['type']} in another spelling"
    constraints = field.get("constraints", {})
    if field["type"] != "string" or "enum" in constraints or ("pattern" in constraints and "[^" not in constraints["pattern"]):
        return None  # these name what they allow
    if any(unicodedata.category(end) == "Zs" for end in (value[0], value[-1])):
        return "space at an end"
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(c) in BIDI or c in INVISIBLE for c in value):
        return "control or invisible character"
    if "pattern" in constraints:
        return None
    if value[0] in "=+-@":
        return "formula"
    if re.search("<[A-Za-z/!?]", value):
        return "markup"
    return "letters of two scripts" if any({_script(a), _script(b)} == {"LATIN", "OTHER"} for a, b in pairwise(value)) else None


INVISIBLE = "\u00a0\u2007\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def _script(c: str) -> str:
    name = unicodedata.name(c, "").split(" ")[0]
    return "LATIN" if c.isalpha() and name == SCRIPTS[0] else "OTHER" if c.isalpha() and name in SCRIPTS[1] else ""


def rules(table: Table, rows: list[dict[str, str]]) -> set[Cell]:
    """The rows of a table, sound in its cells, that break a row rule, as SQLite sees it; with the field that is told."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("concat", -1, lambda *texts: "".join(text or "" for text in texts), deterministic=True)
    connection.create_function("regexp_like", 2, lambda text, pattern: None if text is None else bool(re.search(pattern, text)), deterministic=True)
    names = ", ".join(f'"{name}"' for name in table.columns)
    connection.execute(f"CREATE TABLE it ({names})")
    values = [[MAKE[field["type"]](row[field["name"]]) if row[field["name"]] else None for field in table.fields] for row in rows]
    connection.executemany(f"INSERT INTO it VALUES ({', '.join('?' * len(table.fields))})", values)
    return {(table.name, rowid + 1, rule["fields"][0]) for rule in table.schema.get("rules", [])
            for (rowid,) in connection.execute(f"SELECT rowid FROM it WHERE NOT ({rule['sql']})")}


def checks(rows: Rows, sound: set[str]) -> set[tuple[str, str, str]]:
    """Check, table and id of what the checks over tables find, each asked only where all that it reads is sound."""
    found = set()
    for name, check in plain.CHECKS.items():
        with suppress(NotSound):
            found |= {(name, *place) for place in check(Reads(rows, sound))}
    return found


class NotSound(Exception):
    """A check would read a table that is not sound."""


class Reads(dict[str, list[dict[str, str]]]):
    """Tables of which only the sound ones can be read."""

    def __init__(self, rows: Rows, sound: set[str]) -> None:
        super().__init__(rows)
        self.sound = sound

    def __getitem__(self, table: str) -> list[dict[str, str]]:
        if table not in self.sound:
            raise NotSound
        return super().__getitem__(table)
