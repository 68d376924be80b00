"""Random edits of the tiny package, the step that each demands, and what turns OLD into NEW."""

# ruff: noqa: S311 - seeded edits are meant

import csv
import json
import random
import string
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.comparing.recipe import ORDER
from scripts.package.package import open_package
from tests.shared.differing import Json, drop_rules, field_of
from tests.shared.tiny import ROOT, TINY, Rows, tiny

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
                rows[table] = {
                    k: {d["new"] if n == d["old"] else n: v for n, v in row.items()} for k, row in rows[table].items()
                }
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
            (t, f["name"])
            for t in self.rows
            for f in self.schema(t)["fields"]
            if f["name"] not in (self.key(t), *self.references(t)) and wanted(f)
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
                    file,
                    [f["name"] for f in one["schema"]["fields"]],
                    restval="",
                    extrasaction="ignore",
                    lineterminator="\n",
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


INLINED: Json = _inlined()


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
    other = {
        "integer": ["0", "7", "8"],
        "number": ["40.25", "41"],
        "boolean": ["true", "false"],
        "date": ["2020-10-05", "2020-10-06"],
    }
    row[name] = draft.random.choice(
        [
            v
            for v in codes or other.get(described["type"], ["Another.", 'It\'s "other", too', "Ağdam; Աղդամ"])
            if v != was
        ]
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
        [
            (t, row[draft.key(t)])
            for t in draft.rows
            for row in draft.rows[t]
            if len(draft.rows[t]) > 1 and not (tombstone and t == "withdrawn")
        ],
        lambda c: [("row", *c)],
    )
    if taken:
        _remove(draft, taken[0], taken[1], tombstone)


def _remove(draft: Draft, table: str, key: str, tombstone: bool) -> None:
    """Remove a row; the rows that refer to it are repointed, emptied or removed with it."""
    draft.rows[table] = [row for row in draft.rows[table] if row[draft.key(table)] != key]
    if tombstone:
        draft.rows["withdrawn"].append(
            {"withdrawal_id": draft.fresh("withdrawn"), "id": key, "reason": "It was misread."}
        )
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
    if taken := draft.take(
        draft.fields(lambda f: len(f.get("constraints", {}).get("enum", [])) > 1), lambda c: [("field", *c)]
    ):
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
        listed.insert(
            draft.random.randrange(len(listed) + 1),
            {"name": "a_new_field", "type": "string", "title": "New", "description": "New.", "example": "new"},
        )
        draft.touched.add(("field", taken, "a_new_field"))
        draft.demands.append("major")


def remove_a_field(draft: Draft) -> None:
    if taken := _structure(draft, draft.fields()):
        draft.schema(taken[0])["fields"].remove(field_of(draft.schema(taken[0]), taken[1]))
        drop_rules(draft.schema(taken[0]), {taken[1]})
        for row in draft.rows[taken[0]]:
            row.pop(taken[1], None)
        draft.demands.append("major")


def rename_a_field(draft: Draft) -> None:
    if taken := _structure(draft, draft.fields()):
        field_of(draft.schema(taken[0]), taken[1])["name"] = "another_name"
        drop_rules(draft.schema(taken[0]), {taken[1]})
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
    if taken := draft.take(
        [("", ""), *[(t, "") for t in draft.rows], *draft.fields()], lambda c: [("title", *c), ("field", *c)]
    ):
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
            if k in new[other]
            and any(target == table and row.get(name) == key for name, target in draft.references(other).items())
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
    old, new = (
        Draft(draft.random, descriptor=INLINED | {"resources": before}).write(folder / "old"),
        draft.write(folder / "new"),
    )
    return old, new, recipe(draft, typed(old), typed(new))
