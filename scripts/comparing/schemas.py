"""Differences of descriptors and schemas, each of a kind in the recipe."""

from collections.abc import Iterator
from typing import Any

from ..package.package import Package, Table
from ..package.soundness.withdrawn_versions import LISTED
from .difference import Cells, Difference

TEXTS = ("title", "description", "example", "unit", "notes")
LOWER_BOUNDS, UPPER_BOUNDS = ("minimum", "minLength"), ("maximum", "maxLength")


def schema_differences(old: Package, new: Package) -> tuple[list[Difference], dict[str, str]]:
    """Differences of descriptors and schemas, and the new name of each data table that both packages have."""
    found = [
        Difference("text_changed", field=name, old=old.descriptor.get(name), new=new.descriptor.get(name))
        for name in ("title", "description", "keywords", "licenses", "contributors", "temporal", "spatial")
        if old.descriptor.get(name) != new.descriptor.get(name)
    ]
    if old.descriptor.get("name") != new.descriptor.get("name"):
        found.append(Difference("package_renamed", old=old.descriptor.get("name"), new=new.descriptor.get("name")))
    found += _withdrawn_versions(old.descriptor, new.descriptor)
    before, after = {**old.tables, **old.computed}, {**new.tables, **new.computed}
    same = {name: name for name in before if name in after and before[name].computed == after[name].computed}
    for name in [n for n in before if n not in same]:
        twin = next((n for n, t in after.items() if n not in before and t.columns == before[name].columns), None)
        found.append(Difference("table_renamed" if twin else "table_removed", name, old=name, new=twin))
        same |= {name: twin} if twin else {}
    found += [
        Difference("computed_table_added" if t.computed else "table_added", name, new=name)
        for name, t in after.items()
        if name not in same.values()
    ]
    for there, here in same.items():
        found += _resource(old, new, there, here) + list(_schema(before[there], after[here]))
    return found, {a: b for a, b in same.items() if not after[b].computed and not before[a].computed}


def _withdrawn_versions(old: Cells, new: Cells) -> list[Difference]:
    """Versions that were withdrawn, or whose entry changed, and those that are listed no more."""
    before, after = ({entry["version"]: entry for entry in side.get(LISTED, [])} for side in (old, new))
    return [
        Difference("version_withdrawn", field=LISTED, old=before.get(version), new=entry)
        for version, entry in after.items()
        if before.get(version) != entry
    ] + [
        Difference("version_reinstated", field=LISTED, old=entry)
        for version, entry in before.items()
        if version not in after
    ]


def _resource(old: Package, new: Package, there: str, here: str) -> list[Difference]:
    before, after = _resource_of(old, there), _resource_of(new, here)
    kinds = {
        "path": "file_moved",
        "dialect": "dialect_changed",
        "format": "dialect_changed",
        "mediatype": "dialect_changed",
        "encoding": "encoding_changed",
        "title": "text_changed",
        "description": "text_changed",
    }
    return [
        Difference(kind, here, name, old=before.get(name), new=after.get(name))
        for name, kind in kinds.items()
        if before.get(name) != after.get(name)
    ]


def _resource_of(package: Package, name: str) -> Cells:
    resources = [*package.descriptor["resources"], *package.descriptor.get("computedResources", [])]
    return next(r for r in resources if r["name"] == name)


def _schema(old: Table, new: Table) -> Iterator[Difference]:
    yield from _keys(new.name, old.schema, new.schema)
    yield from _row_rules(new.name, old.schema, new.schema)
    yield from _fields(old, new)


def _keys(table: str, before: Cells, after: Cells) -> Iterator[Difference]:
    """Differences of missing values, keys and fieldsMatch between two schemas."""
    if before.get("missingValues", [""]) != after.get("missingValues", [""]):
        yield Difference(
            "missing_values_changed", table, old=before.get("missingValues"), new=after.get("missingValues")
        )
    if before["primaryKey"] != after["primaryKey"]:
        yield Difference("key_added", table, old=before["primaryKey"], new=after["primaryKey"])
    kinds = ("key_added", "constraint_loosened")
    yield from _listed(before.get("uniqueKeys", []), after.get("uniqueKeys", []), table, kinds)
    match, matched = before.get("fieldsMatch"), after.get("fieldsMatch")
    if match != matched:
        yield Difference("constraint_tightened", table, "fieldsMatch", old=match, new=matched)
    yield from _listed(before.get("foreignKeys", []), after.get("foreignKeys", []), table, kinds)


