"""What a document's text says of a new row: a source's fingerprint, a citation's passage."""

import argparse
from pathlib import Path

from ..package.package import Table
from ..package.problem import shorten
from ..texts.search import Passage, Text, find, read_text
from .answers import Answers, Refused, already, resolved, source_with
from .draft import Draft


def from_text(
    draft: Draft, table: Table, given: argparse.Namespace, answers: Answers, asking: bool
) -> tuple[list[str], Answers]:
    """What a document's text tells: of a source its fingerprint, of a citation its passage; lines that show it, and answers."""
    if not getattr(given, "text", None):
        return [], {}
    document = read_text(Path(given.text))
    return (
        _fingerprint(draft, given, document)
        if table.name == "sources"
        else _passage(draft, table, given, document, answers, asking)
    )


def _fingerprint(draft: Draft, given: argparse.Namespace, document: Text) -> tuple[list[str], Answers]:
    if row := source_with(draft, "text_sha256", document.sha256):
        raise Refused(f"--text {shorten(given.text)}: {already(row)}")
    told = f"the text has {len(document.words)} words; its fingerprint is all that is kept of them"
    return [told], {"text_sha256": document.sha256, "text_words": str(len(document.words))}


def _passage(
    draft: Draft, table: Table, given: argparse.Namespace, document: Text, answers: Answers, asking: bool
) -> tuple[list[str], Answers]:
    whose = _whose(draft, table, document, answers)
    passage = _chosen(find(document, given.find, given.exact), given, asking)
    longest = next(field["constraints"]["maximum"] for field in table.fields if field["name"] == "passage_words")
    if passage.length > longest:
        raise Refused(
            f"--find {shorten(given.find)}: the passage has {passage.length} words, and may have {longest}; give some of them, with --exact"
        )
    shown = [f"the passage, words {passage.start} to {passage.start + passage.length - 1}: {passage.shown}"]
    same = draft.connection.execute(
        "SELECT citation_id FROM raw_citations WHERE passage_sha256 = ? ORDER BY 1", [passage.sha256]
    ).fetchall()
    shown += [
        f"{id_} cites these words already; a row about them hangs on it, unless somebody else says them or says them otherwise"
        for (id_,) in same
    ]
    return [*whose[0], *shown], whose[1] | {
        "passage_sha256": passage.sha256,
        "passage_words": str(passage.length),
        "passage_start": str(passage.start),
    }


def _whose(draft: Draft, table: Table, document: Text, answers: Answers) -> tuple[list[str], Answers]:
    """The source that the text's fingerprint tells; refuses another one, and says where the fingerprint is not known."""
    row = source_with(draft, "text_sha256", document.sha256)
    if row is None:
        return [
            "no source registers just this text; in another rendering of a document, positions may differ, fingerprints do not"
        ], {}
    given = answers.get("source_id", row[0])
    if resolved(draft, table, table.fields[1], given)[0] != row[0]:
        raise Refused(
            f"--source-id {shorten(given)}: the text is that of {row[0]} ({row[1]}); give that one, or the other text"
        )
    return [], {"source_id": row[0]}


def _chosen(found: list[Passage], given: argparse.Namespace, asking: bool) -> Passage:
    """The passage that is meant; raises Refused where none is, or one of several is not told."""
    sought = f"--find {shorten(given.find)}"
    if not found:
        raise Refused(
            f"{sought}: these words do not follow each other in {shorten(given.text)}; give a few words as they stand there"
        )
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
    where = (
        f"--at {at}: no passage with these words begins there"
        if at is not None
        else f"{sought}: several passages hold these words"
    )
    raise Refused("\n".join([f"{where}; choose with --at N", *several]))
