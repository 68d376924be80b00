"""The workbook and the map have the same contents as the CSVs."""

import json
import re
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from scripts.export.imprint import imprint
from scripts.export.staged import Staged
from scripts.export.xlsx import write_workbook
from tests.shared.exporting import TRAPS, Made

# XLSX


def kinds(row: tuple[Any, ...]) -> list[type]:
    """The types of a row's cells; a workbook has only one type of number."""
    return [float if type(value) is int else type(value) for value in row]


def test_the_workbook_holds_every_row_and_no_formula(made: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(made.path(".xlsx"))) as book:
        assert book.sheetnames == ["about", "codebook", "codes", *made.tables]
        for name, table in made.tables.items():
            sheet = book[name]
            header, *rows = sheet.iter_rows(max_col=len(table.columns))
            assert [cell.value for cell in header] == table.columns
            assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "b", "d"}, name
            assert {cell.hyperlink for row in rows for cell in row} <= {None}
            read = [
                tuple(cell.value.date() if isinstance(cell.value, datetime) else cell.value for cell in row)
                for row in rows
            ]
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
        assert book.properties.created == datetime.fromisoformat(made.package.descriptor["created"]).replace(
            tzinfo=None
        )


def test_the_workbook_opens_with_the_codebook(made: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(made.path(".xlsx"))) as book:
        header, *rows = [list(row) for row in book["codebook"].values]
    assert header == ["table", "field", "title", "type", "unit", "description"]
    fields = [
        [name, f["name"], f["title"], f["type"], f.get("unit"), f["description"]]
        for name, table in made.tables.items()
        for f in table.fields
    ]
    assert [row for row in rows if row[1]] == fields
    assert [row[0] for row in rows if not row[1]] == list(made.tables)


def test_a_table_that_is_longer_than_a_sheet_is_named_in_about_instead(
    small: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    rows = len(small.rows("crosswalk"))
    for most, fits in ((rows + 1, True), (rows, False)):  # the names take a row too
        monkeypatch.setattr("scripts.export.xlsx.LONGEST", most)
        write_workbook(small.package, Staged(small.bundle), "book.xlsx")
        with closing(openpyxl.load_workbook(small.bundle / "book.xlsx")) as book:
            about = dict(list(book["about"].values)[1:])
            assert ("crosswalk" in book.sheetnames, "crosswalk" in about) == (fits, not fits)
            assert sorted({*book.sheetnames, *about} & set(small.tables)) == sorted(small.tables)
    assert about["crosswalk"] == (
        f"{rows} rows are too many for a sheet, which holds {rows - 1} below the names; "
        "see data/crosswalk.csv or parquet/crosswalk.parquet"
    )


def test_a_workbook_that_is_written_row_by_row_has_the_same_cells(small: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    sheets = []
    for many in (1_000_000, 0):
        monkeypatch.setattr("scripts.export.xlsx.MANY", many)
        write_workbook(small.package, Staged(small.bundle), "book.xlsx")
        with closing(openpyxl.load_workbook(small.bundle / "book.xlsx")) as book:
            sheets.append({sheet.title: list(sheet.values) for sheet in book})
    assert sheets[0] == sheets[1]


def test_the_traps_are_in_the_tiny_workbook(small: Made) -> None:
    import openpyxl

    with closing(openpyxl.load_workbook(small.path(".xlsx"))) as book:
        assert [(row[3].value, row[3].data_type) for row in list(book["crosswalk"].rows)[1:]] == [
            (text, "s") for text in TRAPS
        ]


# GeoJSON


def test_the_map_has_every_strike_and_only_points_that_its_place_has(made: Made) -> None:
    found = json.loads(made.path(".geojson").read_text(encoding="utf-8"))
    strikes, places = made.texts("strikes"), {row["place_id"]: row for row in made.texts("places")}
    assert set(found) == {"type", "features", *imprint(made.package)}
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == sorted(row["strike_id"] for row in strikes)
    by_id = {row["strike_id"]: row for row in strikes}
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        place = places.get(by_id[feature["id"]]["place_id"], {})
        point = [float(place["longitude"]), float(place["latitude"])] if place.get("longitude") else None
        assert feature["geometry"] == (point and {"type": "Point", "coordinates": point})
        expected = {name: by_id[feature["id"]][name] for name in ("strike_id", "name", "level")} | {
            "place": place.get("name", "")
        }
        expected |= {name: place.get(name, "") for name in ("name_az", "name_hy", "name_ru", "coordinate_precision")}
        assert {name: feature["properties"][name] or "" for name in expected} == expected


def as_text(value: Any) -> str:
    """A JSON value as the text of a CSV cell."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_map_has_the_best_date_the_estimates_and_the_grades(made: Made) -> None:
    dates = {
        row["strike_id"]: row for row in made.texts("strike_dates") if (row["aspect"], row["position"]) == ("date", "1")
    }
    estimates = {
        (row["strike_id"], row["outcome"]): row
        for row in made.texts("strike_estimates")
        if row["view"] == row["population"] == "all"
    }
    summaries = {row["strike_id"]: row for row in made.texts("strike_summary")}
    territories = {row["strike_id"]: row["territory"] for row in made.texts("claims")}
    for feature in json.loads(made.path(".geojson").read_text(encoding="utf-8"))["features"]:
        strike, told = feature["id"], feature["properties"]
        expected = {name: dates.get(strike, {}).get(name, "") for name in ("date_start", "date_end")}
        for outcome in ("killed", "injured"):
            expected |= {
                f"{outcome}_{name}": estimates.get((strike, outcome), {}).get(name, "")
                for name in ("low", "best", "high", "high_open")
            }
        expected |= {name: summaries[strike][name] for name in ("accused", "grade", "contested", "in_war")}
        if strike in territories:
            expected |= {"territory": territories[strike]}
        assert {name: as_text(told[name]) for name in expected} == expected


def test_a_feature_has_every_field_of_the_summary_and_the_names_of_its_place(small: Made) -> None:
    features = json.loads(small.path(".geojson").read_text(encoding="utf-8"))["features"]
    fields = {*small.package.computed["strike_summary"].columns} - {"place_name", "longitude", "latitude"}
    assert {*features[0]["properties"]} == fields | {"place", "name_az", "name_hy", "name_ru"}


def test_a_strike_without_a_point_is_on_the_tiny_map_without_a_geometry(small: Made) -> None:
    features = json.loads(small.path(".geojson").read_text(encoding="utf-8"))["features"]
    assert [(feature["id"], feature["geometry"]) for feature in features] == [
        ("st-first234", {"type": "Point", "coordinates": [47.0, 40.5]}),
        ("st-group234", None),
        ("st-secon234", None),
    ]
    assert features[0]["properties"]["name_hy"] == "Ստեփանակերտ"
