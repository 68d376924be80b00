"""Accusations and their grade by rule g2: conceded, corroborated, several sides, one side."""

import pytest

from tests.shared.actors import (
    EAST,
    EAST_ARMY,
    EAST_FORMER,
    EAST_MINISTRY,
    EAST_PRESS,
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
    WEST_AIDE,
    WEST_MINISTRY,
    WEST_NGO,
    WEST_PRESS,
)
from tests.shared.computed_rows import grades, summary
from tests.shared.deriving import Compute, case, citation, holds, source, statement
from tests.shared.speeds import quick

# conceded


@pytest.mark.parametrize("speaker", quick([EAST_MINISTRY, EAST, EAST_ARMY, ENCLAVE_OFFICE], 1))
def test_a_party_concedes(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, speaker, "admits")
    names = "accused rule grade contested attributed_voices accusations admissions adverse_admissions accused_by"
    assert grades(compute(rows), names)[-1] == "armenian g2 conceded false 0 0 1 0 -"


@pytest.mark.parametrize("publisher", quick([EAST_PRESS, NOBODY, PAPER], 1))
def test_an_admission_in_any_publication_but_the_other_sides_concedes(compute: Compute, publisher: str) -> None:
    rows = case()
    holds(rows, publisher, EAST_MINISTRY, "admits")
    assert grades(compute(rows), "accused grade conceded_by") == [
        "armenia conceded Eastmini",
        "armenian conceded Eastmini",
    ]


@pytest.mark.parametrize("via", quick([EAST_PRESS, OTHER_PAPER, NOBODY], 1))
def test_an_admission_through_anybody_but_the_other_side_concedes(compute: Compute, via: str) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "admits", via=via)
    assert grades(compute(rows)) == ["armenia conceded", "armenian conceded"]


def test_a_former_official_does_not_concede(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_FORMER, "admits")
    names = "accused grade admissions adverse_admissions conceded_by"
    assert grades(compute(rows), names) == ["armenia nobody_accuses 1 0 -", "armenian nobody_accuses 1 0 -"]


@pytest.mark.parametrize(
    ("publisher", "via"), quick([(WEST_PRESS, ""), (PAPER, WEST_PRESS), (PAPER, WEST_MINISTRY)], 2)
)
def test_an_admission_in_a_publication_of_the_other_side_or_through_it_is_only_numbered(
    compute: Compute, publisher: str, via: str
) -> None:
    rows = case()
    holds(rows, publisher, EAST_MINISTRY, "admits", via=via)
    names = "grade contested attributed_voices publications admissions adverse_admissions accused_by_sides conceded_by"
    assert grades(compute(rows), names) == ["nobody_accuses false 0 0 1 1 - -"] * 2


@pytest.mark.thorough
def test_a_text_of_the_accused_that_the_other_side_prints_is_adverse_although_it_is_its_own(compute: Compute) -> None:
    rows = case()
    holds(rows, WEST_PRESS, EAST_MINISTRY, "admits")
    rows["sources"][0]["voice_id"] = EAST
    tables = compute(rows)
    assert grades(tables, "grade adverse_admissions") == ["nobody_accuses 1"] * 2
    assert [row["read_in"] for row in tables["claims"]] == ["adverse"]


@pytest.mark.parametrize("speaker", quick([WEST_MINISTRY, INSPECTORS, VILLAGER], 1))
def test_nobody_concedes_for_another_side(compute: Compute, speaker: str) -> None:
    rows = case()
    holds(rows, PAPER, speaker, "admits")
    assert grades(compute(rows)) == ["armenia nobody_accuses", "armenian nobody_accuses"]


def test_what_is_hedged_neither_concedes_nor_corroborates(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "admits", hedged=True)
    holds(rows, WATCH, WATCH, "confirms", "own_finding", hedged=True)
    names = "grade admissions conceded_by corroborated_by accused_by"
    assert grades(compute(rows), names) == ["one_side 1 - - Watchngo"] * 2


