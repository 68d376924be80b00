"""Sheet to rows to sheet, and rows to sheet to rows: nothing changes, for invented documents and for the real ones."""

import os
from pathlib import Path

import pytest

from scripts.package.package import Package, open_package
from scripts.sheets.coding import code
from scripts.texts.search import Text, read_text
from tests.shared.coding import document_of, example, sheet, tables, without, write_coded
from tests.shared.tiny import NGO, PAPER, ROOT, tiny, write

TEXTS = os.environ.get("NK2020_TEXTS")
pytestmark = pytest.mark.thorough


def source_of(package: Package, text: Text) -> str:
    rows = [line.split(",") for line in package.tables["sources"].path.read_text(encoding="utf-8").splitlines()]
    return next(row[0] for row in rows if text.sha256 in row)


def goes_round(package: Package, source: str, text: Text, folder: Path) -> None:
    """Write the sheet of a document, code it into the package, and into one that has never seen the document."""
    written = sheet(package, source, text)
    again = code(package, text, written)
    assert (again.faults, again.texts) == ([], {})
    copy = without(package, source, folder)
    coded = code(copy, text, written, dry_run=True)  # one sheet of a document that may be drawn
    assert coded.faults == []
    write_coded(coded)
    new = source_of(copy, text)
    assert sheet(copy, new, text) == written
    old_rows, new_rows = document_of(package, source).rows, document_of(copy, new).rows
    assert {table: len(rows) for table, rows in new_rows.items()} == {t: len(rows) for t, rows in old_rows.items()}
    assert code(copy, text, written, dry_run=True).texts == {}


def test_the_example_goes_round(tmp_path: Path) -> None:
    package, text = example(tmp_path / "coded")
    before = tables(package)
    goes_round(package, source_of(package, text), text, tmp_path / "copy")
    assert tables(package) == before


@pytest.mark.parametrize(("source", "written"), [("so-paper234", PAPER), ("so-watch234", NGO)])
def test_the_documents_of_the_tiny_package_go_round(tmp_path: Path, source: str, written: str) -> None:
    path = tmp_path / "text"
    path.write_text(written, encoding="utf-8")
    text = read_text(path)
    rows = tiny()
    for row in rows["sources"]:
        if row["source_id"] == source:
            row |= {"text_sha256": text.sha256, "text_words": str(len(text.words))}
    package = write(tmp_path / "package", rows, pages=False)
    again = code(package, text, sheet(package, source, text))
    assert again.texts == {} and [fault for fault in again.faults if "no row on its passage" not in fault.message] == []


def test_a_denial_of_what_another_document_accuses_goes_round(tmp_path: Path) -> None:
    (tmp_path / "text").write_text(NGO, encoding="utf-8")
    text = read_text(tmp_path / "text")
    rows = tiny()
    for row in rows["sources"]:
        if row["source_id"] == "so-watch234":
            row |= {"text_sha256": text.sha256, "text_words": str(len(text.words))}
    for row in rows["statements"]:
        if row["statement_id"] == "sm-dddd2222":
            row |= {"stance": "denies", "answers": "sm-aaaa2222"}
    package = write(tmp_path / "package", rows, pages=False)
    written = sheet(package, "so-watch234", text)
    assert "answers sm-aaaa2222" in written
    again = code(package, text, written)
    assert again.texts == {} and [fault for fault in again.faults if "no row on its passage" not in fault.message] == []
    unknown = code(package, text, written.replace("sm-aaaa2222", "sm-zzzz2222"))
    assert any("no row of statements has this statement_id" in fault.message for fault in unknown.faults)


@pytest.mark.skipif(not TEXTS, reason="NK2020_TEXTS does not name the folder of the texts")
@pytest.mark.parametrize("path", sorted(Path(TEXTS or ".").glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_coded_documents_go_round(tmp_path: Path, path: Path) -> None:
    package, text = open_package(ROOT), read_text(path)
    goes_round(package, source_of(package, text), text, tmp_path)
