"""A diff tells every difference by its rule, in both directions, never demands too low a step, and turns OLD into NEW."""

# ruff: noqa: S108, S311 - hostile paths and seeded edits are meant

import contextlib
import csv
import io
import json
import os
import random
import re
import shutil
import string
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scripts.__main__ import main
from scripts.bump import ORDER, RULES, demanded_version, highest, parsed
from scripts.changelog import data_section
from scripts.diff import compare, dumps, text
from scripts.package import open_package
from scripts.snapshot import latest_version, revision_of
from tests.tiny import ROOT, TINY, Rows, tiny, write, write_canonical

Edit = Callable[[Path], None]
Found = tuple[str, str, str, str]
Json = dict[str, Any]
VALIDATOR = Draft202012Validator(json.loads((ROOT / "docs" / "changes.schema.json").read_text(encoding="utf-8")))

VERSION = open_package(ROOT).version
NOTHING_CHANGED = {"old": VERSION, "new": VERSION, "step": "none", "demanded": VERSION, "demands": {}, "differences": [], "impact": []}

# The table of DESIGN, Versions, and of the Data Package recipe, once more and apart from scripts/bump.py.
RECIPE = {
    "major": [
        "package_renamed",
        "id_renamed",
        "table_removed",
        "table_renamed",
        "field_removed",
        "field_renamed",
        "field_added",
        "field_reordered",
        "type_changed",
        "format_changed",
        "constraint_tightened",
        "key_added",
        "code_removed",
        "row_lost",
        "row_removed_while_referenced",
        "dialect_changed",
        "encoding_changed",
        "missing_values_changed",
        "rule_changed",
    ],
    "minor": ["table_added", "computed_table_added", "row_added", "constraint_loosened", "code_added", "reference_changed"],
    "patch": ["value_changed", "row_withdrawn", "tombstone_added", "text_changed"],
    "none": ["file_moved"],
}
STEP = {kind: step for step, kinds in RECIPE.items() for kind in kinds}


@pytest.fixture(scope="module")
def tiny_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, for the tests that only read it."""
    return write(tmp_path_factory.mktemp("tiny"), tiny()).root


# Packages: the tiny one and edits of it, in place.


def make(folder: Path, rows: Rows | None = None, *edits: Edit) -> Path:
    folder.mkdir(parents=True)
    write(folder, rows or tiny())
    for edit in edits:
        edit(folder)
    return folder


def json_edit(name: str, change: Callable[[Json], object]) -> Edit:
    def edit(folder: Path) -> None:
        value = json.loads((folder / name).read_text(encoding="utf-8"))
        change(value)
        (folder / name).write_text(json.dumps(value), encoding="utf-8")

    return edit


def descriptor(change: Callable[[Json], object]) -> Edit:
    return json_edit("datapackage.json", change)


def resource(table: str, **properties: object) -> Edit:
    return descriptor(lambda d: next(r for r in d["resources"] if r["name"] == table).update(properties))


def schema(table: str, change: Callable[[Json], object]) -> Edit:
    return json_edit(f"schemas/{table}.schema.json", change)


def field_of(value: Json, name: str) -> Json:
    found: Json = next(f for f in value["fields"] if f["name"] == name)
    return found


def on_field(table: str, name: str, **properties: object) -> Edit:
    return schema(table, lambda s: field_of(s, name).update(properties))


def constraint(table: str, name: str, key: str, value: object) -> Edit:
    """Set one constraint of a field, or drop it where the value is None."""

    def change(value_: Json) -> None:
        constraints = field_of(value_, name).setdefault("constraints", {})
        constraints.pop(key, None)
        if value is not None:
            constraints[key] = value

    return schema(table, change)


def columns(table: str, names: dict[str, str]) -> Edit:
    """Keep the columns named, in that order and under the names given; both in the schema and in the CSV."""

    def edit(folder: Path) -> None:
        def change(value: Json) -> None:
            kept = {f["name"]: f for f in value["fields"]}
            value["fields"] = [kept.get(old, {"type": "string", "title": new, "description": new}) | {"name": new} for old, new in names.items()]
            value["primaryKey"] = [names.get(key, key) for key in value["primaryKey"]]

        schema(table, change)(folder)
        path = folder / "data" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([list(names.values()), *([row.get(old, "") for old in names] for row in rows)])

    return edit


def derived(*edits: tuple[str, str, str]) -> Edit:
    """Give the package rules of its own: the repository's SQL, with texts replaced in files."""

    def edit(folder: Path) -> None:
        shutil.copytree(ROOT / "scripts" / "derived", folder / "scripts" / "derived")
        for name, old, new in edits:
            path = folder / "scripts" / "derived" / name
            sql = path.read_text(encoding="utf-8")
            assert old in sql
            path.write_text(sql.replace(old, new), encoding="utf-8")

    return edit


def moved(table: str, path: str) -> Edit:
    def edit(folder: Path) -> None:
        resource(table, path=path)(folder)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data" / f"{table}.csv").rename(folder / path)

    return edit


def changed(table: str, place: int, **cells: str) -> Rows:
    rows = tiny()
    rows[table][place].update(cells)
    return rows


def without(rows: Rows, *keys: str) -> Rows:
    """Rows without those whose first cell, the key, is named."""
    return {table: [row for row in its_rows if next(iter(row.values())) not in keys] for table, its_rows in rows.items()}


def stone(rows: Rows, id_: str, replaced_by: str = "", reason: str = "It was misread.") -> Rows:
    """Rows with a tombstone for an id."""
    number = f"wd-stone{len(rows['withdrawn']):03d}"
    return rows | {"withdrawn": [*rows["withdrawn"], {"withdrawal_id": number, "id": id_, "reason": reason, "replaced_by": replaced_by}]}


