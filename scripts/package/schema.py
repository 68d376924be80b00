"""Table Schema as SQL: the conditions that every cell must meet. All our validators are compiled from it."""

import difflib
import re
import unicodedata
from typing import Any

from .package import Table
from .soundness.patterns import TEXT_END, anchored
from .soundness.row_rules import KINDS

TYPES = KINDS

# A SQL cast accepts 1_000, 1e3 or 2020/01/02; Table Schema does not.
GUARDS = {
    "integer": "^[+-]?[0-9]{1,18}$",
    "number": "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    "date": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
WRITE = {
    "integer": "is not an integer; write digits only, such as {example}",
    "number": "is not a number; write digits with a point, such as {example}",
    "date": "is not a date; write a calendar date such as {example}",
    "boolean": "is not a boolean; write true or false",
}
# Spaces at either end, control characters and invisible characters make cells differ that look alike. They are listed
# one by one, since classes such as \s differ between RE2 (DuckDB), Java (Spark) and Python. Java's $ also matches
# before a final line break; that does not matter here, since no cell may contain a line break.
SPACES = " \u1680\u2000-\u200a\u202f\u205f\u3000"
# Unicode's Default_Ignorable_Code_Point, no-break spaces, line separators, and characters that are drawn as nothing.
INVISIBLE = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2007\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

STRAY = rf"^[{SPACES}]|[{SPACES}]$|[\x00-\x1f\x7f-\x9f{INVISIBLE}]"
STRAY_MESSAGE = "has a space at its beginning or end, or a control or invisible character; remove it"
# Spreadsheets run formulas (OWASP, CSV Injection) and browsers run tags. Letters of two scripts can look alike.
LATIN, OTHER_SCRIPTS = "A-Za-z\u00c0-\u024f", "\u0370-\u052f\u0531-\u058f"
UNFIT = {
    "formula": (
        "^[=+@-]",
        "begins with = + - or @, which a spreadsheet reads as a formula; begin with a letter or a digit",
    ),
    "markup": ("<[A-Za-z/!?]", "has < before a letter or sign, which a browser reads as markup; write plain text"),
    "mixed_letters": (
        f"[{LATIN}][{OTHER_SCRIPTS}]|[{OTHER_SCRIPTS}][{LATIN}]",
        "has letters of two scripts in one word, which look alike but differ; retype the word in one script",
    ),
}

NOWHERE = {"stray": (STRAY, STRAY_MESSAGE), **UNFIT}


def quote(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """The name of a table or column as a SQL identifier: quoted, since some names (view, match) are keywords."""
    return '"' + name.replace('"', '""') + '"'


def text_of(value: Any) -> str:
    """The canonical text of a cell's value: empty for None, true or false, numbers without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _matches(name: str, pattern: str) -> str:
    """SQL for a match of a whole cell; \\z replaces $, which in Java also matches before a final line break."""
    return f"regexp_like({name}, {quote(pattern.removesuffix('$') + TEXT_END)})"


def _allowed(field: dict[str, Any], name: str, values: list[Any]) -> str:
    return f"{name} IN ({', '.join(quote(str(v)) for v in values)})"


def _type_condition(field: dict[str, Any], name: str) -> str | None:
    kind = field["type"]
    if kind == "boolean":
        return _allowed(field, name, field["trueValues"] + field["falseValues"])
    if kind not in GUARDS:
        return None
    guard = _matches(name, GUARDS[kind])
    if kind == "date":  # the calendar of the standard has no year 0
        return f"{guard} AND {name} NOT LIKE '0000%' AND TRY_CAST({name} AS DATE) IS NOT NULL"
    return guard


def cell_conditions(field: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The conditions that a cell of a field must meet, in the order in which they are checked.

    Takes a Table Schema field; returns (name, SQL boolean over the text column, message) triples. The message, which
    follows "{field}={value}: ", says how to fix the cell. An empty cell is only checked against "required".
    """
    name, example = identifier(field["name"]), field.get("example", "")
    constraints = field.get("constraints", {})
    found = [("required", f"{name} IS NOT NULL", "is empty; fill it in")] if constraints.get("required") else []
    if condition := _type_condition(field, name):
        found.append(("type", condition, WRITE[field["type"]].format(example=example)))
    if "enum" in constraints:
        found.append(
            ("enum", _allowed(field, name, constraints["enum"]), f"is not one of {', '.join(constraints['enum'])}")
        )
    if "pattern" in constraints:
        asked = f"regexp_like({name}, {quote(anchored(constraints['pattern']))})"
        found.append(("pattern", asked, f"{_unlike(constraints['pattern'])}; write it like {example}"))
    is_free_text = len(found) == bool(constraints.get("required"))  # a type, code list or pattern excludes all of UNFIT
    unfit = set(UNFIT) if is_free_text else set()
    if unfit or "[^" in constraints.get("pattern", ""):  # a negated class allows stray characters
        unfit.add("stray")
    found += [
        (kind, f"NOT regexp_like({name}, {quote(pattern)})", message)
        for kind, (pattern, message) in NOWHERE.items()
        if kind in unfit
    ]
    return found + _bounds(field, name, constraints)


def _unlike(pattern: str) -> str:
    """What is wrong with a cell that does not match, without the pattern, which few readers could use."""
    is_address = "://" in pattern
    return "is not a web address, or has signs to be encoded (once)" if is_address else "does not have the right form"


def sound(field: dict[str, Any]) -> str:
    """SQL boolean: whether a cell meets all conditions of its field. Shorter and faster than `first_broken`."""
    name, conditions = identifier(field["name"]), cell_conditions(field)
    asked = [sql for kind, sql, _ in conditions if kind not in ("required", *NOWHERE)]
    # One joined pattern takes a third of the time of separate ones.
    if unfit := "|".join(NOWHERE[kind][0] for kind, _, _ in conditions if kind in NOWHERE):
        asked.append(f"NOT regexp_like({name}, {quote(unfit)})")
    kept = " AND ".join(f"({sql})" for sql in asked) or "true"
    return f"({name} IS NOT NULL AND {kept})" if conditions[0][0] == "required" else f"({name} IS NULL OR ({kept}))"


def explain(field: dict[str, Any], index: int, value: str | None) -> str:
    """The message for a cell that breaks the condition at `index` of `cell_conditions`; stray characters come first."""
    name, _, message = cell_conditions(field)[index]
    if value and re.search(STRAY, value):
        return STRAY_MESSAGE
    if name in ("enum", "pattern", "mixed_letters") and value:
        message += _no_plain_letter(value)
    return message + did_you_mean(value or "", field["constraints"]["enum"]) if name == "enum" else message


def _no_plain_letter(value: str) -> str:
    """The first letter of another script than Latin, which may look like a Latin one; empty if there is none."""
    odd = re.search(f"[{OTHER_SCRIPTS}]", value)
    return f"; it contains {odd[0]} ({unicodedata.name(odd[0], 'an unknown letter').lower()})" if odd else ""


def _bounds(field: dict[str, Any], name: str, constraints: dict[str, Any]) -> list[tuple[str, str, str]]:
    typed = f"TRY_CAST({name} AS {TYPES[field['type']]})"
    bounds = [
        ("minimum", f"{typed} >= {{}}", "is below the minimum, {}; correct it"),
        ("maximum", f"{typed} <= {{}}", "is above the maximum, {}; correct it"),
        ("minLength", f"length({name}) >= {{}}", "is shorter than {} characters; write it out"),
        ("maxLength", f"length({name}) <= {{}}", "is longer than {} characters; shorten it"),
    ]
    return [
        (key, sql.format(_bound(constraints[key])), message.format(constraints[key]))
        for key, sql, message in bounds
        if key in constraints
    ]


def _bound(value: float | str) -> str:
    """A bound as SQL: a number, or a day."""
    return f"CAST({quote(value)} AS DATE)" if isinstance(value, str) else repr(value)


def first_broken(field: dict[str, Any]) -> str:
    """SQL integer: the index in `cell_conditions` of the first condition that a cell breaks, or NULL.

    One number per cell gives one message per fault, and no cell is cast before it passes its guard.
    """
    conditions = cell_conditions(field)
    empty = "0" if conditions[0][0] == "required" else "NULL"
    cases = " ".join(f"WHEN NOT ({sql}) THEN {i}" for i, (_, sql, _) in enumerate(conditions))
    return f"CASE WHEN {identifier(field['name'])} IS NULL THEN {empty} {cases} END"


def typed_columns(table: Table, cast: str = "CAST") -> str:
    """The SELECT list that casts a table's text columns to their types; TRY_CAST gives NULL where that fails."""
    return ", ".join(_typed(f'"{f["name"]}"', f["type"], cast) for f in table.fields)


def _typed(name: str, kind: str, cast: str) -> str:
    return name if kind == "string" else f"{cast}({name} AS {TYPES[kind]}) AS {name}"


def did_you_mean(value: str, candidates: list[str], least: float = 0.6) -> str:
    """A hint with the most similar candidate, to append to a message; empty if none is as similar as `least`."""
    near = difflib.get_close_matches(value, candidates, n=1, cutoff=least)
    return f"; did you mean {near[0]}?" if near else ""