# corroborated


@pytest.mark.parametrize(
    ("speaker", "publisher"),
    quick(
        [
            (WATCH, WATCH),
            (INSPECTORS, PAPER),
            (INSPECTORS, INSPECTORS),
            (WATCH, PAPER),
            (WATCH, LEXICON),
            (INSPECTORS, LEXICON),
        ],
        2,
    ),
)
def test_a_third_partys_own_finding_in_its_own_or_a_third_partys_document_corroborates(
    compute: Compute, speaker: str, publisher: str
) -> None:
    rows = case()
    holds(rows, publisher, speaker, "confirms", "own_finding")
    name = speaker.removeprefix("ac-").capitalize()
    names = "accused grade corroborated_by attributed_voices accusations confirmations confirmations_read_at_a_party"
    assert grades(compute(rows), names)[-1] == f"armenian corroborated {name} 1 0 1 0"


@pytest.mark.parametrize(
    ("publisher", "speaker", "stance", "speech"),
    quick(
        [
            (NOBODY, WATCH, "confirms", "own_finding"),
            (WATCH, WATCH, "accuses", "own_finding"),
            (PAPER, WATCH, "confirms", "reported"),
            (WATCH, WATCH, "confirms", "own_voice"),
            (PAPER, WATCH, "confirms", "quoted"),
            (WEST_NGO, WEST_NGO, "confirms", "own_finding"),
            (INSTITUTE, INSTITUTE, "confirms", "own_finding"),
            (PAPER, PAPER, "confirms", "own_finding"),
            (PAPER, WEST_MINISTRY, "confirms", "own_finding"),
        ],
        3,
    ),
)
def test_anything_else_does_not_corroborate(
    compute: Compute, publisher: str, speaker: str, stance: str, speech: str
) -> None:
    rows = case()
    holds(rows, publisher, speaker, stance, speech)
    assert grades(compute(rows), "grade corroborated_by confirmations_read_at_a_party") == ["one_side - 0"] * 2


@pytest.mark.parametrize("publisher", quick([WEST_PRESS, EAST_PRESS], 1))
def test_a_confirmation_read_at_a_party_is_only_numbered(compute: Compute, publisher: str) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, publisher, WATCH, "confirms", "own_finding")
    names = "grade corroborated_by accused_by_sides confirmations confirmations_read_at_a_party"
    assert grades(compute(rows), names) == ["one_side - azerbaijan; third_party 1 1"] * 2


@pytest.mark.parametrize("voice", quick([WEST_PRESS, EAST_PRESS], 1))
def test_a_finding_in_a_partys_text_that_a_third_party_prints_is_read_at_a_party(compute: Compute, voice: str) -> None:
    rows = case()
    holds(rows, PAPER, WATCH, "confirms", "own_finding")
    rows["sources"][0]["voice_id"] = voice
    tables = compute(rows)
    assert grades(tables, "grade confirmations_read_at_a_party") == ["one_side 1"] * 2


@pytest.mark.thorough
@pytest.mark.parametrize("publisher", [WEST_PRESS, EAST_PRESS])
def test_a_finding_that_a_party_prints_in_full_is_read_at_a_party(compute: Compute, publisher: str) -> None:
    rows = case()
    holds(rows, publisher, WATCH, "confirms", "own_finding")
    rows["sources"][0]["voice_id"] = WATCH
    tables = compute(rows)
    assert grades(tables, "grade confirmations_read_at_a_party") == ["one_side 1"] * 2
    assert [row["read_in"] for row in tables["claims"]] == ["party"]


def test_a_concession_is_stronger_than_a_corroboration_and_that_than_several_sides(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, WATCH, WATCH, "confirms", "own_finding")
    tables = compute(rows)
    assert grades(tables, "grade attributed_voices") == ["corroborated 2"] * 2
    holds(rows, PAPER, EAST_MINISTRY, "admits")
    assert grades(compute(rows), "grade attributed_voices accusations admissions") == ["conceded 2 1 1"] * 2