def diff(old: Path | str, new: Path | str, package: Path = ROOT) -> tuple[int, str, str]:
    """Run the command in this process: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--package", str(package), "diff", str(old), str(new), "--output", "json"])
    return code, out.getvalue(), err.getvalue()


def changes(old: Path | str, new: Path | str, package: Path = ROOT) -> Json:
    """The JSON of the command, which keeps its schema; the exit code says whether there are differences."""
    code, out, err = diff(old, new, package)
    assert err == ""
    value: Json = json.loads(out)
    VALIDATOR.validate(value)
    assert code == (1 if value["differences"] else 0)
    assert value["step"] == max((STEP[d["kind"]] for d in value["differences"]), key=ORDER.index, default="none")
    assert value["demands"] == {kind: sum(d["kind"] == kind for d in value["differences"]) for kind in value["demands"]}
    return value


def found(value: Json, tombstones: bool = True) -> list[Found]:
    """What differs and where: kind, table, key, field; with or without the new rows of the tombstones themselves."""
    listed = [(d["kind"], d.get("table", ""), d.get("key", ""), d.get("field", "")) for d in value["differences"]]
    return sorted(one for one in listed if tombstones or one[1] != "withdrawn")


# One rule a row: every rule has a case, and the inverse edit gives the inverse kind.


@dataclass
class Case:
    """An edit of the tiny package, what the diff there and back finds."""

    shows: list[Found]
    back: list[Found]
    edits: list[Edit] = field(default_factory=list)
    rows: Rows | None = None
    old: list[Edit] = field(default_factory=list)


def at(kind: str, table: str = "", name: str = "", key: str = "") -> Found:
    return kind, table, key, name


def both(kind: str, inverse: str, table: str = "", name: str = "", key: str = "") -> dict[str, list[Found]]:
    return {"shows": [at(kind, table, name, key)], "back": [at(inverse, table, name, key)]}


def same(kind: str, table: str = "", name: str = "", key: str = "") -> dict[str, list[Found]]:
    return both(kind, kind, table, name, key)


def _drop(part: str, name: str) -> Edit:
    return descriptor(lambda d: d.update({part: [r for r in d[part] if r["name"] != name]}))


STRIKES = ["strike_id", "name", "level", "place_id", "notes"]
AS_THEY_ARE = {name: name for name in STRIKES}
LEVELS = [
    {"value": v, "label": label} for v, label in (("strike", "One settlement, one day"), ("series", "Several strikes that a source counts together"))
]
RENAMED = stone(without(tiny(), "cw-aaaa2222"), "cw-aaaa2222", "cw-bbbb2222")
RENAMED["crosswalk"].append({**tiny()["crosswalk"][0], "crosswalk_id": "cw-bbbb2222"})
MERGED = stone(without(tiny(), "st-secon234", "sl-bbbb2222", "sl-cccc2222"), "st-secon234", "st-first234", "Both were one strike.")
MERGED = MERGED | {
    "strike_reports": [row | {"strike_id": row["strike_id"].replace("st-secon234", "st-first234")} for row in MERGED["strike_reports"]]
}
for _link in ("sl-bbbb2222", "sl-cccc2222"):
    MERGED = stone(MERGED, _link)
UNREFERENCED = stone(without(tiny(), "vc-cccc2222"), "vc-cccc2222", "vc-aaaa2222")

CASES = {
    "a table is removed": Case(**both("table_removed", "table_added", "audits"), edits=[_drop("resources", "audits")]),
    "a computed table is removed": Case(
        **both("table_removed", "computed_table_added", "disagreement"), edits=[_drop("computedResources", "disagreement")]
    ),
    "a table is renamed": Case([at("table_renamed", "audits")], [at("table_renamed", "checkings")], [resource("audits", name="checkings")]),
    "a field is removed": Case(**both("field_removed", "field_added", "strikes", "notes"), edits=[columns("strikes", {n: n for n in STRIKES[:4]})]),
    "a field is renamed": Case(
        [at("field_renamed", "strikes", "remarks")],
        [at("field_renamed", "strikes", "notes")],
        [columns("strikes", AS_THEY_ARE | {"notes": "remarks"})],
    ),
    "the key field is renamed": Case(
        [at("field_renamed", "audits", "check_id"), at("key_added", "audits")],
        [at("field_renamed", "audits", "audit_id"), at("key_added", "audits")],
        [columns("audits", {n: n.replace("audit_id", "check_id") for n in ["audit_id", "citation_id", "auditor", "audited_on", "verdict"]})],
    ),
    "fields are reordered": Case(
        **same("field_reordered", "strikes"), edits=[columns("strikes", {n: n for n in [*STRIKES[:3], "notes", "place_id"]})]
    ),
    "a field has another type": Case(
        **same("type_changed", "victim_counts", "count_min"), edits=[on_field("victim_counts", "count_min", type="number")]
    ),
    "a number becomes text": Case(
        **same("type_changed", "victim_counts", "count_min"), edits=[on_field("victim_counts", "count_min", type="string")]
    ),
    "a field has another format": Case(**same("format_changed", "sources", "url"), edits=[on_field("sources", "url", format="uri")]),
    "true is written in another way": Case(
        **same("format_changed", "statements", "hedged"), edits=[on_field("statements", "hedged", trueValues=["true", "yes"])]
    ),
    "a field becomes required": Case(
        **both("constraint_tightened", "constraint_loosened", "strikes", "place_id"), edits=[constraint("strikes", "place_id", "required", True)]
    ),
    "required becomes false": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "name"), edits=[constraint("strikes", "name", "required", False)]
    ),
    "a field becomes unique": Case(
        **both("constraint_tightened", "constraint_loosened", "strikes", "notes"), edits=[constraint("strikes", "notes", "unique", True)]
    ),
    "a minimum falls": Case(
        **both("constraint_loosened", "constraint_tightened", "places", "latitude"),
        edits=[constraint("places", "latitude", "minimum", 0)],
        old=[constraint("places", "latitude", "minimum", 1)],
    ),
    "a minimum is new": Case(
        **both("constraint_tightened", "constraint_loosened", "victim_counts", "count_max"),
        edits=[constraint("victim_counts", "count_max", "minimum", 0)],
        old=[constraint("victim_counts", "count_max", "minimum", None)],
    ),
    "a maximum rises": Case(
        **both("constraint_loosened", "constraint_tightened", "places", "latitude"),
        edits=[constraint("places", "latitude", "maximum", 91)],
        old=[constraint("places", "latitude", "maximum", 90)],
    ),
    "a minimum length falls": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "name"),
        edits=[constraint("strikes", "name", "minLength", 2)],
        old=[constraint("strikes", "name", "minLength", 3)],
    ),
    "a maximum length rises": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "notes"), edits=[constraint("strikes", "notes", "maxLength", 501)]
    ),
    "a pattern is dropped": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "place_id"), edits=[constraint("strikes", "place_id", "pattern", None)]
    ),
    "a pattern is another": Case(
        **same("constraint_tightened", "strikes", "place_id"), edits=[constraint("strikes", "place_id", "pattern", "^pl-[a-z0-9]{8,9}$")]
    ),
    "codes give way to free text": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "level"), edits=[constraint("strikes", "level", "enum", None)]
    ),
    "a row rule is dropped": Case(
        **both("constraint_loosened", "constraint_tightened", "strikes", "rules"), edits=[schema("strikes", lambda s: s.pop("rules"))]
    ),
    "a row rule is another": Case(
        **same("constraint_tightened", "strikes", "rules"), edits=[schema("strikes", lambda s: s["rules"][0].update(sql="place_id IS NOT NULL"))]
    ),
    "a foreign key is dropped": Case(
        **both("constraint_loosened", "key_added", "strikes"), edits=[schema("strikes", lambda s: s.pop("foreignKeys"))]
    ),
    "a foreign key is new": Case(
        **both("key_added", "constraint_loosened", "withdrawn"),
        edits=[
            schema(
                "withdrawn",
                lambda s: s.update(foreignKeys=[{"fields": ["replaced_by"], "reference": {"resource": "victim_counts", "fields": ["claim_id"]}}]),
            )
        ],
    ),
    "a foreign key leads elsewhere": Case(
        [at("key_added", "audits"), at("constraint_loosened", "audits")],
        [at("key_added", "audits"), at("constraint_loosened", "audits")],
        [schema("audits", lambda s: s["foreignKeys"][0]["reference"].update(resource="exclusions"))],
    ),
    "the primary key is another": Case(
        **same("key_added", "strikes"), edits=[schema("strikes", lambda s: s.update(primaryKey=["strike_id", "name"]))]
    ),
    "a code is removed": Case(
        **both("code_removed", "code_added", "strikes", "level"),
        edits=[constraint("strikes", "level", "enum", ["strike", "series"]), on_field("strikes", "level", categories=LEVELS)],
    ),
    "a row is lost": Case(**both("row_lost", "row_added", "crosswalk", "", "cw-aaaa2222"), rows=without(tiny(), "cw-aaaa2222")),
    "a row is re-keyed": Case(
        [at("row_added", "crosswalk", "", "cw-bbbb2222"), at("row_lost", "crosswalk", "", "cw-aaaa2222")],
        [at("row_added", "crosswalk", "", "cw-aaaa2222"), at("row_lost", "crosswalk", "", "cw-bbbb2222")],
        rows=changed("crosswalk", 0, crosswalk_id="cw-bbbb2222"),
    ),
    "a strike is merged": Case(
        [
            at("row_removed_while_referenced", "strikes", "", "st-secon234"),
            at("reference_changed", "strike_reports", "strike_id", "sr-bbbb2222"),
            at("row_withdrawn", "strike_links", "", "sl-bbbb2222"),
            at("row_withdrawn", "strike_links", "", "sl-cccc2222"),
        ],
        [
            at("row_added", "strikes", "", "st-secon234"),
            at("reference_changed", "strike_reports", "strike_id", "sr-bbbb2222"),
            at("row_added", "strike_links", "", "sl-bbbb2222"),
            at("row_added", "strike_links", "", "sl-cccc2222"),
        ],
        rows=MERGED,
    ),
    "a row is withdrawn": Case(**both("row_withdrawn", "row_added", "victim_counts", "", "vc-cccc2222"), rows=UNREFERENCED),
    "a tombstone is new": Case(**both("tombstone_added", "row_lost", "withdrawn", "", "wd-stone001"), rows=stone(tiny(), "vc-yyyy2222")),
    "the dialect is another": Case(
        **same("dialect_changed", "audits", "dialect"), edits=[resource("audits", dialect={"delimiter": ",", "doubleQuote": False})]
    ),
    "the encoding is another": Case(**same("encoding_changed", "audits", "encoding"), edits=[resource("audits", encoding="ascii")]),
    "unknown is written in another way": Case(
        **same("missing_values_changed", "audits"), edits=[schema("audits", lambda s: s.update(missingValues=["", "NA"]))]
    ),
    "a computed table has another rule": Case(
        **same("rule_changed", "strike_grades"), old=[derived()], edits=[derived(("strike_grades.sql", "'g1' AS rule", "'g2' AS rule"))]
    ),
    "a row refers to another": Case(
        **same("reference_changed", "crosswalk", "strike_id", "cw-aaaa2222"), rows=changed("crosswalk", 0, strike_id="st-secon234")
    ),
    "a reference is emptied": Case(**same("reference_changed", "actors", "parent_id", "ac-army2345"), rows=changed("actors", 0, parent_id="")),
    "a value is corrected": Case(**same("value_changed", "strikes", "notes", "st-first234"), rows=changed("strikes", 0, notes="By night.")),
    "a false becomes true": Case(**same("value_changed", "statements", "hedged", "sm-bbbb2222"), rows=changed("statements", 1, hedged="true")),
    "the package has another title": Case(**same("text_changed", "", "title"), edits=[descriptor(lambda d: d.update(title="Strikes"))]),
    "a resource has another title": Case(**same("text_changed", "audits", "title"), edits=[resource("audits", title="Checks")]),
    "a table has another description": Case(
        **same("text_changed", "audits", "description"), edits=[schema("audits", lambda s: s.update(description="One row."))]
    ),
    "a field has another example": Case(**same("text_changed", "strikes", "notes"), edits=[on_field("strikes", "notes", example="By night.")]),
    "a code has another label": Case(
        **same("text_changed", "strikes", "level"),
        edits=[schema("strikes", lambda s: field_of(s, "level")["categories"][0].update(label="One place, one day"))],
    ),
    "codes stand in another order": Case(
        **same("text_changed", "strikes", "level"), edits=[constraint("strikes", "level", "enum", ["campaign", "series", "strike"])]
    ),
    "a rule has another message": Case(
        **same("text_changed", "strikes", "rules"), edits=[schema("strikes", lambda s: s["rules"][0].update(message="give it"))]
    ),
    "the package has another name": Case(**same("package_renamed"), edits=[descriptor(lambda d: d.update(name="another"))]),
    "an id is renamed": Case(
        [at("id_renamed", "crosswalk", "", "cw-aaaa2222"), at("row_added", "crosswalk", "", "cw-bbbb2222"),
         at("tombstone_added", "withdrawn", "", "wd-stone001")],
        [at("row_added", "crosswalk", "", "cw-aaaa2222"), at("row_lost", "crosswalk", "", "cw-bbbb2222"), at("row_lost", "withdrawn", "", "wd-stone001")],
        rows=RENAMED,
    ),
    "a file is moved": Case(**same("file_moved", "audits", "path"), edits=[moved("audits", "data/more/audits.csv")]),
}


def test_the_rules_are_those_of_the_recipe() -> None:
    assert {kind: step for kind, (step, _) in RULES.items()} == STEP
    assert VALIDATOR.schema["$defs"]["kind"]["enum"] == list(RULES)
    assert VALIDATOR.schema["$defs"]["step"]["enum"] == ORDER
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case(rule: str) -> None:
    assert [name for name, case in CASES.items() if rule in {kind for kind, *_ in case.shows + case.back}]


@pytest.mark.parametrize("name", CASES)
def test_a_difference_is_told_by_its_rule_there_and_back(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    old, new = make(tmp_path / "old", None, *case.old), make(tmp_path / "new", case.rows, *case.edits)
    there, back = changes(old, new), changes(new, old)
    tombstones = any(table == "withdrawn" for _, table, *_ in case.shows)
    assert found(there, tombstones) == sorted(case.shows)
    assert found(back, tombstones) == sorted(case.back)
    assert there["step"] == max((STEP[kind] for kind, *_ in case.shows), key=ORDER.index)
    if {d["kind"] for d in there["differences"]}.isdisjoint({"row_withdrawn", "row_removed_while_referenced"}):  # back, their tombstones are lost
        assert back["step"] == max((STEP[kind] for kind, *_ in case.back), key=ORDER.index)


def test_old_and_new_values_stand_in_the_difference(tmp_path: Path, tiny_package: Path) -> None:
    new = make(tmp_path / "new", changed("sources", 0, published_on="2020-10-04"), constraint("strikes", "notes", "maxLength", 501))
    assert changes(tiny_package, new)["differences"] == [
        {"kind": "constraint_loosened", "table": "strikes", "field": "notes", "old": {"maxLength": 500}, "new": {"maxLength": 501}, "step": "minor"},
        {
            "kind": "value_changed",
            "table": "sources",
            "key": "so-paper234",
            "field": "published_on",
            "old": "2020-10-03",
            "new": "2020-10-04",
            "step": "patch",
        },
    ]


# Versions.


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
def test_a_step_demands_the_next_version_and_before_1_a_major_change_a_minor_step(old: str, step: str, demanded: str) -> None:
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


@pytest.mark.parametrize(("version", "demanded"), [("0.4.1", "0.5.0"), ("1.4.1", "2.0.0")])
def test_the_demanded_version_counts_from_that_of_old(version: str, demanded: str, tmp_path: Path, tiny_package: Path) -> None:
    old = make(tmp_path / "old", None, descriptor(lambda d: d.update(version=version)))
    value = changes(old, make(tmp_path / "new", without(tiny(), "cw-aaaa2222")))
    assert (value["old"], value["new"], value["step"], value["demanded"]) == (version, open_package(tiny_package).version, "major", demanded)


# Rows: by key, and typed.


def test_row_order_quotes_and_number_spelling_make_no_difference(tmp_path: Path, tiny_package: Path) -> None:
    new = make(tmp_path / "new", {table: list(reversed(rows)) for table, rows in changed("places", 0, latitude="40.50", longitude="47.0").items()})
    path = new / "data" / "strikes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(rows[0])
        file.write("".join(",".join(f'"{cell}"' if cell else "" for cell in row) + "\n" for row in rows[1:]))
    assert changes(tiny_package, new) == NOTHING_CHANGED


def test_a_tombstone_tells_reason_and_every_replacement(tmp_path: Path, tiny_package: Path) -> None:
    rows = stone(
        stone(without(tiny(), "vc-cccc2222"), "vc-cccc2222", "vc-aaaa2222", "Two counts in one."), "vc-cccc2222", "vc-dddd2222", "Two counts in one."
    )
    gone = [d for d in changes(tiny_package, make(tmp_path / "new", rows))["differences"] if d["kind"] == "row_withdrawn"]
    assert len(gone) == 1
    assert (gone[0]["key"], gone[0]["reason"], gone[0]["step"]) == ("vc-cccc2222", "Two counts in one.", "patch")
    assert sorted(gone[0]["replaced_by"]) == ["vc-aaaa2222", "vc-dddd2222"]
    assert gone[0]["old"]["count_min"] == 10
    assert gone[0]["old"]["count_max"] is None


def test_an_unreferenced_row_withdrawn_with_a_tombstone_demands_a_patch(tmp_path: Path, tiny_package: Path) -> None:
    assert changes(tiny_package, make(tmp_path / "new", UNREFERENCED))["step"] == "patch"


def test_a_claim_withdrawn_together_with_its_own_citation_demands_a_patch(tmp_path: Path) -> None:
    old = tiny()
    old["citations"].append(old["citations"][6] | {"citation_id": "ci-zzzz2222"})
    old["victim_counts"].append(old["victim_counts"][2] | {"claim_id": "vc-yyyy2222", "citation_id": "ci-zzzz2222"})
    value = changes(make(tmp_path / "old", old), make(tmp_path / "new", stone(stone(tiny(), "ci-zzzz2222"), "vc-yyyy2222")))
    assert found(value, tombstones=False) == [
        at("row_withdrawn", "citations", "", "ci-zzzz2222"),
        at("row_withdrawn", "victim_counts", "", "vc-yyyy2222"),
    ]
    assert value["step"] == "patch"


def test_a_tombstone_that_is_taken_away_is_a_lost_row(tmp_path: Path, tiny_package: Path) -> None:
    value = changes(tiny_package, make(tmp_path / "new", without(tiny(), "wd-aaaa2222")))
    assert (found(value), value["step"]) == ([at("row_lost", "withdrawn", "", "wd-aaaa2222")], "major")


def test_a_row_to_which_only_a_lost_row_referred_is_withdrawn_and_the_other_lost(tmp_path: Path, tiny_package: Path) -> None:
    value = changes(tiny_package, make(tmp_path / "new", stone(without(tiny(), "dc-aaaa2222", "dc-bbbb2222"), "dc-aaaa2222")))
    assert found(value, tombstones=False) == [
        at("row_lost", "damage_counts", "", "dc-bbbb2222"),
        at("row_withdrawn", "damage_counts", "", "dc-aaaa2222"),
    ]
    assert value["step"] == "major"


def test_a_row_to_which_a_row_of_its_own_table_still_referred_is_removed_while_referenced(tmp_path: Path, tiny_package: Path) -> None:
    rows = stone(without(changed("damage_counts", 1, part_of="", scope="total"), "dc-aaaa2222"), "dc-aaaa2222")
    value = changes(tiny_package, make(tmp_path / "new", rows))
    assert at("row_removed_while_referenced", "damage_counts", "", "dc-aaaa2222") in found(value)
    assert value["step"] == "major"


def test_rows_of_a_renamed_table_and_field_are_still_compared(tmp_path: Path, tiny_package: Path) -> None:
    rows = changed("strikes", 0, notes="By night.") | {"audits": [TINY["audits"][0] | {"auditor": "nobody"}]}
    new = make(tmp_path / "new", rows, columns("strikes", AS_THEY_ARE | {"notes": "remarks"}), resource("audits", name="checkings"))
    assert found(changes(tiny_package, new)) == sorted(
        [
            at("table_renamed", "audits"),
            at("field_renamed", "strikes", "remarks"),
            at("value_changed", "strikes", "remarks", "st-first234"),
            at("value_changed", "checkings", "auditor", "au-aaaa2222"),
        ]
    )


def test_a_moved_file_demands_nothing_and_is_a_difference(tmp_path: Path, tiny_package: Path) -> None:
    code, out, _ = diff(tiny_package, make(tmp_path / "new", None, moved("audits", "data/more/audits.csv")))
    assert (code, json.loads(out)["step"], json.loads(out)["demanded"]) == (1, "none", VERSION)


# Impact.


def figures(low: int | None, best: int | None, high: int | None) -> dict[str, int | None]:
    return {"low": low, "best": best, "high": high}


def test_a_revised_toll_moves_its_estimates_and_the_largest_stand_first(tmp_path: Path, tiny_package: Path) -> None:
    rows = changed("victim_counts", 3, count_min="15", count_max="15")
    for place, count in ((0, "6"), (2, "13")):
        rows["victim_counts"][place]["count_min"] = count
    rows["victim_counts"][0]["count_max"] = "6"
    impact = changes(tiny_package, make(tmp_path / "new", rows))["impact"]
    first, group = (
        {"strike_id": "st-first234", "name": "Lowtown, 1 October 2020"},
        {"strike_id": "st-group234", "name": "Lowtown, 1 and 2 October 2020"},
    )
    assert impact == [
        *[
            group | {"outcome": "killed", "view": view, "before": figures(5, 5, 5), "after": figures(15, 15, 15), "cause": "data"}
            for view in ("all", "third_party")
        ],
        *[
            first | {"outcome": "injured", "view": view, "before": figures(10, 10, 10), "after": figures(13, 13, 13), "cause": "data"}
            for view in ("all", "azerbaijani")
        ],
        *[
            first | {"outcome": "killed", "view": view, "before": figures(4, 4, 4), "after": figures(6, 6, 6), "cause": "data"}
            for view in ("all", "azerbaijani")
        ],
    ]


def test_an_estimate_that_comes_or_goes_has_one_side_only(tmp_path: Path, tiny_package: Path) -> None:
    new = make(tmp_path / "new", UNREFERENCED)
    assert [(e["outcome"], e["view"], e["before"], e["after"]) for e in changes(tiny_package, new)["impact"]] == [
        ("injured", "all", figures(10, 10, 10), None),
        ("injured", "azerbaijani", figures(10, 10, 10), None),
    ]
    assert [(e["outcome"], e["view"], e["before"], e["after"]) for e in changes(new, tiny_package)["impact"]] == [
        ("injured", "all", None, figures(10, 10, 10)),
        ("injured", "azerbaijani", None, figures(10, 10, 10)),
    ]


SECOND_RULE = derived(
    ("strike_estimates.sql", "'e1' AS rule", "'e2' AS rule"),
    ("strike_estimates.sql", "SELECT strike_id, outcome, view, min(count_min) AS low", "SELECT strike_id, outcome, view, min(count_min) - 1 AS low"),
)


def test_the_effect_of_a_changed_rule_is_told_apart_from_that_of_data(tmp_path: Path) -> None:
    old = make(tmp_path / "old", None, derived())
    new = make(tmp_path / "new", changed("victim_counts", 3, count_min="9", count_max="9"), SECOND_RULE)
    value = changes(old, new)
    assert value["step"] == "major"
    assert [d for d in value["differences"] if d["kind"] == "rule_changed"] == [
        {"kind": "rule_changed", "table": "strike_estimates", "old": "e1", "new": "e2", "step": "major"}
    ]
    effects = [(e["strike_id"], e["outcome"], e["view"], e["before"], e["after"], e["cause"]) for e in value["impact"]]
    assert effects[:2] == [("st-group234", "killed", view, figures(4, 5, 5), figures(8, 9, 9), "data") for view in ("all", "third_party")]
    assert effects[2:] == [
        ("st-first234", "injured", "all", figures(10, 10, 10), figures(9, 10, 10), "rule"),
        ("st-first234", "injured", "azerbaijani", figures(10, 10, 10), figures(9, 10, 10), "rule"),
        ("st-first234", "killed", "all", figures(4, 4, 4), figures(3, 4, 4), "rule"),
        ("st-first234", "killed", "azerbaijani", figures(4, 4, 4), figures(3, 4, 4), "rule"),
        ("st-group234", "killed", "all", figures(5, 5, 5), figures(4, 5, 5), "rule"),
        ("st-group234", "killed", "third_party", figures(5, 5, 5), figures(4, 5, 5), "rule"),
    ]


def test_a_changed_rule_alone_moves_by_the_rule_alone(tmp_path: Path) -> None:
    value = changes(make(tmp_path / "old", None, derived()), make(tmp_path / "new", None, SECOND_RULE))
    assert found(value) == [at("rule_changed", "strike_estimates")]
    assert {e["cause"] for e in value["impact"]} == {"rule"}


def test_text_and_changelog_say_what_the_json_says(tmp_path: Path, tiny_package: Path) -> None:
    new = make(
        tmp_path / "new", stone(without(changed("victim_counts", 3, count_min="7", count_max="7"), "vc-cccc2222"), "vc-cccc2222", "vc-aaaa2222")
    )
    value = changes(tiny_package, new)
    for line in (
        "value_changed victim_counts vc-dddd2222 count_min: 5 -> 7",
        "row_withdrawn victim_counts vc-cccc2222: It was misread. (replaced by vc-aaaa2222)",
    ):
        assert line in text(value).splitlines()
        assert f"- {line}" in data_section(value).splitlines()
    effect = "Lowtown, 1 and 2 October 2020, killed, all: 5 / 5 / 5 -> 7 / 7 / 7"
    assert f"  {effect}" in text(value).splitlines()
    assert f"- {effect}" in data_section(value).splitlines()
    assert text(changes(tiny_package, tiny_package)) == f"nothing changed from {VERSION}"


# What OLD and NEW may be.


@dataclass
class Repository:
    """A git repository with the tiny package: the commits of its history, by name."""

    root: Path
    commits: dict[str, str]

    def git(self, *words: str) -> str:
        identity = ["-c", "user.name=tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
        return subprocess.run(["git", *identity, *words], cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, name: str, notes: str, **properties: str) -> None:
        write(self.root, changed("strikes", 0, notes=notes))
        descriptor(lambda d: d.update(properties))(self.root)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", name)
        self.commits[name] = self.git("rev-parse", "HEAD")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Version 0.1.0 is tagged; 0.2.0 is not, and its content was declared twice; the working tree is not committed."""
    made = Repository(make(tmp_path_factory.mktemp("git") / "repository"), {})
    made.git("init", "--quiet")
    made.commit("first", "First.", version="0.1.0", content="sha256:1")
    made.git("tag", "v0.1.0")
    made.commit("later", "Later.")
    made.commit("second", "Second.", version="0.2.0", content="sha256:2")
    made.commit("redeclared", "Redeclared.", content="sha256:3")
    made.commit("after", "After.")
    write(made.root, changed("strikes", 0, notes="Not committed."))
    return made


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        ("v0.1.0", ".", "First.", "Not committed."),
        ("0.1.0", "HEAD", "First.", "After."),
        ("0.2.0", ".", "Redeclared.", "Not committed."),
        ("HEAD~2", "HEAD~3", "Second.", "Later."),
        (".", "0.1.0", "Not committed.", "First."),
    ],
)
def test_git_revisions_tags_versions_and_the_working_tree_are_compared(old: str, new: str, was: str, now: str, repository: Repository) -> None:
    assert changes(old, new, repository.root)["differences"] == [
        {"kind": "value_changed", "table": "strikes", "key": "st-first234", "field": "notes", "old": was, "new": now, "step": "patch"}
    ]


