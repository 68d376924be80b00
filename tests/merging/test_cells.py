"""The merge of one table: every combination of what two sides did to a row or a cell, without files or git."""

import pytest

from scripts.merging.cells import Rows, Three, merged_rows
from scripts.merging.decisions import Decisions

REASONS = {"ours": {"a": "Counted twice."}, "theirs": {"a": "Not said."}}


def merged(base: Rows, ours: Rows, theirs: Rows, decisions: Decisions | None = None) -> tuple[Rows, list[str]]:
    rows, found = merged_rows("t.csv", Three(base, ours, theirs), decisions or Decisions(), REASONS)
    return rows, [str(conflict) for conflict in found]


def one(**cells: str) -> Rows:
    return {"a": {"id": "a", **cells}}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "row"),
    [
        (one(x="1"), one(x="1"), one(x="1"), one(x="1")),
        (one(x="1"), one(x="2"), one(x="1"), one(x="2")),
        (one(x="1"), one(x="1"), one(x="2"), one(x="2")),
        (one(x="1"), one(x="2"), one(x="2"), one(x="2")),
        (one(x="1"), one(x=""), one(x="1"), one(x="")),
        (one(x="1", y="1"), one(x="2", y="1"), one(x="1", y="2"), one(x="2", y="2")),
        ({}, one(x="1"), {}, one(x="1")),
        ({}, {}, one(x="1"), one(x="1")),
        ({}, one(x="1"), one(x="1"), one(x="1")),
        (one(x="1"), {}, one(x="1"), {}),
        (one(x="1"), one(x="1"), {}, {}),
        (one(x="1"), {}, {}, {}),
        # columns of one side
        (one(x="1"), one(x="1", new="n"), one(x="2"), one(x="2", new="n")),
        (one(x="1"), one(x="1"), one(x="1", new="n"), one(x="1", new="n")),
        (one(x="1"), one(x="1", new="n"), one(x="1", new="n"), one(x="1", new="n")),
        (one(x="1"), one(x="1", new=""), one(x="1", new="n"), one(x="1", new="n")),
        (one(x="1"), one(x="1", new=""), one(x="2"), one(x="2", new="")),
        (one(x="1", y="1"), one(y="1"), one(x="1", y="2"), one(y="2")),
        (one(x="1", y="1"), one(y="1"), one(x="1"), one()),
        (one(x="1"), one(x="1", new=""), {}, {}),
        ({}, one(x="1", new="n"), one(x="1"), one(x="1", new="n")),
    ],
)
def test_what_only_one_side_changed_stands(base: Rows, ours: Rows, theirs: Rows, row: Rows) -> None:
    assert merged(base, ours, theirs) == (row, [])
    assert merged(base, theirs, ours) == (row, [])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "said"),
    [
        (one(x="1"), one(x="2"), one(x="3"), ["t.csv a x: base 1, ours 2, theirs 3"]),
        (one(x=""), one(x="2"), one(x="3"), ["t.csv a x: base empty, ours 2, theirs 3"]),
        (one(x="1"), one(x=""), one(x="3"), ["t.csv a x: base 1, ours empty, theirs 3"]),
        (
            one(x="1", y="1"),
            one(x="2", y="2"),
            one(x="3", y="3"),
            ["t.csv a x: base 1, ours 2, theirs 3", "t.csv a y: base 1, ours 2, theirs 3"],
        ),
        (
            {},
            one(x="1", y="1"),
            one(x="2", y="1"),
            ["t.csv a x: base none, since both added the row, ours 1, theirs 2"],
        ),
        (
            {},
            one(x="", y="1"),
            one(x="2", y="1"),
            ["t.csv a x: base none, since both added the row, ours empty, theirs 2"],
        ),
        (one(x="1"), one(), one(x="2"), ["t.csv a x: base 1, ours without the column, theirs 2"]),
        (one(), one(x="1"), one(x="2"), ["t.csv a x: base without the column, ours 1, theirs 2"]),
        (one(x="1"), {}, one(x="2"), ["t.csv a: ours withdrew it (Counted twice); theirs changed x from 1 to 2"]),
        (one(x="1"), one(x=""), {}, ["t.csv a: theirs withdrew it (Not said); ours changed x from 1 to empty"]),
        (
            one(x="1"),
            {},
            one(x="1", new="n"),
            ["t.csv a: ours withdrew it (Counted twice); theirs changed new from empty to n"],
        ),
    ],
)
def test_what_both_changed_differently_is_told(base: Rows, ours: Rows, theirs: Rows, said: list[str]) -> None:
    assert merged(base, ours, theirs)[1] == said


def test_a_row_removed_without_a_tombstone_is_told_as_such() -> None:
    rows = {"b": {"id": "b", "x": "1"}}
    said = merged(rows, {}, {"b": {"id": "b", "x": "2"}})[1]
    assert said == ["t.csv b: ours removed it, without a tombstone; theirs changed x from 1 to 2"]


def test_a_long_cell_is_cut_around_what_differs() -> None:
    base, ours, theirs = (one(x=f"{'word ' * 40}{end} {'more ' * 40}") for end in ("one", "two", "three"))
    [said] = merged(base, ours, theirs)[1]
    place, *versions = said.split("\n  ")
    assert place == "t.csv a x:"
    assert [line.split()[0] for line in versions] == ["base", "ours", "theirs"]
    assert all(word in line for word, line in zip(("one", "two", "three"), versions, strict=True))
    assert max(map(len, versions)) < 150


@pytest.mark.parametrize(
    ("decisions", "x", "y"),
    [
        (Decisions(["a"]), "2", "2"),
        (Decisions([], ["a"]), "3", "3"),
        (Decisions(["a.x"], ["a.y"]), "2", "3"),
        (Decisions(["a.x"], ["a"]), "2", "3"),
    ],
)
def test_a_decision_is_for_a_cell_or_the_whole_row(decisions: Decisions, x: str, y: str) -> None:
    found = merged(one(x="1", y="1"), one(x="2", y="2"), one(x="3", y="3"), decisions)
    assert found == (one(x=x, y=y), [])
    assert decisions.faults() == []


@pytest.mark.parametrize(("decisions", "rows"), [(Decisions(["a"]), {}), (Decisions([], ["a"]), one(x="2"))])
def test_a_removed_row_stays_or_goes_as_decided(decisions: Decisions, rows: Rows) -> None:
    assert merged(one(x="1"), {}, one(x="2"), decisions) == (rows, [])


@pytest.mark.parametrize(
    ("decisions", "faults"),
    [
        (Decisions(["b"], ["a"]), ["b: is in no conflict; leave it out"]),
        (
            Decisions(["abcdefgh.xx", "a"]),
            ["abcdefgh.xx: is in no conflict; leave it out; did you mean abcdefgh.x?"],
        ),
        (Decisions(["a"], ["a"]), ["a: is given to both sides; give it to one"]),
        (Decisions(["a.x", "a.y"], ["a"]), ["a: decides nothing that is not decided already; leave it out"]),
    ],
)
def test_a_decision_that_decides_nothing_is_a_fault(decisions: Decisions, faults: list[str]) -> None:
    merged(one(x="1", y="1"), one(x="2", y="2"), one(x="3", y="3"), decisions)
    decisions.side("abcdefgh", "x")
    assert decisions.faults() == faults
