"""Claims about a toll and their expected estimate: voices, what is counted, and several documents."""

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    INSPECTORS,
    LEXICON,
    NOBODY,
    OTHER_PAPER,
    PAPER,
    PAPERS,
    THIRD_PAPER,
    WATCH,
    WEST,
    WEST_AIDE,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, estimate, range_of, views
from tests.shared.deriving import Compute, case, citation, claim, says, source

# strike_estimates: voices


def test_a_figure_of_one_office_echoed_by_six_papers_is_one_voice(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        says(rows, paper, WEST_MINISTRY, 4)
    row = estimate(compute(rows))
    assert cells(row, "rule basis low best high best_votes voices claims sides") == "e2 total 4 4 4 1 1 6 1"


def test_a_figure_echoed_by_six_papers_does_not_outvote_two_voices(compute: Compute) -> None:
    rows = case()
    for paper in PAPERS:
        says(rows, paper, WEST_MINISTRY, 4, on="2020-10-08")
    says(rows, WATCH, WATCH, 6, speech="own_finding")
    says(rows, PAPER, INSPECTORS, 6)
    assert cells(estimate(compute(rows)), "low best high best_votes best_is_tie voices") == "4 6 6 2 false 3"


def test_offices_of_one_state_are_one_voice(compute: Compute) -> None:
    rows = case()
    for speaker in (WEST, WEST_MINISTRY, WEST_AIDE):
        says(rows, PAPER, speaker, 4)
    assert cells(estimate(compute(rows)), "best_votes voices claims") == "1 1 3"


def test_an_aide_supersedes_the_ministry_of_the_same_state(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, OTHER_PAPER, WEST_AIDE, 7, on="2020-10-06")
    assert range_of(compute(rows)) == "7 7 7"


def test_a_medium_is_a_voice_of_its_own_for_its_own_finding(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 5, speech="own_finding")
    says(rows, OTHER_PAPER, "", 5)
    tables = compute(rows)
    assert cells(estimate(tables), "best best_votes voices sides") == "5 2 2 1"
    assert cells(estimate(tables, "third_party"), "best best_votes voices claims") == "5 1 1 1"


@pytest.mark.parametrize("publisher", [PAPER, LEXICON, NOBODY, WEST_PRESS])
def test_what_a_publication_asserts_without_attribution_is_one_voice_with_all_the_rest(
    compute: Compute, publisher: str
) -> None:
    rows = case()
    says(rows, publisher, "", 5)
    says(rows, OTHER_PAPER, "", 5)
    says(rows, THIRD_PAPER, "", 5)
    assert cells(estimate(compute(rows)), "best best_votes voices claims sides") == "5 1 1 3 0"


def test_unattributed_claims_enter_no_sides_view(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, "", 5)
    says(rows, WEST_PRESS, "", 6)
    says(rows, EAST_PRESS, "", 7)
    assert views(compute(rows)) == {"all"}


# strike_estimates: what is counted


def test_persons_and_civilians_are_pooled(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4, population="civilians")
    says(rows, PAPER, EAST_MINISTRY, 4, population="persons")
    says(rows, PAPER, INSPECTORS, 6, population="persons")
    assert cells(estimate(compute(rows)), "low best high best_votes claims") == "4 4 6 2 3"


def test_a_subgroup_beside_a_total_changes_nothing(compute: Compute) -> None:
    rows = case()
    cited = citation(rows, source(rows, PAPER), WEST_MINISTRY)
    claim(rows, cited, 2, scope="subgroup", demographic="women", part_of=claim(rows, cited, 4))
    says(rows, OTHER_PAPER, EAST_MINISTRY, 1, scope="subgroup", demographic="children")
    says(rows, OTHER_PAPER, INSPECTORS, 9, scope="unclear")
    assert cells(estimate(compute(rows)), "basis low best high claims voices") == "total 4 4 4 4 3"


def test_only_subgroups_give_low_alone_by_the_largest(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 2, scope="subgroup", demographic="women")
    says(rows, PAPER, WEST_MINISTRY, 3, scope="subgroup", demographic="children")
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified")
    row = estimate(compute(rows))
    assert cells(row, "basis low best high claims unquantified_claims") == "subgroup 3 - - 3 1"
    assert cells(row, "high_open best_is_tie best_votes best_claim_id") == "- - - -"


def test_only_unquantified_claims_leave_everything_empty_but_the_numbers_of_claims(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", wording="several")
    says(rows, PAPER, EAST_MINISTRY, None, qualifier="unquantified")
    row = estimate(compute(rows))
    assert cells(row, "basis claims unquantified_claims voices sides") == "none 2 2 2 2"
    assert cells(row, "low best high high_open best_is_tie best_votes best_claim_id parts") == "- - - - - - - -"


def test_a_number_of_unclear_scope_alone_gives_no_range(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5, scope="unclear")
    row = estimate(compute(rows))
    assert cells(row, "low best high claims unquantified_claims") == "- - - 1 0"
    assert row["basis"] == "none"


def test_outcomes_are_estimated_apart(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, 11, on="2020-10-06", outcome="injured")
    tables = compute(rows)
    assert range_of(tables) == "4 4 4"
    assert cells(estimate(tables, outcome="injured"), "low best high") == "11 11 11"


def test_nought_killed_is_a_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 0)
    assert cells(estimate(compute(rows)), "basis low best high best_votes") == "total 0 0 0 1"


# strike_estimates: one document, several documents


def test_of_two_figures_in_one_document_both_bound_and_the_last_in_the_text_is_best(compute: Compute) -> None:
    rows = case()
    document = source(rows, PAPER)
    last = claim(rows, citation(rows, document, WEST_MINISTRY, start=90), 94)
    claim(rows, citation(rows, document, WEST_MINISTRY, start=10), 93)
    claim(rows, citation(rows, document, WEST_MINISTRY, start=50), 97)
    row = estimate(compute(rows))
    assert cells(row, "low best high best_votes best_is_tie voices claims") == "93 94 97 1 false 1 3"
    assert row["best_claim_id"] == last


def test_a_later_document_of_the_same_office_revises_the_toll(compute: Compute) -> None:
    rows = case()
    later = says(rows, PAPER, WEST_MINISTRY, 6, on="2020-10-09")
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, OTHER_PAPER, WEST_MINISTRY, 3, on="2020-10-07")
    row = estimate(compute(rows))
    assert cells(row, "low best high best_votes best_is_tie claims") == "6 6 6 1 false 3"
    assert row["best_claim_id"] == later


