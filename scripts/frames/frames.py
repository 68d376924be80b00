"""Tables as pandas or polars frames with nullable types, and pandera schemas compiled from Table Schema.

The parts specific to one library are in `pandas_frames` and `polars_frames`, which define the same names.
"""

import importlib
import io
import re
import warnings
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from ..package.package import Package, Table, open_package, withdrawal
from ..package.past.models import read_model
from ..package.schema import STRAY, UNFIT
from ..package.snapshot import as_of as package_as_of
from .arguments import folder, text

if TYPE_CHECKING:
    import duckdb
    import pandas
    import pandera.pandas
    import pandera.polars
    import polars


Backend = Literal["pandas", "polars"]
BACKENDS: tuple[Backend, ...] = ("pandas", "polars")


@overload
def load(
    table: str,
    package: str | Path | None = None,
    backend: Literal["pandas"] = "pandas",
    *,
    as_of: str | None = None,
) -> "pandas.DataFrame": ...


@overload
def load(
    table: str, package: str | Path | None = None, *, backend: Literal["polars"], as_of: str | None = None
) -> "polars.DataFrame": ...


def load(
    table: str, package: str | Path | None = None, backend: Backend = "pandas", *, as_of: str | None = None
) -> Any:
    """Load a table into a frame with one column of a nullable type per field, in the order of the file.

    `table` is the name of a written or computed table. `package` is a release's folder or a checkout; the default is
    the package that ships with this code. `backend` is "pandas" (Int64, Float64, boolean, string, datetime64[s]) or
    "polars" (an eager frame of Int64, Float64, Boolean, String, Date). Unknown values are null (<NA>, NaT), never 0.

    `as_of` is an earlier version, such as "0.1.0": the table has the columns and rows of that version, computed tables
    by its rule. What was withheld since is "[withheld]". A table that was computed by code of that version, which is
    not kept, cannot be had.

    Raises KeyError for an unknown table, ValueError for an unknown backend, TypeError for an argument of another type,
    ImportError if the backend is not installed, and PackageError if the package or the version cannot be opened. Warns
    once, with the reason, if the version was withdrawn.
    """
    text("table", table, "strikes")
    opened = open_package(folder(package))
    if as_of is None:
        _warn(opened)
        return frame(_named(opened, table), opened, backend)
    with package_as_of(text("as_of", as_of, "0.1.0"), opened) as then:
        _warn(then, opened)
        found = _named(then, table)
        if not found.computed:
            return frame(found, then, backend)
        from ..derived.compute import computed_then

        functions = read_model(opened.root, as_of)["functions"]
        return _library(backend).read(io.StringIO(computed_then(then, table, functions)), found.fields)


@overload
def pandera_schema(
    table: str, package: str | Path | None = None, backend: Literal["pandas"] = "pandas"
) -> "pandera.pandas.DataFrameSchema": ...


@overload
def pandera_schema(
    table: str, package: str | Path | None = None, *, backend: Literal["polars"]
) -> "pandera.polars.DataFrameSchema": ...


def pandera_schema(table: str, package: str | Path | None = None, backend: Backend = "pandas") -> Any:
    """The pandera schema of a table, to check a frame from `load` or a part of its rows.

    It has the columns, types, constraints and row rules of the Table Schema. Keys to other tables are not checked,
    since the frame does not contain those tables. The polars schema accepts eager and lazy frames and checks the data
    of both. Parameters and exceptions are those of `load`.
    """
    text("table", table, "strikes")
    return pandera_schema_of(_named(open_package(folder(package)), table), backend)


class WithdrawnVersionWarning(UserWarning):
    """The version that was loaded was withdrawn; the message says why, and which to use instead."""


WARNED: set[str] = set()  # each version is warned of once in a process


def _warn(package: Package, *later: Package) -> None:
    said = withdrawal(package.descriptor, *(one.descriptor for one in later))
    if said and package.version not in WARNED:
        WARNED.add(package.version)
        warnings.warn(str(said), WithdrawnVersionWarning, stacklevel=3)


def _named(package: Package, name: str) -> Table:
    tables = {**package.tables, **package.computed}
    if name not in tables:
        raise KeyError(f"no table {name!r}; there are {', '.join(tables)}")
    return tables[name]


