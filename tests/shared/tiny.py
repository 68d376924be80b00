"""A tiny valid package, made in place from the project's own schemas: the smallest that uses every table."""

import contextlib
import csv
import io
import json
import shutil
from copy import deepcopy
from functools import cache
from pathlib import Path

from scripts.__main__ import main
from scripts.package.package import Package, open_package
from tests.shared.tiny_claims import COUNT
from tests.shared.tiny_documents import DOCUMENTS, NGO, PAPER, passage
from tests.shared.tiny_rows import TINY, Rows

__all__ = [
    "COUNT",
    "NGO",
    "PAPER",
    "ROOT",
    "TINY",
    "Rows",
    "columns",
    "contents",
    "passage",
    "tiny",
    "write",
    "write_canonical",
    "write_documents",
]
ROOT = Path(__file__).resolve().parents[2]


def tiny() -> Rows:
    """A copy of the tiny package's rows, free to be changed."""
    return deepcopy(TINY)


@cache
def columns(table: str) -> list[str]:
    """A table's columns, from its schema."""
    schema = json.loads((ROOT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))
    return [field["name"] for field in schema["fields"]]


COPIED = [
    "datapackage.json",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "LICENSE",
    "benchmarks/README.md",
    "benchmarks/speed.svg",
]


def write(folder: Path, rows: Rows, pages: bool = True) -> Package:
    """Write rows as a package: real descriptor, real schemas, and one CSV per table, rows in the given order.

    Without `pages` it is one that can be computed and not built.
    """
    for name in ("schemas", "docs") if pages else ("schemas",):
        if not (folder / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("rehearsals"))
    (folder / "benchmarks").mkdir(exist_ok=True)
    for name in COPIED if pages else COPIED[:1]:
        if not (folder / name).exists():
            shutil.copy(ROOT / name, folder / name)
    (folder / "data").mkdir(exist_ok=True)
    for table, its_rows in rows.items():
        with (folder / "data" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns(table), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(its_rows)
    return open_package(folder)


def write_canonical(folder: Path, rows: Rows | None = None) -> Path:
    """Write rows, by default the tiny package's, and run `format`, which also writes the generated files."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, tiny() if rows is None else rows)
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--package", str(folder), "format"]) == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_documents(folder: Path) -> Path:
    """Write the two made-up documents as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
