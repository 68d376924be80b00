"""The other formats of a release: one module per format, all made from one database with all tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..package.meanwhile import meanwhile
from ..package.package import Package
from ..package.progress import progress
from .bibtex import sources_bibliography
from .croissant import croissant_metadata
from .datasette import datasette_metadata
from .geojson import strikes_map
from .parquet import write_parquet
from .sqlite import write_sqlite
from .staged import Staged
from .xlsx import write_workbook

if TYPE_CHECKING:
    import duckdb

__all__ = ["exports"]


@contextmanager
def exports(package: Package, connection: "duckdb.DuckDBPyConnection", files: Staged) -> Iterator[None]:
    """Add the files of every other format to the files of a bundle; the workbook is there at the end of the context.

    Takes a valid package, its computed database, which may write to the folder of the files, and the files, among them
    every table as CSV. In the pinned environment, the same package always gives the same bytes.
    """
    name = package.descriptor["name"]
    texts: dict[str, Callable[[], bytes]] = {
        "strikes.geojson": lambda: strikes_map(package, connection),
        "sources.bib": lambda: sources_bibliography(package, connection),
        "croissant.json": lambda: croissant_metadata(package, files),
        "datasette.json": lambda: datasette_metadata(package),
    }
    with progress("writing formats", len(texts) + 2) as advance:
        write_parquet(package, connection, files)
        advance()
        workbook = meanwhile(package.size(), write_workbook, package, files, f"{name}.xlsx")  # it takes longest
        write_sqlite(package, connection, files.place(f"{name}.sqlite"))
        advance()
        for path, made in texts.items():
            files[path] = made()
            advance()
    yield
    workbook()
