"""The summary: one row for every strike and group, which agrees with the tables that it is taken from."""

import pytest

from tests.shared.actors import EAST_ARMY, EAST_MINISTRY, PAPER, VILLAGER, WATCH, WEST, WEST_MINISTRY, WEST_NGO
from tests.shared.computed_rows import cells, estimate, summary
from tests.shared.deriving import (
    CAMPAIGN,
    SECOND,
    SERIES,
    STRIKE,
    THIRD,
    Compute,
    case,
    citation,
    claim,
    dates,
    holds,
    nested,
    new_id,
    report,
    says,
    source,
    strike,
)
from tests.shared.mixed_claims import mixed
from tests.shared.tiny import Rows, tiny


def told() -> Rows:
    """A strike of which a ministry tells killed, injured and the day, and accuses; the army denies it."""
    rows = case()
    cited = citation(rows, source(rows, PAPER), WEST_MINISTRY)
    report(rows, cited, "2020-10-01")
    claim(rows, cited, 4, population="civilians")
    claim(rows, cited, 10, "at_least", population="persons", outcome="injured")
    says(rows, WATCH, WATCH, 5, population="persons", speech="own_finding")
    says(rows, PAPER, VILLAGER, 2, outcome="missing")
    report(rows, citation(rows, source(rows, WEST_NGO)), "2020-10-01")
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, EAST_ARMY, "denies")
    return rows


def test_the_summary_of_a_strike(compute: Compute) -> None:
    tables = compute(told())
    assert summary(tables, "strike_id name level date_start date_end date_precision date_is_tie in_war") == (
        f"{STRIKE} {STRIKE} strike 2020-10-01 2020-10-01 day false true"
    )
    assert summary(tables, "place_name country territory latitude longitude coordinate_precision") == (
        "Lowtown AZ azerbaijan 40.5 47 settlement"
    )
    killed = "killed_low killed_best killed_high killed_is_tie killed_high_open killed_basis killed_countable"
    assert summary(tables, killed) == "4 4 5 true false total yes"
    civilians = "civilians_killed_low civilians_killed_best civilians_killed_high civilians_killed_countable"
    assert summary(tables, civilians) == "4 4 5 yes"
    assert (
        summary(tables, "civilians_killed_is_tie civilians_killed_high_open civilians_killed_basis")
        == "false false total"
    )
    assert summary(tables, killed.replace("killed", "injured")) == "10 10 10 false true total yes"
    assert summary(tables, "documents voices sides") == "6 5 3"
    who = "accused grade contested accused_by denied_by conceded_by warhead"
    assert summary(tables, who) == "armenian one_side true Westmini Eastarmy - -"


def test_every_strike_and_group_has_a_row_also_without_a_claim(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=CAMPAIGN)
    tables = compute(rows)
    listed = [row["strike_id"] for row in tables["strike_summary"]]
    assert listed == sorted([STRIKE, SECOND, THIRD, SERIES, CAMPAIGN])
    empty = (
        "killed_low killed_best killed_high killed_is_tie killed_basis injured_low civilians_killed_high accused grade"
    )
    assert summary(tables, f"{empty} contested killed_countable") == "- - - - - - - - - - -"
    assert summary(tables, "killed_low killed_best killed_high killed_countable", CAMPAIGN) == "9 9 9 no"


@pytest.mark.thorough
def test_a_strike_of_which_no_number_is_given_has_no_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified")
    names = "killed_low killed_best killed_high killed_basis killed_countable injured_basis documents"
    assert summary(compute(rows), names) == "- - - none no - 1"


def test_several_accused_sides_stand_in_one_order_without_the_rows_beneath(compute: Compute) -> None:
    rows = case()
    rows["strikes"][0]["notes"] = "Each side lays the strike at the other's door."
    holds(rows, PAPER, EAST_MINISTRY, "accuses", party=WEST)
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EAST_ARMY)
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    holds(rows, PAPER, WEST_MINISTRY, "denies", party=WEST)
    names = "accused grade contested accused_by denied_by"
    expected = "armenian | azerbaijan corroborated | one_side true Watchngo; Westmini | Eastmini nobody | Westmini"
    assert summary(compute(rows), names) == expected


@pytest.mark.thorough
def test_warheads_are_those_that_nobody_only_denies(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4)
    cells_ = {"strike_id": STRIKE, "citation_id": rows["citations"][0]["citation_id"], "topic": "warhead"}
    given = (
        ("a", "warhead_cluster", "asserts"),
        ("b", "warhead_cluster", "confirms"),
        ("c", "warhead_phosphorus", "denies"),
    )
    rows["statements"] = [
        {**tiny()["statements"][1], **cells_, "statement_id": f"sm-test{name * 4}", "code": code, "stance": stance}
        for name, code, stance in given
    ]
    assert summary(compute(rows), "warhead") == "warhead_cluster"


def test_the_figures_are_those_of_the_estimates_in_all_views(compute: Compute) -> None:
    tables = compute(mixed())
    for row in tables["strike_summary"]:
        for outcome, population, name in (("killed", "all", "killed"), ("killed", "civilians", "civilians_killed")):
            found = estimate(tables, of=row["strike_id"], outcome=outcome, population=population)
            assert cells(found, "low best high countable") == cells(
                row, f"{name}_low {name}_best {name}_high {name}_countable"
            )


@pytest.mark.thorough
def test_a_best_date_that_ties_is_marked(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-10-06")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03")
    assert summary(compute(rows), "date_start date_is_tie documents voices sides") == "2020-10-01 true 2 2 2"


def test_rows_that_may_be_the_same_are_named_in_both(compute: Compute) -> None:
    rows = case()
    for of in (SECOND, THIRD):
        strike(rows, of)
        link = {"link_id": new_id(rows, "strike_links", "sl"), "strike_id": STRIKE, "other_id": of}
        rows["strike_links"].append({**link, "relation": "may_be_same"})
    for of in (STRIKE, SECOND, THIRD):
        says(rows, PAPER, WEST_MINISTRY, 4, of=of)
    found = {row["strike_id"]: row["may_be_same"] for row in compute(rows)["strike_summary"]}
    assert found == {STRIKE: f"{SECOND}; {THIRD}", SECOND: STRIKE, THIRD: STRIKE}
