"""The explorer of a package as a file, the tables behind it, and a package with texts that try to be markup."""

import csv
import io
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from scripts.derived.compute import computed_database
from scripts.explorer.page import NAME, explorer_page
from scripts.package.package import Package, open_package
from tests.shared.exporting import csvs_of
from tests.shared.tiny import tiny, write

# What would run, load or break something if it became markup or an address.
MARKUP = [
    '</script><script>window.harmed = 1</script>',
    '<img src="x" onerror="window.harmed = 1">',
    '"><svg onload="window.harmed = 1">',
    "<!-- {{data}} ${window.harmed = 1} \u2028\u2029 &lt;b&gt;",
]  # fmt: skip
ADDRESS = "javascript:window.harmed=1//"


@dataclass(frozen=True)
class Explored:
    """A package's page, as a file, with its computed tables."""

    package: Package
    page: Path
    computed: dict[str, str]

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a computed table."""
        return list(csv.DictReader(io.StringIO(self.computed[table])))

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """A database with all tables."""
        return computed_database(self.package)

    def ask(self, sql: str) -> list[Any]:
        """The first column of what a query returns."""
        return [row[0] for row in self.connection.execute(sql).fetchall()]


def explored(root: Path, to: Path, **descriptor: str) -> Explored:
    """Write the page of a package into a folder, with some properties of the descriptor changed."""
    package = open_package(root)
    package = replace(package, descriptor=package.descriptor | descriptor)
    csvs = csvs_of(package)
    (to / NAME).write_bytes(explorer_page(package, csvs))
    return Explored(package, to / NAME, {name: csvs[table.file].decode() for name, table in package.computed.items()})


def hostile(folder: Path) -> Package:
    """The tiny package with hostile texts wherever a person can write; it is computed, not validated."""
    rows = tiny()
    for table, column in (
        ("strikes", "name"), ("strikes", "notes"), ("sources", "title"), ("actors", "name"), ("places", "name"),
        ("places", "name_az"), ("places", "name_hy"), ("places", "held_by_source"), ("withdrawn", "reason"),
    ):  # fmt: skip
        for at, row in enumerate(rows[table]):
            row[column] = f"{row.get(column, '')} {MARKUP[at % len(MARKUP)]}"
    for row in rows["sources"]:
        row["url"] = row["archived_url"] = ADDRESS
    return write(folder, rows, pages=False)
