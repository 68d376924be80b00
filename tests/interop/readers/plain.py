"""What readers say, as plain values that JSON can hold: unknown is null, and a date is an object with its text."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

Reading = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "item"):  # a number or flag of numpy
        value = value.item()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime):
        return {"date": value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value if isinstance(value, bool | int | float | str) else str(value)


def table(columns: Iterable[str], rows: Iterable[Sequence[Any]], types: dict[str, str] | None = None) -> Reading:
    """A table that was read."""
    found: Reading = {"columns": list(columns), "rows": [[plain(value) for value in row] for row in rows]}
    return found | ({"types": types} if types else {})
