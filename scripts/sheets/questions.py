"""What a sheet may leave out or may mean otherwise: questions, which do not keep it from being written."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..texts.quantities import MONTHS, figures, is_date
from ..texts.search import Passage as Found
from ..texts.search import Text
from ..texts.signs import signs_in
from ..texts.words import Word, words
from .grammar.sheet import COUNTS, Cells, Claim, Fault, Passage, Sheet
from .rows import Made

NUMBERS = ("count_min", "count_max", "strikes_counted")
ANSWERS = {  # the lines that say what a sign shows, the likeliest first
    "killed": ("killed", "casualties", "law"),
    "injured": ("injured", "hospitalised", "casualties"),
    "damaged": ("damaged", "destroyed", "target"),
    "weapon": ("weapon", "warhead"),
    "crime": ("law",),
}


def questions(sheet: Sheet, made: Made, text: Text) -> Iterator[Fault]:
    """All questions about a sheet whose lines are sound."""
    yield from made.questions
    yield from _labels(sheet.passages)
    if "published" not in sheet.head:
        yield Fault(1, "published is missing; does the text say when it was published?")
    its_words = words(text.text)
    language = sheet.head["language"][0]
    said: set[tuple[str, str, str]] = set()  # strike, speaker and kind of what was claimed above
    rows = _rows_by_line(made)
    for passage, found in made.found:
        if found:
            yield from _numbers(made, passage, rows, _figures(text.text, its_words, found, language))
            yield from _signs(passage, text.words[found.start : found.start + found.length], language, said)


def _labels(passages: list[Passage]) -> Iterator[Fault]:
    """Labels that are numbers follow one another; a gap may be a line that was lost."""
    if not all(passage.label.isdecimal() for passage in passages):
        return
    for above, below in pairwise(passages):
        if int(below.label) != int(above.label) + 1:
            yield Fault(below.line, f"[{below.label}] follows [{above.label}]; is a passage missing between them?")


def _rows_by_line(made: Made) -> dict[int, list[Cells]]:
    found: dict[int, list[Cells]] = {}
    for table in (*COUNTS, "statements", "strike_reports"):
        for row in made.rows[table]:
            found.setdefault(made.lines[next(iter(row.values()))], []).append(row)
    return found


def _figures(text: str, its_words: list[Word], found: Found, language: str) -> set[int]:
    inside = its_words[found.start : found.start + found.length]
    first, last = inside[0].start, inside[-1].end
    moved = [Word(word.text, word.start - first, word.end - first) for word in inside]
    part = text[first:last]
    return {figure.value for figure in figures(part, moved, language) if not is_date(part, moved, figure)}


def _numbers(made: Made, passage: Passage, rows: dict[int, list[Cells]], said: set[int]) -> Iterator[Fault]:
    """Numbers that their passage does not say, in digits or words, and tolls of several strikes."""
    for claim in _claims(passage):
        for row in rows.get(claim.line, []):
            claimed = {int(row[name]) for name in NUMBERS if row.get(name)} - {0}  # that there was nobody is no number
            for number in sorted(claimed - said) if row.get("counted_by_coder") != "true" else ():
                yield Fault(claim.line, f"is {number} in the passage? If not, correct it, or write counted")
        if claim.table in COUNTS and len({*claim.strikes}) > 1:
            yield Fault(
                claim.line, "did each of these strikes do this? If they did it together, give it to their group"
            )


def _claims(passage: Passage) -> Iterator[Claim]:
    return (claim for speaker in passage.speakers for claim in speaker.claims)


def _signs(passage: Passage, inside: list[str], language: str, said: set[tuple[str, str, str]]) -> Iterator[Fault]:
    """Words in a passage of which no line says anything; not asked where the passage is excluded or was said above."""
    claims, signs = [*_claims(passage)], signs_in(language, inside)
    kinds, excluded = {*map(_kind, claims)}, any(claim.table == "exclusions" for claim in claims)
    told = {
        (strike, speaker.name, _kind(its))
        for speaker in passage.speakers
        for its in speaker.claims
        for strike in its.strikes or [""]
    }
    before = {kind for strike, speaker, kind in said if (strike, speaker) in {its[:2] for its in told}}
    said |= told
    if excluded:
        return
    if "speech" in signs and all(speaker.line == passage.line for speaker in passage.speakers):
        yield Fault(
            passage.line, f"who speaks? The words have {_shown(inside, signs['speech'])}; write by NAME, or by us"
        )
    for kind, answers in ANSWERS.items():
        if kind in signs and not {*answers} & (kinds | before):
            shown = _shown(inside, signs[kind])
            yield Fault(passage.line, f"no line says {answers[0]}, though the words have {shown}; is one missing?")
    if _has_day(inside) and "when" not in kinds | before:
        yield Fault(passage.line, "no line says when, though the words have a day; is one missing?")


def _kind(claim: Claim) -> str:
    """What a claim is about: the first word of its line."""
    word = {"munition": "weapon", "": ""}.get(claim.cells.get("topic", ""), claim.cells.get("topic", ""))
    kinds = {"strike_reports": "when", "victim_counts": claim.cells.get("outcome", ""), "exclusions": "out"}
    return kinds.get(claim.table) or word or claim.cells["extent"]


def _shown(inside: list[str], places: list[int]) -> str:
    return ", ".join(dict.fromkeys(inside[at] for at in places[:3]))


def _has_day(inside: list[str]) -> bool:
    """Whether a day and a month in English stand side by side."""
    pairs = [*pairwise(inside)]
    return any({*pair} & MONTHS and any(re.fullmatch("[0-9]{1,2}", word) for word in pair) for pair in pairs)