def test_new_is_the_working_tree_where_it_is_not_given(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(repository.root), "diff", "v0.1.0"]) == 1
    assert "value_changed strikes st-first234 notes: First. -> Not committed." in capsys.readouterr().out.splitlines()


def test_a_short_commit_and_a_branch_name_a_revision(repository: Repository) -> None:
    branch = repository.git("rev-parse", "--abbrev-ref", "HEAD")
    assert revision_of(repository.commits["second"][:10], repository.root) == repository.commits["second"]
    assert revision_of(branch, repository.root) == repository.commits["after"]
    assert changes(branch, "HEAD", repository.root)["differences"] == []


def test_a_version_without_a_tag_is_the_commit_that_declared_its_content_last(repository: Repository) -> None:
    assert revision_of("0.2.0", repository.root) == repository.commits["redeclared"]
    assert revision_of("0.1.0", repository.root) == repository.commits["first"]
    assert latest_version(repository.root) == "0.2.0"
    assert latest_version(repository.root, before="0.2.0") == "0.1.0"
    assert latest_version(repository.root, before="0.1.0") == "0.2.0"


def test_a_tag_comes_before_the_commit_that_set_the_version(repository: Repository) -> None:
    repository.git("tag", "v0.2.0", "HEAD~4")
    try:
        assert revision_of("0.2.0", repository.root) == repository.commits["first"]
    finally:
        repository.git("tag", "--delete", "v0.2.0")


