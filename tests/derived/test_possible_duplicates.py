"""`possible_duplicates` on packages worked out by hand: which pairs it lists, why, and what was decided of them."""

import pytest

from tests.shared.actors import OTHER_PAPER, PAPER, WATCH, WEST_MINISTRY
from tests.shared.computed_rows import cells
from tests.shared.deriving import (
    CAMPAIGN,
    HIGHTOWN,
    LOWTOWN,
    SECOND,
    SERIES,
    STRIKE,
    Compute,
    case,
    citation,
    claim,
    part,
    says,
    source,
    statement,
    strike,
)
from tests.shared.speeds import quick
from tests.shared.tiny import Rows

pytestmark = pytest.mark.thorough

NAMES = "resource id other_id why days km is_open decision decided_by"


def pairs(compute: Compute, rows: Rows, names: str = NAMES) -> list[str]:
    return [cells(row, names) for row in compute(rows)["possible_duplicates"]]


def reported(rows: Rows, of: str, start: str, end: str = "", place: str = "") -> None:
    """Add a document that claims something of a strike, and its days."""
    cited = citation(rows, source(rows, PAPER))
    claim(rows, cited, None, "unquantified", of)
    rows["strike_reports"].append(
        {
            "report_id": f"sr-test{len(rows['strike_reports']):04}",
            "strike_id": of,
            "citation_id": cited,
            "date_start": start,
            "date_end": end or start,
            "date_precision": "days",
            "place_id": place,
            "basis": "stated",
        }
    )


def decide(rows: Rows, one: str, other: str, decision: str = "distinct") -> None:
    told = {"id": one, "other_id": other, "decision": decision, "reason": "Made up.", "decided_on": "2026-01-03"}
    rows["decisions"].append({"decision_id": f"de-test{len(rows['decisions']):04}", **told})


def link(rows: Rows, one: str, other: str) -> None:
    ends = {"strike_id": one, "other_id": other, "relation": "may_be_same"}
    rows["strike_links"].append({"link_id": "sl-testlink", **ends})


def two(day: str = "2020-10-01", other_day: str = "2020-10-02", place: str = LOWTOWN, **point: str) -> Rows:
    """Two strikes, by default at one place on two days; `point` moves the second place."""
    rows = case()
    rows["places"][1] |= point
    strike(rows, SECOND, place=place)
    reported(rows, STRIKE, day)
    reported(rows, SECOND, other_day)
    return rows


# Strikes


def test_strikes_a_day_apart_are_near(compute: Compute) -> None:
    assert pairs(compute, two()) == [f"strikes {STRIKE} {SECOND} near 1 0 true - -"]


@pytest.mark.parametrize(("day", "near"), [("2020-09-30", 1), ("2020-10-03", 0), ("2020-09-29", 0)])
def test_a_day_apart_is_one_day_either_way(compute: Compute, day: str, near: int) -> None:
    assert len(pairs(compute, two(other_day=day))) == near


@pytest.mark.parametrize(
    ("latitude", "longitude", "km"),
    quick(
        [
            ("40.5", "47.11", "9.3"),
            ("40.5", "46.89", "9.3"),
            ("40.589", "47", "9.9"),
            ("40.411", "47", "9.9"),
            ("40.56", "47.08", "9.5"),
            ("40.5", "47.12", None),
            ("40.591", "47", None),
            ("40.57", "47.09", None),
        ],
        3,
    ),
)
def test_ten_kilometres_are_measured_across_the_cells_of_the_grid(
    compute: Compute, latitude: str, longitude: str, km: str | None
) -> None:
    rows = two(other_day="2020-10-01", place=HIGHTOWN, latitude=latitude, longitude=longitude)
    assert pairs(compute, rows, "why days km") == ([f"near 0 {km}"] if km else [])


def test_a_place_without_a_point_is_near_itself_alone(compute: Compute) -> None:
    no_point = {"latitude": "", "longitude": "", "coordinate_precision": "", "gazetteer": ""}
    rows = two()
    rows["places"][0] |= no_point
    assert pairs(compute, rows, "why days km") == ["near 1 -"]
    rows = two(place=HIGHTOWN, **no_point)
    rows["places"][0] |= no_point
    assert pairs(compute, rows) == []


