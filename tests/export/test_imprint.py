"""Every file says which release it comes from, also apart from its folder."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from scripts import load
from scripts.export.imprint import imprint, imprint_line
from scripts.package.package import Package, open_package
from scripts.pages.citation_cff import citation_cff
from tests.shared.exporting import Made, make
from tests.shared.tiny import ROOT

KILLED = "Killed, including those who died later of wounds"
NAMED = {
    "homepage": "https://example.org/data",
    "repository": "https://example.org/code",
    "contact": "mail@example.org",
}


def of(**properties: str) -> Package:
    package = open_package(ROOT)
    bare = {name: value for name, value in package.descriptor.items() if name not in NAMED}
    return replace(package, descriptor=bare | properties)


def test_sqlite_has_the_imprint_the_codebook_and_the_codes(small: Made) -> None:
    with closing(sqlite3.connect(small.path(".sqlite"))) as database:
        assert dict(database.execute("SELECT * FROM metadata")) == imprint(small.package)
        count = "SELECT count(*) FROM codebook WHERE field IS NOT NULL"
        assert database.execute(count).fetchone() == (sum(len(table.fields) for table in small.tables.values()),)
        label = "SELECT label FROM codes WHERE \"table\" = 'victim_counts' AND field = 'outcome' AND code = 'killed'"
        assert database.execute(label).fetchone() == (KILLED,)


def test_parquet_has_the_imprint_and_the_description_of_its_table(small: Made) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(small.path("strikes.parquet"))]
        ).fetchall()
    told = dict(found)
    assert imprint(small.package).items() <= told.items()
    assert told["description"] == small.tables["strikes"].schema["description"]


def test_the_workbook_has_the_imprint_in_its_properties_and_first_sheet(small: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(small.path(".xlsx"))) as book:
        assert book.properties.title == f"{small.package.descriptor['name']} {small.package.version}"
        assert book.properties.creator == "; ".join(p["title"] for p in small.package.descriptor["contributors"])
        assert book.properties.description == imprint_line(small.package)
        assert dict(list(book["about"].values)[1:]) == imprint(small.package)
        labels = {tuple(row[:3]): row[3] for row in book["codes"].values}
        assert labels["victim_counts", "outcome", "killed"] == KILLED


def test_map_and_bibliography_have_the_imprint(small: Made) -> None:
    found = json.loads(small.path(".geojson").read_text(encoding="utf-8"))
    assert imprint(small.package).items() <= found.items()
    first = small.path(".bib").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"% {imprint_line(small.package)}"


def test_an_address_is_in_the_imprint_only_if_the_descriptor_has_it() -> None:
    assert not imprint(of()).keys() & NAMED.keys()
    assert NAMED.items() <= imprint(of(**NAMED)).items()
    assert all(address in imprint_line(of(**NAMED)) for address in NAMED.values())
    assert NAMED["homepage"] in imprint(of(**NAMED))["citation"]


def test_the_citation_has_the_addresses_that_there_are() -> None:
    assert "url:" not in citation_cff(of())
    assert "repository-code:" not in citation_cff(of())
    assert 'url: "https://example.org/data"\nrepository-code: "https://example.org/code"' in citation_cff(of(**NAMED))


@pytest.mark.thorough
def test_pandas_reads_from_parquet_what_the_schema_of_the_reader_accepts(tmp_path: Path) -> None:
    import pandas

    from scripts.frames.schemas import pandera_schema_of

    made = make(open_package(ROOT), tmp_path)
    for name, table in made.tables.items():
        frame = pandas.read_parquet(made.path(f"parquet/{name}.parquet"))
        pandera_schema_of(table).validate(frame, lazy=True)
        assert {str(kind) for kind in frame.dtypes} <= {"Int64", "Float64", "boolean", "string", "object"}


def test_a_frame_from_parquet_says_of_itself_what_one_of_the_reader_says(small: Made) -> None:
    import pandas

    assert pandas.read_parquet(small.path("parquet/claims.parquet")).attrs == load("claims", small.package.root).attrs


def test_days_from_parquet_are_accepted_and_other_objects_are_not(small: Made, tmp_path: Path) -> None:
    import pandas
    import pandera.errors

    from scripts.frames.schemas import pandera_schema_of

    schema = pandera_schema_of(small.tables["sources"])
    frame = pandas.read_parquet(small.path("parquet/sources.parquet"))
    assert str(schema.validate(frame).read_on.dtype) == "datetime64[s]"
    with pytest.raises(pandera.errors.SchemaError, match="read_on"):
        schema.validate(frame.assign(read_on=frame.read_on.astype(str).astype(object)))
