"""Edit a generated package in place: correct values, add rows, withdraw unreferenced claims; and list the edits."""

import csv
import io
from collections.abc import Iterable, Iterator
from heapq import merge
from random import Random
from typing import Any

import duckdb

from benchmarks.templates import CLAIMS, COUNTS, DIGITS, Row, draw, references
from scripts.package.package import Package, Table
from scripts.package.schema import quote

ADDED = "b"  # the first digit of ids of added rows; no generated id begins with it
ID = 11  # characters of an id, which is first on its line
SETTINGS = "SET threads = 2; SET memory_limit = '600MB'"
Ledger = list[dict[str, Any]]

# Claims that can be withdrawn: nothing refers to them, they refer to no actor that might become unused, and their
# citation and their strike keep another claim, since at most one claim of each is withdrawn.
FREE = """
CREATE VIEW free AS
SELECT name, id, rank FROM (
    SELECT *, count(*) OVER (PARTITION BY citation_id) AS beside, count(*) OVER (PARTITION BY strike_id) AS along
    FROM claims
)
WHERE beside > 1 AND along > 1 AND leans_on IS NULL AND id NOT IN (SELECT refers FROM claims WHERE refers IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY citation_id ORDER BY rank, id) = 1
    AND row_number() OVER (PARTITION BY strike_id ORDER BY rank, id) = 1
"""


def edit(package: Package, number: int, seed: int) -> Ledger:
    """Make so many edits, a third of each kind, and return them; raises SystemExit if the package is too small."""
    random, third = draw(seed, "edits"), number // 3
    with duckdb.connect() as connection:
        _load(connection, package, seed)
        gone = _first(connection, "free", third)
        others = _first(connection, "claims ANTI JOIN gone USING (id)", number - len(gone))
    if len(gone) + len(others) < number:
        raise SystemExit(f"the package has too few claims for {number} edits; generate a larger one")
    rows = _rows(package, [*gone, *others])
    fresh = random.sample(range(31**7), 2 * third)
    ledger = [_withdrawn(package, name, rows[id_], number) for (name, id_), number in zip(gone, fresh, strict=False)]
    ledger += [
        _added(package, name, rows[id_], number, random)
        for (name, id_), number in zip(others[:third], fresh[third:], strict=True)
    ]
    ledger += [_corrected(package, name, rows[id_], random) for name, id_ in others[third:]]
    _write(package, ledger)
    return ledger


def _load(connection: duckdb.DuckDBPyConnection, package: Package, seed: int) -> None:
    """Make the table `claims`: every claim, the rows it refers to, and its rank in a random order."""
    connection.execute(SETTINGS)
    selects = []
    for table in (package.tables[name] for name in CLAIMS):
        refers = next(field for field, target in references(table).items() if target == table.name)
        others = [field for field in references(table) if field not in (refers, "strike_id", "citation_id")]
        selects.append(
            f"SELECT '{table.name}' AS name, {table.key[0]} AS id, strike_id, citation_id, {refers} AS refers,"
            f" coalesce({', '.join(['NULL', *others])}) AS leans_on"
            f" FROM read_csv({quote(str(table.path))}, all_varchar = true, header = true, nullstr = '')"
        )
    connection.execute(
        f"CREATE TABLE claims AS SELECT *, md5('{seed} ' || id) AS rank FROM ({' UNION ALL '.join(selects)})"
    )
    connection.execute(FREE)


def _first(connection: duckdb.DuckDBPyConnection, claims: str, number: int) -> list[tuple[str, str]]:
    """The first of some claims in the random order, as (table, id); the next draw excludes them as `gone`."""
    connection.execute(
        f"CREATE OR REPLACE TABLE gone AS SELECT name, id, rank FROM {claims} ORDER BY rank, id LIMIT {number}"
    )
    return connection.execute("SELECT name, id FROM gone ORDER BY rank, id").fetchall()


def _rows(package: Package, drawn: list[tuple[str, str]]) -> dict[str, Row]:
    ids, found = {id_ for _, id_ in drawn}, dict[str, Row]()
    for table in (package.tables[name] for name in CLAIMS):
        with table.path.open(encoding="utf-8", newline="") as file:
            found |= {
                row[table.key[0]]: row
                for row in csv.DictReader(line for i, line in enumerate(file) if i == 0 or line[:ID] in ids)
            }
    return found


def _amended(row: Row, random: Random) -> Row:
    """The row with a changed value: a higher count if it has one that no total limits, else an opposite `hedged`."""
    counted = any(row[field] for field in COUNTS) and not row.get("part_of")
    if counted:
        more = random.randint(1, 9)
        return row | {field: str(int(row[field]) + more) for field in COUNTS if row[field]}
    return row | {"hedged": "false" if row["hedged"] == "true" else "true"}


def _new_id(like: str, number: int) -> str:
    """An id with the prefix of another; seven of its digits encode the number, which is below 31**7."""
    return like[:3] + ADDED + "".join(DIGITS[number // 31**i % 31] for i in range(7))


def _corrected(package: Package, name: str, row: Row, random: Random) -> dict[str, Any]:
    after = _amended(row, random)
    cells = {field: [row[field], after[field]] for field in row if row[field] != after[field]}
    return {"edit": "corrected", "table": name, "id": row[package.tables[name].key[0]], "cells": cells, "row": after}


def _added(package: Package, name: str, row: Row, number: int, random: Random) -> dict[str, Any]:
    key = package.tables[name].key[0]
    made = _amended(row, random) | {key: _new_id(row[key], number)}
    if made.get("scope") == "total":  # a passage states one total
        made["scope"] = "unclear"
    return {"edit": "added", "table": name, "id": made[key], "row": made}


def _withdrawn(package: Package, name: str, row: Row, number: int) -> dict[str, Any]:
    key = package.tables[name].key[0]
    tombstone = dict.fromkeys(package.tables["withdrawn"].columns, "")
    tombstone |= {
        "withdrawal_id": _new_id("wd-", number),
        "id": row[key],
        "reason": "Made up: the passage speaks of another strike.",
    }
    return {"edit": "withdrawn", "table": name, "id": row[key], "row": row, "tombstone": tombstone}


def _write(package: Package, ledger: Ledger) -> None:
    """Write the tables that the edits change."""
    for name in CLAIMS:
        its = [entry for entry in ledger if entry["table"] == name]
        out = {entry["id"] for entry in its if entry["edit"] != "added"}
        _rewrite(package.tables[name], out, [entry["row"] for entry in its if entry["edit"] != "withdrawn"])
    _rewrite(package.tables["withdrawn"], set(), [entry["tombstone"] for entry in ledger if "tombstone" in entry])


def _rewrite(table: Table, out: set[str], rows: list[Row]) -> None:
    """Remove the rows with the ids in `out` and insert others line by line; lines are in the order of their ids."""
    new = table.path.with_suffix(".new")
    with table.path.open(encoding="utf-8", newline="") as before, new.open("w", encoding="utf-8", newline="") as after:
        after.write(next(before))
        kept = (line for line in before if line[:ID] not in out)
        after.writelines(merge(kept, _lines(table, rows), key=lambda line: line[:ID]))
    new.replace(table.path)


def _lines(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    for row in sorted(rows, key=lambda row: row[table.key[0]]):
        text = io.StringIO()
        csv.DictWriter(text, table.columns, lineterminator="\n").writerow(row)
        yield text.getvalue()
