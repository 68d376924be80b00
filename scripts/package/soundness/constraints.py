"""Constraints that a release keeps apart, because common programs fail on them although the standard allows them.

Programs that write tables to a database, such as frictionless, ask a pattern also of empty cells, and take the bound
2049-12-31 of a day for the number 2006. In a release such constraints of a field are in its `furtherConstraints`;
the commands and the reader ask them like the others.
"""

from typing import Any

FURTHER = "furtherConstraints"
BOUNDS = ("minimum", "maximum")


def with_constraints(schema: Any) -> Any:
    """A schema, of any shape, whose constraints are all in `constraints`, as the commands read them."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not any(isinstance(field, dict) and FURTHER in field for field in fields):
        return schema
    return {**schema, "fields": [_joined(field) for field in fields]}


def _joined(field: Any) -> Any:
    if not isinstance(field, dict) or FURTHER not in field:
        return field
    constraints, further = field.get("constraints", {}), field[FURTHER]
    if not isinstance(constraints, dict) or not isinstance(further, dict):
        return field
    rest = {name: value for name, value in field.items() if name not in (FURTHER, "constraints")}
    return rest | {"constraints": constraints | further}


def released(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema as a release has it: patterns of fields that may be empty, and bounds of days, are kept apart."""
    return {**schema, "fields": [_parted(field) for field in schema["fields"]]}


def _parted(field: dict[str, Any]) -> dict[str, Any]:
    constraints = field.get("constraints", {})
    apart = {*(() if constraints.get("required") else ("pattern",)), *(BOUNDS if field["type"] == "date" else ())}
    further = {name: value for name, value in constraints.items() if name in apart}
    if not further:
        return field
    kept = {name: value for name, value in constraints.items() if name not in apart}
    bare = {name: value for name, value in field.items() if name != "constraints"}
    return bare | ({"constraints": kept} if kept else {}) | {FURTHER: further}
