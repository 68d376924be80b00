"""Schemas: whether the fields, constraints, keys and rules of a table are what the commands can work with."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .codes import FROM, faults_of_codes
from .patterns import fault_of_pattern
from .row_rules import KINDS, Rule, fault_of_message

NAME = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)
# In JSON as it is written here: escapes of control characters, halves of letters, and what turns the writing direction.
CONTROL = re.compile(
    r"(?<!\\)(?:\\\\)*(\\(?:u00|[bfnrt])|[\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069])"
)
DEEPEST = 20  # lists and objects inside each other
LONGEST_NUMBER = 2**63 - 1
# Names that the commands use themselves for columns beside those of a table.
COLUMNS = {"rowid", "line", "number", "broken", "detail", "total", "every_cell_is_sound"}
BOUNDS = ("minimum", "maximum", "minLength", "maxLength")
KNOWN = {"required", "unique", "enum", "pattern", *BOUNDS}

Object = dict[str, Any]
Fault = tuple[str, str]  # the property at fault, and what is wrong with it and how to fix it


def is_text(value: Any) -> bool:
    """Whether a value is a text with more than spaces in it."""
    return isinstance(value, str) and value.strip() != ""


def _whole(value: Any, least: int = -LONGEST_NUMBER) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= LONGEST_NUMBER


def wrong_texts(value: Any, where: str) -> Iterator[Fault]:
    """The first control character in the texts of a value, or that it is nested too deeply."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        level, depth = [part for item in level for part in _parts(item) if isinstance(part, (dict, list))], depth + 1
    if level:
        yield where, f"has more than {DEEPEST} lists and objects inside each other; simplify it"
        return
    text = json.dumps(value, ensure_ascii=False)
    if (not text.isprintable() or "\\" in text) and (wrong := CONTROL.search(text)):
        yield where, f"has a control character ({wrong[1]!a}); remove it"


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def is_texts(value: Any) -> bool:
    """Whether a value is a list of texts, at least one."""
    return isinstance(value, list) and len(value) > 0 and all(map(is_text, value))


def missing_texts(value: Object, names: tuple[str, ...], where: str = "") -> Iterator[Fault]:
    """The named properties of an object that are not texts."""
    yield from (
        (f"{where}{name}", "is missing or is not a text; write one") for name in names if not is_text(value.get(name))
    )


