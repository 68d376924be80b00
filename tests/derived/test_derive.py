"""The other computed tables on packages worked out by hand: dates and places, disagreement, claims and balance."""

from collections import Counter

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    ENCLAVE_OFFICE,
    INSPECTORS,
    OTHER_PAPER,
    PAPER,
    PAPERS,
    VILLAGER,
    WATCH,
    WEST,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, given_of
from tests.shared.deriving import (
    CAMPAIGN,
    HIGHTOWN,
    LOWTOWN,
    SECOND,
    STRIKE,
    Compute,
    case,
    citation,
    claim,
    dates,
    nested,
    report,
    says,
    source,
    statement,
    strike,
)
from tests.shared.tiny import Rows, tiny

# strike_dates


def test_the_date_that_most_voices_report_is_best_and_the_others_stay(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-02", on="2020-10-04")
    dates(rows, PAPER, VILLAGER, "2020-10-02", on="2020-10-04")
    dates(rows, WATCH, WATCH, "2020-10-01", on="2020-12-11", speech="own_finding")
    names = "position date_start date_end voices reports first_hand_reports latest_publication"
    expected = ["1 2020-10-02 2020-10-02 2 2 0 2020-10-04", "2 2020-10-01 2020-10-01 1 1 1 2020-12-11"]
    assert given_of(compute(rows), "date", names) == expected


def test_a_date_echoed_by_six_papers_is_of_one_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        dates(rows, paper, WEST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-03")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03")
    assert given_of(compute(rows), "date", "date_start voices reports") == ["2020-10-03 2 2", "2020-10-02 1 6"]


def test_a_tie_of_dates_goes_to_first_hand_speech_before_the_later_publication(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-12-20")
    dates(rows, WATCH, WATCH, "2020-10-02", on="2020-12-11", speech="own_finding")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-12-21")
    assert given_of(compute(rows), "date", "date_start") == ["2020-10-02", "2020-10-03", "2020-10-01"]


def test_a_tie_of_dates_goes_to_the_later_publication_then_to_the_earlier_date(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-03", on="2020-10-05")
    dates(rows, PAPER, INSPECTORS, "2020-10-02", on="2020-10-05")
    dates(rows, PAPER, VILLAGER, "2020-10-04", on="2020-10-06")
    assert given_of(compute(rows), "date", "date_start") == ["2020-10-04", "2020-10-02", "2020-10-03", "2020-10-01"]


def test_dates_and_places_are_counted_apart(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", place=LOWTOWN)
    dates(rows, PAPER, EAST_MINISTRY, "", place=HIGHTOWN)
    dates(rows, PAPER, VILLAGER, "", place=HIGHTOWN)
    dates(rows, PAPER, INSPECTORS, "2020-10-02")
    tables = compute(rows)
    assert given_of(tables, "place", "place_id voices date_start") == [f"{HIGHTOWN} 2 -", f"{LOWTOWN} 1 -"]
    assert given_of(tables, "date", "date_start voices place_id") == ["2020-10-01 1 -", "2020-10-02 1 -"]


# disagreement


def test_disagreement_measures_the_live_totals(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 20, on="2020-10-01")
    says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05")
    says(rows, PAPER, "", 4)
    says(rows, OTHER_PAPER, "", 4)
    says(rows, WATCH, WATCH, 5, speech="own_finding")
    says(rows, PAPER, ENCLAVE_OFFICE, 6, qualifier="range", count_max="9")
    says(rows, PAPER, VILLAGER, 1, scope="subgroup")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices lowest highest spread share_disagreeing modal_confidence") == "5 4 4 9 5 0.5 0.6"


def test_three_voices_with_three_figures_disagree_by_two_thirds(compute: Compute) -> None:
    rows = case()
    for speaker, number in ((WEST_MINISTRY, 3), (EAST_MINISTRY, 5), (WATCH, 10)):
        says(rows, PAPER, speaker, number)
    (row,) = compute(rows)["disagreement"]
    assert (
        cells(row, "claims voices lowest highest spread share_disagreeing modal_confidence") == "3 3 3 10 7 0.667 0.333"
    )


def test_one_voice_agrees_with_itself_and_without_a_best_figure_there_is_no_row(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, PAPER, WEST_MINISTRY, 2, outcome="injured", scope="subgroup")
    says(rows, PAPER, WEST_MINISTRY, None, outcome="missing", qualifier="unquantified")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "outcome claims voices spread share_disagreeing modal_confidence") == "killed 1 1 0 0 1"


def test_disagreement_keeps_a_mediums_finding_beside_its_unattributed_claims(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 9, on="2020-10-05", speech="own_finding")
    says(rows, PAPER, "", 4, on="2020-10-08")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices spread share_disagreeing modal_confidence") == "2 2 5 0.5 0.5"


# claims and balance


def mixed() -> Rows:
    """Counts of people and houses, and statements, by four sides and none, in two territories and two languages."""
    rows = case()
    strike(rows, SECOND, place=HIGHTOWN)
    relayed = citation(rows, source(rows, PAPER), WEST_MINISTRY, via=WEST_PRESS)
    claim(rows, relayed, 4)
    claim(rows, relayed, 1, of=SECOND)
    statement(rows, relayed, "accuses")
    rows["damage_counts"] = [{**tiny()["damage_counts"][0], "strike_id": STRIKE, "citation_id": relayed}]
    foreign = source(rows, EAST_PRESS, language="hy")
    statement(rows, citation(rows, foreign, EAST_MINISTRY), "denies")
    claim(rows, citation(rows, foreign), 5)
    claim(rows, citation(rows, foreign, VILLAGER), 6, of=SECOND)
    report(rows, relayed, "2020-10-01", LOWTOWN)
    return rows


def test_claims_has_a_row_for_every_count_and_statement(compute: Compute) -> None:
    rows = mixed()
    claims = compute(rows)["claims"]
    written = [row["claim_id"] for row in rows["victim_counts"] + rows["damage_counts"]] + [
        row["statement_id"] for row in rows["statements"]
    ]
    assert sorted(row["claim_id"] for row in claims) == sorted(written)
    assert Counter(row["resource"] for row in claims) == {"victim_counts": 4, "damage_counts": 1, "statements": 2}


def test_a_claim_stands_with_its_strike_date_territory_voice_and_relay(compute: Compute) -> None:
    row = next(row for row in compute(mixed())["claims"] if row["resource"] == "damage_counts")
    assert (
        cells(row, "strike_id date_start date_end place_name territory")
        == f"{STRIKE} 2020-10-01 2020-10-01 Lowtown azerbaijan"
    )
    assert cells(row, "object extent count_min outcome") == "house damaged 12 -"
    assert cells(row, "publisher_name speaker_name speaker_side via_name") == "Paperone Westmini azerbaijan Westpres"
    assert cells(row, "voice voice_name") == f"{WEST} Westland"


def test_a_claim_takes_the_date_that_most_voices_report(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-10-09")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-02")
    assert {row["date_start"] for row in compute(rows)["claims"]} == {"2020-10-02"}


def test_the_territory_of_a_group_is_that_of_its_best_reported_place(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=CAMPAIGN)
    for speaker, place in ((WEST_MINISTRY, LOWTOWN), (VILLAGER, HIGHTOWN), (INSPECTORS, HIGHTOWN)):
        report(rows, citation(rows, source(rows, PAPER), speaker), place=place, of=CAMPAIGN)
    tables = compute(rows)
    assert [cells(row, "strike_id territory place_id") for row in tables["claims"]] == [
        f"{CAMPAIGN} nagorno_karabakh -"
    ]
    assert [row["value"] for row in tables["balance"] if row["grouping"] == "territory"] == ["nagorno_karabakh"]


def test_a_group_without_any_place_has_no_territory_and_counts_as_several(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=CAMPAIGN)
    tables = compute(rows)
    assert [cells(row, "strike_id territory") for row in tables["claims"]] == [f"{CAMPAIGN} -"]
    assert [row["value"] for row in tables["balance"] if row["grouping"] == "territory"] == ["several"]


def test_the_territory_of_a_strike_is_its_places_whatever_is_reported(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "", place=HIGHTOWN)
    assert [row["territory"] for row in compute(rows)["claims"]] == ["azerbaijan"]


def test_balance_counts_by_the_side_of_the_voice_and_by_territory(compute: Compute) -> None:
    names = "grouping value strikes claims sources voices languages denials"
    assert [cells(row, names) for row in compute(mixed())["balance"]] == [
        "side armenian 1 1 1 1 1 1",
        "side azerbaijan 2 4 1 1 1 0",
        "side unattributed 1 1 1 1 1 0",
        "side unknown 1 1 1 1 1 0",
        "territory azerbaijan 1 5 2 3 2 1",
        "territory nagorno_karabakh 1 2 2 2 2 0",
    ]


@pytest.mark.parametrize("grouping", ["side", "territory"])
def test_balance_adds_up_to_the_claims(compute: Compute, grouping: str) -> None:
    tables = compute(mixed())
    assert (
        sum(int(row["claims"]) for row in tables["balance"] if row["grouping"] == grouping)
        == len(tables["claims"])
        == 7
    )


def test_no_computed_table_depends_on_the_order_of_rows(compute: Compute) -> None:
    rows = mixed()
    tables = compute(rows)
    assert compute({table: its_rows[::-1] for table, its_rows in rows.items()}) == tables
