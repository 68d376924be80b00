"""Plant faults of every kind of one stage in a package: python benchmarks/plant.py FOLDER STAGE [--judge].

Prints the planted faults as JSON. With --judge, validates the package and prints how many faults were found, missed and
invented instead.

For each fault, a copy of the tests' tiny package with its own ids is added to the tables and broken by a change from
tests/shared/faults.py or by the first failing case of a check. Stages: cells, keys, references, rows, tables. A table
with faults in one stage is not checked in the next stage, so each stage needs its own package.
"""

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.templates import DIGITS, references
from scripts.checking.validation import validate
from scripts.package.package import Package, open_package
from scripts.package.problem import Problem
from tests.checking import cases
from tests.shared.faults import BROKEN, RULES, STRAY_TEXTS, TYPES, UNFIT_TEXTS, Change, setting
from tests.shared.tiny import Rows, tiny

STAGES = ("cells", "keys", "references", "rows", "tables")
PLANTED = "a"  # the first digit of planted ids; no generated id begins with it
Ledger = list[dict[str, Any]]
# the change that breaks a copy; and (table, the row's id before the change, field) of each fault
Fault = tuple[Change, list[tuple[str, str, str]]]


def plant(package: Package, stage: str) -> Ledger:
    """Add the faults of a stage to a package's files; returns each with file, line, id, field and value."""
    added: Rows = {name: [] for name in package.tables}
    planted = []
    for number, (change, faults) in enumerate(STAGE[stage](package)):
        rows = tiny()
        rows["withdrawn"].clear()
        had = {(name, next(iter(row.values()))): row for name, its in rows.items() for row in its}
        change(rows)
        ids = _renamed(
            {id_ for _, id_ in had} | {next(iter(row.values())) for its in rows.values() for row in its}, number
        )
        for table, id_, field in faults:
            key, its = package.tables[table].key[0], rows[table]
            # of two rows with this id, the last one is at fault
            row = next((row for row in reversed(its) if row[key] == id_), had.get((table, id_)))
            planted.append((table, len(added[table]) + next(i for i, one in enumerate(its) if one is row), field))
        for name, its in rows.items():
            unique = [
                f["name"]
                for f in package.tables[name].fields[1:]
                if f.get("constraints", {}).get("unique") and "pattern" not in f["constraints"]
            ]
            added[name] += [
                {
                    field: ids.get(value, f"{value[:2]}{number}{value[2:]}" if field in unique and value else value)
                    for field, value in _apart(row, number).items()
                }
                for row in its
            ]  # a changed unique value keeps its ends, which may be at fault
    first = {
        name: len(_append(package.tables[name].path, package.tables[name].columns, its)) for name, its in added.items()
    }
    return [_entry(package, name, added[name][place], first[name] + place, field) for name, place, field in planted]


