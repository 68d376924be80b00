"""Passages: cut a text into words, fingerprint a run of them, find a fingerprint again."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

# A link's target may be in angle brackets, hold brackets in pairs, and have a title.
TARGET = r"\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
# In this order: a note number, also one that links into its own page; a link's target; a bare address.
DROPPED = re.compile(rf"\[[0-9]+\](?:\(#[^()\s]+\)|(?!{TARGET}))|(?<=\]){TARGET}|(?:https?://|www\.)\S+", re.IGNORECASE)


class Word(NamedTuple):
    """A folded word and where it stands in the normalised text, as character offsets."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def normalise(text: str) -> str:
    """Drop format characters, link targets, bare addresses and bracketed note numbers; then Unicode NFKC.

    Takes a document or passage as str, returns str. See docs/DESIGN.md, What the package is: what is dropped or folded is what
    differs between renderings of one document.
    """
    kept = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", DROPPED.sub("", kept))


def words(normalised: str) -> list[Word]:
    """Cut a normalised text into casefolded words: runs of letters, digits and marks.

    Takes what `normalise` returns; returns the words in order, each with its character offsets there.
    """
    found, position = [], 0
    for in_word, run in groupby(normalised, _in_word):
        length = sum(1 for _ in run)
        if in_word:
            found.append(Word(normalised[position : position + length].casefold(), position, position + length))
        position += length
    return found


def fingerprint(folded: Iterable[str]) -> str:
    """SHA-256, as 64 lower-case hexadecimal digits, of folded words joined by one space, as UTF-8."""
    return hashlib.sha256(" ".join(folded).encode()).hexdigest()


def windows(folded: list[str], length: int) -> Iterator[str]:
    """The fingerprint of every run of `length` words, by its start."""
    return (fingerprint(folded[start : start + length]) for start in range(len(folded) - length + 1))
