"""A package with all its exports as in a bundle, and the typed values of its CSV cells."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.derived.compute import computed_database
from scripts.export import exports
from scripts.export.staged import Staged
from scripts.package.files import scratch_folder
from scripts.package.package import Package, Table
from tests.shared.computed_rows import computed_csvs
from tests.shared.tiny import tiny, write

if TYPE_CHECKING:
    import duckdb

# Texts that spreadsheets would read as formulas, numbers, dates or booleans.
TRAPS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "007",
    "1e5",
    "may-5",
    "2020-01-01",
    "true",
    "https://example.org",
    'a "quoted", part',
    "12345678901234567890",
]
TITLE = r"Ünïcode {of 100% & $5} #1_2 ~ ^ \ @ = “Ḫ”"
READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@dataclass(frozen=True)
class Made:
    """A package, its tables as CSV and its exports, by path, and a bundle's folder with them."""

    package: Package
    csvs: dict[str, bytes]
    files: dict[str, bytes]
    bundle: Path

    @property
    def tables(self) -> dict[str, Table]:
        return {**self.package.tables, **self.package.computed}

    def path(self, ending: str) -> Path:
        return next(self.bundle / name for name in self.files if name.endswith(ending))

    def texts(self, name: str) -> list[dict[str, str]]:
        """A table's rows as text, from its CSV."""
        with (self.bundle / self.tables[name].file).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rows(self, name: str) -> list[tuple[Any, ...]]:
        """A table's rows from its CSV, each cell read by its type in the schema, in the order of the key."""
        table = self.tables[name]
        types = {field["name"]: field["type"] for field in table.fields}
        rows = [
            {name: READ[types[name]](text) if text else None for name, text in row.items()} for row in self.texts(name)
        ]
        return [tuple(row.values()) for row in sorted(rows, key=lambda row: [row[name] for name in table.key])]


def tricky(folder: Path) -> Package:
    """The tiny package with texts that file formats often break, in three scripts, and a group without a place."""
    rows = tiny()
    rows["sources"][0] |= {"title": TITLE, "author": "Desk & Co", "url": "https://example.org/a_b?c=%20{d}#e"}
    rows["places"][0] |= {
        "name": "Ստեփանակերտ / Xankəndi",
        "name_az": "Xankəndi",
        "name_hy": "Ստեփանակերտ",
        "name_ru": "Степанакерт",
        "geonames_id": "616250",
    }
    nowhere = {
        "place_id": "pl-nowhe234",
        "name": "Nowhere",
        "latitude": "",
        "longitude": "",
        "coordinate_precision": "",
    }
    rows["places"].append(rows["places"][0] | nowhere)
    rows["strikes"][1]["place_id"] = ""
    rows["strikes"][2]["place_id"] = "pl-nowhe234"
    rows["withdrawn"] = []
    rows["crosswalk"] = [
        {**rows["crosswalk"][0], "crosswalk_id": f"cw-{place:04}aaaa", "external_id": text}
        for place, text in enumerate(TRAPS)
    ]
    return write(folder, rows)


def make(package: Package, bundle: Path) -> Made:
    """Compute and export a package into a folder, beside its CSVs."""
    with scratch_folder() as scratch, computed_database(package, scratch) as connection:
        csvs = csvs_of(package, connection)
        files = exported(package, connection, csvs, scratch)
    for path, data in {**files, **csvs}.items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)
    return Made(package, csvs, files, bundle)


def csvs_of(package: Package, connection: "duckdb.DuckDBPyConnection | None" = None) -> dict[str, bytes]:
    """Every table as CSV by its path in a bundle, written and computed."""
    written = {table.file: table.path.read_bytes() for table in package.tables.values()}
    computed = computed_csvs(package, connection)
    return written | {package.computed[name].file: text.encode() for name, text in computed.items()}


def exported(
    package: Package, connection: "duckdb.DuckDBPyConnection", csvs: dict[str, bytes], scratch: Path
) -> dict[str, bytes]:
    """The files of the other formats by their path in a bundle, made in a scratch folder."""
    files = Staged(scratch / "bundle")
    files.update(csvs)
    with exports(package, connection, files):
        pass
    return {path: data for path, data in files.items() if path not in csvs}
