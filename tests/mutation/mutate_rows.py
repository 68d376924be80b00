"""Mutate rows of the real data at random, and ask two judges of every mutant: ours, and one that shares no code with it.

python -m tests.mutation.mutate_rows [--rows N] [--seed S] [--write]

A table that is at fault in one stage is not asked the next. So the mutants of a batch stand in one package, and are judged round by
round: what the judges find is compared, the mutants at fault are undone, and what is left is judged again until nothing is found.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from scripts.package.package import Package, open_package
from tests.mutation.mutation_report import table as markdown
from tests.mutation.mutation_report import write
from tests.mutation.other_judge import Cell
from tests.mutation.row_batch import Batch
from tests.mutation.row_mutants import KINDS, Maker, Mutant
from tests.shared.tiny import ROOT

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


def judge(batch: Batch, account: Account) -> list[Mutant]:
    """Judge a batch until nothing is found; returns the mutants undone without being at fault for certain."""
    doubtful: list[Mutant] = []
    while batch.mutants:  # the data as they are, are known to be sound
        batch.write()
        stage, why = batch.expected()
        expected = set(stage)
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
                certain.setdefault(id(guilty[0]), stage.get(place, "nothing"))
                if place in why and place in found:
                    account.stricter[why[place]] += 1
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


def _told(batch: Batch, place: Cell) -> str:
    name, line, column = place
    kinds = ", ".join(mutant.kind for mutant in batch.at_fault(place))
    return f"{name}:{line} {column} = {batch.written[name][line - 2][column]!r} ({kinds})"


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
    kinds = [
        (
            kind,
            account.broken[kind] + account.sound[kind],
            account.broken[kind],
            account.broken[kind] - account.lost[kind],
            account.lost[kind],
            account.sound[kind],
        )
        for kind in KINDS
    ]
    total = ("all", *(sum(row[i] for row in kinds) for i in range(1, 6)))
    return f"""
`python -m tests.mutation.mutate_rows --rows {rows} --seed {seed} --write`, of version {package.version} of the data.

Rows of the real data are changed as a slip, a tool or malice would, about {BATCH} in a package at once. The other judge is frictionless for types,
constraints, keys and references, and SQLite for the row rules; the checks over tables, which no other judge knows, are left to the mutants of
their SQL above. Both are asked of every package; what they find is compared by table, line and field; the mutants at fault are undone; and the
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
    print(
        f"{account.broken.total()} mutants broken, {account.broken.total() - account.lost.total()} found, {account.sound.total()} sound to both judges;"
        f" {account.stricter.total()} refused by ours alone, for a reason that is named"
    )
    return 1 if account.missed or account.invented else 0


if __name__ == "__main__":
    sys.exit(main())
