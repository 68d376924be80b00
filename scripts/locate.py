"""Find the passage that holds some words in a document: which words it is, how it reads, and of which source it is."""

import argparse
import re
from pathlib import Path
from typing import NamedTuple

from .coverage import sentences
from .draft import Draft
from .package import PackageError, Table
from .passage import fingerprint, normalise, words
from .questions import Answers, Refused, already, resolved, source_with
from .report import shorten

GAP = re.compile(r"\s*(?:\.\.\.|…)\s*")
PAGE = re.compile(r"\s*<(!doctype html|html|\?xml)\b", re.IGNORECASE)
ENGLISH = str.maketrans("։»", ".”")  # an Armenian full stop and a closing quote, as what English has in their place
FARTHEST = 400  # words between the beginning and the end of a passage that is given by both


class Text(NamedTuple):
    """A document's text at hand: normalised, its folded words, and where each word stands."""

    text: str
    words: list[str]
    places: list[tuple[int, int]]

    @property
    def sha256(self) -> str:
        """The fingerprint of the whole text."""
        return fingerprint(self.words)


class Passage(NamedTuple):
    """A run of a document's words: its first, their number, their fingerprint, and how it reads."""

    start: int
    length: int
    sha256: str
    shown: str


def read_text(path: Path) -> Text:
    """Read a document; raises PackageError where the file cannot be read or holds no words."""
    shown = shorten(str(path))
    try:
        text = normalise(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PackageError(f"--text {shown}: cannot be read ({error.strerror}); give the file that holds the document's text") from None
    except UnicodeDecodeError:
        raise PackageError(f"--text {shown}: is not text in UTF-8; save the document as plain text in UTF-8") from None
    found = words(text)
    if not found or "\0" in text:
        raise PackageError(f"--text {shown}: holds no text; save the document as plain text in UTF-8")
    if PAGE.match(text):
        raise PackageError(f"--text {shown}: is a page's HTML, whose markup is not the document's; save the page as plain text in UTF-8")
    return Text(text, [word.text for word in found], [(word.start, word.end) for word in found])


def find(document: Text, sought: str, exact: bool = False) -> list[Passage]:
    """Every passage of a document that holds the words sought, whatever their quotes, links and line breaks.

    `first words ... last words` stands for all that is between. A passage is the sentence around the words, or the sentences where
    they cross one; with `exact`, the words alone.
    """
    parts = [[word.text for word in words(normalise(part))] for part in GAP.split(sought)]
    parts = [part for part in parts if part]
    bounds = [] if exact else sentences(document.text.translate(ENGLISH), words(document.text))
    runs = dict.fromkeys(_widened(run, bounds) for run in _runs(document.words, parts)) if parts else {}
    return [_made(document, first, last) for first, last in runs]


def _runs(folded: list[str], parts: list[list[str]]) -> list[tuple[int, int]]:
    """The runs of words, first to last (not included), that begin with the first part and end with the nearest next ones."""
    found = []
    for start in _starts(folded, parts[0], 0, len(folded)):
        last = start + len(parts[0])
        for part in parts[1:]:
            following = _starts(folded, part, last, min(len(folded), start + FARTHEST))
            if not following:
                break
            last = following[0] + len(part)
        else:
            found.append((start, last))
    return found


def _starts(folded: list[str], part: list[str], first: int, last: int) -> list[int]:
    return [i for i in range(first, last - len(part) + 1) if folded[i] == part[0] and folded[i : i + len(part)] == part]


def _widened(run: tuple[int, int], bounds: list[tuple[int, int]]) -> tuple[int, int]:
    touched = [(first, last) for first, last in bounds if first < run[1] and run[0] < last]
    return (touched[0][0], touched[-1][1]) if touched else run


def _made(document: Text, first: int, last: int) -> Passage:
    shown = document.text[document.places[first][0] : document.places[last - 1][1]]
    readable = "".join(c if c.isprintable() else " " for c in " ".join(shown.split()))
    return Passage(first, last - first, fingerprint(document.words[first:last]), readable)


def from_text(draft: Draft, table: Table, given: argparse.Namespace, answers: Answers, asking: bool) -> tuple[list[str], Answers]:
    """What a document's text tells: of a source its fingerprint, of a citation its passage; lines that show it, and answers."""
    if not getattr(given, "text", None):
        return [], {}
    document = read_text(Path(given.text))
    return _fingerprint(draft, given, document) if table.name == "sources" else _passage(draft, table, given, document, answers, asking)


def _fingerprint(draft: Draft, given: argparse.Namespace, document: Text) -> tuple[list[str], Answers]:
    if row := source_with(draft, "text_sha256", document.sha256):
        raise Refused(f"--text {shorten(given.text)}: {already(row)}")
    told = f"the text has {len(document.words)} words; its fingerprint is all that is kept of them"
    return [told], {"text_sha256": document.sha256, "text_words": str(len(document.words))}


def _passage(draft: Draft, table: Table, given: argparse.Namespace, document: Text, answers: Answers, asking: bool) -> tuple[list[str], Answers]:
    whose = _whose(draft, table, document, answers)
    passage = _chosen(find(document, given.find, given.exact), given, asking)
    longest = next(field["constraints"]["maximum"] for field in table.fields if field["name"] == "passage_words")
    if passage.length > longest:
        raise Refused(f"--find {shorten(given.find)}: the passage has {passage.length} words, and may have {longest}; give some of them, with --exact")
    shown = [f"the passage, words {passage.start} to {passage.start + passage.length - 1}: {passage.shown}"]
    same = draft.connection.execute("SELECT citation_id FROM raw_citations WHERE passage_sha256 = ? ORDER BY 1", [passage.sha256]).fetchall()
    shown += [f"{id_} cites these words already; a row about them hangs on it, unless somebody else says them or says them otherwise" for (id_,) in same]
    return [*whose[0], *shown], whose[1] | {"passage_sha256": passage.sha256, "passage_words": str(passage.length), "passage_start": str(passage.start)}


def _whose(draft: Draft, table: Table, document: Text, answers: Answers) -> tuple[list[str], Answers]:
    """The source that the text's fingerprint tells; refuses another one, and says where the fingerprint is not known."""
    row = source_with(draft, "text_sha256", document.sha256)
    if row is None:
        return ["no source registers just this text; in another rendering of a document, positions may differ, fingerprints do not"], {}
    given = answers.get("source_id", row[0])
    if resolved(draft, table, table.fields[1], given)[0] != row[0]:
        raise Refused(f"--source-id {shorten(given)}: the text is that of {row[0]} ({row[1]}); give that one, or the other text")
    return [], {"source_id": row[0]}


def _chosen(found: list[Passage], given: argparse.Namespace, asking: bool) -> Passage:
    """The passage that is meant; raises Refused where none is, or one of several is not told."""
    sought = f"--find {shorten(given.find)}"
    if not found:
        raise Refused(f"{sought}: these words do not follow each other in {shorten(given.text)}; give a few words as they stand there")
    several = [f"  word {p.start}: {p.shown}" for p in found]
    if given.at is None and len(found) > 1 and asking:
        print("several passages hold these words:", *several, sep="\n")
    at = given.at
    while at is None and len(found) > 1 and asking:
        typed = input("the one that begins at word: ").strip()
        at = next((p.start for p in found if str(p.start) == typed), None)
    chosen = [p for p in found if at in (None, p.start)]
    if len(chosen) == 1:
        return chosen[0]
    where = f"--at {at}: no passage with these words begins there" if at is not None else f"{sought}: several passages hold these words"
    raise Refused("\n".join([f"{where}; choose with --at N", *several]))
