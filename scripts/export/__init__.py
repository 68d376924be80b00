"""The release's other formats: one module a format, all of them made from one database of the written and the computed tables."""

from typing import TYPE_CHECKING

from ..package import Package
from .bibtex import sources_bibliography
from .croissant import croissant_metadata
from .geojson import strikes_map
from .parquet import parquet_files
from .sqlite import sqlite_database
from .xlsx import excel_workbook

if TYPE_CHECKING:
    import duckdb

__all__ = ["exports"]


def exports(package: Package, connection: "duckdb.DuckDBPyConnection", computed: dict[str, str]) -> dict[str, bytes]:
    """The files of every other format, by their paths in the bundle.

    Takes a valid package, its computed database, and its computed tables as canonical CSV text by name; these are
    needed for the checksums that Croissant states. The same package gives the same bytes in the pinned environment.
    """
    name = package.descriptor["name"]
    files = parquet_files(package, connection) | {
        f"{name}.sqlite": sqlite_database(package, connection),
        f"{name}.xlsx": excel_workbook(package, connection),
        "strikes.geojson": strikes_map(package, connection),
        "sources.bib": sources_bibliography(package, connection),
        "croissant.json": croissant_metadata(package, computed),
    }
    return dict(sorted(files.items()))
