"""Tallies by territory: what is summed, what stays out, and that an empty territory is never a nought."""

import pytest

from tests.shared.actors import EAST_MINISTRY, EAST_PRESS, OTHER_PAPER, PAPER, VILLAGER, WEST_MINISTRY
from tests.shared.computed_rows import cells, tally
from tests.shared.deriving import (
    CAMPAIGN,
    HIGHTOWN,
    LOWTOWN,
    SECOND,
    SERIES,
    STRIKE,
    THIRD,
    Compute,
    case,
    nested,
    new_id,
    part,
    report,
    says,
    strike,
)
from tests.shared.mixed_claims import mixed
from tests.shared.speeds import quick
from tests.shared.tiny import Rows

SUM = "low best high high_open"
NUMBERS = "strikes strikes_with_figure strikes_possibly_same groups_summed groups_kept_out"


def dated(rows: Rows, *days: str) -> Rows:
    """Give the strikes days by the last document; a strike without one stays undated."""
    strikes = [row["strike_id"] for row in rows["strikes"] if row["level"] == "strike"]
    for of, day in zip(sorted(strikes), days, strict=False):
        report(rows, rows["citations"][-1]["citation_id"], day, of=of)
    return rows


def two(place: str = LOWTOWN) -> Rows:
    rows = case()
    strike(rows, SECOND, place=place)
    return rows


def may_be_same(rows: Rows, one: str, other: str) -> None:
    link = {"link_id": new_id(rows, "strike_links", "sl"), "strike_id": one, "other_id": other}
    rows["strike_links"].append({**link, "relation": "may_be_same"})


def test_the_strikes_of_a_territory_are_summed(compute: Compute) -> None:
    rows = two()
    says(rows, PAPER, WEST_MINISTRY, 4)
    says(rows, PAPER, EAST_MINISTRY, 6)
    says(rows, PAPER, WEST_MINISTRY, 10, of=SECOND)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02"))
    assert tally(tables, SUM) == "14 14 16 false"
    assert tally(tables, NUMBERS) == "2 2 0 0 0"
    assert tally(tables, f"tally_id {SUM}", view="armenian") == (
        "strikes azerbaijan in_war killed all armenian 6 6 6 false"
    )


@pytest.mark.parametrize("territory", quick(["nagorno_karabakh", "armenia", "several"], 1))
def test_a_territory_without_a_figure_has_an_empty_row_and_no_nought(compute: Compute, territory: str) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4)
    tables = compute(dated(rows, "2020-10-01"))
    assert tally(tables, SUM, territory) == "- - - -"
    assert tally(tables, NUMBERS, territory) == "0 0 0 0 0"


def test_no_strike_of_three_with_a_figure_is_empty_too(compute: Compute) -> None:
    rows = two()
    strike(rows, THIRD)
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 7, outcome="injured", of=SECOND)
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=THIRD)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, f"{SUM} {NUMBERS}") == "- - - - 3 0 0 0 0"
    assert tally(tables, f"{SUM} {NUMBERS}", outcome="injured") == "7 7 7 false 3 1 0 0 0"


def test_nought_killed_is_a_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 0)
    assert tally(compute(dated(rows, "2020-10-01")), f"{SUM} {NUMBERS}") == "0 0 0 false 1 1 0 0 0"


def test_a_sum_takes_low_where_there_is_no_best_or_high_and_is_then_open(compute: Compute) -> None:
    rows = two()
    says(rows, PAPER, WEST_MINISTRY, 4)
    says(rows, PAPER, WEST_MINISTRY, 2, scope="subgroup", demographic="children", of=SECOND)
    assert tally(compute(dated(rows, "2020-10-01", "2020-10-02")), SUM) == "6 6 6 true"


