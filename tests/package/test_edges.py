"""`validate` finds exactly what is stated on both sides of every constraint, key and row rule."""

import pytest

from tests.mutation.killers import PACKAGE, Killers, found
from tests.shared import edges
from tests.shared.cells import CELLS, REFERENCES, REQUIRED
from tests.shared.speeds import quick


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_every_field_has_cells_that_are_let_through_and_cells_that_are_refused(table: str) -> None:
    fields = {field["name"] for field in PACKAGE.tables[table].fields if "categories" not in field}
    assert set(CELLS[table]) == fields, (
        "tests/shared/cells.py: say of a new field which of its cells are sound, and which are not"
    )
    assert set(REQUIRED[table].split()) <= set(PACKAGE.tables[table].columns)
    declared = {
        key["fields"][0]: key["reference"]["resource"] or table
        for key in PACKAGE.tables[table].schema.get("foreignKeys", [])
    }
    assert REFERENCES.get(table, {}) == declared, "tests/shared/cells.py: say of a new reference where it leads"


def test_every_row_rule_has_edges() -> None:
    rules = {
        table: [rule["name"] for rule in its.schema["rules"]]
        for table, its in PACKAGE.tables.items()
        if its.schema.get("rules")
    }
    assert {table: sorted(its) for table, its in edges.RULES.items()} == {
        table: sorted(its) for table, its in rules.items()
    }


@pytest.fixture(scope="module")
def killers(tmp_path_factory: pytest.TempPathFactory) -> Killers:
    return Killers(tmp_path_factory.mktemp("killers"))


@pytest.mark.parametrize("table", quick(PACKAGE.tables, {"sources", "victim_counts"}))
def test_cells_keys_references_and_rows_are_refused_exactly_where_it_is_stated(killers: Killers, table: str) -> None:
    for killer in killers.of_table(table):
        assert found(killer, None, killers.none) == killer.expects, killer.name


def test_the_ends_of_numbers_dates_and_refused_characters_are_where_they_are_stated(killers: Killers) -> None:
    assert found(killers.of_guards()[0], None, killers.none) == killers.of_guards()[0].expects
