"""Tables as columns in JSON, in the shortest of four forms, and JSON that cannot end the element that holds it."""

import csv
import io
import json
from collections.abc import Container, Iterable, Sequence
from itertools import groupby
from typing import Any

Columns = dict[str, list[str]]  # the cells of a table by the name of their column, in the order of the rows

# In HTML a script element ends at the first "</script", and in old JavaScript a line at these two separators.
ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def read_columns(data: bytes, wanted: Iterable[str]) -> Columns:
    """Some columns of a CSV; equal cells are one object, since a large table repeats most of its cells."""
    lines = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""))
    header, known = next(lines), dict[str, str]()
    found: Columns = {name: [] for name in wanted}
    places = [(column.append, header.index(name)) for name, column in found.items()]
    for row in lines:
        for append, place in places:
            append(known.setdefault(row[place], row[place]))
    return found


def kept(table: Columns, name: str, values: Container[str]) -> Columns:
    """The rows of a table whose cell in a column is one of some values."""
    return taken(table, (place for place, cell in enumerate(table[name]) if cell in values))


def taken(table: Columns, rows: Iterable[int]) -> Columns:
    """Some rows of a table, by their number and in this order."""
    places = list(rows)
    return {name: [cells[place] for place in places] for name, cells in table.items()}


def packed(table: Columns, keys: Sequence[str] = ()) -> dict[str, Any]:
    """A table for the page: the number of its rows, and each column as texts.

    Of a column that another one decides, such as the name by the id, only the values by those of the other are kept;
    `keys` are the columns that may decide others.
    """
    deciding = {key: table[key] for key in keys}
    made = {name: _column(cells, {} if name in keys else deciding) for name, cells in table.items()}
    return {"rows": max(map(len, table.values()), default=0), "columns": made}


def as_json(value: Any) -> str:
    """Compact JSON without a character that HTML could take for markup."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)


def _column(values: list[str], keys: dict[str, list[str]]) -> dict[str, Any]:
    """The values; or the distinct ones with indices, with runs of equal indices, or with indices by another column.

    What takes fewest characters is taken.
    """
    distinct = list(dict.fromkeys(values))
    index = {value: number for number, value in enumerate(distinct)}
    indices = [index[value] for value in values]
    runs = [number for value, run in groupby(indices) for number in (value, sum(1 for _ in run))]
    forms: list[dict[str, Any]] = [{"v": values}, {"v": distinct, "i": indices}, {"v": distinct, "r": runs}]
    forms += [{"v": distinct, "i": by, "of": key} for key, others in keys.items() if (by := _decided(indices, others))]
    return min(forms, key=lambda form: len(as_json(form)))


def _decided(indices: list[int], others: list[str]) -> list[int]:
    """The index for each distinct value of another column; empty if it does not decide the index."""
    by = dict(zip(others, indices, strict=True))
    return list(by.values()) if all(by[other] == at for other, at in zip(others, indices, strict=True)) else []
