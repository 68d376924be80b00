"""Differences of rows by key, cell by cell, each of a kind that the recipe names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..package.database import rows_of
from ..package.package import Package, Table
from ..package.progress import Advance, unseen
from ..package.schema import identifier
from .difference import Cells, Difference
from .schemas import renamed_fields

if TYPE_CHECKING:
    import duckdb


def row_differences(
    connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, same: dict[str, str], advance: Advance = unseen
) -> list[Difference]:
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
            kind = (
                "row_lost" if not stones else "row_removed_while_referenced" if key in referenced else "row_withdrawn"
            )
            if any(_same_but_id(row, added.get(s["replaced_by"]), names, before.key) for s in stones):
                kind = "id_renamed"
            found.append(
                Difference(
                    kind,
                    here,
                    key=key,
                    old=row,
                    reason=stones[0]["reason"] if stones else "",
                    replaced_by=[s["replaced_by"] for s in stones if s["replaced_by"]],
                )
            )
    return found


def _same_but_id(old: Cells, new: Cells | None, names: dict[str, str], key: list[str]) -> bool:
    return new is not None and all(old[a] == new[b] for a, b in names.items() if a not in key)


def _on(before: Table, names: dict[str, str]) -> str:
    return " AND ".join(f"o.{identifier(key)} = n.{identifier(names[key])}" for key in before.key)


def _rows(
    connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]
) -> Iterator[Difference]:
    on = _on(before, names)
    added = f"SELECT n.* FROM new.{identifier(after.name)} AS n WHERE NOT EXISTS (SELECT 1 FROM old.{identifier(before.name)} AS o WHERE {on}) ORDER BY ALL"
    for row in rows_of(connection, added):
        kind = "tombstone_added" if after.name == "withdrawn" else "row_added"
        yield Difference(kind, after.name, key=" ".join(str(row[name]) for name in after.key), new=row)
    pairs = [(_cell(before, after, a, b), b) for a, b in names.items() if b not in after.key]
    pairs += [(("NULL", f"n.{identifier(b)}"), b) for b in after.columns if b not in names.values()]
    if not pairs:
        return
    differs = " OR ".join(f"{a} IS DISTINCT FROM {b}" for (a, b), _ in pairs)
    columns = ", ".join([f"n.{identifier(key)}" for key in after.key] + [f"{a}, {b}" for (a, b), _ in pairs])
    references = {key["fields"][0] for key in after.schema.get("foreignKeys", [])}
    changed = f"SELECT {columns} FROM old.{identifier(before.name)} AS o JOIN new.{identifier(after.name)} AS n ON {on} WHERE {differs} ORDER BY ALL"
    for values in connection.execute(changed).fetchall():
        key = " ".join(str(value) for value in values[: len(after.key)])
        cells = values[len(after.key) :]
        for i, (_, name) in enumerate(pairs):
            if cells[2 * i] != cells[2 * i + 1]:
                yield Difference(
                    "reference_changed" if name in references else "value_changed",
                    after.name,
                    name,
                    key,
                    cells[2 * i],
                    cells[2 * i + 1],
                )


def _cell(before: Table, after: Table, old: str, new: str) -> tuple[str, str]:
    """The SQL of one cell before and after; as text where its type has changed."""
    types = [
        next(f["type"] for f in table.fields if f["name"] == name) for table, name in ((before, old), (after, new))
    ]
    cells = (f"o.{identifier(old)}", f"n.{identifier(new)}")
    return (
        cells
        if types[0] == types[1] or set(types) == {"integer", "number"}
        else (f"CAST({cells[0]} AS VARCHAR)", f"CAST({cells[1]} AS VARCHAR)")
    )


def _gone(connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]) -> list[Cells]:
    sql = f"SELECT o.* FROM old.{identifier(before.name)} AS o WHERE NOT EXISTS (SELECT 1 FROM new.{identifier(after.name)} AS n WHERE {_on(before, names)}) ORDER BY ALL"
    return rows_of(connection, sql)


def _referenced(
    connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, same: dict[str, str], table: str
) -> set[str]:
    """The keys of rows of a table that are gone and to which, in the old package, a row referred that stays."""
    before, after = old.tables[table], new.tables[same[table]]
    found: set[str] = set()
    gone = f"NOT EXISTS (SELECT 1 FROM new.{identifier(after.name)} AS n WHERE {_on(before, renamed_fields(before, after))})"
    for other in old.tables.values():
        for key in other.schema.get("foreignKeys", []):
            if (key["reference"]["resource"] or other.name) == table and other.name in same:
                names = renamed_fields(other, new.tables[same[other.name]])
                if any(name not in names for name in other.key):
                    continue  # another key: no row can be told to stay
                here, there = (identifier(part["fields"][0]) for part in (key, key["reference"]))
                stays = _on(other, names).replace("o.", "r.")
                sql = (
                    f"SELECT DISTINCT r.{here} FROM old.{identifier(other.name)} AS r JOIN old.{identifier(table)} AS o"
                    f" ON r.{here} = o.{there} WHERE {gone}"
                    f" AND EXISTS (SELECT 1 FROM new.{identifier(same[other.name])} AS n WHERE {stays})"
                )
                found |= {value for (value,) in connection.execute(sql).fetchall()}
    return found
