"""Names: finds what looks like a person's name in a text, word by word."""

import re
from functools import cache
from typing import NamedTuple

from ..vocabulary import SURNAME, Known, fold
from .headlines import is_of_headlines
from .ordinary import is_ordinary
from .places import without_places

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
BREAK = re.compile(r"[.!?…։:][\"'”’»)\]*_`]*\s|\n\s*(?:\n|[-*+#>]|\d+[.)])|\||->")
SMALL = set("a after an and as at before by for from in near of off on or over the to under with".split())
HONORIFICS = {"mr", "mrs", "ms", "miss", "mister", "madam", "dr", "prof"}
ABBREVIATIONS = HONORIFICS | {"gen", "col", "lt", "capt", "maj", "sgt", "st", "no", "vs", "cf"}
ROLES = """resident villager citizen civilian father mother parent son daughter child wife husband widow widower
    brother sister grandmother grandfather uncle aunt cousin teacher doctor nurse farmer driver worker journalist
    photographer soldier volunteer pensioner student pupil schoolboy schoolgirl boy girl baby infant
    teenager victim survivor witness neighbour refugee man woman""".split()

BEFORE = {
    *ROLES,
    *"named called name names born aged killed wounded injured dead victims survivors buried family".split(),
}
AFTER = re.compile(
    rf"(?:[,(\s–-]+(?:(?:an?|the|his|her|their)\s+)?(?:local\s+)?"
    rf"(?:{'|'.join(ROLES)}|bey|bəy|xanım|hanim|khanum|müəllim)|[,(\s]+aged?\s+\d+"
    r"|\s+(?:was|is) (?:killed|wounded|injured|born|buried)|\s+(?:died|said|says|told|who|whose|and (?:his|her)))\b"
    r"|\s*\(\d{1,3}\)|,\s*\d{1,3}(?:\s*[,)]|[\s-]years?\b|$)"
)

PATRONYMIC = re.compile(r"[\s-]*(?:o[gğ]h?l[uıy]|q[ıi]zı|[gqk][iıy]z[iıy]|оглу|оглы|[кг]ызы)\b", re.IGNORECASE)

LOWER = re.compile(r"(?:.*-)?[a-z]{3,}(?:[^aeiou\W]ova?|yeva?|[^aeiou\W]yan|zadeh?|shvili|[eo]vich|[eo]vna)(?:-.*)?")
# An English word by its ending, an acronym, or a mixed-case word such as the name of a program.
ORDINARY = re.compile(
    r"[A-Z][a-z]{2,}(?:ing|[ts]ion|ed|ly|ment|ness|ers|ies|ous|ful|less|[ai]ble|ity|[ae]nce"
    r"|ive|ism|ist|ists|ions|ments|ings|ways|wards?)"
    r"|[A-Z]{1,4}|(?!Mac?[A-Z]|Mc)(?=[A-Z]*[a-z])[A-Za-z]+?[A-Z][A-Za-z]*"
)
EMPHASIS = 7  # letters from which on an ordinary word may be all in capitals


class Word(NamedTuple):
    """A word of a text: its span, whether it begins a sentence, its forms, and its capital.

    `unknown` says that no known word or ending explains the capital.
    """

    start: int
    end: int
    first: bool
    text: str
    folded: str
    capital: bool
    unknown: bool


# Of the ids of rows, those with a digit among their letters, which may happen to end like a surname.
ID = re.compile(r"\b[a-z]{2}-(?=[a-z]*\d)[a-z0-9]{8}\b")


def blanked(match: re.Match[str]) -> str:
    """A match with every visible character replaced by x: words disappear, positions stay."""
    return re.sub(r"\S", "x", match[0])


def names(text: str, known: Known) -> list[tuple[int, int]]:
    """The spans (start, end) of the words that look like a person's name."""
    plain = re.sub(r"(?m)^(#.*)\n", r"\1|", known.phrases.sub(blanked, ID.sub(blanked, text)))
    found: list[tuple[int, int]] = []
    before = None
    if all(_is_harmless(word, known) for word in WORD.findall(plain)):
        return []
    plain = without_places(plain)
    for sentence in _sentences(plain, known):
        ordinary = [word for word in sentence if word.capital and not word.first and word.folded in known.common]
        lower = [word for word in sentence if not word.capital and word.text not in SMALL]
        # in a title a capital is no sign of a name
        title = len(ordinary) > 1 and len(lower) * 6 <= sum(word.capital for word in sentence)
        headline = _is_headline(sentence)
        for word, after in zip(sentence, [*sentence[1:], None], strict=True):
            if headline and _is_word_of_headline(plain, before, word, after):
                pass
            elif _is_name(plain, before, word, after, title, known):
                found.append((word.start, word.end))
            before = word
    return found


