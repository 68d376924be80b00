"""Citations against documents: is each passage there, is its figure in it, is anything left out?"""

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

# Every row that hangs on a citation: its id, whether it counts as coded or excluded, and the numbers that its passage must hold.
ROWS = """
SELECT citation_id, claim_id AS id, false AS excluded, NOT counted_by_coder AS must_stand, count_min AS low, count_max AS high FROM victim_counts
UNION ALL SELECT citation_id, claim_id, false, NOT counted_by_coder, count_min, count_max FROM damage_counts
UNION ALL SELECT citation_id, statement_id, false, true, count_min, count_max FROM statements
UNION ALL SELECT citation_id, report_id, false, true, strikes_counted, strikes_counted FROM strike_reports
UNION ALL SELECT citation_id, exclusion_id, true, false, NULL, NULL FROM exclusions
"""


@dataclass
class Document:
    """A text at hand: its file, its normalised text and words, and where each fingerprint of a given length stands."""

    path: Path
    text: str
    words: list[Word]
    found: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class Result:
    """What verifying one source against one document found; every list holds messages."""

    in_place: int = 0
    moved: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    figures: int = 0
    without_figure: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What makes the verification fail; a moved passage does not."""
        return self.missing + self.without_figure + self.left_out


def read_documents(folder: Path, lengths: set[int]) -> list[Document]:
    """Read every text of a folder and fingerprint its runs of words of the given lengths."""
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
    """For each source in the database of a valid package: its title, the document that is it (or None), and what was found there."""
    citations = rows_of(
        connection,
        "SELECT citations.*, title, language FROM citations JOIN sources USING (source_id) ORDER BY source_id, passage_start",
    )
    hanging = defaultdict(list)
    for row in rows_of(connection, ROWS):
        hanging[row["citation_id"]].append(row)
    documents = read_documents(folder, {c["passage_words"] for c in citations})
    by_source = defaultdict(list)
    for citation in citations:
        by_source[citation["source_id"], citation["title"]].append(citation)
    return [
        (title, document, _verify(document, cited, hanging) if document else Result())
        for (_, title), cited in by_source.items()
        for document in [_which(documents, cited)]
    ]


def _which(documents: list[Document], citations: list[dict[str, Any]]) -> Document | None:
    """The document in which most of a source's passages stand, if at least half of them do: others may quote one."""
    hits = Counter({i: sum(c["passage_sha256"] in d.found for c in citations) for i, d in enumerate(documents)})
    best = hits.most_common(1)
    return documents[best[0][0]] if best and 2 * best[0][1] >= len(citations) else None


def _verify(document: Document, citations: list[dict[str, Any]], hanging: dict[str, list[dict[str, Any]]]) -> Result:
    result, cited = Result(), []
    for citation in citations:
        starts = document.found.get(citation["passage_sha256"], [])
        name = citation["citation_id"]
        if not starts:
            result.missing.append(
                f"{name}: its passage of {citation['passage_words']} words is not in this text; was the text changed, or the citation?"
            )
            continue
        start = min(starts, key=lambda s: abs(s - citation["passage_start"]))
        if start == citation["passage_start"]:
            result.in_place += 1
        else:
            result.moved.append(f"{name}: found at word {start}, not {citation['passage_start']}")
        passage = Cited(start, start + citation["passage_words"])
        cited.append(passage)
        _figures(document, passage, hanging[name], result)
    result.left_out = uncovered(document.text, document.words, cited)
    return result


def _figures(document: Document, passage: Cited, rows: list[dict[str, Any]], result: Result) -> None:
    """Note what a passage's rows carry, and whether each claimed figure stands in it as digits or words."""
    first, last = document.words[passage.first].start, document.words[passage.last - 1].end
    inside = [Word(w.text, w.start - first, w.end - first) for w in document.words[passage.first : passage.last]]
    text = document.text[first:last]
    standing = {figure.value for figure in figures(text, inside) if not is_date(text, inside, figure)}
    for row in rows:
        passage.excluded |= row["excluded"]
        claimed = {n for n in (row["low"], row["high"]) if n is not None}
        passage.carried |= claimed
        for number in sorted(claimed if row["must_stand"] else ()):
            if number in standing:
                result.figures += 1
            else:
                result.without_figure.append(
                    f"{row['id']}: its figure {number} does not stand in its passage; correct it, or mark it counted_by_coder"
                )
