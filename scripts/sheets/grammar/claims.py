"""The claims of one line of a sheet, whatever they are: read into cells and references."""

import re
from collections.abc import Iterable, Iterator

from ...package.schema import did_you_mean
from .counts import read_count
from .reports import read_report
from .sheet import COUNTS, Claim, Reference, Wrong
from .statements import STANCES, read_statements
from .vocabulary import ROLES, TOPICS, Vocabulary

REFERENCE = r"(?:\[(?P<label>[^\[\]]+)\]|\((?P<mark>\w+)\))"
ANSWERS = re.compile(rf"(?P<rest>.+) answers (?:{REFERENCE}|(?P<row_id>sm-[a-z0-9]{{8}}))(?P<after>.*)")
OF = re.compile(rf"(?P<rest>.+?) of {REFERENCE}(?P<after>.*)")
REPEAT = re.compile(rf"repeat of {REFERENCE}(?: by (?P<by>.+))?")
NO_TOTAL = "there is no count above that it could be part of"
OTHERS = ("when", "out:", "repeat", "of them", "by")


def read_claims(vocabulary: Vocabulary, text: str, above: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of a text without `@X` and mark, at line 0; `above` are those of the speaker, nearest first.

    Raises Wrong.
    """
    first = text.split()[0]
    if first == "when":
        cells, names = read_report(text.removeprefix("when").strip())
        yield Claim(0, "strike_reports", cells, names=names)
    elif first in ("out:", "out"):
        yield Claim(0, "exclusions", {"reason": _reason(vocabulary, text.removeprefix(first).strip())})
    elif first == "repeat":
        yield _repeat(text)
    elif first in (*STANCES, *ROLES, *TOPICS):
        yield from _statements(vocabulary, text)
    else:
        yield _count(vocabulary, text, above)


def _reason(vocabulary: Vocabulary, words: str) -> str:
    reason = vocabulary.code("exclusions", "reason", words)
    if reason == "repeat":
        raise Wrong("a repeat names what it repeats; write repeat of [n]")
    return reason


def _repeat(text: str) -> Claim:
    if not (match := REPEAT.fullmatch(text)):
        raise Wrong("it does not say what is repeated; write repeat of [n], or repeat of [n] by NAME")
    names = {"by": match["by"].strip()} if match["by"] else {}
    return Claim(0, "exclusions", {"reason": "repeat"}, refers=_reference(match), names=names)


def _reference(match: re.Match[str]) -> Reference:
    row_id = match.groupdict().get("row_id") or ""
    return Reference((match["label"] or "").strip(), match["mark"] or "", row_id)


def _statements(vocabulary: Vocabulary, text: str) -> Iterator[Claim]:
    refers = None
    if match := ANSWERS.fullmatch(text):
        text, refers = match["rest"] + match["after"], _reference(match)
    for cells, names in read_statements(vocabulary, text):
        if refers and cells["stance"] not in ("denies", "admits"):
            raise Wrong("only a denial or an admission answers; write denies or admits in front, or remove answers")
        yield Claim(0, "statements", cells, refers=refers, names=names)


def _count(vocabulary: Vocabulary, text: str, above: Iterable[Claim]) -> Claim:
    them = text.startswith("of them ")
    text, refers = text.removeprefix("of them ").strip(), None
    if match := OF.fullmatch(text):
        text, refers = match["rest"] + match["after"], _reference(match)
    words = text.split()
    known = [*vocabulary.codes("victim_counts", "outcome"), *vocabulary.codes("damage_counts", "extent")]
    if not them and words[0] not in known:
        every = [*known, *STANCES, *ROLES, *TOPICS, *OTHERS]
        raise Wrong(f"{words[0]} begins no line{did_you_mean(words[0], every)}; write one of {', '.join(every)}")
    if them and refers:
        raise Wrong("of them and of [n] name two totals; keep one of them")
    total = next((claim for claim in above if claim.table in COUNTS and not is_part(claim)), None) if them else None
    if them and not total:
        raise Wrong(f"{NO_TOTAL}; write it below its total, or OUTCOME ... of [n]")
    table, cells = read_count(vocabulary, words, total, them or bool(refers))
    if total and table != total.table:
        raise Wrong("people are no part of things, nor things of people; remove of them")
    return Claim(0, table, cells, total=total, refers=refers)


def is_part(claim: Claim) -> bool:
    """Whether a count is a part of another."""
    return claim.table in COUNTS and (claim.total is not None or claim.refers is not None)
