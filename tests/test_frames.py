"""`load` gives frames with the schema's columns and nullable types, and `pandera_schema` accepts what is valid and refuses what is not.

All of it for pandas and for polars, which refuse the same rows for the same reasons.
"""

import csv
import functools
import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas
import pandera.errors
import pandera.polars
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.config import ValidationDepth, config_context

from scripts import load, pandas_frames, pandera_schema, polars_frames
from scripts.__main__ import main
from scripts.frames import pandera_schema_of
from scripts.package import Table
from scripts.schema import STRAY, UNFIT
from tests.tiny import ROOT, tiny, write

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
WRITTEN = [resource["name"] for resource in DESCRIPTOR["resources"]]
COMPUTED = [resource["name"] for resource in DESCRIPTOR["computedResources"]]
FRAMES = ["pandas", "polars", "polars lazy"]
DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "string", "date": "datetime64[s]"}
POLARS = {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "string": polars.String, "date": polars.Date}
AS_POLARS: dict[str, Any] = dict(zip(DTYPES.values(), POLARS.values(), strict=True)) | {"float64": polars.Float64}
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


def values(frame: pandas.DataFrame, column: str) -> list[Any]:
    """The values of a column as Python has them: None where unknown, dates as dates."""
    found = [None if pandas.isna(value) else value for value in frame[column]]
    return [value.date() if isinstance(value, datetime) else value for value in found]


def converted(frame: pandas.DataFrame, kind: str) -> Any:
    """A pandas frame as one of the three kinds of frame that there are schemas for."""
    if kind == "pandas":
        return frame
    types = {name: AS_POLARS.get(str(dtype), polars.String) for name, dtype in frame.dtypes.items()}
    eager = polars.DataFrame({str(name): values(frame, str(name)) for name in frame.columns}, schema=types)
    return eager.lazy() if kind == "polars lazy" else eager


def schema_for(kind: str, table: str, package: Path | None = None) -> Any:
    return pandera_schema(table, package, backend="pandas" if kind == "pandas" else "polars")


def cases(error: pandera.errors.SchemaErrors, index: list[Any] | None = None) -> set[tuple[str, str, Any]]:
    """What pandera refused, as (check, column, row), the column empty for what is said of whole rows; polars' row numbers read by `index`."""
    records = error.failure_cases.to_dict("records") if isinstance(error.failure_cases, pandas.DataFrame) else error.failure_cases.to_dicts()
    named = isinstance(error.failure_cases, polars.DataFrame) and index is not None
    return {(case["check"], case["column"] if case["schema_context"] == "Column" else "",
             index[case["index"]] if named and case["index"] is not None else case["index"]) for case in records}


def refused(schema: Any, frame: pandas.DataFrame, kind: str) -> set[tuple[str, str, Any]]:
    """What a schema has against a frame of a kind, nothing where it accepts it; rows by the labels of the pandas frame."""
    try:
        schema.validate(converted(frame, kind), lazy=True)
    except pandera.errors.SchemaErrors as error:
        return cases(error, frame.index.tolist())
    return set()


def failures(frame: pandas.DataFrame, table: str, kind: str) -> set[tuple[str, str, Any]]:
    """What pandera has against a frame; that it has something is part of the question."""
    found = refused(schema_for(kind, table), frame, kind)
    assert found
    return found


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


@pytest.mark.parametrize("table", WRITTEN + COMPUTED)
def test_polars_has_the_same_table_typed(table: str) -> None:
    frame = load(table, backend="polars")
    assert list(frame.schema.items()) == [(field["name"], POLARS[field["type"]]) for field in fields(table)]
    assert {name: frame[name].to_list() for name in frame.columns} == {name: values(loaded(table), name) for name in loaded(table).columns}


def test_polars_reads_text_without_rows_releases_and_what_is_computed(tmp_path: Path, checkout: Path, bundle: Path) -> None:
    changed = {**tiny(), "victim_counts": []}
    for row, name in zip(changed["actors"], ["NA", "null", "nan", "007", "None", "1e3"], strict=True):
        row["name"] = name
    write(tmp_path, changed)
    assert load("actors", tmp_path, backend="polars")["name"].to_list() == ["NA", "null", "nan", "007", "None", "1e3"]
    nothing = load("victim_counts", tmp_path, backend="polars")
    assert nothing.shape == (0, len(fields("victim_counts")))
    assert nothing.dtypes == [POLARS[field["type"]] for field in fields("victim_counts")]
    for table in COMPUTED:
        assert load(table, bundle, backend="polars").equals(load(table, checkout, backend="polars"))


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_every_spelling_of_a_value_that_the_schema_allows_is_read(kind: str) -> None:
    kinds = {"b": "boolean", "n": "number", "i": "integer", "d": "date", "s": "string"}
    text = io.StringIO('b,n,i,d,s\ntrue,.5,+5,2020-10-01,""\n,-5.,-3,,\nfalse,,,2020-02-29,x\n')
    typed = [{"name": name, "type": kind} for name, kind in kinds.items()]
    if kind == "pandas":
        frame = pandas_frames.read(text, typed)
        found = [values(frame, name) for name in kinds]
    else:
        found = [column.to_list() for column in polars_frames.read(text, typed)]
    assert found == [[True, None, False], [0.5, -5, None], [5, -3, None], [date(2020, 10, 1), None, date(2020, 2, 29)], [None, None, "x"]]


