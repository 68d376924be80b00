"""`load` returns typed pandas and polars frames with every value of the file, and null for unknown."""

import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest

from scripts import load, pandera_schema
from scripts.frames import pandas_frames, polars_frames
from tests.shared.framing import COMPUTED, DTYPES, POLARS, VALUES, WRITTEN, fields, loaded, rows, values, where
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny, write

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
    nobody = frame[(frame.count_min == 0) | (frame.count_max == 0)]
    assert (nobody.count_min == nobody.count_max).all() and (nobody.qualifier == "exact").all()


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


def test_a_package_may_be_named_by_text_or_path(made: Path) -> None:
    pandas.testing.assert_frame_equal(load("actors", str(made)), load("actors", made))
    assert load("actors", made).name.tolist() == [row["name"] for row in tiny()["actors"]]


def test_a_computed_table_is_computed_in_memory_from_a_checkout(tmp_path: Path) -> None:
    write(tmp_path, tiny())
    before = sorted(tmp_path.rglob("*"))
    frame = load("strike_estimates", tmp_path)
    killed = frame[
        (frame.strike_id == "st-first234")
        & (frame.outcome == "killed")
        & (frame["view"] == "all")
        & (frame.population == "all")
    ]
    assert killed[["low", "best", "high"]].to_numpy().tolist() == [[4, 4, 4]]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "table", quick(WRITTEN + COMPUTED, {"strikes", "victim_counts", "history", "claims", "tallies"})
)
def test_a_release_gives_the_columns_and_types_too(released: Path, table: str) -> None:
    frame = load(table, released)
    assert [(name, str(dtype)) for name, dtype in frame.dtypes.items()] == [
        (f["name"], DTYPES[f["type"]]) for f in fields(table)
    ]
    folder = "computed" if table in COMPUTED else "data"
    assert len(frame) == len(rows(released / folder / f"{table}.csv"))


@pytest.mark.parametrize("table", ["victim_counts", "strike_dates", "claims"])
def test_a_release_and_its_checkout_give_the_same_frame(made: Path, released: Path, table: str) -> None:
    pandas.testing.assert_frame_equal(load(table, released), load(table, made))


@pytest.mark.parametrize(
    "table", quick(WRITTEN + COMPUTED, {"strikes", "victim_counts", "history", "claims", "tallies"})
)
def test_polars_has_the_same_table_typed(table: str) -> None:
    frame = load(table, where(table), backend="polars")
    assert list(frame.schema.items()) == [(field["name"], POLARS[field["type"]]) for field in fields(table)]
    assert {name: frame[name].to_list() for name in frame.columns} == {
        name: values(loaded(table), name) for name in loaded(table).columns
    }


def test_polars_reads_text_and_a_table_without_rows(tmp_path: Path) -> None:
    changed = {**tiny(), "victim_counts": []}
    for row, name in zip(changed["actors"], ["NA", "null", "nan", "007", "None", "1e3"], strict=True):
        row["name"] = name
    write(tmp_path, changed)
    assert load("actors", tmp_path, backend="polars")["name"].to_list() == ["NA", "null", "nan", "007", "None", "1e3"]
    nothing = load("victim_counts", tmp_path, backend="polars")
    assert nothing.shape == (0, len(fields("victim_counts")))
    assert nothing.dtypes == [POLARS[field["type"]] for field in fields("victim_counts")]


@pytest.mark.parametrize("table", quick(COMPUTED, {"strike_estimates"}))
def test_polars_computes_the_table_that_the_release_has(table: str, made: Path, released: Path) -> None:
    assert load(table, released, backend="polars").equals(load(table, made, backend="polars"))


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
    assert found == [
        [True, None, False],
        [0.5, -5, None],
        [5, -3, None],
        [date(2020, 10, 1), None, date(2020, 2, 29)],
        [None, None, "x"],
    ]


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
def test_who_asks_for_polars_without_it_is_told_how_to_install_it(
    function: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.delitem(sys.modules, "scripts.frames.polars_frames")
    with pytest.raises(ImportError, match=r"^polars is not installed; install it: python -m pip install polars$"):
        function("actors", backend="polars")


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_who_asks_for_a_schema_without_pandera_is_told_how_to_install_it(backend: str) -> None:
    code = (
        "import sys; from scripts import load, pandera_schema\n"
        "class Absent:\n"
        "    def find_spec(name, *more):\n"
        "        if name == 'pandera': raise ModuleNotFoundError(name=name)\n"
        "sys.meta_path.insert(0, Absent); load('actors')\n"
        f"try: pandera_schema('actors', backend='{backend}')\n"
        "except ImportError as error: print(type(error).__name__, error)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "ImportError pandera is not installed; install it: python -m pip install pandera\n"


def test_polars_is_imported_only_when_asked_for_and_pandera_only_for_schemas() -> None:
    code = (
        "import sys; from scripts import load, pandera_schema;"
        "frame = load('actors'); assert 'pandera' not in sys.modules;"
        "pandera_schema('actors').validate(frame); assert 'polars' not in sys.modules;"
        "load('actors', backend='polars'); assert 'polars' in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=True)
