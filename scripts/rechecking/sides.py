"""Both sides of a list: its rows, their tombstones and estimates, in the old package and in the new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..checking.privacy.cells import Judge
from ..checking.vocabulary import known_words
from ..comparing.difference import Cells, Difference, Effect, Figures
from ..comparing.estimates import rule_ids
from ..comparing.schemas import renamed_fields
from ..package.closed import limited
from ..package.ids import TOMBSTONES, Tombstone
from ..package.package import Package, Table
from ..package.past.naming import labels
from ..package.schema import identifier
from .reasons import Cell, Reasons

if TYPE_CHECKING:
    import duckdb

CLAIMS, HISTORY = "victim_counts", "history"
Key = tuple[str, str, str, str]  # strike, outcome, population, view


@dataclass(frozen=True)
class Row:
    """A row of a table, with typed cells."""

    table: Table
    cells: Cells


@dataclass(frozen=True)
class Sides:
    """What both packages have of the ids of a list, and of the ids that replaced them."""

    old: Package
    new: Package
    before: dict[str, Row]
    after: dict[str, Row]
    stones: dict[str, list[Tombstone]]
    found: list[Difference]
    effects: list[Effect] | None
    figures: tuple[dict[Key, Figures], dict[Key, Figures]]
    overlaps: list[tuple[str, str, str]]  # two listed strikes, and their relation
    claims: dict[str, set[tuple[str, str]]]  # the strikes and outcomes of claims, on either side
    history: dict[Cell, set[str]]  # the versions that changed a cell

    @cached_property
    def judge(self) -> Judge:
        """Judges what must not be published, by the words that either package explains."""
        return Judge(known_words(self.old, self.new))

    @cached_property
    def reasons(self) -> Reasons:
        """What the new package says about the releases after the old one."""
        return Reasons(self.new.root, self.old.version, self.history)

    @cached_property
    def rules(self) -> tuple[str, str]:
        """The ids of the rules of estimates."""
        then, now = (rule_ids(p).get("strike_estimates", "an unknown rule") for p in (self.old, self.new))
        return then, now

    @cached_property
    def labels(self) -> tuple[str, str]:
        """What the two packages are called."""
        return labels(self.old, self.new)


def renamed(old: Table, new: Table) -> dict[str, str]:
    """The new name of each old field, by which two rows are compared; of another table, the fields that both have."""
    if old.name == new.name or old.columns == new.columns:
        return renamed_fields(old, new)
    return {name: name for name in old.columns if name in new.columns}


def read_sides(
    connection: "duckdb.DuckDBPyConnection",
    packages: tuple[Package, Package],
    found: list[Difference],
    effects: list[Effect] | None,
    asked: Iterable[str],
) -> Sides:
    """Read what both packages have of the ids; takes what `compared` yields for whole packages."""
    old, new = packages
    stones = _stones(connection, new)
    ids = {*asked}
    waiting = [*ids]
    for id_ in waiting:  # it grows
        further = {stone.replaced_by for stone in stones.get(id_, []) if stone.replaced_by} - ids
        ids |= further
        waiting += further
    listed = sorted(ids)
    figures = ({}, {}) if effects is None else tuple(_figures(connection, side, listed) for side in ("old", "new"))
    return Sides(
        old,
        new,
        _rows(connection, "old", old, listed),
        _rows(connection, "new", new, listed),
        stones,
        found,
        effects,
        (figures[0], figures[1]),
        _overlaps(connection, new, listed),
        _claims(connection, {"old": old, "new": new}, listed),
        _history(connection, new, listed),
    )


def every_id(connection: "duckdb.DuckDBPyConnection", new: Package) -> list[str]:
    """Every id that the new package has, in use or withdrawn."""
    keys = [
        f"SELECT CAST({identifier(t.key[0])} AS VARCHAR) FROM new.{identifier(t.name)}" for t in new.tables.values()
    ]
    if _has(new, TOMBSTONES, "id"):
        keys.append(f"SELECT id FROM new.{TOMBSTONES}")
    return [value for (value,) in _answers(connection, " UNION ".join(keys), None)]


def _has(package: Package, table: str, *columns: str) -> bool:
    return table in package.tables and {*columns} <= {*package.tables[table].columns}


def _answers(connection: "duckdb.DuckDBPyConnection", sql: str, ids: list[str] | None) -> list[tuple[Any, ...]]:
    with limited(connection):
        return connection.execute(sql, None if ids is None else [ids]).fetchall()


def _stones(connection: "duckdb.DuckDBPyConnection", new: Package) -> dict[str, list[Tombstone]]:
    found: dict[str, list[Tombstone]] = {}
    if _has(new, TOMBSTONES, "id", "reason", "replaced_by", "version"):
        sql = f"SELECT id, reason, replaced_by, version FROM new.{TOMBSTONES} ORDER BY ALL"
        for id_, reason, replaced_by, version in _answers(connection, sql, None):
            found.setdefault(id_, []).append(Tombstone(reason or "", replaced_by or "", version or ""))
    return found


def _rows(connection: "duckdb.DuckDBPyConnection", side: str, package: Package, ids: list[str]) -> dict[str, Row]:
    found = {}
    for table in package.tables.values():
        names = ", ".join(map(identifier, table.columns))
        wanted = f"WHERE CAST({identifier(table.key[0])} AS VARCHAR) IN (SELECT unnest(?::VARCHAR[]))"
        place = table.columns.index(table.key[0])
        for values in _answers(connection, f"SELECT {names} FROM {side}.{identifier(table.name)} {wanted}", ids):
            found[str(values[place])] = Row(table, dict(zip(table.columns, values, strict=True)))
    return found


def _figures(connection: "duckdb.DuckDBPyConnection", side: str, ids: list[str]) -> dict[Key, Figures]:
    """The estimates of strikes; the old ones by the rule of their own version where that could be run."""
    tables = f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{side}'"
    made = {name for (name,) in _answers(connection, tables, None)}
    table = "estimated_then" if "estimated_then" in made else "estimated"
    sql = (
        f"SELECT strike_id, outcome, population, view, low, best, high FROM {side}.{table}"
        " WHERE strike_id IN (SELECT unnest(?::VARCHAR[]))"
    )
    return {tuple(values[:4]): Figures(*values[4:]) for values in _answers(connection, sql, ids)}


def _overlaps(connection: "duckdb.DuckDBPyConnection", new: Package, ids: list[str]) -> list[tuple[str, str, str]]:
    if not _has(new, "strike_links", "strike_id", "other_id", "relation"):
        return []
    sql = (
        "WITH listed AS (SELECT unnest(?::VARCHAR[]) AS id) SELECT strike_id, other_id, relation FROM new.strike_links"
        " WHERE strike_id IN (SELECT id FROM listed) AND other_id IN (SELECT id FROM listed) ORDER BY ALL"
    )
    return [(one, other, relation) for one, other, relation in _answers(connection, sql, ids)]


def _claims(
    connection: "duckdb.DuckDBPyConnection", sides: dict[str, Package], ids: list[str]
) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for side in [name for name, package in sides.items() if _has(package, CLAIMS, "claim_id", "strike_id", "outcome")]:
        sql = (
            f"SELECT claim_id, strike_id, outcome FROM {side}.{CLAIMS} WHERE strike_id IN (SELECT unnest(?::VARCHAR[]))"
        )
        for claim, strike, outcome in _answers(connection, sql, ids):
            found.setdefault(claim, set()).add((strike, outcome))
    return found


def _history(connection: "duckdb.DuckDBPyConnection", new: Package, ids: list[str]) -> dict[Cell, set[str]]:
    found: dict[Cell, set[str]] = {}
    if _has(new, HISTORY, "version", "table", "id", "field"):
        sql = f'SELECT "table", id, field, version FROM new.{HISTORY} WHERE id IN (SELECT unnest(?::VARCHAR[]))'
        for table, id_, field, version in _answers(connection, sql, ids):
            found.setdefault((table, id_, field), set()).add(version)
    return found