@pytest.mark.parametrize("function", [load, pandera_schema])
@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_name_that_there_is_not_is_told_those_that_there_are(function: Any, backend: str) -> None:
    with pytest.raises(KeyError) as refusal:
        function("victims", backend=backend)
    assert refusal.value.args == (f"no table 'victims'; there are {', '.join(WRITTEN + COMPUTED)}",)


@pytest.mark.parametrize("function", [load, pandera_schema])
def test_a_backend_that_there_is_not_is_told_the_two_that_there_are(function: Any) -> None:
    with pytest.raises(ValueError, match=r"^no backend 'spark'; there are pandas and polars$"):
        function("actors", backend="spark")


@pytest.mark.parametrize("function", [load, pandera_schema])
def test_who_asks_for_polars_without_it_is_told_how_to_install_it(function: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.delitem(sys.modules, "scripts.polars_frames")
    with pytest.raises(ImportError, match=r"^polars is not installed; install it with the reader: pip install '\.\[polars\]'$"):
        function("actors", backend="polars")


def test_polars_is_imported_only_when_asked_for_and_pandera_only_for_schemas() -> None:
    code = ("import sys; from scripts import load, pandera_schema; frame = load('actors'); assert 'pandera' not in sys.modules;"
            "pandera_schema('actors').validate(frame); assert 'polars' not in sys.modules; load('actors', backend='polars'); assert 'polars' in sys.modules")
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=True)


# pandera_schema


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", WRITTEN)
def test_pandera_accepts_every_written_table_as_it_is(table: str, kind: str) -> None:
    given = converted(loaded(table), kind)
    accepted = schema_for(kind, table).validate(given, lazy=True)
    assert type(accepted) is type(given)
    if kind == "pandas":
        pandas.testing.assert_frame_equal(accepted, given)
    else:
        assert accepted.lazy().collect().equals(given.lazy().collect())


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", WRITTEN)
@pytest.mark.parametrize("part", [slice(1, None, 2), slice(None, None, -1), slice(0, 0)], ids=["every other row", "backwards", "none"])
def test_pandera_accepts_a_part_of_every_written_table(table: str, part: slice, kind: str) -> None:
    assert refused(schema_for(kind, table), loaded(table).iloc[part], kind) == set()


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", COMPUTED)
def test_pandera_accepts_every_computed_table_of_a_release(bundle: Path, table: str, kind: str) -> None:
    frame = load(table, bundle)
    assert refused(schema_for(kind, table, bundle), frame, kind) == set()


def test_a_users_own_part_of_a_polars_frame_is_accepted_and_a_wrong_one_refused() -> None:
    schema, claims = pandera_schema("claims", backend="polars"), load("claims", backend="polars").lazy()
    own = claims.filter((polars.col("outcome") == "killed") & polars.col("count_max").is_null()).sort("strike_id")
    checked = schema.validate(own, lazy=True)
    assert isinstance(checked, polars.LazyFrame)
    assert checked.collect().height == own.collect().height > 0
    with pytest.raises(pandera.errors.SchemaErrors):
        schema.validate(own.with_columns(count_max=-1), lazy=True)


def victims() -> pandas.DataFrame:
    """A changeable part of victim_counts, whose index is not 0, 1, 2 …: rows of one exact number."""
    frame = loaded("victim_counts")
    return frame[(frame.qualifier == "exact") & frame.count_max.notna()].copy()


def assert_one_failure(frame: pandas.DataFrame, table: str, column: str, check: str, row: Any) -> None:
    for kind in FRAMES:
        [(found, where, line)] = failures(frame, table, kind)
        assert (where, line) == (column, row), kind
        assert found.startswith(check), kind


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


