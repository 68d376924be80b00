"""Compute the computed tables from the claims, by the rules in scripts/derived, and write them as CSV."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .engine import open_database, read_sql, rows_of
from .package import Package, Table, open_package
from .report import Problem, render
from .schema import identifier, text_of

if TYPE_CHECKING:
    import duckdb

TO_QUOTE = re.compile(r'[",;\r\n]')
RULES = Path(__file__).parent / "derived"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--to", default="dist/computed", metavar="FOLDER", help="where the CSVs go (default: dist/computed)")


def run(arguments: argparse.Namespace) -> int:
    """Validate the package, compute every table and write it; print a line a table."""
    from .validate import validate

    package = open_package(Path(arguments.package))
    problems, _ = validate(package)
    if problems:
        print(render(problems))
        print("nothing was computed: mend the data first", file=sys.stderr)
        return 1
    folder = Path(arguments.to)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in computed_csvs(package).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        print(f"{folder / name}.csv: {text.count(chr(10)) - 1} rows")
    return 0


def computed_database(package: Package) -> "duckdb.DuckDBPyConnection":
    """A database with the tables of a valid package, the written and the computed ones, typed."""
    connection = open_database(package)
    compute(connection, package)
    return connection


def computed_csvs(package: Package, connection: "duckdb.DuckDBPyConnection | None" = None) -> dict[str, str]:
    """The computed tables of a valid package as canonical CSV text, by name; from its computed database where there is one."""
    connection = connection or computed_database(package)
    return {table.name: _csv(connection, table) for table in package.computed.values()}


def compute(connection: "duckdb.DuckDBPyConnection", package: Package) -> None:
    """Make every computed table, with the schema's columns and types, beside the typed tables of a valid package."""
    connection.execute(read_sql(RULES / "voices.sql")[1])
    for table in package.computed.values():
        path = RULES / f"{table.name}.sql"
        if path.exists():
            connection.execute(f"CREATE TABLE {table.name} AS {read_sql(path)[1]}")
        else:
            _insert(connection, table)
        for name, query in views_of(table).items():
            connection.execute(f"CREATE VIEW {identifier(name)} AS {query}")


def views_of(table: Table) -> dict[str, str]:
    """The views that stand on a computed table, by name, each with its query: <table>.<view>.sql, beside the table's own file."""
    return {path.stem.partition(".")[2]: read_sql(path)[1] for path in sorted(RULES.glob(f"{table.name}.*.sql"))}


def _insert(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """The tables that are computed by a function instead of SQL."""
    from .agreement import agreement_rows
    from .schema import TYPES

    rows = {"agreement": agreement_rows}[table.name](connection)
    columns = ", ".join(f"{field['name']} {TYPES[field['type']]}" for field in table.fields)
    connection.execute(f"CREATE TABLE {table.name} ({columns})")
    if rows:
        connection.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.fields))})", rows)


def _csv(connection: "duckdb.DuckDBPyConnection", table: Table) -> str:
    rows = connection.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {', '.join(table.key)}").fetchall()
    return write_csv(table.columns, [[text_of(value) for value in row] for row in rows])


def write_csv(columns: list[str], rows: list[list[str]]) -> str:
    """Canonical CSV text: a header, LF line ends, quotes only where they are needed.

    They are for a semicolon too: LibreOffice offers to split at it as well as at the comma.
    """
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in [columns, *rows])


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if TO_QUOTE.search(cell) else cell


def check_computed(connection: "duckdb.DuckDBPyConnection", package: Package) -> list[Problem]:
    """Compute every table and ask the row rules of its schema; a fault here is one of a rule of ours, not of the data."""
    compute(connection, package)
    found = []
    for table in package.computed.values():
        for rule in table.schema.get("rules", []):
            for row in rows_of(connection, f"SELECT * FROM {table.name} WHERE NOT ({rule['sql']})"):
                key = " ".join(str(row[name]) for name in table.key)
                found.append(Problem(table.file, 0, key, rule["fields"][0], str(row[rule["fields"][0]]), rule["message"].format(**row)))
    return found
