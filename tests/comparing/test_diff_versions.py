"""Which version a difference requires."""

from pathlib import Path

import pytest

from scripts.comparing.recipe import ORDER, demanded_version, highest, parsed
from tests.shared.differing import (
    Edit,
    changed,
    changes,
    descriptor,
    field_of,
    make,
    on_field,
    resource,
    schema,
    stone,
)
from tests.shared.tiny import Rows


@pytest.mark.parametrize(
    ("old", "step", "demanded"),
    [
        ("0.1.0", "none", "0.1.0"),
        ("0.1.0", "patch", "0.1.1"),
        ("0.1.2", "minor", "0.2.0"),
        ("0.1.2", "major", "0.2.0"),
        ("0.0.1", "major", "0.1.0"),
        ("1.2.3", "none", "1.2.3"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "major", "2.0.0"),
        ("9.9.9", "major", "10.0.0"),
        ("0.9.0", "minor", "0.10.0"),
        ("1.2.3-dev+0123456789ab", "patch", "1.2.4"),
        ("0.1.0-dev+unknown", "none", "0.1.0"),
    ],
)
def test_a_step_demands_the_next_version_and_before_1_a_major_change_a_minor_step(
    old: str, step: str, demanded: str
) -> None:
    assert demanded_version(old, step) == demanded


def test_the_highest_of_several_steps_is_demanded() -> None:
    assert highest(set()) == "none"
    assert highest({"file_moved"}) == "none"
    assert highest({"file_moved", "value_changed"}) == "patch"
    assert highest({"value_changed", "row_added", "text_changed"}) == "minor"
    assert highest({"value_changed", "row_added", "row_lost"}) == "major"


@pytest.mark.parametrize("version", ["1", "1.2", "1.2.3.4", "one.two.three", ""])
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(ValueError):
        parsed(version)


REKEYED = stone(changed("crosswalk", 0, crosswalk_id="cw-bbbb2222"), "cw-aaaa2222", "cw-bbbb2222")
UNSEEN: dict[str, tuple[str, Rows | None, list[Edit]]] = {
    "a unique key is new": ("major", None, [schema("strikes", lambda s: s.update(uniqueKeys=[["name", "level"]]))]),
    "unknown is written in another way in one field": (
        "major",
        None,
        [on_field("strikes", "notes", missingValues=["", "-"])],
    ),
    "a number has another decimal mark": ("major", None, [on_field("places", "latitude", decimalChar=",")]),
    "a number may carry a unit": ("major", None, [on_field("victim_counts", "count_min", bareNumber=False)]),
    "fields are matched in another way": (
        "major",
        None,
        [schema("strikes", lambda s: s.update(fieldsMatch="superset"))],
    ),
    "a resource has another format": (
        "major",
        None,
        [resource("audits", format="tsv", mediatype="text/tab-separated-values")],
    ),
    "a written table becomes computed": ("major", None, [resource("audits", computed=True)]),
    "an id is renamed, with a tombstone": ("major", REKEYED, []),
    "the package has another name": ("major", None, [descriptor(lambda d: d.update(name="another"))]),
    "a code has a broader one": (
        "patch",
        None,
        [schema("strikes", lambda s: field_of(s, "level")["categories"][0].update(broader="series"))],
    ),
    "a resource has a description": ("patch", None, [resource("audits", description="Checks by persons.")]),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_the_step_is_not_lower_than_the_recipe_says(name: str, tmp_path: Path, tiny_package: Path) -> None:
    step, rows, edits = UNSEEN[name]
    assert ORDER.index(changes(tiny_package, make(tmp_path / "new", rows, *edits))["step"]) >= ORDER.index(step)