def _row_rules(table: str, before: Cells, after: Cells) -> Iterator[Difference]:
    """Differences of row rules and of the texts of two schemas."""
    rules, ruled = ({r["name"]: r["sql"] for r in schema.get("rules", [])} for schema in (before, after))
    yield from (
        Difference("constraint_tightened", table, "rules", old={name: rules[name]}, new={name: sql})
        if name in rules
        else Difference("constraint_tightened", table, "rules", new=name)
        for name, sql in ruled.items()
        if rules.get(name) != sql
    )
    yield from (
        Difference("constraint_loosened", table, "rules", old={name: sql})
        for name, sql in rules.items()
        if name not in ruled
    )
    yield from (
        Difference("text_changed", table, name, old=before.get(name), new=after.get(name))
        for name in TEXTS
        if before.get(name) != after.get(name)
    )
    if rules == ruled:
        yield from _texts(table, "rules", *map(_rule_texts, (before, after)))


def _rule_texts(schema: Cells) -> Cells:
    """What the rules of a schema say apart from their SQL, by the rule and the property."""
    return {f"{p} of {r['name']}": r[p] for r in schema.get("rules", []) for p in r if p not in ("name", "sql")}


def _fields(old: Table, new: Table) -> Iterator[Difference]:
    names = renamed_fields(old, new)
    fields = {f["name"]: f for f in new.fields}
    for one in old.fields:
        other = names.get(one["name"])
        if other is None:
            yield Difference("field_removed", new.name, one["name"])
            continue
        if other != one["name"]:
            yield Difference("field_renamed", new.name, other, old=one["name"], new=other)
        yield from _field(new.name, one, fields[other])
    yield from (Difference("field_added", new.name, name) for name in new.columns if name not in names.values())
    kept = [names[n] for n in old.columns if n in names]
    if kept != [n for n in new.columns if n in kept]:
        yield Difference("field_reordered", new.name, old=old.columns, new=new.columns)


def _listed(before: list[Any], after: list[Any], table: str, kinds: tuple[str, str]) -> Iterator[Difference]:
    yield from (Difference(kinds[0], table, new=item) for item in after if item not in before)
    yield from (Difference(kinds[1], table, old=item) for item in before if item not in after)


def renamed_fields(old: Table, new: Table) -> dict[str, str]:
    """The new name of each old field that remains: a field of the same position and type may be renamed."""
    names = {name: name for name in old.columns if name in new.columns}
    for i, one in enumerate(old.fields):
        if (
            one["name"] not in names
            and i < len(new.fields)
            and new.columns[i] not in old.columns
            and new.fields[i]["type"] == one["type"]
        ):
            names[one["name"]] = new.columns[i]
    return names


def _field(table: str, old: Cells, new: Cells) -> Iterator[Difference]:
    name = new["name"]
    for prop, kind in (("type", "type_changed"), ("format", "format_changed")):
        if old.get(prop) != new.get(prop):
            yield Difference(kind, table, name, old=old.get(prop), new=new.get(prop))
    spellings = ("trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber")
    kinds = {"missingValues": "missing_values_changed"} | dict.fromkeys(spellings, "format_changed")
    for prop, kind in kinds.items():
        if old.get(prop) != new.get(prop):
            yield Difference(kind, table, name, old=old.get(prop), new=new.get(prop))
    before, after = old.get("constraints", {}), new.get("constraints", {})
    for constraint in sorted({*before, *after}):
        yield from _constraint(table, name, constraint, before.get(constraint), after.get(constraint))
    shared = {code for code in before.get("enum", []) if code in after.get("enum", before.get("enum", []))}
    was, now = ({p: f.get(p) for p in TEXTS} | _labels(f, shared) for f in (old, new))
    yield from _texts(table, name, was, now)


def _labels(field: Cells, codes: set[Any]) -> Cells:
    """What the categories of a field say of some of its codes, by the code and the property."""
    categories = [c for c in field.get("categories", []) if c["value"] in codes]
    return {f"{p} of {c['value']}": text for c in categories for p, text in c.items() if p != "value"}


def _texts(table: str, name: str, was: Cells, now: Cells) -> Iterator[Difference]:
    """One difference for the texts of a field or of rules that changed, with the old and new text of each."""
    changed = [p for p in {**was, **now} if was.get(p) != now.get(p)]
    if changed:
        old, new = ({p: side.get(p) for p in changed} for side in (was, now))
        yield Difference("text_changed", table, name, old=old, new=new)


def _constraint(table: str, name: str, constraint: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if constraint == "enum" and old and new:
        yield from (Difference("code_removed", table, name, old=code) for code in old if code not in new)
        yield from (Difference("code_added", table, name, new=code) for code in new if code not in old)
        if sorted(old) == sorted(new):
            yield Difference("text_changed", table, name, old={constraint: old}, new={constraint: new})
        return
    looser = (
        new is None
        or new is False
        or (
            old is not None
            and ((constraint in LOWER_BOUNDS and new < old) or (constraint in UPPER_BOUNDS and new > old))
        )
    )
    yield Difference(
        "constraint_loosened" if looser else "constraint_tightened",
        table,
        name,
        old={constraint: old},
        new={constraint: new},
    )