def _renamed(keys: set[str], number: int) -> dict[str, str]:
    """A new id for each id of a copy's rows; a key that is not an id stays as it is."""
    code = "".join(DIGITS[number // 31**i % 31] for i in (1, 0))
    ids = sorted(key for key in keys if re.fullmatch("[a-z]{2}-[a-z0-9]{8}", key))
    return {
        key: f"{key[:3]}{PLANTED}{code}xy{DIGITS[i // 961]}{DIGITS[i // 31 % 31]}{DIGITS[i % 31]}"
        for i, key in enumerate(ids)
    }


def _apart(row: dict[str, str], number: int) -> dict[str, str]:
    """The row of a copy with an address, passages, a query, names of places and a point that no other copy has."""
    apart = {"latitude": lambda cell: f"{38 + number / 1000:g}" if cell == "40.5" else cell}
    for field in ("name", "name_az") if "place_id" in row and "kind" in row else ():
        apart[field] = lambda cell: re.sub(r"^\w+", rf"\g<0>{number}", cell)
    if re.fullmatch("[0-9a-f]{64}", row.get("passage_sha256", "")):
        apart["passage_sha256"] = lambda cell: hashlib.sha256(f"{cell} {number}".encode()).hexdigest()
    apart["query"] = lambda cell: f"{cell} {number}" if cell[:1].isalpha() and cell == cell.strip() else cell
    apart["url"] = lambda cell: cell.replace("example.org/", f"example.org/{number}/")
    return {field: apart[field](cell) if field in apart else cell for field, cell in row.items()}


def _append(path: Path, columns: list[str], rows: list[dict[str, str]]) -> range:
    """Append rows to a file; returns a range as long as the lines before them."""
    lines = path.read_bytes().count(b"\n")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(rows)
    return range(lines)


def _entry(package: Package, name: str, row: dict[str, str], lines_before: int, field: str) -> dict[str, Any]:
    table = package.tables[name]
    return {
        "file": table.file,
        "line": lines_before + 1,
        "key": row[table.key[0]],
        "field": field,
        "value": row.get(field, ""),
    }


def _cells(package: Package) -> Iterator[Fault]:
    """A broken cell for every constraint and every wrong spelling of every field."""
    for table in package.tables.values():
        id_ = tiny()[table.name][0][table.key[0]] if table.name != "withdrawn" else ""
        for field in table.fields if id_ else ():
            constraints = {name: value for name, value in field.get("constraints", {}).items() if name in BROKEN}
            values = [
                broken(constraints[name], field) for name, broken in BROKEN.items() if name in constraints
            ] + TYPES.get(field["type"], [])
            if field["type"] == "string":
                values += STRAY_TEXTS + (UNFIT_TEXTS if not constraints.keys() & {"enum", "pattern"} else [])
            for value in dict.fromkeys(values):
                yield setting(table.name, 0, **{field["name"]: value}), [(table.name, id_, field["name"])]


def _keys(package: Package) -> Iterator[Fault]:
    """A second row with the same id in every table, and the same value in each unique field of two rows."""
    for table in package.tables.values():
        for field in table.fields if table.name != "withdrawn" else ():
            name, first = field["name"], tiny()[table.name][0]
            if name == table.key[0]:
                yield _twice(table.name), [(table.name, first[name], name)]
            elif field.get("constraints", {}).get("unique") and len(tiny()[table.name]) > 1:
                second = tiny()[table.name][1]
                yield _same(table.name, name), [(table.name, second[table.key[0]], name)]


def _twice(table: str) -> Change:
    return lambda rows: rows[table].append(
        {name: f"{value} too" if name == "name" else value for name, value in rows[table][0].items()}
    )


def _same(table: str, field: str) -> Change:
    def change(rows: Rows) -> None:
        value = rows[table][0].get(field) or "0" * 64
        for row in rows[table][:2]:
            row[field] = value

    return change


def _references(package: Package) -> Iterator[Fault]:
    """A dangling reference in every reference field."""
    for table in package.tables.values():
        for field, target in references(table).items():
            nowhere = package.tables[target].fields[0]["example"][:3] + "nowhere2"
            yield setting(table.name, 0, **{field: nowhere}), [(table.name, tiny()[table.name][0][table.key[0]], field)]


def _rows(package: Package) -> Iterator[Fault]:
    """A row that breaks each row rule."""
    for (name, rule), change in RULES.items():
        if name == "withdrawn":
            continue
        before, after = tiny(), tiny()
        change(after)
        key = package.tables[name].key[0]
        changed = next(row for row, was in zip(after[name], before[name], strict=True) if row != was)
        field = next(r["fields"][0] for r in package.tables[name].schema["rules"] if r["name"] == rule)
        yield change, [(name, changed[key], field)]


def _tables(package: Package) -> Iterator[Fault]:
    """A package that breaks each check over tables; the check itself names the field."""
    for change, told in (cases.fails(check)[0] for check in cases.NAMES):
        if told[0][0] != "withdrawn":
            yield change, [(table, id_, "") for table, id_, *_ in told]


STAGE = {"cells": _cells, "keys": _keys, "references": _references, "rows": _rows, "tables": _tables}


Told = tuple[str, ...]


def compare(stage: str, ledger: Ledger, found: list[Problem]) -> tuple[list[Told], list[Told]]:
    """The planted faults that were not found, and the found faults that were not planted.

    Each is given as (file, line, id) and, except for checks over tables, field and value: a check chooses its field.
    """
    told = ("file", "line", "key") if stage == "tables" else ("file", "line", "key", "field", "value")
    planted = Counter(tuple(str(entry[name]) for name in told) for entry in ledger)
    seen = Counter(tuple(str(getattr(problem, name)) for name in told) for problem in found)
    return sorted((planted - seen).elements()), sorted((seen - planted).elements())


def main() -> None:
    """Plant faults, and print them or how many of them are found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument(
        "--judge", action="store_true", help="validate the package, and compare the faults found with those planted"
    )
    arguments = parser.parse_args()
    package = open_package(arguments.folder)
    ledger = plant(package, arguments.stage)
    if not arguments.judge:
        print(json.dumps(ledger, ensure_ascii=False, indent=1))
        return
    missed, invented = compare(arguments.stage, ledger, validate(package).problems)
    print(
        f"{arguments.stage}: {len(ledger)} planted, {len(ledger) - len(missed)} found, {len(missed)} missed,"
        f" {len(invented)} invented"
    )
    sys.exit("\n".join(map(str, (missed + invented)[:20])) or 0)


if __name__ == "__main__":
    main()
