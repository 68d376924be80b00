"""The citations of a change compared with the texts of documents, and the documents that have none."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..package.problem import Problem, shorten
from ..texts.citations import UNCOMPARED, verify_citations
from .found import Found

if TYPE_CHECKING:
    import duckdb

NO_TEXTS = "citations: not compared with documents, because no texts are available (give them with --texts FOLDER)"


def cite(connection: "duckdb.DuckDBPyConnection", texts: str | None, found: Found) -> list[str]:
    """Compare citations with documents; returns the titles of the documents whose text is not in the folder."""
    if not texts:
        found.unchecked.append(NO_TEXTS)
        return []
    absent = []
    for title, document, result in verify_citations(connection, Path(texts)):
        if not document:
            absent.append(title)
            continue
        found.looked_at.append(f"citations: {shorten(title)}: {result.in_place + len(result.moved)} citations found")
        where = f"{shorten(title)} ({shorten(document.path.name)})"
        found.problems += [Problem("data/citations.csv", 0, "", "", "", f"{where}: {why}") for why in result.faults]
    return absent


def uncompared(found: Found, titles: list[str], touched: set[str]) -> None:
    """Report documents without a text: as not checked if their claims changed or may have, otherwise their number."""
    asked = [title for title in titles if title in touched or not found.changes]
    found.unchecked += [f"citations of {shorten(title)}: {UNCOMPARED}" for title in asked]
    if others := len(titles) - len(asked):
        found.looked_at.append(f"citations: {others} other document{'s' * (others > 1)} without a text in the folder")
