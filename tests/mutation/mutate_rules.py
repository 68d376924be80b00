"""Mutate every rule in every small way, and show which test package finds each mutant out.

python -m tests.mutation.mutate_rules [--only TEXT] [--processes N] [--write]

Prints the mutants that survive without a reason in tests/mutation/survivors.csv, and the reasons that nothing survives for. --only takes
the mutants whose name holds a text; --write writes the section of docs/MUTATIONS.md.
"""

import argparse
import csv
import sys
import tempfile
from collections import Counter
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path

from tests.mutation.killers import PACKAGE, Killers, killed_by, unsound
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.mutation_report import table, write

SURVIVORS = Path(__file__).with_name("survivors.csv")
SAY = {
    "required": "required: dropped, or added",
    "unique": "unique: dropped",
    "enum": "codes: list dropped, each code dropped, one added",
    "pattern": "pattern: dropped; each class, quantifier, letter and alternative changed",
    "minimum": "minimum: dropped, one less, one more",
    "maximum": "maximum: dropped, one less, one more",
    "maxLength": "length: dropped, one less, one more",
    "type": "type: text instead; words for true and false added, emptied",
    "key": "primary key: dropped, or another field",
    "foreign key": "foreign key: dropped, or to another table",
    "row rule": "row rule: dropped, told of another field, each part of its SQL changed",
    "check": "check over tables: dropped, each part of its SQL changed",
    "guard": "spelling of numbers and dates, stray and unfit characters: dropped, each part of the pattern changed",
}


def reasons() -> dict[str, str]:
    """Why a mutant survives, by its name."""
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        return {row["mutant"]: row["reason"] for row in csv.DictReader(file)}


def fingerprint(every: list[Mutant]) -> str:
    """A hash over all mutants: it changes with every rule, and with every way of changing one."""
    return sha256("\n".join(mutant.name for mutant in every).encode()).hexdigest()[:16]


def judge(every: list[Mutant], processes: int) -> dict[str, str | None]:
    """What kills each mutant, by its name; asked in so many processes."""
    with tempfile.TemporaryDirectory() as folder:
        killers = Killers(Path(folder))
        with Pool(processes, _start, (killers,)) as pool:
            if wrong := pool.apply(_unsound):
                sys.exit(f"without a mutant, the judge does not find what is stated in: {', '.join(wrong)}")
            return dict(zip((mutant.name for mutant in every), pool.map(_killed_by, every, chunksize=8), strict=True))


KILLERS: list[Killers] = []


def _start(killers: Killers) -> None:
    KILLERS.append(killers)


def _unsound() -> list[str]:
    return unsound(KILLERS[0])


def _killed_by(mutant: Mutant) -> str | None:
    return killed_by(KILLERS[0], mutant)


def report(every: list[Mutant], by: dict[str, str | None]) -> str:
    """The section of docs/MUTATIONS.md."""
    kinds, killed = (
        Counter(mutant.kind for mutant in every),
        Counter(mutant.kind for mutant in every if by[mutant.name]),
    )
    why, survivors = reasons(), [mutant.name for mutant in every if not by[mutant.name]]
    counted = Counter(why[name] for name in survivors)
    rows = [(SAY[kind], kinds[kind], killed[kind], kinds[kind] - killed[kind]) for kind in SAY]
    total = ("all", len(every), sum(killed.values()), len(survivors))
    ways = Counter(
        str(found).partition(", by ")[2] or "finding other faults than are stated" for found in by.values() if found
    )
    listed = "\n\n".join(
        f"{reason} {count}:\n\n" + "\n".join(f"- `{name}`" for name in survivors if why[name] == reason)
        for reason, count in counted.most_common()
    )
    return f"""
`python -m tests.mutation.mutate_rules --write`, of version {PACKAGE.version} of the schemas and checks. Mutants: {fingerprint(every)}.

Each mutant stands alone in the judge's place and is asked of packages of which it is stated what is to be found in them: for every field
cells that must be let through and cells that must be refused (`tests/shared/cells.py`), for every row rule rows (`tests/shared/edges.py`) and
for every check packages (`tests/checking/checks/`) on both sides of it, doubled
keys, references to nowhere, and the real data. A mutant is killed when
anything else is found. What asks the same question in other words, as a pattern without the anchors that are added in any case, is no mutant.

{table(("rule, and what is done to it", "mutants", "killed", "survive"), [*rows, total])}

How they were found out: {"; ".join(f"by {way} {count}" for way, count in ways.most_common())}.

### Survivors
A mutant that survives would be noticed by nobody, for a reason: it asks what something else asks as well, or the difference cannot arise.

{listed}
"""


def main() -> int:
    """Mutate and judge; 1 where a mutant survives without a reason, or a reason without a mutant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="TEXT", help="the mutants whose name holds a text")
    parser.add_argument("--write", action="store_true", help="write the section of docs/MUTATIONS.md")
    parser.add_argument("--processes", type=int, default=2, help="how many work at once (default: 2)")
    arguments = parser.parse_args()
    every = [mutant for mutant in mutants(PACKAGE) if arguments.only in mutant.name]
    by, why = judge(every, arguments.processes), reasons()
    survivors = {name for name, found in by.items() if not found}
    stale = {name for name in why if arguments.only in name} - survivors
    for name in sorted(survivors - why.keys()):
        print(f"survives: {name}")
    for name in sorted(stale):
        print(f"does not survive, though tests/mutation/survivors.csv has a reason: {name}")
    if arguments.write and not arguments.only and not stale and survivors <= why.keys():
        write("Rules", report(every, by))
    for_none = len(survivors - why.keys())
    print(
        f"{len(every)} mutants, {len(every) - len(survivors)} killed, {len(survivors) - for_none} survive for a reason, {for_none} for none"
    )
    return 1 if stale or survivors - why.keys() else 0


if __name__ == "__main__":
    sys.exit(main())
