"""An invented truth: strikes with known tolls, documents that report them late or stale, and what the rules make of it.

python -m tests.derived.truth [--packages N] [--seed S]
"""

import argparse
import random
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from tests.derived.random_claims import maybe
from tests.shared.actors import EAST_MINISTRY, INSPECTORS, PAPERS, WATCH, WEST_MINISTRY, WEST_PRESS
from tests.shared.deriving import LOWTOWN, case, citation, claim, computed, part, source, strike
from tests.shared.tiny import Rows

STALE, RECAP, DOCUMENTS, STRIKES = 0.4, 0.3, 8, 12
FIRST = date(2020, 10, 1)
VOICES = [WEST_MINISTRY, EAST_MINISTRY, WATCH, INSPECTORS, ""]


@dataclass
class Invented:
    """A package, the true toll of each true strike, and the true strikes that each row of `strikes` is about."""

    rows: Rows = field(default_factory=case)
    tolls: dict[int, int] = field(default_factory=dict)
    about: dict[str, set[int]] = field(default_factory=dict)


def invent(seed: int, said_on: bool) -> Invented:
    """Strikes whose toll rises over three days, some coded twice with a link that they may be the same, and groups.

    Of the eight documents on each, 40 % give the figure of an earlier day, and 30 % are published weeks later.
    `said_on` says whether the texts tell the day of their figure.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    made = Invented()
    made.rows["strikes"].clear()
    records: dict[int, list[str]] = {}
    for true in range(STRIKES):
        made.tolls[true] = chance.randint(1, 30)
        records[true] = [f"st-true{true:02}{letter}x" for letter in "ab"[: 1 + (chance.random() < 0.25)]]
        for id_ in records[true]:
            strike(made.rows, id_, place=LOWTOWN)
            made.about[id_] = {true}
        for one, other in combinations(records[true], 2):
            maybe(made.rows, one, other)
        for id_ in records[true]:
            _documents(made.rows, chance, id_, made.tolls[true], said_on)
    for number in range(4):
        _group(made, chance, f"st-group{number:03}", records)
    return made


def _documents(rows: Rows, chance: random.Random, id_: str, toll: int, said_on: bool) -> None:
    by_day = [*sorted(chance.randint(0, toll) for _ in range(2)), toll]
    for _ in range(DOCUMENTS):
        said = chance.choice([0, 1, 2, 2, 2])
        known = chance.randint(0, said) if chance.random() < STALE else said
        out = FIRST + timedelta(days=said + (chance.randint(10, 40) if chance.random() < RECAP else 0))
        speaker = chance.choice(VOICES)
        publisher = speaker if speaker == WATCH else chance.choice([*PAPERS, WEST_PRESS])
        told = str(FIRST + timedelta(days=known)) if said_on else ""
        cited = citation(rows, source(rows, publisher, str(out)), speaker, said_on=told)
        claim(rows, cited, by_day[known], of=id_)


def _group(made: Invented, chance: random.Random, id_: str, records: dict[int, list[str]]) -> None:
    members = chance.sample(sorted(made.tolls), chance.randint(2, 4))
    strike(made.rows, id_, "series", "")
    made.about[id_] = set(members)
    for true in members:
        for record in records[true]:
            part(made.rows, record, id_)
    cited = citation(made.rows, source(made.rows, PAPERS[0], "2020-12-01"), WEST_MINISTRY)
    claim(made.rows, cited, sum(made.tolls[true] for true in members), of=id_)


@dataclass
class Account:
    """How many best figures were the true toll, and how many tallies counted a true strike twice."""

    strikes: int = 0
    right: int = 0
    right_by_latest: int = 0  # if the latest document won
    tallies: int = 0
    twice: int = 0


def trial(packages: int, seed: int, said_on: bool) -> Account:
    """Compute so many invented packages."""
    account = Account()
    for number in range(packages):
        made = invent(seed + number, said_on)
        with tempfile.TemporaryDirectory() as folder:
            estimates = computed(Path(folder), made.rows, must_be_valid=False)["strike_estimates"]
        for row in estimates:
            if row["view"] == row["population"] == "all" and len(made.about[row["strike_id"]]) == 1:
                (true,) = made.about[row["strike_id"]]
                account.strikes += 1
                account.right += row["best"] == str(made.tolls[true])
                account.right_by_latest += _latest(made.rows, row["strike_id"]) == str(made.tolls[true])
        for key in {(row["outcome"], row["population"], row["view"]) for row in estimates}:
            summed = [
                made.about[row["strike_id"]]
                for row in estimates
                if (row["outcome"], row["population"], row["view"]) == key and row["countable"] == "yes"
            ]
            account.tallies += 1
            account.twice += sum(map(len, summed)) > len(set().union(*summed))
    return account


def _latest(rows: Rows, strike_id: str) -> str:
    """The figure of the latest document on a strike."""
    published = {row["source_id"]: row["published_on"] for row in rows["sources"]}
    out = {row["citation_id"]: published[row["source_id"]] for row in rows["citations"]}
    counts = [row for row in rows["victim_counts"] if row["strike_id"] == strike_id]
    return max(counts, key=lambda row: (out[row["citation_id"]], row["claim_id"]))["count_min"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20200927)
    asked = parser.parse_args()
    for with_days in (False, True):
        result = trial(asked.packages, asked.seed, with_days)
        print("texts that tell the day of their figure" if with_days else "texts that do not")
        print(f"  best is the true toll for {result.right / result.strikes:.0%} of {result.strikes} strikes")
        print(f"  the latest document gives it for {result.right_by_latest / result.strikes:.0%}")
        print(f"  {result.twice} of {result.tallies} tallies count a victim twice")
