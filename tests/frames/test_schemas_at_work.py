"""The pandera schemas in a user's own work: sent to other processes, and given frames of other types and names."""

import copy
import pickle
from datetime import date
from typing import Any

import pandas
import pandera.errors
import polars
import pytest

from scripts import load, pandera_schema
from tests.shared.framing import FRAMES, WRITTEN, converted, failures, loaded, refused, schema_for
from tests.shared.speeds import quick


@pytest.mark.parametrize("again", [lambda schema: pickle.loads(pickle.dumps(schema)), copy.deepcopy])  # noqa: S301
@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", quick(WRITTEN, {"citations", "victim_counts", "strike_reports"}))
def test_a_schema_can_be_pickled_and_copied_and_refuses_the_same(table: str, kind: str, again: Any) -> None:
    schema = schema_for(kind, table)
    frame = pandas.concat([loaded(table).iloc[:1], loaded(table).iloc[:5]], ignore_index=True)  # one key is there twice
    wrong = refused(schema, frame, kind)
    assert bool(wrong) is (len(frame) > 0)
    assert refused(again(schema), frame, kind) == wrong
    assert refused(again(schema), frame.iloc[1:], kind) == set()


def test_categories_of_texts_and_days_as_objects_are_converted() -> None:
    frame = loaded("strike_reports")
    days = [None if pandas.isna(day) else day.date() for day in frame["date_start"]]
    given = frame.astype({"date_precision": "category"}).assign(date_start=pandas.Series(days, dtype=object))
    assert any(type(day) is date for day in given["date_start"])
    checked = pandera_schema("strike_reports").validate(given, lazy=True)
    pandas.testing.assert_frame_equal(checked, frame)
    assert given["date_precision"].dtype == "category"
    wrong = given.assign(date_precision=pandas.Categorical([1] * len(given)))
    assert {column for _, column, _ in failures(wrong, "strike_reports", "pandas")} >= {"date_precision"}


@pytest.mark.parametrize("kind", ["pandas", "polars", "polars lazy"])
def test_a_wrong_text_among_categories_is_refused_in_its_row(kind: str) -> None:
    frame = loaded("victim_counts").copy()
    frame.loc[3, "outcome"] = "murdered"
    given = converted(frame, kind)
    if kind == "pandas":
        given = given.astype({"outcome": "category"})
    else:
        given = given.with_columns(polars.col("outcome").cast(polars.Categorical))
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        schema_for(kind, "victim_counts").validate(given, lazy=True)
    cases = caught.value.failure_cases
    assert (cases["column"].to_list(), cases["index"].to_list()) == (["outcome"], [3])


def test_polars_gives_texts_for_categories() -> None:
    counts = load("victim_counts", backend="polars")
    given = counts.with_columns(
        polars.col("outcome").cast(polars.Categorical), mine=polars.lit("x", polars.Categorical)
    )
    checked = pandera_schema("victim_counts", backend="polars", extra=True).validate(given, lazy=True)
    assert checked.drop("mine").equals(counts)
    assert checked.schema["mine"] == polars.Categorical


@pytest.mark.parametrize("extra", [True, False])
@pytest.mark.parametrize("twice", ["date_start", "report_id"])
def test_a_frame_with_a_column_twice_is_refused(extra: bool, twice: str) -> None:
    frame = loaded("strike_reports")
    schema = pandera_schema("strike_reports", extra=extra)
    with pytest.raises(pandera.errors.SchemaErrors, match=rf"multiple columns with label.*{twice}"):
        schema.validate(pandas.concat([frame, frame[[twice]]], axis=1), lazy=True)