def is_day(value: Any) -> bool:
    """Whether a text begins with a day of the calendar, as YYYY-MM-DD."""
    try:
        return isinstance(value, str) and len(value) <= 30 and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def fault_of_name(name: Any, reserved: set[str]) -> str | None:
    """What is wrong with the name of a table or field, which becomes SQL, and how to fix it; None if it is sound."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        shown = f" ({ascii(name)[:60]})" if isinstance(name, str) else ""
        return f"is missing or malformed{shown}; use a-z, 0-9 and _, at most 63 characters, a letter first"
    if name in reserved or name.startswith(("references_to_", "raw_")):
        return f"is {name}, which the commands use themselves; choose a different name"
    return None


def patterns_of(schema: Object) -> list[str]:
    """The patterns of a schema of any shape."""
    fields = schema.get("fields")
    found = [f.get("constraints") for f in fields if isinstance(f, dict)] if isinstance(fields, list) else []
    return [c["pattern"] for c in found if isinstance(c, dict) and isinstance(c.get("pattern"), str)]


def faults_of_schema(schema: Object) -> Iterator[Fault]:
    """What is wrong with a schema by itself, its rules and keys to other tables aside."""
    yield from missing_texts(schema, ("title", "description"))
    yield from wrong_texts(schema, "schema")
    fields = schema.get("fields")
    if not isinstance(fields, list) or not fields or not all(isinstance(field, dict) for field in fields):
        yield "fields", "is missing or is not a list of fields; list them"
        return
    names = [field.get("name") for field in fields]
    for field in fields:
        if fault := fault_of_name(field.get("name"), COLUMNS):
            yield "fields name", fault
        else:
            yield from _faults_of_field(field)
    if len(set(map(str, names))) < len(names):
        yield "fields", "has two fields of one name; give each its own"
    key = schema.get("primaryKey")
    if (
        not isinstance(key, list)
        or not key
        or not all(name in names for name in key if is_text(name))
        or not all(map(is_text, key))
    ):
        yield "primaryKey", "is missing or is not a list of the table's fields; name the field that has the ids"
    for name in ("foreignKeys", "rules"):
        if not isinstance(schema.get(name, []), list):
            yield name, "is not a list; write one or leave it out"
    missing = schema.get("missingValues", [""])
    if not isinstance(missing, list) or not all(isinstance(value, str) for value in missing):
        yield "missingValues", 'is not a list of texts; write [""], since an unknown value is an empty cell'


def _faults_of_field(field: Object) -> Iterator[Fault]:
    where, kind = f"{field['name']} ", field.get("type")
    yield from missing_texts(field, ("title", "description", "example"), where)
    if not isinstance(kind, str) or kind not in KINDS:
        yield f"{where}type", f"is missing or unknown; use one of {', '.join(KINDS)}"
        return
    for name in ("trueValues", "falseValues") if kind == "boolean" else ():
        if not is_texts(field.get(name)):
            yield f"{where}{name}", 'is missing or is not a list of texts; write it like ["true"]'
    if "unit" in field and not is_text(field["unit"]):
        yield f"{where}unit", "is not a text; write one or leave it out"
    categories = field.get("categories", [])
    if not isinstance(categories, list) or not all(
        isinstance(c, dict) and is_text(c.get("value")) and is_text(c.get("label")) for c in categories
    ):
        yield f"{where}categories", "is not a list of objects with value and label; write one"
        categories = None
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        yield f"{where}constraints", "is not an object; write one or leave it out"
        return
    faults = [*_faults_of_constraints(kind, constraints)]
    yield from ((f"{where}{name}", why) for name, why in faults)
    if categories is not None and not faults and FROM not in field:  # there they are added to those of other fields
        yield from faults_of_codes(field, constraints.get("enum", []), categories)


def _faults_of_constraints(kind: str, given: Object) -> Iterator[Fault]:
    for name, value in given.items():
        if name not in KNOWN:
            yield "constraints", f"has {ascii(name)[:40]}, which is not one of {', '.join(sorted(KNOWN))}; remove it"
        elif name in ("required", "unique") and not isinstance(value, bool):
            yield name, "is neither true nor false; write one"
        elif name in ("minimum", "maximum") and not _is_bound(kind, value):
            yield name, f"is not a bound of type {kind}; write one, or remove it"
        elif name in ("minLength", "maxLength") and not (kind == "string" and _whole(value, 0)):
            yield name, "is not a number of characters of a string; write one, or remove it"
        elif name == "enum" and not (
            kind == "string" and isinstance(value, list) and value and all(map(is_text, value))
        ):
            yield name, "is not a list of codes of a string; write them as texts, or remove it"
        elif name == "pattern" and not (kind == "string" and is_text(value)):
            yield name, "is not a pattern of a string; write it as a text, or remove it"
        elif name == "pattern" and (fault := fault_of_pattern(value)):
            yield name, fault


def _is_bound(kind: str, value: Any) -> bool:
    if kind == "date":
        return isinstance(value, str) and len(value) == 10 and is_day(value)
    finite = isinstance(value, float) and math.isfinite(value)
    return _whole(value) if kind == "integer" else kind == "number" and (_whole(value) or finite)


def faults_of_row_rules(schema: Object) -> Iterator[Fault]:
    """What is wrong with the row rules of a schema whose fields are sound, their SQL aside."""
    names = {field["name"] for field in schema["fields"]}
    for rule in schema.get("rules", []):
        if not isinstance(rule, dict):
            yield "rules", "has an item that is not an object; write name, fields, sql and message of a rule"
            continue
        where = f"rules {rule['name'][:63]} " if is_text(rule.get("name")) else "rules "
        yield from missing_texts(rule, ("name", "sql", "message"), where)
        fields = rule.get("fields")
        if not isinstance(fields, list) or not fields or not all(isinstance(f, str) and f in names for f in fields):
            yield f"{where}fields", "is missing or is not a list of the table's fields; name the field at fault first"
        if is_text(rule.get("message")) and (fault := fault_of_message(rule["message"], names)):
            yield where.strip(), fault


def rules_of(schema: Object) -> list[tuple[str, Rule]]:
    """The row rules of a schema whose fields are sound: how to name each, and its SQL with the table's fields."""
    columns = tuple((field["name"], field["type"]) for field in schema["fields"])
    rules = [rule for rule in schema.get("rules", []) if isinstance(rule, dict) and is_text(rule.get("sql"))]
    return [(f"rules {str(rule.get('name', ''))[:63]}".strip(), (rule["sql"], columns)) for rule in rules]


def faults_of_keys(schema: Object, tables: dict[str, Object], whole: bool) -> Iterator[Fault]:
    """What is wrong with the keys to other tables; a table is only missed if all could be read, which `whole` says."""
    for key in schema.get("foreignKeys", []):
        if not _is_key(key):
            yield (
                "foreignKeys",
                "has a key without fields and reference, one field each; write them as in other schemas",
            )
            continue
        reference = key["reference"]
        [field], [there], target = key["fields"], reference["fields"], reference["resource"]
        other = tables.get(target) if target else schema
        kind = _kinds(schema).get(field)
        if kind is None:
            yield "foreignKeys", f"names {field[:63]!a}, which is not a field of the table; correct it"
        elif other is None and whole:
            yield "foreignKeys", f"names {target[:63]!a}, which is not a table of the package; correct it"
        elif other is not None and kind != _kinds(other).get(there):
            yield "foreignKeys", f"joins {field} to a field that is missing or of a different type; correct it"


def _is_key(key: Any) -> bool:
    if not isinstance(key, dict) or not isinstance(key.get("reference"), dict):
        return False
    sides = (key.get("fields"), key["reference"].get("fields"))
    named = all(isinstance(side, list) and len(side) == 1 and is_text(side[0]) for side in sides)
    return named and isinstance(key["reference"].get("resource"), str)


def _kinds(schema: Object) -> dict[str, Any]:
    fields = schema.get("fields")
    known = [f for f in fields if isinstance(f, dict) and is_text(f.get("name"))] if isinstance(fields, list) else []
    return {f["name"]: f.get("type") for f in known}
