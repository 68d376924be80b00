"""Codes: each has a label, and those of a computed field come from the fields that it is computed from."""

from collections.abc import Iterator, Mapping
from typing import Any

Object = dict[str, Any]
Fault = tuple[str, str]  # the property at fault, and what is wrong with it and how to fix it
FROM = "codesFrom"  # a field's list of the fields, as table.field, whose codes it has
BOTH = " / "  # between two labels of one code


def faults_of_codes(field: Object, enum: list[str], categories: list[Object]) -> Iterator[Fault]:
    """The codes of a field that are only in its `enum` or only in its `categories`, and how to fix that."""
    labelled = [category["value"] for category in categories]
    for code in dict.fromkeys(code for code in enum if code not in labelled):
        yield f"{field['name']} enum", f"has {code[:60]!a}, which categories does not explain; add its value and label"
    for code in dict.fromkeys(code for code in labelled if code not in enum):
        yield f"{field['name']} categories", f"has {code[:60]!a}, which enum does not list; add it, or remove its label"


def faults_of_sources(schema: Object, schemas: Mapping[str, Object]) -> Iterator[Fault]:
    """What is wrong with the fields that codes are taken from; takes the schemas of the package by table."""
    for field in [field for field in schema["fields"] if FROM in field]:
        where, named = f"{field['name']} {FROM}", field[FROM]
        if not isinstance(named, list) or not named or not all(isinstance(name, str) for name in named):
            yield where, 'is not a list of fields; write it like ["victim_counts.outcome"]'
        elif "enum" in field.get("constraints", {}):
            yield where, "stands beside an enum; remove it: codes come from these fields and from categories"
        else:
            yield from (
                (where, f"names {name[:90]!a}, which is not a field with codes; correct it")
                for name in named
                if not _codes(name, schemas)
            )


def with_codes(schema: Object, schemas: Mapping[str, Object]) -> Object:
    """A schema whose fields have the codes and labels that they take from other tables, given by name, and their own.

    Where two fields label a code differently, it has both labels.
    """
    if not any(FROM in field for field in schema["fields"]):
        return schema
    return {**schema, "fields": [_filled(field, schemas) if FROM in field else field for field in schema["fields"]]}


def _filled(field: Object, schemas: Mapping[str, Object]) -> Object:
    found: dict[str, Object] = {}
    taken = [category for name in field[FROM] for category in _codes(name, schemas)]
    for category in [*taken, *field.get("categories", [])]:
        before = found.setdefault(category["value"], category)
        if category["label"] not in before["label"].split(BOTH):
            found[category["value"]] = before | {"label": before["label"] + BOTH + category["label"]}
    filled = {name: value for name, value in field.items() if name not in (FROM, "constraints")}
    codes = {"categories": [*found.values()], "constraints": {**field.get("constraints", {}), "enum": [*found]}}
    return filled | codes


def _codes(name: str, schemas: Mapping[str, Object]) -> list[Object]:
    """The categories of a field, named as table.field; none if there is no such field or it has no codes."""
    table, _, wanted = name.partition(".")
    fields = schemas[table]["fields"] if table in schemas else []
    return [category for field in fields if field["name"] == wanted for category in field.get("categories", [])]
