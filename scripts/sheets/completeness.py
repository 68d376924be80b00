"""What a sheet leaves out of the text, told at the line of the passage before it."""

from bisect import bisect_right
from collections.abc import Iterator

from ..texts.coverage import Cited, left_out, sentences
from ..texts.search import Text
from ..texts.words import words
from .grammar.sheet import COUNTS, Cells, Fault
from .passages import LEAST
from .rows import Made

NUMBERS = ("count_min", "count_max", "strikes_counted")


def faults_of_text(made: Made, text: Text, language: str) -> Iterator[Fault]:
    """Words of harm and denial that no passage has, and numbers in passages that no line has.

    There are none while a passage is not found in the text, since its words would seem to be left out.
    """
    if not all(found for _, found in made.found):
        return
    cited = [one for one, _ in _cited(made)]
    its_words = words(text.text)
    starts = [(found.start, passage.line) for passage, found in made.found if found]
    bounds = sentences(text.text, its_words)
    for at, message in left_out(text.text, its_words, cited, language):
        line = max((line for start, line in starts if start <= at), default=0)
        inside = any(one.first <= at < one.last for one in cited)
        where = "below this passage, " if line else ""
        yield Fault(line, message if inside else f"{where}{message}: {_sentence(text, bounds, at)}")


def _cited(made: Made) -> Iterator[tuple[Cited, list[Cells]]]:
    """Every passage that was found, with its rows; one with a line at fault counts as excluded."""
    rows = _rows_by_line(made)
    for passage, found in made.found:
        if not found:
            continue
        one = Cited(found.start, found.start + found.length, excluded=passage.at_fault, denies=passage.at_fault)
        its = [row for speaker in passage.speakers for claim in speaker.claims for row in rows.get(claim.line, [])]
        for row in its:
            one.carried |= {int(row[name]) for name in NUMBERS if row.get(name)}
            one.denies |= row.get("stance") == "denies"
            one.excluded |= "reason" in row
        yield one, its


def _rows_by_line(made: Made) -> dict[int, list[Cells]]:
    found: dict[int, list[Cells]] = {}
    for table in (*COUNTS, "statements", "strike_reports", "exclusions"):
        for row in made.rows[table]:
            found.setdefault(made.lines[next(iter(row.values()))], []).append(row)
    return found


def _sentence(text: Text, bounds: list[tuple[int, int]], at: int) -> str:
    first, last = bounds[bisect_right(bounds, at, key=lambda its: its[0]) - 1]
    if last - first <= 2 * LEAST:
        return " ".join(text.words[first:last])
    return " ".join([*text.words[first : first + LEAST], "...", *text.words[last - LEAST : last]])
