"""Grades by rule g2: Armenia and Nagorno-Karabakh apart, denials that contest, and what is said of groups."""

import pytest

from tests.shared.actors import (
    EAST_ARMY,
    EAST_FORMER,
    EAST_MINISTRY,
    EAST_PRESS,
    EITHER_ARMY,
    ENCLAVE_OFFICE,
    INSPECTORS,
    INSTITUTE,
    PAPER,
    VILLAGER,
    WATCH,
    WEST,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, grades
from tests.shared.deriving import CAMPAIGN, SERIES, STRIKE, Compute, case, holds, nested
from tests.shared.speeds import quick

# Armenia and Nagorno-Karabakh


def test_armenia_and_nagorno_karabakh_are_one_accused_side_with_a_row_each_beneath(compute: Compute) -> None:
    rows = case()
    for party in (EAST_ARMY, ENCLAVE_OFFICE, EITHER_ARMY):
        holds(rows, PAPER, WEST_MINISTRY, "accuses", party=party)
    names = "accused grade attributed_voices accusations"
    expected = ["armenia one_side 1 1", "armenian one_side 1 3", "nagorno_karabakh one_side 1 1"]
    assert grades(compute(rows), names) == expected


def test_words_that_do_not_tell_them_apart_have_one_row(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EITHER_ARMY)
    assert grades(compute(rows)) == ["armenian one_side"]


def test_one_admits_for_the_side_but_not_for_the_other_of_the_two(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EAST_ARMY)
    holds(rows, PAPER, ENCLAVE_OFFICE, "admits", party=EAST_ARMY)
    names = "accused grade admissions conceded_by"
    assert grades(compute(rows), names) == ["armenia one_side 1 -", "armenian conceded 1 Encloffi"]


def test_one_denies_what_the_other_admits(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, ENCLAVE_OFFICE, "admits", party=ENCLAVE_OFFICE)
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EAST_ARMY)
    holds(rows, PAPER, EAST_MINISTRY, "denies", party=EAST_ARMY)
    names = "accused grade contested conceded_by denied_by"
    assert grades(compute(rows), names) == [
        "armenia one_side true - Eastmini",
        "armenian conceded true Encloffi Eastmini",
        "nagorno_karabakh conceded false Encloffi -",
    ]


@pytest.mark.thorough
def test_each_accused_side_has_a_grade(compute: Compute) -> None:
    rows = case()
    rows["strikes"][0]["notes"] = "Each side lays the strike at the other's door."
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EAST_ARMY)
    holds(rows, PAPER, EAST_MINISTRY, "accuses", party=WEST)
    holds(rows, PAPER, INSTITUTE, "accuses", party=WEST)
    holds(rows, PAPER, WEST_MINISTRY, "denies", party=WEST)
    assert grades(compute(rows), "accused grade contested accused_by denied_by denials") == [
        "armenia one_side false Westmini - 0",
        "armenian one_side false Westmini - 0",
        "azerbaijan several_sides true Eastmini; Institut Westmini 1",
    ]


@pytest.mark.thorough
def test_third_parties_are_no_one_side_for_which_one_denies_or_admits_what_another_did(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "accuses", party=WATCH)
    holds(rows, PAPER, INSPECTORS, "denies", party=WATCH)
    assert grades(compute(rows), "accused grade contested denials denied_by") == ["third_party one_side false 1 -"]


# contested


def test_a_denial_by_the_accused_side_contests_and_accuses_nobody(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    names = "grade contested attributed_voices accusations denials denied_by"
    assert grades(compute(rows), names) == ["one_side true 1 1 1 Eastmini"] * 2


@pytest.mark.thorough
def test_a_denial_relayed_by_the_other_side_contests(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WEST_PRESS, EAST_MINISTRY, "denies", via=WEST_MINISTRY)
    assert grades(compute(rows), "contested denials") == ["true 1"] * 2


@pytest.mark.parametrize("speaker", quick([EAST_PRESS, WATCH, WEST_MINISTRY, VILLAGER, EAST_FORMER], 2))
def test_a_denial_by_anybody_but_a_party_is_only_numbered(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, speaker, "denies", "own_finding" if speaker == WATCH else "")
    assert grades(compute(rows), "grade contested denials denied_by") == ["one_side false 1 -"] * 2


def test_who_concedes_does_not_contest_but_another_party_of_the_side_does(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_ARMY, "admits")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    tables = compute(rows)
    assert grades(tables, "grade contested denied_by") == ["conceded false Eastmini"] * 2
    holds(rows, PAPER, ENCLAVE_OFFICE, "denies")
    assert grades(compute(rows), "accused contested") == ["armenia false", "armenian true"]


@pytest.mark.thorough
def test_an_adverse_admission_does_not_take_a_denial_back(compute: Compute) -> None:
    rows = case()
    holds(rows, WEST_PRESS, EAST_ARMY, "admits")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    assert grades(compute(rows), "grade contested") == ["nobody_accuses true"] * 2


# groups


def test_what_is_said_of_a_group_is_numbered_at_its_parts_and_changes_no_grade(compute: Compute) -> None:
    rows = nested()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "confirms", "own_finding", of=CAMPAIGN)
    holds(rows, PAPER, EAST_MINISTRY, "denies", of=CAMPAIGN)
    holds(rows, PAPER, EAST_MINISTRY, "denies", of=SERIES)
    holds(rows, PAPER, VILLAGER, "denies", of=SERIES)
    holds(rows, PAPER, ENCLAVE_OFFICE, "admits", of=SERIES)
    tables = compute(rows)
    names = "strike_id grade contested denials group_denials group_admissions group_confirmations"
    assert [cells(row, names) for row in tables["strike_grades"] if row["accused"] == "armenian"] == [
        f"{CAMPAIGN} corroborated true 1 0 0 0",
        f"{STRIKE} one_side false 0 3 1 1",
        "st-theserie conceded true 2 1 0 1",
    ]


def test_a_grade_of_a_part_does_not_pass_to_its_group(compute: Compute) -> None:
    rows = nested()
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    holds(rows, PAPER, WEST_MINISTRY, "accuses", of=CAMPAIGN)
    tables = compute(rows)
    names = "strike_id grade contested group_denials group_confirmations"
    assert [cells(row, names) for row in tables["strike_grades"] if row["accused"] == "armenian"] == [
        f"{CAMPAIGN} one_side false 0 0",
        f"{STRIKE} corroborated true 0 0",
    ]
