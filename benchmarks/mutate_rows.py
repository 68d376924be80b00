"""Mutate rows of the real data at random, and ask two judges of every mutant: ours, and one that shares no code with it.

python benchmarks/mutate_rows.py [--rows N] [--seed S] [--write]

A table that is at fault in one stage is not asked the next. So the mutants of a batch stand in one package, and are judged round by
round: what the judges find is compared, the mutants at fault are undone, and what is left is judged again until nothing is found.
"""

import argparse
import csv
import random
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.other_judge import Standard, checks, rules, stricter
from scripts.package import Package, Table, open_package
from scripts.validate import CHECKS, validate
from tests.tiny import ROOT, Rows

SEED, ROWS, BATCH, FEW = 20200927, 5000, 250, 12
Row = dict[str, str]
Change = Callable[["Maker", Table, int], list[Row] | None]  # what stands in a row's place; None: not to be done here


@dataclass(frozen=True)
class Mutant:
    """What stands in the place of some rows of a table."""

    kind: str
    table: str
    rows: dict[int, list[Row]]


@dataclass
class Account:
    """What became of the mutants, and every difference between the judges."""

    broken: Counter[str] = field(default_factory=Counter)
    sound: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    stricter: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


class Maker:
    """Makes mutants of a package's rows, each of rows that no other of its batch has touched."""

    def __init__(self, package: Package, seed: int) -> None:
        self.package, self.random = package, random.Random(seed)  # noqa: S311 - mutants, not secrets
        self.rows = read(package)
        self.filled = [name for name, rows in self.rows.items() if rows]
        self.ids = {name: [row[package.tables[name].key[0]] for row in rows] for name, rows in self.rows.items()}

    def mutant(self, taken: set[tuple[str, int]]) -> Mutant:
        """A mutant of a kind and a row drawn at random: half of them by the tables alike, half by the rows."""
        while True:
            by_rows = self.random.random() < 0.5
            name = self.random.choices(self.filled, [len(self.rows[t]) if by_rows else 1 for t in self.filled])[0]
            kind, i = self.random.choice(list(KINDS)), self.random.randrange(len(self.rows[name]))
            rows = KINDS[kind](self, self.package.tables[name], i)
            if rows and not {(name, at) for at in rows} & taken and any(its != [self.rows[name][at]] for at, its in rows.items()):
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

    def with_cell(self, table: Table, i: int, name: str, value: str) -> dict[int, list[Row]]:
        """A row with another cell."""
        return {i: [{**self.rows[table.name][i], name: value}]}


# ---- kinds of mutants

