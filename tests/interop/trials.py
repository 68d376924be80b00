"""What is tried: each program, what it opens, and what its format has no type for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .truth import Tables, of_bibliography, of_map


def all_tables(tables: Tables, _: Path) -> Tables:
    return tables


@dataclass(frozen=True)
class Trial:
    """A program, what it opens, the reader that opens it, and where that runs.

    `runs_in` is `project` (the environment of the tests), `programs` (the one of requirements-interop.lock), `node` or
    `R`.
    It is not tried without the command `needs`, or the file beside the release that ends with `beside`. `losses` are
    keys of LOSSES in `comparing`; `says` makes of the tables what the opened file has to say.
    """

    program: str
    opened: str
    reader: str
    runs_in: str = "project"
    losses: tuple[str, ...] = ()
    needs: str | None = None
    says: Callable[[Tables, Path], Tables] = all_tables
    beside: str | None = None


CSVS, PARQUET, DESCRIBED = "CSVs", "Parquet", "`datapackage.json`"
SQLITE, XLSX, MAP, BIBLIOGRAPHY = "SQLite", "XLSX", "`strikes.geojson`", "`sources.bib`"
AS_SQLITE = ("dates", "flags")

TRIALS = [
    Trial("frictionless", f"{DESCRIBED}, validated", "packages.frictionless_package"),
    Trial("frictionless", "the flat zip", "packages.frictionless_flat_zip", beside="-flat.zip"),
    Trial("frictionless", f"{DESCRIBED}, published to SQLite", "packages.frictionless_publish", losses=AS_SQLITE),
    Trial("datapackage (Python)", f"{DESCRIBED}, with foreign keys", "packages.datapackage_package"),
    Trial("tableschema (Python)", "CSVs with their schemas", "packages.tableschema_tables"),
    Trial("datapackage (JavaScript)", f"{DESCRIBED}, with foreign keys", "datapackage", "node", ("decimals",)),
    Trial("tableschema (JavaScript)", "CSVs with schemas and delimiter", "tableschema", "node", ("decimals",)),
    Trial("frictionless.js", DESCRIBED, "frictionless.js", "node", ("text",)),
    Trial("frictionless (R)", DESCRIBED, "frictionless", "R", ("decimals",)),
    Trial("mlcroissant", "`croissant.json`", "frames.croissant"),
    Trial("pandas", PARQUET, "frames.pandas_parquet"),
    Trial("pandas", CSVS, "frames.pandas_csv", losses=("guessed", "dates")),
    Trial("polars", PARQUET, "frames.polars_parquet"),
    Trial("polars", CSVS, "frames.polars_csv", losses=("guessed",)),
    Trial("pyarrow", PARQUET, "frames.pyarrow_parquet"),
    Trial("pyarrow", CSVS, "frames.pyarrow_csv", losses=("guessed",)),
    Trial("DuckDB", PARQUET, "frames.duckdb_parquet"),
    Trial("DuckDB", CSVS, "frames.duckdb_csv", losses=("guessed",)),
    Trial("R, `read.csv`", CSVS, "utils", "R", ("guessed", "dates", "decimals")),
    Trial("readr", CSVS, "readr", "R", ("guessed", "decimals")),
    Trial("csvkit", f"{CSVS}, with `--snifflimit 0`", "sheets.csvkit_tables", "programs", ("text",)),
    Trial("VisiData", CSVS, "sheets.visidata_csv", "programs", ("text",)),
    Trial("VisiData", SQLITE, "sheets.visidata_database", "programs", AS_SQLITE),
    Trial("sqlite3", f"{SQLITE}, with views", "databases.sqlite3_program", losses=AS_SQLITE, needs="sqlite3"),
    Trial("sqlite-utils", f"{SQLITE}, with views", "databases.sqlite_utils_tables", "programs", AS_SQLITE),
    Trial("Datasette", f"{SQLITE}, with `datasette.json`", "databases.datasette_pages", "programs", AS_SQLITE),
    Trial("openpyxl", XLSX, "sheets.openpyxl_sheets", losses=("decimals",)),
    Trial("LibreOffice", XLSX, "sheets.libreoffice_sheets", losses=("text",), needs="soffice"),
    Trial("GDAL (QGIS)", MAP, "documents.gdal_map", needs="ogrinfo", says=of_map),
    Trial("geopandas", MAP, "frames.geopandas_map", "programs", ("decimals", "flags"), says=of_map),
    Trial("bibtexparser", BIBLIOGRAPHY, "documents.bibtexparser_entries", "programs", says=of_bibliography),
    Trial("pybtex", BIBLIOGRAPHY, "documents.pybtex_entries", "programs", says=of_bibliography),
]
