"""Tables with accepted and refused cells, duplicate keys and dangling references, and where their faults are."""

from typing import Any

from tests.shared.cell_kinds import NO_CODE, Cells
from tests.shared.cells import CELLS, REFERENCES, REQUIRED, UNIQUE
from tests.shared.tiny import TINY, Rows, tiny


def cells_of(table: str, field: dict[str, Any]) -> Cells:
    """The accepted and the refused cells of a field."""
    name = field["name"]
    sound, refused = (
        ([c["value"] for c in field["categories"]], [NO_CODE, field["categories"][0]["value"].title()])
        if "categories" in field
        else CELLS[table][name]
    )
    return (sound, [*refused, ""]) if name in REQUIRED[table].split() else ([*sound, ""], refused)


def cases(table: str, field: dict[str, Any]) -> tuple[Rows, list[tuple[int, str]]]:
    """A table with one row for each accepted and refused cell of a field; and (line, field) of each refused cell."""
    row = TINY[table][0]
    key, rows, refused = next(iter(row)), list[dict[str, str]](), list[tuple[int, str]]()
    for cells, wrong in zip(cells_of(table, field), (False, True), strict=True):
        for value in cells:
            rows.append({**row, key: f"{row[key][:3]}{len(rows):08}", field["name"]: value})
            refused += [(len(rows) + 1, field["name"])] * wrong
    return {table: rows}, refused


def doubles(table: str) -> tuple[Rows, list[tuple[int, str]]]:
    """A table with one more row for each unique field, which repeats its first value; and (line, field) of each."""
    row = tiny()[table][0] | ({"text_sha256": "0" * 64, "text_words": "200"} if table == "sources" else {})
    key, unique = next(iter(row)), UNIQUE.get(table, next(iter(row))).split()
    rows, refused = [row, *tiny()[table][1:]], []
    for field in unique:
        others = {
            other: f"{i:064}" if other == "text_sha256" else f"{row[key][:3]}{len(rows):08}"
            for i, other in enumerate(unique, 1)
            if other != field
        }
        rows.append({**row, **others})
        refused.append((len(rows) + 1, field))
    return {table: rows}, refused


def nowhere(table: str) -> tuple[Rows, list[tuple[int, str]]]:
    """The tiny package with two more rows for every reference of a table, one sound and one dangling.

    Returns the rows, and (line, field) of each dangling reference.
    """
    rows = tiny()
    its, refused = rows[table], []
    key = next(iter(its[0]))
    for field, target in REFERENCES[table].items():
        there = next(iter(rows[target][0].values()))
        for value in (there, f"{there[:3]}nowhere2"):
            names = {"name": f"{its[0]['name']} {len(its)}"} if table in ("actors", "strikes") else {}
            its.append({**its[0], **names, key: f"{its[0][key][:3]}{len(its):08}", field: value})
        refused.append((len(its) + 1, field))
    return rows, refused