def test_a_line_break_at_the_end_of_an_id_is_no_part_of_its_pattern() -> None:
    frame = victims()
    row = frame.index[3]
    frame.loc[row, "claim_id"] += "\n"
    for kind in FRAMES:
        assert failures(frame, "victim_counts", kind) == {(check, "claim_id", row) for check in ("pattern ^vc-[a-z0-9]{8}$", "no stray characters")}


def test_a_number_below_the_minimum_is_refused() -> None:
    frame = loaded("citations").copy()
    frame.loc[4, "passage_words"] = 0
    assert_one_failure(frame, "citations", "passage_words", "greater_than_or_equal_to(1)", 4)


def test_a_number_above_the_maximum_is_refused() -> None:
    frame = loaded("places").copy()
    row = frame.index[frame.latitude.notna()][2]
    frame.loc[row, "latitude"] = 42.1
    assert_one_failure(frame, "places", "latitude", "less_than_or_equal_to(42)", row)


def test_a_text_that_is_too_long_is_refused_by_its_letters_and_not_its_bytes() -> None:
    frame = loaded("actors").copy()
    frame.loc[5, "name"] = "ə" * 120
    assert all(refused(schema_for(kind, "actors"), frame, kind) == set() for kind in FRAMES)
    frame.loc[5, "name"] = "𐍈" * 121
    assert_one_failure(frame, "actors", "name", "str_length(", 5)


@pytest.mark.parametrize("text", [" Agdam", "Agdam ", "Ag\ndam", "Ag\u200bdam", "Ag\u00a0dam"])
def test_a_stray_character_is_refused(text: str) -> None:
    frame = loaded("actors").copy()
    frame.loc[5, "name"] = text
    assert_one_failure(frame, "actors", "name", "no stray characters", 5)


@pytest.mark.parametrize(("text", "kind"), [("=1+1", "formula"), ("Ag<b>dam", "markup"), ("Agdаm", "mixed letters")])
def test_an_unfit_text_is_refused(text: str, kind: str) -> None:
    frame = loaded("actors").copy()
    frame.loc[5, "name"] = text
    assert_one_failure(frame, "actors", "name", f"no {kind}", 5)


@pytest.mark.parametrize("kind", FRAMES)
def test_a_least_number_above_the_greatest_is_refused_in_its_row_alone(kind: str) -> None:
    frame = victims()
    row = frame.index[3]
    frame.loc[row, "count_min"] = frame.loc[row, "count_max"] + 1
    assert failures(frame, "victim_counts", kind) == {("count_min_not_above_count_max", "", row), ("exact_or_about_has_one_number", "", row)}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_row_rule_that_is_unknown_for_a_row_passes(kind: str) -> None:
    frame = loaded("victim_counts")
    part = frame[frame.count_max.isna()]
    assert len(part) > 0
    assert refused(schema_for(kind, "victim_counts"), part, kind) == set()


@pytest.mark.parametrize("kind", FRAMES)
def test_a_row_rule_finds_its_row_whatever_the_index(kind: str) -> None:
    frame = loaded("strike_reports").iloc[::-1].set_index(pandas.Index([f"row {i}" for i in range(len(loaded("strike_reports")))]))
    row = frame.index[frame.date_end.notna()][7]
    frame.loc[row, "date_end"] = frame.loc[row, "date_start"] - pandas.Timedelta(days=1)
    assert {line for _, _, line in failures(frame, "strike_reports", kind)} == {row}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_duplicate_key_is_refused_in_both_its_rows(kind: str) -> None:
    frame = victims()
    first, second = frame.index[2], frame.index[5]
    frame.loc[second, "claim_id"] = frame.loc[first, "claim_id"]
    assert failures(frame, "victim_counts", kind) == {("field_uniqueness", "claim_id", row) for row in (first, second)}


