"""Error rates: claims read once more, by draw and side of the speaker, with the interval worked out by hand."""

import pytest

from tests.shared.actors import PAPER, WEST_MINISTRY
from tests.shared.deriving import Compute, case, says
from tests.shared.tiny import Rows

EMPTY = {"claims_read": "0", "claims_differing": "0", "rate": "", "rate_low": "", "rate_high": ""}


def claimed() -> Rows:
    """One claim, and nothing read once more."""
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3)
    rows["readings"] = []
    return rows


def reading(rows: Rows, number: int, side: str, differs: bool, draw: str = "1") -> None:
    """Let a claim of a speaker of this side be read once more."""
    rows["readings"].append(
        {
            "reading_id": f"rd-{number:08}".replace("0", "a").replace("1", "b"),
            "id": rows["victim_counts"][0]["claim_id"],
            "draw": draw,
            "speaker_side": side,
            "reader": "Somebody else",
            "read_on": "2026-01-03",
            "verdict": "differs" if differs else "agrees",
            "field": "count_min" if differs else "",
            "reason": "Another number." if differs else "",
        }
    )


def rates(compute: Compute, rows: Rows) -> dict[tuple[str, str], dict[str, str]]:
    return {(row.pop("draw"), row.pop("speakers")): row for row in compute(rows)["error_rates"]}


def test_armenia_and_nagorno_karabakh_are_one_side_and_every_side_has_a_row_for_every_draw(compute: Compute) -> None:
    rows = claimed()
    for number, (side, differs, draw) in enumerate(
        [
            ("armenia", True, "1"),
            ("nagorno_karabakh", False, "1"),
            ("azerbaijan", False, "1"),
            ("", True, "2"),
        ]
    ):
        reading(rows, number, side, differs, draw)
    found = rates(compute, rows)
    counted = {key: (row["claims_read"], row["claims_differing"]) for key, row in found.items()}
    assert counted == {
        ("1", "all"): ("3", "1"),
        ("1", "armenian"): ("2", "1"),
        ("1", "azerbaijan"): ("1", "0"),
        ("1", "third_party"): ("0", "0"),
        ("1", "unknown"): ("0", "0"),
        ("2", "all"): ("1", "1"),
        ("2", "armenian"): ("0", "0"),
        ("2", "azerbaijan"): ("0", "0"),
        ("2", "third_party"): ("0", "0"),
        ("2", "unknown"): ("1", "1"),
    }
    assert found["1", "third_party"] == EMPTY


@pytest.mark.parametrize(
    ("differing", "low", "high"),
    [
        # n = 10, z² = 3.8415: at 0 of 10 the interval is from 0 to z² / (n + z²), at 10 of 10 its mirror image,
        (0, "0", "0.2775"),
        (10, "0.7225", "1"),
        # and at 5 of 10 it is 0.5 ± z / (2 √(n + z²))
        (5, "0.2366", "0.7634"),
    ],
)
def test_the_interval_is_the_score_interval(compute: Compute, differing: int, low: str, high: str) -> None:
    rows = claimed()
    for number in range(10):
        reading(rows, number + 2, "azerbaijan", number < differing)
    found = rates(compute, rows)["1", "all"]
    assert found["rate"] == f"{differing / 10:g}"
    assert (found["rate_low"], found["rate_high"]) == (low, high)
