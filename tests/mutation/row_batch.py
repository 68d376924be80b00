"""Several mutants of rows in one package, the faults that two validators find, and possible causes of each fault."""

import csv
import shutil
from collections import Counter
from pathlib import Path

from scripts.checking.validation import validate
from scripts.package.package import Package, open_package
from tests.mutation.other_judge import Cell, Standard, rules, stricter
from tests.mutation.row_maker import Mutant
from tests.shared.tiny import Rows


class Batch:
    """Several mutants in one package."""

    def __init__(self, folder: Path, original: Package, rows: Rows, mutants: list[Mutant]) -> None:
        self.original, self.rows, self.mutants, self.folder = original, rows, mutants, folder
        (folder / "data").mkdir(exist_ok=True)
        shutil.copytree(original.root / "schemas", folder / "schemas", dirs_exist_ok=True)
        shutil.copy(original.root / "datapackage.json", folder)
        self.package = open_package(folder)
        self.written: Rows = {}
        self.whose: dict[tuple[str, int], Mutant] = {}

    def write(self) -> None:
        """Write the tables with the mutants in place of their rows, and note the mutant of each changed line."""
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
        """The cells at fault that our validator finds, without the checks over tables.

        It lists the first hundred faults of a column and counts the rest. If the total equals the number of expected
        faults in that column, the expected ones are returned for it.
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
        """The stage of each fault that the second validator finds, and the reason of each that only ours must find."""
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
        """The mutants that may have caused a fault.

        The mutant of the row itself; else those of rows that refer to the row or are referred to by it; else all.
        """
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
        """All ids in a mutant's rows before and after, or only the keys of these rows."""
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
