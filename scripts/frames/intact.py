"""What is wrong with the file of a table: its size, a row of more or fewer cells, or a cell of another type."""

import csv
from collections.abc import Iterable
from pathlib import Path

from ..package.csv_form import uneven
from ..package.package import Package, PackageError, Table
from ..package.problem import shorten

AGAIN = "download the release again"


def require_sizes(package: Package, tables: Iterable[Table]) -> None:
    """Raise PackageError for a file of a table that is missing, or not of the size that its release's descriptor gives.

    A file that was cut off at the end of a line has another size, and looks well otherwise. A checkout gives no sizes.
    This is only a look at the size; the command `verify` compares the hash of every file.
    """
    given = {resource["path"]: resource.get("bytes") for resource in package.descriptor["resources"]}
    for table in tables:
        size = given.get(table.file)
        if size is None:
            continue
        if not table.path.exists():
            raise PackageError(f"{table.path}: there is no such file; take it from the release again")
        if (found := table.path.stat().st_size) != size:
            raise PackageError(
                f"{table.path}: has {found} bytes, not {shorten(repr(size))} as datapackage.json says;"
                f" it is incomplete or was changed; {AGAIN}"
            )


def require_even_rows(path: Path) -> None:
    """Raise PackageError for the first row that has more or fewer cells than the header.

    pandas and polars fill up what is missing, and pandas leaves out what is too much. Raises OSError, ValueError or
    csv.Error if the file cannot be read as CSV.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        cells = len(next(rows, ()))
        for row in rows:
            if len(row) != cells:
                raise PackageError(f"{path}:{rows.line_num}: {uneven(len(row), cells)}; or {AGAIN}")


def wrong_cell(column: str, value: str, kind: str) -> ValueError:
    """The error for a cell that is not of the type of its column, in the same words for every library."""
    is_what = "neither true nor false" if kind == "boolean" else f"not of type {kind}"
    return ValueError(f"{column} has {value!r}, which is {is_what}")
