"""Rule e2 on random packages: what must hold of every estimate, whatever is claimed.

NK2020_PACKAGES sets how many packages each proof draws.
"""

import os
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from tests.derived.random_claims import add, count, package
from tests.shared.deriving import Row, computed, finish
from tests.shared.tiny import Rows

PACKAGES = int(os.environ.get("NK2020_PACKAGES", "6"))
FIGURES = ("low", "best", "high")
Key = tuple[str, str, str, str]
Make = Callable[[Rows], Rows]


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Computes a random package, in a folder of its own; the rows stay as they are."""
    return lambda rows: computed(tmp_path_factory.mktemp("random"), deepcopy(rows), must_be_valid=False)


def by_key(tables: Rows) -> dict[Key, Row]:
    return {
        (row["strike_id"], row["outcome"], row["population"], row["view"]): row for row in tables["strike_estimates"]
    }


def numbers(row: Row, prefix: str = "") -> list[int]:
    return [int(row[prefix + name]) for name in FIGURES if row[prefix + name]]


def each(first: int) -> Iterator[int]:
    """The seeds of a proof; each proof has its own."""
    return iter(range(first, first + PACKAGES))


@pytest.mark.thorough
def test_a_random_package_is_valid(tmp_path: Path) -> None:
    for seed in each(0):
        rows, *_ = package(seed)
        # what is added at random breaks no rule but those that keep duplicates, and strikes without a claim, out
        computed(tmp_path / str(seed), rows, must_be_valid=False)


@pytest.mark.thorough
def test_figures_are_in_order_in_rows_parts_and_sums(made: Make) -> None:
    for seed in each(1000):
        tables = made(package(seed, counts=60)[0])
        for row in tables["strike_estimates"]:
            assert numbers(row) == sorted(numbers(row)), row
            assert numbers(row, "parts_") == sorted(numbers(row, "parts_")), row
            assert (row["basis"] == "total") == bool(row["best"]), row
        for row in tables["tallies"]:
            assert numbers(row) == sorted(numbers(row)), row


@pytest.mark.thorough
def test_all_brackets_every_view_that_rests_on_totals(made: Make) -> None:
    for seed in each(2000):
        rows = by_key(made(package(seed, counts=60)[0]))
        for (strike, outcome, population, _), row in rows.items():
            whole = rows[strike, outcome, population, "all"]
            if row["basis"] == "total":
                assert int(whole["low"]) <= int(row["low"]) and int(whole["high"]) >= int(row["high"]), (whole, row)


@pytest.mark.thorough
def test_the_order_of_rows_and_the_names_of_ids_change_nothing(made: Make) -> None:
    for seed in each(3000):
        rows, chance, _ = package(seed, counts=40)
        finish(rows)
        ids = {value for its in rows.values() for row in its for value in row.values() if OPAQUE.fullmatch(value)}
        letters = {id_: f"{id_[:3]}{''.join(chance.choices('abcdefghjkmnpqrstuvwxyz', k=8))}" for id_ in sorted(ids)}
        other = {
            table: [{name: _renamed(name, value, letters) for name, value in row.items()} for row in its]
            for table, its in rows.items()
        }
        for its in other.values():
            chance.shuffle(its)
        expected, found = made(rows), made(other)
        for table in ("strike_estimates", "strike_dates", "strike_grades", "strike_summary", "tallies"):
            assert _sorted(found[table], {}) == _sorted(expected[table], letters), (seed, table)


OPAQUE = re.compile("(st|so|ci|vc|sl|sr)-[a-z0-9]{8}")


def _renamed(name: str, value: str, letters: dict[str, str]) -> str:
    return value if name in ("name", "title") else letters.get(value, value)


def _sorted(rows: list[Row], letters: dict[str, str]) -> list[list[str]]:
    """Rows with other ids, sorted; some cells, such as the id of a tally, contain an id."""
    return sorted(
        [OPAQUE.sub(lambda id_: letters.get(id_[0], id_[0]), value) for value in row.values()] for row in rows
    )


@pytest.mark.thorough
def test_a_further_claim_narrows_a_range_only_where_it_fells_another_and_passes_to_no_other_strike(made: Make) -> None:
    for seed in each(4000):
        rows, chance, ids = package(seed)
        before = made(rows)
        more = deepcopy(rows)
        told = count(chance, 4, len(ids))
        add(more, [told], ids, [chance.choice(["2020-10-05", "2020-10-07", ""]) for _ in range(4)])
        after = made(more)
        was, now = by_key(before), by_key(after)
        of = more["victim_counts"][-1]["strike_id"]
        felled = _fallen(before) != _fallen(after)
        for key, row in was.items():
            if key[0] != of:
                own = [name for name in row if name not in ("countable", *PARTS)]
                assert [row[name] for name in own] == [now[key][name] for name in own], (seed, key)
            elif row["basis"] == "total" and not felled:
                assert int(now[key]["low"]) <= int(row["low"]) and int(now[key]["high"]) >= int(row["high"]), (
                    seed,
                    key,
                )


PARTS = ("parts", "parts_low", "parts_best", "parts_high")


def _fallen(tables: Rows) -> set[str]:
    return {row["claim_id"] for row in tables["claims"] if row["fallen_to"] or row["fallen_to_civilians"]}
