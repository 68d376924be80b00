"""The release's other formats: one module a format, all of them made from one database of the written and the computed tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.package import Package
from ..package.progress import progress
from .bibtex import sources_bibliography
from .croissant import croissant_metadata
from .geojson import strikes_map
from .parquet import parquet_files
from .sqlite import sqlite_database
from .xlsx import excel_workbook

if TYPE_CHECKING:
    import duckdb

__all__ = ["exports"]


def exports(
    package: Package, connection: "duckdb.DuckDBPyConnection", computed: dict[str, str], scratch: Path
) -> dict[str, bytes]:
    """The files of every other format, by their paths in the bundle.

    Takes a valid package, its computed database, and its computed tables as canonical CSV text by name; these are
    needed for the checksums that Croissant states; and a folder in which the database may write. The same package gives the same bytes in the pinned environment.
    """
    name = package.descriptor["name"]
    formats: dict[str, Callable[[], bytes]] = {
        f"{name}.sqlite": lambda: sqlite_database(package, connection),
        f"{name}.xlsx": lambda: excel_workbook(package, connection),
        "strikes.geojson": lambda: strikes_map(package, connection),
        "sources.bib": lambda: sources_bibliography(package, connection),
        "croissant.json": lambda: croissant_metadata(package, computed),
    }
    with progress("writing formats", len(formats) + 1) as advance:
        files = parquet_files(package, connection, scratch)
        for path, made in formats.items():
            advance()  # the one before it is written
            files[path] = made()
    return dict(sorted(files.items()))
