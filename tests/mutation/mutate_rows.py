"""Change rows of the real data at random, and compare the faults that two independent validators find.

python -m tests.mutation.mutate_rows [--rows N] [--seed S] [--write]

A table with faults in one stage is not checked in the next stage. The mutants of a batch are therefore put into one
package and validated in rounds: the faults found by both are compared, the mutants at fault are undone, and the rest
is validated again until no fault is left.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.package.package import Package, open_package
from tests.mutation.mutation_report import table as markdown
from tests.mutation.mutation_report import write
from tests.mutation.other_judge import Cell
from tests.mutation.row_batch import Batch
from tests.mutation.row_maker import Maker, Mutant
from tests.mutation.row_mutants import KINDS
from tests.shared.tiny import ROOT

SEED, ROWS, BATCH, FEW = 20200927, 5000, 250, 12


@dataclass
class Account:
    """The outcome of the mutants, counted by kind, and every difference between the two validators."""

    broken: Counter[str] = field(default_factory=Counter)
    sound: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # broken, but not found by ours
    stages: Counter[str] = field(default_factory=Counter)
    stricter: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


def judge(batch: Batch, account: Account) -> list[Mutant]:
    """Validate a batch until no fault is left; returns the mutants undone although their fault is uncertain."""
    doubtful: list[Mutant] = []
    while batch.mutants:  # without mutants the data are known to be sound
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
    """Make mutants until so many rows have changed, and validate them all.

    Mutants whose fault is uncertain are validated again, first in small batches and then one at a time.
    """
    make, account, made = Maker(package, KINDS, seed), Account(), 0
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
            print(f"{len(again)} validated again, {few} at a time", file=sys.stderr)
    assert not doubtful
    return account


def _batches(mutants: list[Mutant], size: int) -> Iterator[list[Mutant]]:
    """Batches of at most `size` mutants; no two mutants of a batch touch the same row."""
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
Written by `python -m tests.mutation.mutate_rows --rows {rows} --seed {seed} --write` from version
{package.version} of the data.

Rows of the real data are changed as a slip, a tool or malice would change them, about {BATCH} in one package. The
second validator is frictionless for types, constraints, keys and references, and SQLite for the row rules. No second
validator knows the checks over tables; the mutants of their SQL above test them. Both validators read every
package. The faults that they find are compared by table, line and field; then the mutants at fault are undone, and
the rest is validated again until no fault is left. Both accept a mutant that breaks no rule, such as a name in
another spelling or a different date.

{markdown(("change", "mutants", "broken", "found", "missed", "accepted by both"), [*kinds, total])}

Faults that only ours finds: {len(account.invented)}. Places of faults missed: {len(account.missed)}.

{markdown(("stage in which a broken mutant was found", "mutants"), account.stages.most_common())}

Cells that ours refuses and the standard accepts, as documented. They are counted above as broken and found:

{markdown(("reason", "mutants"), account.stricter.most_common())}
"""


def main() -> int:
    """Mutate, validate and print every difference; returns 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS, help=f"number of rows to change (default: {ROWS})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"seed of the random choices (default: {SEED})")
    parser.add_argument("--write", action="store_true", help='write the section "Rows" of docs/MUTATIONS.md')
    arguments = parser.parse_args()
    package = open_package(ROOT)
    account = mutate(package, arguments.rows, arguments.seed)
    for word, places in (("missed", account.missed), ("found only by ours", account.invented)):
        for place in places:
            print(f"{word}: {place}")
    if arguments.write:
        write("Rows", report(package, account, arguments.rows, arguments.seed))
    broken = account.broken.total()
    print(
        f"{broken} mutants broken, {broken - account.lost.total()} found, {account.sound.total()} accepted by both"
        f" validators; {account.stricter.total()} refused only by ours, for a documented reason"
    )
    return 1 if account.missed or account.invented else 0


if __name__ == "__main__":
    sys.exit(main())
