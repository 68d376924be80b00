"""Change every rule in every small way, one change at a time, and show which test package detects each change.

python -m tests.mutation.mutate_rules [--only TEXT] [--processes N] [--write]

Prints each surviving mutant for which tests/mutation/survivors.csv gives no reason, and each reason whose mutant does
not survive. --only runs the mutants whose name contains TEXT. --write writes the section "Rules" of
docs/MUTATIONS.md.
"""

import argparse
import csv
import sys
import tempfile
from collections import Counter
from hashlib import sha256
from multiprocessing import get_context
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
    "row rule": "row rule: dropped, reported for another field, each part of its SQL changed",
    "check": "check over tables: dropped, each part of its SQL changed",
    "guard": "spelling of numbers and dates, stray and unfit characters: dropped, each part of the pattern changed",
}


def reasons() -> dict[str, str]:
    """Why each surviving mutant survives, by its name."""
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        return {row["mutant"]: row["reason"] for row in csv.DictReader(file)}


def fingerprint(every: list[Mutant]) -> str:
    """A hash of the names of all mutants. It changes with every rule and with every way of changing a rule."""
    return sha256("\n".join(mutant.name for mutant in every).encode()).hexdigest()[:16]


def judge(every: list[Mutant], processes: int) -> dict[str, str | None]:
    """What kills each mutant, by the mutant's name, or None if nothing does.

    Exits with the names of the killers if the validator finds other faults in them than stated, without any mutant.
    """
    with tempfile.TemporaryDirectory() as folder:
        killers = Killers(Path(folder))
        # a forked copy of a database that was already asked never answers
        with get_context("spawn").Pool(processes, _start, (killers,)) as pool:
            if wrong := pool.apply(_unsound):
                sys.exit(f"without any mutant, validate does not find the stated faults in: {', '.join(wrong)}")
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
    survivors = [mutant.name for mutant in every if not by[mutant.name]]
    return f"""
Written by `python -m tests.mutation.mutate_rules --write` from version {PACKAGE.version} of the schemas and checks.
Mutants: {fingerprint(every)}.

Each mutant is one changed rule. It replaces the rule in `validate`, which then reads packages whose faults are stated
in the tests: accepted and refused cells of every field (`tests/shared/cells.py`), rows on both sides of every row
rule (`tests/shared/edges.py`), packages on both sides of every check (`tests/checking/checks/`), duplicate keys,
dangling references, and the real data. A mutant is killed if `validate` finds anything other than the stated faults.
A change that cannot alter the meaning of a rule, such as dropping an anchor that is added anyway, is not counted as a
mutant.

{table(("rule and change", "mutants", "killed", "survived"), _counted(every, by))}

### Survivors
No test detects a surviving mutant, because another rule asks the same or the difference cannot arise, as the reasons
say.

{_listed(survivors)}
"""


def _counted(every: list[Mutant], by: dict[str, str | None]) -> list[tuple[str, int, int, int]]:
    """Mutants, killed and survived, for each kind of rule and in total."""
    made = Counter(mutant.kind for mutant in every)
    killed = Counter(mutant.kind for mutant in every if by[mutant.name])
    rows = [(SAY[kind], made[kind], killed[kind], made[kind] - killed[kind]) for kind in SAY]
    return [*rows, ("all", len(every), killed.total(), len(every) - killed.total())]


def _listed(survivors: list[str]) -> str:
    """The survivors as Markdown lists, one for each reason, the most frequent reason first."""
    why = reasons()
    return "\n\n".join(
        f"{reason} {count}:\n\n" + "\n".join(f"- `{name}`" for name in survivors if why[name] == reason)
        for reason, count in Counter(why[name] for name in survivors).most_common()
    )


def main() -> int:
    """Run the mutants; returns 1 if a mutant survives without a reason or a reason has no surviving mutant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="TEXT", help="run only the mutants whose name contains TEXT")
    parser.add_argument("--write", action="store_true", help='write the section "Rules" of docs/MUTATIONS.md')
    parser.add_argument("--processes", type=int, default=2, help="number of processes (default: 2)")
    arguments = parser.parse_args()
    every = [mutant for mutant in mutants(PACKAGE) if arguments.only in mutant.name]
    by, why = judge(every, arguments.processes), reasons()
    survivors = {name for name, found in by.items() if not found}
    stale = {name for name in why if arguments.only in name} - survivors
    for name in sorted(survivors - why.keys()):
        print(f"survives: {name}")
    for name in sorted(stale):
        print(f"does not survive, although tests/mutation/survivors.csv gives a reason: {name}")
    if arguments.write and not arguments.only and not stale and survivors <= why.keys():
        write("Rules", report(every, by))
    unexplained = len(survivors - why.keys())
    print(
        f"{len(every)} mutants, {len(every) - len(survivors)} killed,"
        f" {len(survivors) - unexplained} survive for a stated reason, {unexplained} without one"
    )
    return 1 if stale or survivors - why.keys() else 0


if __name__ == "__main__":
    sys.exit(main())
