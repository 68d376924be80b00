"""Every count and statement in one table: what stands beside it, where it was read, and what it has fallen to."""

from collections import Counter

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    INSPECTORS,
    NOBODY,
    OTHER_PAPER,
    PAPER,
    VILLAGER,
    WATCH,
    WEST,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells
from tests.shared.deriving import STRIKE, Compute, case, citation, claim, dates, says, source
from tests.shared.mixed_claims import mixed
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, tiny


def told(tables: Rows, names: str, claim_id: str) -> str:
    return next(cells(row, names) for row in tables["claims"] if row["claim_id"] == claim_id)


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
    when = "strike_id strike_name level date_start date_end date_precision date_is_tie in_war place_name territory"
    expected = f"{STRIKE} {STRIKE} strike 2020-10-01 2020-10-01 day false true Lowtown azerbaijan"
    assert cells(row, when) == expected
    assert cells(row, "object extent unit count_min outcome fallen_to") == "house damaged objects 12 - -"
    assert cells(row, "publisher_name publisher_side speaker_name speaker_side view via_name read_in") == (
        "Paperone third_party Westmini azerbaijan azerbaijan Westpres third_party"
    )
    assert cells(row, "voice voice_name") == f"{WEST} Westland"


@pytest.mark.parametrize(
    ("publisher", "speaker", "via", "read_in"),
    quick(
        [
            (WEST_MINISTRY, WEST_MINISTRY, "", "own_document"),
            (WEST_PRESS, WEST_MINISTRY, "", "own_side"),
            (PAPER, WEST_MINISTRY, "", "third_party"),
            (EAST_PRESS, WEST_MINISTRY, "", "adverse"),
            (EAST_PRESS, WATCH, "", "party"),
            (NOBODY, WATCH, "", "unknown"),
            (WATCH, WATCH, "", "own_document"),
            (PAPER, WATCH, "", "third_party"),
            (PAPER, WATCH, WEST_PRESS, "party"),
            (PAPER, WEST_MINISTRY, WEST_PRESS, "third_party"),
            (PAPER, WEST_MINISTRY, EAST_PRESS, "adverse"),
            (WEST_PRESS, VILLAGER, "", "party"),
            (PAPER, VILLAGER, "", "third_party"),
            (NOBODY, WEST_MINISTRY, "", "unknown"),
        ],
        5,
    ),
)
def test_a_claim_says_whose_publication_it_was_read_in(
    compute: Compute, publisher: str, speaker: str, via: str, read_in: str
) -> None:
    rows = case()
    claim(rows, citation(rows, source(rows, publisher), speaker, via=via), 4)
    assert [row["read_in"] for row in compute(rows)["claims"]] == [read_in]


def test_a_claim_names_what_it_counts(compute: Compute) -> None:
    rows = case()
    people = says(rows, PAPER, WEST_MINISTRY, 4)
    told_of = {"strike_id": STRIKE, "citation_id": rows["citations"][0]["citation_id"], "party_id": "", "answers": ""}
    fired = {**tiny()["statements"][1], **told_of, "party_role": "", "hedged": "false"}
    rows["statements"] = [
        {**fired, "statement_id": "sm-testaaaa", "topic": "munition", "code": "munition_rocket", "count_min": "10"},
        {**fired, "statement_id": "sm-testbbbb", "topic": "warhead", "code": "warhead_cluster", "count_min": "2"},
        {**fired, "statement_id": "sm-testcccc", "topic": "target", "code": "target_civilians", "count_min": "3"},
        {**fired, "statement_id": "sm-testdddd", "topic": "law", "code": "law_war_crime"},
    ]
    units = {row["claim_id"]: cells(row, "unit count_min") for row in compute(rows)["claims"]}
    assert units == {
        people: "people 4",
        "sm-testaaaa": "munitions 10",
        "sm-testbbbb": "munitions 2",
        "sm-testcccc": "incidents 3",
        "sm-testdddd": "- -",
    }


@pytest.mark.parametrize(
    ("speaker", "view", "voice"),
    quick(
        [
            (EAST_MINISTRY, "armenian", "Eastland"),
            ("", "third_party", "unattributed"),
            (VILLAGER, "-", "Villager"),
            (WEST_MINISTRY, "azerbaijan", "Westland"),
            (WATCH, "third_party", "Watchngo"),
        ],
        3,
    ),
)
def test_a_claim_is_in_the_view_of_its_speakers_side(compute: Compute, speaker: str, view: str, voice: str) -> None:
    rows = case()
    id_ = says(rows, PAPER, speaker, 4)
    assert told(compute(rows), "view voice_name", id_) == f"{view} {voice}"


# what a claim has fallen to


def test_a_figure_falls_to_the_greater_one_of_a_later_day(compute: Compute) -> None:
    rows = case()
    first = says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05")
    last = says(rows, PAPER, WEST_MINISTRY, 6, on="2020-10-07")
    between = says(rows, OTHER_PAPER, WEST_MINISTRY, 5, on="2020-10-06")
    other = says(rows, PAPER, INSPECTORS, 3, on="2020-10-04")
    tables = compute(rows)
    names = "fallen_to fallen_to_civilians"
    assert [told(tables, names, id_) for id_ in (first, between)] == [f"{last} {last}"] * 2
    assert [told(tables, names, id_) for id_ in (last, other)] == ["- -"] * 2


def test_a_figure_of_civilians_falls_only_among_all_to_a_greater_one_of_persons(compute: Compute) -> None:
    rows = case()
    civilians = says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05", population="civilians")
    persons = says(rows, PAPER, WEST_MINISTRY, 6, on="2020-10-07", population="persons")
    tables = compute(rows)
    assert told(tables, "fallen_to fallen_to_civilians", civilians) == f"{persons} -"
    assert told(tables, "fallen_to fallen_to_civilians", persons) == "- -"


@pytest.mark.thorough
def test_the_day_on_which_it_was_said_goes_before_that_of_the_publication(compute: Compute) -> None:
    rows = case()
    late = says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-09")
    early = says(rows, OTHER_PAPER, WEST_MINISTRY, 6, on="2020-10-07")
    rows["citations"][0]["said_on"] = "2020-10-06"
    tables = compute(rows)
    assert told(tables, "said_on published_on fallen_to", late) == f"2020-10-06 2020-10-09 {early}"
    assert told(tables, "said_on fallen_to", early) == "- -"


def test_a_claim_takes_the_best_date_of_its_strike(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", on="2020-10-09")
    dates(rows, PAPER, EAST_MINISTRY, "2020-10-02")
    dates(rows, PAPER, VILLAGER, "2020-10-02")
    assert {cells(row, "date_start date_is_tie") for row in compute(rows)["claims"]} == {"2020-10-02 false"}
