"""Figures in a text: which numbers stand where, in digits or English words, and which of them count nothing."""

from typing import NamedTuple

from .passage import Word

UNITS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split())}
TENS = {w: n * 10 for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SINGLE = UNITS | TENS | {"dozen": 12, "both": 2, "couple": 2, "once": 1, "twice": 2}
TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
MONTHS = frozenset("january february march april may june july august september october november december".split())
NOT_COUNTS = frozenset(
    "year years yr month months week weeks day days hour hours minute minutes night nights"  # ages and spans of time
    " km kilometer kilometers kilometre kilometres m meter meters metre metres mile miles yard yards mm"  # distances, calibres
    " am pm a p o clock local gmt utc percent times"  # times of day, shares, how often
    " sides countries parties leaders nations powers".split()  # who fights or talks
)
BEFORE_NOT_COUNTS = frozenset("article protocol gmt utc born aged at since no page".split())
# "one" is a number only before what is counted; elsewhere it is a pronoun.
COUNTED = frozenset(
    "civilian person people child boy girl man woman resident volunteer soldier serviceman house building vehicle car"
    " ambulance driver employee member journalist family other".split()
)


class Figure(NamedTuple):
    """A number in a text: its value, and the words first to last (not included) that spell it."""

    value: int
    first: int
    last: int


def figures(text: str, words: list[Word]) -> list[Figure]:
    """Every number of a normalised text, in order, dates and designations included."""
    found, i = [], 0
    while i < len(words):
        figure = _digits(text, words, i) or _spelled(text, words, i)
        if figure:
            found.append(figure)
        i = figure.last if figure else i + 1
    return found


def _gap(text: str, words: list[Word], i: int) -> str:
    """What stands between word i and the next."""
    return text[words[i].end : words[i + 1].start] if i + 1 < len(words) else ""


def _digits(text: str, words: list[Word], i: int) -> Figure | None:
    if not (words[i].text.isascii() and words[i].text.isdigit()):
        return None
    digits, last = words[i].text, i + 1
    while last < len(words) and _gap(text, words, last - 1) == "," and len(words[last].text) == 3 and words[last].text.isdigit():
        digits, last = digits + words[last].text, last + 1
    value = int(digits)
    while last < len(words) and words[last].text in TIMES:
        value, last = value * TIMES[words[last].text], last + 1
    return Figure(value, i, last)


def _spelled(text: str, words: list[Word], i: int) -> Figure | None:
    word = words[i].text
    if word in SINGLE:
        value, last = SINGLE[word], i + 1
        if word in TENS and last < len(words) and 0 < UNITS.get(words[last].text, 0) < 10 and _gap(text, words, i) in ("-", " "):
            value, last = value + UNITS[words[last].text], last + 1
    elif word in TIMES and i and words[i - 1].text in ("a", "an", "over", "than"):
        value, last = 1, i
    else:
        return None
    while last < len(words) and words[last].text in TIMES:
        value, last = value * TIMES[words[last].text], last + 1
    return Figure(value, i, last) if last > i else None


def counts_something(text: str, words: list[Word], figure: Figure) -> bool:
    """Whether a figure may be a count: not a date, an age, a time, a distance, a calibre or a designation."""
    before = words[figure.first - 1].text if figure.first else ""
    after = words[figure.last].text if figure.last < len(words) else ""
    gap_before = _gap(text, words, figure.first - 1) if figure.first else ""
    gap_after = _gap(text, words, figure.last - 1)
    if after in NOT_COUNTS or before in BEFORE_NOT_COUNTS or _is_date(text, words, figure):
        return False
    if "population" in (word.text for word in words[max(0, figure.first - 2) : figure.first]):
        return False  # a town's population of so many thousand
    if gap_before in ("-", "+", ".", ":") or gap_after == ":":
        return False  # BM-30, GMT+4, 13:00
    if words[figure.first].text == "one":
        return after in COUNTED
    is_age = gap_before == ", " and gap_after.startswith(",") and not before.isdigit() and figure.value < 120
    return not is_age


def _is_date(text: str, words: list[Word], figure: Figure) -> bool:
    if 1900 <= figure.value <= 2100 and figure.last - figure.first == 1 and words[figure.first].text.isdigit():
        return True
    if figure.value > 31:
        return False
    if figure.first and words[figure.first - 1].text in MONTHS:
        return True
    i = figure.last  # "4, 5, 8 and 17 October": numbers, commas and "and" up to a month
    while i < len(words) and (words[i].text.isdigit() or words[i].text in ("and", "to", "or")):
        i += 1
    return i < len(words) and words[i].text in MONTHS
