"""Mutants: every small change that drops, loosens, tightens or inverts a rule of this package.

A rule is a constraint, type or key of a field, a row rule, a check over tables, or a lexical guard of
scripts/package/schema.py.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from scripts.checking import judge
from scripts.package import schema
from scripts.package.listings import listings, read_by
from scripts.package.package import Package, Schema, Table
from scripts.package.sql_files import read_sql
from tests.mutation.pattern_mutants import regex_mutants
from tests.mutation.sql_mutants import sql_mutants

NO_CODE = "no_such_code"


@dataclass(frozen=True)
class Mutant:
    """One change of one rule: a table's schema, a check's SQL or a pattern of scripts/package/schema.py.

    A check without `sql` is dropped.
    """

    kind: str
    place: str  # a table, a check, or a constant
    name: str
    schema: Schema | None = None
    sql: str | None = None
    pattern: str | None = None


def mutants(package: Package) -> list[Mutant]:
    """Every mutant, in the order of the tables, checks and constants; no two give the same rule."""
    of_tables = [mutant for table in package.tables.values() for mutant in _of_table(package, table)]
    of_checks = [
        mutant
        for path in sorted(judge.CHECKS.glob("*.sql"))
        for mutant in _of_check(path.stem, *read_sql(path), package)
    ]
    return of_tables + of_checks + list(_of_constants())


# ---- fields, keys and row rules, in a table's schema


def _of_table(package: Package, table: Table) -> Iterator[Mutant]:
    for i, field in enumerate(table.fields):
        for kind, what, changed in _of_field(field):
            if kind == "unique" or _asked(changed) != _asked(field):
                schema_ = _with(table.schema, "fields", i, changed)
                yield Mutant(kind, table.name, f"{table.name}.{field['name']} {what}", schema_)
    dropped = {name: value for name, value in table.schema.items() if name != "primaryKey"}
    yield Mutant("key", table.name, f"{table.name} primaryKey dropped", dropped)
    moved = {**table.schema, "primaryKey": table.columns[1:2]}
    yield Mutant("key", table.name, f"{table.name} primaryKey -> {table.columns[1]}", moved)
    yield from _of_foreign_keys(package, table)
    yield from _of_row_rules(table)


def _of_foreign_keys(package: Package, table: Table) -> Iterator[Mutant]:
    for i, key in enumerate(table.schema.get("foreignKeys", [])):
        name, there = f"{table.name}.{key['fields'][0]} foreign key", key["reference"]["resource"] or table.name
        yield Mutant("foreign key", table.name, f"{name} dropped", _with(table.schema, "foreignKeys", i, None))
        names = (table.name, "places", "strikes")
        for other in [t for t in package.tables.values() if t.name in names and t.name != there][:2]:
            reference = {"resource": "" if other is table else other.name, "fields": other.key}
            elsewhere = _with(table.schema, "foreignKeys", i, {**key, "reference": reference})
            yield Mutant("foreign key", table.name, f"{name} {there} -> {other.name}", elsewhere)


def _of_row_rules(table: Table) -> Iterator[Mutant]:
    for i, rule in enumerate(table.schema.get("rules", [])):
        name = f"{table.name}.{rule['name']}"
        yield Mutant("row rule", table.name, f"{name} dropped", _with(table.schema, "rules", i, None))
        fields = [*rule["fields"][1:], next(c for c in table.columns if c not in rule["fields"])]
        reported = _with(table.schema, "rules", i, {**rule, "fields": fields})
        yield Mutant("row rule", table.name, f"{name} reported for {rule['fields'][0]} -> {fields[0]}", reported)
        for what, sql in sql_mutants(rule["sql"], _types([table])):
            changed = _with(table.schema, "rules", i, {**rule, "sql": sql})
            yield Mutant("row rule", table.name, f"{name} {what}", changed)


def _asked(field: dict[str, Any]) -> list[tuple[str, str]]:
    """The conditions on a field's cells, without their messages."""
    return [(name, sql) for name, sql, _ in schema.cell_conditions(field)]


def _with(whole: Schema, part: str, i: int, changed: dict[str, Any] | None) -> Schema:
    """A schema with one field, key or rule replaced, or removed if `changed` is None."""
    return {**whole, part: [*whole[part][:i], *([changed] if changed else []), *whole[part][i + 1 :]]}


def _of_field(field: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, name and field of each mutant of a field."""
    for name, value in field.get("constraints", {}).items():
        yield name, f"{name} dropped", _constrained(field, name, None)
        if name == "enum":
            for code in value:
                yield name, f"enum without {code}", _constrained(field, name, [c for c in value if c != code])
            yield name, f"enum with {NO_CODE}", _constrained(field, name, [*value, NO_CODE])
        elif name == "pattern":
            for what, pattern in regex_mutants(value):
                yield name, f"pattern {what}", _constrained(field, name, pattern)
        elif not isinstance(value, bool):
            for other in (_next(value, -1), _next(value, 1)):
                yield name, f"{name} {value} -> {other}", _constrained(field, name, other)
    if not field.get("constraints", {}).get("required"):
        yield "required", "required added", _constrained(field, "required", True)
    if field["type"] != "string":
        yield "type", f"type {field['type']} -> string", {**field, "type": "string"}
    for name in ("trueValues", "falseValues") if field["type"] == "boolean" else ():
        yield "type", f"{name} with {NO_CODE}", {**field, name: [*field[name], NO_CODE]}
        yield "type", f"{name} emptied", {**field, name: []}


def _next(bound: int | float | str, step: int) -> int | float | str:
    """The bound that is one number or one day further."""
    return (date.fromisoformat(bound) + timedelta(step)).isoformat() if isinstance(bound, str) else bound + step


def _constrained(field: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    changed = deepcopy(field)
    changed.setdefault("constraints", {})[name] = value
    if value is None:
        del changed["constraints"][name]
    return changed


def _types(tables: list[Table]) -> dict[str, str]:
    return {field["name"]: field["type"] for table in tables for field in table.fields}


# ---- checks and constants


def _of_check(name: str, message: str, sql: str, package: Package) -> Iterator[Mutant]:
    yield Mutant("check", name, f"{name} dropped")
    reads = read_by(sql, listings(package.tables.values()))
    tables = [table for table in package.tables.values() if table.name in reads]
    for what, mutated in sql_mutants(sql, _types(tables)):
        yield Mutant("check", name, f"{name} {what}", sql=f"-- {message}\n{mutated}\n")


def constants() -> dict[str, str]:
    """The patterns of scripts/package/schema.py by their names."""
    return (
        {f"GUARDS[{kind}]": pattern for kind, pattern in schema.GUARDS.items()}
        | {"STRAY": schema.STRAY}
        | {f"UNFIT[{kind}]": pattern for kind, (pattern, _) in schema.UNFIT.items()}
    )


def _of_constants() -> Iterator[Mutant]:
    for name, pattern in constants().items():
        yield Mutant("guard", name, f"{name} dropped", pattern="" if name.startswith("GUARDS") else "x^")
        for what, other in regex_mutants(pattern):
            # a guard is matched to the end of the cell with or without "$"
            if not name.startswith("GUARDS") or other.removesuffix("$") != pattern.removesuffix("$"):
                yield Mutant("guard", name, f"{name} {what}", pattern=other)