def test_a_later_document_does_not_revise_the_toll_of_another_voice(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, EAST_MINISTRY, 6, on="2020-10-09")
    assert range_of(compute(rows)) == "6 6 9"


def test_a_later_word_without_a_number_revises_nothing(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, None, on="2020-10-09", qualifier="unquantified")
    says(rows, PAPER, WEST_MINISTRY, 2, on="2020-10-09", scope="subgroup")
    assert range_of(compute(rows)) == "9 9 9"


def test_an_undated_document_neither_supersedes_nor_is_superseded(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on="2020-10-05")
    says(rows, PAPER, WEST_MINISTRY, 6, on="2020-10-09")
    says(rows, OTHER_PAPER, WEST_MINISTRY, 3, on="")
    assert cells(estimate(compute(rows)), "low best high voices claims") == "3 6 6 1 3"


def test_an_undated_document_loses_ties(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, EAST_MINISTRY, 3, on="")
    says(rows, PAPER, WEST_MINISTRY, 9)
    says(rows, PAPER, INSPECTORS, 1, on="")
    assert cells(estimate(compute(rows)), "low best high best_is_tie") == "1 9 9 true"


def test_unattributed_claims_supersede_only_within_their_publication(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, "", 9, on="2020-10-05")
    says(rows, PAPER, "", 7, on="2020-10-07")
    says(rows, OTHER_PAPER, "", 5, on="2020-10-06")
    assert cells(estimate(compute(rows)), "low best high best_votes voices claims") == "5 7 7 1 1 3"


@pytest.mark.parametrize("speeches", [("own_finding", "own_voice"), ("own_voice", "own_finding")])
def test_a_mediums_finding_and_its_unattributed_claims_do_not_supersede_each_other(
    compute: Compute, speeches: tuple[str, str]
) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 9, on="2020-10-05", speech=speeches[0])
    says(rows, PAPER, PAPER, 4, on="2020-10-08", speech=speeches[1])
    assert cells(estimate(compute(rows)), "low best high voices") == "4 4 9 2"


def test_an_unnamed_speaker_does_not_supersede_the_finding_of_the_publisher(compute: Compute) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 9, on="2020-10-05", speech="own_finding")
    says(rows, WATCH, NOBODY, 4, on="2020-10-08")
    assert cells(estimate(compute(rows)), "low best high voices") == "4 4 9 2"
