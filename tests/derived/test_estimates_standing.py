"""Rule e2, what stands: later figures of a voice, corrections, undated and adverse figures, subgroups."""

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    NOBODY,
    OTHER_PAPER,
    PAPER,
    THIRD_PAPER,
    WATCH,
    WEST_AIDE,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, estimate, range_of
from tests.shared.deriving import Compute, case, citation, claim, says, source
from tests.shared.tiny import Rows

EARLY, LATE = "2020-10-05", "2020-10-09"


def fallen(tables: Rows) -> dict[str, str]:
    """The claim to which each fallen claim has fallen."""
    return {row["claim_id"]: row["fallen_to"] for row in tables["claims"] if row["fallen_to"]}


def test_a_greater_figure_of_a_later_day_replaces_the_smaller_wherever_it_is_read(compute: Compute) -> None:
    rows = case()
    first = says(rows, PAPER, WEST_MINISTRY, 6, on=EARLY)
    second = says(rows, OTHER_PAPER, WEST_AIDE, 9, on=LATE)
    tables = compute(rows)
    row = estimate(tables)
    assert cells(row, "low best high best_is_tie claims fallen_claims best_claim_id") == f"9 9 9 false 2 1 {second}"
    assert fallen(tables) == {first: second}


def test_a_smaller_figure_in_one_other_publication_replaces_nothing(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on=EARLY)
    says(rows, OTHER_PAPER, WEST_MINISTRY, 6, on=LATE)
    assert range_of(compute(rows)) == "6 9 9"


def test_a_smaller_figure_in_two_publications_corrects_the_greater(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on=EARLY)
    says(rows, PAPER, WEST_MINISTRY, 6, on=LATE)
    says(rows, OTHER_PAPER, WEST_MINISTRY, 6, on="2020-10-10")
    assert range_of(compute(rows)) == "6 6 6"


def test_a_smaller_figure_in_the_voices_own_document_corrects_the_greater(compute: Compute) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 9, on=EARLY, speech="own_finding")
    says(rows, WATCH, WATCH, 6, on=LATE, speech="own_finding")
    assert range_of(compute(rows)) == "6 6 6"


def test_an_agencys_text_in_a_paper_is_the_agencys_own_document(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, OTHER_PAPER, 9, on=EARLY, speech="own_finding")
    says(rows, PAPER, OTHER_PAPER, 6, on=LATE, speech="own_finding")
    assert range_of(compute(rows)) == "6 9 9"
    rows["sources"][-1]["voice_id"] = OTHER_PAPER
    assert range_of(compute(rows)) == "6 6 6"


@pytest.mark.parametrize("cells_", [{"hedged": "true"}, {"qualifier": "at_least"}])
def test_a_hedged_or_open_figure_corrects_nothing(compute: Compute, cells_: dict[str, str]) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 9, on=EARLY, speech="own_finding")
    says(rows, WATCH, WATCH, 6, on=LATE, speech="own_finding", **cells_)
    assert cells(estimate(compute(rows)), "low high") == "6 9"


def test_figures_of_one_day_stand_together(compute: Compute) -> None:
    rows = case()
    document = source(rows, PAPER)
    for number, start in ((94, 90), (93, 10), (97, 50)):
        claim(rows, citation(rows, document, WEST_MINISTRY, start=start), number)
    row = estimate(compute(rows))
    assert cells(row, "low best high best_votes best_is_tie voices claims fallen_claims") == "93 97 97 1 false 1 3 0"


def test_a_repeated_figure_keeps_its_first_day(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 6, on=EARLY)
    says(rows, PAPER, WEST_MINISTRY, 9, on=LATE)
    says(rows, OTHER_PAPER, WEST_MINISTRY, 6, on="2020-12-01")
    assert range_of(compute(rows)) == "9 9 9"


def test_its_own_document_renews_a_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WATCH, 6, on=EARLY)
    says(rows, PAPER, WATCH, 9, on=LATE)
    says(rows, WATCH, WATCH, 6, on="2020-12-01", speech="own_finding")
    assert range_of(compute(rows)) == "6 6 6"


def test_the_day_on_which_it_was_said_goes_before_that_of_publication(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 6, on="2020-12-01", said_on=EARLY)
    says(rows, OTHER_PAPER, WEST_MINISTRY, 9, on=LATE)
    assert range_of(compute(rows)) == "9 9 9"


def test_an_undated_figure_neither_falls_nor_makes_others_fall(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 6, on=EARLY)
    says(rows, PAPER, WEST_MINISTRY, 9, on=LATE)
    says(rows, OTHER_PAPER, WEST_MINISTRY, 3, on="")
    says(rows, OTHER_PAPER, WEST_MINISTRY, 12, on="")
    assert cells(estimate(compute(rows)), "low best high voices claims fallen_claims") == "3 9 12 1 4 1"


@pytest.mark.parametrize(("publisher", "via"), [(WEST_PRESS, ""), (PAPER, WEST_PRESS)])
def test_an_adverse_figure_neither_falls_nor_makes_others_fall(compute: Compute, publisher: str, via: str) -> None:
    rows = case()
    says(rows, PAPER, EAST_MINISTRY, 6, on=EARLY)
    says(rows, publisher, EAST_MINISTRY, 12, on=LATE, via=via)
    says(rows, publisher, EAST_MINISTRY, 3, on="2020-10-01", via=via)
    assert cells(estimate(compute(rows)), "low best high fallen_claims") == "3 6 12 0"