def test_the_rules_of_a_git_revision_are_those_it_held(tmp_path: Path) -> None:
    made = Repository(make(tmp_path / "repository", None, derived()), {})
    made.git("init", "--quiet")
    made.commit("first", "The same.")
    shutil.rmtree(made.root / "scripts")
    SECOND_RULE(made.root)
    value = changes("HEAD", ".", made.root)
    assert found(value) == [at("rule_changed", "strike_estimates")]
    assert {e["cause"] for e in value["impact"]} == {"rule"}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the tiny package; its zip stands beside it."""
    folder = tmp_path_factory.mktemp("released")
    write_canonical(folder / "package")
    assert main(["--package", str(folder / "package"), "build", "--to", str(folder / "dist"), "--declare"]) == 0
    return folder / "dist" / f"nk2020-strikes-{VERSION}"


def test_a_release_its_zip_and_what_it_was_built_from_are_equal(released: Path, tiny_package: Path) -> None:
    bundle = released.with_name(f"{released.name}.zip")
    for old, new in ((released, bundle), (bundle, released), (released, tiny_package), (tiny_package, bundle)):
        assert changes(old, new) == NOTHING_CHANGED


def test_a_release_is_compared_with_a_working_tree_that_changed(released: Path, tmp_path: Path) -> None:
    new = make(tmp_path / "new", changed("victim_counts", 3, count_min="7", count_max="7"))
    value = changes(released.with_name(f"{released.name}.zip"), ".", new)
    assert found(value) == [at("value_changed", "victim_counts", name, "vc-dddd2222") for name in ("count_max", "count_min")]
    assert [(e["view"], e["before"]["best"], e["after"]["best"]) for e in value["impact"]] == [("all", 5, 7), ("third_party", 5, 7)]


def test_a_release_by_an_older_rule_has_another_rule(released: Path, tmp_path: Path) -> None:
    value = changes(released, make(tmp_path / "new", None, SECOND_RULE))
    assert (found(value), value["step"]) == ([at("rule_changed", "strike_estimates")], "major")


def test_the_effect_of_a_changed_rule_is_told_where_old_is_a_release(released: Path, tmp_path: Path) -> None:
    assert {e["cause"] for e in changes(released, make(tmp_path / "new", None, SECOND_RULE))["impact"]} == {"rule"}


# Wrong usage, and what cannot be read.


@pytest.mark.parametrize(
    "name",
    [
        "no-such-thing",
        "9.9.9",
        "v9.9.9",
        "no/such/folder",
        "HEAD~99",
        "",
    ],
)
def test_what_names_nothing_is_wrong_usage(name: str, repository: Repository) -> None:
    code, out, err = diff(name, ".", repository.root)
    assert (code, out) == (2, "")
    assert err.startswith(f"{name}: is no folder, file, version or git revision here")


def test_outside_a_repository_a_version_names_nothing(tiny_package: Path) -> None:
    code, out, err = diff("0.1.0", ".", tiny_package)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_words_that_the_command_does_not_know_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["diff"], ["diff", "a", "b", "c"], ["diff", ".", "--output", "xml"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert capsys.readouterr().err.startswith("usage: ")


def _file(name: str, change: Callable[[bytes], bytes]) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return edit


UNREADABLE = {
    "a table is missing": (None, [lambda folder: (folder / "data" / "strikes.csv").unlink()], "data/strikes.csv"),
    "a number is a word": (changed("victim_counts", 0, count_min="four"), [], "data/victim_counts.csv"),
    "a date is none": (changed("sources", 0, published_on="soon"), [], "data/sources.csv"),
    "a table is not UTF-8": (None, [_file("data/strikes.csv", lambda b: b + b"st-xxxx2222,\xe9,series,,\n")], "data/strikes.csv"),
    "a row has too few cells": (None, [_file("data/strikes.csv", lambda b: b + b"st-xxxx2222\n")], "data/strikes.csv"),
    "a descriptor is no JSON": (None, [_file("datapackage.json", lambda b: b[:100])], "datapackage.json"),
    "a descriptor has no version": (None, [descriptor(lambda d: d.pop("version"))], "datapackage.json"),
    "a schema is missing": (None, [lambda folder: (folder / "schemas" / "strikes.schema.json").unlink()], "schemas/strikes.schema.json"),
    "a path leads out": (None, [resource("strikes", path="../strikes.csv")], "datapackage.json"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gives_a_message_and_no_traceback(name: str, tmp_path: Path, tiny_package: Path) -> None:
    rows, edits, file = UNREADABLE[name]
    broken = make(tmp_path / "broken", rows, *edits)
    for old, new in ((tiny_package, broken), (broken, tiny_package)):
        code, out, err = diff(old, new)
        assert (code, out) == (2, "")
        assert err.startswith(f"{broken / file}: ")
        assert "Traceback" not in err


def zipped(folder: Path, path: Path, inside: str = "release") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{inside}/{file.relative_to(folder)}")
    return path


def test_a_zip_that_is_none_or_holds_no_package_is_wrong_usage(tmp_path: Path, tiny_package: Path) -> None:
    (tmp_path / "a.zip").write_text("no zip")
    assert diff(tmp_path / "a.zip", tiny_package)[0::2] == (2, f"{tmp_path / 'a.zip'}: is no zip of a release (File is not a zip file)\n")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("README.md", "nothing")
    assert diff(tmp_path / "b.zip", tiny_package)[0::2] == (2, f"{tmp_path / 'b.zip'}: holds no datapackage.json; give a release\n")


@pytest.mark.parametrize("member", ["../evil", "../../evil", "release/../../../evil", "/tmp/nk2020-evil/evil", "release/data/../../../evil"])
def test_a_hostile_member_of_a_zip_writes_nothing_outside(member: str, tmp_path: Path, tiny_package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "around" / "temporary"
    temporary.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    hostile = zipped(tiny_package, tmp_path / "hostile.zip")
    with zipfile.ZipFile(hostile, "a") as archive:
        archive.writestr(member, "evil")
    assert changes(hostile, tiny_package)["differences"] == []
    assert [path for path in tmp_path.rglob("*") if path.name != "hostile.zip"] == [tmp_path / "around", temporary]
    assert not Path("/tmp/nk2020-evil").exists()


# Any edits: never too low a step, and OLD with the differences applied is NEW.

Cells = dict[str, Any]
Typed = dict[str, dict[str, Cells]]
PREFIX = {table: next(iter(rows[0].values()))[:3] for table, rows in TINY.items()}


def cell(type_: str, value: str) -> Any:
    """A CSV cell as the JSON of a diff has it."""
    read: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": lambda v: v == "true"}
    return read.get(type_, str)(value) if value else None


def typed(package: Path) -> Typed:
    """A package's rows by table and key, typed as the JSON of a diff has them."""
    opened = open_package(package)
    rows: Typed = {}
    for table in opened.tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            read = [{f["name"]: cell(f["type"], row[f["name"]]) for f in table.fields} for row in csv.DictReader(file)]
        rows[table.name] = {" ".join(str(row[key]) for key in table.key): row for row in read}
    return rows


