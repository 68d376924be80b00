"""Differences between two packages: of descriptors and schemas, and of rows by key, each of a kind that the recipe names."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .engine import rows_of
from .package import Package, Table
from .progress import Advance, unseen

if TYPE_CHECKING:
    import duckdb

Cells = dict[str, Any]
TEXTS = ("title", "description", "example", "unit", "notes")
LOWER_BOUNDS, UPPER_BOUNDS = ("minimum", "minLength"), ("maximum", "maxLength")


@dataclass
class Difference:
    """One difference: its kind in the recipe, where it is, and what was and is there."""

    kind: str
    table: str = ""
    field: str = ""
    key: str = ""
    old: Any = None
    new: Any = None
    reason: str = ""
    replaced_by: list[str] = dataclasses.field(default_factory=list)


def schema_differences(old: Package, new: Package) -> tuple[list[Difference], dict[str, str]]:
    """Differences of descriptors and schemas, and which old table is which new one, for those that both have."""
    found = [Difference("text_changed", field=name, old=old.descriptor.get(name), new=new.descriptor.get(name))
             for name in ("title", "description", "keywords", "licenses", "contributors", "temporal", "spatial")
             if old.descriptor.get(name) != new.descriptor.get(name)]
    if old.descriptor.get("name") != new.descriptor.get("name"):
        found.append(Difference("package_renamed", old=old.descriptor.get("name"), new=new.descriptor.get("name")))
    before, after = {**old.tables, **old.computed}, {**new.tables, **new.computed}
    same = {name: name for name in before if name in after and before[name].computed == after[name].computed}
    for name in [n for n in before if n not in same]:
        twin = next((n for n, t in after.items() if n not in before and t.columns == before[name].columns), None)
        found.append(Difference("table_renamed" if twin else "table_removed", name, old=name, new=twin))
        same |= {name: twin} if twin else {}
    found += [Difference("computed_table_added" if t.computed else "table_added", name, new=name)
              for name, t in after.items() if name not in same.values()]
    for there, here in same.items():
        found += _resource(old, new, there, here) + list(_schema(before[there], after[here]))
    return found, {a: b for a, b in same.items() if not after[b].computed and not before[a].computed}


def _resource(old: Package, new: Package, there: str, here: str) -> list[Difference]:
    before, after = _resource_of(old, there), _resource_of(new, here)
    kinds = {"path": "file_moved", "dialect": "dialect_changed", "format": "dialect_changed", "mediatype": "dialect_changed",
             "encoding": "encoding_changed", "title": "text_changed", "description": "text_changed"}
    return [Difference(kind, here, name, old=before.get(name), new=after.get(name)) for name, kind in kinds.items() if before.get(name) != after.get(name)]


def _resource_of(package: Package, name: str) -> Cells:
    resources = [*package.descriptor["resources"], *package.descriptor.get("computedResources", [])]
    return next(r for r in resources if r["name"] == name)


def _schema(old: Table, new: Table) -> Iterator[Difference]:
    before, after = old.schema, new.schema
    if before.get("missingValues", [""]) != after.get("missingValues", [""]):
        yield Difference("missing_values_changed", new.name, old=before.get("missingValues"), new=after.get("missingValues"))
    if before["primaryKey"] != after["primaryKey"]:
        yield Difference("key_added", new.name, old=before["primaryKey"], new=after["primaryKey"])
    yield from _listed(before.get("uniqueKeys", []), after.get("uniqueKeys", []), new.name, ("key_added", "constraint_loosened"))
    if before.get("fieldsMatch") != after.get("fieldsMatch"):
        yield Difference("constraint_tightened", new.name, "fieldsMatch", old=before.get("fieldsMatch"), new=after.get("fieldsMatch"))
    yield from _listed(before.get("foreignKeys", []), after.get("foreignKeys", []), new.name, ("key_added", "constraint_loosened"))
    rules, ruled = ({r["name"]: r["sql"] for r in schema.get("rules", [])} for schema in (before, after))
    yield from (Difference("constraint_tightened", new.name, "rules", new=name, old=rules.get(name)) for name, sql in ruled.items() if rules.get(name) != sql)
    yield from (Difference("constraint_loosened", new.name, "rules", old=name) for name in rules if name not in ruled)
    yield from (Difference("text_changed", new.name, name, old=before.get(name), new=after.get(name)) for name in TEXTS if before.get(name) != after.get(name))
    if [r for r in before.get("rules", []) if r not in after.get("rules", [])] and rules == ruled:
        yield Difference("text_changed", new.name, "rules")
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
    """Which old field is which new one: those of the same name, and those of the same place and type under another name."""
    names = {name: name for name in old.columns if name in new.columns}
    for i, one in enumerate(old.fields):
        if one["name"] not in names and i < len(new.fields) and new.columns[i] not in old.columns and new.fields[i]["type"] == one["type"]:
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
    texts, texted = ({p: f.get(p) for p in (*TEXTS, "categories")} for f in (old, new))
    shared = [code for code in before.get("enum", []) if code in after.get("enum", before.get("enum", []))]
    labels, labelled = ([c for c in f.get("categories", []) if c["value"] in shared] for f in (old, new))
    if any(texts[p] != texted[p] for p in TEXTS) or labels != labelled:
        yield Difference("text_changed", table, name)


def _constraint(table: str, name: str, constraint: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if constraint == "enum" and old and new:
        yield from (Difference("code_removed", table, name, old=code) for code in old if code not in new)
        yield from (Difference("code_added", table, name, new=code) for code in new if code not in old)
        if sorted(old) == sorted(new):
            yield Difference("text_changed", table, name)
        return
    looser = new is None or new is False or (
        old is not None and ((constraint in LOWER_BOUNDS and new < old) or (constraint in UPPER_BOUNDS and new > old)))
    yield Difference("constraint_loosened" if looser else "constraint_tightened", table, name, old={constraint: old}, new={constraint: new})


def row_differences(connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, same: dict[str, str], advance: Advance = unseen) -> list[Difference]:
    """Differences of rows by key, typed, from two databases attached as `old` and `new`, for the tables that both have.

    A row that is gone is withdrawn where the new package has its tombstone, else lost.
    """
    found: list[Difference] = []
    tombstones: dict[str, list[Cells]] = {}
    if "withdrawn" in new.tables and {"id", "reason", "replaced_by"} <= set(new.tables["withdrawn"].columns):
        for row in rows_of(connection, "SELECT id, reason, replaced_by FROM new.withdrawn"):
            tombstones.setdefault(row["id"], []).append(row)
    for there, here in same.items():
        advance()
        before, after = old.tables[there], new.tables[here]
        names = renamed_fields(before, after)
        if any(key not in names for key in before.key) or [names[key] for key in before.key] != after.key:
            continue  # another key: no row can be told to be the same
        found += _rows(connection, before, after, names)
        gone = _gone(connection, before, after, names)
        referenced = _referenced(connection, old, new, same, there) if gone else set()
        added = {d.key: d.new for d in found if d.kind == "row_added" and d.table == here}
        for row in gone:
            key = " ".join(str(row[name]) for name in before.key)
            stones = tombstones.get(key, [])
            kind = "row_lost" if not stones else "row_removed_while_referenced" if key in referenced else "row_withdrawn"
            if any(_same_but_id(row, added.get(s["replaced_by"]), names, before.key) for s in stones):
                kind = "id_renamed"
            found.append(Difference(kind, here, key=key, old=row, reason=stones[0]["reason"] if stones else "",
                                    replaced_by=[s["replaced_by"] for s in stones if s["replaced_by"]]))
    return found


def _same_but_id(old: Cells, new: Cells | None, names: dict[str, str], key: list[str]) -> bool:
    return new is not None and all(old[a] == new[b] for a, b in names.items() if a not in key)


def _on(before: Table, names: dict[str, str]) -> str:
    return " AND ".join(f'o."{key}" = n."{names[key]}"' for key in before.key)


def _rows(connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]) -> Iterator[Difference]:
    on = _on(before, names)
    added = f"SELECT n.* FROM new.{after.name} AS n WHERE NOT EXISTS (SELECT 1 FROM old.{before.name} AS o WHERE {on}) ORDER BY ALL"
    for row in rows_of(connection, added):
        kind = "tombstone_added" if after.name == "withdrawn" else "row_added"
        yield Difference(kind, after.name, key=" ".join(str(row[name]) for name in after.key), new=row)
    pairs = [(_cell(before, after, a, b), b) for a, b in names.items() if b not in after.key]
    pairs += [(("NULL", f'n."{b}"'), b) for b in after.columns if b not in names.values()]
    if not pairs:
        return
    differs = " OR ".join(f"{a} IS DISTINCT FROM {b}" for (a, b), _ in pairs)
    columns = ", ".join([f'n."{key}"' for key in after.key] + [f"{a}, {b}" for (a, b), _ in pairs])
    references = {key["fields"][0] for key in after.schema.get("foreignKeys", [])}
    changed = f"SELECT {columns} FROM old.{before.name} AS o JOIN new.{after.name} AS n ON {on} WHERE {differs} ORDER BY ALL"
    for values in connection.execute(changed).fetchall():
        key = " ".join(str(value) for value in values[: len(after.key)])
        cells = values[len(after.key) :]
        for i, (_, name) in enumerate(pairs):
            if cells[2 * i] != cells[2 * i + 1]:
                yield Difference("reference_changed" if name in references else "value_changed", after.name, name, key, cells[2 * i], cells[2 * i + 1])


def _cell(before: Table, after: Table, old: str, new: str) -> tuple[str, str]:
    """The SQL of one cell before and after; as text where its type has changed."""
    types = [next(f["type"] for f in table.fields if f["name"] == name) for table, name in ((before, old), (after, new))]
    cells = (f'o."{old}"', f'n."{new}"')
    return cells if types[0] == types[1] or set(types) == {"integer", "number"} else (f"CAST({cells[0]} AS VARCHAR)", f"CAST({cells[1]} AS VARCHAR)")


def _gone(connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]) -> list[Cells]:
    sql = f"SELECT o.* FROM old.{before.name} AS o WHERE NOT EXISTS (SELECT 1 FROM new.{after.name} AS n WHERE {_on(before, names)}) ORDER BY ALL"
    return rows_of(connection, sql)


def _referenced(connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, same: dict[str, str], table: str) -> set[str]:
    """The keys of rows of a table that are gone and to which, in the old package, a row referred that stays."""
    before, after = old.tables[table], new.tables[same[table]]
    found: set[str] = set()
    gone = f"NOT EXISTS (SELECT 1 FROM new.{after.name} AS n WHERE {_on(before, renamed_fields(before, after))})"
    for other in old.tables.values():
        for key in other.schema.get("foreignKeys", []):
            if (key["reference"]["resource"] or other.name) == table and other.name in same:
                names = renamed_fields(other, new.tables[same[other.name]])
                if any(name not in names for name in other.key):
                    continue  # another key: no row can be told to stay
                stays = _on(other, names).replace("o.", "r.")
                sql = (f"SELECT DISTINCT r.\"{key['fields'][0]}\" FROM old.{other.name} AS r JOIN old.{table} AS o"
                       f" ON r.\"{key['fields'][0]}\" = o.\"{key['reference']['fields'][0]}\" WHERE {gone}"
                       f" AND EXISTS (SELECT 1 FROM new.{same[other.name]} AS n WHERE {stays})")
                found |= {value for (value,) in connection.execute(sql).fetchall()}
    return found
