"""Does every other format hold what the CSVs hold, as its own readers read it?"""

import csv
import hashlib
import json
import re
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from scripts.derive import computed_csvs, computed_database
from scripts.export import exports
from scripts.export.bibtex import escaped
from scripts.export.croissant import croissant_metadata
from scripts.export.sqlite import create_table
from scripts.package import Package, Table, open_package
from scripts.schema import TYPES
from tests.shared.tiny import ROOT, tiny, write

# Texts that spreadsheets take for formulas, numbers, dates or booleans.
TRAPS = ["=1+1", "+1", "-1", "@SUM(A1)", "007", "1e5", "may-5", "2020-01-01", "true", "https://example.org", 'a "quoted", part',
         "12345678901234567890"]
TITLE = r"Ünïcode {of 100% & $5} #1_2 ~ ^ \ @ = “Ḫ”"
READ: dict[str, Callable[[str], Any]] = {
    "string": str, "integer": int, "number": float, "date": date.fromisoformat, "boolean": {"true": True, "false": False}.__getitem__}


@dataclass(frozen=True)
class Made:
    """A package, its computed tables, its exports, and a bundle's folder that holds them with the CSVs."""

    package: Package
    computed: dict[str, str]
    files: dict[str, bytes]
    bundle: Path

    @property
    def tables(self) -> dict[str, Table]:
        return {**self.package.tables, **self.package.computed}

    def path(self, ending: str) -> Path:
        return next(self.bundle / name for name in self.files if name.endswith(ending))

    def texts(self, name: str) -> list[dict[str, str]]:
        """A table's rows as its CSV has them."""
        with (self.bundle / self.tables[name].file).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rows(self, name: str) -> list[tuple[Any, ...]]:
        """A table's rows as its CSV has them, each cell read by the type that the schema gives it, in the order of the key."""
        table = self.tables[name]
        types = {field["name"]: field["type"] for field in table.fields}
        rows = [{name: READ[types[name]](text) if text else None for name, text in row.items()} for row in self.texts(name)]
        return [tuple(row.values()) for row in sorted(rows, key=lambda row: [row[name] for name in table.key])]


def tricky(folder: Path) -> Package:
    """The tiny package with texts that formats stumble over, in three scripts, and a group that has no place."""
    rows = tiny()
    rows["sources"][0] |= {"title": TITLE, "author": "Desk & Co", "url": "https://example.org/a_b?c=%20{d}#e"}
    rows["places"][0] |= {"name": "Ստեփանակերտ / Xankəndi", "name_az": "Xankəndi", "name_hy": "Ստեփանակերտ",
                          "name_ru": "Степанакерт", "geonames_id": "616250"}
    nowhere = {"place_id": "pl-nowhe234", "name": "Nowhere", "latitude": "", "longitude": "", "coordinate_precision": ""}
    rows["places"].append(rows["places"][0] | nowhere)
    rows["strikes"][1]["place_id"] = ""
    rows["strikes"][2]["place_id"] = "pl-nowhe234"
    rows["withdrawn"] = []
    rows["crosswalk"] = [{**rows["crosswalk"][0], "crosswalk_id": f"cw-{place:04}aaaa", "external_id": text} for place, text in enumerate(TRAPS)]
    return write(folder, rows)


@pytest.fixture(scope="module", params=["tiny", "real"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(open_package(ROOT), tmp_path_factory.mktemp("bundle")) if request.param == "real" else request.getfixturevalue("small")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tricky(tmp_path_factory.mktemp("small")), tmp_path_factory.mktemp("bundle"))


def make(package: Package, bundle: Path) -> Made:
    with computed_database(package) as connection:
        computed = computed_csvs(package, connection)
        files = exports(package, connection, computed)
    csvs = {table.file: table.path.read_bytes() for table in package.tables.values()}
    csvs |= {package.computed[name].file: text.encode() for name, text in computed.items()}
    for path, data in {**files, **csvs}.items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)
    return Made(package, computed, files, bundle)


def test_every_format_is_there_and_a_second_export_has_equal_bytes(made: Made) -> None:
    others = {"croissant.json", "nk2020-strikes.sqlite", "nk2020-strikes.xlsx", "sources.bib", "strikes.geojson"}
    assert set(made.files) == others | {f"parquet/{name}.parquet" for name in made.tables}
    with computed_database(made.package) as connection:
        again = exports(made.package, connection, made.computed)
    assert [path for path in made.files if made.files[path] != again[path]] == []
    assert list(again) == sorted(made.files)


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
    assert [None if missing else int(value) for value, missing in zip(frame["count_max"], frame["count_max"].isna(), strict=True)] == expected


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
        assert [[type(value) for value in row] for row in rows] == [[type(value) for value in row] for row in expected], name


