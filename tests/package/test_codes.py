"""Codes have one home: a computed table has those of the fields that it is computed from."""

import csv
import json
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.package import open_package
from tests.shared.building import build
from tests.shared.differing import field_of
from tests.shared.tiny import ROOT, Rows, tiny, write, write_canonical

SHARED = {
    (file.name.removesuffix(".schema.json"), field["name"]): field["codesFrom"]
    for file in sorted((ROOT / "schemas").glob("*.json"))
    for field in json.loads(file.read_text(encoding="utf-8"))["fields"]
    if "codesFrom" in field
}
# a new topic needs new codes too, which a rule ties to it
WRITTEN = open_package(ROOT).tables.keys()
OWN = {("tallies", "territory"): ["several", "unknown"]}  # the codes that a field adds to those of its homes
HOMES = sorted(
    {home for homes in SHARED.values() for home in homes if home.split(".")[0] in WRITTEN} - {"statements.topic"}
)
NEW = {home: "munition_new" if home == "statements.code" else "new" for home in HOMES} | {
    "statements.topic": "munition"
}
# what else a row needs where a rule speaks of the field
BESIDE = {
    "damage_counts.object": {"part_of": ""},
    "damage_counts.wording": {"qualifier": "unquantified", "count_min": "", "count_max": ""},
    "victim_counts.wording": {"qualifier": "unquantified", "count_min": "", "count_max": ""},
}
# the row of the tiny package that can have the new code; the first one where none is named
ROW = {
    "damage_counts.object": 1,
    "victim_counts.outcome": 2,
    "statements.stance": 1,
    "actors.kind": 3,
    "actors.side": 3,
}


def add_a_code(package: Path, home: str) -> None:
    """Add a code as CONTRIBUTING.md says: to `enum` and `categories` of its field."""
    table, name = home.split(".")
    path = package / "schemas" / f"{table}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    field = field_of(schema, name)
    field["constraints"]["enum"].append(NEW[home])
    field["categories"].append({"value": NEW[home], "label": "A new one"})
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def use_the_code(rows: Rows, home: str) -> None:
    table, name = home.split(".")
    row = rows[table][ROW[home]] if home in ROW else next(row for row in rows[table] if row.get(name) or home in BESIDE)
    row |= {name: NEW[home]} | BESIDE.get(home, {})


def computed_has(package: Path, table: str, name: str, code: str) -> bool:
    with (package / "computed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return code in {row[name] for row in csv.DictReader(file)}


def passes(folder: Path, homes: list[str]) -> None:
    package = write_canonical(folder / "package")
    rows = tiny()
    for home in homes:
        add_a_code(package, home)
        use_the_code(rows, home)
    write(package, rows)
    assert main(["--package", str(package), "format"]) == 0
    assert main(["--package", str(package), "validate"]) == 0
    assert build(package, folder / "dist") == 0


@pytest.mark.exhaustive
@pytest.mark.parametrize("home", HOMES)
def test_a_new_code_passes_check_and_build(home: str, tmp_path: Path) -> None:
    passes(tmp_path, [home])
    fields = [field for field, homes in SHARED.items() if home in homes]
    built = next(path for path in (tmp_path / "dist").iterdir() if path.is_dir())
    # the decision of the tiny package is on a pair that does not look alike, so that no computed table has it
    assert home == "decisions.decision" or any(computed_has(built, table, name, NEW[home]) for table, name in fields)


@pytest.mark.thorough
def test_a_new_outcome_object_and_side_pass_check_and_build(tmp_path: Path) -> None:
    passes(tmp_path, ["victim_counts.outcome", "damage_counts.object", "actors.side"])


def test_computed_fields_have_the_codes_of_their_homes_in_order() -> None:
    package = open_package(ROOT)
    every = {**package.tables, **package.computed}
    for (table, name), homes in SHARED.items():
        field = field_of(package.computed[table].schema, name)
        codes = [
            code
            for home in homes
            for code in field_of(every[home.split(".")[0]].schema, home.split(".")[1])["constraints"]["enum"]
        ]
        assert field["constraints"]["enum"] == [*dict.fromkeys(codes + OWN.get((table, name), []))]
        assert [category["value"] for category in field["categories"]] == field["constraints"]["enum"]
        assert "codesFrom" not in field


def test_a_code_with_two_labels_has_both_and_keeps_its_broader_term() -> None:
    fields = open_package(ROOT).computed["claims"].schema
    total = field_of(fields, "scope")["categories"][0]
    assert (total["value"], total["label"].count(" / ")) == ("total", 1)
    assert any("broader" in category for category in field_of(fields, "code")["categories"])
