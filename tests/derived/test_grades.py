"""Accusations and their expected grade: conceded, corroborated, by many voices or one, contested."""

import pytest

from tests.shared.actors import (
    EAST,
    EAST_ARMY,
    EAST_FORMER,
    EAST_MINISTRY,
    EAST_PRESS,
    EITHER_ARMY,
    ENCLAVE_OFFICE,
    INSPECTORS,
    INSTITUTE,
    LEXICON,
    NOBODY,
    OTHER_PAPER,
    PAPER,
    PAPERS,
    VILLAGER,
    WATCH,
    WEST,
    WEST_AIDE,
    WEST_MINISTRY,
    WEST_NGO,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, grades
from tests.shared.deriving import CAMPAIGN, SERIES, STRIKE, Compute, case, holds, nested, statement
from tests.shared.speeds import quick

# strike_grades: conceded


@pytest.mark.parametrize("speaker", [EAST, EAST_MINISTRY, EAST_ARMY, ENCLAVE_OFFICE])
def test_a_body_in_office_of_the_accused_side_concedes(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, speaker, "admits")
    assert grades(compute(rows), "accused rule grade contested voices accusations admissions") == [
        "armenian g1 conceded false 1 0 1"
    ]


@pytest.mark.parametrize("publisher", [EAST_PRESS, NOBODY, PAPER])
def test_an_admission_in_any_publication_but_the_other_sides_concedes(compute: Compute, publisher: str) -> None:
    rows = case()
    holds(rows, publisher, EAST_MINISTRY, "admits")
    assert grades(compute(rows)) == ["armenian conceded"]


@pytest.mark.parametrize("via", [EAST_PRESS, OTHER_PAPER, NOBODY])
def test_an_admission_through_anybody_but_the_other_side_concedes(compute: Compute, via: str) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "admits", via=via)
    assert grades(compute(rows)) == ["armenian conceded"]


def test_a_former_official_does_not_concede(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_FORMER, "admits")
    assert grades(compute(rows), "accused grade voices admissions") == ["armenian single_voice 1 1"]


def test_an_admission_in_the_other_sides_publication_does_not_concede(compute: Compute) -> None:
    rows = case()
    holds(rows, WEST_PRESS, EAST_MINISTRY, "admits")
    assert grades(compute(rows), "accused grade voices admissions") == ["armenian single_voice 1 1"]


@pytest.mark.parametrize("via", [WEST_MINISTRY, WEST_PRESS])
def test_an_admission_relayed_by_the_other_side_does_not_concede(compute: Compute, via: str) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "admits", via=via)
    assert grades(compute(rows), "accused grade voices admissions") == ["armenian single_voice 1 1"]


@pytest.mark.parametrize("speaker", [WEST_MINISTRY, INSPECTORS, VILLAGER])
def test_nobody_concedes_for_another_side(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, speaker, "admits")
    assert grades(compute(rows)) == ["armenian single_voice"]


# strike_grades: corroborated


@pytest.mark.parametrize("speaker", [WATCH, INSPECTORS])
@pytest.mark.parametrize("publisher", ["", PAPER, LEXICON])
def test_a_third_partys_own_finding_in_its_own_or_a_third_partys_document_corroborates(
    compute: Compute, speaker: str, publisher: str
) -> None:
    rows = case()
    holds(rows, publisher or speaker, speaker, "confirms", "own_finding")
    assert grades(compute(rows), "accused grade voices accusations") == ["armenian corroborated 1 1"]


@pytest.mark.parametrize(
    ("publisher", "speaker", "stance", "speech"),
    quick(
        [
            (WEST_PRESS, WATCH, "confirms", "own_finding"),
            (EAST_PRESS, WATCH, "confirms", "own_finding"),
            (NOBODY, WATCH, "confirms", "own_finding"),
            (WATCH, WATCH, "accuses", "own_finding"),
            (WATCH, WATCH, "confirms", "own_voice"),
            (PAPER, WATCH, "confirms", "reported"),
            (PAPER, WATCH, "confirms", "quoted"),
            (WEST_NGO, WEST_NGO, "confirms", "own_finding"),
            (INSTITUTE, INSTITUTE, "confirms", "own_finding"),
            (PAPER, PAPER, "confirms", "own_finding"),
            (PAPER, WEST_MINISTRY, "confirms", "own_finding"),
        ],
        4,
    ),
)
def test_anything_else_does_not_corroborate(
    compute: Compute, publisher: str, speaker: str, stance: str, speech: str
) -> None:
    rows = case()
    holds(rows, publisher, speaker, stance, speech)
    assert grades(compute(rows)) == ["armenian single_voice"]


