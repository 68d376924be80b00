"""At least 95 % of invented names are found in each script and disguise, and at most 1 % of harmless notes refused."""

import pytest

from tests.checking.measure_privacy import FOUND, NAMES, NOTES, WRONG, found, table, wrongly_refused


# All ten seeds take minutes: python -m tests.checking.measure_privacy --seeds 0 1 2 3 4 5 6 7 8 9
@pytest.mark.parametrize("seeds", [[0], pytest.param([1, 5], marks=pytest.mark.thorough)], ids=["one", "two"])
def test_names_are_found_in_each_script_and_disguise(seeds: list[int]) -> None:
    shares, _ = found(seeds)
    print(table(shares))
    assert len(shares) == 24 and NAMES == 500
    assert {cell: share for cell, share in shares.items() if share < FOUND} == {}


@pytest.mark.parametrize(
    ("seeds", "count"),
    [([0], 1000), pytest.param([1, 5], NOTES, marks=pytest.mark.thorough)],
    ids=["one", "two"],
)
def test_harmless_notes_pass(seeds: list[int], count: int) -> None:
    for seed in seeds:
        refused = wrongly_refused(seed, count)
        print(f"seed {seed}: {len(refused)} of {count} harmless notes refused")
        assert len(refused) <= WRONG * count, refused[:20]
