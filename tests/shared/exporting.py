"""A package with all its exports as in a bundle, and the typed values of its CSV cells."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scripts.derived.compute import computed_csvs, computed_database
from scripts.export import exports
from scripts.package.files import scratch_folder
from scripts.package.package import Package, Table
from tests.shared.tiny import tiny, write

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
    """A package, its computed tables and exports, and a bundle's folder with them and the CSVs."""

    package: Package
    computed: dict[str, str]
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
        computed = computed_csvs(package, connection)
        files = exports(package, connection, computed, scratch)
    csvs = {table.file: table.path.read_bytes() for table in package.tables.values()}
    csvs |= {package.computed[name].file: text.encode() for name, text in computed.items()}
    for path, data in {**files, **csvs}.items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)
    return Made(package, computed, files, bundle)
