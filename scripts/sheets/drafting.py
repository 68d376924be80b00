"""A draft of a sheet: the sentences that a coder has to look at, and what their words make likely."""

import re
import unicodedata
from calendar import month_name
from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..editing.draft import Draft
from ..package.database import open_texts
from ..package.package import Package
from ..texts.coverage import sentences
from ..texts.quantities import Figure, counts_something, figures
from ..texts.search import Passage, Text
from ..texts.signs import STEMS, signs_in
from ..texts.words import words
from .grammar.days import named_days
from .grammar.sheet import Declared
from .names import Names
from .passages import BEFORE, words_of
from .writer.short_names import short_name, short_names

NEAR = 6  # words between an outcome and its number
OUTCOMES = ("killed", "injured")
WEAPONS = (  # how English words begin, and the line that they make likely; the first that fits
    ("cluster", "warhead cluster"),
    ("phosph", "warhead phosphorus"),
    ("smerch", "weapon smerch"),
    ("tochka", "weapon tochka"),
    ("scud", "weapon scud"),
    ("ballistic", "weapon ballistic missile"),
    ("missile", "weapon missile"),
    ("rocket", "weapon rocket"),
    ("artiller", "weapon artillery"),
    ("mortar", "weapon mortar"),
    ("drone", "weapon drone"),
)
BROADER = {"weapon missile": ("ballistic", "scud", "tochka"), "weapon rocket": ("smerch",)}
MONTHS = {name.casefold(): number for number, name in enumerate(month_name) if name}
LONGEST = 400
SCRIPTS = {"ru": "CYRILLIC", "uk": "CYRILLIC", "hy": "ARMENIAN"}  # of the others: Latin


def draft_of(package: Package, text: Text, today: date) -> str:
    """The draft of a sheet of a document that has this text."""
    with open_texts(package) as connection:
        return _Drafting(Names(Draft(package, connection)), text).written(today)


def language_of(text: Text) -> str:
    """The language whose signs the text has most of, among those of its script; English if it has none."""
    scripts = Counter(unicodedata.name(word[0], "").split(" ")[0] for word in text.words if word[0].isalpha())
    script = scripts.most_common(1)[0][0] if scripts else "LATIN"
    among = [language for language in STEMS if SCRIPTS.get(language, "LATIN") == script]
    found = Counter({language: sum(map(len, signs_in(language, text.words).values())) for language in among})
    return found.most_common(1)[0][0] if found.total() else "en"


def proposed(text: Text, language: str) -> Iterator[tuple[int, int, dict[str, list[int]]]]:
    """The sentences that a draft proposes, as positions of words, each with its signs by kind.

    Documents in any language quote sentences in English.
    """
    for first, last in sentences(text.text, words(text.text)):
        inside = text.words[first:last]
        signs = signs_in(language, inside)
        signs = signs if {*signs} - {"speech"} else signs_in("en", inside)
        if {*signs} - {"speech"} and last - first <= LONGEST:
            yield first, last, signs


