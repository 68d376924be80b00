"""`load` gives frames with the schema's columns and nullable types, and `pandera_schema` accepts what is valid and refuses what is not."""

import csv
import functools
import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas
import pandera.errors
import pytest

from scripts import load, pandera_schema
from scripts.__main__ import main
from tests.tiny import ROOT, tiny, write

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
WRITTEN = [resource["name"] for resource in DESCRIPTOR["resources"]]
COMPUTED = [resource["name"] for resource in DESCRIPTOR["computedResources"]]
DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "string", "date": "datetime64[s]"}
VALUES: dict[str, Callable[[str], Any]] = {
    "integer": int, "number": float, "string": str, "boolean": {"true": True, "false": False}.get,
    "date": lambda text: datetime.strptime(text, "%Y-%m-%d")}


@functools.cache
def loaded(table: str) -> pandas.DataFrame:
    """A table of the real package; tests that change it take a copy."""
    return load(table)


def fields(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((ROOT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))["fields"]
    return found


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def failures(frame: pandas.DataFrame, table: str) -> pandas.DataFrame:
    """What pandera has against a frame; that it has something is part of the question."""
    with pytest.raises(pandera.errors.SchemaErrors) as refused:
        pandera_schema(table).validate(frame, lazy=True)
    return refused.value.failure_cases


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frames")
    write(folder, tiny())
    assert main(["--package", str(folder), "format"]) == 0
    return folder


@pytest.fixture(scope="module")
def bundle(checkout: Path) -> Path:
    """A release, out of reach of the checkout's schemas."""
    assert main(["--package", str(checkout), "build", "--to", str(checkout / "dist"), "--declare"]) == 0
    return checkout / "dist" / f"{DESCRIPTOR['name']}-{DESCRIPTOR['version']}"


# load


@pytest.mark.parametrize("table", WRITTEN + COMPUTED)
def test_a_table_has_the_columns_and_types_of_its_schema(table: str) -> None:
    found = {name: str(dtype) for name, dtype in loaded(table).dtypes.items()}
    assert list(found.items()) == [(field["name"], DTYPES[field["type"]]) for field in fields(table)]


@pytest.mark.parametrize("table", WRITTEN)
def test_every_cell_has_the_value_of_the_file_and_an_empty_one_is_null(table: str) -> None:
    expected = rows(ROOT / "data" / f"{table}.csv")
    frame = loaded(table)
    assert len(frame) == len(expected)
    for field in fields(table):
        cells = [row[field["name"]] for row in expected]
        column = frame[field["name"]]
        assert column.isna().tolist() == [cell == "" for cell in cells], field["name"]
        assert column.dropna().tolist() == [VALUES[field["type"]](cell) for cell in cells if cell], field["name"]


def test_an_unknown_count_is_null_and_never_0() -> None:
    frame = loaded("victim_counts")
    open_ended = frame[frame.qualifier.isin(["at_least", "more_than"])]
    assert len(open_ended) > 0
    assert open_ended.count_max.isna().all()
    assert not (frame.count_max == 0).any()


def test_text_that_looks_like_nothing_or_a_number_stays_text(tmp_path: Path) -> None:
    changed = tiny()
    for row, name in zip(changed["actors"], ["NA", "null", "nan", "007", "None", "1e3"], strict=True):
        row["name"] = name
    write(tmp_path, changed)
    assert load("actors", tmp_path).name.tolist() == ["NA", "null", "nan", "007", "None", "1e3"]


def test_a_table_without_a_row_has_its_columns_and_types(tmp_path: Path) -> None:
    write(tmp_path, {**tiny(), "victim_counts": []})
    frame = load("victim_counts", tmp_path)
    assert len(frame) == 0
    assert [str(dtype) for dtype in frame.dtypes] == [DTYPES[field["type"]] for field in fields("victim_counts")]


def test_a_package_may_be_named_by_text_or_path(checkout: Path) -> None:
    pandas.testing.assert_frame_equal(load("actors", str(checkout)), load("actors", checkout))
    assert load("actors", checkout).name.tolist() == [row["name"] for row in tiny()["actors"]]


def test_a_computed_table_is_computed_in_memory_from_a_checkout(tmp_path: Path) -> None:
    write(tmp_path, tiny())
    before = sorted(tmp_path.rglob("*"))
    frame = load("strike_estimates", tmp_path)
    killed = frame[(frame.strike_id == "st-first234") & (frame.outcome == "killed") & (frame["view"] == "all")]
    assert killed[["low", "best", "high"]].to_numpy().tolist() == [[4, 4, 4]]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("table", WRITTEN + COMPUTED)
def test_a_release_gives_the_columns_and_types_too(bundle: Path, table: str) -> None:
    frame = load(table, bundle)
    assert [(name, str(dtype)) for name, dtype in frame.dtypes.items()] == [(f["name"], DTYPES[f["type"]]) for f in fields(table)]
    folder = "computed" if table in COMPUTED else "data"
    assert len(frame) == len(rows(bundle / folder / f"{table}.csv"))


@pytest.mark.parametrize("table", ["victim_counts", "strike_dates", "claims"])
def test_a_release_and_its_checkout_give_the_same_frame(checkout: Path, bundle: Path, table: str) -> None:
    pandas.testing.assert_frame_equal(load(table, bundle), load(table, checkout))


@pytest.mark.parametrize("function", [load, pandera_schema])
def test_a_name_that_there_is_not_is_told_those_that_there_are(function: Any) -> None:
    with pytest.raises(KeyError) as refused:
        function("victims")
    assert refused.value.args == (f"no table 'victims'; there are {', '.join(WRITTEN + COMPUTED)}",)


# pandera_schema


@pytest.mark.parametrize("table", WRITTEN)
def test_pandera_accepts_every_written_table_as_it_is(table: str) -> None:
    pandas.testing.assert_frame_equal(pandera_schema(table).validate(loaded(table), lazy=True), loaded(table))


@pytest.mark.parametrize("table", WRITTEN)
@pytest.mark.parametrize("part", [slice(1, None, 2), slice(None, None, -1), slice(0, 0)], ids=["every other row", "backwards", "none"])
def test_pandera_accepts_a_part_of_every_written_table(table: str, part: slice) -> None:
    frame = loaded(table).iloc[part]
    assert len(pandera_schema(table).validate(frame, lazy=True)) == len(frame)


@pytest.mark.parametrize("table", COMPUTED)
def test_pandera_accepts_every_computed_table_of_a_release(bundle: Path, table: str) -> None:
    frame = load(table, bundle)
    assert len(pandera_schema(table, bundle).validate(frame, lazy=True)) == len(frame)


def victims() -> pandas.DataFrame:
    """A changeable part of victim_counts, whose index is not 0, 1, 2 …: rows of one exact number."""
    frame = loaded("victim_counts")
    return frame[(frame.qualifier == "exact") & frame.count_max.notna()].copy()


def assert_one_failure(frame: pandas.DataFrame, table: str, column: str, check: str, row: Any) -> None:
    found = failures(frame, table)
    assert found[["column", "index"]].to_numpy().tolist() == [[column, row]]
    assert found.check.iloc[0].startswith(check)


BROKEN_CELLS = {
    "a code that there is not": ("outcome", "murdered", "isin("),
    "an id of another form": ("claim_id", "vc-TOO-LONG", "pattern ^vc-[a-z0-9]{8}$"),
    "a pattern met only in part": ("claim_id", "vc-7k3mq2xd9", "pattern ^vc-[a-z0-9]{8}$"),
    "a required cell left empty": ("hedged", pandas.NA, "not_nullable"),
}


@pytest.mark.parametrize(("column", "value", "check"), BROKEN_CELLS.values(), ids=BROKEN_CELLS.keys())
def test_a_broken_cell_is_refused_and_named(column: str, value: Any, check: str) -> None:
    frame = victims()
    row = frame.index[3]
    frame.loc[row, column] = value
    assert_one_failure(frame, "victim_counts", column, check, row)


def test_a_number_below_the_minimum_is_refused() -> None:
    frame = loaded("citations").copy()
    frame.loc[4, "passage_words"] = 0
    assert_one_failure(frame, "citations", "passage_words", "greater_than_or_equal_to(1)", 4)


def test_a_number_above_the_maximum_is_refused() -> None:
    frame = loaded("places").copy()
    row = frame.index[frame.latitude.notna()][2]
    frame.loc[row, "latitude"] = 42.1
    assert_one_failure(frame, "places", "latitude", "less_than_or_equal_to(42)", row)


def test_a_text_that_is_too_long_is_refused() -> None:
    frame = loaded("actors").copy()
    frame.loc[5, "name"] = "x" * 121
    assert_one_failure(frame, "actors", "name", "str_length(", 5)


@pytest.mark.parametrize("text", [" Agdam", "Agdam ", "Ag\ndam", "Ag\u200bdam", "Ag\u00a0dam"])
def test_a_stray_character_is_refused(text: str) -> None:
    frame = loaded("actors").copy()
    frame.loc[5, "name"] = text
    assert_one_failure(frame, "actors", "name", "no stray characters", 5)


def test_a_least_number_above_the_greatest_is_refused_in_its_row_alone() -> None:
    frame = victims()
    row = frame.index[3]
    frame.loc[row, "count_min"] = frame.loc[row, "count_max"] + 1
    found = failures(frame, "victim_counts")
    assert set(found[found.check == "count_min_not_above_count_max"]["index"]) == {row}
    assert set(found["check"]) == {"count_min_not_above_count_max", "exact_or_about_has_one_number"}


def test_a_row_rule_that_is_unknown_for_a_row_passes() -> None:
    frame = loaded("victim_counts")
    part = frame[frame.count_max.isna()]
    assert len(part) > 0
    assert len(pandera_schema("victim_counts").validate(part, lazy=True)) == len(part)


def test_a_row_rule_finds_its_row_whatever_the_index() -> None:
    frame = loaded("strike_reports").iloc[::-1].set_index(pandas.Index([f"row {i}" for i in range(len(loaded("strike_reports")))]))
    row = frame.index[frame.date_end.notna()][7]
    frame.loc[row, "date_end"] = frame.loc[row, "date_start"] - pandas.Timedelta(days=1)
    assert set(failures(frame, "strike_reports")["index"]) == {row}


def test_a_duplicate_key_is_refused_in_both_its_rows() -> None:
    frame = victims()
    first, second = frame.index[2], frame.index[5]
    frame.loc[second, "claim_id"] = frame.loc[first, "claim_id"]
    found = failures(frame, "victim_counts")
    assert set(found["check"]) == {"field_uniqueness", "multiple_fields_uniqueness"}
    assert set(found["index"]) == {first, second}
    assert set(found["column"]) == {"claim_id"}


def test_a_column_too_few_too_many_or_out_of_order_is_refused() -> None:
    frame = loaded("actors")
    assert set(failures(frame.drop(columns="notes"), "actors")["check"]) == {"column_in_dataframe"}
    assert set(failures(frame.assign(colour="red"), "actors")["check"]) == {"column_in_schema"}
    assert set(failures(frame[frame.columns[::-1]], "actors")["check"]) == {"column_ordered"}


def test_a_column_of_another_type_is_refused() -> None:
    frame = victims().astype({"count_min": "float64"})
    assert "dtype('Int64')" in set(failures(frame, "victim_counts")["check"])
