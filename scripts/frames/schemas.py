"""pandera schemas compiled from Table Schema, for pandas and polars frames."""

import importlib
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from ..package.package import Table
from ..package.schema import STRAY, UNFIT
from .arguments import flag, text
from .opening import Backend, chosen, library_of, named, opened, telling_how_to_install

if TYPE_CHECKING:
    import duckdb
    import pandera.pandas
    import pandera.polars


@overload
def pandera_schema(
    table: str,
    package: str | Path | None = None,
    backend: Literal["pandas"] = "pandas",
    *,
    columns: Iterable[str] | None = None,
    extra: bool = False,
) -> "pandera.pandas.DataFrameSchema": ...


@overload
def pandera_schema(
    table: str,
    package: str | Path | None = None,
    *,
    backend: Literal["polars"],
    columns: Iterable[str] | None = None,
    extra: bool = False,
) -> "pandera.polars.DataFrameSchema": ...


def pandera_schema(
    table: str,
    package: str | Path | None = None,
    backend: Backend = "pandas",
    *,
    columns: Iterable[str] | None = None,
    extra: bool = False,
) -> Any:
    """The pandera schema of a table, to check a frame from `load` or a part of its rows.

    It has the columns, types, constraints and row rules of the Table Schema. Keys to other tables are not checked,
    since the frame does not contain those tables. The polars schema accepts eager and lazy frames and checks the data
    of both. `columns` are those of your frame, if it has not all, in any order; the row rules that need others are left
    out. With `extra`, the frame may have columns of your own, in any place. The other parameters, and the exceptions,
    are those of `load`.
    """
    text("table", table, "strikes")
    with opened(package) as package_:
        found = named(package_, table)
        return pandera_schema_of(found, backend, chosen(found, columns), flag("extra", extra))


def pandera_schema_of(
    table: Table, backend: Backend = "pandas", names: list[str] | None = None, extra: bool = False
) -> Any:
    """Compile a table's Table Schema to a pandera schema: columns, types, constraints, primary key, row rules.

    `names` are some of the columns, in any order, and what needs others is left out; `extra` allows further ones.
    """
    library, present = library_of(backend), set(table.columns if names is None else names)
    with telling_how_to_install("pandera"):
        pa = importlib.import_module(f"pandera.{backend}")
    constraints = {f["name"]: f.get("constraints", {}) for f in table.fields}
    columns = {
        f["name"]: pa.Column(
            library.DTYPES[f["type"]],
            _cell_checks(f, library, pa.Check),
            nullable=not constraints[f["name"]].get("required", False),
        )
        for f in table.fields
        if f["name"] in present
    }
    rows = [
        pa.Check(_holds(rule["sql"], table, library), name=rule["name"], error=rule["name"], ignore_na=False)
        for rule in table.schema.get("rules", [])
        if present.issuperset(_columns_in(rule["sql"], table))
    ]
    is_told_already = len(table.key) == 1 and constraints[table.key[0]].get("unique")
    if present.issuperset(table.key) and not is_told_already:
        rows.append(
            pa.Check(library.distinct(table.key), name="multiple_fields_uniqueness", error="multiple_fields_uniqueness")
        )
    is_ordered = names is None and not extra
    options = library.options({f["name"]: f["type"] for f in table.fields if f["name"] in present}, pa)
    return library.schema_class()(
        columns, checks=rows, strict=not extra, ordered=is_ordered, name=table.name, **options
    )


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


def _columns_in(sql: str, table: Table) -> list[str]:
    words = set(re.findall(r"\w+", sql))
    return [name for name in table.columns if name in words]


def _holds(sql: str, table: Table, library: Any) -> Callable[[Any], Any]:
    """A row rule as a function of a frame, which runs the rule's SQL on it; unknown passes, as in SQL's CHECK.

    DuckDB runs it for every library, since polars' SQL reads an unknown length in substr as the rest of the text.
    """
    return partial(_ask, sql, _columns_in(sql, table), library.readable, library.answered)


def _ask(sql: str, names: list[str], readable: Callable[..., Any], answered: Callable[..., Any], data: Any) -> Any:
    with _database().cursor() as connection:
        connection.register("rows", readable(data, names))
        answers = connection.execute(f"SELECT coalesce(({sql}), true) AS holds FROM rows").fetchnumpy()["holds"]
        return answered(answers, data)


@cache
def _database() -> "duckdb.DuckDBPyConnection":
    """One database for all rules, since opening one takes longer than running a rule."""
    from ..package.database import connect

    return connect()