def test_sqlite_is_sound_and_needs_no_stamp_of_its_writer(made: Made, database: sqlite3.Connection) -> None:
    assert made.path(".sqlite").read_bytes()[96:100] == bytes(4)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sqlite_declares_the_keys_of_the_schemas_and_indexes_each(made: Made, database: sqlite3.Connection) -> None:
    for name, table in made.tables.items():
        columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
        assert [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]] == table.key
        assert {row[1] for row in columns if row[3]} >= {f["name"] for f in table.fields if f.get("constraints", {}).get("required")}
        keys = {(row[3], row[2], row[4]) for row in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        references = [(key["fields"], key["reference"]) for key in table.schema.get("foreignKeys", [])]
        declared = [(fields[0], there["resource"] or name, there["fields"][0]) for fields, there in references]
        assert keys == set(declared)
        indexes = {row[1] for row in database.execute(f'PRAGMA index_list("{name}")')}
        assert indexes >= {f"{name}_by_{field}" for field, _, _ in declared}


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("INSERT INTO strike_links VALUES ('sl-new22222', 'st-nobody22', 'st-nobody23', 'part_of')", "FOREIGN KEY constraint failed"),
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


def test_the_view_of_killed_holds_the_estimates_of_the_whole(made: Made, database: sqlite3.Connection) -> None:
    estimates = [row for row in made.texts("strike_estimates") if (row["outcome"], row["view"]) == ("killed", "all")]
    found = as_dicts(database, "killed_estimates")
    assert [tuple(str(row[name] if row[name] is not None else "") for name in ("strike_id", "low", "best", "high")) for row in found] == [
        (row["strike_id"], row["low"], row["best"], row["high"]) for row in estimates]
    dates = {row["strike_id"]: row["date_start"] for row in made.texts("strike_dates") if (row["aspect"], row["position"]) == ("date", "1")}
    assert [row["date_start"] or "" for row in found] == [dates.get(row["strike_id"], "") for row in estimates]
    territories = {row["strike_id"]: row["territory"] for row in made.texts("claims")}
    assert [row["territory"] or "" for row in found] == [territories[row["strike_id"]] for row in estimates]


def test_the_view_by_side_holds_each_sides_estimate(made: Made, database: sqlite3.Connection) -> None:
    sides = ("azerbaijani", "armenian", "third_party")
    found = {(row["strike_id"], side): row[f"{side}_best"] for row in as_dicts(database, "killed_by_side") for side in sides}
    killed = [row for row in made.texts("strike_estimates") if row["outcome"] == "killed" and row["view"] != "all"]
    told = {(row["strike_id"], row["view"]): row["best"] for row in killed}
    assert {key: str(best) for key, best in found.items() if best is not None} == {key: best for key, best in told.items() if best}


def test_the_view_of_denials_has_each_with_what_it_answers(made: Made, database: sqlite3.Connection) -> None:
    denials = [row for row in made.texts("statements") if row["stance"] == "denies"]
    found = as_dicts(database, "denials")
    assert [(row["denial_id"], row["accusation_id"] or "") for row in found] == [(row["statement_id"], row["answers"]) for row in denials]
    assert denials


def test_the_view_of_sources_has_one_row_a_claim(made: Made, database: sqlite3.Connection) -> None:
    citations = {row["citation_id"]: row["passage_sha256"] for row in made.texts("citations")}
    expected = [(row["claim_id"], row["source_title"], citations[row["citation_id"]]) for row in made.texts("claims")]
    assert [(row["claim_id"], row["source_title"], row["passage_sha256"]) for row in as_dicts(database, "sources_of_claims")] == expected


def test_a_key_of_several_fields_and_one_to_the_table_itself_are_declared(small: Made) -> None:
    assert 'PRIMARY KEY ("strike_id", "outcome", "view")' in create_table(small.tables["strike_estimates"])
    assert 'FOREIGN KEY ("parent_id") REFERENCES "actors" ("actor_id")' in create_table(small.tables["actors"])


# XLSX


def kinds(row: tuple[Any, ...]) -> list[type]:
    """The types of a row's cells; a workbook has one kind of number."""
    return [float if type(value) is int else type(value) for value in row]


def test_the_workbook_holds_every_row_and_no_formula(made: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(made.path(".xlsx"))) as book:
        assert book.sheetnames == ["codebook", *made.tables]
        for name, table in made.tables.items():
            sheet = book[name]
            header, *rows = sheet.iter_rows(max_col=len(table.columns))
            assert [cell.value for cell in header] == table.columns
            assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "b", "d"}, name
            assert {cell.hyperlink for row in rows for cell in row} <= {None}
            read = [tuple(cell.value.date() if isinstance(cell.value, datetime) else cell.value for cell in row) for row in rows]
            expected = made.rows(name)
            assert read == expected, name
            assert [kinds(row) for row in read] == [kinds(row) for row in expected], name
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref.startswith("A1:")
            assert re.search(r"[A-Z]+([0-9]+)$", sheet.auto_filter.ref).group(1) == str(len(rows) + 1)


