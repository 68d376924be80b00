"""A draft of changed tables: rows taken away with their tombstones, references moved, every change told."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .derive import write_csv
from .package import Package, Table
from .resolve import TOMBSTONES, Tombstone, in_use, tombstones

if TYPE_CHECKING:
    import duckdb

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class Draft:
    """The tables as they will be, as text in a database, and an account of every change made to them."""

    def __init__(self, package: Package, connection: "duckdb.DuckDBPyConnection") -> None:
        self.package, self.connection = package, connection
        self.places = in_use(connection, package)
        self.used = {id_: place for id_, place in self.places.items() if place.table.name != TOMBSTONES}
        self.stones = tombstones(connection)
        self.gone: list[str] = []
        self.changed: dict[str, Table] = {}
        self.done: list[str] = []

    def line(self, id_: str) -> int:
        """The line of a row in the file as it is, 0 where it has none."""
        return self.places[id_].line if id_ in self.places else 0

    def references(self, target: str) -> list[tuple[Table, str]]:
        """Every field that is declared a foreign key to a table."""
        return [(table, key["fields"][0]) for table in self.package.tables.values() for key in table.schema.get("foreignKeys", [])
                if (key["reference"]["resource"] or table.name) == target]

    def referring(self, id_: str) -> list[tuple[str, Table, str]]:
        """The rows that refer to an id: key, table and field."""
        return [(key, table, field) for table, field in self.references(self.used[id_].table.name)
                for (key,) in self.connection.execute(f"SELECT {table.key[0]} FROM raw_{table.name} WHERE {field} = ? ORDER BY 1", [id_]).fetchall()]

    def move(self, old: str, new: str) -> None:
        """Turn every reference to `old` to `new`."""
        for key, table, field in self.referring(old):
            self.connection.execute(f"UPDATE raw_{table.name} SET {field} = ? WHERE {table.key[0]} = ?", [new, key])
            self.changed[table.name] = table
            self.done.append(f"{table.file} {key} {field}: {old} -> {new}")

    def withdraw(self, id_: str, reason: str, replaced_by: Iterable[str] = ()) -> None:
        """Take a row away and set its tombstones, unless a run that was cut short has set them."""
        table = self.used[id_].table
        self.connection.execute(f"DELETE FROM raw_{table.name} WHERE {table.key[0]} = ?", [id_])
        if id_ not in self.stones:
            self.stones[id_] = stones_of(reason, replaced_by)
            self._insert(id_)
        self.gone.append(id_)
        self.changed[table.name] = table
        instead = ", ".join(stone.replaced_by for stone in self.stones[id_] if stone.replaced_by)
        self.done.append(f"{table.file} {id_}: withdrawn{', replaced by ' * bool(instead)}{instead}: {self.stones[id_][0].reason}")

    def _insert(self, id_: str) -> None:
        table = self.package.tables[TOMBSTONES]
        prefix = table.fields[0]["constraints"]["pattern"].removeprefix("^")[:3]
        for stone in self.stones[id_]:
            key = fresh_id(prefix, {*self.places, *self.stones})
            self.places[key] = replace(self.places[id_], table=table, line=0)
            self.connection.execute(f"INSERT INTO raw_{table.name} ({table.key[0]}, id, reason, replaced_by) VALUES (?, ?, ?, nullif(?, ''))",
                                    [key, id_, stone.reason, stone.replaced_by])

    def texts(self, last: str) -> dict[Path, str]:
        """The new text of every file that changed: tombstones first, the table of the id `last` last."""
        final = self.used[last].table
        tables = [self.package.tables[TOMBSTONES], *(table for table in self.changed.values() if table != final), final]
        return {table.path: write_csv(table.columns, [[cell or "" for cell in row] for row in self.connection.execute(
            f"SELECT * FROM raw_{table.name} ORDER BY {', '.join(table.key)}").fetchall()]) for table in tables}


def fresh_id(prefix: str, taken: Iterable[str]) -> str:
    """An id that no row has or had: a table's prefix and eight letters or digits at random, not digits alone."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
        if not drawn.isdigit() and prefix + drawn not in taken:
            return prefix + drawn


def stones_of(reason: str, replaced_by: Iterable[str]) -> list[Tombstone]:
    """The tombstones that an id gets: one for each replacement, or one."""
    return [Tombstone(reason, id_, "") for id_ in replaced_by] or [Tombstone(reason, "", "")]