def test_a_period_is_near_every_day_of_it(compute: Compute) -> None:
    rows = two(other_day="2020-09-20")
    reported(rows, SECOND, "2020-10-02", "2020-10-05")
    assert pairs(compute, rows, "why days") == ["near 1"]


def test_only_what_is_undecided_is_open(compute: Compute) -> None:
    rows = two(other_day="2020-10-01")
    link(rows, SECOND, STRIKE)
    assert pairs(compute, rows) == [f"strikes {STRIKE} {SECOND} near 0 0 false may_be_same sl-testlink"]
    decide(rows, SECOND, STRIKE, "may_be_same")
    assert pairs(compute, rows) == [f"strikes {STRIKE} {SECOND} near 0 0 false may_be_same de-test0000"]
    rows["strike_links"].clear()
    rows["decisions"][0]["decision"] = "distinct"
    assert pairs(compute, rows) == [f"strikes {STRIKE} {SECOND} near 0 0 false distinct de-test0000"]


def grouped(start: str = "2020-09-30", end: str = "2020-10-02", place: str = LOWTOWN, level: str = "series") -> Rows:
    """A strike on Lowtown of 1 October, and a group to which nothing links it."""
    rows = case()
    strike(rows, SERIES, level, place)
    reported(rows, STRIKE, "2020-10-01")
    reported(rows, SERIES, start, end)
    return rows


def test_a_group_whose_place_and_days_contain_a_strike_may_have_it_as_a_part(compute: Compute) -> None:
    rows = grouped("2020-10-01", "2020-10-01")
    assert pairs(compute, rows) == [f"strikes {STRIKE} {SERIES} inside_group - - true - -"]
    decide(rows, SERIES, STRIKE)
    assert pairs(compute, rows) == [f"strikes {STRIKE} {SERIES} inside_group - - false distinct de-test0000"]


def test_a_group_is_not_compared_with_its_parts_nor_outside_its_days_nor_elsewhere(compute: Compute) -> None:
    assert len(pairs(compute, grouped())) == 1
    assert pairs(compute, grouped(end="2020-09-30")) == []
    assert pairs(compute, grouped("2020-10-02")) == []
    assert pairs(compute, grouped(place=HIGHTOWN)) == []
    assert pairs(compute, grouped(place="")) == []
    assert pairs(compute, grouped(place=LOWTOWN, level="campaign")) == []
    rows = grouped()
    strike(rows, "st-innergrp", "series", "", part_of=SERIES)
    part(rows, STRIKE, "st-innergrp")
    assert pairs(compute, rows) == []


def test_the_place_of_a_group_may_be_reported_or_be_the_district_of_the_strike(compute: Compute) -> None:
    rows = grouped(place="")
    reported(rows, SERIES, "2020-09-20", place=LOWTOWN)
    assert pairs(compute, rows, "why") == ["inside_group"]
    for names in ({"name": "Lower District", "name_az": "X"}, {"name": "X", "name_az": "Lower rayonu"}):
        rows = grouped(place=HIGHTOWN)
        rows["places"][0]["admin"] = "Lower"
        rows["places"][1] |= {**names, "kind": "district"}
        assert pairs(compute, rows, "why") == ["inside_group"]
        rows["places"][1]["kind"] = "town"
        assert pairs(compute, rows) == []


def said_of_both(level: str = "campaign", place: str = "", day: str = "2020-10-01", of: int = 4) -> Rows:
    """A strike on Lowtown and another strike or group, of both of which one passage says that four were killed."""
    rows = case()
    strike(rows, CAMPAIGN, level, place)
    reported(rows, STRIKE, "2020-10-01")
    reported(rows, CAMPAIGN, day)
    cited = citation(rows, source(rows, PAPER))
    claim(rows, cited, 4)
    claim(rows, cited, of, of=CAMPAIGN)
    return rows


def test_a_strike_and_a_group_of_which_one_passage_says_the_same_are_listed(compute: Compute) -> None:
    rows = said_of_both()
    assert pairs(compute, rows) == [f"strikes {CAMPAIGN} {STRIKE} one_claim - - true - -"]
    decide(rows, STRIKE, CAMPAIGN)
    assert pairs(compute, rows) == [f"strikes {CAMPAIGN} {STRIKE} one_claim - - false distinct de-test0000"]
    part(rows, STRIKE, CAMPAIGN)
    rows["decisions"].clear()
    assert pairs(compute, rows) == []


