"""Parquet and SQLite have the same contents as the CSVs when read with their own readers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.derived.compute import computed_database
from scripts.export.sqlite import create_table
from scripts.package.files import scratch_folder
from scripts.package.schema import TYPES
from tests.shared.exporting import TRAPS, Made, exported


def test_every_format_is_there_and_a_second_export_has_equal_bytes(made: Made) -> None:
    others = {
        "croissant.json",
        "datasette.json",
        "nk2020-strikes.sqlite",
        "nk2020-strikes.xlsx",
        "sources.bib",
        "strikes.geojson",
    }
    assert set(made.files) == others | {f"parquet/{name}.parquet" for name in made.tables}
    with scratch_folder() as scratch, computed_database(made.package, scratch) as connection:
        again = exported(made.package, connection, made.csvs, scratch)
    assert [path for path in made.files if made.files[path] != again[path]] == []
    assert list(again) == sorted(made.files)


def test_the_csv_of_the_bundle_is_what_the_other_formats_are_compared_with(small: Made) -> None:
    assert [row["external_id"] for row in small.texts("crosswalk")] == TRAPS


# Parquet


def test_parquet_holds_every_row_typed_and_in_order(made: Made) -> None:
    import duckdb

    for name, table in made.tables.items():
        with duckdb.connect() as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(made.path(f"parquet/{name}.parquet"))])
            types = [(column[0], str(column[1])) for column in found.description or []]
            assert found.fetchall() == made.rows(name), name
        assert types == [(field["name"], TYPES[field["type"]]) for field in table.fields], name


def test_pandas_has_the_rows_of_parquet_with_unknown_as_missing(made: Made) -> None:
    import duckdb

    with duckdb.connect() as connection:
        frame = connection.execute("SELECT * FROM read_parquet(?)", [str(made.path("victim_counts.parquet"))]).df()
    assert list(frame.columns) == made.tables["victim_counts"].columns
    expected = [row[made.tables["victim_counts"].columns.index("count_max")] for row in made.rows("victim_counts")]
    assert [
        None if missing else int(value)
        for value, missing in zip(frame["count_max"], frame["count_max"].isna(), strict=True)
    ] == expected


# SQLite


@pytest.fixture
def database(made: Made, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    (tmp_path / "copy.sqlite").write_bytes(made.path(".sqlite").read_bytes())
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def stored(value: Any) -> Any:
    """A value as SQLite stores it: a date as text, a boolean as 0 or 1."""
    return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value


def test_sqlite_holds_every_row_typed_and_in_order(made: Made, database: sqlite3.Connection) -> None:
    for name in made.tables:
        found = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        assert [column[0] for column in found.description] == made.tables[name].columns
        rows = found.fetchall()
        expected = [tuple(stored(value) for value in row) for row in made.rows(name)]
        assert rows == expected, name
        assert [[type(value) for value in row] for row in rows] == [
            [type(value) for value in row] for row in expected
        ], name


def test_sqlite_is_sound_and_needs_no_stamp_of_its_writer(made: Made, database: sqlite3.Connection) -> None:
    assert made.path(".sqlite").read_bytes()[96:100] == bytes(4)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sqlite_declares_the_keys_of_the_schemas_and_indexes_each(made: Made, database: sqlite3.Connection) -> None:
    for name, table in made.tables.items():
        columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
        assert [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]] == table.key
        assert {row[1] for row in columns if row[3]} >= {
            f["name"] for f in table.fields if f.get("constraints", {}).get("required")
        }
        keys = {(row[3], row[2], row[4]) for row in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        references = [(key["fields"], key["reference"]) for key in table.schema.get("foreignKeys", [])]
        declared = [(fields[0], there["resource"] or name, there["fields"][0]) for fields, there in references]
        assert keys == set(declared)
        indexes = {row[1] for row in database.execute(f'PRAGMA index_list("{name}")')}
        assert indexes >= {f"{name}_by_{field}" for field, _, _ in declared}


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "INSERT INTO strike_links VALUES ('sl-new22222', 'st-nobody22', 'st-nobody23', 'part_of')",
            "FOREIGN KEY constraint failed",
        ),
        ("UPDATE victim_counts SET part_of = 'vc-nobody22'", "FOREIGN KEY constraint failed"),
        ("DELETE FROM actors", "FOREIGN KEY constraint failed"),
        ("UPDATE strike_estimates SET best_claim_id = 'vc-nobody22'", "FOREIGN KEY constraint failed"),
        ("INSERT INTO strikes SELECT * FROM strikes", "UNIQUE constraint failed"),
        ("UPDATE strikes SET name = NULL", "NOT NULL constraint failed"),
        ("UPDATE strikes SET level = 'battle'", "CHECK constraint failed"),
        ("UPDATE victim_counts SET hedged = 'maybe'", "CHECK constraint failed"),
        ("UPDATE victim_counts SET count_min = 'four'", "CHECK constraint failed"),
        ("UPDATE victim_counts SET count_min = 1.5", "CHECK constraint failed"),
        ("UPDATE victim_counts SET count_min = -1", "CHECK constraint failed"),
        ("UPDATE places SET latitude = 'north'", "CHECK constraint failed"),
        ("UPDATE places SET latitude = 90", "CHECK constraint failed"),
        ("UPDATE sources SET read_on = '2026-13-01'", "CHECK constraint failed"),
        ("UPDATE sources SET read_on = '2026-02-30'", "CHECK constraint failed"),
        ("UPDATE sources SET read_on = 'yesterday'", "CHECK constraint failed"),
    ],
)
def test_sqlite_refuses_what_the_schemas_refuse(database: sqlite3.Connection, statement: str, message: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=message):
        database.execute(statement)


def test_sqlite_takes_the_same_row_that_a_key_allows(database: sqlite3.Connection) -> None:
    [(first,), (second,)] = database.execute("SELECT strike_id FROM strikes ORDER BY strike_id LIMIT 2").fetchall()
    database.execute("INSERT INTO strike_links VALUES ('sl-new22222', ?, ?, 'part_of')", [first, second])
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def as_dicts(connection: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    found = connection.execute(f"SELECT * FROM {view}")
    return [dict(zip([column[0] for column in found.description], row, strict=True)) for row in found]


KILLED = {"outcome": "killed", "population": "all", "view": "all"}


def test_the_view_of_killed_holds_the_estimates_of_the_whole(made: Made, database: sqlite3.Connection) -> None:
    estimates = [row for row in made.texts("strike_estimates") if KILLED.items() <= row.items()]
    found = as_dicts(database, "killed_estimates")
    assert [
        tuple(str(row[name] if row[name] is not None else "") for name in ("strike_id", "low", "best", "high"))
        for row in found
    ] == [(row["strike_id"], row["low"], row["best"], row["high"]) for row in estimates]
    dates = {
        row["strike_id"]: row["date_start"]
        for row in made.texts("strike_dates")
        if (row["aspect"], row["position"]) == ("date", "1")
    }
    assert [row["date_start"] or "" for row in found] == [dates.get(row["strike_id"], "") for row in estimates]
    territories = {row["strike_id"]: row["territory"] for row in made.texts("claims")}
    assert [row["territory"] or "" for row in found] == [territories[row["strike_id"]] for row in estimates]


def test_the_view_by_side_holds_each_sides_estimate(made: Made, database: sqlite3.Connection) -> None:
    sides = ("azerbaijan", "armenian", "third_party")
    found = {
        (row["strike_id"], side): row[f"{side}_best"] for row in as_dicts(database, "killed_by_side") for side in sides
    }
    killed = [
        row for row in made.texts("strike_estimates") if row["outcome"] == "killed" and row["population"] == "all"
    ]
    told = {(row["strike_id"], row["view"]): row["best"] for row in killed if row["view"] != "all"}
    assert {key: str(best) for key, best in found.items() if best is not None} == {
        key: best for key, best in told.items() if best
    }


def test_the_view_of_denials_has_each_with_what_it_answers(made: Made, database: sqlite3.Connection) -> None:
    denials = [row for row in made.texts("statements") if row["stance"] == "denies"]
    found = as_dicts(database, "denials")
    assert [(row["denial_id"], row["accusation_id"] or "") for row in found] == [
        (row["statement_id"], row["answers"]) for row in denials
    ]
    assert denials


def test_the_view_of_sources_has_one_row_a_claim(made: Made, database: sqlite3.Connection) -> None:
    citations = {row["citation_id"]: row["passage_sha256"] for row in made.texts("citations")}
    expected = [(row["claim_id"], row["source_title"], citations[row["citation_id"]]) for row in made.texts("claims")]
    assert [
        (row["claim_id"], row["source_title"], row["passage_sha256"]) for row in as_dicts(database, "sources_of_claims")
    ] == expected


def test_a_key_of_several_fields_and_one_to_the_table_itself_are_declared(small: Made) -> None:
    assert 'PRIMARY KEY ("strike_id", "outcome", "population", "view")' in create_table(
        small.tables["strike_estimates"]
    )
    assert 'FOREIGN KEY ("parent_id") REFERENCES "actors" ("actor_id")' in create_table(small.tables["actors"])
