"""The views built from the schemas: all ids, all references. A check over a view needs every table in it."""

from pathlib import Path

import duckdb
import pytest

from scripts.checking.validation import validate
from scripts.package.listings import listings, queries, read_by, statements
from scripts.package.package import Package, Table, open_package
from scripts.package.soundness.descriptor import VIEWS
from scripts.package.soundness.table_schema import fault_of_name
from tests.shared.tiny import ROOT, TINY, tiny, write

ODD = Table(
    'the "select"',
    Path("odd.csv"),
    "odd.csv",
    {
        "fields": [{"name": 'its "id"'}, {"name": "group"}],
        "primaryKey": ['its "id"'],
        "foreignKeys": [{"fields": ["group"], "reference": {"resource": "", "fields": ['its "id"']}}],
    },
)


def test_every_id_of_every_table_is_listed(tmp_path: Path) -> None:
    found = set(loaded(write(tmp_path, tiny())).execute("SELECT * FROM every_id").fetchall())
    assert found == {(table, next(iter(row.values()))) for table, rows in TINY.items() for row in rows}


def test_every_declared_reference_that_is_not_empty_is_listed(tmp_path: Path) -> None:
    found = set(loaded(write(tmp_path, tiny())).execute("SELECT * FROM references_to_places").fetchall())
    assert found == {
        (table, next(iter(row.values())), "place_id", row["place_id"])
        for table in ("strikes", "strike_reports", "codings")
        for row in TINY[table]
    }


def test_every_address_is_listed_with_its_comparable_form(tmp_path: Path) -> None:
    rows = tiny()
    rows["sources"][0] |= {"archived_url": "https://web.archive.org/web/2021/http://www.example.org/findings/"}
    assert loaded(write(tmp_path, rows)).execute("SELECT * FROM every_address ORDER BY id").fetchall() == [
        ("candidates", "ca-aaaa2222", "url", "https://example.org/one", "example.org/one"),
        ("sources", "so-paper234", "archived_url", rows["sources"][0]["archived_url"], "example.org/findings"),
        ("sources", "so-watch234", "url", "https://example.org/findings", "example.org/findings"),
    ]


def loaded(package: Package) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in package.tables.values():
        connection.execute(f"CREATE TABLE {table.name} AS FROM read_csv('{table.path}', all_varchar = true)")
    connection.execute(statements(package.tables.values()))
    return connection


def test_names_are_quoted() -> None:
    connection = duckdb.connect()
    connection.execute('CREATE TABLE "the ""select""" ("its ""id""" VARCHAR, "group" VARCHAR)')
    connection.execute('INSERT INTO "the ""select"""' + " VALUES ('a', NULL), ('b', 'a')")
    connection.execute(statements([ODD]))
    assert connection.execute("SELECT * FROM every_id").fetchall() == [('the "select"', "a"), ('the "select"', "b")]
    assert connection.execute(queries([ODD])['references_to_the "select"']).fetchall() == [
        ('the "select"', "b", "group", "a")
    ]


def test_no_table_may_have_the_name_of_a_view() -> None:
    views = listings(open_package(ROOT).tables.values())
    assert [view for view in views if not fault_of_name(view, VIEWS)] == []


def test_a_query_reads_the_tables_of_the_views_that_it_names() -> None:
    views = listings([ODD])
    assert 'the "select"' in read_by("SELECT id FROM every_id", views)
    assert 'the "select"' not in read_by("SELECT id FROM every_identity", views)


@pytest.mark.parametrize(
    ("table", "asked"), [("exclusions", []), ("strike_reports", []), ("codings", ["every_citation_is_used"])]
)
def test_a_check_over_a_view_waits_for_every_table_in_it(tmp_path: Path, table: str, asked: list[str]) -> None:
    rows = tiny()
    rows["citations"].append({**rows["citations"][0], "citation_id": "ci-zzzz2222", "passage_start": "9000"})
    rows["exclusions"].append({"exclusion_id": "ex-bbbb2222", "citation_id": "ci-eeee2222", "reason": "no_claim"})
    rows["withdrawn"][0]["replaced_by"] = "vc-nowhere2"
    rows[table][0][next(reversed(rows[table][0]))] = "?"
    found = {problem.check for problem in validate(write(tmp_path, rows)).problems}
    assert sorted(found & {"every_citation_is_used", "a_replacement_can_be_found"}) == asked
