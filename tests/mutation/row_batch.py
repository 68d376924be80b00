"""Mutants of rows that stand in one package at once, what two judges find there, and which mutant each fault may come from."""

import csv
import shutil
from collections import Counter
from pathlib import Path

from scripts.checking.validation import validate
from scripts.package.package import Package, open_package
from tests.mutation.other_judge import Cell, Standard, rules, stricter
from tests.mutation.row_mutants import Mutant
from tests.shared.tiny import Rows


class Batch:
    """Mutants that stand in one package at once."""

    def __init__(self, folder: Path, original: Package, rows: Rows, mutants: list[Mutant]) -> None:
        self.original, self.rows, self.mutants, self.folder = original, rows, mutants, folder
        (folder / "data").mkdir(exist_ok=True)
        shutil.copytree(original.root / "schemas", folder / "schemas", dirs_exist_ok=True)
        shutil.copy(original.root / "datapackage.json", folder)
        self.package = open_package(folder)
        self.written: Rows = {}
        self.whose: dict[tuple[str, int], Mutant] = {}

    def write(self) -> None:
        """Write the tables with the mutants in their rows' places; note whose each line is."""
        instead = {(m.table, i): (m, its) for m in self.mutants for i, its in m.rows.items()}
        self.written, self.whose = {name: [] for name in self.rows}, {}
        for name, rows in self.rows.items():
            for i, row in enumerate(rows):
                mutant, its = instead.get((name, i), (None, [row]))
                for one in its:
                    self.written[name].append(one)
                    if mutant:
                        self.whose[name, len(self.written[name]) + 1] = mutant
            with (self.folder / f"data/{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, self.package.tables[name].columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.written[name])

    def found(self, expected: set[Cell]) -> set[Cell]:
        """What our judge finds, other than by the checks over tables.

        Of many faults in a column it counts those beyond the first hundred; they are taken for the expected ones where there are as many.
        """
        found, totals = set(), Counter()
        for p in [p for p in validate(self.package).problems if not p.check]:
            totals[Path(p.file).stem, p.field] += p.more or 1
            found.add((Path(p.file).stem, 0 if p.more else p.line, p.field))
        for name, _, column in {place for place in found if not place[1]}:
            there = {place for place in expected if (place[0], place[2]) == (name, column)}
            if len(there) == totals[name, column]:
                found = found - {(name, 0, column)} | there
        return found

    def expected(self) -> tuple[dict[Cell, str], dict[Cell, str]]:
        """What the other judge finds, and in which stage; and why ours is to refuse what the standard does not."""
        tables, standard, why = self.package.tables, Standard(self.package), {}
        for name, line in self.whose:
            for one in tables[name].fields:
                value = self.written[name][line - 2][one["name"]]
                if value and (name, line, one["name"]) not in standard.cells and (reason := stricter(one, value)):
                    why[name, line, one["name"]] = reason
        stage: dict[Cell, str] = {}
        sound = set(tables)
        for told, found in (
            ("cells", standard.cells | why.keys()),
            ("keys", standard.twice),
            ("references", standard.nowhere),
            ("row rules", None),
        ):
            if found is None:
                found = {cell for name in sound for cell in rules(tables[name], self.written[name])}
            asked = {
                cell for cell in found if cell[0] in sound and (told != "references" or self._target(cell) in sound)
            }
            stage |= dict.fromkeys(asked, told)
            sound -= {name for name, _, _ in asked}
        return stage, why

    def _target(self, cell: tuple[str, int, str]) -> str:
        key = next(k for k in self.package.tables[cell[0]].schema["foreignKeys"] if k["fields"] == [cell[2]])
        return key["reference"]["resource"] or cell[0]

    def at_fault(self, place: Cell) -> list[Mutant]:
        """The mutants that a fault may come from: that of the row, or those of rows that refer to it or are referred to, or any."""
        name, line, _ = place
        if mutant := self.whose.get((name, line)):
            return [mutant]
        row, key = self.written[name][line - 2], self.package.tables[name].key[0]
        ids = {value for value in row.values() if value[2:3] == "-"}
        near = [
            mutant
            for mutant in self.mutants
            if row[key] in self._values(mutant) or ids & self._values(mutant, keys=True)
        ]
        return near or [mutant for mutant in self.mutants if ids & self._values(mutant)] or self.mutants

    def _values(self, mutant: Mutant, keys: bool = False) -> set[str]:
        """The ids in a mutant's rows before and after, or those of the rows themselves alone."""
        rows = [
            *(self.rows[mutant.table][i] for i in mutant.rows),
            *(row for its in mutant.rows.values() for row in its),
        ]
        key = self.package.tables[mutant.table].key[0]
        return (
            {row[key] for row in rows}
            if keys
            else {value for row in rows for value in row.values() if value[2:3] == "-"}
        )
