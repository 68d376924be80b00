"""Mutants of rows, each made of rows that no other mutant of its batch has changed."""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass

from scripts.package.package import Package, Table
from tests.shared.tiny import Rows

Row = dict[str, str]
Changed = dict[int, list[Row]]  # what stands in the places of rows, by their number


@dataclass(frozen=True)
class Mutant:
    """What stands in the place of some rows of a table."""

    kind: str
    table: str
    rows: dict[int, list[Row]]


def read(package: Package) -> Rows:
    """A package's rows as text."""
    rows = {}
    for table in package.tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            rows[table.name] = list(csv.DictReader(file))
    return rows


class Maker:
    """Makes mutants of a package's rows, each of rows that no other of its batch has touched."""

    def __init__(self, package: Package, kinds: "dict[str, Kind]", seed: int) -> None:
        self.package, self.kinds = package, kinds
        self.random = random.Random(seed)  # noqa: S311 - mutants, not secrets
        self.rows = read(package)
        self.filled = [name for name, rows in self.rows.items() if rows]
        self.ids = {name: [row[package.tables[name].key[0]] for row in rows] for name, rows in self.rows.items()}

    def mutant(self, taken: set[tuple[str, int]]) -> Mutant:
        """A mutant of a kind and a row drawn at random: half of them by the tables alike, half by the rows."""
        while True:
            by_rows = self.random.random() < 0.5
            name = self.random.choices(self.filled, [len(self.rows[t]) if by_rows else 1 for t in self.filled])[0]
            kind, i = self.random.choice(list(self.kinds)), self.random.randrange(len(self.rows[name]))
            rows = self.kinds[kind](self, self.package.tables[name], i)
            if (
                rows
                and not {(name, at) for at in rows} & taken
                and any(its != [self.rows[name][at]] for at, its in rows.items())
            ):
                return Mutant(kind, name, rows)

    def cell(self, table: Table) -> str:
        """A column of a table."""
        return self.random.choice(table.columns)

    def value(self, table: Table, name: str) -> str:
        """A value that stands in a column."""
        return self.random.choice(self.rows[table.name])[name]

    def filled_cell(self, table: Table, i: int) -> str:
        """A column in which a row has a value."""
        return self.random.choice([name for name, value in self.rows[table.name][i].items() if value])

    def with_cell(self, table: Table, i: int, name: str, value: str) -> Changed:
        """A row with another cell."""
        return {i: [{**self.rows[table.name][i], name: value}]}


Kind = Callable[[Maker, Table, int], Changed | None]
