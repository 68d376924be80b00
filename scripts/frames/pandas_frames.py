"""The parts specific to pandas: types, reading, and functions for pandera's checks of a column or frame."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any

import pandas

from ..package.schema import GUARDS
from .intact import wrong_cell

DTYPES: dict[str, Any] = {
    "string": "string[python]",  # comparing texts of pyarrow gives truth values that do not join with those of numbers
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
TRUTHS = {"true": True, "false": False}
ERRORS = (ValueError,)  # what reading a file raises that is no table of these fields


def read(where: Path | IO[str], fields: list[dict[str, Any]]) -> pandas.DataFrame:
    """Read columns of a valid CSV into a frame, with the types of their Table Schema fields; empty cells are null."""
    names = [field["name"] for field in fields]
    text = pandas.read_csv(where, dtype=DTYPES["string"], keep_default_na=False, na_values=[""], usecols=names)[names]
    return text.assign(**{f["name"]: _typed(text[f["name"]], f["type"]) for f in fields})


def with_attributes(frame: pandas.DataFrame, facts: dict[str, str]) -> pandas.DataFrame:
    """The frame, which says in `attrs` what it is."""
    frame.attrs.update(facts)
    return frame


def _typed(column: "pandas.Series[Any]", kind: str) -> "pandas.Series[Any]":
    if kind == "string":
        return column
    # pandas takes 1e3 and inf for numbers and 2020-1-2 for a day, and a cast makes 1 of 1.9
    fits = column.isin(TRUTHS) if kind == "boolean" else column.str.fullmatch(GUARDS[kind].strip("^$"), na=True)
    if kind == "date":
        days = pandas.to_datetime(column, format="%Y-%m-%d", errors="coerce").astype(DTYPES[kind])
        fits &= days.notna()
    if len(wrong := column[column.notna() & ~fits]):
        raise wrong_cell(str(column.name), wrong.iloc[0], kind)
    if kind == "date":
        return days
    return column.map(TRUTHS).astype("boolean") if kind == "boolean" else pandas.to_numeric(column).astype(DTYPES[kind])


def options(kinds: dict[str, str], pandera: Any) -> dict[str, Any]:
    """What a schema needs beyond its columns, whose types are given by name: no two may have one name.

    Parquet and databases give days as `datetime.date` objects in a column of objects, and texts may be categories or
    lie in other memory; they are converted.
    """
    return {"unique_column_names": True, "parsers": pandera.Parser(partial(_converted, kinds))}


def _converted(kinds: dict[str, str], frame: pandas.DataFrame) -> pandas.DataFrame:
    if not frame.columns.is_unique:  # which is refused
        return frame
    to_type = {name: DTYPES[kind] for name, kind in kinds.items() if name in frame and _is_alike(frame[name], kind)}
    return frame.astype(to_type) if to_type else frame


def _is_alike(column: "pandas.Series[Any]", kind: str) -> bool:
    """Whether a column of another type has the values of a type, and no others."""
    if kind == "date":
        return column.dtype == object and all(type(day) is date for day in column.dropna())
    if kind != "string" or isinstance(column.dtype, pandas.StringDtype):
        return kind == "string"
    is_of_categories = isinstance(column.dtype, pandas.CategoricalDtype)
    return is_of_categories and column.cat.categories.inferred_type in ("string", "empty")


def schema_class() -> Any:
    """The class of the schemas: pandera's."""
    import pandera.pandas

    return pandera.pandas.DataFrameSchema


def distinct(names: list[str] | None = None) -> Callable[[Any], "pandas.Series[bool]"]:
    """A check of a column, or of these columns of a frame: true for each row with unique values or an unknown one."""
    return partial(_is_distinct, names)


def _is_distinct(names: list[str] | None, data: Any) -> "pandas.Series[bool]":
    part = data.to_frame() if names is None else data[names]
    return ~part.duplicated(keep=False) | part.isna().any(axis=1)


def whole(pattern: str) -> Callable[["pandas.Series[Any]"], "pandas.Series[bool]"]:
    """A check of a column: true for each text that matches the pattern from beginning to end."""
    return partial(_is_whole, pattern)


def _is_whole(pattern: str, column: "pandas.Series[Any]") -> "pandas.Series[bool]":
    return column.str.fullmatch(pattern)


def without(pattern: str) -> Callable[["pandas.Series[Any]"], "pandas.Series[bool]"]:
    """A check of a column: true for each text without a part that matches the pattern."""
    return partial(_is_without, pattern)


def _is_without(pattern: str, column: "pandas.Series[Any]") -> "pandas.Series[bool]":
    return ~column.str.contains(pattern, regex=True)


def readable(rows: pandas.DataFrame, names: list[str]) -> pandas.DataFrame:
    """These columns of a frame, in a form that DuckDB can read."""
    return rows[names]


def answered(answers: Any, rows: pandas.DataFrame) -> "pandas.Series[bool]":
    """DuckDB's boolean for each row of a frame, in a form that pandera accepts."""
    return pandas.Series(answers, index=rows.index, dtype=bool)