def emptied(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return make.with_cell(table, i, make.filled_cell(table, i), "")


def of_another_row(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    name = make.cell(table)
    return make.with_cell(table, i, name, make.value(table, name))


def of_another_column(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return make.with_cell(table, i, make.cell(table), make.rows[table.name][i][make.cell(table)])


def of_another_type(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return make.with_cell(table, i, make.cell(table), make.random.choice(ODD))


def at_a_bound(make: Maker, table: Table, i: int) -> dict[int, list[Row]] | None:
    bounded = [(f, name, value) for f in table.fields for name, value in f.get("constraints", {}).items() if name in ("minimum", "maximum", "maxLength")]
    if not bounded:
        return None
    one, name, value = make.random.choice(bounded)
    moved = value + make.random.choice((-1, 0, 1))
    return make.with_cell(table, i, one["name"], "x" * moved if name == "maxLength" else str(moved))


def strange_character(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    name = make.filled_cell(table, i)
    value = make.rows[table.name][i][name]
    at = make.random.choice((0, len(value), make.random.randrange(len(value) + 1)))
    return make.with_cell(table, i, name, value[:at] + make.random.choice(STRANGE) + value[at:])


def other_form(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    """The same text in another form: letters that look alike, another case, digits of another script."""
    name = make.filled_cell(table, i)
    value, forms = make.rows[table.name][i][name], [str.upper, str.title, str.swapcase, lambda t: unicodedata.normalize("NFD", t), lambda t: t.translate(LOOK_ALIKE)]
    return make.with_cell(table, i, name, make.random.choice(forms)(value))


def near_miss(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    """One character dropped, doubled, exchanged for its neighbour, or another in its place."""
    name = make.filled_cell(table, i)
    value = make.rows[table.name][i][name]
    at = make.random.randrange(len(value))
    before, c, after = value[:at], value[at], value[at + 1 :]
    return make.with_cell(table, i, name, make.random.choice([before + after, before + c + c + after, before + after[:1] + c + after[1:],
                                                              before + make.random.choice("abxyz0129-_ ") + after]))


def number_moved(make: Maker, table: Table, i: int) -> dict[int, list[Row]] | None:
    numbers = [f["name"] for f in table.fields if f["type"] in ("integer", "number", "date") and make.rows[table.name][i][f["name"]]]
    if not numbers:
        return None
    name = make.random.choice(numbers)
    value = make.rows[table.name][i][name]
    at = make.random.choice([at for at, c in enumerate(value) if c.isdigit()])
    return make.with_cell(table, i, name, value[:at] + make.random.choice("0123456789") + value[at + 1 :])


def other_code(make: Maker, table: Table, i: int) -> dict[int, list[Row]] | None:
    """Another code, which the cell may have, though perhaps not beside the others of its row."""
    coded = [f for f in table.fields if "enum" in f.get("constraints", {}) or f["type"] == "boolean"]
    if not coded:
        return None
    one = make.random.choice(coded)
    return make.with_cell(table, i, one["name"], make.random.choice(one.get("constraints", {}).get("enum") or ["true", "false"]))


def two_cells(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    """Two cells of one row exchanged."""
    row, one, two = make.rows[table.name][i], make.cell(table), make.cell(table)
    return {i: [{**row, one: row[two], two: row[one]}]}


def doubled(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    row = make.rows[table.name][i]
    return {i: [row, {**row, table.key[0]: make.random.choice((row[table.key[0]], new_id(make, table)))}]}


def removed(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return {i: []}


def id_changed(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return make.with_cell(table, i, table.key[0], make.random.choice((new_id(make, table), make.value(table, table.key[0]))))


def ids_swapped(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return _exchanged(make, table, i, [table.key[0]])


def columns_exchanged(make: Maker, table: Table, i: int) -> dict[int, list[Row]]:
    return _exchanged(make, table, i, make.random.sample(table.columns[1:], make.random.randint(1, 2)))


def _exchanged(make: Maker, table: Table, i: int, names: list[str]) -> dict[int, list[Row]]:
    """Some cells exchanged between two rows."""
    rows, other = make.rows[table.name], make.random.randrange(len(make.rows[table.name]))
    return {i: [rows[i] | {name: rows[other][name] for name in names}], other: [rows[other] | {name: rows[i][name] for name in names}]}


def reference_moved(make: Maker, table: Table, i: int) -> dict[int, list[Row]] | None:
    """A reference to another row, of the right table or of another, or to nowhere."""
    keys = table.schema.get("foreignKeys", [])
    if not keys:
        return None
    key = make.random.choice(keys)
    target = make.random.choice((key["reference"]["resource"] or table.name, make.random.choice(make.filled)))
    id_ = make.random.choice((make.random.choice(make.ids[target]), make.random.choice(make.ids[target]), new_id(make, make.package.tables[target])))
    return make.with_cell(table, i, key["fields"][0], id_)


def new_id(make: Maker, table: Table) -> str:
    """An id that no row has."""
    return table.fields[0]["example"][:3] + "".join(make.random.choice("abcdefgh23456789") for _ in range(8))


KINDS: dict[str, Change] = {
    "cell emptied": emptied, "value of another row": of_another_row, "value of another column": of_another_column, "value of another type": of_another_type,
    "value at a bound": at_a_bound, "strange character": strange_character, "letters in another form": other_form, "near miss": near_miss,
    "digit moved": number_moved, "another code": other_code, "two cells of a row exchanged": two_cells, "row doubled": doubled, "row removed": removed,
    "id changed": id_changed, "ids of two rows swapped": ids_swapped, "cells of two rows exchanged": columns_exchanged, "reference moved": reference_moved,
}
ODD = ["abc", "4.0", "1e3", "1_000", "NaN", "-1", "+4", "０４", "007", "9" * 18, "9" * 19, "2020-13-01", "2020-02-30", "2020/10/01", "2020-1-1", "1.10.2020", "20201001",
       "true", "True", "TRUE", "yes", "1", "0", "null", "NA", "none", "?", "-", "=1+1", "+1", "@SUM(1)", "<b>bold</b>", "a < b", "'; DROP TABLE strikes; --", "{value}", "\\", "%s", '"',
       "a,b", "a;b", "a|b", "inf", "0x10", "1,5", ".5", "5.", "²"]
STRANGE = ["\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u00a0", "\u2007", "\u2009", "\u202f", "\u3000", "\u2028", "\u0085", "\x07", "\x7f", "\t", " ", "\u0301", "\u0430",
           "\u03bf", "\u0555", "e", "\U0001f4a5", "\uff11", "\u0664", "\u2212", "\u2019", "<i>", "=", "\ufffd", "\U0010ffff"]
LOOK_ALIKE = str.maketrans("aceopx0123456789", "асеорх０１２３４５６７８９")


# ---- the judges, side by side

def read(package: Package) -> Rows:
    """A package's rows as text."""
    rows = {}
    for table in package.tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            rows[table.name] = list(csv.DictReader(file))
    return rows


class Batch:
    """Mutants that stand in one package at once."""

    def __init__(self, folder: Path, original: Package, rows: Rows, mutants: list[Mutant]) -> None:
        self.original, self.rows, self.mutants, self.folder = original, rows, mutants, folder
        for part in ("schemas", "data"):
            (folder / part).mkdir(exist_ok=True)
        for table in original.tables.values():
            shutil.copy(original.root / f"schemas/{table.name}.schema.json", folder / "schemas")
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

    def found(self) -> set[tuple[str, int, str, str]]:
        """What our judge finds: table, line, field, and the check where it is one, whose field is its own to say."""
        problems, _ = validate(self.package)
        return {(Path(p.file).stem, p.line, "" if p.check in CHECK_NAMES else p.field, p.check if p.check in CHECK_NAMES else "") for p in problems}

    def expected(self) -> tuple[set[tuple[str, int, str, str]], dict[tuple[str, int, str], str], dict[tuple[str, int, str], str]]:
        """What the other judge finds, stage by stage; the stage of each; and why ours is to refuse what the standard does not."""
        tables, standard, why = self.package.tables, Standard(self.package), {}
        for name, line in self.whose:
            for one in tables[name].fields:
                value = self.written[name][line - 2][one["name"]]
                if value and (name, line, one["name"]) not in standard.cells and (reason := stricter(one, value)):
                    why[name, line, one["name"]] = reason
        stage: dict[tuple[str, int, str], str] = {}
        sound = set(tables)
        for told, found in (("cells", standard.cells | why.keys()), ("keys", standard.twice), ("references", standard.nowhere), ("row rules", None)):
            if found is None:
                found = {cell for name in sound for cell in rules(tables[name], self.written[name])}
            asked = {cell for cell in found if cell[0] in sound and (told != "references" or self._target(cell) in sound)}
            stage |= dict.fromkeys(asked, told)
            sound -= {name for name, _, _ in asked}
        whole = {(*cell, "") for cell in stage}
        for check, name, id_ in checks(self.written, sound):
            line = 2 + [row[tables[name].key[0]] for row in self.written[name]].index(id_)
            whole.add((name, line, "", check))
            stage[name, line, ""] = "checks over tables"
        return whole, stage, why

    def _target(self, cell: tuple[str, int, str]) -> str:
        key = next(k for k in self.package.tables[cell[0]].schema["foreignKeys"] if k["fields"] == [cell[2]])
        return key["reference"]["resource"] or cell[0]

    def at_fault(self, place: tuple[str, int, str, str]) -> list[Mutant]:
        """The mutants that a fault may come from: that of the row, or those of rows that refer to it or are referred to, or any."""
        name, line, _, _ = place
        if mutant := self.whose.get((name, line)):
            return [mutant]
        row, key = self.written[name][line - 2], self.package.tables[name].key[0]
        ids = {value for value in row.values() if value[2:3] == "-"}
        near = [mutant for mutant in self.mutants if row[key] in self._values(mutant) or ids & self._values(mutant, keys=True)]
        return near or [mutant for mutant in self.mutants if ids & self._values(mutant)] or self.mutants

    def _values(self, mutant: Mutant, keys: bool = False) -> set[str]:
        """The ids in a mutant's rows before and after, or those of the rows themselves alone."""
        rows = [*(self.rows[mutant.table][i] for i in mutant.rows), *(row for its in mutant.rows.values() for row in its)]
        key = self.package.tables[mutant.table].key[0]
        return {row[key] for row in rows} if keys else {value for row in rows for value in row.values() if value[2:3] == "-"}


CHECK_NAMES = {path.stem for path in CHECKS.glob("*.sql")}


def judge(batch: Batch, account: Account) -> list[Mutant]:
    """Judge a batch until nothing is found; returns the mutants undone without being at fault for certain."""
    doubtful: list[Mutant] = []
    while True:
        batch.write()
        found = batch.found()
        expected, stage, why = batch.expected()
        account.missed += [_told(batch, place) for place in sorted(expected - found)]
        account.invented += [_told(batch, place) for place in sorted(found - expected)]
        undone: dict[int, Mutant] = {}
        certain: dict[int, str] = {}
        for place in sorted(found | expected):
            guilty = batch.at_fault(place)
            assert guilty, place
            undone |= {id(mutant): mutant for mutant in guilty}
            if len(guilty) == 1:
                certain.setdefault(id(guilty[0]), stage.get(place[:3], "nothing"))
                if place[:3] in why and place in found:
                    account.stricter[why[place[:3]]] += 1
        for number, mutant in undone.items():
            if number in certain:
                account.broken[mutant.kind] += 1
                account.stages[certain[number]] += 1
            else:
                doubtful.append(mutant)
        batch.mutants = [mutant for mutant in batch.mutants if id(mutant) not in undone]
        if not undone:
            account.sound.update(mutant.kind for mutant in batch.mutants)
            return doubtful


def _told(batch: Batch, place: tuple[str, int, str, str]) -> str:
    name, line, column, check = place
    kinds = ", ".join(mutant.kind for mutant in batch.at_fault(place))
    return f"{name}:{line} {column or check} = {batch.written[name][line - 2].get(column, '')!r} ({kinds})"


def mutate(package: Package, rows: int, seed: int) -> Account:
    """Make mutants until so many rows were mutated, and judge them all; those at whose fault there is a doubt again: few at once, then alone."""
    make, account, made = Maker(package, seed), Account(), 0
    doubtful: list[Mutant] = []
    with tempfile.TemporaryDirectory() as name:
        while made < rows:
            mutants: list[Mutant] = []
            taken: set[tuple[str, int]] = set()
            while len(taken) < min(BATCH, rows - made):
                mutants.append(make.mutant(taken))
                taken |= {(mutants[-1].table, i) for i in mutants[-1].rows}
            made += len(taken)
            doubtful += judge(Batch(Path(name), package, make.rows, mutants), account)
            print(f"{made} rows mutated", file=sys.stderr)
        for few in (FEW, 1):
            again, doubtful = doubtful, []
            for mutants in _batches(again, few):
                doubtful += judge(Batch(Path(name), package, make.rows, mutants), account)
            print(f"{len(again)} judged again, {few} at once", file=sys.stderr)
    assert not doubtful
    return account


def _batches(mutants: list[Mutant], size: int) -> Iterator[list[Mutant]]:
    """Batches of mutants no two of which touch the same row."""
    batch: list[Mutant] = []
    taken: set[tuple[str, int]] = set()
    for mutant in mutants:
        places = {(mutant.table, i) for i in mutant.rows}
        if batch and (len(batch) == size or places & taken):
            yield batch
            batch, taken = [], set()
        batch.append(mutant)
        taken |= places
    if batch:
        yield batch


def main() -> int:
    """Mutate, judge, and tell; 1 where the judges differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    account = mutate(open_package(ROOT), arguments.rows, arguments.seed)
    print(account)
    return 1 if account.missed or account.invented else 0


if __name__ == "__main__":
    sys.exit(main())
