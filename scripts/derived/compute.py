"""Compute the computed tables from the claims by the rules in this folder, and write them as CSV text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.closed import limited
from ..package.database import insert, open_database, rows_of
from ..package.files import write_csv
from ..package.package import RULES, Package, PackageError, Table
from ..package.problem import Problem
from ..package.schema import TYPES, identifier, text_of
from ..package.sql_files import read_sql
from .agreement import agreement_rows
from .sums import add_sums

if TYPE_CHECKING:
    import duckdb


# What is computed on the way to a table and is not published.
STEPS = {"strike_estimates": ("estimated",), "claims": ("when_and_where",)}


def computed_database(package: Package, scratch: Path | None = None) -> "duckdb.DuckDBPyConnection":
    """A database with all tables of a valid package, written and computed, typed."""
    connection = open_database(package, scratch=scratch)
    compute(connection, package)
    return connection


def computed_csvs(package: Package, connection: "duckdb.DuckDBPyConnection | None" = None) -> dict[str, str]:
    """The computed tables of a valid package as canonical CSV text, by name.

    `connection` is the package's `computed_database`, which is built if it is None.
    """
    connection = connection or computed_database(package)
    return {table.name: _csv(connection, table) for table in package.computed.values()}


def compute(connection: "duckdb.DuckDBPyConnection", package: Package) -> None:
    """Add every computed table to a database with the typed tables of a valid package."""
    with _fitting("voices", connection):
        connection.execute(read_sql(RULES / "voices.sql")[1])
    for table in package.computed.values():
        path = RULES / f"{table.name}.sql"
        with _fitting(table.name, connection):
            for step in STEPS.get(table.name, ()):
                _create(connection, step, RULES / f"{step}.sql")
            if table.name == "strike_estimates":
                add_sums(connection)
            if path.exists():
                _create(connection, table.name, path)
            else:
                _insert(connection, table)


def _create(connection: "duckdb.DuckDBPyConnection", name: str, path: Path) -> None:
    connection.execute(f"CREATE TABLE {identifier(name)} AS {read_sql(path)[1]}")


@contextmanager
def _fitting(name: str, connection: "duckdb.DuckDBPyConnection") -> Iterator[None]:
    """Raise PackageError if the rule of a computed table does not fit the package, or takes too long."""
    import duckdb

    try:
        with limited(connection):
            yield
    except duckdb.IOException:
        raise
    except (duckdb.Error, KeyError) as error:
        why = str(error).partition("\n")[0]
        raise PackageError(
            f"datapackage.json: {name} cannot be computed from these tables ({why});"
            " compute a package with the code of its own version"
        ) from None


def _insert(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Add a table that is computed by a function instead of SQL."""
    if table.name != "agreement":
        raise KeyError("no rule has this name")
    columns = ", ".join(f"{identifier(field['name'])} {TYPES[field['type']]}" for field in table.fields)
    insert(connection, table.name, columns, agreement_rows(connection))


def _csv(connection: "duckdb.DuckDBPyConnection", table: Table) -> str:
    columns, key = (", ".join(map(identifier, names)) for names in (table.columns, table.key))
    with _fitting(table.name, connection):
        rows = connection.execute(f"SELECT {columns} FROM {identifier(table.name)} ORDER BY {key}").fetchall()
    return write_csv(table.columns, [[text_of(value) for value in row] for row in rows])


def check_computed(connection: "duckdb.DuckDBPyConnection", package: Package) -> list[Problem]:
    """Compute every table and check its row rules; return the problems, which are errors in a rule, not in the data."""
    compute(connection, package)
    found = []
    for table in package.computed.values():
        for rule in table.schema.get("rules", []):
            field = rule["fields"][0]
            with _fitting(table.name, connection):
                rows = rows_of(connection, f"SELECT * FROM {identifier(table.name)} WHERE NOT ({rule['sql']})")
            for row in rows:
                key = " ".join(str(row[name]) for name in table.key)
                found.append(Problem(table.file, 0, key, field, str(row[field]), rule["message"].format(**row)))
    return found
