"""SQLite: one database with keys, constraints and indexes, and views for common questions."""

import errno
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..package.database import ordered_rows
from ..package.package import Package, Table
from ..package.schema import identifier, quote
from ..package.sql_files import read_sql
from .imprint import imprint
from .rows import all_tables, codebook, codes

if TYPE_CHECKING:
    import duckdb

VIEWS = Path(__file__).parent / "views"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "DATE", "boolean": "BOOLEAN"}
# SQLite has no date or boolean type: dates are text, booleans are 0 or 1, and a CHECK enforces this.
KINDS = {
    "date": "{name} IS date({name}, '+0 days')",
    "boolean": "{name} IN (0, 1)",
    "integer": "typeof({name}) IN ('integer', 'null')",
    "number": "typeof({name}) IN ('real', 'null')",
}
# What the file says of itself, beside the tables.
ABOUT: dict[str, tuple[str, Callable[[Package], Iterable[Sequence[str | None]]]]] = {
    "metadata": ("property TEXT PRIMARY KEY, value TEXT NOT NULL", lambda package: list(imprint(package).items())),
    "codebook": ('"table" TEXT NOT NULL, field TEXT, title TEXT, type TEXT, unit TEXT, description TEXT', codebook),
    "codes": (
        '"table" TEXT NOT NULL, field TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL,'
        ' PRIMARY KEY ("table", field, code)',
        codes,
    ),
}
# Where the header has four bytes with the version of the library that wrote the file; no reader needs them.
STAMP = 96


def write_sqlite(package: Package, connection: "duckdb.DuckDBPyConnection", path: Path) -> None:
    """Write the SQLite database: every table with its keys, an index on every foreign key, and the views.

    The tables `metadata`, `codebook` and `codes` have the imprint, and every table, field and code in words.

    Takes a database with the typed tables of a valid package. Raises sqlite3.IntegrityError if a row breaks a key or
    constraint. To enforce the foreign keys in a copy, its user must set PRAGMA foreign_keys = ON.
    """
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as database:
            _write_tables(package, connection, database)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
            raise OSError(errno.ENOSPC, str(error), str(path)) from None
        raise
    with path.open("r+b") as file:
        file.seek(STAMP)
        file.write(bytes(4))


def _write_tables(package: Package, connection: "duckdb.DuckDBPyConnection", database: sqlite3.Connection) -> None:
    database.execute("PRAGMA journal_mode = OFF")  # a file that is not complete is never used
    database.execute("PRAGMA synchronous = OFF")
    for table in all_tables(package):
        database.execute(create_table(table))
        _fill(database, table, connection)
    for name, (columns, rows) in ABOUT.items():
        database.execute(f"CREATE TABLE {name} ({columns})")
        found = list(rows(package))
        database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(found[0]))})", found)
    for statement in [*_indexes(package), *_views()]:
        database.execute(statement)
    database.commit()
    _check(database)


def create_table(table: Table) -> str:
    """The CREATE TABLE statement for a table, with the types, keys and constraints of its schema."""
    parts = [_column(field, table.key) for field in table.fields]
    parts.append(f"PRIMARY KEY ({', '.join(map(identifier, table.key))})")
    for key in table.schema.get("foreignKeys", []):
        here, there = (", ".join(map(identifier, names)) for names in (key["fields"], key["reference"]["fields"]))
        parts.append(
            f"FOREIGN KEY ({here}) REFERENCES {identifier(key['reference']['resource'] or table.name)} ({there})"
        )
    return f"CREATE TABLE {identifier(table.name)} (\n    " + ",\n    ".join(parts) + "\n)"


def _column(field: dict[str, Any], key: list[str]) -> str:
    constraints = field.get("constraints", {})
    words = [identifier(field["name"]), TYPES[field["type"]]]
    words += ["NOT NULL"] if constraints.get("required") else []
    words += ["UNIQUE"] if constraints.get("unique") and key != [field["name"]] else []
    return " ".join(words + [f"CHECK ({condition})" for condition in _conditions(field, constraints)])


def _conditions(field: dict[str, Any], constraints: dict[str, Any]) -> list[str]:
    """The SQL conditions for a cell; for an empty cell they are true or unknown, which a CHECK accepts."""
    name = identifier(field["name"])
    found = [KINDS[field["type"]].format(name=name)] if field["type"] in KINDS else []
    if "enum" in constraints:
        found.append(f"{name} IN ({', '.join(quote(str(value)) for value in constraints['enum'])})")
    found += [
        f"{name} {sign} {_bound(constraints[bound])}"
        for bound, sign in (("minimum", ">="), ("maximum", "<="))
        if bound in constraints
    ]
    return found


def _bound(value: float | str) -> str:
    return quote(value) if isinstance(value, str) else repr(value)


def _fill(database: sqlite3.Connection, table: Table, connection: "duckdb.DuckDBPyConnection") -> None:
    rows = ([_cell(value) for value in row] for row in ordered_rows(connection, table))
    database.executemany(f"INSERT INTO {identifier(table.name)} VALUES ({', '.join('?' * len(table.columns))})", rows)


def _cell(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _indexes(package: Package) -> list[str]:
    keys = [(table.name, key["fields"]) for table in all_tables(package) for key in table.schema.get("foreignKeys", [])]
    return [_index(name, fields) for name, fields in keys]


def _index(table: str, fields: list[str]) -> str:
    name = identifier(f"{table}_by_{'_'.join(fields)}")
    return f"CREATE INDEX {name} ON {identifier(table)} ({', '.join(map(identifier, fields))})"


def _views() -> list[str]:
    """The CREATE VIEW statement of each view's file; the file's comment stays in the statement."""
    read = {path.stem: read_sql(path) for path in sorted(VIEWS.glob("*.sql"))}
    return [
        f"CREATE VIEW {identifier(name)} AS\n/* {comment} */\n{query.strip()}"
        for name, (comment, query) in read.items()
    ]


def _check(database: sqlite3.Connection) -> None:
    orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    [(answer,)] = database.execute("PRAGMA integrity_check").fetchall()
    if orphans or answer != "ok":
        raise sqlite3.IntegrityError(f"the database is not valid: {orphans[:3]} {answer}")
