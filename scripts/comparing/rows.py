"""Differences of rows by key, cell by cell, each of a kind in the recipe."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

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
    """Differences of rows by key, from typed tables in two databases attached as `old` and `new`.

    `same` maps the old names of the common tables to the new ones. A missing row is withdrawn if the new package has
    its tombstone, otherwise lost. If a new row equals it in all but the key, only its id changed, whatever its
    tombstone says.
    """
    found: list[Difference] = []
    tombstones = _tombstones(connection, new)
    for there, here in same.items():
        advance()
        before, after = old.tables[there], new.tables[here]
        names = renamed_fields(before, after)
        if any(key not in names for key in before.key) or [names[key] for key in before.key] != after.key:
            continue  # the key changed, so no row can be recognised
        found += _added(connection, before, after, names)
        found += _changed(connection, before, after, names)
        gone = _gone(connection, before, after, names)
        referenced = _referenced(connection, old, new, same, there) if gone else set()
        added = {d.key: d.new for d in found if d.kind == "row_added" and d.table == here} if gone else {}
        cells = {a: b for a, b in names.items() if a not in before.key}
        equal = _by_cells(added, cells.values())
        for row in gone:
            key = " ".join(str(row[name]) for name in before.key)
            stones = tombstones.get(key, [])
            reason = stones[0]["reason"] if stones else ""
            replaced_by = [s["replaced_by"] for s in stones if s["replaced_by"]]
            kind = _kind_of_gone(stones, key in referenced)
            if stones and (renamed := equal.get(_cells(row, cells))):
                kind, replaced_by = "id_renamed", renamed
            found.append(Difference(kind, here, key=key, old=row, reason=reason, replaced_by=replaced_by))
    return found


def _tombstones(connection: "duckdb.DuckDBPyConnection", new: Package) -> dict[str, list[Cells]]:
    """The tombstones of the new package by id; an id may have several, one for each replacement."""
    tombstones: dict[str, list[Cells]] = {}
    if "withdrawn" in new.tables and {"id", "reason", "replaced_by"} <= set(new.tables["withdrawn"].columns):
        for row in rows_of(connection, "SELECT id, reason, replaced_by FROM new.withdrawn ORDER BY ALL"):
            tombstones.setdefault(row["id"], []).append(row)
    return tombstones


def _kind_of_gone(stones: list[Cells], referenced: bool) -> str:
    if not stones:
        return "row_lost"
    return "row_removed_while_referenced" if referenced else "row_withdrawn"


def _cells(row: Cells, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _by_cells(added: dict[str, Cells], names: Iterable[str]) -> dict[tuple[Any, ...], list[str]]:
    """The keys of rows by their cells in the fields `names`."""
    found: dict[tuple[Any, ...], list[str]] = {}
    fields = [*names]
    for key, row in added.items():
        found.setdefault(_cells(row, fields), []).append(key)
    return found


def _on(before: Table, names: dict[str, str]) -> str:
    return " AND ".join(f"o.{identifier(key)} = n.{identifier(names[key])}" for key in before.key)


def _added(
    connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]
) -> Iterator[Difference]:
    known = f"SELECT 1 FROM old.{identifier(before.name)} AS o WHERE {_on(before, names)}"
    added = f"SELECT n.* FROM new.{identifier(after.name)} AS n WHERE NOT EXISTS ({known}) ORDER BY ALL"
    kind = "tombstone_added" if after.name == "withdrawn" else "row_added"
    for row in rows_of(connection, added):
        yield Difference(kind, after.name, key=" ".join(str(row[name]) for name in after.key), new=row)


def _changed(
    connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]
) -> Iterator[Difference]:
    """The changed cells of rows that both tables have; a new field counts as empty before."""
    pairs = [(_cell(before, after, a, b), b) for a, b in names.items() if b not in after.key]
    pairs += [(("NULL", f"n.{identifier(b)}"), b) for b in after.columns if b not in names.values()]
    if not pairs:
        return
    differs = " OR ".join(f"{a} IS DISTINCT FROM {b}" for (a, b), _ in pairs)
    columns = ", ".join([f"n.{identifier(key)}" for key in after.key] + [f"{a}, {b}" for (a, b), _ in pairs])
    both = f"old.{identifier(before.name)} AS o JOIN new.{identifier(after.name)} AS n ON {_on(before, names)}"
    references = {key["fields"][0] for key in after.schema.get("foreignKeys", [])}
    for values in connection.execute(f"SELECT {columns} FROM {both} WHERE {differs} ORDER BY ALL").fetchall():
        key = " ".join(str(value) for value in values[: len(after.key)])
        cells = values[len(after.key) :]
        for (_, name), old, new in zip(pairs, cells[::2], cells[1::2], strict=True):
            if old != new:
                kind = "reference_changed" if name in references else "value_changed"
                yield Difference(kind, after.name, name, key, old, new)


def _cell(before: Table, after: Table, old: str, new: str) -> tuple[str, str]:
    """The SQL of one cell before and after; as text if its type changed."""
    types = [
        next(f["type"] for f in table.fields if f["name"] == name) for table, name in ((before, old), (after, new))
    ]
    cells = (f"o.{identifier(old)}", f"n.{identifier(new)}")
    if types[0] == types[1] or set(types) == {"integer", "number"}:
        return cells
    return f"CAST({cells[0]} AS VARCHAR)", f"CAST({cells[1]} AS VARCHAR)"


def _gone(connection: "duckdb.DuckDBPyConnection", before: Table, after: Table, names: dict[str, str]) -> list[Cells]:
    kept = f"SELECT 1 FROM new.{identifier(after.name)} AS n WHERE {_on(before, names)}"
    return rows_of(
        connection, f"SELECT o.* FROM old.{identifier(before.name)} AS o WHERE NOT EXISTS ({kept}) ORDER BY ALL"
    )


def _referenced(
    connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, same: dict[str, str], table: str
) -> set[str]:
    """The keys of missing rows of a table to which, in the old package, a remaining row referred."""
    before, after = old.tables[table], new.tables[same[table]]
    found: set[str] = set()
    kept = _on(before, renamed_fields(before, after))
    gone = f"NOT EXISTS (SELECT 1 FROM new.{identifier(after.name)} AS n WHERE {kept})"
    for other in old.tables.values():
        for key in other.schema.get("foreignKeys", []):
            if (key["reference"]["resource"] or other.name) == table and other.name in same:
                names = renamed_fields(other, new.tables[same[other.name]])
                if any(name not in names for name in other.key):
                    continue  # the key changed, so no row can be recognised
                here, there = (identifier(part["fields"][0]) for part in (key, key["reference"]))
                stays = _on(other, names).replace("o.", "r.")
                sql = (
                    f"SELECT DISTINCT r.{here} FROM old.{identifier(other.name)} AS r JOIN old.{identifier(table)} AS o"
                    f" ON r.{here} = o.{there} WHERE {gone}"
                    f" AND EXISTS (SELECT 1 FROM new.{identifier(same[other.name])} AS n WHERE {stays})"
                )
                found |= {value for (value,) in connection.execute(sql).fetchall()}
    return found
