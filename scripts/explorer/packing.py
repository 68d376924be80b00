"""Tables as columns in JSON, in the shortest of three forms, and JSON that cannot end the element that holds it."""

import json
from itertools import groupby
from typing import Any

Row = dict[str, str]

# In HTML a script element ends at the first "</script", and in old JavaScript a line at these two separators.
ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def packed(columns: list[str], rows: list[Row]) -> dict[str, Any]:
    """A table for the page: the number of its rows, and each column as texts."""
    return {"rows": len(rows), "columns": {name: _column([row[name] for row in rows]) for name in columns}}


def as_json(value: Any) -> str:
    """Compact JSON without a character that HTML could take for markup."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)


def _column(values: list[str]) -> dict[str, Any]:
    """The values; or the distinct ones with indices; or with runs of equal indices: what takes fewest characters."""
    distinct = list(dict.fromkeys(values))
    index = {value: number for number, value in enumerate(distinct)}
    indices = [index[value] for value in values]
    runs = [number for value, run in groupby(indices) for number in (value, sum(1 for _ in run))]
    forms: list[dict[str, Any]] = [{"v": values}, {"v": distinct, "i": indices}, {"v": distinct, "r": runs}]
    return min(forms, key=lambda form: len(as_json(form)))
