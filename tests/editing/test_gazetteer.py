"""The gazetteer: places found by any of their names, and rows of `places` made from them."""

import csv
from pathlib import Path

import pytest

from scripts.editing import gazetteer
from scripts.editing.gazetteer import Record, look_up, records
from scripts.package.database import connect
from scripts.package.files import write_together
from scripts.package.package import open_package
from scripts.package.schema import sound
from tests.shared.adding import added, flags, refused
from tests.shared.tiny import ROOT, contents

GAZETTEER = Path(gazetteer.__file__).with_name("gazetteer.csv")
TEXTS = {
    "name",
    "name_az",
    "name_hy",
    "name_ru",
    "country",
    "admin",
    "latitude",
    "longitude",
    "coordinate_precision",
} | {
    "geonames_id",
    "wikidata_id",
    "gazetteer",
}


def texts(record: Record) -> dict[str, str]:
    """The cells that a row of `places` has from a record."""
    names = {field: (its or [""])[0] for field, its in record.of_languages().items()}
    return vars(record) | names | {"coordinate_precision": record.kind, "gazetteer": record.identifier}


def test_files_that_are_written_together_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("one.csv", "two.csv")]
    for path in paths:
        path.write_text("old")
    write_together(dict.fromkeys(paths, "new"))
    assert contents(tmp_path) == {"one.csv": b"new", "two.csv": b"new"}
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda path, to: replace(path, to) if to == paths[0] else path / "x" / "y" > 0)
    with pytest.raises(TypeError):
        write_together(dict.fromkeys(paths, "newer"))
    assert contents(tmp_path) == {"one.csv": b"new", "two.csv": b"new"}


def test_a_place_of_the_gazetteer_needs_few_options(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {
        "look-up": "Who's On First 1310482687",
        "kind": "village",
        "held-by": "azerbaijan",
        "held-by-source": "Findings",
    }
    row = added(package, capsys, "place", given)
    assert row | {"place_id": ""} == {
        "place_id": "",
        "name": "Qarayusifli",
        "name_az": "Qarayusifli",
        "name_hy": "",
        "name_ru": "Караюсифли",
        "kind": "village",
        "country": "AZ",
        "held_by": "azerbaijan",
        "held_by_source": "Findings",
        "admin": "Bərdə",
        "latitude": "40.3187",
        "longitude": "47.1962",
        "coordinate_precision": "settlement",
        "geonames_id": "586134",
        "wikidata_id": "",
        "gazetteer": "Who's On First 1310482687",
    }
    named = {"look-up": "Ganja", "held-by": "azerbaijan", "held-by-source": "Findings"}
    fault, *lines = refused(package, capsys, "place", *flags(named))
    assert (
        fault == "--look-up Ganja: several places match; run it again with one identifier, such as --look-up 421168739"
    )
    assert [line.split()[0] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]
    assert refused(package, capsys, "place", "--look-up", "Lowtown-on-Sea") == [
        "--look-up Lowtown-on-Sea: not in the gazetteer; try another spelling or language, or leave --look-up out"
    ]


SOUGHT = {
    "Gence": "421168739",
    "GANJA": "421168739",
    "Гянджа": "421168739",
    "Գանձակ": "421168739",
    "Q131290": "421168739",
    "586523": "421168739",
    "who's on first 421168739": "421168739",
    "Khankendi": "421193975",
    "Степанакерт": "421193975",
    "Shushi": "421174129",
    "Tap-Qaraqoyunlu": "1209890107",
    "تایناق": "1226255809",
}


@pytest.mark.parametrize("sought", SOUGHT)
def test_a_place_is_found_by_any_of_its_names_or_identifiers(sought: str) -> None:
    assert SOUGHT[sought] in [record.wof_id for record in look_up(sought)]


def test_every_record_of_the_gazetteer_fits_the_fields_of_places() -> None:
    table = open_package(ROOT).tables["places"]
    connection = connect()
    for field in table.fields:
        cells = [list({texts(record)[field["name"]] for record in records()})] if field["name"] in TEXTS else [[""]]
        connection.execute(f"CREATE OR REPLACE TABLE cells AS SELECT nullif(unnest(?), '') AS {field['name']}", cells)
        asked = f"SELECT {field['name']} FROM cells WHERE {field['name']} IS NOT NULL AND NOT {sound(field)}"
        assert connection.execute(asked).fetchall() == []


def test_the_gazetteer_is_small_and_has_one_record_for_an_identifier() -> None:
    assert GAZETTEER.stat().st_size < 1_000_000
    for name in ("wof_id", "geonames_id", "wikidata_id"):
        every = [(getattr(record, name), record.kind) for record in records() if getattr(record, name)]
        assert len(every) == len(set(every)), name
    assert {record.kind for record in records()} == {"settlement", "district"}


def test_the_places_of_the_package_are_in_the_gazetteer_unless_a_page_gave_the_point() -> None:
    known = {record.identifier for record in records()}
    with (ROOT / "data/places.csv").open(encoding="utf-8", newline="") as file:
        others = {row["gazetteer"] for row in csv.DictReader(file)} - known
    assert {name for name in others if ", Wikipedia in " not in name} == {""}