class _Drafting:
    """What is known while a draft is written."""

    def __init__(self, names: Names, text: Text) -> None:
        self.names, self.text, self.words = names, text, words(text.text)
        self.language = language_of(text)
        every = figures(text.text, self.words, self.language)
        self.figures = [one for one in every if counts_something(text.text, self.words, one, self.language)]
        self.places = _runs(names, "places")
        self.actors = {run: id_ for run, id_ in _runs(names, "actors").items() if len(run) > 1}
        years = Counter(word for word in text.words if re.fullmatch("(19|20)[0-9]{2}", word))
        self.year = int(years.most_common(1)[0][0]) if years else 2020
        self.strikes: dict[str, str] = {}  # short names, and the lines that declare them
        self.spoken: set[str] = set()

    def written(self, today: date) -> str:
        """The whole draft."""
        passages = [line for block in self._passages() for line in block]
        short = short_names(self.names, [("actors", id_) for id_ in self.spoken])
        actors = sorted(f"{short[id_]} = actor {self.names.rows['actors'][id_]['name']}" for id_ in self.spoken)
        title = " ".join(self.text.text.strip().split("\n")[0].split())[:200]
        head = [f"? title: {title}", "? publisher: ", "? published: ", f"? language: {self.language}", "? url: "]
        head.append(f"? read: {today.isoformat()}, publisher, full_text, own_text")
        parts = [head, [f"? {line}" for line in actors], [f"? {line}" for line in self.strikes.values()], passages]
        return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"

    def _passages(self) -> Iterator[list[str]]:
        above = BEFORE
        for number, (first, last, signs) in enumerate(proposed(self.text, self.language), 1):
            inside = self.text.words[first:last]
            shown, skipped = words_of(self.text, first, last - first, above)
            above = Passage(first, last - first, "", "")
            days = _day(inside, self.year)
            strike = self._strike(inside, days)
            head = f"?[{number}{f' @{strike}' if strike else ''}{f' +{skipped}' if skipped else ''}] {shown}"
            lines = [*self._lines(first, last, signs, days)]
            yield [head, *self._speaker(inside, signs), *(f"  ? {line}" for line in lines)]

    def _speaker(self, inside: list[str], signs: dict[str, list[int]]) -> list[str]:
        """The one actor whose name stands in a passage in which somebody says something."""
        found = {id_ for run, id_ in self.actors.items() if _has(inside, run)}
        if "speech" not in signs or len(found) != 1:
            return []
        self.spoken |= found
        [id_] = found
        return [f"? by {self.names.rows['actors'][id_]['name']}"]

    def _strike(self, inside: list[str], day: date | None) -> str:
        """The short name of the strike of which a passage gives the one place and the day; empty if it does not."""
        found = {id_ for run, id_ in self.places.items() if _has(inside, run)}
        if len(found) != 1 or not day:
            return ""
        place = self.names.rows["places"][next(iter(found))]
        days = f"on {day.isoformat()}"
        short = short_name("strikes", f"{place['name']}, {named_days(days)}")
        declared = Declared(0, short, "strike", False, days=days)
        there = self.names.strikes_at(declared, [*found])
        new = f"new strike at {place['name']} {days}"
        what = f"strike {self.names.rows['strikes'][there[0]]['name']}" if len(there) == 1 else new
        self.strikes[short] = f"{short} = {what}"
        return short

    def _lines(self, first: int, last: int, signs: dict[str, list[int]], day: date | None) -> Iterator[str]:
        inside = self.text.words[first:last]
        if day:
            yield f"when {day.isoformat()}"
        here = [one for one in self.figures if first <= one.first < last]
        for outcome in OUTCOMES:
            if outcome in signs and (figure := _nearest(here, [first + at for at in signs[outcome]])):
                who = self.text.words[figure.first : figure.last + 2]
                yield f"{outcome} {figure.value}{' civilians' * any(word.startswith('civilian') for word in who)}"
        if self.language == "en" and "denial" not in signs:
            yield from _weapons(inside)


def _weapons(inside: list[str]) -> Iterator[str]:
    lines = [line for stem, line in WEAPONS if any(word.startswith(stem) for word in inside)]
    for line in lines:
        if not any(word.startswith(stem) for stem in BROADER.get(line, ()) for word in inside):
            yield line


def _nearest(here: list[Figure], places: list[int]) -> Figure | None:
    """The number nearest to one of some words, if it is near."""
    away = [(min(abs(place - one.first) for place in places), one) for one in here]
    return min(away)[1] if away and min(away)[0] <= NEAR else None


def _day(inside: list[str], year: int) -> date | None:
    """The one day that English words give, such as 4 October, October 4 or 4 October 2020."""
    found = set()
    for at, word in enumerate(inside):
        if month := MONTHS.get(word):
            beside = [inside[place] for place in (at - 1, at + 1) if 0 <= place < len(inside)]
            numbers = [int(one) for one in beside if re.fullmatch("[0-9]{1,2}", one)]
            its_year = next((int(one) for one in inside[at + 1 : at + 3] if re.fullmatch("(19|20)[0-9]{2}", one)), year)
            found |= {(its_year, month, number) for number in numbers[:1]}
    try:
        return date(*next(iter(found))) if len(found) == 1 else None
    except ValueError:
        return None


def _runs(names: Names, table: str) -> dict[tuple[str, ...], str]:
    """The names of rows as folded words, in every language, each of one row."""
    found: dict[tuple[str, ...], str] = {}
    for id_, row in names.rows[table].items():
        for column in ("name", "name_az", "name_hy", "name_ru"):
            for part in (row.get(column) or "").split(" / "):
                run = tuple(word.text for word in words(re.sub(r"\(.*?\)", "", part)))
                if sum(map(len, run)) > 3:
                    found[run] = "" if found.get(run, id_) != id_ else id_
    return {run: id_ for run, id_ in found.items() if id_}


def _has(inside: list[str], run: tuple[str, ...]) -> bool:
    return any(tuple(inside[at : at + len(run)]) == run for at in range(len(inside) - len(run) + 1))
