"""Coding sheets: the example of the page, packages without rows or without a document, and what `code` says."""

import csv
import re
import shutil
from functools import cache
from pathlib import Path

from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.package.package import Package, open_package
from scripts.sheets.coding import Coded, code, sheet_of
from scripts.sheets.document import Document, rows_of_document
from scripts.sheets.grammar.reading import read_sheet
from scripts.sheets.grammar.vocabulary import Vocabulary
from scripts.sheets.matching import IDS
from scripts.sheets.questions import questions
from scripts.sheets.rows import rows_of_sheet
from scripts.texts.search import Text, read_text
from tests.shared.tiny import ROOT, TINY, write

PAGE = (ROOT / "docs" / "SHEET.md").read_text(encoding="utf-8")
[TEXT] = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
[SHEET] = re.findall(r"```sheet\n(.*?)```", PAGE, re.DOTALL)
LINES = SHEET.splitlines()


def line_of(words: str) -> int:
    """The number of the line of the example that has some words."""
    [number] = [number for number, line in enumerate(LINES, 1) if words in line]
    return number


def changed(old: str, new: str) -> str:
    """The example with one part of it changed."""
    assert SHEET.count(old) == 1, f"{old} stands {SHEET.count(old)} times in the example"
    return SHEET.replace(old, new)


def empty(folder: Path) -> Package:
    """A package with the real schemas and without a row."""
    return write(folder, {table: [] for table in TINY}, pages=False)


def text_of(folder: Path, text: str = TEXT) -> Text:
    """A text as it is read from a file."""
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(path)


def write_coded(coded: Coded) -> None:
    """Write the tables as the command does."""
    for path, text in coded.texts.items():
        path.write_text(text, encoding="utf-8", newline="")


@cache
def example(folder: Path) -> tuple[Package, Text]:
    """A package in which the example is coded, and its text."""
    package, text = empty(folder), text_of(folder)
    coded = code(package, text, SHEET)
    assert coded.faults == []
    write_coded(coded)
    return package, text


def said(coded: Coded) -> list[tuple[int, str]]:
    """The faults as pairs of line and message."""
    return [(fault.line, fault.message) for fault in coded.faults]


def tables(package: Package) -> dict[str, bytes]:
    """The bytes of every table."""
    return {name: table.path.read_bytes() for name, table in package.tables.items()}


def document_of(package: Package, source: str) -> Document:
    """The rows of a document."""
    with open_texts(package) as connection:
        return rows_of_document(Draft(package, connection), source)


def without(package: Package, source: str, folder: Path) -> Package:
    """A copy of a package without a document: without its rows, and those that only it uses."""
    folder.mkdir(exist_ok=True)
    for name in ("datapackage.json", "schemas", "data"):
        of = package.root / name
        (shutil.copytree if of.is_dir() else shutil.copy)(of, folder / name)
    document, copy = document_of(package, source), open_package(folder)
    gone = {row[IDS[table]] for table, rows in document.rows.items() for row in rows} - {
        row[IDS[table]]
        for table in ("actors", "places", "strikes")
        for row in document.rows[table]
        if row[IDS[table]] not in document.own
    }
    for table in copy.tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if not {row[table.key[0]], *_naming(table.name, row)} & gone]
        with table.path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return copy


def _naming(table: str, row: dict[str, str]) -> set[str]:
    """The cells by which a row goes with another: the source of a coding, the strike of another list."""
    names = {
        "codings": ["source_id"],
        "adjudications": ["source_id"],
        "crosswalk": ["strike_id"],
        "audits": ["citation_id"],
        "candidates": ["source_id"],
        "readings": ["id"],
        "decisions": ["id", "other_id"],
    }
    return {row[name] for name in names.get(table, [])}


def sheet(package: Package, source: str, text: Text) -> str:
    """The sheet of a coded document."""
    return sheet_of(package, source, text)


def asked(draft: Draft, text: Text, written: str) -> list[tuple[int, str]]:
    """The questions about a sheet without faulty lines, as pairs of line and message."""
    its = read_sheet(Vocabulary(draft.package), written)
    made = rows_of_sheet(draft, its, text, Document())
    assert made.faults == []
    return sorted((one.line, one.message) for one in {*questions(its, made, text)})
