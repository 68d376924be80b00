"""Tables as pandas or polars frames with nullable types, and pandera schemas compiled from Table Schema.

What is particular to a library is in `pandas_frames` and `polars_frames`, which have the same names.
"""

import importlib
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from ..package.package import Package, Table, home, open_package
from ..package.schema import STRAY, UNFIT

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
    table: str, package: str | Path | None = None, backend: Literal["pandas"] = "pandas"
) -> "pandas.DataFrame": ...


@overload
def load(table: str, package: str | Path | None = None, *, backend: Literal["polars"]) -> "polars.DataFrame": ...


def load(table: str, package: str | Path | None = None, backend: Backend = "pandas") -> Any:
    """A table as a frame with nullable types.

    `table` is a table's name, computed ones included. `package` is a release's folder or a checkout; without it, the
    package that this code ships with. `backend` is "pandas" (Int64, Float64, boolean, string, datetime64[s]) or "polars"
    (an eager frame of Int64, Float64, Boolean, String, Date). Unknown values are null (<NA>, NaT), never 0. Raises
    KeyError for a name that the package does not have, ValueError for another backend, ImportError where it is not installed.
    """
    opened = open_package(Path(package) if package else home())
    return frame(_named(opened, table), opened, backend)


@overload
def pandera_schema(
    table: str, package: str | Path | None = None, backend: Literal["pandas"] = "pandas"
) -> "pandera.pandas.DataFrameSchema": ...


@overload
def pandera_schema(
    table: str, package: str | Path | None = None, *, backend: Literal["polars"]
) -> "pandera.polars.DataFrameSchema": ...


def pandera_schema(table: str, package: str | Path | None = None, backend: Backend = "pandas") -> Any:
    """The pandera schema of a table, to check a frame that `load` returned or a user's own part of it.

    Columns, types, constraints and row rules are those of the Table Schema; keys to other tables are not checked, since a
    frame alone cannot show them. That of polars takes eager and lazy frames, and checks the data of both. Raises what `load` does.
    """
    return pandera_schema_of(_named(open_package(Path(package) if package else home()), table), backend)


def _named(package: Package, name: str) -> Table:
    tables = {**package.tables, **package.computed}
    if name not in tables:
        raise KeyError(f"no table {name!r}; there are {', '.join(tables)}")
    return tables[name]


def _library(backend: Backend) -> Any:
    """The module of ours for a library, which is imported now."""
    if backend not in BACKENDS:
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
    """Read a valid table into a typed frame; a computed one that has no file is computed from `package`."""
    where: Path | io.StringIO = table.path
    if table.computed and not table.path.exists() and package:
        from ..derived.compute import computed_csvs

        where = io.StringIO(computed_csvs(package)[table.name])
    return _library(backend).read(where, table.fields)


def pandera_schema_of(table: Table, backend: Backend = "pandas") -> Any:
    """Compile a table's Table Schema to pandera: columns, types, constraints, keys of its own, row rules."""
    library = _library(backend)
    pa = importlib.import_module(f"pandera.{backend}")
    constraints = {f["name"]: f.get("constraints", {}) for f in table.fields}
    columns = {
        f["name"]: pa.Column(
            library.DTYPES[f["type"]],
            _cell_checks(f, library, pa.Check),
            nullable=not constraints[f["name"]].get("required", False),
        )
        for f in table.fields
    }
    rows = [
        pa.Check(_holds(rule["sql"], table, library), name=rule["name"], error=rule["name"])
        for rule in table.schema.get("rules", [])
    ]
    if not (len(table.key) == 1 and constraints[table.key[0]].get("unique")):  # one fault, one failure
        rows.append(
            pa.Check(library.distinct(table.key), name="multiple_fields_uniqueness", error="multiple_fields_uniqueness")
        )
    return library.schema_class()(columns, checks=rows, strict=True, ordered=True, name=table.name)


def _cell_checks(field: dict[str, Any], library: Any, check: Any) -> list[Any]:
    """A field's constraints as pandera checks, named alike for every library. A null passes all of them; `required` is the column's."""
    made: dict[str, Any] = {
        # pandera's own unique=True takes two unknown values for equal ones
        "unique": lambda _: check(library.distinct(), name="field_uniqueness"),
        "enum": check.isin,
        "pattern": lambda pattern: check(library.whole(pattern), name=f"pattern {pattern}"),
        "minimum": check.ge,
        "maximum": check.le,
        "minLength": lambda n: check.str_length(min_value=n),
        "maxLength": lambda n: check.str_length(max_value=n),
    }
    constraints = field.get("constraints", {})
    checks = [made[name](value) for name, value in constraints.items() if name in made and value is not False]
    patterns = {"stray characters": STRAY} if field["type"] == "string" else {}
    if field["type"] == "string" and not constraints.keys() & {"enum", "pattern"}:
        patterns |= {kind.replace("_", " "): pattern for kind, (pattern, _) in UNFIT.items()}
    return checks + [check(library.without(pattern), name=f"no {kind}") for kind, pattern in patterns.items()]


def _holds(sql: str, table: Table, library: Any) -> Callable[[Any], Any]:
    """A row rule as a question of a frame: its SQL, asked of the frame itself, an unknown answer passing as in SQL's CHECK.

    DuckDB answers for every library: polars' own SQL takes an unknown length in substr for the rest of the text.
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
    """One database for all rules: to open one costs more than a rule."""
    from ..package.database import connect

    return connect()
