"""The judge finds exactly what is stated on both sides of every constraint, key, row rule and check; and the plain checks agree with it."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.judge import CHECKS
from scripts.package import open_package
from scripts.validate import validate
from tests import edges, plain
from tests.cells import CELLS, REFERENCES, REQUIRED
from tests.tiny import ROOT, columns, tiny, write

PACKAGE = open_package(ROOT)
NAMES = sorted(path.stem for path in CHECKS.glob("*.sql"))
PACKAGES = {name: (table, rows, refused) for table in PACKAGE.tables for name, rows, refused in edges.packages(table)}


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
    assert sorted(edges.EDGES) == NAMES == sorted(plain.CHECKS)


@pytest.mark.parametrize("name", PACKAGES)
def test_cells_keys_references_and_rows_are_refused_exactly_where_it_is_stated(tmp_path: Path, name: str) -> None:
    table, rows, refused = PACKAGES[name]
    found, _ = validate(write(tmp_path, tiny() | rows))
    keys = [row.get(columns(table)[0], "") for row in (tiny() | rows)[table]]
    assert Counter((p.file, p.line, p.key, p.field) for p in found) == Counter((f"data/{table}.csv", line, keys[line - 2], field) for line, field in refused)


@pytest.mark.parametrize("check", NAMES)
def test_a_check_finds_exactly_what_is_stated_and_the_plain_one_finds_the_same(tmp_path: Path, check: str) -> None:
    empty = {table: dict.fromkeys(columns(table), "") for table in tiny()}
    for name, rows, told in edges.of_check(check):
        found = [p for p in validate(write(tmp_path, rows))[0] if p.check not in set(NAMES) - {check}]
        assert sorted((Path(p.file).stem, p.key, p.field, p.value, p.message) for p in found) == sorted(told), name
        full = {table: [{**empty[table], **row} for row in its] for table, its in rows.items()}
        assert set(plain.CHECKS[check](full)) == {(table, id_) for table, id_, *_ in told}, name