def test_the_workbook_shows_dates_as_the_csv_does_and_bears_the_releases_date(made: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(made.path(".xlsx"))) as book:
        cell = book["sources"].cell(2, made.tables["sources"].columns.index("read_on") + 1)
        assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd")
        assert book.properties.created == datetime.fromisoformat(made.package.descriptor["created"]).replace(tzinfo=None)


def test_the_workbook_opens_with_the_codebook(made: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(made.path(".xlsx"))) as book:
        header, *rows = [list(row) for row in book["codebook"].values]
    assert header == ["table", "field", "title", "type", "unit", "description"]
    fields = [[name, f["name"], f["title"], f["type"], f.get("unit"), f["description"]] for name, table in made.tables.items() for f in table.fields]
    assert [row for row in rows if row[1]] == fields
    assert [row[0] for row in rows if not row[1]] == list(made.tables)


def test_the_traps_are_in_the_tiny_workbook(small: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(small.path(".xlsx"))) as book:
        assert [(row[3].value, row[3].data_type) for row in list(book["crosswalk"].rows)[1:]] == [(text, "s") for text in TRAPS]


# GeoJSON


def test_the_map_has_every_strike_and_only_points_that_its_place_has(made: Made) -> None:
    found = json.loads(made.path(".geojson").read_text(encoding="utf-8"))
    strikes, places = made.texts("strikes"), {row["place_id"]: row for row in made.texts("places")}
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == sorted(row["strike_id"] for row in strikes)
    by_id = {row["strike_id"]: row for row in strikes}
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        place = places.get(by_id[feature["id"]]["place_id"], {})
        point = [float(place["longitude"]), float(place["latitude"])] if place.get("longitude") else None
        assert feature["geometry"] == (point and {"type": "Point", "coordinates": point})
        expected = {name: by_id[feature["id"]][name] for name in ("strike_id", "name", "level")} | {"place": place.get("name", "")}
        expected |= {name: place.get(name, "") for name in ("name_az", "name_hy", "name_ru", "coordinate_precision")}
        assert {name: feature["properties"][name] or "" for name in expected} == expected


def as_text(value: Any) -> str:
    """A value of JSON as a CSV has it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_map_has_the_best_date_the_estimates_and_the_grades(made: Made) -> None:
    dates = {row["strike_id"]: row for row in made.texts("strike_dates") if (row["aspect"], row["position"]) == ("date", "1")}
    estimates = {(row["strike_id"], row["outcome"]): row for row in made.texts("strike_estimates") if row["view"] == "all"}
    grades = {(row["strike_id"], row["accused"]): row for row in made.texts("strike_grades")}
    territories = {row["strike_id"]: row["territory"] for row in made.texts("claims")}
    for feature in json.loads(made.path(".geojson").read_text(encoding="utf-8"))["features"]:
        strike, told = feature["id"], feature["properties"]
        expected = {name: dates.get(strike, {}).get(name, "") for name in ("date_start", "date_end")}
        for outcome in ("killed", "injured"):
            expected |= {f"{outcome}_{name}": estimates.get((strike, outcome), {}).get(name, "") for name in ("low", "best", "high", "high_open")}
        for side in ("azerbaijani", "armenian", "third_party"):
            expected |= {f"{side}_accused_{name}": grades.get((strike, side), {}).get(name, "") for name in ("grade", "contested")}
        if strike in territories:
            expected |= {"territory": territories[strike]}
        assert {name: as_text(told[name]) for name in expected} == expected


def test_a_strike_without_a_point_is_on_the_tiny_map_without_a_geometry(small: Made) -> None:
    features = json.loads(small.path(".geojson").read_text(encoding="utf-8"))["features"]
    assert [(feature["id"], feature["geometry"]) for feature in features] == [
        ("st-first234", {"type": "Point", "coordinates": [47.0, 40.5]}), ("st-group234", None), ("st-secon234", None)]
    assert features[0]["properties"]["name_hy"] == "Ստեփանակերտ"


# BibTeX


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read a bibliography by counting braces, as BibTeX does, its fields still escaped."""
    found: dict[str, dict[str, str]] = {}
    for start in re.finditer(r"^@misc\{([a-z0-9-]+),\n", text, re.MULTILINE):
        fields, at = {}, start.end()
        while field := re.compile(r"  ([a-z]+) = \{").match(text, at):
            depth, end = 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            fields[field[1]] = text[field.end() : end - 1]
            assert text[end : end + 2] == ",\n"
            at = end + 2
        assert text[at : at + 2] == "}\n"
        found[start[1]] = fields
    return found