def _library(backend: Backend) -> Any:
    """Import and return our module for a library."""
    if text("backend", backend, "pandas") not in BACKENDS:
        raise ValueError(f"no backend {backend!r}; there are {' and '.join(BACKENDS)}")
    try:
        return importlib.import_module(f".{backend}_frames", __package__)
    except ModuleNotFoundError as error:
        if error.name != backend:
            raise
        raise ImportError(
            f"{backend} is not installed; install it with the reader: pip install '.[{backend}]'", name=backend
        ) from None


def frame(table: Table, package: Package | None = None, backend: Backend = "pandas") -> Any:
    """Read a valid table into a typed frame; a computed table without a file is computed from `package`."""
    where: Path | io.StringIO = table.path
    if table.computed and not table.path.exists() and package:
        from ..derived.compute import computed_csvs  # duckdb is heavy, and a release has the tables as files

        where = io.StringIO(computed_csvs(package)[table.name])
    return _library(backend).read(where, table.fields)


def pandera_schema_of(table: Table, backend: Backend = "pandas") -> Any:
    """Compile a table's Table Schema to a pandera schema: columns, types, constraints, primary key, row rules."""
    library = _library(backend)
    pa = importlib.import_module(f"pandera.{backend}")
    constraints = {f["name"]: f.get("constraints", {}) for f in table.fields}
    columns = {
        f["name"]: pa.Column(
            library.DTYPES[f["type"]],
            _cell_checks(f, library, pa.Check),
            nullable=not constraints[f["name"]].get("required", False),
            **library.options(f["type"], pa),
        )
        for f in table.fields
    }
    rows = [
        pa.Check(_holds(rule["sql"], table, library), name=rule["name"], error=rule["name"])
        for rule in table.schema.get("rules", [])
    ]
    if not (
        len(table.key) == 1 and constraints[table.key[0]].get("unique")
    ):  # otherwise one fault would give two failures
        rows.append(
            pa.Check(library.distinct(table.key), name="multiple_fields_uniqueness", error="multiple_fields_uniqueness")
        )
    return library.schema_class()(columns, checks=rows, strict=True, ordered=True, name=table.name)


def _cell_checks(field: dict[str, Any], library: Any, check: Any) -> list[Any]:
    """A field's constraints as pandera checks, with the same names in every library.

    Null passes all of them; pandera's `nullable` takes the place of `required`.
    """
    made: dict[str, Any] = {
        # pandera's unique=True treats unknown values as equal
        "unique": lambda _: check(library.distinct(), name="field_uniqueness"),
        "enum": check.isin,
        "pattern": lambda pattern: check(library.whole(pattern), name=f"pattern {pattern}"),
        "minimum": lambda bound: check.ge(_bound(bound)),
        "maximum": lambda bound: check.le(_bound(bound)),
        "minLength": lambda n: check.str_length(min_value=n),
        "maxLength": lambda n: check.str_length(max_value=n),
    }
    constraints = field.get("constraints", {})
    checks = [made[name](value) for name, value in constraints.items() if name in made and value is not False]
    patterns = {"stray characters": STRAY} if field["type"] == "string" else {}
    if field["type"] == "string" and not constraints.keys() & {"enum", "pattern"}:
        patterns |= {kind.replace("_", " "): pattern for kind, (pattern, _) in UNFIT.items()}
    return checks + [check(library.without(pattern), name=f"no {kind}") for kind, pattern in patterns.items()]


def _bound(value: Any) -> Any:
    """A bound as frames compare it: a number, or a day."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _holds(sql: str, table: Table, library: Any) -> Callable[[Any], Any]:
    """A row rule as a function of a frame, which runs the rule's SQL on it; unknown passes, as in SQL's CHECK.

    DuckDB runs it for every library, since polars' SQL reads an unknown length in substr as the rest of the text.
    """
    words = set(re.findall(r"\w+", sql))
    names = [name for name in table.columns if name in words]

    def answers(data: Any) -> Any:
        with _database().cursor() as connection:
            connection.register("rows", library.readable(data, names))
            return library.answered(
                connection.execute(f"SELECT coalesce(({sql}), true) AS holds FROM rows").fetchnumpy()["holds"], data
            )

    return answers


@cache
def _database() -> "duckdb.DuckDBPyConnection":
    """One database for all rules, since opening one takes longer than running a rule."""
    from ..package.database import connect

    return connect()