def apply(rows: Typed, differences: list[Json]) -> Typed:
    """The rows of NEW, from those of OLD and the JSON of a diff."""
    was, rows = rows, deepcopy(rows)
    for d in differences:
        table, key, name = d.get("table", ""), d.get("key", ""), d.get("field", "")
        match d["kind"]:
            case "table_removed":
                rows.pop(table, None)
            case "table_renamed":
                rows[d["new"]] = rows.pop(d["old"])
            case "field_removed":
                rows[table] = {k: {n: v for n, v in row.items() if n != name} for k, row in rows[table].items()}
            case "field_renamed":
                rows[table] = {k: {d["new"] if n == d["old"] else n: v for n, v in row.items()} for k, row in rows[table].items()}
            case "field_added":
                rows[table] = {k: row | {name: None} for k, row in rows[table].items()}
            case "row_added" | "tombstone_added":
                rows[table][key] = d["new"]
            case "row_lost" | "row_withdrawn" | "row_removed_while_referenced" | "id_renamed":
                assert was[table][key] == d["old"]
                del rows[table][key]
            case "value_changed" | "reference_changed":
                assert rows[table][key][name] == d.get("old")
                rows[table][key][name] = d.get("new")
    return rows


@dataclass
class Draft:
    """A package under random edits; each edit takes what no other has touched, so that none undoes another."""

    random: random.Random
    rows: Rows = field(default_factory=tiny)
    descriptor: Json = field(default_factory=lambda: deepcopy(INLINED))
    touched: set[object] = field(default_factory=set)
    demands: list[str] = field(default_factory=list)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)

    def schema(self, table: str) -> Json:
        return next(r["schema"] for r in self.descriptor["resources"] if r["name"] == table)

    def key(self, table: str) -> str:
        return str(self.schema(table)["primaryKey"][0])

    def references(self, table: str) -> dict[str, str]:
        """The fields of a table that refer, and the table to which each does."""
        return {k["fields"][0]: k["reference"]["resource"] or table for k in self.schema(table).get("foreignKeys", [])}

    def take(self, candidates: list[Any], touch: Callable[[Any], list[object]] = lambda c: [c]) -> Any:
        """One of the candidates that no edit has touched, now touched; None where there is none."""
        free = [c for c in candidates if not self.touched & set(touch(c))]
        if not free:
            return None
        chosen = self.random.choice(free)
        self.touched |= set(touch(chosen))
        return chosen

    def fields(self, wanted: Callable[[Json], bool] = lambda f: True) -> list[tuple[str, str]]:
        """Fields that are neither key nor reference, by table."""
        return [
            (t, f["name"]) for t in self.rows for f in self.schema(t)["fields"] if f["name"] not in (self.key(t), *self.references(t)) and wanted(f)
        ]

    def fresh(self, table: str) -> str:
        return PREFIX[table] + "".join(self.random.choices(string.ascii_lowercase + "23456789", k=8))

    def write(self, folder: Path) -> Path:
        folder.mkdir()
        (folder / "datapackage.json").write_text(json.dumps(self.descriptor), encoding="utf-8")
        for one in self.descriptor["resources"]:
            (folder / one["path"]).parent.mkdir(exist_ok=True, parents=True)
            with (folder / one["path"]).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(
                    file, [f["name"] for f in one["schema"]["fields"]], restval="", extrasaction="ignore", lineterminator="\n"
                )
                writer.writeheader()
                writer.writerows(self.rows[one["name"]])
        return folder


