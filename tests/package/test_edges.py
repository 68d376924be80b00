"""The judge finds exactly what is stated on both sides of every constraint, key, row rule and check; and the plain checks agree with it."""

import pytest

from tests.mutation.killers import CHECKS, PACKAGE, Killers, found
from tests.shared import check_edges, edges, plain
from tests.shared.cells import CELLS, REFERENCES, REQUIRED
from tests.shared.tiny import TINY, columns

NAMES = sorted(path.stem for path in CHECKS.glob("*.sql"))


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_every_field_has_cells_that_are_let_through_and_cells_that_are_refused(table: str) -> None:
    fields = {field["name"] for field in PACKAGE.tables[table].fields if "categories" not in field}
    assert set(CELLS[table]) == fields, "tests/cells.py: say of a new field which of its cells are sound, and which are not"
    assert set(REQUIRED[table].split()) <= set(PACKAGE.tables[table].columns)
    declared = {key["fields"][0]: key["reference"]["resource"] or table for key in PACKAGE.tables[table].schema.get("foreignKeys", [])}
    assert REFERENCES.get(table, {}) == declared, "tests/cells.py: say of a new reference where it leads"


def test_every_row_rule_and_check_has_edges() -> None:
    rules = {table: [rule["name"] for rule in its.schema["rules"]] for table, its in PACKAGE.tables.items() if its.schema.get("rules")}
    assert {table: sorted(its) for table, its in edges.RULES.items()} == {table: sorted(its) for table, its in rules.items()}
    assert sorted(check_edges.EDGES) == NAMES == sorted(plain.CHECKS)


@pytest.fixture(scope="module")
def killers(tmp_path_factory: pytest.TempPathFactory) -> Killers:
    return Killers(tmp_path_factory.mktemp("killers"))


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_cells_keys_references_and_rows_are_refused_exactly_where_it_is_stated(killers: Killers, table: str) -> None:
    for killer in killers.of_table(table):
        assert found(killer, None, killers.none) == killer.expects, killer.name


def test_the_ends_of_numbers_dates_and_refused_characters_are_where_they_are_stated(killers: Killers) -> None:
    assert found(killers.of_guards()[0], None, killers.none) == killers.of_guards()[0].expects


@pytest.mark.parametrize("check", NAMES)
def test_a_check_finds_exactly_what_is_stated_and_the_plain_one_finds_the_same(killers: Killers, check: str) -> None:
    alone = killers.alone(check)
    for killer in killers.of_check(check):
        assert found(killer, None, alone) == killer.expects, killer.name
    empty = {table: dict.fromkeys(columns(table), "") for table in TINY}
    for name, rows, told in check_edges.of_check(check):
        full = {table: [{**empty[table], **row} for row in its] for table, its in rows.items()}
        assert set(plain.CHECKS[check](full)) == {(table, id_) for table, id_, *_ in told}, name
