"""Disguises: finds names in lower case, in spaced letters, as initials with an age, and inside addresses and paths."""

import re
import unicodedata
from functools import cache
from html import unescape
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

from ..vocabulary import SURNAME, Known, fold
from .headlines import in_cyrillic, is_in_headlines
from .ordinary import is_ordinary
from .places import names_of_places

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
JOINED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CAMEL = re.compile(r"(?<=[^\W\d_])(?<![A-ZÀ-Þ])(?=[A-ZÀ-ÞƏİĞŞÇÖÜА-ЯԱ-ՖΑ-Ω])")
ENCODED = re.compile(r"(?<!\S)\S*(?:%[0-9A-Fa-f]{2}|xn--)\S*")
ENTITY = re.compile(r"&#?\w{1,31};?")  # a letter as HTML and Markdown may write it
DEPTH = 3  # times that an address is decoded, since what is encoded may be encoded again
# Ids, fingerprints and what else mixes letters and digits is no word.
CODE = re.compile(r"\b[a-z]{2}-[a-z0-9]{8}\b|\w*\d\w*")
PUNYCODE = re.compile(r"xn--[\w-]+")
PARTS_OF_ADDRESSES = frozenset(
    "http https www com org net html htm php asp aspx info gov edu news index md csv txt json py sql yml geojson"
    " pyproject".split()
)
LONGEST_NAME, WINDOW, MOSTLY = 4, 12, 0.6  # words of a name; words around it that are looked at; share that is known

LATIN_ENDING = re.compile(
    r".{2,}(?:ov|[^aeiou]ev|iev|ov[ae]|y?ev[ae]|[^aeiouöüıə](?<!ut)yan|[^aeiou]ian|yants?|zad[eəa]h?|shvili|[aei]dze"
    r"|o[gğ]h?l[uıy]|[qg][ıi]z[ıi]|kyzy|[eo]vich|[eo]vna|[aeo]nko|ski|sky|skaya|poulos|poulou|idis|akis)"
    r"(?:['’]?(?:s|un|u|a|dan|da|la|n[ıiuü]n|n[ıiuü]|y[aə]|lar|l[aə]r|d[aə]n|d[aə]|ın|ı|im|y[ıi]))?"
)
# Ordinary in other languages, such as French maison or Turkish liman; a sign only among English words.
ENGLISH_ENDING = re.compile(
    r".{2,}(?:son|sen|ton|ford|well|man|ley|ham|wood|worth|berg|stein|field|stone|smith)(?:['’]?s)?"
)
RUSSIAN_ENDING = re.compile(r".{3,}ин(?:а|у|ым|ой|ы)?")  # a sign only in lower case, where ordinary words are listed
GREEK_ENDING = re.compile(
    r".{2,}(?:[οό]π[οό][υύ]λ(?:ος|ου|ο|ε|ους|ων)|(?:ί|ιά)δη[ςσ]?|(?:ί|ιά)δου|άκη[ςσ]?|γλου|ογλου|ιάν)"
)
PATRONYMIC = re.compile(r"(?:o[gğ]h?l[uıy]|q[ıi]z[ıi]|k[yi]z[yi]|оглу|оглы|[кг]ызы)")

APART = re.compile(r"[!?;:/()|\n\"“”«»…]|[.,] ")

SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ \t.·•∙*_|/~–—-]{1,3}){3,}[^\W\d_](?!\w)")
ABBREVIATIONS = re.compile(
    r"\b(?:e\.g|i\.e|a\.m|p\.m|a\.k\.a|n\.b|c\.f|u\.s(?:\.a)?|u\.k|u\.n|e\.u|d\.c|u\.s\.s\.r"
    r"|т\. ?[едпк]|н\. ?э|г\. ?г|и\. ?о)\b\.?",
    re.IGNORECASE,
)
MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|okt|noy|sen"
INITIALS = r"(?<![\w.])(?:(?:[^\W\d_]\.[ -]?){1,3}(?:[^\W\d_](?=[\s,(]))?|[A-ZÀ-ÞА-ЯԱ-ՖΑ-Ω] [A-ZÀ-ÞА-ЯԱ-ՖΑ-Ω](?=[ ,(]))"
AGE = r"(?:летн|ամյա|տարեկան|yaşlı|χρονη)"
AGED = re.compile(
    rf"{INITIALS}[\s,:(–—-]+(?:[^\W\d_]{{3,9}}[\s:]+)?\d{{1,3}}(?![\d%.,]*\d|\s?%|\s(?:{MONTH})|\s?k?m\b)"
    rf"|(?<!\d)\d{{1,3}}[-\s]?(?:years?|yrs?|{AGE})\S*\s+(?:old\s+)?(?:[^\W\d_]+\s+){{0,2}}?{INITIALS}",
    re.IGNORECASE,
)
TWO_INITIALS = re.compile(r"(?<![\w.])[A-ZÀ-ÞА-ЯԱ-ՖΑ-Ω]\. ?[A-ZÀ-ÞА-ЯԱ-ՖΑ-Ω]\.(?! ?[A-ZÀ-ÞА-ЯԱ-ՖΑ-Ω]\.)(?!\w)")


class Token(NamedTuple):
    """A word in lower case: its span, its text, and whether it is known; None where that says nothing."""

    start: int
    end: int
    text: str
    known: bool | None


def surnames(text: str, known: Known) -> list[tuple[int, int]]:
    """The spans of words in lower case that end like a surname, the one sign that means something in code."""
    return [
        t.span()
        for t in WORD.finditer(CODE.sub(_blank, text))
        if _is_known(t[0], known) is False and _ends_like_surname(t[0])
    ]


def disguised(text: str, known: Known) -> list[tuple[int, int]]:
    """The spans of words that look like a name although no capital marks them."""
    return apart(text, known) + _lower(text, known)


def apart(text: str, known: Known) -> list[tuple[int, int]]:
    """The spans of names in letters that stand apart: spaced, as initials with an age, or as two initials."""
    shown = ABBREVIATIONS.sub(_blank, text)
    found = [match.span() for match in SPACED.finditer(shown) if not _is_row_of_letters(match[0], known)]
    found += [match.span() for match in AGED.finditer(shown)]
    return found + [match.span() for match in TWO_INITIALS.finditer(shown)]


def decoded(text: str) -> str:
    """A text with its encoded addresses and letters decoded, without new spaces, so that words keep their numbers."""
    text = ENTITY.sub(lambda match: _unspaced(unescape(match[0])), text)
    return ENCODED.sub(lambda match: _unspaced(PUNYCODE.sub(_plain, _unquoted(match[0]))), text)


def _unquoted(address: str) -> str:
    for _ in range(DEPTH):
        address = unquote(address, errors="replace")
    return address


def _unspaced(text: str) -> str:
    return re.sub(r"\s", "_", text)


def small(address: str) -> str:
    """An address or a path in lower case, decoded, and with words apart that only capitals divided."""
    return CAMEL.sub("_", decoded(address)).lower()


def _plain(match: re.Match[str]) -> str:
    try:
        return match[0].encode().decode("idna")
    except UnicodeError:
        return match[0]


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def _is_row_of_letters(spaced: str, known: Known) -> bool:
    """Whether spaced letters are an acronym that is known, a row such as a b c d, or four alternatives as in code."""
    letters = re.sub(r"[\W_]", "", spaced).lower()
    if len(letters) == 4 and re.search("[|/]", spaced):
        return True
    return fold(letters) in known or all(ord(b) - ord(a) in (0, 1) for a, b in pairwise(letters))