def _inlined() -> Json:
    value: Json = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    for one in value["resources"]:
        one["schema"] = json.loads((ROOT / one["schema"]).read_text(encoding="utf-8"))
    for one in value["computedResources"]:
        one["schema"] = json.loads((ROOT / one["schema"]).read_text(encoding="utf-8"))
    return value


INLINED = _inlined()


def change_a_value(draft: Draft) -> None:
    cells = [
        (t, n, row[draft.key(t)])
        for t, n in draft.fields(lambda f: f["name"] != "id" and "pattern" not in f.get("constraints", {}))
        for row in draft.rows[t]
    ]
    taken = draft.take(cells, lambda c: [("row", c[0], c[2]), ("field", c[0], c[1])])
    if not taken:
        return
    table, name, key = taken
    row = next(r for r in draft.rows[table] if r[draft.key(table)] == key)
    described, was = field_of(draft.schema(table), name), row.get(name, "")
    codes = described.get("constraints", {}).get("enum")
    other = {"integer": ["0", "7", "8"], "number": ["40.25", "41"], "boolean": ["true", "false"], "date": ["2020-10-05", "2020-10-06"]}
    row[name] = draft.random.choice(
        [v for v in codes or other.get(described["type"], ["Another.", 'It\'s "other", too', "Ağdam; Աղդամ"]) if v != was]
    )
    draft.demands.append("patch")


def change_a_reference(draft: Draft) -> None:
    cells = [(t, n, row[draft.key(t)]) for t in draft.rows for n in draft.references(t) for row in draft.rows[t]]
    taken = draft.take(cells, lambda c: [("row", c[0], c[2]), ("field", c[0], c[1])])
    if not taken:
        return
    table, name, key = taken
    row, target = next(r for r in draft.rows[table] if r[draft.key(table)] == key), draft.references(table)[name]
    others = [r[draft.key(target)] for r in draft.rows[target] if r[draft.key(target)] not in (row.get(name), key)]
    if others:
        row[name] = draft.random.choice(others)
        draft.touched.add(("row", target, row[name]))
        draft.demands.append("minor")