@pytest.mark.parametrize("kind", FRAMES)
def test_unknown_values_of_a_unique_column_are_not_equal(kind: str) -> None:
    frame = loaded("sources").copy().assign(text_sha256=pandas.NA, text_words=pandas.NA).astype({"text_sha256": "string", "text_words": "Int64"})
    assert len(frame) > 1
    assert refused(schema_for(kind, "sources"), frame, kind) == set()
    frame.loc[:1, "text_sha256"] = "0" * 64
    frame.loc[:1, "text_words"] = 5
    assert failures(frame, "sources", kind) == {("field_uniqueness", "text_sha256", row) for row in (0, 1)}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_key_of_several_columns_is_refused_where_all_are_equal(kind: str) -> None:
    frame = loaded("strike_estimates").iloc[:6].copy()
    frame.loc[4, ["strike_id", "outcome", "view"]] = frame.loc[2, ["strike_id", "outcome", "view"]]
    assert failures(frame, "strike_estimates", kind) == {("multiple_fields_uniqueness", "", row) for row in (2, 4)}
    frame.loc[[2, 4], "view"] = pandas.NA
    assert failures(frame, "strike_estimates", kind) == {("not_nullable", "view", row) for row in (2, 4)}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_column_too_few_too_many_or_out_of_order_is_refused(kind: str) -> None:
    frame = loaded("actors")
    for changed, check in ((frame.drop(columns="notes"), "column_in_dataframe"), (frame.assign(colour="red"), "column_in_schema"),
                           (frame[frame.columns[::-1]], "column_ordered")):
        assert {found for found, _, _ in failures(changed, "actors", kind)} == {check}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_column_of_another_type_is_refused(kind: str) -> None:
    frame = victims().astype({"count_min": "float64"})
    assert ("dtype('Int64')", "count_min", None) in failures(frame, "victim_counts", kind)


@pytest.mark.parametrize("kind", FRAMES)
def test_lazy_collects_every_failure_and_without_it_the_first_is_told(kind: str) -> None:
    frame = victims()
    row, other = frame.index[3], frame.index[5]
    frame.loc[row, ["outcome", "claim_id"]] = ["murdered", "x"]
    frame.loc[other, "count_min"] = frame.loc[other, "count_max"] + 1
    assert {(column, line) for _, column, line in failures(frame, "victim_counts", kind)} == {("outcome", row), ("claim_id", row), ("", other)}
    with pytest.raises(pandera.errors.SchemaError):
        schema_for(kind, "victim_counts").validate(converted(frame, kind))


# a lazy frame


@pytest.mark.parametrize("depth", [None, ValidationDepth.SCHEMA_ONLY])
def test_the_data_of_a_lazy_frame_is_checked_where_pandera_alone_would_not(depth: ValidationDepth | None) -> None:
    ours = pandera_schema("actors", backend="polars")
    stock = pandera.polars.DataFrameSchema(ours.columns, checks=ours.checks, strict=True, ordered=True, unique=ours.unique, name=ours.name)
    broken = load("actors", backend="polars").lazy().with_columns(kind=polars.lit("pirate"))
    with config_context(validation_depth=depth):
        assert stock.validate(broken, lazy=True).collect().height > 0
        with pytest.raises(pandera.errors.SchemaErrors):
            ours.validate(broken, lazy=True)
        with pytest.raises(pandera.errors.SchemaErrors):
            ours(broken, lazy=True)


def test_what_is_returned_for_a_lazy_frame_is_what_was_checked(tmp_path: Path) -> None:
    file = tmp_path / "actors.parquet"
    actors = load("actors", backend="polars")
    actors.write_parquet(file)
    checked = pandera_schema("actors", backend="polars").validate(polars.scan_parquet(file), lazy=True)
    file.unlink()
    assert checked.collect().equals(actors)


def test_a_schema_of_polars_can_be_changed_and_still_checks_a_lazy_frame() -> None:
    schema = pandera_schema("actors", backend="polars").remove_columns(["notes"])
    actors = load("actors", backend="polars").lazy().drop("notes")
    assert schema.validate(actors).collect().height > 0
    with pytest.raises(pandera.errors.SchemaErrors):
        schema.validate(actors.with_columns(name=polars.lit("=x")), lazy=True)


# pandas and polars agree

ANY_TEXT = st.one_of(
    st.text(max_size=12), st.sampled_from(["", "=1", "<b>", "Agdаm", "Շուշի", "a\n", " a", "a\u2003", "\x00", "𐍈" * 80, "ə" * 81, "x" * 500, "vc-7k3mq2xd\n"]))


def any_value(field: dict[str, Any], neighbours: list[Any]) -> st.SearchStrategy[Any]:
    """A value of a field's type, good or bad: unknown, of another row, at and beside its bounds, or any."""
    bounds = [field.get("constraints", {}).get(name, 0) for name in ("minimum", "maximum")]
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "string": st.one_of(ANY_TEXT, st.sampled_from(field.get("constraints", {}).get("enum", ["x"]))),
        "integer": st.one_of(st.sampled_from([b + step for b in bounds for step in (-1, 0, 1)]), st.integers(-2**63, 2**63 - 1)),
        "number": st.one_of(st.sampled_from([b + step for b in bounds for step in (-1e-9, 0.0, 1e-9)]), st.floats(allow_nan=False)),
        "boolean": st.booleans(),
        "date": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    }
    return st.one_of(st.none(), st.sampled_from(neighbours), kinds[field["type"]])


