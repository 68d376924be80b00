"""The rows of a package with typed cells, as the JSON of a diff has them, and a diff applied to them."""

import csv
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from scripts.checking.privacy import WITHHELD
from scripts.package.package import open_package
from tests.shared.differing import Json

Cells = dict[str, Any]
Typed = dict[str, dict[str, Cells]]


def cell(type_: str, value: str) -> Any:
    """A CSV cell as the JSON of a diff has it."""
    read: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": lambda v: v == "true"}
    return read.get(type_, str)(value) if value else None


def typed(package: Path) -> Typed:
    """A package's rows by table and key, typed as the JSON of a diff has them."""
    opened = open_package(package)
    rows: Typed = {}
    for table in opened.tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            read = [{f["name"]: cell(f["type"], row[f["name"]]) for f in table.fields} for row in csv.DictReader(file)]
        rows[table.name] = {" ".join(str(row[key]) for key in table.key): row for row in read}
    return rows


def shown(row: Json, old: Json) -> Json:
    """A row as a diff shows it: what an old row may not show, because nothing in NEW explains it, is withheld."""
    return {name: WITHHELD if old.get(name) == WITHHELD else value for name, value in row.items()}


def as_withheld(rows: Typed, applied: Typed) -> Typed:
    """The rows of NEW, with what the JSON of a diff withholds of them withheld as well."""
    return {
        table: {key: shown(row, applied.get(table, {}).get(key, {})) for key, row in its.items()}
        for table, its in rows.items()
    }


def apply(rows: Typed, differences: list[Json]) -> Typed:
    """The rows of NEW, from those of OLD and the JSON of a diff."""
    was, rows = rows, deepcopy(rows)
    for d in differences:
        table, key, name = d.get("table", ""), d.get("key", ""), d.get("field", "")
        match d["kind"]:
            case "table_removed":
                rows.pop(table, None)
            case "table_renamed":
                rows[d["new"]] = rows.pop(d["old"])
            case "field_removed":
                rows[table] = {k: {n: v for n, v in row.items() if n != name} for k, row in rows[table].items()}
            case "field_renamed":
                rows[table] = {
                    k: {d["new"] if n == d["old"] else n: v for n, v in row.items()} for k, row in rows[table].items()
                }
            case "field_added":
                rows[table] = {k: row | {name: None} for k, row in rows[table].items()}
            case "row_added" | "tombstone_added":
                rows[table][key] = d["new"]
            case "row_lost" | "row_withdrawn" | "row_removed_while_referenced" | "id_renamed":
                assert shown(was[table][key], d["old"]) == d["old"]
                del rows[table][key]
            case "value_changed" | "reference_changed":
                assert d.get("old") in (rows[table][key][name], WITHHELD)
                rows[table][key][name] = d.get("new")
    return rows
