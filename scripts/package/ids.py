"""Ids: which rows have them, what became of the withdrawn ones, and fresh ones."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .database import rows_of
from .package import Package, Table
from .schema import did_you_mean

if TYPE_CHECKING:
    import duckdb


TOMBSTONES = "withdrawn"


@dataclass(frozen=True)
class Place:
    """Where a row is: its table, its line, and what it is called, where its table has names."""

    table: Table
    line: int
    name: str


@dataclass(frozen=True)
class Tombstone:
    """One row of the tombstones; an id that was split has several."""

    reason: str
    replaced_by: str
    version: str


def in_use(connection: "duckdb.DuckDBPyConnection", package: Package) -> dict[str, Place]:
    """Every id that a row has, with the row's place."""
    found: dict[str, Place] = {}
    for table in package.tables.values():
        name = "name" if "name" in table.columns else "''"
        rows = connection.execute(
            f"SELECT {table.key[0]}, rowid + 2, coalesce({name}, '') FROM raw_{table.name} ORDER BY rowid"
        ).fetchall()
        found |= {id_: Place(table, line, called) for id_, line, called in rows if id_}
    return found


def tombstones(connection: "duckdb.DuckDBPyConnection") -> dict[str, list[Tombstone]]:
    """The tombstones of every withdrawn id, in the order of their replacements."""
    found: dict[str, list[Tombstone]] = {}
    for row in rows_of(
        connection,
        f"SELECT id, reason, replaced_by, version FROM raw_{TOMBSTONES} WHERE id IS NOT NULL ORDER BY id, replaced_by",
    ):
        found.setdefault(row["id"], []).append(
            Tombstone(row["reason"] or "", row["replaced_by"] or "", row["version"] or "")
        )
    return found


def account(asked: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]]) -> list[str]:
    """What became of an id, in lines: itself, every replacement once and indented under what it replaced, what is in use now."""
    if asked not in used and asked not in withdrawn:
        return [f"{asked}: never seen{did_you_mean(asked, [*used, *withdrawn])}"]
    lines, now = [], []
    told: set[str] = set()
    waiting = [(asked, 0)]
    while waiting:
        id_, depth = waiting.pop()
        before = f"{'  ' * depth}replaced by {id_}" if depth else id_
        lines.append(f"{before}: {'told above' if id_ in told else _standing(id_, used, withdrawn)}")
        if id_ in told:
            continue
        told.add(id_)
        if id_ in used:
            now.append(id_)
        else:
            waiting += [
                (stone.replaced_by, depth + 1) for stone in reversed(withdrawn.get(id_, [])) if stone.replaced_by
            ]
    return (
        lines
        if asked in used
        else [*lines, f"  in use now: {', '.join(now)}" if now else "  nothing is in use in its place"]
    )


def _standing(id_: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]]) -> str:
    if id_ in used:
        place = used[id_]
        cut_short = ", though it has a tombstone: its withdrawal was cut short" if id_ in withdrawn else ""
        return f"in use, in {place.table.name}{cut_short}" + (f": {place.name}" if place.name else "")
    words = dict.fromkeys(
        f"withdrawn in {stone.version or 'no release yet'}: {stone.reason}" for stone in withdrawn.get(id_, [])
    )
    return "; ".join(words) or "never seen"


LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def fresh_id(prefix: str, taken: Iterable[str]) -> str:
    """An id that no row has or had: a table's prefix and eight letters or digits at random, not digits alone."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
        if not drawn.isdigit() and prefix + drawn not in taken:
            return prefix + drawn


def stones_of(reason: str, replaced_by: Iterable[str]) -> list[Tombstone]:
    """The tombstones that an id gets: one for each replacement, or one."""
    return [Tombstone(reason, id_, "") for id_ in replaced_by] or [Tombstone(reason, "", "")]
