"""Citations compared with documents: is each passage there, does it have its figures, is anything left out?"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.progress import progress
from .coverage import Cited, uncovered
from .quantities import figures, is_date
from .words import Word, normalise, windows, words

if TYPE_CHECKING:
    import duckdb

# Every row that uses a citation: its id, whether it excludes the passage or denies, whether its numbers must be in the
# passage.
ROWS = """
SELECT citation_id, claim_id AS id, false AS excluded, false AS denies, NOT counted_by_coder AS must_stand,
    count_min AS low, count_max AS high FROM victim_counts
UNION ALL SELECT citation_id, claim_id, false, false, NOT counted_by_coder, count_min, count_max FROM damage_counts
UNION ALL SELECT citation_id, statement_id, false, stance = 'denies', true, count_min, count_max FROM statements
UNION ALL SELECT citation_id, report_id, false, false, true, strikes_counted, strikes_counted FROM strike_reports
UNION ALL SELECT citation_id, exclusion_id, true, false, false, NULL, NULL FROM exclusions
"""
UNCOMPARED = "not compared, because its text is not in the folder"


@dataclass
class Document:
    """An available text: its file, its normalised text, its words, and the starts (in words) of each fingerprint."""

    path: Path
    text: str
    words: list[Word]
    found: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class Result:
    """The result of verifying one source's citations in one document: counts, and lists of messages."""

    in_place: int = 0
    moved: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    figures: int = 0
    without_figure: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """The messages that make the verification fail; moved passages do not."""
        return self.missing + self.without_figure + self.left_out


def read_documents(folder: Path, lengths: set[int]) -> list[Document]:
    """Read every file in a folder as UTF-8 text and fingerprint its runs of words of the given lengths (in words)."""
    documents, paths = [], sorted(p for p in folder.iterdir() if p.is_file())
    with progress("reading documents", len(paths)) as advance:
        for path in paths:
            documents.append(_read(path, lengths))
            advance()
    return documents


def _read(path: Path, lengths: set[int]) -> Document:
    text = normalise(path.read_text(encoding="utf-8", errors="replace"))
    document = Document(path, text, words(text))
    folded = [word.text for word in document.words]
    for length in lengths:
        for start, sha in enumerate(windows(folded, length)):
            document.found.setdefault(sha, []).append(start)
    return document


def verify_citations(
    connection: "duckdb.DuckDBPyConnection", folder: Path
) -> list[tuple[str, Document | None, Result]]:
    """For each source in the database of a valid package: its title, its document in the folder or None, the result."""
    citations = rows_of(
        connection,
        "SELECT citations.*, title, language FROM citations JOIN sources USING (source_id)"
        " ORDER BY source_id, passage_start",
    )
    users = defaultdict(list)
    for row in rows_of(connection, ROWS):
        users[row["citation_id"]].append(row)
    documents = read_documents(folder, {c["passage_words"] for c in citations})
    by_source = defaultdict(list)
    for citation in citations:
        by_source[citation["source_id"], citation["title"]].append(citation)
    return [
        (title, document, _verify(document, cited, users) if document else Result())
        for (_, title), cited in by_source.items()
        for document in [_which(documents, cited)]
    ]


def _which(documents: list[Document], citations: list[dict[str, Any]]) -> Document | None:
    """The document with most of a source's passages, if it has at least half of them: other documents may quote one."""
    hits = Counter({i: sum(c["passage_sha256"] in d.found for c in citations) for i, d in enumerate(documents)})
    best = hits.most_common(1)
    return documents[best[0][0]] if best and 2 * best[0][1] >= len(citations) else None


def _verify(document: Document, citations: list[dict[str, Any]], users: dict[str, list[dict[str, Any]]]) -> Result:
    result, cited = Result(), []
    for citation in citations:
        starts = document.found.get(citation["passage_sha256"], [])
        name = citation["citation_id"]
        if not starts:
            gone = f"its passage of {citation['passage_words']} words is not in this text"
            result.missing.append(f"{name}: {gone}; check whether the text or the citation changed")
            continue
        start = min(starts, key=lambda s: abs(s - citation["passage_start"]))
        if start == citation["passage_start"]:
            result.in_place += 1
        else:
            result.moved.append(f"{name}: found at word {start}, not {citation['passage_start']}")
        passage = Cited(start, start + citation["passage_words"])
        cited.append(passage)
        _figures(document, passage, users[name], result)
    language = citations[0]["language"] if citations else "en"
    result.left_out = uncovered(document.text, document.words, cited, language)
    return result


def _figures(document: Document, passage: Cited, rows: list[dict[str, Any]], result: Result) -> None:
    """Note the numbers that a passage's rows have, and whether the passage has each of them, in digits or words."""
    first, last = document.words[passage.first].start, document.words[passage.last - 1].end
    inside = [Word(w.text, w.start - first, w.end - first) for w in document.words[passage.first : passage.last]]
    text = document.text[first:last]
    in_passage = {figure.value for figure in figures(text, inside) if not is_date(text, inside, figure)}
    for row in rows:
        passage.excluded |= row["excluded"]
        passage.denies |= row["denies"]
        claimed = {n for n in (row["low"], row["high"]) if n is not None}
        passage.carried |= claimed
        for number in sorted(claimed if row["must_stand"] else ()):
            if number in in_passage:
                result.figures += 1
            else:
                fault = f"its figure {number} is not in its passage; correct it, or mark it counted_by_coder"
                result.without_figure.append(f"{row['id']}: {fault}")