def add_a_row(draft: Draft) -> None:
    table = draft.random.choice(list(draft.rows))
    key, model = draft.fresh(table), draft.random.choice(draft.rows[table])
    draft.rows[table].append(model | {draft.key(table): key})
    draft.touched.add(("row", table, key))
    draft.demands.append("minor")


def remove_a_row(draft: Draft, tombstone: bool) -> None:
    taken = draft.take(
        [(t, row[draft.key(t)]) for t in draft.rows for row in draft.rows[t] if len(draft.rows[t]) > 1 and not (tombstone and t == "withdrawn")],
        lambda c: [("row", *c)],
    )
    if taken:
        _remove(draft, *taken, tombstone)


def _remove(draft: Draft, table: str, key: str, tombstone: bool) -> None:
    """Remove a row; the rows that refer to it are repointed, emptied or removed with it."""
    draft.rows[table] = [row for row in draft.rows[table] if row[draft.key(table)] != key]
    if tombstone:
        draft.rows["withdrawn"].append({"withdrawal_id": draft.fresh("withdrawn"), "id": key, "reason": "It was misread."})
        draft.withdrawn.append((table, key))
    else:
        draft.demands.append("major")
    for other in list(draft.rows):
        for name in [n for n, target in draft.references(other).items() if target == table]:
            for row in [r for r in draft.rows[other] if r.get(name) == key]:
                its_key = row[draft.key(other)]
                others = [r[draft.key(table)] for r in draft.rows[table] if r[draft.key(table)] != its_key]
                draft.touched.add(("row", other, its_key))
                if others and draft.random.random() < 0.5:
                    row[name] = draft.random.choice(others)
                    draft.touched.add(("row", table, row[name]))
                elif len(draft.rows[other]) > 1:
                    _remove(draft, other, its_key, tombstone)
                else:
                    row[name] = ""


def add_a_code(draft: Draft) -> None:
    if taken := draft.take(draft.fields(lambda f: "enum" in f.get("constraints", {})), lambda c: [("field", *c)]):
        described = field_of(draft.schema(taken[0]), taken[1])
        described["constraints"]["enum"].insert(draft.random.randrange(3), "a_new_code")
        described["categories"].append({"value": "a_new_code", "label": "New"})
        draft.demands.append("minor")


def remove_a_code(draft: Draft) -> None:
    if taken := draft.take(draft.fields(lambda f: len(f.get("constraints", {}).get("enum", [])) > 1), lambda c: [("field", *c)]):
        described = field_of(draft.schema(taken[0]), taken[1])
        code = draft.random.choice(described["constraints"]["enum"])
        described["constraints"]["enum"].remove(code)
        described["categories"] = [c for c in described.get("categories", []) if c["value"] != code]
        draft.demands.append("major")


LOOSER: list[tuple[str, object, object]] = [
    ("maxLength", 400, 450),
    ("minLength", 2, 1),
    ("minimum", 1, 0),
    ("maximum", 90, 91),
    ("required", True, False),
    ("unique", True, None),
    ("pattern", "^[a-z]+$", None),
    ("maxLength", 600, None),
    ("minimum", 3, None),
]


def constrain(draft: Draft, tighten: bool) -> None:
    """Set a constraint in both packages or take it away, so that NEW is looser or tighter by one."""
    if taken := draft.take(draft.fields(), lambda c: [("field", *c)]):
        name, tight, loose = draft.random.choice(LOOSER)
        old, new = (loose, tight) if tighten else (tight, loose)
        for schema_, value in ((_old(draft, taken[0]), old), (draft.schema(taken[0]), new)):
            constraints = field_of(schema_, taken[1]).setdefault("constraints", {})
            constraints.pop(name, None)
            constraints |= {name: value} if value is not None else {}
        draft.demands.append("major" if tighten else "minor")


def _old(draft: Draft, table: str) -> Json:
    found_: Json = next(r["schema"] for r in draft.descriptor["old"] if r["name"] == table)
    return found_


def _structure(draft: Draft, candidates: list[tuple[str, str]]) -> Any:
    return draft.take(candidates, lambda c: [("field", *c), ("structure", c[0])])


def add_a_field(draft: Draft) -> None:
    if taken := draft.take(list(draft.rows), lambda t: [("structure", t)]):
        listed = draft.schema(taken)["fields"]
        listed.insert(draft.random.randrange(len(listed) + 1), {"name": "a_new_field", "type": "string", "title": "New", "description": "New."})
        draft.touched.add(("field", taken, "a_new_field"))
        draft.demands.append("major")


def remove_a_field(draft: Draft) -> None:
    if taken := _structure(draft, draft.fields()):
        draft.schema(taken[0])["fields"].remove(field_of(draft.schema(taken[0]), taken[1]))
        for row in draft.rows[taken[0]]:
            row.pop(taken[1], None)
        draft.demands.append("major")


def rename_a_field(draft: Draft) -> None:
    if taken := _structure(draft, draft.fields()):
        field_of(draft.schema(taken[0]), taken[1])["name"] = "another_name"
        for row in draft.rows[taken[0]]:
            row["another_name"] = row.pop(taken[1], "")
        draft.touched.add(("field", taken[0], "another_name"))
        draft.demands.append("major")


def reorder_fields(draft: Draft) -> None:
    if taken := draft.take(list(draft.rows), lambda t: [("structure", t)]):
        listed = draft.schema(taken)["fields"]
        one, two = draft.random.sample(range(len(listed)), 2)
        listed[one], listed[two] = listed[two], listed[one]
        draft.demands.append("major")


def change_a_title(draft: Draft) -> None:
    if taken := draft.take([("", ""), *[(t, "") for t in draft.rows], *draft.fields()], lambda c: [("title", *c), ("field", *c)]):
        table, name = taken
        titled = field_of(draft.schema(table), name) if name else draft.schema(table) if table else draft.descriptor
        titled[draft.random.choice(["title", "description"])] = "Another text"
        draft.demands.append("patch")


def move_a_file(draft: Draft) -> None:
    if taken := draft.take(list(draft.rows), lambda t: [("path", t)]):
        next(r for r in draft.descriptor["resources"] if r["name"] == taken)["path"] = f"data/more/{taken}.csv"
        draft.demands.append("none")


def remove_a_computed_table(draft: Draft) -> None:
    draft.descriptor["computedResources"].pop()
    draft.demands.append("major")


EDITS: list[Callable[[Draft], None]] = [
    change_a_value,
    change_a_value,
    change_a_reference,
    add_a_row,
    lambda d: remove_a_row(d, tombstone=True),
    lambda d: remove_a_row(d, tombstone=True),
    lambda d: remove_a_row(d, tombstone=False),
    add_a_code,
    remove_a_code,
    lambda d: constrain(d, tighten=True),
    lambda d: constrain(d, tighten=False),
    add_a_field,
    remove_a_field,
    rename_a_field,
    reorder_fields,
    change_a_title,
    move_a_file,
    remove_a_computed_table,
]


def recipe(draft: Draft, old: Typed, new: Typed) -> str:
    """The step that the edits demand, by DESIGN's table; whether a withdrawn row was referred to is read off the rows."""
    demands = list(draft.demands)
    for table, key in draft.withdrawn:
        stay = [
            row
            for other in old
            for k, row in old[other].items()
            if k in new[other] and any(target == table and row.get(name) == key for name, target in draft.references(other).items())
        ]
        demands.append("major" if stay else "patch")
    return max(demands, key=ORDER.index, default="none")


def edited(seed: int, count: int, folder: Path) -> tuple[Path, Path, str]:
    """Two packages that random edits tell apart, and the step that the recipe demands."""
    draft = Draft(random.Random(seed))
    before = draft.descriptor["old"] = deepcopy(INLINED["resources"])
    for edit in draft.random.choices(EDITS, k=count):
        edit(draft)
    del draft.descriptor["old"]
    old, new = Draft(draft.random, descriptor=INLINED | {"resources": before}).write(folder / "old"), draft.write(folder / "new")
    return old, new, recipe(draft, typed(old), typed(new))


