"""Coverage: is each word of harm or denial in a document coded or excluded, and each number near harm in a row?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .quantities import Figure, counts_something, figures, is_ordinal_day
from .words import Word

# English words about people killed, hurt or missing, or about things destroyed or damaged.
HARM = re.compile(
    r"(kill(s|ed|ing|ings|er|ers)?|dead|deadl(y|ier|iest)|deaths?|die[ds]?|dying|fatal(ly|ity|ities)?|casualt(y|ies)|"
    r"wound(s|ed|ing)?|injur(y|ies|ed|es|ing)|hurt|maim\w*|victims?|orphan(s|ed)?|missing|perish\w*|slaughter\w*|massacre\w*|murder\w*|"
    r"destroy(s|ed|ing)?|destruction|damag(e|es|ed|ing)|burn(s|ed|t|ing)?|collapsed|shatter(s|ed|ing)?|razed?|rubble|"
    r"wreck(s|ed|age)?|ruin(s|ed)?|hospitali[sz]ed|bodies|corpses?|lives)"
)
ARTICLES = ("die",)  # words of harm that are articles in another language: the German one
# English words by which somebody denies having done something.
DENIAL = re.compile(
    r"(den(y|ies|ied|ying|ials?)|refut(e|es|ed|ing|ations?)|reject(s|ed|ing|ions?)?|dismiss(es|ed|ing)?|"
    r"disclaim(s|ed|ing|ers?)?|disavow(s|ed|ing)?|repudiat(e|es|ed|ing)|unfounded|baseless|groundless|untrue|fake)"
)


@dataclass
class Cited:
    """A passage in a document: its words `first` to `last` (exclusive), and what its rows have.

    `carried` has their numbers; `denies` says whether one is a denial, and `excluded` whether the passage is excluded.
    """

    first: int
    last: int
    carried: set[int] = field(default_factory=set)
    denies: bool = False
    excluded: bool = False


def sentences(text: str, words: list[Word]) -> list[tuple[int, int]]:
    """Cut a normalised text into sentences; returns each as word positions (first, last), with last exclusive.

    A sentence ends at a full stop, question mark or exclamation mark before a capital, at an empty line, or where a
    list item or heading begins; not at the full stop of a German day ("17. Oktober"). A single line break does not
    end it, since renderings wrap lines differently.
    """
    end = re.compile(r"[.!?…][\"'”’)\]]*\s|\n\s*\n|\n\s*[-*•=|]")
    found, first = [], 0
    for i in range(1, len(words) + 1):
        if i == len(words) or (
            end.search(text, words[i - 1].end, words[i].start + 1)
            and not text[words[i].start].islower()
            and not is_ordinal_day(words[i - 1].text, words[i].text)
        ):
            found.append((first, i))
            first = i
    return found


def uncovered(text: str, words: list[Word], cited: Iterable[Cited], language: str = "en") -> list[str]:
    """Words of harm or denial that are neither coded nor excluded, and numbers beside harm that no row has.

    Takes a normalised text, its words, and the passages found in it. Returns messages with a position in words and the
    word or number, never a sentence.
    """
    return [f"word {at}: {message}" for at, message in left_out(text, words, cited, language)]


def left_out(text: str, words: list[Word], cited: Iterable[Cited], language: str = "en") -> list[tuple[int, str]]:
    """What `uncovered` finds, each as the position of a word and the message."""
    articles = () if language == "en" else ARTICLES
    passages = list(cited)
    at: dict[int, list[Cited]] = {}
    for passage in passages:
        for i in range(passage.first, passage.last):
            at.setdefault(i, []).append(passage)
    numbers = [f for f in figures(text, words, language) if counts_something(text, words, f, language)]
    found: list[tuple[int, str]] = []
    for first, last in sentences(text, words):
        harm = [i for i in range(first, last) if words[i].text not in articles and HARM.fullmatch(words[i].text)]
        denial = [i for i in range(first, last) if DENIAL.fullmatch(words[i].text)]
        found += [
            (i, f"{words[i].text!r} is not in any cited passage; code or exclude its sentence")
            for i in sorted(harm + denial)
            if i not in at
        ]
        found += [
            (i, f"no row on its passage denies, though it has {words[i].text!r}; code the denial or exclude it")
            for i in denial
            if i in at and not any(p.denies or p.excluded for p in at[i])
        ]
        if harm and all(i in at for i in harm):
            inside = [f for f in numbers if first <= f.first < last]
            found += [_not_carried(f) for f in inside if not _is_carried(f, at.get(f.first, []))]
    return found


def _is_carried(figure: Figure, passages: list[Cited]) -> bool:
    return any(p.excluded or figure.value in p.carried for p in passages)


def _not_carried(figure: Figure) -> tuple[int, str]:
    return figure.first, f"no row on its passage has the number {figure.value}; code it or exclude the passage"
