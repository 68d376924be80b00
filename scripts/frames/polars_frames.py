"""What is particular to polars: types, reading, and the questions that pandera asks of a column or a frame."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import polars

if TYPE_CHECKING:
    from pandera.api.polars.types import PolarsData


DTYPES: dict[str, Any] = {
    "string": polars.String,
    "integer": polars.Int64,
    "number": polars.Float64,
    "boolean": polars.Boolean,
    "date": polars.Date,
}
Question = Callable[["PolarsData"], polars.LazyFrame]


def read(where: Path | IO[str], fields: list[dict[str, Any]]) -> polars.DataFrame:
    """Read a valid CSV with the types of its fields."""
    text = polars.read_csv(where, infer_schema=False, null_values=[""])
    return text.with_columns(_typed(polars.col(f["name"]), f["type"]) for f in fields)


def _typed(column: polars.Expr, kind: str) -> polars.Expr:
    if kind == "date":
        return column.str.to_date("%Y-%m-%d")
    if kind == "boolean":
        return column.replace_strict({"true": True, "false": False}, return_dtype=polars.Boolean)
    return column.cast(DTYPES[kind])


@cache
def schema_class() -> Any:
    """The class of the schemas: pandera's, but that the data of a lazy frame is checked too, and not its columns alone."""
    import pandera.polars
    from pandera.config import ValidationDepth, config_context

    class DataFrameSchema(pandera.polars.DataFrameSchema):
        """A schema that checks the data of eager and lazy frames, whatever depth pandera is set to."""

        @classmethod
        def get_backend(cls, check_obj: Any = None, check_type: type | None = None) -> Any:
            return pandera.polars.DataFrameSchema.get_backend(
                check_obj, check_type
            )  # it looks up the class itself, not its parents

        def validate(self, check_obj: Any, *options: Any, **named: Any) -> Any:
            """Check a frame and return it; a lazy one is collected, once, and returned as a lazy frame of what was checked."""
            lazy = isinstance(check_obj, polars.LazyFrame)
            with config_context(validation_depth=ValidationDepth.SCHEMA_AND_DATA):
                checked = super().validate(check_obj.collect() if lazy else check_obj, *options, **named)
            return checked.lazy() if lazy else checked

    return DataFrameSchema


def distinct(names: list[str] | None = None) -> Question:
    """A question of a column, or of these columns of a frame: whose values stand there only once. Unknown ones equal nothing."""

    def answers(data: "PolarsData") -> polars.LazyFrame:
        columns = names or [data.key]
        return data.lazyframe.select(
            polars.struct(columns).is_unique() | polars.any_horizontal(polars.col(columns).is_null())
        )

    return answers


def whole(pattern: str) -> Question:
    """A question of a column: which texts match a pattern from beginning to end."""
    return lambda data: data.lazyframe.select(polars.col(data.key).str.contains(rf"\A(?:{pattern})\z"))


def without(pattern: str) -> Question:
    """A question of a column: which texts have no part that matches a pattern."""
    return lambda data: data.lazyframe.select(~polars.col(data.key).str.contains(pattern))


class Readable:
    """A frame as DuckDB reads it: as a stream of Arrow. A polars frame itself DuckDB reads with pyarrow only."""

    def __init__(self, rows: polars.DataFrame) -> None:
        self._rows = rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(requested_schema)


def readable(data: "PolarsData", names: list[str]) -> Readable:
    """These columns of a frame as DuckDB reads them."""
    return Readable(data.lazyframe.select(names).collect())


def answered(answers: Any, data: "PolarsData") -> polars.LazyFrame:
    """DuckDB's answers for the rows of a frame as pandera takes them."""
    return polars.LazyFrame({"holds": answers}, schema={"holds": polars.Boolean})
