"""The parts specific to polars: types, reading, and functions for pandera's checks of a column or frame."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import polars

from ..package.schema import GUARDS
from .intact import wrong_cell

if TYPE_CHECKING:
    from pandera.api.polars.types import PolarsData


DTYPES: dict[str, Any] = {
    "string": polars.String,
    "integer": polars.Int64,
    "number": polars.Float64,
    "boolean": polars.Boolean,
    "date": polars.Date,
}
TRUTHS = {"true": True, "false": False}
ERRORS = (polars.exceptions.PolarsError, ValueError)  # what reading a file raises that is no table of these fields
Question = Callable[["PolarsData"], polars.LazyFrame]


def read(where: Path | IO[str], fields: list[dict[str, Any]]) -> polars.DataFrame:
    """Read columns of a valid CSV into a frame, with the types of their Table Schema fields; empty cells are null."""
    names = [field["name"] for field in fields]
    text = polars.read_csv(where, infer_schema=False, null_values=[""], columns=names).select(names)
    for name, kind in ((f["name"], f["type"]) for f in fields if f["type"] != "string"):
        if len(others := text.filter(polars.col(name).is_not_null() & ~_fits(polars.col(name), kind))):
            raise wrong_cell(name, others[name][0], kind)
    return text.with_columns(_typed(polars.col(f["name"]), f["type"]) for f in fields)


def with_attributes(frame: polars.DataFrame, facts: dict[str, str]) -> polars.DataFrame:
    """The frame as it is: one of polars has no attributes."""
    return frame


def _fits(column: polars.Expr, kind: str) -> polars.Expr:
    if kind == "boolean":
        return column.is_in(list(TRUTHS))
    guarded = column.str.contains(GUARDS[kind])  # polars takes 1e3 and inf for numbers too
    return guarded & _typed(column, kind, strict=False).is_not_null() if kind == "date" else guarded


def _typed(column: polars.Expr, kind: str, strict: bool = True) -> polars.Expr:
    if kind == "date":
        return column.str.to_date("%Y-%m-%d", strict=strict)
    if kind == "boolean":
        return column.replace_strict(TRUTHS, return_dtype=polars.Boolean)
    return column.cast(DTYPES[kind])


def options(kinds: dict[str, str], pandera: Any) -> dict[str, Any]:
    """What a schema needs beyond its columns: nothing."""
    return {}


def schema_class() -> Any:
    """The class of the schemas; see there."""
    from .polars_schema import DataFrameSchema

    return DataFrameSchema


def distinct(names: list[str] | None = None) -> Question:
    """A check of a column, or of these columns of a frame: true for each row with unique values or an unknown one."""
    return partial(_is_distinct, names)


def _is_distinct(names: list[str] | None, data: "PolarsData") -> polars.LazyFrame:
    columns = names or [data.key]
    return data.lazyframe.select(
        polars.struct(columns).is_unique() | polars.any_horizontal(polars.col(columns).is_null())
    )


def whole(pattern: str) -> Question:
    """A check of a column: true for each text that matches the pattern from beginning to end."""
    return partial(_is_whole, pattern)


def _is_whole(pattern: str, data: "PolarsData") -> polars.LazyFrame:
    return data.lazyframe.select(polars.col(data.key).str.contains(rf"\A(?:{pattern})\z"))


def without(pattern: str) -> Question:
    """A check of a column: true for each text without a part that matches the pattern."""
    return partial(_is_without, pattern)


def _is_without(pattern: str, data: "PolarsData") -> polars.LazyFrame:
    return data.lazyframe.select(~polars.col(data.key).str.contains(pattern))


class Readable:
    """A frame as an Arrow stream, which DuckDB can read; it reads a polars frame only with pyarrow."""

    def __init__(self, rows: polars.DataFrame) -> None:
        self._rows = rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(requested_schema)


def readable(data: "PolarsData", names: list[str]) -> Readable:
    """These columns of a frame, in a form that DuckDB can read."""
    return Readable(data.lazyframe.select(names).collect())


def answered(answers: Any, data: "PolarsData") -> polars.LazyFrame:
    """DuckDB's boolean for each row of a frame, in a form that pandera accepts."""
    return polars.LazyFrame({"holds": answers}, schema={"holds": polars.Boolean})
