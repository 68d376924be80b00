"""Agreement: alpha and F1 worked out by hand, the library as oracle, and what counts as one unit."""

import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import krippendorff
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.derived.agreement import (
    RESAMPLES,
    agreement_rows,
    alphas,
    compare,
    encoded,
    resampled,
    stretches,
    units_of,
)
from scripts.derived.compute import add_terms
from scripts.package.database import open_database, rows_of
from scripts.package.package import open_package
from tests.shared.tiny import ROOT, tiny, write

Units = list[tuple[str, str]]


def by_the_library(codes: "numpy.ndarray[Any, Any]") -> float:
    """Alpha of values with one row per unit and one column per coding; the library expects one row per coding."""
    return float(krippendorff.alpha(reliability_data=codes.T, level_of_measurement="nominal"))


def test_alpha_of_a_hand_worked_example() -> None:
    # Four units, three agree on a, one is a against b: observed disagreement 2 of 8, expected 2 * 7 * 1 / 7 of 8.
    codes = encoded([("a", "a"), ("a", "a"), ("a", "a"), ("a", "b")])
    assert alphas(codes, numpy.array([[0, 1, 2, 3]])).tolist() == [1 - 7 * 2 / (64 - 49 - 1)]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=30), st.data())
@settings(deadline=None)
def test_alpha_of_every_resample_is_that_of_the_krippendorff_library(units: Units, data: st.DataObject) -> None:
    number = st.integers(0, len(units) - 1)
    picks = data.draw(st.lists(st.lists(number, min_size=len(units), max_size=len(units)), min_size=1, max_size=8))
    codes = encoded(units)
    for found, sample in zip(alphas(codes, numpy.array(picks)), codes[numpy.array(picks)], strict=True):
        if len(numpy.unique(sample)) < 2:
            assert numpy.isnan(found)
        else:
            assert found == pytest.approx(by_the_library(sample), abs=1e-12)


@pytest.mark.parametrize("at_once", [1, 7, 50, 999, 10**9])
def test_the_resamples_are_the_same_however_many_are_drawn_at_once(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = encoded([("a", "a"), ("b", "c"), ("a", "b"), ("c", "c"), ("", "a"), ("d", "d"), ("d", "")])
    picks = numpy.random.default_rng(2020).integers(0, 7, (RESAMPLES, 7))
    monkeypatch.setattr("scripts.derived.agreement.AT_ONCE", at_once)
    assert resampled(codes).tolist() == alphas(codes, picks).tolist()


def test_no_units_have_no_alpha_and_no_f1() -> None:
    assert compare([]) == (0, 0, None, None, None, None)


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
    assert compare(units) == (4, 2, 0.333, -0.474, 1.0, 0.5)


@pytest.mark.thorough
def test_what_is_published_is_what_the_library_says_of_all_documents_and_of_each() -> None:
    connection = open_database(open_package(ROOT))
    add_terms(connection)
    of = dict(
        connection.execute(
            'SELECT source_id, [view, "language"] FROM sources JOIN sides ON actor_id = publisher_id'
        ).fetchall()
    )
    codings = rows_of(connection, "SELECT * FROM codings")
    published = agreement_rows(connection)

    def scopes_of(row: dict[str, Any]) -> list[str]:
        side, language = of[row["source_id"]]
        return ["all", row["source_id"], f"publication_side:{side or 'unknown'}", f"language:{language}"]

    scopes = {(row["round"], scope) for row in codings for scope in scopes_of(row)}
    assert {row[:2] for row in published} == scopes
    for number, scope, field, *found in published:
        its = [row for row in codings if row["round"] == number and scope in scopes_of(row)]
        units = units_of(its, field)
        assert found[:2] == [len(units), sum(first == second for first, second in units)]
        if found[2] is not None:
            assert found[2] == round(by_the_library(encoded(units)), 3)


def row(coding: str, start: int, length: int, **cells: Any) -> dict[str, Any]:
    fields = "outcome demographic place_id date_start date_end party_id stance qualifier count_min count_max wording"
    blank = dict.fromkeys(fields.split())
    where = {"source_id": "so-paper234", "passage_start": start, "passage_words": length}
    return {**blank, "coding": coding, **where, **cells}


def test_passages_that_overlap_are_one_stretch_and_neighbours_are_two() -> None:
    rows = [row("first", 10, 5), row("second", 12, 9), row("first", 21, 4)]
    assert stretches(rows) == {("so-paper234", 10): 10, ("so-paper234", 12): 10, ("so-paper234", 21): 21}


def test_figures_are_compared_by_passage_outcome_and_demographic() -> None:
    killed = {"outcome": "killed", "demographic": "all", "qualifier": "exact", "count_min": 4, "count_max": 4}
    rows = [
        row("first", 0, 9, **killed),
        row("second", 0, 8, **{**killed, "count_min": 5, "count_max": 5}),
        row("first", 0, 9, **{**killed, "demographic": "women"}),
    ]
    assert units_of(rows, "figure") == [("exact 4 4 ", "exact 5 5 "), ("exact 4 4 ", "")]


def test_other_fields_are_compared_by_passage_as_sets() -> None:
    rows = [
        row("first", 0, 9, party_id="ac-a"),
        row("first", 0, 9, party_id="ac-b"),
        row("second", 0, 9, party_id="ac-b"),
        row("second", 0, 9, party_id="ac-a"),
        row("second", 30, 9, party_id="ac-a"),
        row("first", 50, 9),
    ]
    assert units_of(rows, "party") == [("ac-a + ac-b", "ac-a + ac-b"), ("", "ac-a")]


def test_the_command_prints_a_line_a_field_and_what_it_means(tmp_path: Path) -> None:
    write(tmp_path, tiny())
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main(["--package", str(tmp_path), "agreement"]) == 0
    shown = [line.split()[0] for line in printed.getvalue().splitlines()[2:9]]
    assert shown == ["figure", "outcome", "demographic", "place", "date", "party", "stance"]
    assert "agreement puts a bound on carelessness, not on error" in printed.getvalue()
