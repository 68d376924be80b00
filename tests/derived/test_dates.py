"""Dates and places of a strike, best first: votes, periods that contain others, ties, stated and inferred."""

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    INSPECTORS,
    OTHER_PAPER,
    PAPER,
    PAPERS,
    VILLAGER,
    WATCH,
    WEST_MINISTRY,
)
from tests.shared.computed_rows import given_of
from tests.shared.deriving import HIGHTOWN, LOWTOWN, Compute, case, dates
from tests.shared.tiny import Rows


def test_the_date_that_most_voices_report_is_best_and_the_others_stay(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-02", on="2020-10-04")
    dates(rows, PAPER, VILLAGER, "2020-10-02", on="2020-10-04")
    dates(rows, WATCH, WATCH, "2020-10-01", on="2020-12-11", speech="own_finding")
    names = "position date_start date_end date_precision voices is_tie reports first_hand_reports latest_publication"
    assert given_of(compute(rows), "date", names) == [
        "1 2020-10-02 2020-10-02 day 2 false 2 0 2020-10-04",
        "2 2020-10-01 2020-10-01 day 1 false 1 1 2020-12-11",
    ]


@pytest.mark.thorough
def test_a_date_echoed_by_six_papers_is_of_one_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        dates(rows, paper, WEST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-03")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03")
    assert given_of(compute(rows), "date", "date_start voices reports") == ["2020-10-03 2 2", "2020-10-02 1 6"]


# ties


def test_a_tie_of_dates_goes_to_first_hand_speech_before_the_later_publication_and_is_marked(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-12-20")
    dates(rows, WATCH, WATCH, "2020-10-02", on="2020-12-11", speech="own_finding")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-12-21")
    expected = ["2020-10-02 true", "2020-10-03 true", "2020-10-01 true"]
    assert given_of(compute(rows), "date", "date_start is_tie") == expected


def test_a_tie_of_dates_goes_to_the_later_publication_then_to_the_earlier_date(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-10-05")
    dates(rows, PAPER, INSPECTORS, "2020-10-02", on="2020-10-05")
    dates(rows, PAPER, VILLAGER, "2020-10-04", on="2020-10-06")
    assert given_of(compute(rows), "date", "date_start") == ["2020-10-04", "2020-10-02", "2020-10-03", "2020-10-01"]


def test_a_tie_below_the_best_date_is_marked_below_alone(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-02")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-10-06")
    dates(rows, PAPER, WATCH, "2020-10-05")
    expected = ["2020-10-02 2 false", "2020-10-03 1 true", "2020-10-05 1 true"]
    assert given_of(compute(rows), "date", "date_start voices is_tie") == expected


# periods


def test_a_day_within_a_reported_period_is_supported_by_both_and_goes_before_it(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", end="2020-10-07")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-02")
    names = "date_start date_end date_precision voices is_tie"
    assert given_of(compute(rows), "date", names) == [
        "2020-10-02 2020-10-02 day 2 false",
        "2020-10-01 2020-10-07 days 1 false",
    ]


@pytest.mark.thorough
def test_a_period_of_more_voices_goes_before_a_day_outside_it(compute: Compute) -> None:
    rows = case()
    for speaker in (WEST_MINISTRY, VILLAGER):
        dates(rows, PAPER, speaker, "2020-10-01", on="2020-10-07", end="2020-10-07")
    dates(rows, WATCH, WATCH, "2020-09-30", on="2020-12-11", speech="own_finding")
    expected = ["2020-10-01 2020-10-07 2 false", "2020-09-30 2020-09-30 1 false"]
    assert given_of(compute(rows), "date", "date_start date_end voices is_tie") == expected


@pytest.mark.thorough
def test_a_nested_period_is_supported_by_all_around_it(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-09-27", end="2020-11-10")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-01", end="2020-10-07")
    dates(rows, PAPER, WATCH, "2020-10-02")
    dates(rows, PAPER, INSPECTORS, "2020-10-20", on="2020-10-21")
    names = "date_start date_end voices is_tie"
    assert given_of(compute(rows), "date", names) == [
        "2020-10-02 2020-10-02 3 false",
        "2020-10-20 2020-10-20 2 true",
        "2020-10-01 2020-10-07 2 true",
        "2020-09-27 2020-11-10 1 false",
    ]


def test_one_voice_that_gives_a_day_and_a_period_around_it_is_no_tie(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", end="2020-10-07")
    dates(rows, OTHER_PAPER, WEST_MINISTRY, "2020-10-02")
    assert given_of(compute(rows), "date", "date_start voices is_tie") == ["2020-10-02 1 false", "2020-10-01 1 false"]


def open_end(rows: Rows) -> None:
    """Leave the last report's period open."""
    rows["strike_reports"][-1] |= {"date_end": "", "date_precision": "period"}


def test_a_period_without_a_known_end_supports_what_begins_in_it(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01")
    open_end(rows)
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03")
    dates(rows, PAPER, WATCH, "2020-09-30")
    assert given_of(compute(rows), "date", "date_start date_end voices is_tie") == [
        "2020-10-03 2020-10-03 2 false",
        "2020-09-30 2020-09-30 1 true",
        "2020-10-01 - 1 true",
    ]


# stated and inferred


def test_what_is_stated_goes_before_what_is_inferred_by_more_voices(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", basis="inferred")
    dates(rows, WATCH, WATCH, "2020-10-03", speech="own_finding", basis="inferred")
    names = "date_start voices is_tie reports first_hand_reports"
    assert given_of(compute(rows), "date", names) == ["2020-10-02 1 false 1 0", "2020-10-03 0 false 2 1"]


def test_a_day_that_is_only_inferred_stays_behind_the_stated_period_around_it(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", end="2020-10-07")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-02", basis="inferred")
    dates(rows, PAPER, WATCH, "2020-10-05", basis="inferred")
    expected = ["2020-10-01 1 false", "2020-10-02 1 false", "2020-10-05 1 false"]
    assert given_of(compute(rows), "date", "date_start voices is_tie") == expected


def test_inferred_dates_vote_where_nobody_states_one(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", basis="inferred")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", basis="inferred")
    dates(rows, PAPER, WATCH, "2020-10-03", basis="inferred")
    assert given_of(compute(rows), "date", "date_start voices is_tie") == ["2020-10-03 2 false", "2020-10-01 1 false"]


# places


def test_dates_and_places_are_counted_apart(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", place=LOWTOWN)
    dates(rows, PAPER, EAST_MINISTRY, "", place=HIGHTOWN)
    dates(rows, PAPER, VILLAGER, "", place=HIGHTOWN)
    dates(rows, PAPER, INSPECTORS, "2020-10-02")
    tables = compute(rows)
    assert given_of(tables, "place", "place_id voices is_tie date_start") == [
        f"{HIGHTOWN} 2 false -",
        f"{LOWTOWN} 1 false -",
    ]
    assert given_of(tables, "date", "date_start voices is_tie place_id") == [
        "2020-10-01 1 true -",
        "2020-10-02 1 true -",
    ]


@pytest.mark.thorough
def test_two_places_of_as_many_voices_are_a_tie(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "", place=LOWTOWN)
    dates(rows, PAPER, EAST_MINISTRY, "", place=HIGHTOWN)
    assert given_of(compute(rows), "place", "place_id is_tie") == [f"{HIGHTOWN} true", f"{LOWTOWN} true"]
