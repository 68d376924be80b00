"""Mutate rows of the real data at random, and ask two judges of every mutant: ours, and one that shares no code with it.

python benchmarks/mutate_rows.py [--rows N] [--seed S] [--write]

A table that is at fault in one stage is not asked the next. So the mutants of a batch stand in one package, and are judged round by
round: what the judges find is compared, the mutants at fault are undone, and what is left is judged again until nothing is found.
"""

import argparse
import csv
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.mutation_report import table as markdown
from benchmarks.mutation_report import write
from benchmarks.other_judge import Standard, checks, rules, stricter
from benchmarks.row_mutants import KINDS, Maker, Mutant
from scripts.judge import CHECKS
from scripts.package import Package, open_package
from scripts.validate import validate
from tests.tiny import ROOT, Rows

SEED, ROWS, BATCH, FEW = 20200927, 5000, 250, 12


@dataclass
class Account:
    """What became of the mutants, and every difference between the judges."""

    broken: Counter[str] = field(default_factory=Counter)
    sound: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # broken, and not found by ours
    stages: Counter[str] = field(default_factory=Counter)
    stricter: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


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

    def found(self, expected: set[tuple[str, int, str, str]]) -> set[tuple[str, int, str, str]]:
        """What our judge finds: table, line, field, and the check where it is one, whose field is its own to say.

        Of many faults in a column it counts those beyond the first hundred; they are taken for the expected ones where there are as many.
        """
        found, totals = set(), Counter()
        for p in validate(self.package)[0]:
            column, check = ("", p.check) if p.check in CHECK_NAMES else (p.field, "")
            totals[Path(p.file).stem, column, check] += p.more or 1
            found.add((Path(p.file).stem, 0 if p.more else p.line, column, check))
        for name, _, column, check in {place for place in found if not place[1]}:
            there = {place for place in expected if (place[0], *place[2:]) == (name, column, check)}
            if len(there) == totals[name, column, check]:
                found = found - {(name, 0, column, check)} | there
        return found

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
    while batch.mutants:  # the data as they are, are known to be sound
        batch.write()
        expected, stage, why = batch.expected()
        found = batch.found(expected)
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
                account.lost[mutant.kind] += not any(batch.whose.get(place[:2], mutant) is mutant for place in found)
                account.stages[certain[number]] += 1
            else:
                doubtful.append(mutant)
        batch.mutants = [mutant for mutant in batch.mutants if id(mutant) not in undone]
        if not undone:
            account.sound.update(mutant.kind for mutant in batch.mutants)
            break
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


def report(package: Package, account: Account, rows: int, seed: int) -> str:
    """The section of docs/MUTATIONS.md."""
    kinds = [(kind, account.broken[kind] + account.sound[kind], account.broken[kind], account.broken[kind] - account.lost[kind], account.lost[kind],
        account.sound[kind])
             for kind in KINDS]
    total = ("all", *(sum(row[i] for row in kinds) for i in range(1, 6)))
    return f"""
`python benchmarks/mutate_rows.py --rows {rows} --seed {seed} --write`, of version {package.version} of the data.

Rows of the real data are changed as a slip, a tool or malice would, about {BATCH} in a package at once. The other judge is frictionless for types,
constraints, keys and references; SQLite for the row rules; and plain Python for the checks over tables (`tests/plain.py`), written from what each
says. Both are asked of every package; what they find is compared by table, line and field or check; the mutants at fault are undone; and the
rest is asked again until nothing is found. A mutant that is let through is one that both find sound: a name spelled otherwise, another date.

{markdown(("what was done", "mutants", "broken", "found", "missed", "sound to both"), [*kinds, total])}

Faults that ours alone finds: {len(account.invented)}. Places of faults missed: {len(account.missed)}.

{markdown(("stage in which a broken mutant was found", "mutants"), account.stages.most_common())}

Where ours refuses what the standard lets through, as documented; counted above as broken and found:

{markdown(("reason", "mutants"), account.stricter.most_common())}
"""


def main() -> int:
    """Mutate, judge, and tell every difference; 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS, help=f"how many rows are mutated (default: {ROWS})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the random choices (default: {SEED})")
    parser.add_argument("--write", action="store_true", help="write the section of docs/MUTATIONS.md")
    arguments = parser.parse_args()
    package = open_package(ROOT)
    account = mutate(package, arguments.rows, arguments.seed)
    for word, places in (("missed", account.missed), ("found by ours alone", account.invented)):
        for place in places:
            print(f"{word}: {place}")
    if arguments.write:
        write("Rows", report(package, account, arguments.rows, arguments.seed))
    print(f"{account.broken.total()} mutants broken, {account.broken.total() - account.lost.total()} found, {account.sound.total()} sound to both judges;"
          f" {account.stricter.total()} refused by ours alone, for a reason that is named")
    return 1 if account.missed or account.invented else 0


if __name__ == "__main__":
    sys.exit(main())
