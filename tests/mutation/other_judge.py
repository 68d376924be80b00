"""A second validator of single tables, which shares no code with ours: frictionless, and SQLite for the row rules.

Ours refuses some cells that the Table Schema standard accepts. The reasons are stated here again, from what
docs/POLICIES.md and CONTRIBUTING.md require of a cell.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from typing import Any

import frictionless

from scripts.package.package import Package, Table

Cell = tuple[str, int, str]  # table, line, field
MAKE: dict[str, Callable[[str], Any]] = {
    "string": str,
    "date": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: text == "true",
}
SCRIPTS = ("LATIN", ("CYRILLIC", "GREEK", "COPTIC", "ARMENIAN"))


class Standard:
    """What frictionless finds in a package: broken cells, values used twice, and dangling references."""

    def __init__(self, package: Package) -> None:
        self.cells: set[Cell] = set()
        self.twice: set[Cell] = set()
        self.nowhere: set[Cell] = set()
        for table in package.tables.values():
            for error in errors_of(package, table):
                self._sort(table, error)

    def _sort(self, table: Table, error: Any) -> None:
        if error.type == "foreign-key":
            self.nowhere |= {(table.name, error.row_number, name) for name in error.field_names}
        elif error.type == "primary-key":
            self.twice |= {(table.name, error.row_number, name) for name in table.key}
        else:
            assert error.type in ("type-error", "constraint-error", "unique-error"), error
            (self.twice if error.type == "unique-error" else self.cells).add(
                (table.name, error.row_number, error.field_name)
            )


ERRORS: dict[tuple[str, ...], list[Any]] = {}


def errors_of(package: Package, table: Table) -> list[Any]:
    """The errors that frictionless finds in a table, read with the tables it refers to; cached by the files' bytes."""
    names = {table.name, *(key["reference"]["resource"] or table.name for key in table.schema.get("foreignKeys", []))}
    known = (table.name, *(sha256(package.tables[name].path.read_bytes()).hexdigest() for name in sorted(names)))
    if known not in ERRORS:
        resources = [resource for resource in package.descriptor["resources"] if resource["name"] in names]
        report = frictionless.Package.from_descriptor(
            {**package.descriptor, "resources": resources}, basepath=str(package.root)
        ).validate()
        task = next(task for task in report.tasks if task.name == table.name)
        assert not report.errors + task.warnings, report.errors + task.warnings
        ERRORS[known] = task.errors
    return ERRORS[known]


def stricter(field: dict[str, Any], value: str) -> str | None:
    """The case of docs/VALIDATION.md for which ours refuses a cell that the standard accepts, or None."""
    if field["type"] != "string":
        return (
            next((case for case, looks in SPELLINGS.items() if re.search(looks, value)), None)
            if field["type"] != "boolean"
            else None
        )
    constraints = field.get("constraints", {})
    if "enum" in constraints or ("pattern" in constraints and "[^" not in constraints["pattern"]):
        return None  # these name what they allow
    if any(unicodedata.category(end) == "Zs" for end in (value[0], value[-1])) or any(_unseen(c) for c in value):
        return "spaces, control and invisible characters"
    if "pattern" in constraints:
        return None
    if value[0] in "=+-@":
        return "formulas"
    if re.search("<[A-Za-z/!?]", value):
        return "markup"
    return (
        "letters of two scripts"
        if any({_script(a), _script(b)} == {"LATIN", "OTHER"} for a, b in pairwise(value))
        else None
    )


SPELLINGS = {
    "digits of other scripts": r"(?=[^\x00-\x7f])\d",
    "underscores": "_",
    "exponents": "[eE]",
    "long integers": "^[+-]?[0-9]{19,}$",
    "short dates": "^[0-9]{4}-([0-9]-[0-9]{1,2}|[0-9]{1,2}-[0-9])$",
    "spaces, control and invisible characters": r"\s",
    "not a number": "(?i)nan|inf",
}


def _unseen(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(c) in BIDI or c in INVISIBLE


INVISIBLE = "\u00a0\u2007\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def _script(c: str) -> str:
    name = unicodedata.name(c, "").split(" ")[0]
    return "LATIN" if c.isalpha() and name == SCRIPTS[0] else "OTHER" if c.isalpha() and name in SCRIPTS[1] else ""


def rules(table: Table, rows: list[dict[str, str]]) -> set[Cell]:
    """The rows that break a row rule according to SQLite, as (table, line, reported field); the cells must be sound."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("concat", -1, lambda *texts: "".join(text or "" for text in texts), deterministic=True)
    connection.create_function(
        "regexp_like",
        2,
        lambda text, pattern: None if text is None else bool(re.search(pattern, text)),
        deterministic=True,
    )
    names = ", ".join(f'"{name}"' for name in table.columns)
    connection.execute(f"CREATE TABLE it ({names})")
    values = [
        [MAKE[field["type"]](row[field["name"]]) if row[field["name"]] else None for field in table.fields]
        for row in rows
    ]
    connection.executemany(f"INSERT INTO it VALUES ({', '.join('?' * len(table.fields))})", values)
    return {
        (table.name, rowid + 1, rule["fields"][0])
        for rule in table.schema.get("rules", [])
        for (rowid,) in connection.execute(f"SELECT rowid FROM it WHERE NOT ({rule['sql']})")
    }
