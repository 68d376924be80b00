"""Packages to compare: the tiny one and edits of it in place, and the differences that `diff` finds."""

import contextlib
import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from scripts.__main__ import main
from scripts.comparing.recipe import ORDER
from scripts.package.package import open_package
from tests.shared.tiny import ROOT, Rows, tiny, write

Edit = Callable[[Path], None]
Found = tuple[str, str, str, str]
Json = dict[str, Any]
VALIDATOR = Draft202012Validator(json.loads((ROOT / "docs" / "changes.schema.json").read_text(encoding="utf-8")))

VERSION = open_package(ROOT).version
NOTHING_CHANGED = {
    "old": VERSION,
    "new": VERSION,
    "step": "none",
    "demanded": VERSION,
    "demands": {},
    "differences": [],
    "impact": [],
    "withdrawnVersions": open_package(ROOT).descriptor["withdrawnVersions"],
}

# The table of DESIGN, Versions, and of the Data Package recipe, stated again without scripts/comparing/recipe.py.
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
    "minor": [
        "table_added",
        "computed_table_added",
        "row_added",
        "constraint_loosened",
        "code_added",
        "reference_changed",
    ],
    "patch": [
        "value_changed",
        "row_withdrawn",
        "tombstone_added",
        "version_withdrawn",
        "version_reinstated",
        "text_changed",
    ],
    "none": ["file_moved"],
}
STEP = {kind: step for step, kinds in RECIPE.items() for kind in kinds}


def make(folder: Path, rows: Rows | None = None, *edits: Edit) -> Path:
    folder.mkdir(parents=True)
    write(folder, rows or tiny())
    for edit in edits:
        edit(folder)
    return folder


def bytes_edit(name: str, change: Callable[[bytes], bytes]) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return edit


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
    """Set one constraint of a field, or drop it if the value is None."""

    def change(value_: Json) -> None:
        constraints = field_of(value_, name).setdefault("constraints", {})
        constraints.pop(key, None)
        if value is not None:
            constraints[key] = value

    return schema(table, change)


def drop_rules(schema: Json, names: set[str]) -> None:
    """Take the rules that name one of these fields out of a schema, since the fields go."""
    rules = [
        rule for rule in schema.get("rules", []) if not names & set(re.findall(r"\w+", json.dumps(list(rule.values()))))
    ]
    schema.update({"rules": rules} if "rules" in schema else {})


def columns(table: str, names: dict[str, str]) -> Edit:
    """Keep the named columns, in that order and under the given names, both in the schema and in the CSV."""

    def edit(folder: Path) -> None:
        def change(value: Json) -> None:
            kept = {f["name"]: f for f in value["fields"]}
            value["fields"] = [
                kept.get(old, {"type": "string", "title": new, "description": new, "example": new}) | {"name": new}
                for old, new in names.items()
            ]
            drop_rules(value, kept.keys() - {old for old, new in names.items() if old == new})
            value["primaryKey"] = [names.get(key, key) for key in value["primaryKey"]]

        schema(table, change)(folder)
        path = folder / "data" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [list(names.values()), *([row.get(old, "") for old in names] for row in rows)]
            )

    return edit


def derived(*edits: tuple[str, str, str]) -> Edit:
    """Give the package its own copy of the derivation SQL, with texts replaced in files."""

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
    """Rows without those whose key, the first cell, is named."""
    return {
        table: [row for row in its_rows if next(iter(row.values())) not in keys] for table, its_rows in rows.items()
    }


def stone(rows: Rows, id_: str, replaced_by: str = "", reason: str = "It was misread.") -> Rows:
    """Rows with a tombstone for an id."""
    number = f"wd-stone{len(rows['withdrawn']):03d}"
    return rows | {
        "withdrawn": [
            *rows["withdrawn"],
            {"withdrawal_id": number, "id": id_, "reason": reason, "replaced_by": replaced_by},
        ]
    }


def diff(old: Path | str, new: Path | str, package: Path = ROOT) -> tuple[int, str, str]:
    """Run the command in this process: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--package", str(package), "diff", str(old), str(new), "--output", "json"])
    return code, out.getvalue(), err.getvalue()


def changes(old: Path | str, new: Path | str, package: Path = ROOT) -> Json:
    """The JSON of the command, checked against its schema, its exit code and the recipe."""
    code, out, err = diff(old, new, package)
    assert all(" was withdrawn (" in line for line in err.splitlines())
    value: Json = json.loads(out)
    VALIDATOR.validate(value)
    assert code == (1 if value["differences"] else 0)
    assert value["step"] == max((STEP[d["kind"]] for d in value["differences"]), key=ORDER.index, default="none")
    assert value["demands"] == {kind: sum(d["kind"] == kind for d in value["differences"]) for kind in value["demands"]}
    return value


def found(value: Json, tombstones: bool = True) -> list[Found]:
    """The differences as (kind, table, key, field), with or without the new rows of the table of tombstones."""
    listed = [(d["kind"], d.get("table", ""), d.get("key", ""), d.get("field", "")) for d in value["differences"]]
    return sorted(one for one in listed if tombstones or one[1] != "withdrawn")


def at(kind: str, table: str = "", name: str = "", key: str = "") -> Found:
    return kind, table, key, name


def both(kind: str, inverse: str, table: str = "", name: str = "", key: str = "") -> dict[str, list[Found]]:
    return {"shows": [at(kind, table, name, key)], "back": [at(inverse, table, name, key)]}


def same(kind: str, table: str = "", name: str = "", key: str = "") -> dict[str, list[Found]]:
    return both(kind, kind, table, name, key)


STRIKES = ["strike_id", "name", "level", "place_id", "notes"]
AS_THEY_ARE = {name: name for name in STRIKES}
UNREFERENCED = stone(without(tiny(), "vc-cccc2222"), "vc-cccc2222", "vc-aaaa2222")
SECOND_RULE = derived(
    ("strike_estimates.sql", "'e2' AS rule", "'e3' AS rule"),
    (
        "estimated.sql",
        "min(count_min) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL) AS low",
        "min(count_min) FILTER (WHERE is_counted AND is_total AND fell_to IS NULL) - 1 AS low",
    ),
)