def typeset(text: str) -> str:
    """What LaTeX prints of an escaped field."""
    words = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\\([a-z]+)\{\}|\\(.)|[{}]", lambda m: words[m[1]] if m[1] else m[2] or "", text)


def test_the_bibliography_has_every_source(made: Made) -> None:
    publishers = {row["actor_id"]: row["name"] for row in made.texts("actors")}
    found = entries(made.path(".bib").read_text(encoding="utf-8"))
    assert list(found) == sorted(row["source_id"] for row in made.texts("sources"))
    for row in made.texts("sources"):
        fields = found[row["source_id"]]
        publisher = publishers[row["publisher_id"]]
        assert [typeset(fields[name]) for name in ("title", "author", "publisher")] == [row["title"], row["author"] or publisher, publisher]
        assert (fields.get("date", ""), fields.get("url", "")) == (row["published_on"], row["url"].replace("{", "%7B").replace("}", "%7D"))
        assert row["read_on"] in fields["note"]


@pytest.mark.parametrize("text", [TITLE, "{", "}", "a}{b", "\\", "\\{}", "100 % & more", "~^_#$", "Ստեփանակերտ Xankəndi Степанакерт"])
def test_an_escaped_text_has_even_braces_and_prints_as_it_is(text: str) -> None:
    assert typeset(escaped(text)) == text
    assert escaped(text).count("{") == escaped(text).count("}")
    assert not re.search(r"(?<!\\)[$&%#_~^]", escaped(text))


# Croissant


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def plain(value: Any) -> Any:
    """A value as mlcroissant gives it, in Python's own types."""
    import pandas

    if isinstance(value, bytes):
        return value.decode()
    if value is None or pandas.isna(value):
        return None
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
@pytest.mark.usefixtures("offline")
def test_mlcroissant_reads_every_record_set_without_a_word(made: Made) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(made.path("croissant.json")))
    assert (dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.warnings) == (set(), set())
    assert [record_set.uuid for record_set in dataset.metadata.record_sets] == list(made.tables)
    for name, table in made.tables.items():
        if name == "crosswalk" and made.package.root != ROOT:
            continue  # traps: the reader itself guesses at numbers
        read = [tuple(plain(record[f"{name}/{column}"]) for column in table.columns) for record in dataset.records(name)]
        assert read == [tuple(row) for row in made.rows(name)], name


def test_croissant_states_the_checksum_size_and_type_of_every_csv(made: Made) -> None:
    described = json.loads(made.path("croissant.json").read_text(encoding="utf-8"))
    assert described["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    for file in described["distribution"]:
        data = (made.bundle / file["contentUrl"]).read_bytes()
        assert (file["sha256"], file["contentSize"]) == (hashlib.sha256(data).hexdigest(), f"{len(data)} B")
    for record_set in described["recordSet"]:
        table = made.tables[record_set["name"]]
        assert [key["@id"] for key in record_set["key"]] == [f"{table.name}/{name}" for name in table.key]
        assert [field["source"]["extract"]["column"] for field in record_set["field"]] == table.columns
    types = {field["@id"]: field["dataType"] for record_set in described["recordSet"] for field in record_set["field"]}
    assert [types[name] for name in ("places/latitude", "victim_counts/count_min", "victim_counts/hedged", "sources/read_on", "places/name")] == [
        "sc:Float", "sc:Integer", "sc:Boolean", "sc:Date", "sc:Text"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_croissant_has_the_descriptors_facts_and_the_version_of_the_build(small: Made, tmp_path: Path) -> None:
    import mlcroissant

    descriptor = small.package.descriptor
    described = json.loads(small.path("croissant.json").read_text(encoding="utf-8"))
    for name in ("name", "description", "version", "keywords"):
        assert described[name] == descriptor[name]
    assert (described["license"], described["datePublished"]) == (descriptor["licenses"][0]["path"], descriptor["created"][:10])
    assert [person["name"] for person in described["creator"]] == [person["title"] for person in descriptor["contributors"]]
    built = replace(small.package, descriptor=descriptor | {"version": "9.9.9-dev+0123abc"})
    (tmp_path / "croissant.json").write_bytes(croissant_metadata(built, small.computed))
    issues = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json")).metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert "version = {9.9.9-dev+0123abc}" in (tmp_path / "croissant.json").read_text(encoding="utf-8")


def test_the_csv_of_the_bundle_is_what_the_other_formats_are_compared_with(small: Made) -> None:
    assert [row["external_id"] for row in small.texts("crosswalk")] == TRAPS
