"""Claims about a toll and their expected estimate: ranges, ties, views and parts."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared.actors import (
    EAST_MINISTRY,
    EITHER_ARMY,
    ENCLAVE_OFFICE,
    INSPECTORS,
    PAPER,
    PAPERS,
    VILLAGER,
    WATCH,
    WEST,
    WEST_AIDE,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, estimate, views
from tests.shared.deriving import (
    CAMPAIGN,
    SECOND,
    SERIES,
    STRIKE,
    THIRD,
    Compute,
    Row,
    case,
    citation,
    claim,
    computed,
    nested,
    says,
    source,
)
from tests.shared.tiny import Rows

# strike_estimates: ranges, open figures, ties


@pytest.mark.parametrize("qualifier", ["at_least", "more_than"])
def test_an_open_figure_is_the_high_and_marked_open(compute: Compute, qualifier: str) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier=qualifier)
    says(rows, PAPER, EAST_MINISTRY, 8)
    assert cells(estimate(compute(rows)), "low high high_open") == "8 10 true"


def test_a_greater_closed_figure_closes_the_high(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, EAST_MINISTRY, 12, qualifier="about")
    assert cells(estimate(compute(rows)), "low high high_open") == "10 12 false"


def test_a_closed_figure_as_great_as_the_open_one_leaves_the_high_open(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, EAST_MINISTRY, 10)
    assert cells(estimate(compute(rows)), "low best high high_open best_votes") == "10 10 10 true 2"


def test_the_best_of_a_range_is_its_least(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5, qualifier="range", count_max="8")
    assert cells(estimate(compute(rows)), "low best high high_open") == "5 5 8 false"


def test_a_tie_is_marked_and_goes_to_the_later_publication(compute: Compute) -> None:
    rows = case()
    later = says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-06")
    says(rows, PAPER, EAST_MINISTRY, 4, on="2020-10-05")
    row = estimate(compute(rows))
    assert cells(row, "low best high best_is_tie best_votes") == "4 9 9 true 1"
    assert row["best_claim_id"] == later


def test_a_tie_on_one_day_goes_to_the_smaller_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9)
    says(rows, PAPER, EAST_MINISTRY, 4)
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "4 4 9 true"


def test_more_voices_win_over_a_later_publication_and_a_tie_below_them_is_not_marked(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, EAST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, INSPECTORS, 4, on="2020-10-20")
    says(rows, PAPER, WATCH, 5, on="2020-10-20")
    assert cells(estimate(compute(rows)), "low best high best_is_tie best_votes") == "4 9 9 false 2"


# strike_estimates: views


def test_each_sides_voices_alone_give_its_view(compute: Compute) -> None:
    rows = case()
    for speaker, number in (
        (WEST_MINISTRY, 4),
        (EAST_MINISTRY, 1),
        (ENCLAVE_OFFICE, 2),
        (EITHER_ARMY, 2),
        (WATCH, 7),
        (VILLAGER, 9),
    ):
        says(rows, PAPER, speaker, number)
    tables = compute(rows)
    assert cells(estimate(tables), "low best high best_votes voices claims sides") == "1 2 9 2 6 6 3"
    assert cells(estimate(tables, "azerbaijan"), "low best high best_votes voices claims sides") == "4 4 4 1 1 1 1"
    assert cells(estimate(tables, "armenian"), "low best high best_votes voices claims sides") == "1 2 2 2 3 3 1"
    assert cells(estimate(tables, "third_party"), "low best high best_votes voices claims sides") == "7 7 7 1 1 1 1"


def test_a_view_has_a_row_only_where_a_voice_of_the_side_speaks(compute: Compute) -> None:
    rows = case()
    says(rows, WEST_PRESS, EAST_MINISTRY, 4)
    says(rows, WEST_PRESS, VILLAGER, 5)
    assert views(compute(rows)) == {"all", "armenian"}


# strike_estimates: parts


def test_the_sum_over_the_strikes_of_nested_groups_stands_beside_the_estimate(compute: Compute) -> None:
    rows = nested()
    for of, number in ((STRIKE, 4), (SECOND, 5), (THIRD, 2), (SERIES, 30), (CAMPAIGN, 100)):
        says(rows, PAPER, WEST_MINISTRY, number, of=of)
    says(rows, PAPER, EAST_MINISTRY, 1, of=SECOND, on="2020-10-01")
    tables = compute(rows)
    assert (
        cells(estimate(tables, of=CAMPAIGN), "low best high parts parts_low parts_best parts_high")
        == "100 100 100 3 7 11 11"
    )
    assert (
        cells(estimate(tables, of=SERIES), "low best high parts parts_low parts_best parts_high") == "30 30 30 2 5 9 9"
    )
    assert cells(estimate(tables, "azerbaijan", SERIES), "parts parts_low parts_best parts_high") == "2 9 9 9"
    assert cells(estimate(tables), "low best high parts parts_low parts_best parts_high") == "4 4 4 - - - -"


def test_a_part_without_a_best_figure_adds_its_low_alone_and_one_without_any_adds_nothing(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, of=CAMPAIGN, qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 4, of=STRIKE)
    says(rows, PAPER, WEST_MINISTRY, 3, of=SECOND, scope="subgroup")
    says(rows, PAPER, WEST_MINISTRY, None, of=THIRD, qualifier="unquantified")
    row = estimate(compute(rows), of=CAMPAIGN)
    assert cells(row, "basis low best high parts parts_low parts_best parts_high") == "none - - - 2 7 4 7"


def test_a_group_of_which_nobody_speaks_has_no_estimate(compute: Compute) -> None:
    rows = nested()
    for of in (STRIKE, SECOND, THIRD):
        says(rows, PAPER, WEST_MINISTRY, 4, of=of)
    says(rows, PAPER, WEST_MINISTRY, 20, of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES, outcome="injured")
    killed = {row["strike_id"] for row in compute(rows)["strike_estimates"] if row["outcome"] == "killed"}
    assert killed == {STRIKE, SECOND, THIRD, CAMPAIGN}


# strike_estimates: a property


class Spoken(NamedTuple):
    """A random count: its document, speaker and qualifier."""

    document: int
    speaker: str
    number: int
    more: int
    qualifier: str
    scope: str

    def add_to(self, rows: Rows, documents: list[str]) -> None:
        """Add the count, with its own citation, to one of the documents."""
        document = documents[self.document % len(documents)]
        speech = "own_finding" if self.speaker == WATCH else ""
        number = None if self.qualifier == "unquantified" else self.number
        most = {"count_max": str(self.number + self.more)} if self.qualifier == "range" else {}
        claim(rows, citation(rows, document, self.speaker, speech), number, self.qualifier, scope=self.scope, **most)


SPEAKERS = ["", WEST, WEST_AIDE, EAST_MINISTRY, ENCLAVE_OFFICE, WATCH, VILLAGER]


QUALIFIERS = ["exact", "at_least", "more_than", "about", "range", "unquantified"]


SPOKEN = st.builds(
    Spoken,
    st.integers(0, 3),
    st.sampled_from(SPEAKERS),
    st.integers(0, 9),
    st.integers(1, 5),
    st.sampled_from(QUALIFIERS),
    st.sampled_from(["total", "total", "total", "subgroup", "unclear"]),
)


DAYS = st.lists(st.sampled_from(["", "2020-10-05", "2020-10-06", "2020-11-01"]), min_size=1, max_size=4)


def in_order(row: Row) -> bool:
    """Whether the figures of an estimate are in order, or correctly empty."""
    if row["basis"] != "total":
        return not (row["best"] or row["high"] or row["best_claim_id"]) and bool(row["low"]) == (
            row["basis"] == "subgroup"
        )
    return int(row["low"]) <= int(row["best"]) <= int(row["high"])


@pytest.mark.thorough
@settings(max_examples=25, deadline=None)
@given(spoken=st.lists(SPOKEN, min_size=1, max_size=12), days=DAYS)
def test_low_is_not_above_best_nor_best_above_high(
    tmp_path_factory: pytest.TempPathFactory, spoken: list[Spoken], days: list[str]
) -> None:
    rows = case()
    documents = [source(rows, paper, day) for paper, day in zip(PAPERS, days, strict=False)]
    for one in spoken:
        one.add_to(rows, documents)
    cited = {row["source_id"] for row in rows["citations"]}
    rows["sources"] = [row for row in rows["sources"] if row["source_id"] in cited]
    estimates = computed(tmp_path_factory.mktemp("random"), rows)["strike_estimates"]
    assert [row for row in estimates if not in_order(row)] == []
    counts = {row["claim_id"]: row["count_min"] for row in rows["victim_counts"] if row["scope"] == "total"}
    assert [row for row in estimates if row["best"] and counts[row["best_claim_id"]] != row["best"]] == []
