"""Agreement: hand-worked alpha and F1, the library as oracle, and what counts as one unit."""

import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.agreement import alpha, compare, stretches, units_of
from tests.shared.tiny import tiny, write

Units = list[tuple[str, str]]


def test_alpha_of_a_hand_worked_example() -> None:
    # Four units, three agree on a, one is a against b: observed disagreement 2 of 8, expected 2 * 7 * 1 / 7 of 8.
    assert alpha([("a", "a"), ("a", "a"), ("a", "a"), ("a", "b")]) == pytest.approx(1 - 7 * 2 / (64 - 49 - 1))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
@settings(deadline=None)
def test_alpha_is_that_of_the_krippendorff_library(units: Units) -> None:
    values = sorted({value for unit in units for value in unit})
    found = alpha(units)
    if len(values) < 2:
        assert found is None
    else:
        data = [[float(values.index(unit[coder])) for unit in units] for coder in (0, 1)]
        assert found == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def test_full_agreement_has_alpha_and_f1_of_one_and_the_interval_holds_it() -> None:
    assert compare([("a", "a"), ("b", "b"), ("c", "c")]) == (3, 3, 1.0, 1.0, 1.0, 1.0)


def test_f1_counts_an_omission_once_and_a_difference_twice() -> None:
    units, agreeing, _, low, high, f1 = compare([("a", "a"), ("b", ""), ("c", "d")])
    assert (units, agreeing, f1) == (3, 1, round(2 * 1 / 5, 3))
    assert low is not None
    assert high is not None
    assert low <= high


def test_the_interval_is_the_same_every_time() -> None:
    units = [("a", "a"), ("b", "c"), ("a", "b"), ("c", "c")]
    assert compare(units) == compare(units)


def row(coding: str, start: int, length: int, **cells: Any) -> dict[str, Any]:
    fields = "outcome demographic place_id date_start date_end party_id stance qualifier count_min count_max wording"
    blank = dict.fromkeys(fields.split())
    return {**blank, "coding": coding, "source_id": "so-paper234", "passage_start": start, "passage_words": length, **cells}


def test_passages_that_overlap_are_one_stretch_and_neighbours_are_two() -> None:
    rows = [row("first", 10, 5), row("second", 12, 9), row("first", 21, 4)]
    assert stretches(rows) == {("so-paper234", 10): 10, ("so-paper234", 12): 10, ("so-paper234", 21): 21}


def test_figures_are_compared_by_passage_outcome_and_demographic() -> None:
    killed = {"outcome": "killed", "demographic": "all", "qualifier": "exact", "count_min": 4, "count_max": 4}
    rows = [row("first", 0, 9, **killed), row("second", 0, 8, **{**killed, "count_min": 5, "count_max": 5}),
            row("first", 0, 9, **{**killed, "demographic": "women"})]
    assert units_of(rows, "figure") == [("exact 4 4 ", "exact 5 5 "), ("exact 4 4 ", "")]


def test_other_fields_are_compared_by_passage_as_sets() -> None:
    rows = [row("first", 0, 9, party_id="ac-a"), row("first", 0, 9, party_id="ac-b"), row("second", 0, 9, party_id="ac-b"),
            row("second", 0, 9, party_id="ac-a"), row("second", 30, 9, party_id="ac-a"), row("first", 50, 9)]
    assert units_of(rows, "party") == [("ac-a + ac-b", "ac-a + ac-b"), ("", "ac-a")]


def test_the_command_prints_a_line_a_field_and_what_it_means(tmp_path: Path) -> None:
    write(tmp_path, tiny())
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main(["--package", str(tmp_path), "agreement"]) == 0
    assert [line.split()[0] for line in printed.getvalue().splitlines()[2:9]] == ["figure", "outcome", "demographic", "place", "date", "party", "stance"]
    assert "agreement bounds carelessness, not error" in printed.getvalue()
