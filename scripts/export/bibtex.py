"""BibTeX: the coded documents as a bibliography, for reference managers and LaTeX."""

from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .imprint import imprint_line

if TYPE_CHECKING:
    import duckdb

# Braces are written as commands, since BibTeX counts even escaped ones. Addresses are verbatim: braces are
# percent-encoded there.
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
    """sources.bib as UTF-8 bytes: one @misc entry per document, sorted by source_id, which is its key.

    Takes a database with the typed tables. If a document has no author, its publisher is given as author. Titles and
    names are in double braces: styles then neither change their capitals nor split an office into first and last name.
    The first line is the imprint; BibTeX reads what is outside entries as a remark.
    """
    head = f"% {imprint_line(package).replace('@', ' at ')}\n"
    return "\n".join([head, *(_entry(row) for row in rows_of(connection, SOURCES))]).encode()


def _entry(row: dict[str, Any]) -> str:
    read_from, access = row["read_from"].replace("_", " "), row["text_access"].replace("_", " ")
    read = f"Read on {row['read_on']} from the {read_from}, {access}"
    fields = {
        "title": f"{{{escaped(row['title'])}}}",
        "author": f"{{{escaped(row['author'] or row['publisher'])}}}",
        "publisher": f"{{{escaped(row['publisher'])}}}",
        "year": row["published_on"] and f"{row['published_on']:%Y}",  # for BibTeX, which does not know date
        "date": row["published_on"],
        "url": row["url"] and row["url"].translate(ADDRESS),
        "note": escaped(read),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{row['source_id']},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    """A text for a BibTeX field, with LaTeX's special characters written as commands."""
    return text.translate(SPECIAL)