def test_a_figure_of_persons_is_only_the_high_of_civilians(compute: Compute) -> None:
    rows = two()
    says(rows, PAPER, WEST_MINISTRY, 4, population="persons")
    says(rows, PAPER, WEST_MINISTRY, 3, population="civilians", of=SECOND)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02"))
    assert tally(tables, SUM, population="civilians") == "3 3 7 false"
    assert tally(tables, SUM) == "7 7 7 false"


# what possibly is the same


def test_a_strike_that_may_be_the_same_as_another_is_in_high_alone(compute: Compute) -> None:
    rows = two()
    says(rows, PAPER, WEST_MINISTRY, 4)
    says(rows, PAPER, WEST_MINISTRY, 6, of=SECOND)
    may_be_same(rows, STRIKE, SECOND)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02"))
    assert tally(tables, f"{SUM} {NUMBERS}") == "6 6 10 false 2 2 1 0 0"
    countable = {row["strike_id"]: row["killed_countable"] for row in tables["strike_summary"]}
    assert countable == {STRIKE: "high_only", SECOND: "yes"}


# groups and campaigns


def test_a_group_is_summed_only_where_none_of_its_strikes_has_a_figure(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES)
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 5, of=THIRD)
    report(rows, rows["citations"][-1]["citation_id"], "2020-10-01", of=SERIES, end="2020-10-02")
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, f"{SUM} {NUMBERS}") == "14 14 14 false 3 1 0 1 0"
    says(rows, PAPER, WEST_MINISTRY, 2, of=STRIKE)
    tables = compute(rows)
    assert tally(tables, f"{SUM} {NUMBERS}") == "7 7 7 true 3 2 0 0 1"
    assert tally(tables, "groups_above_parts") == "1"


def test_a_group_whose_upper_end_is_above_what_its_strikes_have_opens_high(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 5, of=SERIES, qualifier="range", count_max="60")
    says(rows, PAPER, WEST_MINISTRY, 5)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, f"{SUM} groups_above_parts") == "5 5 5 true 1"


def test_a_group_that_only_another_keeps_out_opens_high(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=CAMPAIGN)
    strike(rows, "st-fourthon")
    may_be_same(rows, STRIKE, "st-fourthon")
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 5, of="st-fourthon")
    says(rows, PAPER, WEST_MINISTRY, 50, of=SERIES)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03", "2020-10-04"))
    assert tally(tables, f"{SUM} groups_kept_out groups_above_parts") == "5 5 5 true 1 1"


def test_a_group_within_what_its_strikes_have_leaves_high_as_it_is(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES)
    says(rows, PAPER, VILLAGER, 4)
    says(rows, PAPER, WEST_MINISTRY, 5, of=SECOND)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, f"{SUM} groups_kept_out groups_above_parts") == "9 9 9 false 1 0"


def test_ties_among_what_is_summed_are_counted(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=CAMPAIGN)
    says(rows, PAPER, WEST_MINISTRY, 9)
    says(rows, PAPER, VILLAGER, 4)
    says(rows, PAPER, WEST_MINISTRY, 5, of=SECOND)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES)
    says(rows, PAPER, VILLAGER, 8, of=SERIES)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, "ties") == "1"


def campaigns(tables: Rows, names: str) -> list[str]:
    return sorted(cells(row, names) for row in tables["tallies"] if row["kind"] == "campaign")


def test_a_campaigns_totals_have_rows_of_their_own_and_are_never_summed(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 4)
    fallen = says(rows, PAPER, WEST_MINISTRY, 60, of=CAMPAIGN, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, 90, of=CAMPAIGN, on="2020-10-20", population="civilians")
    says(rows, EAST_PRESS, EAST_MINISTRY, 70, qualifier="at_least", of=CAMPAIGN, population="persons")
    says(rows, PAPER, VILLAGER, 7, of=CAMPAIGN, scope="subgroup")
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, f"{SUM} {NUMBERS}") == "4 4 4 false 3 1 0 0 0"
    names = "population view strike_id speaker_name day read_in low best high high_open"
    assert campaigns(tables, names) == [
        f"all armenian {CAMPAIGN} Eastmini 2020-10-05 own_side 70 70 70 true",
        f"all azerbaijan {CAMPAIGN} Westmini 2020-10-20 third_party 90 90 90 false",
        f"civilians azerbaijan {CAMPAIGN} Westmini 2020-10-20 third_party 90 90 90 false",
    ]
    assert fallen not in {row["claim_id"] for row in tables["tallies"]}
    assert set(campaigns(tables, NUMBERS)) == {"- - - - -"}


