"""What is written after a merge: the text of every table and generated page, and what would be lost by writing it."""

from pathlib import Path

from ..package.files import write_csv
from ..package.package import Package
from ..package.problem import Problem
from ..pages.freshness import GENERATED, stale
from .cells import Rows, changed_fields
from .telling import number

LOST = "the merged schema has no such column, and the cell would be lost; put the column back, or empty the cell"
NO_TABLE = "the merged datapackage.json has no table {}, so {} would be lost; put the table back"


def texts_of(package: Package, rows: dict[str, Rows]) -> tuple[dict[Path, str], list[Problem]]:
    """The new texts of the tables and generated pages that are not as they should be, and what would be lost."""
    wanted = {table.path: _csv(package, name, rows.get(name, {})) for name, table in package.tables.items()}
    wanted |= {package.root.resolve() / name: generate(package) for name, generate in GENERATED.items()}
    return {path: wanted[path] for path in stale(wanted)}, _lost(package, rows)


def _csv(package: Package, name: str, rows: Rows) -> str:
    table = package.tables[name]
    cells = [[row.get(column, "") for column in table.columns] for row in rows.values()]
    keys = [table.columns.index(key) for key in table.key]
    return write_csv(table.columns, sorted(cells, key=lambda row: [row[key] for key in keys]))


def _lost(package: Package, rows: dict[str, Rows]) -> list[Problem]:
    """The cells and tables that the merged schemas have no place for."""
    found = []
    for name, its in rows.items():
        if name not in package.tables:
            text = NO_TABLE.format(name, number(len(its), "row"))
            found += [Problem("datapackage.json", 0, "", "", "", text)] if its else []
            continue
        table = package.tables[name]
        found += [
            Problem(table.file, 0, id_, column, cell, LOST)
            for id_, row in its.items()
            for column, cell in row.items()
            if cell and column not in table.columns
        ]
    return found


def differences(ours: Rows, merged: Rows) -> str:
    """How many rows a merge adds to ours, changes and removes, in words; empty if none."""
    counts = {
        "added": len(merged.keys() - ours.keys()),
        "changed": sum(bool(changed_fields(ours[id_], merged[id_])) for id_ in ours.keys() & merged.keys()),
        "removed": len(ours.keys() - merged.keys()),
    }
    return ", ".join(f"{number(count, 'row')} {what}" for what, count in counts.items() if count)
