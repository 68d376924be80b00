"""Tables as pandas or polars frames with nullable types.

The parts specific to one library are in `pandas_frames` and `polars_frames`, which define the same names.
"""

import csv
import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from ..export.imprint import imprint
from ..package.package import Package, Table
from ..package.past.models import read_model
from ..package.problem import PackageError, shorten
from ..package.snapshot import as_of as package_as_of
from .arguments import refuse, text
from .intact import require_even_rows, require_sizes
from .opening import Backend, chosen, library_of, named, opened, warn

if TYPE_CHECKING:
    import pandas
    import polars


@overload
def load(
    table: str,
    package: str | Path | None = None,
    backend: Literal["pandas"] = "pandas",
    *,
    columns: Iterable[str] | None = None,
    as_of: str | None = None,
) -> "pandas.DataFrame": ...


@overload
def load(
    table: str,
    package: str | Path | None = None,
    *,
    backend: Literal["polars"],
    columns: Iterable[str] | None = None,
    as_of: str | None = None,
) -> "polars.DataFrame": ...


def load(
    table: str,
    package: str | Path | None = None,
    backend: Backend = "pandas",
    *,
    columns: Iterable[str] | None = None,
    as_of: str | None = None,
    **unknown: Any,
) -> Any:
    """Load a table into a frame with one column of a nullable type per field, in the order of the file.

    `table` is the name of a written or computed table. `package` is a release's folder, its zip or its
    datapackage.json, or a checkout; the default is the package that ships with this code. `backend` is "pandas" (Int64,
    Float64, boolean, string, datetime64[s]) or "polars" (an eager frame of Int64, Float64, Boolean, String, Date;
    `.lazy()` makes a lazy one of it). `columns` are those wanted, in this order; the default is all. Unknown values are
    null (<NA>, NaT), never 0. A pandas frame has table, version, date, licence and citation in `attrs`.

    `as_of` is an earlier version, such as "0.5.0": the table has the columns and rows of that version, computed tables
    by its rule. What was withheld since is "[withheld]". A table that was computed by code of that version, which is
    not kept, cannot be had.

    Raises KeyError for an unknown table or column, ValueError for an unknown backend or a column named twice, TypeError
    for an argument of another type, ImportError if the backend is not installed, and PackageError if the package, the
    version or the file of the table cannot be read, has a row with more or fewer cells than its header, or has not the
    size that the release gives (the command `verify` also compares hashes). Warns once, with the reason, if the version
    was withdrawn.
    """
    refuse("load", unknown, ["table", "package", "backend", "columns", "as_of"])
    text("table", table, "strikes")
    with opened(package) as found:
        if as_of is None:
            warn(found)
            one = named(found, table)
            names = chosen(one, columns)
            require_sizes(found, [one] if _is_there(one) else found.tables.values())
            return frame(one, found, backend, names)
        require_sizes(found, found.tables.values())
        with package_as_of(text("as_of", as_of, "0.5.0"), found) as then:
            warn(then, found)
            return _frame_as_of(named(then, table), then, read_model(found.root, as_of)["functions"], backend, columns)


def _frame_as_of(table: Table, then: Package, functions: dict[str, str], backend: Backend, columns: Any) -> Any:
    names = chosen(table, columns)
    if not table.computed:
        return frame(table, then, backend, names)
    from ..derived.compute import computed_then

    return _read(io.StringIO(computed_then(then, table.name, functions)), table, then, backend, names)


def frame(table: Table, package: Package, backend: Backend = "pandas", names: list[str] | None = None) -> Any:
    """Read a valid table into a typed frame; a computed table without a file is computed from `package`."""
    where: Path | io.StringIO = table.path
    if not _is_there(table):
        from ..derived.compute import computed_csv  # duckdb is heavy, and a release has the tables as files

        for one in package.tables.values():
            with suppress(OSError, ValueError, csv.Error):  # what is no CSV at all is told where it is computed from
                require_even_rows(one.path)
        where = io.StringIO(computed_csv(package, table.name))
    return _read(where, table, package, backend, names)


def _is_there(table: Table) -> bool:
    """Whether a table is read from its file; a computed one without a file is computed."""
    return not table.computed or table.path.exists()


def _read(where: Path | io.StringIO, table: Table, package: Package, backend: Backend, names: list[str] | None) -> Any:
    fields = {field["name"]: field for field in table.fields}
    library = library_of(backend)
    try:
        if isinstance(where, Path):
            require_even_rows(where)
        found = library.read(where, [fields[name] for name in (names or table.columns)])
    except (OSError, csv.Error, *library.ERRORS) as error:
        raise PackageError(_unreadable(table, error)) from None
    return library.with_attributes(found, {"table": table.name} | imprint(package))


def _unreadable(table: Table, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{table.path}: there is no such file; take it from the release again"
    reason = shorten(str(error).partition("\n")[0], 200)
    return (
        f"{table.path}: is not the table {table.name} that datapackage.json describes ({reason});"
        " take it from the release again, or run validate, which shows every fault"
    )
