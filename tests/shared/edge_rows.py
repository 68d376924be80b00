"""Packages about one table: its cells, keys, references and row rules, and where their faults are."""

from scripts.package.package import open_package
from tests.shared.cell_rows import cases as cases_of_cells
from tests.shared.cell_rows import doubles, nowhere
from tests.shared.cells import REFERENCES
from tests.shared.edges import RULES
from tests.shared.edges_of_claims import SELF
from tests.shared.tiny import ROOT, Rows, tiny

PACKAGE = open_package(ROOT)


def cases(table: str) -> tuple[Rows, list[tuple[int, str]]]:
    """A table with a row for every edge of its rules; and (line, field) of each fault, one for each broken rule."""
    rows, refused = tiny()[table], []
    key, names = next(iter(rows[0])), {"name": " {}"} if table in ("actors", "strikes") else {}
    for field, sound, broken in RULES[table].values():
        for cells, wrong in [(cells, False) for cells in sound] + [(cells, True) for cells in broken]:
            row = (
                {**rows[0], key: f"{rows[0][key][:3]}{len(rows):08}"}
                | {name: rows[0][name] + end.format(len(rows)) for name, end in names.items()}
                | cells
            )
            also = row.pop("also", "")
            rows.append({name: row[key] if value == SELF else value for name, value in row.items()})
            refused += [
                (len(rows) + 1, told) for told in ([field] if wrong else []) + ([RULES[table][also][0]] if also else [])
            ]
    return {table: rows}, refused


def packages(table: str) -> list[tuple[str, Rows, list[tuple[int, str]]]]:
    """Name, rows and faults of every package about one table; a fault is (line, field)."""
    found = [
        (f"cells of {table}.{field['name']}", *cases_of_cells(table, field)) for field in PACKAGE.tables[table].fields
    ]
    found.append((f"doubles in {table}", *doubles(table)))
    if table in RULES:
        found.append((f"edges of {table}", *cases(table)))
    if table in REFERENCES:
        found.append((f"nowhere from {table}", *nowhere(table)))
    return found