def _is_headline(sentence: list[Word]) -> bool:
    """Whether every word that is not small has a capital, and most of them are English or known."""
    capitals = [word for word in sentence if word.capital]
    others = [word for word in sentence if not word.capital and word.text not in SMALL and word.text.strip("x")]
    plain = sum(not word.unknown or _is_english(word) for word in capitals)
    return not others and len(capitals) > 2 and 2 * plain > len(capitals)


def _is_english(word: Word) -> bool:
    return word.text.isascii() and len(word.text) > 3 and is_ordinary(word.text.lower())


def _is_word_of_headline(text: str, before: Word | None, word: Word, after: Word | None) -> bool:
    """Whether a word of a headline is an ordinary one, with no sign of a name in the words beside it."""
    beside = [w for w in (before, after) if w and w.capital and w.unknown and not _is_english(w)]
    role = before and before.folded in BEFORE | HONORIFICS
    return word.unknown and _is_english(word) and not beside and not role and not AFTER.match(text, word.end)


@cache
def _is_harmless(word: str, known: Known) -> bool:
    """Whether a word is not a name and does not make its neighbour one; most texts have only such words."""
    return not (_capital(word, known, False)[2] or LOWER.fullmatch(word) or PATRONYMIC.fullmatch(word))


def _sentences(text: str, known: Known) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    before, end = "", 0
    for match in WORD.finditer(text):
        gap, word = text[end : match.start()], match[0]
        first = not sentences or (bool(BREAK.search(gap)) and not (gap[0] == "." and before in ABBREVIATIONS))
        if first:
            sentences.append([])
        end = match.end()
        model = text[end : end + 2].removeprefix("-")[:1].isdigit() and (len(word) < 4 or word.isupper())
        sentences[-1].append(Word(match.start(), end, first, word, *_capital(word, known, model)))
        before = sentences[-1][-1].folded
    return sentences


@cache
def _capital(word: str, known: Known, model: bool) -> tuple[str, bool, bool]:
    """A word folded, whether a part of it has a capital, and whether a capital is unexplained."""
    capitals = [part for part in word.split("-") if part[0].isupper()]
    unknown = [
        part
        for part in capitals
        if fold(part) not in known
        and (SURNAME.search(fold(part)) or not ORDINARY.fullmatch(part))
        and not is_of_headlines(part)
        and not (len(part) >= EMPHASIS and part.isascii() and part.isupper() and is_ordinary(part.lower()))
    ]
    return fold(word), bool(capitals), bool(unknown) and not model and fold(word) not in known


def _is_name(text: str, before: Word | None, word: Word, after: Word | None, title: bool, known: Known) -> bool:
    """An unknown capital inside a sentence; at its start or in a title, only with a sign in the words beside it."""
    if not word.capital:
        return bool(LOWER.fullmatch(word.text)) and word.text not in known
    if before and before.folded in HONORIFICS and word.folded not in known.proper:
        return True
    if not word.unknown:
        return bool(PATRONYMIC.match(text, word.end))
    signs = (
        AFTER.match(text, word.end),
        PATRONYMIC.match(text, word.end),
        SURNAME.search(word.folded) and (word.text.isascii() or not is_ordinary(word.text.lower())),
        word.text[-2:] in ("'s", "’s"),
        before and before.folded in BEFORE and not text[before.end : word.start].strip(" :–-"),
    )
    if not (word.first or title) or any(signs):
        return True
    beside = [
        w
        for w, left, right in ((before, before, word), (after, word, after))
        if w
        and left
        and right
        and w.capital
        and text[left.end : right.start].strip(" _+") in ("", "." if len(left.text) == 1 else "")
    ]
    return any(
        w.unknown
        or len(w.text) == 1
        or (w is after and not title and w.folded in known.common)
        or (SURNAME.search(w.folded) and not w.folded.endswith("ian"))  # Armenian and civilian are not surnames
        for w in beside
    )
