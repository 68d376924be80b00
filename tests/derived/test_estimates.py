"""Rule e2, what is counted: voices, populations, scopes and outcomes."""

import pytest

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    EITHER_ARMY,
    ENCLAVE_OFFICE,
    INSPECTORS,
    LEXICON,
    NOBODY,
    OTHER_PAPER,
    PAPER,
    PAPERS,
    THIRD_PAPER,
    VILLAGER,
    WATCH,
    WEST,
    WEST_AIDE,
    WEST_MINISTRY,
    WEST_PRESS,
)
from tests.shared.computed_rows import cells, estimate, range_of, views
from tests.shared.deriving import Compute, case, citation, claim, says, source

# voices


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


def test_a_medium_is_a_voice_of_its_own_for_its_own_finding(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, PAPER, 5, speech="own_finding")
    says(rows, OTHER_PAPER, "", 5)
    assert cells(estimate(compute(rows)), "best best_votes voices sides claims") == "5 2 2 1 2"


@pytest.mark.parametrize("publisher", [PAPER, LEXICON, NOBODY, WEST_PRESS])
def test_what_publications_assert_without_attribution_is_one_vote(compute: Compute, publisher: str) -> None:
    rows = case()
    says(rows, publisher, "", 5)
    says(rows, OTHER_PAPER, "", 5)
    says(rows, THIRD_PAPER, "", 5)
    says(rows, PAPER, INSPECTORS, 7)
    says(rows, PAPER, WEST_MINISTRY, 7)
    assert cells(estimate(compute(rows)), "best best_votes voices claims") == "7 2 3 5"


def test_an_unattributed_claim_is_in_the_view_of_its_publications_side(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, "", 5)
    says(rows, WEST_PRESS, "", 6)
    says(rows, EAST_PRESS, "", 7)
    says(rows, NOBODY, "", 8)
    tables = compute(rows)
    assert views(tables) == {"all", "azerbaijan", "armenian", "third_party"}
    assert range_of(tables, "azerbaijan") == "6 6 6"
    assert range_of(tables, "third_party") == "5 5 5"
    assert cells(estimate(tables), "low high") == "5 8"


def test_each_sides_voices_alone_give_its_view_and_its_best_stands_beside_that_of_all(compute: Compute) -> None:
    rows = case()
    told = {WEST_MINISTRY: 4, EAST_MINISTRY: 1, ENCLAVE_OFFICE: 2, EITHER_ARMY: 2, WATCH: 7, VILLAGER: 9}
    for speaker, number in told.items():
        says(rows, PAPER, speaker, number)
    tables = compute(rows)
    assert cells(estimate(tables), "low best high best_votes voices claims sides") == "1 2 9 2 6 6 3"
    assert cells(estimate(tables, "azerbaijan"), "low best high best_votes voices claims sides") == "4 4 4 1 1 1 1"
    assert cells(estimate(tables, "armenian"), "low best high best_votes voices claims sides") == "1 2 2 2 3 3 1"
    assert cells(estimate(tables, "third_party"), "low best high best_votes voices claims sides") == "7 7 7 1 1 1 1"
    beside = "best_azerbaijan best_armenian best_third_party sides_differ"
    assert {cells(estimate(tables, view), beside) for view in views(tables)} == {"4 2 7 true"}


def test_sides_differ_only_where_two_have_a_figure(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4)
    assert cells(estimate(compute(rows)), "best_azerbaijan best_armenian sides_differ") == "4 - -"
    says(rows, PAPER, EAST_MINISTRY, 4)
    assert cells(estimate(compute(rows)), "best_azerbaijan best_armenian sides_differ") == "4 4 false"


# populations


def test_all_pools_persons_and_civilians(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4, population="civilians")
    says(rows, PAPER, EAST_MINISTRY, 4, population="persons")
    says(rows, PAPER, INSPECTORS, 6, population="persons")
    assert cells(estimate(compute(rows)), "low best high best_votes claims") == "4 4 6 2 3"


def test_civilians_have_a_row_wherever_all_have_one_and_their_high_is_that_of_all(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 9, population="persons")
    tables = compute(rows)
    row = estimate(tables, population="civilians")
    assert cells(row, "basis low best high claims voices") == "none - - 9 0 0"
    says(rows, PAPER, EAST_MINISTRY, 3, population="civilians")
    row = estimate(compute(rows), population="civilians")
    assert cells(row, "basis low best high claims voices best_is_above_all") == "total 3 3 9 1 1 false"


def test_the_best_of_civilians_may_exceed_that_of_all_and_is_marked(compute: Compute) -> None:
    rows = case()
    for speaker in (WEST_MINISTRY, INSPECTORS):
        says(rows, PAPER, speaker, 2, population="persons")
    says(rows, PAPER, EAST_MINISTRY, 3, population="civilians")
    tables = compute(rows)
    assert range_of(tables) == "2 2 3"
    assert cells(estimate(tables, population="civilians"), "best high best_is_above_all") == "3 3 true"


# scopes, figures and outcomes


def test_a_total_of_any_demographic_counts(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 3, demographic="women")
    assert cells(estimate(compute(rows)), "basis low best high") == "total 3 3 3"


def test_a_smaller_subgroup_beside_a_total_changes_nothing(compute: Compute) -> None:
    rows = case()
    cited = citation(rows, source(rows, PAPER), WEST_MINISTRY)
    claim(rows, cited, 2, scope="subgroup", demographic="women", part_of=claim(rows, cited, 4))
    says(rows, OTHER_PAPER, EAST_MINISTRY, 1, scope="subgroup", demographic="children")
    says(rows, OTHER_PAPER, INSPECTORS, 9, scope="unclear")
    row = estimate(compute(rows))
    assert cells(row, "basis low best high high_open claims voices") == "total 4 4 4 false 4 3"


def test_a_greater_subgroup_raises_the_high_and_opens_it(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 4)
    says(rows, OTHER_PAPER, EAST_MINISTRY, 6, scope="subgroup", demographic="children")
    assert cells(estimate(compute(rows)), "basis low best high high_open") == "total 4 4 6 true"


def test_only_subgroups_give_low_alone_by_the_largest(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 2, scope="subgroup", demographic="women")
    says(rows, PAPER, WEST_MINISTRY, 3, scope="subgroup", demographic="children")
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified")
    row = estimate(compute(rows))
    assert cells(row, "basis low best high claims unquantified_claims") == "subgroup 3 - - 3 1"
    assert cells(row, "high_open best_is_tie best_votes best_basis best_claim_id") == "- - - - -"


def test_only_unquantified_claims_leave_everything_empty_but_the_numbers_of_claims(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, None, qualifier="unquantified", wording="several")
    says(rows, PAPER, EAST_MINISTRY, None, qualifier="unquantified")
    row = estimate(compute(rows))
    assert cells(row, "basis claims unquantified_claims voices sides countable") == "none 2 2 2 2 no"
    assert cells(row, "low best high high_open best_is_tie best_votes best_claim_id parts") == "- - - - - - - -"


def test_a_number_of_unclear_scope_alone_gives_no_range(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 5, scope="unclear")
    assert cells(estimate(compute(rows)), "basis low best high claims unquantified_claims") == "none - - - 1 0"


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
    assert cells(estimate(compute(rows)), "basis low best high best_votes countable") == "total 0 0 0 1 yes"
