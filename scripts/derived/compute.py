"""Compute the computed tables from the claims by the rules in this folder, and write them as CSV text."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.closed import limited
from ..package.database import insert, open_database, ordered_rows, rows_of
from ..package.files import csv_lines, write_csv, write_lines
from ..package.package import RULES, Package, PackageError, Table
from ..package.past.models import functions_of
from ..package.problem import Problem
from ..package.schema import TYPES, identifier, text_of
from ..package.sql_files import read_sql
from .agreement import agreement_rows
from .sums import add_sums

if TYPE_CHECKING:
    import duckdb


INSTALL_IT = "install the reader of that version, or load another table"
# SHA-256 of former texts of a function that computed what the present one computes by the rules of their versions.
# One did not see that a group meets a strike without a low figure; for its version, `add_sums` does the same.
OVERLOOKING = "d39904231955fb60e1b1f6f2b2ee56f16e6705184e82de90a7be604761f7b4d2"
FORMER = {
    "sums.py": {
        "de4efdc87ee69e2c644526b05ba8ee4ab113206653daac4e4bb8c4bc41641680",
        OVERLOOKING,
    },
    "overlaps.py": {"a50514f89482a1f4286c2395a63c58d3d2e42e6e54826defb91bd96fac5512e5"},
}
# What is computed on the way to a table and is not published.
STEPS = {"strike_estimates": ("estimated", "districts", "extents"), "claims": ("when_and_where",)}


def computed_database(package: Package, scratch: Path | None = None) -> "duckdb.DuckDBPyConnection":
    """A database with all tables of a valid package, written and computed, typed."""
    connection = open_database(package, scratch=scratch)
    compute(connection, package)
    return connection


def computed_csv(package: Package, name: str) -> str:
    """One computed table of a valid package as canonical CSV text; no table after it is computed."""
    connection = open_database(package)
    table = next(table for table in compute_each(connection, package) if table.name == name)
    return csv_of(connection, table)


def compute(connection: "duckdb.DuckDBPyConnection", package: Package, rules: Path = RULES) -> None:
    """Add every computed table to a database with the typed tables of a valid package, by the SQL files in a folder."""
    for _ in compute_each(connection, package, rules):
        pass


def compute_each(connection: "duckdb.DuckDBPyConnection", package: Package, rules: Path = RULES) -> Iterator[Table]:
    """Add the computed tables one after the other, each when it is asked for; see `compute`.

    Yields each table once it is in the database: it rests on none that comes after it.
    """
    add_terms(connection, rules)
    for table in package.computed.values():
        _add(connection, table, rules)
        yield table


def add_terms(connection: "duckdb.DuckDBPyConnection", rules: Path = RULES) -> None:
    """Add what several rules rest on, such as voices and sides, to a database with the typed tables of a package."""
    with _fitting("voices", connection):
        connection.execute(read_sql(rules / "voices.sql")[1])


def _add(
    connection: "duckdb.DuckDBPyConnection", table: Table, rules: Path, functions: dict[str, str] | None = None
) -> None:
    """Add a table by its rule; `functions` are those of an earlier version, if it is to be computed as then."""
    path = rules / f"{table.name}.sql"
    with _fitting(table.name, connection):
        for step in _steps(table.name, rules):
            _create(connection, step, rules / f"{step}.sql")
        if _has_sums(table.name, rules):
            overlooks = (functions or {}).get("sums.py") == OVERLOOKING
            add_sums(connection, "extents" in _steps(table.name, rules), overlooks)
        if path.exists():
            _create(connection, table.name, path)
        else:
            _insert(connection, table)


def _steps(name: str, rules: Path) -> list[str]:
    return [step for step in STEPS.get(name, ()) if (rules / f"{step}.sql").exists()]


def _has_sums(name: str, rules: Path) -> bool:
    """Whether a rule of the estimates has sums, which a function adds; the first rule has none."""
    return name == "strike_estimates" and "estimated" in _steps(name, rules)


def computed_then(package: Package, name: str, functions: dict[str, str]) -> str:
    """A computed table of an earlier version as CSV text, by the version's own rules, which the package's folder has.

    `functions` has the SHA-256 of the version's functions. What was computed by one that is not that of this code
    cannot be had, and PackageError says so.
    """
    rules, here = package.root / "scripts" / "derived", functions_of(RULES)
    connection = open_database(package)
    add_terms(connection, rules)
    absent = []
    for table in package.computed.values():
        modules = _functions(table.name, rules)
        if any(functions.get(module) not in {here[module], *FORMER.get(module, ())} for module in modules):
            absent.append(table.name)
        elif not absent:
            _add(connection, table, rules, functions)
        else:
            with suppress(PackageError):  # it may rest on what is absent
                _add(connection, table, rules, functions)
        if table.name == name:
            break
    if absent and not _is_there(connection, name):
        why = "" if name in absent else f"it rests on {' and '.join(absent)}: "
        raise PackageError(f"{name}: {why}{package.version} computed it by code that is not kept; {INSTALL_IT}")
    return csv_of(connection, package.computed[name])


def _is_there(connection: "duckdb.DuckDBPyConnection", name: str) -> bool:
    found = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name])
    return found.fetchone() is not None


def _functions(name: str, rules: Path) -> tuple[str, ...]:
    """The modules that compute a table, or a part of it; none where SQL computes all of it."""
    if _has_sums(name, rules):
        return ("sums.py", "overlaps.py") if "extents" in _steps(name, rules) else ("sums.py",)
    return () if (rules / f"{name}.sql").exists() else (f"{name}.py",)


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


def csv_of(connection: "duckdb.DuckDBPyConnection", table: Table) -> str:
    """A computed table of a database as canonical CSV text."""
    with _fitting(table.name, connection):
        return write_csv(table.columns, _texts(connection, table))


def write_computed(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> int:
    """Write what `csv_of` returns to a file, of which little is held in memory; returns the number of rows."""
    with _fitting(table.name, connection):
        return write_lines(path, csv_lines(chain([table.columns], _texts(connection, table)))) - 1


def _texts(connection: "duckdb.DuckDBPyConnection", table: Table) -> Iterator[list[str]]:
    return ([text_of(value) for value in row] for row in ordered_rows(connection, table))


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
