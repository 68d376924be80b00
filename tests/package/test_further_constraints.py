"""Constraints that a release keeps apart are asked of it like the others."""

import json
from pathlib import Path

import pytest

from scripts.checking.validation import validate
from scripts.package.package import open_package
from scripts.package.soundness.constraints import FURTHER, with_constraints
from scripts.package.soundness.constraints import released as as_released
from tests.shared.tiny import ROOT, contents


@pytest.mark.parametrize("name", ["sources", "strike_reports", "claims"])
def test_a_released_schema_is_read_as_it_was(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    found = as_released(schema)
    assert found != schema
    given = {field["name"]: field.get("constraints", {}) for field in schema["fields"]}
    assert {f["name"]: f.get("constraints", {}) for f in with_constraints(found)["fields"]} == given
    for field in found["fields"]:
        constraints = field.get("constraints", {})
        assert "pattern" not in constraints or constraints["required"]
        assert field["type"] != "date" or not constraints.keys() & {"minimum", "maximum"}


@pytest.mark.parametrize("wrong", [None, [], {"fields": 3}, {"fields": [1, {FURTHER: 1, "name": "x"}]}])
def test_what_is_no_schema_stays_as_it_is(wrong: object) -> None:
    assert with_constraints(wrong) == wrong


def test_a_release_is_judged_by_them(released: Path, tmp_path: Path) -> None:
    for name, data in contents(released).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert FURTHER in (tmp_path / "datapackage.json").read_text(encoding="utf-8")
    assert validate(open_package(tmp_path)).problems == []
    file = tmp_path / "data" / "sources.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("https://", "htps://"), encoding="utf-8", newline="")
    assert {problem.field for problem in validate(open_package(tmp_path)).problems} == {"url"}
