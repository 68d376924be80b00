"""How far the figures that stand differ, on packages worked out by hand."""

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    ENCLAVE_OFFICE,
    OTHER_PAPER,
    PAPER,
    THIRD_PAPER,
    VILLAGER,
    WATCH,
    WEST_MINISTRY,
)
from tests.shared.computed_rows import cells
from tests.shared.deriving import Compute, case, says

NAMES = "claims voices lowest highest spread share_disagreeing modal_confidence"


def test_disagreement_measures_the_totals_that_stand(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3, on="2020-10-01")
    says(rows, PAPER, WEST_MINISTRY, 4, on="2020-10-05")
    says(rows, PAPER, "", 4)
    says(rows, OTHER_PAPER, "", 4)
    says(rows, WATCH, WATCH, 5, speech="own_finding")
    says(rows, PAPER, ENCLAVE_OFFICE, 6, qualifier="range", count_max="9")
    says(rows, PAPER, VILLAGER, 1, scope="subgroup")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, NAMES) == "5 4 4 9 5 0.5 0.6"


def test_three_voices_with_three_figures_disagree_by_two_thirds(compute: Compute) -> None:
    rows = case()
    for speaker, number in ((WEST_MINISTRY, 3), (EAST_MINISTRY, 5), (WATCH, 10)):
        says(rows, PAPER, speaker, number)
    (row,) = compute(rows)["disagreement"]
    assert cells(row, NAMES) == "3 3 3 10 7 0.667 0.333"


def test_one_voice_agrees_with_itself_and_without_a_best_figure_there_is_no_row(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, PAPER, WEST_MINISTRY, 2, outcome="injured", scope="subgroup")
    says(rows, PAPER, WEST_MINISTRY, None, outcome="missing", qualifier="unquantified")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "outcome claims voices spread share_disagreeing modal_confidence") == "killed 1 1 0 0 1"


@pytest.mark.thorough
def test_disagreement_keeps_a_mediums_finding_beside_its_unattributed_claims(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 9, on="2020-10-05", speech="own_finding")
    says(rows, PAPER, "", 4, on="2020-10-08")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices spread share_disagreeing modal_confidence") == "2 2 5 0.5 0.5"


@pytest.mark.thorough
def test_two_figures_of_one_day_by_one_voice_disagree(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, OTHER_PAPER, WEST_MINISTRY, 5)
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices lowest highest share_disagreeing modal_confidence") == "2 1 3 5 0 0.5"


def test_publications_in_their_own_voice_have_one_vote_for_the_figure_of_most_of_them(compute: Compute) -> None:
    rows = case()
    for paper, number in ((PAPER, 4), (OTHER_PAPER, 4), (THIRD_PAPER, 5)):
        says(rows, paper, "", number)
    says(rows, PAPER, WEST_MINISTRY, 5)
    says(rows, PAPER, EAST_MINISTRY, 5)
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims voices share_disagreeing modal_confidence") == "5 3 0.333 0.6"


@pytest.mark.thorough
def test_an_open_figure_has_no_vote_beside_a_firm_one(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5)
    says(rows, PAPER, EAST_MINISTRY, 4, qualifier="at_least")
    (row,) = compute(rows)["disagreement"]
    assert cells(row, "claims lowest spread share_disagreeing modal_confidence") == "2 4 1 0 0.5"
