"""Headlines: words that have a capital in headlines, or stand in addresses, in other languages than English."""

import re
from functools import cache
from pathlib import Path

from ..vocabulary import SURNAME, declined, fold

# Acronyms of a script as ORDINARY has them for English: three letters, or four of which at most one is a vowel.
ACRONYM = re.compile(r"[А-ЯЁԱ-Ֆ]{2,3}|(?=(?:[^АЕЁИОУЫЭЮЯ]*[АЕЁИОУЫЭЮЯ])?[^АЕЁИОУЫЭЮЯ]*$)[А-ЯЁ]{4}|[Ա-Ֆ]{4}")
# German nouns, which all have a capital, by an ending that surnames do not have at this length.
GERMAN = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{4,}(?:ungen?|heit|keit|schaft(?:en)?|angriff(?:en?|e?s)?|kräften?|ministeriums?|beschuss(?:es)?"
    r"|raketen?|opfern?|stillstands?|siedlungen?)"
)
RUSSIAN_CASE = re.compile(r"(?:ами|ями|ии|иеи|ию|ия|ои|еи|ом|ем|ам|ям|ах|ях|а|я|ы|и|е|у|ю|ь)$")
RUSSIAN_LETTERS = re.compile("[а-яё]+")
LONG = 6  # letters of a stem from which on a word may have another ending than the one listed
# Of Russian plurals in Latin letters, as addresses have them: obstrelov is обстрелов, and no surname.
CYRILLIC = {
    **dict(zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы", strict=True)),
    **{"zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "sch": "щ", "yu": "ю", "ya": "я", "ye": "е", "yy": "ый"},
    **{"shch": "щ", "iu": "ю", "ia": "я"},
}
SOUND = re.compile("|".join(sorted(CYRILLIC, key=len, reverse=True)))


@cache
def is_of_headlines(word: str) -> bool:
    """Whether a capital in a word is explained: by the list of headlines, as an acronym, or as a German noun."""
    folded = fold(word)
    if SURNAME.search(folded) and folded not in _listed()[1]:
        return False
    return bool(ACRONYM.fullmatch(word) or GERMAN.fullmatch(word)) or _is_form(folded, _listed()[1])


@cache
def is_in_headlines(folded: str) -> bool:
    """Whether a folded word is listed, or is a listed word with a Turkish or Azerbaijani ending."""
    return folded in _listed()[0] or _is_form(folded, _listed()[1])


def in_cyrillic(word: str) -> str:
    """A word in small Latin letters as Russian has it, of which addresses are a transcription."""
    return SOUND.sub(lambda match: CYRILLIC[match[0]], word)


def _is_form(folded: str, words: frozenset[str]) -> bool:
    return folded in words or declined(folded, words) or _stem(folded) in _stems(words)


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_stem, words)))


def _stem(folded: str) -> str:
    """A long Russian word without the ending of its case; empty for any other."""
    stem = RUSSIAN_CASE.sub("", folded)
    return stem if len(stem) >= LONG and RUSSIAN_LETTERS.fullmatch(stem) else ""


@cache
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """The folded words that explain no capital, and those that do."""
    text = Path(__file__).with_name("headline_words.txt").read_text(encoding="utf-8")
    _, small, *others = (re.sub(r"(?m)^#.*$", "", part).split() for part in text.split("\n\n"))
    return frozenset(map(fold, small)), frozenset(fold(word) for part in others for word in part)
