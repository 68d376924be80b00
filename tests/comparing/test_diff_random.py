"""After any edits, the step is never too low, and OLD with the differences applied equals NEW."""

# ruff: noqa: S311 - seeded edits are meant

import json
import os
import random
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.comparing.compare import compare
from scripts.comparing.difference import dumps
from scripts.comparing.recipe import ORDER
from scripts.package.package import open_package
from scripts.package.past.history import HISTORY
from tests.shared.differing import AS_THEY_ARE, VALIDATOR, bytes_edit, changes, columns, make
from tests.shared.random_draft import INLINED, Draft
from tests.shared.random_edits import EDITS, edited, recipe
from tests.shared.speeds import quick
from tests.shared.typed_rows import apply, as_withheld, typed


def check(seed: int, count: int) -> None:
    """One example: the step is never below the recipe's, and OLD with the differences applied equals NEW."""
    with tempfile.TemporaryDirectory() as folder:
        old, new, step = edited(seed, count, Path(folder))
        value = json.loads(dumps(compare(open_package(old), open_package(new)).as_json()))
        VALIDATOR.validate(value)
        assert ORDER.index(value["step"]) >= ORDER.index(step), (step, value)
        applied, wanted = apply(typed(old), value["differences"]), typed(new)
        for rows in (applied, wanted):
            rows.pop(HISTORY, None)  # no diff has its rows, since they say what the diffs of releases found
        assert applied == as_withheld(wanted, applied)
        assert [size(e) for e in value["impact"]] == sorted(map(size, value["impact"]), reverse=True)


def size(effect: dict[str, Any]) -> int:
    sides = [effect[side] or dict.fromkeys(("low", "best", "high")) for side in ("before", "after")]
    return max(abs((sides[1][figure] or 0) - (sides[0][figure] or 0)) for figure in ("low", "best", "high"))


@pytest.mark.thorough
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_random_edits_never_get_a_lower_step_and_applied_to_old_give_new(seed: int, count: int) -> None:
    check(seed, count)


def random_edits(count: int, seed: int) -> None:
    """Check `count` random sets of one to six edits."""
    chosen = random.Random(seed)
    for _ in range(count):
        check(chosen.randrange(2**32), chosen.randint(1, 6))


@pytest.mark.exhaustive
def test_a_thousand_random_edits_keep_the_recipe() -> None:
    random_edits(int(os.environ.get("NK2020_EDITS", "60")), seed=2020)  # 1,000 on request


@pytest.mark.parametrize("edit", quick(range(len(EDITS)), 6))
def test_every_random_edit_alone_demands_what_the_recipe_says(edit: int, tmp_path: Path) -> None:
    """Each edit changes something, and the diff requires at least the step of the recipe."""
    draft = Draft(random.Random(edit))
    before = draft.descriptor["old"] = deepcopy(INLINED["resources"])
    EDITS[edit](draft)
    del draft.descriptor["old"]
    old, new = (
        Draft(draft.random, descriptor=INLINED | {"resources": before}).write(tmp_path / "old"),
        draft.write(tmp_path / "new"),
    )
    value = compare(open_package(old), open_package(new))
    assert value.differences
    assert ORDER.index(value.step) >= ORDER.index(recipe(draft, typed(old), typed(new)))


def test_the_cells_of_a_new_field_are_told(tmp_path: Path, tiny_package: Path) -> None:
    new = make(
        tmp_path / "new",
        None,
        columns("strikes", AS_THEY_ARE | {"extra": "extra"}),
        bytes_edit("data/strikes.csv", lambda b: b.replace(b",\n", b",Here\n")),
    )
    assert apply(typed(tiny_package), changes(tiny_package, new)["differences"]) == typed(new)