def test_a_denial_by_its_own_finding_does_not_corroborate(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "denies", "own_finding")
    assert grades(compute(rows), "grade contested voices denials") == ["single_voice false 1 1"]


def test_a_concession_is_stronger_than_a_corroboration_and_that_than_many_voices(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    tables = compute(rows)
    assert grades(tables, "grade voices") == ["corroborated 2"]
    holds(rows, PAPER, EAST_MINISTRY, "admits")
    assert grades(compute(rows), "grade voices accusations admissions") == ["conceded 3 2 1"]


# strike_grades: voices, denials, groups


def test_two_voices_that_accuse_are_multiple(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, VILLAGER, "accuses")
    assert grades(compute(rows), "grade voices accusations") == ["multiple_voices 2 2"]


def test_offices_of_one_state_that_accuse_are_a_single_voice(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, OTHER_PAPER, WEST_AIDE, "accuses")
    assert grades(compute(rows), "grade voices accusations") == ["single_voice 1 2"]


def test_publications_that_accuse_in_their_own_voice_are_a_single_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        holds(rows, paper, "", "accuses")
    assert grades(compute(rows), "grade voices accusations") == ["single_voice 1 6"]


def test_a_voice_that_denies_is_not_one_that_accuses(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    assert grades(compute(rows), "grade contested voices accusations denials") == ["single_voice true 1 1 1"]


def test_a_denial_relayed_by_the_other_side_contests(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WEST_PRESS, EAST_MINISTRY, "denies", via=WEST_MINISTRY)
    assert grades(compute(rows), "grade contested denials") == ["single_voice true 1"]


@pytest.mark.parametrize("speaker", [WEST_MINISTRY, WATCH, VILLAGER])
def test_a_denial_by_anybody_but_the_accused_side_does_not_contest(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, speaker, "denies")
    assert grades(compute(rows), "contested denials") == ["false 1"]


def test_a_concession_may_be_contested(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_ARMY, "admits")
    holds(rows, PAPER, ENCLAVE_OFFICE, "denies")
    assert grades(compute(rows), "grade contested") == ["conceded true"]


def test_armenia_and_nagorno_karabakh_are_one_accused_side(compute: Compute) -> None:
    rows = case()
    for party in (EAST_ARMY, ENCLAVE_OFFICE, EITHER_ARMY):
        holds(rows, PAPER, WEST_MINISTRY, "accuses", party=party)
    assert grades(compute(rows), "accused voices accusations") == ["armenian 1 3"]


def test_each_accused_side_has_a_grade(compute: Compute) -> None:
    rows = case()
    rows["strikes"][0]["notes"] = "Each side lays the strike at the other's door."
    holds(rows, PAPER, WEST_MINISTRY, "accuses", party=EAST_ARMY)
    holds(rows, PAPER, EAST_MINISTRY, "accuses", party=WEST)
    holds(rows, PAPER, VILLAGER, "accuses", party=WEST)
    holds(rows, PAPER, WEST_MINISTRY, "denies", party=WEST)
    expected = ["armenian single_voice false 1 1 0", "azerbaijan multiple_voices true 2 2 1"]
    assert grades(compute(rows), "accused grade contested voices accusations denials") == expected


def test_a_denial_without_an_accusation_and_a_supporter_have_no_grade(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    statement(rows, rows["citations"][0]["citation_id"], "accuses", party=WATCH, role="supported")
    assert compute(rows)["strike_grades"] == []


def test_a_groups_grade_does_not_pass_to_its_parts_but_its_denials_are_counted_beside(compute: Compute) -> None:
    rows = nested()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "confirms", "own_finding", of=CAMPAIGN)
    holds(rows, PAPER, EAST_MINISTRY, "denies", of=CAMPAIGN)
    holds(rows, PAPER, EAST_MINISTRY, "denies", of=SERIES)
    holds(rows, PAPER, VILLAGER, "denies", of=SERIES)
    tables = compute(rows)
    names = "strike_id grade contested voices denials group_denials"
    campaign, first = f"{CAMPAIGN} corroborated true 1 1 0", f"{STRIKE} single_voice false 1 0 2"
    assert [cells(row, names) for row in tables["strike_grades"]] == [campaign, first]


def test_a_grade_of_a_part_does_not_pass_to_its_group(compute: Compute) -> None:
    rows = nested()
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    holds(rows, PAPER, WEST_MINISTRY, "accuses", of=CAMPAIGN)
    tables = compute(rows)
    names = "strike_id grade contested group_denials"
    assert [cells(row, names) for row in tables["strike_grades"]] == [
        f"{CAMPAIGN} single_voice false 0",
        f"{STRIKE} corroborated true 0",
    ]
