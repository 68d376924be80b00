"""`pandera_schema` accepts every table or part of one, and refuses faults, in pandas, polars and lazy frames."""

from pathlib import Path
from typing import Any

import pandas
import pandera.errors
import pandera.polars
import polars
import pytest
from pandera.config import ValidationDepth, config_context

from scripts import load, pandera_schema
from tests.shared.framing import COMPUTED, FRAMES, WRITTEN, converted, failures, loaded, refused, schema_for
from tests.shared.speeds import quick

# pandera_schema


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", quick(WRITTEN, 3))
def test_pandera_accepts_every_written_table_as_it_is(table: str, kind: str) -> None:
    given = converted(loaded(table), kind)
    accepted = schema_for(kind, table).validate(given, lazy=True)
    assert type(accepted) is type(given)
    if kind == "pandas":
        pandas.testing.assert_frame_equal(accepted, given)
    else:
        assert accepted.lazy().collect().equals(given.lazy().collect())


@pytest.mark.thorough
@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", WRITTEN)
@pytest.mark.parametrize(
    "part", [slice(1, None, 2), slice(None, None, -1), slice(0, 0)], ids=["every other row", "backwards", "none"]
)
def test_pandera_accepts_a_part_of_every_written_table(table: str, part: slice, kind: str) -> None:
    assert refused(schema_for(kind, table), loaded(table).iloc[part], kind) == set()


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("table", quick(COMPUTED, 2))
def test_pandera_accepts_every_computed_table_of_a_release(released: Path, table: str, kind: str) -> None:
    frame = load(table, released)
    assert refused(schema_for(kind, table, released), frame, kind) == set()


def test_a_users_own_part_of_a_polars_frame_is_accepted_and_a_wrong_one_refused() -> None:
    schema, claims = pandera_schema("claims", backend="polars"), load("claims", backend="polars").lazy()
    own = claims.filter((polars.col("outcome") == "killed") & polars.col("count_max").is_null()).sort("strike_id")
    checked = schema.validate(own, lazy=True)
    assert isinstance(checked, polars.LazyFrame)
    assert checked.collect().height == own.collect().height > 0
    with pytest.raises(pandera.errors.SchemaErrors):
        schema.validate(own.with_columns(count_max=-1), lazy=True)


@pytest.mark.parametrize("kind", FRAMES)
def test_a_rule_holds_for_a_row_without_any_value_too(kind: str) -> None:
    names = ["name_az", "name_hy"]
    places = load("places")[names].copy()
    places.iloc[3] = pandas.NA
    backend = "pandas" if kind == "pandas" else "polars"
    schema = pandera_schema("places", backend=backend, columns=names)  # type: ignore[call-overload]
    with pytest.raises(pandera.errors.SchemaErrors, match="place_has_a_name_of_a_side"):
        schema.validate(converted(places, kind), lazy=True)


@pytest.mark.parametrize("given", [None, 1, [], {}, pandas.DataFrame()])
def test_a_schema_for_polars_says_what_it_checks(given: Any) -> None:
    with pytest.raises(TypeError, match="not a frame of polars; give a DataFrame or a LazyFrame"):
        pandera_schema("strikes", backend="polars").validate(given)


def victims() -> pandas.DataFrame:
    """A copy of part of victim_counts, whose index is not 0, 1, 2, …: the rows with one exact number."""
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
        assert failures(frame, "victim_counts", kind) == {
            (check, "claim_id", row) for check in ("pattern ^vc-[a-z0-9]{8}$", "no stray characters")
        }


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
    assert failures(frame, "victim_counts", kind) == {
        ("count_min_not_above_count_max", "", row),
        ("exact_or_about_has_one_number", "", row),
    }


@pytest.mark.parametrize("kind", FRAMES)
def test_a_row_rule_that_is_unknown_for_a_row_passes(kind: str) -> None:
    frame = loaded("victim_counts")
    part = frame[frame.count_max.isna()]
    assert len(part) > 0
    assert refused(schema_for(kind, "victim_counts"), part, kind) == set()


@pytest.mark.parametrize("kind", FRAMES)
def test_a_row_rule_finds_its_row_whatever_the_index(kind: str) -> None:
    frame = (
        loaded("strike_reports")
        .iloc[::-1]
        .set_index(pandas.Index([f"row {i}" for i in range(len(loaded("strike_reports")))]))
    )
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
    frame = (
        loaded("sources")
        .copy()
        .assign(text_sha256=pandas.NA, text_words=pandas.NA)
        .astype({"text_sha256": "string", "text_words": "Int64"})
    )
    assert len(frame) > 1
    assert refused(schema_for(kind, "sources"), frame, kind) == set()
    frame.loc[:1, "text_sha256"] = "0" * 64
    frame.loc[:1, "text_words"] = 5
    assert failures(frame, "sources", kind) == {("field_uniqueness", "text_sha256", row) for row in (0, 1)}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_key_of_several_columns_is_refused_where_all_are_equal(kind: str) -> None:
    frame = loaded("strike_estimates").iloc[:6].copy()
    key = ["strike_id", "outcome", "population", "view"]
    frame.loc[4, key] = frame.loc[2, key]
    assert failures(frame, "strike_estimates", kind) == {("multiple_fields_uniqueness", "", row) for row in (2, 4)}
    frame.loc[[2, 4], "view"] = pandas.NA
    assert failures(frame, "strike_estimates", kind) == {("not_nullable", "view", row) for row in (2, 4)}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_column_too_few_too_many_or_out_of_order_is_refused(kind: str) -> None:
    frame = loaded("actors")
    for changed, check in (
        (frame.drop(columns="notes"), "column_in_dataframe"),
        (frame.assign(colour="red"), "column_in_schema"),
        (frame[frame.columns[::-1]], "column_ordered"),
    ):
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
    assert {(column, line) for _, column, line in failures(frame, "victim_counts", kind)} == {
        ("outcome", row),
        ("claim_id", row),
        ("", other),
    }
    with pytest.raises(pandera.errors.SchemaError):
        schema_for(kind, "victim_counts").validate(converted(frame, kind))


# a lazy frame


@pytest.mark.parametrize("depth", [None, ValidationDepth.SCHEMA_ONLY])
def test_the_data_of_a_lazy_frame_is_checked_where_pandera_alone_would_not(depth: ValidationDepth | None) -> None:
    ours = pandera_schema("actors", backend="polars")
    stock = pandera.polars.DataFrameSchema(
        ours.columns, checks=ours.checks, strict=True, ordered=True, unique=ours.unique, name=ours.name
    )
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