def test_one_claim_is_of_the_same_words_and_days_within_ten_kilometres(compute: Compute) -> None:
    assert pairs(compute, said_of_both(of=5)) == []
    assert pairs(compute, said_of_both(day="2020-10-02")) == []
    rows = said_of_both(place=HIGHTOWN)
    assert pairs(compute, rows) == []
    rows["places"][1]["latitude"] = "40.58"
    assert pairs(compute, rows, "why") == ["one_claim"]
    cited = citation(rows, rows["sources"][-1]["source_id"])
    rows["victim_counts"][-1]["citation_id"] = cited
    assert pairs(compute, rows) == []
    its, other = rows["citations"][-2:]
    other["passage_start"] = str(int(its["passage_start"]) - 4)
    other["passage_words"] = "5"
    assert pairs(compute, rows, "why") == ["one_claim"]


# Documents


def documents(
    passages: list[str], others: list[str], titles: tuple[str, str] = ("One", "Two")
) -> tuple[Rows, str, str]:
    """Two documents with passages by their fingerprints; rows, and the ids of the two."""
    rows = case()
    ids = [source(rows, PAPER), source(rows, WATCH)]
    for id_, title, its in zip(ids, titles, (passages, others), strict=True):
        next(row for row in rows["sources"] if row["source_id"] == id_)["title"] = title
        for mark in its:
            claim(rows, citation(rows, id_), None, "unquantified")
            rows["citations"][-1]["passage_sha256"] = mark * 64
    return rows, ids[0], ids[1]


def test_documents_that_share_a_quarter_of_the_passages_of_the_shorter_are_alike(compute: Compute) -> None:
    rows, one, other = documents([*"abcde"], [*"a123"])
    assert pairs(compute, rows) == [f"sources {one} {other} same_passages - - true - -"]
    decide(rows, other, one)
    assert pairs(compute, rows) == [f"sources {one} {other} same_passages - - false distinct de-test0000"]
    assert pairs(compute, documents([*"abcde"], [*"a1234"])[0]) == []


def test_documents_with_one_title_are_compared_with_the_first(compute: Compute) -> None:
    rows, one, other = documents(["a"], ["b"], ("A strike on Lowtown", "“A Strike on Lowtown”"))
    third = source(rows, OTHER_PAPER)
    rows["sources"][-1]["title"] = "A strike, on Lowtown"
    claim(rows, citation(rows, third), None, "unquantified")
    assert pairs(compute, rows, "id other_id why") == [f"{one} {other} same_title", f"{one} {third} same_title"]


# Claims


def test_the_same_figure_of_a_speaker_in_one_document_or_two_of_a_day_is_compared_with_the_first(
    compute: Compute,
) -> None:
    rows = case()
    first = says(rows, PAPER, WEST_MINISTRY, 4)
    again = claim(rows, citation(rows, rows["sources"][0]["source_id"], WEST_MINISTRY), 4)
    elsewhere = says(rows, PAPER, WEST_MINISTRY, 4)
    for other in (
        {"publisher": OTHER_PAPER},
        {"on": "2020-10-06"},
        {"on": ""},
        {"speaker": WATCH},
        {"number": 5},
        {"outcome": "injured"},
        {"demographic": "women"},
        {"population": "persons"},
        {"occupation": "medical"},
        {"scope": "subgroup"},
        {"number": None, "qualifier": "unquantified"},
    ):
        says(rows, **{"publisher": PAPER, "speaker": WEST_MINISTRY, "number": 4, **other})  # type: ignore[arg-type]
    assert pairs(compute, rows, "resource id other_id why is_open") == [
        f"victim_counts {first} {again} same_claim true",
        f"victim_counts {first} {elsewhere} same_claim true",
    ]


def test_the_same_statement_twice_in_a_document_is_listed_and_of_another_strike_is_not(compute: Compute) -> None:
    rows = two()
    strike(rows, CAMPAIGN, "campaign", "")
    its = source(rows, PAPER)
    one, other = (statement(rows, citation(rows, its), "accuses") for _ in range(2))
    statement(rows, citation(rows, its), "denies")
    statement(rows, citation(rows, its), "accuses", of=SECOND)
    statement(rows, citation(rows, its), "accuses", of=CAMPAIGN)
    assert pairs(compute, rows, "resource id other_id why")[0] == f"statements {one} {other} same_claim"
    assert len(pairs(compute, rows)) == 2
