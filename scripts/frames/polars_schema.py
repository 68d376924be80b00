"""The class of the schemas for polars: pandera's, but it also checks the data of a lazy frame, not only its columns."""

from typing import Any

import pandera.polars
import polars
from pandera.config import ValidationDepth, config_context


class DataFrameSchema(pandera.polars.DataFrameSchema):
    """A schema that checks the data of eager and lazy frames, whatever pandera's validation depth is."""

    @classmethod
    def get_backend(cls, check_obj: Any = None, check_type: type | None = None) -> Any:
        """What checks the frame; pandera looks up the class itself, not its parents."""
        return pandera.polars.DataFrameSchema.get_backend(check_obj, check_type)

    def validate(self, check_obj: Any, *options: Any, **named: Any) -> Any:
        """Check a frame and return it; a lazy frame is collected once and returned as a lazy frame.

        Categories in a column of the schema become texts.
        """
        if not isinstance(check_obj, polars.DataFrame | polars.LazyFrame):
            raise TypeError(f"is a {type(check_obj).__name__}, not a frame of polars; give a DataFrame or a LazyFrame")
        lazy = isinstance(check_obj, polars.LazyFrame)
        frame = check_obj.lazy().collect()
        kinds = {name: kind for name, kind in frame.schema.items() if name in self.columns}
        categories = [name for name, kind in kinds.items() if isinstance(kind, polars.Categorical | polars.Enum)]
        frame = frame.with_columns(polars.col(categories).cast(polars.String))
        with config_context(validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            checked = super().validate(frame, *options, **named)
        return checked.lazy() if lazy else checked
