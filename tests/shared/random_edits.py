"""Random edits of the tiny package, and the step of the version that they demand."""

# ruff: noqa: S311 - seeded edits are meant

import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from scripts.comparing.recipe import ORDER
from tests.shared.differing import Json, drop_rules, field_of
from tests.shared.random_draft import INLINED, Draft
from tests.shared.random_row_edits import add_a_row, change_a_reference, change_a_value, remove_a_row
from tests.shared.typed_rows import Typed, typed


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


# the types of fields that a constraint fits; any type where none is named
FITTING = {
    **dict.fromkeys(("minimum", "maximum"), ("integer", "number")),
    **dict.fromkeys(("minLength", "maxLength", "pattern"), ("string",)),
}


def constrain(draft: Draft, tighten: bool) -> None:
    """Set or remove a constraint in both packages, so NEW has one that is tighter or looser."""
    name, tight, loose = draft.random.choice(LOOSER)
    fitting = draft.fields(lambda f: f["type"] in FITTING.get(name, [f["type"]]))
    if taken := draft.take(fitting, lambda c: [("field", *c)]):
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
    """The step that the edits demand by the table in DESIGN; the rows show whether a withdrawn row was referred to."""
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
    """Two packages that differ by random edits, and the step that the recipe demands."""
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
