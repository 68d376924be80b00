"""Sums over the data: none is above what anybody claims, and those of earlier versions are as they were released."""

import hashlib

import pytest

from scripts.frames.frames import load
from tests.shared.tiny import ROOT

SUMMED = ["strike_id", "outcome", "population", "view", "countable", "parts_low", "parts_high"]


def test_no_counted_sum_is_above_the_greatest_total_that_anybody_gives() -> None:
    tallies = load("tallies", ROOT)
    sums = tallies[(tallies.kind == "strikes") & (tallies["view"] == "all") & (tallies.outcome == "killed")]
    large = sums[sums.strikes >= 30].dropna(subset=["best"])  # of a few strikes nobody gives a total
    assert len(large)
    assert (large.best <= large.largest_group_total).all()


# what the function of each version computed; scripts/derived/compute.py takes the present one for it
@pytest.mark.thorough
@pytest.mark.parametrize(
    ("version", "digest"),
    [
        ("0.4.0", "815290426c5a9602"),
        ("0.6.0", "e010430efa9e923b"),
        ("0.8.0", "a942b1d442457e62"),
        ("0.9.0", "bd1034b63d30ca11"),
    ],
)
def test_what_an_earlier_version_summed_is_computed_as_it_was(version: str, digest: str) -> None:
    found = load("strike_estimates", ROOT, as_of=version, columns=SUMMED)
    assert hashlib.sha256(found.to_csv(index=False).encode()).hexdigest()[:16] == digest
