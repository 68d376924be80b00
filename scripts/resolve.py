"""Tell what became of an id: in use and in which table, withdrawn and what replaced it, or never seen.

Replacements are followed, one after another, to the rows that are in use now. Exit 1 where an id was never seen.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .engine import connect, rows_of, text_of_csv
from .form import check_form
from .listings import statements
from .package import Package, PackageError, Table, open_package
from .schema import did_you_mean, typed_columns

if TYPE_CHECKING:
    import duckdb

TOMBSTONES = "withdrawn"


@dataclass(frozen=True)
class Place:
    """Where a row is: its table, its line, and what it is called, where its table has names."""

    table: Table
    line: int
    name: str


@dataclass(frozen=True)
class Tombstone:
    """One row of the tombstones; an id that was split has several."""

    reason: str
    replaced_by: str
    version: str


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="an id of any table, in use or withdrawn")


def run(arguments: argparse.Namespace) -> int:
    """Print what became of each id; exit 1 where one was never seen."""
    package = open_package(Path(arguments.package))
    with open_texts(package) as connection:
        used, withdrawn = in_use(connection, package), tombstones(connection)
    for asked in arguments.ids:
        print("\n".join(account(asked, used, withdrawn)))
    return 0 if all(asked in used or asked in withdrawn for asked in arguments.ids) else 1


def open_texts(package: Package) -> "duckdb.DuckDBPyConnection":
    """A database with every table as text, raw_<table>, and a typed view of it, <table>, which follows its changes; and the
    views of `listings` over these.

    The package need not be valid; raises PackageError where a file cannot be read as a table.
    """
    import duckdb

    connection = connect(package)
    for table in package.tables.values():
        try:
            if faults := check_form(table):
                raise PackageError(f"{faults[0]}")
            connection.execute(f"CREATE TABLE raw_{table.name} AS SELECT * FROM {text_of_csv(table)}")
        except duckdb.Error:
            raise PackageError(f"{table.file}: cannot be read as CSV; see: python -m scripts validate") from None
        connection.execute(f"CREATE VIEW {table.name} AS SELECT {typed_columns(table)} FROM raw_{table.name}")
    connection.execute(statements(package.tables.values()))
    return connection


def in_use(connection: "duckdb.DuckDBPyConnection", package: Package) -> dict[str, Place]:
    """Every id that a row has, with the row's place."""
    found: dict[str, Place] = {}
    for table in package.tables.values():
        name = "name" if "name" in table.columns else "''"
        rows = connection.execute(f"SELECT {table.key[0]}, rowid + 2, coalesce({name}, '') FROM raw_{table.name} ORDER BY rowid").fetchall()
        found |= {id_: Place(table, line, called) for id_, line, called in rows if id_}
    return found


def tombstones(connection: "duckdb.DuckDBPyConnection") -> dict[str, list[Tombstone]]:
    """The tombstones of every withdrawn id, in the order of their replacements."""
    found: dict[str, list[Tombstone]] = {}
    for row in rows_of(connection, f"SELECT id, reason, replaced_by, version FROM raw_{TOMBSTONES} WHERE id IS NOT NULL ORDER BY id, replaced_by"):
        found.setdefault(row["id"], []).append(Tombstone(row["reason"] or "", row["replaced_by"] or "", row["version"] or ""))
    return found


def account(asked: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]]) -> list[str]:
    """What became of an id, in lines: itself, every replacement once and indented under what it replaced, what is in use now."""
    if asked not in used and asked not in withdrawn:
        return [f"{asked}: never seen{did_you_mean(asked, [*used, *withdrawn])}"]
    lines, now = [], []
    told: set[str] = set()
    waiting = [(asked, 0)]
    while waiting:
        id_, depth = waiting.pop()
        before = f"{'  ' * depth}replaced by {id_}" if depth else id_
        lines.append(f"{before}: {'told above' if id_ in told else _standing(id_, used, withdrawn)}")
        if id_ in told:
            continue
        told.add(id_)
        if id_ in used:
            now.append(id_)
        else:
            waiting += [(stone.replaced_by, depth + 1) for stone in reversed(withdrawn.get(id_, [])) if stone.replaced_by]
    return lines if asked in used else [*lines, f"  in use now: {', '.join(now)}" if now else "  nothing is in use in its place"]


def _standing(id_: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]]) -> str:
    if id_ in used:
        place = used[id_]
        cut_short = ", though it has a tombstone: its withdrawal was cut short" if id_ in withdrawn else ""
        return f"in use, in {place.table.name}{cut_short}" + (f": {place.name}" if place.name else "")
    words = dict.fromkeys(f"withdrawn in {stone.version or 'no release yet'}: {stone.reason}" for stone in withdrawn.get(id_, []))
    return "; ".join(words) or "never seen"