def test_a_groups_total_has_a_row_beside_the_sum_of_its_strikes(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 4)
    says(rows, PAPER, VILLAGER, 9, of=SERIES)
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", of=CAMPAIGN)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02", "2020-10-03"))
    assert tally(tables, f"{SUM} groups_kept_out") == "4 4 4 true 1"
    assert [tally(tables, "largest_group_total", view=view) for view in ("all", "azerbaijan")] == ["9", "-"]
    assert campaigns(tables, "population territory view strike_id level low") == [
        f"all azerbaijan unknown {SERIES} series 9",
        f"civilians azerbaijan unknown {SERIES} series 9",
    ]


# where and when


def test_strikes_outside_the_war_or_without_a_date_are_apart(compute: Compute) -> None:
    rows = two()
    strike(rows, THIRD, place=HIGHTOWN)
    for number, of in ((4, STRIKE), (6, SECOND), (10, THIRD)):
        says(rows, PAPER, WEST_MINISTRY, number, of=of)
    tables = compute(dated(rows, "2020-10-01", "2020-07-12"))
    assert tally(tables, "low strikes") == "4 1"
    assert tally(tables, "low strikes", "unknown", in_war="false") == "6 1"
    assert tally(tables, "low strikes tally_id", "unknown", in_war="") == (
        "10 1 strikes unknown undated killed all all"
    )


def test_a_group_over_several_territories_is_several(compute: Compute) -> None:
    rows = two(HIGHTOWN)
    strike(rows, SERIES, "series", "")
    for of in (STRIKE, SECOND):
        part(rows, of, SERIES)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02"))
    assert tally(tables, f"low best high {NUMBERS}", "several") == "9 9 9 0 0 0 1 0"
    assert tally(tables, f"low {NUMBERS}") == "- 1 0 0 0 0"
    assert campaigns(tables, "population territory low") == ["all several 9", "civilians several 9"]


@pytest.mark.thorough
def test_a_group_with_a_place_is_tallied_there_wherever_its_strikes_are(compute: Compute) -> None:
    rows = two(HIGHTOWN)
    strike(rows, SERIES, "series", LOWTOWN)
    for of in (STRIKE, SECOND):
        part(rows, of, SERIES)
    says(rows, PAPER, WEST_MINISTRY, 9, of=SERIES)
    tables = compute(dated(rows, "2020-10-01", "2020-10-02"))
    assert tally(tables, "low groups_summed") == "9 1"
    assert tally(tables, "low groups_summed", "several") == "- 0"


@pytest.mark.thorough
def test_every_cell_has_one_row_and_every_strike_is_counted_once(compute: Compute) -> None:
    rows = mixed()
    says(rows, OTHER_PAPER, EAST_MINISTRY, 3, outcome="injured")
    tables = compute(rows)
    strikes = [row for row in tables["tallies"] if row["kind"] == "strikes"]
    assert len(strikes) == 4 * 2 * 2 * 4
    assert len({row["tally_id"] for row in tables["tallies"]}) == len(tables["tallies"])
    for outcome in ("killed", "injured"):
        found = [row for row in strikes if cells(row, "outcome population view") == f"{outcome} all all"]
        assert sum(int(row["strikes"]) for row in found) == 2
    assert all(
        (row["low"] == "") == (row["strikes_with_figure"] == "0") for row in strikes if row["population"] == "all"
    )
