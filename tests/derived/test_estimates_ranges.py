"""Rule e2, range and vote: open figures, who votes together, ties, and the sums over the parts of a group."""

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    INSPECTORS,
    OTHER_PAPER,
    PAPER,
    PAPERS,
    THIRD_PAPER,
    VILLAGER,
    WATCH,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, estimate, range_of, views
from tests.shared.deriving import (
    CAMPAIGN,
    SECOND,
    SERIES,
    STRIKE,
    THIRD,
    Compute,
    case,
    nested,
    report,
    says,
)
from tests.shared.tiny import Rows

# ranges


@pytest.mark.parametrize("qualifier", ["at_least", "more_than"])
def test_an_open_figure_is_the_high_and_marked_open(compute: Compute, qualifier: str) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier=qualifier)
    says(rows, PAPER, EAST_MINISTRY, 8)
    assert cells(estimate(compute(rows)), "low best high high_open") == "8 8 10 true"


def test_a_greater_closed_figure_closes_the_high(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, EAST_MINISTRY, 12, qualifier="about")
    assert cells(estimate(compute(rows)), "low high high_open") == "10 12 false"


def test_a_closed_figure_as_great_as_the_open_one_leaves_the_high_open(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, EAST_MINISTRY, 10)
    assert cells(estimate(compute(rows)), "low best high high_open best_votes") == "10 10 10 true 1"


def test_the_best_of_a_range_is_its_least(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5, qualifier="range", count_max="8")
    assert cells(estimate(compute(rows)), "low best high high_open") == "5 5 8 false"


# votes


def test_where_nobody_is_firm_hedged_and_open_figures_vote(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 10, qualifier="at_least")
    says(rows, PAPER, INSPECTORS, 10, hedged="true")
    tables = compute(rows)
    assert cells(estimate(tables), "best best_votes best_basis") == "10 2 open_or_hedged"
    says(rows, PAPER, EAST_MINISTRY, 3)
    assert cells(estimate(compute(rows)), "best best_votes best_basis") == "3 1 firm"


def test_a_voice_votes_for_the_greatest_of_its_dated_figures_before_undated_and_adverse_ones(compute: Compute) -> None:
    rows = case()
    says(rows, WEST_PRESS, EAST_MINISTRY, 9)
    assert range_of(compute(rows)) == "9 9 9"
    says(rows, PAPER, EAST_MINISTRY, 7, on="")
    assert range_of(compute(rows)) == "7 7 9"
    says(rows, PAPER, EAST_MINISTRY, 4)
    assert range_of(compute(rows)) == "4 4 9"
    says(rows, OTHER_PAPER, EAST_MINISTRY, 5)
    assert range_of(compute(rows)) == "4 5 9"


def test_an_adverse_claim_does_not_win_the_vote_of_its_voice(compute: Compute) -> None:
    rows = case()
    says(rows, EAST_PRESS, EAST_MINISTRY, 7)
    says(rows, EAST_PRESS, EAST_MINISTRY, 9, hedged="true")
    says(rows, WEST_PRESS, EAST_MINISTRY, 9)
    assert cells(estimate(compute(rows)), "low best high best_basis") == "7 7 9 firm"


def test_unattributed_publications_of_all_sides_vote_together_for_the_figure_of_most_of_them(compute: Compute) -> None:
    rows = case()
    for paper, number in ((PAPER, 6), (WEST_PRESS, 6), (EAST_PRESS, 8)):
        says(rows, paper, "", number)
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, PAPER, INSPECTORS, 3)
    assert cells(estimate(compute(rows)), "low best high best_votes best_is_tie") == "3 3 8 2 false"


def test_own_findings_of_one_sides_media_vote_together_and_so_do_residents(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        says(rows, paper, paper, 6, speech="own_finding")
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, PAPER, VILLAGER, 3)
    says(rows, WEST_PRESS, WEST_PRESS, 6, speech="own_finding")
    says(rows, OTHER_PAPER, VILLAGER, 9)
    assert cells(estimate(compute(rows)), "best best_votes best_is_tie") == "6 2 false"


