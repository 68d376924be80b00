"""BibTeX: the coded documents as a bibliography, for reference managers and LaTeX."""

from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package

if TYPE_CHECKING:
    import duckdb

# A brace is written as a command, since BibTeX counts even escaped ones; an address is verbatim, so there they are percent-encoded.
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
    }
)
ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})

SOURCES = """
SELECT sources.*, actors.name AS publisher
FROM sources JOIN actors ON actors.actor_id = sources.publisher_id
ORDER BY sources.source_id
"""


def sources_bibliography(package: Package, connection: "duckdb.DuckDBPyConnection") -> bytes:
    """sources.bib as UTF-8 bytes: one @misc a document, by source_id, which is its key.

    Takes a database that holds the typed tables. Where nobody is named as author, the publisher stands for it. Titles and names
    are in double braces, so that no style changes their capitals or takes an office for first and last name.
    """
    return "\n".join(_entry(row) for row in rows_of(connection, SOURCES)).encode()


def _entry(row: dict[str, Any]) -> str:
    read = f"Read on {row['read_on']} from the {row['read_from'].replace('_', ' ')}, {row['text_access'].replace('_', ' ')}"
    fields = {
        "title": f"{{{escaped(row['title'])}}}",
        "author": f"{{{escaped(row['author'] or row['publisher'])}}}",
        "publisher": f"{{{escaped(row['publisher'])}}}",
        "date": row["published_on"],
        "url": row["url"] and row["url"].translate(ADDRESS),
        "note": escaped(read),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{row['source_id']},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    """A text as LaTeX reads it in a BibTeX field: its special characters written as commands."""
    return text.translate(SPECIAL)
