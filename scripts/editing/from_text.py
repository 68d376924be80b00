"""Answers from the text of a document: the fingerprint of a source, the passage of a citation."""

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
    """Read the text that --text names, if any: for a source its fingerprint, for a citation its passage.

    Returns lines to show and the answers found. Raises Refused, and PackageError if the file cannot be read.
    """
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
    shown = f"the text has {len(document.words)} words; only its fingerprint is kept"
    return [shown], {"text_sha256": document.sha256, "text_words": str(len(document.words))}


def _passage(
    draft: Draft, table: Table, given: argparse.Namespace, document: Text, answers: Answers, asking: bool
) -> tuple[list[str], Answers]:
    whose = _whose(draft, table, document, answers)
    passage = _chosen(find(document, given.find, given.exact), given, asking)
    longest = table.constraint("passage_words", "maximum")
    if passage.length > longest:
        raise Refused(
            f"--find {shorten(given.find)}: the passage has {passage.length} words, more than {longest};"
            " give only some of its words, with --exact"
        )
    shown = [f"the passage, words {passage.start} to {passage.start + passage.length - 1}: {passage.shown}"]
    same = draft.connection.execute(
        "SELECT citation_id FROM raw_citations WHERE passage_sha256 = ? ORDER BY 1", [passage.sha256]
    ).fetchall()
    shown += [
        f"{id_} already cites these words; use it, unless the speaker or the kind of speech differs" for (id_,) in same
    ]
    return [*whose[0], *shown], whose[1] | {
        "passage_sha256": passage.sha256,
        "passage_words": str(passage.length),
        "passage_start": str(passage.start),
    }


def _whose(draft: Draft, table: Table, document: Text, answers: Answers) -> tuple[list[str], Answers]:
    """The source that has the fingerprint of the text, or a note that none has it; refuses a different source."""
    row = source_with(draft, "text_sha256", document.sha256)
    if row is None:
        return [
            "no source has exactly this text; in a different rendering, positions may differ, but fingerprints do not"
        ], {}
    given = answers.get("source_id", row[0])
    if resolved(draft, table, table.fields[1], given)[0] != row[0]:
        raise Refused(
            f"--source-id {shorten(given)}: the text belongs to {row[0]} ({row[1]});"
            " give that source, or the text of the other"
        )
    return [], {"source_id": row[0]}


def _chosen(found: list[Passage], given: argparse.Namespace, asking: bool) -> Passage:
    """The passage that is meant; raises Refused if there is none, or if several are possible and none is chosen."""
    sought = f"--find {shorten(given.find)}"
    if not found:
        raise Refused(
            f"{sought}: no passage of {shorten(given.text)} has these words in this order; copy a few words from it"
        )
    several = [f"  word {p.start}: {p.shown}" for p in found]
    if given.at is None and len(found) > 1 and asking:
        print("several passages have these words:", *several, sep="\n")
    at = given.at
    while at is None and len(found) > 1 and asking:
        typed = input("the passage that begins at word: ").strip()
        at = next((p.start for p in found if str(p.start) == typed), None)
    chosen = [p for p in found if at in (None, p.start)]
    if len(chosen) == 1:
        return chosen[0]
    where = (
        f"--at {at}: no passage with these words begins there"
        if at is not None
        else f"{sought}: several passages have these words"
    )
    raise Refused("\n".join([f"{where}; choose with --at N", *several]))
