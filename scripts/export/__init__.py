"""The other formats of a release: one module per format, all made from one database with all tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.package import Package
from ..package.progress import progress
from .bibtex import sources_bibliography
from .croissant import croissant_metadata
from .datasette import datasette_metadata
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

    Takes a valid package, its computed database, its computed tables as canonical CSV text by name (Croissant has their
    checksums), and a folder in which the database may write. In the pinned environment, the same package always gives
    the same bytes.
    """
    name = package.descriptor["name"]
    formats: dict[str, Callable[[], bytes]] = {
        f"{name}.sqlite": lambda: sqlite_database(package, connection),
        f"{name}.xlsx": lambda: excel_workbook(package, connection),
        "strikes.geojson": lambda: strikes_map(package, connection),
        "sources.bib": lambda: sources_bibliography(package, connection),
        "croissant.json": lambda: croissant_metadata(package, computed),
        "datasette.json": lambda: datasette_metadata(package),
    }
    with progress("writing formats", len(formats) + 1) as advance:
        files = parquet_files(package, connection, scratch)
        for path, made in formats.items():
            advance()  # the previous one is written
            files[path] = made()
    return dict(sorted(files.items()))
