"""A draft of changed tables: rows added or withdrawn, references changed, and a record of every change."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..checking.validation import validate
from ..package.database import raw
from ..package.files import write_csv
from ..package.ids import DECISIONS, PAIR, TOMBSTONES, fresh_id, in_use, stones_of, tombstones
from ..package.package import Package, Table
from ..package.problem import Problem, render
from ..package.schema import explain, first_broken, identifier

if TYPE_CHECKING:
    import duckdb


class Draft:
    """The tables as they will be, as text in a database, and a record of every change made to them.

    `places` has the place of every id, `used` the places without tombstones, `stones` the tombstones by withdrawn id,
    `gone` the ids withdrawn here, `changed` the tables changed, and `done` one line for each change.
    """

    def __init__(self, package: Package, connection: "duckdb.DuckDBPyConnection") -> None:
        self.package, self.connection = package, connection
        self._read = self._stamps()
        self.places = in_use(connection, package)
        self.used = {id_: place for id_, place in self.places.items() if place.table.name != TOMBSTONES}
        self.stones = tombstones(connection)
        self.gone: list[str] = []
        self.changed: dict[str, Table] = {}
        self.done: list[str] = []

    @property
    def is_outdated(self) -> bool:
        """Whether a table's file was written since this draft was begun."""
        return self._read != self._stamps()

    def _stamps(self) -> list[tuple[int, int]]:
        files = [table.path.stat() for table in self.package.tables.values() if table.path.is_file()]
        return [(file.st_mtime_ns, file.st_ino) for file in files]

    def line(self, id_: str) -> int:
        """The line of a row in the file as it is now; 0 if it is not there."""
        return self.places[id_].line if id_ in self.places else 0

    def references(self, target: str) -> list[tuple[Table, str]]:
        """Every field that is a foreign key to the table named, as (table, field)."""
        return [
            (table, key["fields"][0])
            for table in self.package.tables.values()
            for key in table.schema.get("foreignKeys", [])
            if (key["reference"]["resource"] or table.name) == target
        ]

    def naming(self, target: str) -> list[tuple[Table, str]]:
        """Every field in which a row names rows of a table: the references, and the two ids of a decision."""
        decided = [(self.package.tables[DECISIONS], name) for name in PAIR if DECISIONS in self.package.tables]
        return self.references(target) + decided

    def referring(self, id_: str) -> list[tuple[str, Table, str]]:
        """The rows that name an id, as (key, table, field)."""
        return [
            (key, table, field)
            for table, field in self.naming(self.used[id_].table.name)
            for (key,) in self.connection.execute(
                f"SELECT {identifier(table.key[0])} FROM {raw(table.name)} WHERE {identifier(field)} = ? ORDER BY 1",
                [id_],
            ).fetchall()
        ]

    def move(self, old: str, new: str) -> None:
        """Change every reference to `old` into a reference to `new`."""
        for key, table, field in self.referring(old):
            self.point(key, table, field, new)

    def point(self, key: str, table: Table, field: str, new: str) -> None:
        """Let a field of the row `key` refer to `new`."""
        row = f"FROM {raw(table.name)} WHERE {identifier(table.key[0])} = ?"
        (old,) = self.connection.execute(f"SELECT {identifier(field)} {row}", [key]).fetchone() or ("",)
        self.connection.execute(
            f"UPDATE {raw(table.name)} SET {identifier(field)} = ? WHERE {identifier(table.key[0])} = ?", [new, key]
        )
        self.changed[table.name] = table
        self.done.append(f"{table.file} {key} {field}: {old} -> {new}")

    def withdraw(self, id_: str, reason: str, replaced_by: Iterable[str] = ()) -> None:
        """Remove a row and add its tombstones, unless an interrupted run has added them already."""
        table = self.used[id_].table
        self.connection.execute(f"DELETE FROM {raw(table.name)} WHERE {identifier(table.key[0])} = ?", [id_])
        if id_ not in self.stones:
            self.stones[id_] = stones_of(reason, replaced_by)
            self._insert(id_)
        self.gone.append(id_)
        self.changed[table.name] = table
        instead = ", ".join(stone.replaced_by for stone in self.stones[id_] if stone.replaced_by)
        self.done.append(
            f"{table.file} {id_}: withdrawn{', replaced by ' * bool(instead)}{instead}: {self.stones[id_][0].reason}"
        )

    def _insert(self, id_: str) -> None:
        table = self.package.tables[TOMBSTONES]
        for stone in self.stones[id_]:
            key = self.fresh_id(table)
            self.places[key] = replace(self.places[id_], table=table, line=0)
            self.add(table, {table.key[0]: key, "id": id_, "reason": stone.reason, "replaced_by": stone.replaced_by})

    def add(self, table: Table, row: dict[str, str]) -> None:
        """Add a row, given as texts by column; a column that is not given is empty."""
        cells = [row.get(name) or None for name in table.columns]
        self.connection.execute(f"INSERT INTO {raw(table.name)} VALUES ({', '.join('?' * len(cells))})", cells)
        self.changed[table.name] = table

    def fresh_id(self, table: Table) -> str:
        """A random id for a new row of a table, with the prefix of the table; no row has or had it."""
        return fresh_id(
            table.constraint(table.columns[0], "pattern").removeprefix("^")[:3], {*self.places, *self.stones}
        )

    def texts(self, last: str) -> dict[Path, str]:
        """The new texts of the files that a withdrawal changed: tombstones first, the table of the id `last` last."""
        stones, final = self.package.tables[TOMBSTONES], self.used[last].table
        return self.written(
            [stones, *(table for table in self.changed.values() if table not in (stones, final)), final]
        )

    def written(self, tables: Iterable[Table]) -> dict[Path, str]:
        """The new text of the file of each table, by path, in the order given."""
        return {
            table.path: write_csv(
                table.columns,
                [
                    [cell or "" for cell in row]
                    for row in self.connection.execute(
                        f"SELECT * FROM {raw(table.name)} ORDER BY {', '.join(map(identifier, table.key))}"
                    ).fetchall()
                ],
            )
            for table in tables
        }


def fault_of(connection: "duckdb.DuckDBPyConnection", field: dict[str, Any], value: str) -> str | None:
    """What is wrong with the text of a cell by the constraints of its field, and how to fix it; None if nothing is."""
    row = connection.execute(
        f"SELECT {first_broken(field)} FROM (SELECT nullif(?, '') AS {identifier(field['name'])})", [value]
    ).fetchone()
    return explain(field, row[0], value) if row and row[0] is not None else None


def still_to_do(problems: list[Problem]) -> list[str]:
    """Lines on problems that do not keep a change from being written; no lines if there are none."""
    lines = [f"  {line}" for line in render(problems).splitlines()]
    return ["still to do before the package is valid again:", *lines] if problems else []


def judged(package: Package, texts: dict[Path, str]) -> list[Problem]:
    """The problems of the package with new texts for some files, by path; checked on a temporary copy."""
    with tempfile.TemporaryDirectory() as folder:
        resources = [
            {"name": table.name, "path": table.file, "schema": table.schema} for table in package.tables.values()
        ]
        copy = Package(Path(folder), {**package.descriptor, "resources": resources, "computedResources": []})
        for name, table in package.tables.items():
            path = copy.tables[name].path
            path.parent.mkdir(parents=True, exist_ok=True)
            if table.path in texts:
                path.write_text(texts[table.path], encoding="utf-8", newline="")
            else:
                shutil.copyfile(table.path, path)
        return validate(copy).problems