# several sides, one side


def test_voices_of_two_sides_that_accuse_are_several_sides(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, INSTITUTE, "accuses")
    names = "grade accused_by_sides accused_by attributed_voices accusations"
    assert grades(compute(rows), names) == ["several_sides azerbaijan; third_party Institut; Westmini 2 2"] * 2


def test_two_voices_of_one_side_or_of_none_are_one_side(compute: Compute) -> None:
    rows = case()
    for speaker in (WEST_MINISTRY, WEST_NGO, VILLAGER):
        holds(rows, PAPER, speaker, "accuses")
    assert grades(compute(rows), "grade accused_by_sides attributed_voices") == ["one_side azerbaijan 3"] * 2


@pytest.mark.thorough
def test_offices_of_one_state_that_accuse_are_one_voice(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, OTHER_PAPER, WEST_AIDE, "accuses")
    expected = ["one_side Westaide; Westmini 1 2"] * 2
    assert grades(compute(rows), "grade accused_by attributed_voices accusations") == expected


def test_publications_that_accuse_in_their_own_voice_are_no_attributed_voice(compute: Compute) -> None:
    rows = case()
    for paper in (*PAPERS, WEST_PRESS):
        holds(rows, paper, "", "accuses")
    names = "grade accused_by_sides attributed_voices publications accusations"
    assert grades(compute(rows), names) == ["one_side azerbaijan; third_party 0 7 7"] * 2


@pytest.mark.parametrize(
    ("publisher", "speaker", "hedged"),
    quick(
        [
            (PAPER, INSTITUTE, True),
            (WEST_PRESS, INSTITUTE, False),
            (NOBODY, INSTITUTE, False),
            (PAPER, PAPER, False),
            (WEST_PRESS, EAST_MINISTRY, False),
        ],
        2,
    ),
)
def test_a_second_side_does_not_count_if_it_is_hedged_unattributed_or_read_at_a_party(
    compute: Compute, publisher: str, speaker: str, hedged: bool
) -> None:
    rows = case()
    holds(rows, WEST_MINISTRY, WEST_MINISTRY, "accuses")
    holds(rows, publisher, speaker, "accuses", "own_voice" if publisher == speaker else "", hedged=hedged)
    assert grades(compute(rows), "grade accusations") == ["one_side 2"] * 2


@pytest.mark.thorough
def test_a_hedged_side_counts_where_it_is_also_unhedged(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, INSTITUTE, "accuses", hedged=True)
    holds(rows, OTHER_PAPER, INSTITUTE, "accuses")
    assert grades(compute(rows)) == ["armenia several_sides", "armenian several_sides"]


@pytest.mark.thorough
def test_what_the_accused_side_says_of_the_other_may_be_read_at_the_other(compute: Compute) -> None:
    rows = case()
    rows["strikes"][0]["notes"] = "Eastland says that Westland hit its own town."
    holds(rows, WEST_PRESS, EAST_MINISTRY, "accuses", party=WEST_MINISTRY)
    holds(rows, PAPER, INSTITUTE, "accuses", party=WEST_MINISTRY)
    assert grades(compute(rows)) == ["azerbaijan several_sides"]


def test_a_denial_that_nobody_accuses_has_a_row_and_a_supporter_has_none(compute: Compute) -> None:
    rows = case()
    holds(rows, PAPER, EAST_MINISTRY, "denies")
    tables = compute(rows)
    assert grades(tables, "accused grade contested accused_by denied_by") == [
        "armenia nobody_accuses true - Eastmini",
        "armenian nobody_accuses true - Eastmini",
    ]
    assert summary(tables, "accused grade accused_by denied_by") == "armenian nobody_accuses - Eastmini"
    rows = case()
    cited = citation(rows, source(rows, PAPER), WEST_MINISTRY)
    statement(rows, cited, "accuses", role="supported")
    assert compute(rows)["strike_grades"] == []