# ties


def test_a_tie_is_marked_and_goes_to_the_later_day(compute: Compute) -> None:
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


def test_a_tie_does_not_go_to_nought(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 0, on="2020-10-20")
    says(rows, PAPER, EAST_MINISTRY, 4, on="")
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "0 4 4 true"


def test_a_tie_goes_to_a_stated_day_before_an_inferred_or_missing_one(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-20")
    rows["sources"][-1]["published_basis"] = "inferred"
    says(rows, PAPER, EAST_MINISTRY, 4, on="2020-10-05")
    says(rows, PAPER, INSPECTORS, 1, on="")
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "1 4 9 true"


def test_a_tie_goes_to_an_attributed_voice_before_publications_in_their_own(compute: Compute) -> None:
    rows = case()
    says(rows, THIRD_PAPER, "", 9, on="2020-10-20")
    says(rows, PAPER, EAST_MINISTRY, 4, on="2020-10-05")
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "4 4 9 true"


def test_more_votes_win_over_a_later_day_and_a_tie_below_them_is_not_marked(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, EAST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, INSPECTORS, 4, on="2020-10-20")
    says(rows, PAPER, WATCH, 5, on="2020-10-20")
    assert cells(estimate(compute(rows)), "low best high best_is_tie best_votes") == "4 9 9 false 2"


# views


def test_a_view_has_a_row_only_where_a_speaker_of_the_side_speaks(compute: Compute) -> None:
    rows = case()
    says(rows, WEST_PRESS, EAST_MINISTRY, 4)
    says(rows, WEST_PRESS, VILLAGER, 5)
    assert views(compute(rows)) == {"all", "armenian"}


# parts


def on_three_days(rows: Rows) -> None:
    for of, day in ((STRIKE, "2020-10-01"), (SECOND, "2020-10-02"), (THIRD, "2020-10-03")):
        report(rows, rows["citations"][-1]["citation_id"], day, of=of)


def test_the_sum_over_the_strikes_of_nested_groups_stands_beside_the_estimate(compute: Compute) -> None:
    rows = nested()
    for of, number in ((STRIKE, 4), (SECOND, 5), (THIRD, 2), (SERIES, 30), (CAMPAIGN, 100)):
        says(rows, PAPER, WEST_MINISTRY, number, of=of)
    on_three_days(rows)
    says(rows, PAPER, EAST_MINISTRY, 1, of=SECOND, on="2020-10-01")
    tables = compute(rows)
    names = "low best high countable parts parts_low parts_best parts_high"
    assert cells(estimate(tables, of=CAMPAIGN), names) == "100 100 100 no 3 7 11 11"
    assert cells(estimate(tables, of=SERIES), names) == "30 30 30 no 2 5 9 9"
    assert cells(estimate(tables, "azerbaijan", SERIES), "parts parts_low parts_best parts_high") == "2 9 9 9"
    assert cells(estimate(tables), names) == "4 4 4 yes - - - -"


def test_a_part_without_a_best_figure_adds_its_low_and_one_without_any_adds_nothing(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, of=CAMPAIGN, qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 4, of=STRIKE)
    says(rows, PAPER, WEST_MINISTRY, 3, of=SECOND, scope="subgroup")
    says(rows, PAPER, WEST_MINISTRY, None, of=THIRD, qualifier="unquantified")
    on_three_days(rows)
    row = estimate(compute(rows), of=CAMPAIGN)
    assert cells(row, "basis low best high parts parts_low parts_best parts_high") == "none - - - 2 7 7 7"


def test_a_group_of_which_nobody_speaks_has_no_estimate(compute: Compute) -> None:
    rows = nested()
    for of in (STRIKE, SECOND, THIRD):
        says(rows, PAPER, WEST_MINISTRY, 4, of=of)
    says(rows, PAPER, WEST_MINISTRY, 20, of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES, outcome="injured")
    killed = {row["strike_id"] for row in compute(rows)["strike_estimates"] if row["outcome"] == "killed"}
    assert killed == {STRIKE, SECOND, THIRD, CAMPAIGN}