def test_a_figure_that_is_also_read_elsewhere_is_not_adverse(compute: Compute) -> None:
    rows = case()
    says(rows, WEST_PRESS, EAST_MINISTRY, 6, on=EARLY)
    says(rows, EAST_PRESS, EAST_MINISTRY, 6, on=EARLY)
    says(rows, PAPER, EAST_MINISTRY, 9, on=LATE)
    assert range_of(compute(rows)) == "9 9 9"


def test_a_later_document_does_not_revise_the_toll_of_another_voice(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 6, on=EARLY)
    says(rows, PAPER, EAST_MINISTRY, 9, on=LATE)
    assert range_of(compute(rows)) == "6 9 9"


def test_unattributed_figures_are_replaced_only_within_their_publication(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, "", 7, on=EARLY)
    says(rows, PAPER, "", 9, on=LATE)
    says(rows, OTHER_PAPER, "", 5, on="2020-10-06")
    assert cells(estimate(compute(rows)), "low best high best_votes voices claims") == "5 9 9 1 1 3"


@pytest.mark.parametrize("speeches", [("own_finding", "own_voice"), ("own_voice", "own_finding")])
def test_a_mediums_finding_and_its_unattributed_claims_do_not_replace_each_other(
    compute: Compute, speeches: tuple[str, str]
) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 4, on=EARLY, speech=speeches[0])
    says(rows, PAPER, PAPER, 9, on=LATE, speech=speeches[1])
    assert cells(estimate(compute(rows)), "low high voices") == "4 9 2"


def test_an_unnamed_speaker_does_not_replace_the_finding_of_the_publisher(compute: Compute) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 4, on=EARLY, speech="own_finding")
    says(rows, WATCH, NOBODY, 9, on=LATE)
    assert cells(estimate(compute(rows)), "low high voices") == "4 9 2"


def test_a_subgroup_falls_to_a_later_total_of_its_voice(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 8, on=EARLY, scope="subgroup", demographic="children")
    says(rows, PAPER, WEST_MINISTRY, 6, on=LATE)
    assert cells(estimate(compute(rows)), "low best high high_open") == "6 6 6 false"


def test_a_subgroup_of_the_day_of_the_total_or_later_stands(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 8, on=LATE, scope="subgroup", demographic="children")
    says(rows, PAPER, WEST_MINISTRY, 6, on=LATE)
    assert cells(estimate(compute(rows)), "low best high high_open") == "6 6 8 true"


def test_a_word_without_a_number_replaces_nothing(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, on=EARLY)
    says(rows, PAPER, WEST_MINISTRY, None, on=LATE, qualifier="unquantified")
    assert range_of(compute(rows)) == "9 9 9"


def test_a_figure_of_civilians_falls_among_civilians_to_a_greater_one_of_civilians_only(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4, on=EARLY, population="civilians")
    says(rows, PAPER, WEST_MINISTRY, 9, on=LATE, population="persons")
    tables = compute(rows)
    assert range_of(tables) == "9 9 9"
    assert cells(estimate(tables, population="civilians"), "low best high") == "4 4 9"


def test_a_figure_of_civilians_falls_to_a_smaller_one_of_persons(compute: Compute) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 9, on=EARLY, speech="own_finding", population="civilians")
    says(rows, WATCH, WATCH, 4, on=LATE, speech="own_finding", population="persons")
    tables = compute(rows)
    assert range_of(tables) == "4 4 4"
    assert cells(estimate(tables, population="civilians"), "basis low best high") == "none - - 4"


def test_an_adverse_figure_of_civilians_makes_no_figure_of_civilians_fall(compute: Compute) -> None:
    rows = case()
    says(rows, EAST_PRESS, EAST_MINISTRY, 5, on="2020-10-01", population="civilians")
    says(rows, EAST_PRESS, EAST_MINISTRY, 9, on=EARLY, population="persons")
    says(rows, WEST_PRESS, EAST_MINISTRY, 9, on=EARLY, population="civilians")
    assert cells(estimate(compute(rows), population="civilians"), "low best high") == "5 5 9"


@pytest.mark.parametrize("repeated", [{"hedged": "true"}, {"qualifier": "at_least"}])
def test_a_hedged_or_open_repeat_renews_no_correction(compute: Compute, repeated: dict[str, str]) -> None:
    rows = case()
    says(rows, WATCH, WATCH, 5, on="2020-10-01", speech="own_finding")
    says(rows, WATCH, WATCH, 7, on=EARLY, speech="own_finding")
    says(rows, WATCH, WATCH, 5, on=LATE, speech="own_finding", **repeated)
    assert cells(estimate(compute(rows)), "low high") == "5 7"


def test_one_agencys_text_in_two_papers_is_one_publication(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 7, on=EARLY)
    for paper in (PAPER, OTHER_PAPER):
        says(rows, paper, WEST_MINISTRY, 4, on=LATE)
        rows["sources"][-1]["voice_id"] = THIRD_PAPER
    assert cells(estimate(compute(rows)), "low high") == "4 7"


def test_a_claim_falls_to_one_that_is_not_adverse(compute: Compute) -> None:
    rows = case()
    says(rows, WEST_PRESS, EAST_MINISTRY, 9, on="2020-10-01")
    first = says(rows, PAPER, EAST_MINISTRY, 5, on=EARLY)
    second = says(rows, PAPER, EAST_MINISTRY, 9, on=LATE)
    assert fallen(compute(rows)) == {first: second}


def test_a_firm_adverse_figure_leaves_open_and_hedged_ones_their_votes(compute: Compute) -> None:
    rows = case()
    says(rows, EAST_PRESS, EAST_MINISTRY, 5, qualifier="at_least")
    says(rows, WEST_PRESS, EAST_MINISTRY, 1)
    assert cells(estimate(compute(rows)), "low best high best_basis") == "1 5 5 open_or_hedged"