def check(seed: int, count: int) -> None:
    """One example: the step is never lower than the recipe's, and OLD with the differences applied is NEW, both ways."""
    with tempfile.TemporaryDirectory() as folder:
        old, new, step = edited(seed, count, Path(folder))
        value = json.loads(dumps(compare(open_package(old), open_package(new))))
        VALIDATOR.validate(value)
        assert ORDER.index(value["step"]) >= ORDER.index(step), (step, value)
        assert apply(typed(old), value["differences"]) == typed(new)
        assert [size(e) for e in value["impact"]] == sorted(map(size, value["impact"]), reverse=True)


def size(effect: dict[str, Any]) -> int:
    sides = [effect[side] or dict.fromkeys(("low", "best", "high")) for side in ("before", "after")]
    return max(abs((sides[1][figure] or 0) - (sides[0][figure] or 0)) for figure in ("low", "best", "high"))


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_random_edits_never_get_a_lower_step_and_applied_to_old_give_new(seed: int, count: int) -> None:
    check(seed, count)


def random_edits(count: int, seed: int) -> None:
    """Check that many random sets of one to six edits."""
    chosen = random.Random(seed)
    for _ in range(count):
        check(chosen.randrange(2**32), chosen.randint(1, 6))


@pytest.mark.skipif(not os.environ.get("NK2020_THOROUGH"), reason="set NK2020_THOROUGH to make 1,000 random edits")
def test_a_thousand_random_edits_keep_the_recipe() -> None:
    random_edits(1000, seed=2020)


@pytest.mark.parametrize("edit", range(len(EDITS)))
def test_every_random_edit_alone_demands_what_the_recipe_says(edit: int, tmp_path: Path) -> None:
    """The edits themselves are right: each changes something, and the diff tells no less than the recipe."""
    draft = Draft(random.Random(edit))
    before = draft.descriptor["old"] = deepcopy(INLINED["resources"])
    EDITS[edit](draft)
    del draft.descriptor["old"]
    old, new = Draft(draft.random, descriptor=INLINED | {"resources": before}).write(tmp_path / "old"), draft.write(tmp_path / "new")
    value = compare(open_package(old), open_package(new))
    assert value["differences"]
    assert ORDER.index(value["step"]) >= ORDER.index(recipe(draft, typed(old), typed(new)))


# Known faults of the commands.


def _swapped_header(folder: Path) -> None:
    _file("data/strikes.csv", lambda b: b.replace(b"name,level", b"level,name", 1))(folder)


REKEYED = stone(changed("crosswalk", 0, crosswalk_id="cw-bbbb2222"), "cw-aaaa2222", "cw-bbbb2222")
UNSEEN: dict[str, tuple[str, Rows | None, list[Edit]]] = {
    "a unique key is new": ("major", None, [schema("strikes", lambda s: s.update(uniqueKeys=[["name", "level"]]))]),
    "unknown is written in another way in one field": ("major", None, [on_field("strikes", "notes", missingValues=["", "-"])]),
    "a number has another decimal mark": ("major", None, [on_field("places", "latitude", decimalChar=",")]),
    "a number may carry a unit": ("major", None, [on_field("victim_counts", "count_min", bareNumber=False)]),
    "fields are matched in another way": ("major", None, [schema("strikes", lambda s: s.update(fieldsMatch="superset"))]),
    "a resource has another format": ("major", None, [resource("audits", format="tsv", mediatype="text/tab-separated-values")]),
    "a written table becomes computed": ("major", None, [resource("audits", computed=True)]),
    "an id is renamed, with a tombstone": ("major", REKEYED, []),
    "the package has another name": ("major", None, [descriptor(lambda d: d.update(name="another"))]),
    "a label is gone": ("patch", None, [schema("strikes", lambda s: field_of(s, "level")["categories"].pop())]),
    "all labels are gone": ("patch", None, [schema("strikes", lambda s: field_of(s, "level").pop("categories"))]),
    "a resource has a description": ("patch", None, [resource("audits", description="Checks by persons.")]),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_the_step_is_not_lower_than_the_recipe_says(name: str, tmp_path: Path, tiny_package: Path) -> None:
    step, rows, edits = UNSEEN[name]
    assert ORDER.index(changes(tiny_package, make(tmp_path / "new", rows, *edits))["step"]) >= ORDER.index(step)


def test_a_table_whose_header_is_not_that_of_its_schema_cannot_be_read(tmp_path: Path, tiny_package: Path) -> None:
    assert diff(tiny_package, make(tmp_path / "new", None, _swapped_header))[0] == 2


def test_the_cells_of_a_new_field_are_told(tmp_path: Path, tiny_package: Path) -> None:
    new = make(
        tmp_path / "new",
        None,
        columns("strikes", AS_THEY_ARE | {"extra": "extra"}),
        _file("data/strikes.csv", lambda b: b.replace(b",\n", b",Here\n")),
    )
    assert apply(typed(tiny_package), changes(tiny_package, new)["differences"]) == typed(new)


def _report_key_moved(folder: Path) -> None:
    names = [f["name"] for f in json.loads((folder / "schemas" / "strike_reports.schema.json").read_text(encoding="utf-8"))["fields"]]
    columns("strike_reports", {n: n for n in names[1:]} | {"report_id": "id"})(folder)


TRACEBACKS: dict[str, tuple[Rows | None, list[Edit], int]] = {
    "a version is a word": (None, [descriptor(lambda d: d.update(version="banana"))], 2),
    "a version has a plus and no hyphen": (None, [descriptor(lambda d: d.update(version="0.1.0+local"))], 1),
    "a version is a number": (None, [descriptor(lambda d: d.update(version=1))], 2),
    "a schema has no primary key": (None, [schema("strikes", lambda s: s.pop("primaryKey"))], 2),
    "a type is one that we do not read": (None, [on_field("victim_counts", "count_min", type="year")], 2),
    "a number becomes text that is no number": (
        changed("victim_counts", 0, count_min="about 4"),
        [on_field("victim_counts", "count_min", type="string")],
        1,
    ),
    "a tombstone's column has another name": (None, [columns("withdrawn", {"withdrawal_id": "withdrawal_id", "id": "gone", "reason": "reason"})], 1),
    "a referring table's key is another and a row is gone": (without(tiny(), "st-secon234"), [_report_key_moved], 1),
    "the rules of old lack that of estimates": (
        None,
        [derived(), lambda folder: (folder / "scripts" / "derived" / "strike_estimates.sql").unlink()],
        1,
    ),
}


@pytest.mark.parametrize("name", TRACEBACKS)
def test_no_package_gives_a_traceback(name: str, tmp_path: Path, tiny_package: Path) -> None:
    rows, edits, code = TRACEBACKS[name]
    other = make(tmp_path / "other", rows, *edits)
    assert {diff(other, tiny_package)[0], diff(tiny_package, other)[0]} <= {0, 1, code}


def _spoiled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:400] = bytes(byte ^ 0x55 for byte in content[60:400])
    path.write_bytes(content)


def _encrypted(path: Path) -> None:
    path.write_bytes(re.sub(rb"(PK\x01\x02.{4}).", b"\\g<1>\x01", path.read_bytes(), flags=re.DOTALL))


def _file_and_folder(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("release/README.md/more", "a member within a file")


@pytest.mark.parametrize("spoil", [_spoiled, _encrypted, _file_and_folder])
def test_a_zip_that_cannot_be_unpacked_is_wrong_usage(spoil: Callable[[Path], None], tmp_path: Path, tiny_package: Path) -> None:
    path = zipped(tiny_package, tmp_path / "a.zip")
    spoil(path)
    assert diff(path, tiny_package)[0] == 2


def test_the_sql_in_a_zip_writes_nothing(tmp_path: Path, tiny_package: Path) -> None:
    hostile = make(
        tmp_path / "hostile", None, derived(("voices.sql", "CREATE VIEW roots", f"COPY (SELECT 1) TO '{tmp_path / 'evil'}'; CREATE VIEW roots"))
    )
    diff(tiny_package, zipped(hostile, tmp_path / "hostile.zip"))
    assert not (tmp_path / "evil").exists()
