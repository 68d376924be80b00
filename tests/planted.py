"""Planted faults: packages in which every fault of tests/faults.py stands at once, each in a copy of the tiny package of its own.

python -m tests.planted FOLDER [--claims N] writes one package a stage of `validate`, since a table that fails one stage is not asked
the next; with --claims, beside a generated package of so many claims.
"""

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from scripts.package import Package, open_package
from tests.faults import BROKEN, CASES, RULES, TYPES
from tests.tiny import ROOT, Rows, columns, tiny, write

Change = Callable[[Rows], object]
SCHEMAS = {table.name: table.schema for table in open_package(ROOT).tables.values()}
ID = re.compile(r"[a-z]{2}-[a-z0-9]{8}|[0-9a-f]{64}")


def _cells() -> Iterator[Change]:
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            name, constraints = field["name"], field.get("constraints", {})
            values = [BROKEN[kind](constraints[kind], field) for kind in constraints if kind != "unique"] + TYPES.get(field["type"], [])
            if field["type"] == "string":
                values += ["stray ", "\u3000stray", "str\u0085ay", "stray\u2028"]
            if field["type"] == "string" and not constraints.keys() & {"enum", "pattern"}:
                values += ["=1+1", "<b>", "Bаku"]
            yield from (_setting(table, name, value) for value in values)


def _setting(table: str, name: str, value: str) -> Change:
    return lambda rows: rows[table][0].update({name: value})


def _keys() -> Iterator[Change]:
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            if field.get("constraints", {}).get("unique") and field["name"] in schema["primaryKey"]:
                yield lambda rows, table=table: rows[table].append(dict(rows[table][0]))
    yield lambda rows: [row.update(text_sha256="0" * 64, text_words="200") for row in rows["sources"]]


def _references() -> Iterator[Change]:
    for table, schema in SCHEMAS.items():
        for key in schema.get("foreignKeys", []):
            prefix = next(f for f in schema["fields"] if f["name"] == key["fields"][0])["example"][:3]
            yield _setting(table, key["fields"][0], prefix + "nowhere2")


def _rules() -> Iterator[Change]:
    yield from RULES.values()


def _checks() -> Iterator[Change]:
    yield from (change for _, _, change in CASES.values())


STAGES: dict[str, Callable[[], Iterator[Change]]] = {"cells": _cells, "keys": _keys, "references": _references, "rules": _rules, "checks": _checks}


def planted(stage: str) -> Rows:
    """The rows of one copy of the tiny package for every fault of a stage; the copies have ids of their own."""
    found: Rows = {name: [] for name in SCHEMAS}
    for number, change in enumerate(STAGES[stage]()):
        rows = tiny()
        change(rows)
        for table, its in rows.items():
            found[table] += [{name: _renamed(name, cell, number) for name, cell in row.items()} for row in its]
    return found


def _renamed(field: str, cell: str, number: int) -> str:
    """A cell with its id, if it is one, made the copy's own."""
    if not ID.fullmatch(cell) or field == "passage_sha256":
        return cell
    digest = sha256(f"{number} {cell}".encode()).hexdigest()
    return cell[:3] + digest[:8] if cell[2] == "-" else digest


def plant(folder: Path, stage: str, claims: int = 0) -> Package:
    """Write a package with every fault of a stage into a new folder, after the rows of a generated one where claims are asked for."""
    if not claims:
        return write(folder, planted(stage))
    sys.path.append(str(ROOT))
    from benchmarks.generate import generate

    package = generate(folder, claims)
    for table, rows in planted(stage).items():
        with package.tables[table].path.open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, columns(table), restval="", lineterminator="\n").writerows(rows)
    return package


def main() -> None:
    """Write the packages, a folder each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=0, metavar="N")
    parser.add_argument("--stage", choices=STAGES, help="this one alone")
    arguments = parser.parse_args()
    for stage in [arguments.stage] if arguments.stage else STAGES:
        plant(arguments.folder / stage, stage, arguments.claims)


if __name__ == "__main__":
    main()
