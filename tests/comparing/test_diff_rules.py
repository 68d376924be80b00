"""Every difference is found by its rule, as is its inverse, and requires the step and version of the recipe."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scripts.comparing.recipe import ORDER, RULES
from tests.comparing.rule_cases import CASES
from tests.shared.differing import (
    STEP,
    VALIDATOR,
    changes,
    found,
    make,
)
from tests.shared.speeds import quick


def test_the_rules_are_those_of_the_recipe() -> None:
    assert {kind: step for kind, (step, _) in RULES.items()} == STEP
    assert VALIDATOR.schema["$defs"]["kind"]["enum"] == list(RULES)
    assert VALIDATOR.schema["$defs"]["step"]["enum"] == ORDER
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case(rule: str) -> None:
    assert [name for name, case in CASES.items() if rule in {kind for kind, *_ in case.shows + case.back}]


# A case of each way to differ is quick.
QUICK = {
    "a field is renamed",
    "a row rule is another",
    "a foreign key is new",
    "a code is removed",
    "a row is lost",
    "a row is re-keyed",
    "a strike is merged",
    "a row is withdrawn",
    "a row refers to another",
    "a value is corrected",
}


@pytest.mark.parametrize("name", quick(CASES, QUICK))
def test_a_difference_is_told_by_its_rule_there_and_back(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    old, new = make(tmp_path / "old", None, *case.old), make(tmp_path / "new", case.rows, *case.edits)
    there, back = changes(old, new), changes(new, old)
    tombstones = any(table == "withdrawn" for _, table, *_ in case.shows)
    assert found(there, tombstones) == sorted(case.shows)
    assert found(back, tombstones) == sorted(case.back)
    assert there["step"] == max((STEP[kind] for kind, *_ in case.shows), key=ORDER.index)
    if {d["kind"] for d in there["differences"]}.isdisjoint(
        {"row_withdrawn", "row_removed_while_referenced"}
    ):  # back, their tombstones are lost
        assert back["step"] == max((STEP[kind] for kind, *_ in case.back), key=ORDER.index)