def _lower(text: str, known: Known) -> list[tuple[int, int]]:
    plain = CODE.sub(_blank, text)
    found = [match.span() for match in JOINED.finditer(plain) if _is_joined(match[0], known)]
    if all(_is_known(word, known) is not False for word in WORD.findall(plain)):
        return found  # as in most texts
    tokens = [Token(*match.span(), match[0], _is_known(match[0], known)) for match in WORD.finditer(plain)]
    found += [
        (t.start, t.end)
        for n, t in enumerate(tokens)
        if t.known is False
        and (_ends_like_surname(t.text) or (ENGLISH_ENDING.fullmatch(t.text) and _is_alone(text, tokens, n, n + 1)))
    ]
    found += [
        (a.start, b.end)
        for a, b in pairwise(tokens)
        if PATRONYMIC.fullmatch(b.text) and a.known is False and b.start - a.end < 3
    ]
    start = 0
    while start < len(tokens):
        end = start
        while (
            end < len(tokens)
            and tokens[end].known is False
            and (end == start or _beside(text, *tokens[end - 1 : end + 1]))
        ):
            end += 1
        if 2 <= end - start <= LONGEST_NAME and _is_alone(text, tokens, start, end):
            found.append((tokens[start].start, tokens[end - 1].end))
        start = max(end, start + 1)
    return found


@cache
def _is_joined(word: str, known: Known) -> bool:
    """Whether a word is unknown ones that capitals or hyphens divide, as DuckDB and Su-25 are not."""
    parts = [part.lower() for joined in word.split("-") if joined[0].isupper() for part in CAMEL.split(joined)]
    return (
        len(parts) > 1
        and all(_is_known(part, known) is False for part in parts)
        and fold(word) not in names_of_places()
        and fold(word) not in known
    )


@cache
def _is_known(word: str, known: Known) -> bool | None:
    """Whether a word is ordinary; None for capitals, names of places and institutions, and parts of addresses."""
    bare = re.sub("['’].*", "", word)
    if len(word) < 3 or word in PARTS_OF_ADDRESSES or not word.islower():
        return None
    if word in known.common or is_ordinary(word):
        return True
    if fold(word) in known or fold(bare) in known or _is_foreign(word) or is_ordinary(in_cyrillic(word)):
        return None
    return False


@cache
def _is_foreign(word: str) -> bool:
    """Whether a word in lower case is an ordinary one of a language of which only some words are listed."""
    return is_in_headlines(fold(word)) or is_in_headlines(fold(in_cyrillic(word)))


@cache
def _ends_like_surname(word: str) -> bool:
    ending = {"LATIN": LATIN_ENDING, "GREEK": GREEK_ENDING}.get(_script(word))
    return bool(ending.fullmatch(word) if ending else SURNAME.search(fold(word)) or RUSSIAN_ENDING.fullmatch(word))


def _beside(text: str, one: Token, other: Token) -> bool:
    """Whether two words stand beside each other, in one script."""
    gap = text[one.end : other.start]
    return len(gap) <= 3 and not APART.search(gap) and _script(one.text) == _script(other.text)


def _is_alone(text: str, tokens: list[Token], start: int, end: int) -> bool:
    """Whether an unknown run stands among ordinary words, or alone; otherwise its language may have no list."""
    before, after = tokens[max(0, start - WINDOW) : start], tokens[end : end + WINDOW]
    before = [t for t in before if "/" not in text[t.start : tokens[start].start]]
    after = [t for t in after if "/" not in text[tokens[end - 1].end : t.end]]
    beside = [t for t in before[-1:] + after[:1] if t.text not in PARTS_OF_ADDRESSES]
    if _script(tokens[start].text) != "LATIN":
        return all(_script(token.text) != _script(tokens[start].text) for token in beside)
    said = [bool(t.known) for t in before + after if t.known is not None or _is_foreign(t.text)]
    return sum(said) >= MOSTLY * len(said) if said else not beside


@cache
def _script(word: str) -> str:
    return unicodedata.name(word[0], "UNNAMED").split()[0]