@pytest.mark.parametrize("table", WRITTEN + COMPUTED)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_pandas_and_polars_refuse_the_same_broken_cells_and_rows(table: str, data: st.DataObject) -> None:
    by_name = {field["name"]: field for field in fields(table)}
    rows = {name: values(loaded(table).iloc[:8], name) or [None] * 4 for name in by_name}
    for _ in range(data.draw(st.integers(1, 8))):
        name = data.draw(st.sampled_from(sorted(by_name)))
        rows[name][data.draw(st.integers(0, len(rows[name]) - 1))] = data.draw(any_value(by_name[name], rows[name]))
    frame = pandas.DataFrame({name: pandas.array(rows[name], dtype=DTYPES[field["type"]]) for name, field in by_name.items()})
    assert refused(compiled("pandas", table), frame, "pandas") == refused(compiled("polars", table), frame, "polars lazy")


@functools.cache
def compiled(kind: str, table: str) -> Any:
    return schema_for(kind, table)


def test_pandas_and_polars_agree_on_lengths_and_bounds_that_no_schema_uses_yet() -> None:
    made = [{"name": "id", "type": "string", "constraints": {"required": True, "unique": True, "pattern": "a|ab"}},
            {"name": "text", "type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
            {"name": "yes", "type": "boolean", "constraints": {"unique": True}}]
    frame = pandas.DataFrame({"id": pandas.array(["a", "ab", "abc", "ca", None, None], dtype="string"),
                              "text": pandas.array(["𐍈", "𐍈𐍈", "𐍈𐍈𐍈", "𐍈𐍈𐍈𐍈", None, "é\u0301"], dtype="string"),
                              "yes": pandas.array([True, False, None, None, None, True], dtype="boolean")})
    table = Table("made", ROOT, "made", {"fields": made, "primaryKey": ["id"], "rules": [{"name": "long", "sql": "length(text) > 1"}]})
    for kind in FRAMES:
        assert refused(pandera_schema_of(table, "pandas" if kind == "pandas" else "polars"), frame, kind) == {
            ("pattern a|ab", "id", 2), ("pattern a|ab", "id", 3), ("not_nullable", "id", 4), ("not_nullable", "id", 5),
            ("str_length(2, None)", "text", 0),
            ("str_length(None, 3)", "text", 3), ("field_uniqueness", "yes", 0), ("field_uniqueness", "yes", 5), ("long", "", 0)}, kind


def random_rows(table: str, number: int = 600) -> pandas.DataFrame:
    """Rows of a table that say anything with few values a column, so that every rule is kept by some and broken by some."""
    draw = random.Random(table)  # noqa: S311 - no secret
    few: dict[str, list[Any]] = {"integer": [0, 1, 2], "number": [38.0, 40.5], "boolean": [True, False], "string": ["same", "other"],
                                 "date": [date(2020, 10, 1) + timedelta(days=i) for i in range(3)]}
    columns = {}
    for field in fields(table):
        choice = [None, *field.get("constraints", {}).get("enum", few[field["type"]])]
        columns[field["name"]] = pandas.array(draw.choices(choice, k=number), dtype=DTYPES[field["type"]])
    return pandas.DataFrame(columns)


RULES = {table: {rule["name"] for rule in json.loads((ROOT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8")).get("rules", [])}
         for table in WRITTEN + COMPUTED}


@pytest.mark.parametrize("table", [table for table, rules in RULES.items() if rules])
def test_every_row_rule_refuses_the_same_rows_for_pandas_and_polars(table: str) -> None:
    frame = random_rows(table)
    of_pandas, of_polars = ({(check, row) for check, _, row in refused(compiled(kind, table), frame, kind) if check in RULES[table]}
                            for kind in ("pandas", "polars"))
    assert of_pandas == of_polars
    for rule in RULES[table]:
        assert 0 < sum(check == rule for check, _ in of_pandas) < len(frame), rule


def test_every_letter_is_fit_or_unfit_alike_for_pandas_and_polars() -> None:
    letters = [chr(point) for point in range(0x3100) if not 0xD800 <= point <= 0xDFFF]
    texts = [before + letter + after for letter in letters for before, after in (("", ""), ("a", ""), ("", "a"), ("a", "a"), ("б", ""), ("<", ""))]
    for pattern in [STRAY, *(pattern for pattern, _ in UNFIT.values())]:
        expected = [re.search(pattern, text) is not None for text in texts]
        assert polars.Series(texts).str.contains(pattern).to_list() == expected
