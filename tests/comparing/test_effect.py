"""Every kind of difference is worded so that newcomers understand it."""

import re

import pytest

from scripts.comparing.difference import Difference
from scripts.comparing.recipe import RULES
from scripts.comparing.wording import event, events

EXAMPLES = {"old": "former", "new": "later"}
ROWS_TOLD = {
    "row_added",
    "tombstone_added",
    "row_withdrawn",
    "row_removed_while_referenced",
    "row_lost",
    "id_renamed",
    "value_changed",
    "reference_changed",
}


@pytest.mark.parametrize("sides", [(), ("old",), ("new",), ("old", "new")])
@pytest.mark.parametrize("kind", RULES)
def test_every_kind_of_difference_is_told_in_words(kind: str, sides: tuple[str, ...]) -> None:
    key = "st-first234" if kind in ROWS_TOLD else ""
    line = event(Difference(kind, "strikes", "notes", key, **{side: EXAMPLES[side] for side in sides}))
    assert line and re.fullmatch(r"strikes (st-first234|notes): [a-z][^\n]*[^.\n]", line)
    assert not any(name in line for name in RULES if "_" in name) and "{" not in line and "None" not in line
    assert kind in ROWS_TOLD or ("empty" not in line and all(EXAMPLES[side] in line for side in sides))


@pytest.mark.parametrize(
    ("difference", "line"),
    [
        (
            {
                "kind": "version_withdrawn",
                "field": "withdrawnVersions",
                "new": {"version": "0.1.0", "reason": "A toll was wrong.", "severity": "low", "replacedBy": "0.1.1"},
            },
            "0.1.0 is withdrawn (low): A toll was wrong; use 0.1.1",
        ),
        (
            {"kind": "version_reinstated", "field": "withdrawnVersions", "old": {"version": "0.1.0"}},
            "the withdrawal of 0.1.0 was removed",
        ),
        (
            {
                "kind": "row_withdrawn",
                "table": "victim_counts",
                "key": "vc-a",
                "reason": "Twice.",
                "replaced_by": ["vc-c", "vc-b"],
            },
            "victim_counts vc-a: withdrawn: Twice; use vc-b and vc-c instead",
        ),
        (
            {"kind": "value_changed", "table": "strikes", "key": "st-a", "field": "notes", "new": "x"},
            "strikes st-a: notes was empty, is now x",
        ),
        (
            {"kind": "value_changed", "table": "strikes", "key": "st-a", "field": "hedged", "old": True, "new": False},
            "strikes st-a: hedged was True, is now False",
        ),
        (
            {"kind": "text_changed", "field": "title", "old": "A", "new": "B"},
            "datapackage.json title: a title, description, label or example changed: was A, is now B",
        ),
        (
            {"kind": "package_renamed", "old": "a", "new": "b"},
            "datapackage.json: the package was renamed: was a, is now b",
        ),
        ({"kind": "table_added", "table": "maps", "new": "maps"}, "maps: a table was added"),
        ({"kind": "field_removed", "table": "strikes", "field": "notes"}, "strikes notes: a field was removed"),
        (
            {"kind": "code_added", "table": "strikes", "field": "level", "new": "wave"},
            "strikes level: a code was added: wave",
        ),
        (
            {
                "kind": "constraint_tightened",
                "table": "strikes",
                "field": "name",
                "old": {"maxLength": None},
                "new": {"maxLength": 60},
            },
            "strikes name: a constraint was added or tightened: was maxLength none, is now maxLength 60",
        ),
        (
            {"kind": "field_reordered", "table": "strikes", "old": ["a", "b"], "new": ["b", "a"]},
            "strikes: the field order changed: was a, b, is now b, a",
        ),
    ],
)
def test_the_words(difference: dict[str, object], line: str) -> None:
    assert event(Difference(**difference)) == line  # type: ignore[arg-type]


def test_a_tombstone_has_no_line_where_its_row_has_one() -> None:
    row = Difference("row_withdrawn", "strikes", key="st-a", reason="Twice.")
    stones = [
        Difference("tombstone_added", "withdrawn", key=f"wd-{id_}", new={"id": f"st-{id_}", "reason": "No."})
        for id_ in "ab"
    ]
    assert events([row, *stones]) == ["strikes st-a: withdrawn: Twice", "withdrawn wd-b: tombstone of st-b: No"]
