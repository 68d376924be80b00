"""Words: normalise a text, cut it into words, and fingerprint runs of them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

# A Markdown link's target can be in angle brackets, contain pairs of brackets, and have a title.
TARGET = r"\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
# In this order: a note number, with or without a link into its own page; a link's target; a bare address.
DROPPED = re.compile(rf"\[[0-9]+\](?:\(#[^()\s]+\)|(?!{TARGET}))|(?<=\]){TARGET}|(?:https?://|www\.)\S+", re.IGNORECASE)


class Word(NamedTuple):
    """A case-folded word, and its start and end in the normalised text, in characters."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def normalise(text: str) -> str:
    """Remove format characters, link targets, bare addresses and bracketed note numbers; then apply Unicode NFKC.

    Takes and returns the text of a document or passage. The rule is `passage_sha256` in the schema of citations:
    it removes what differs between renderings of one document.
    """
    kept = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", DROPPED.sub("", kept))


def words(normalised: str) -> list[Word]:
    """Cut the result of `normalise` into case-folded words: runs of letters, digits and marks, in order."""
    found, position = [], 0
    for in_word, run in groupby(normalised, _in_word):
        length = sum(1 for _ in run)
        if in_word:
            found.append(Word(normalised[position : position + length].casefold(), position, position + length))
        position += length
    return found


def fingerprint(folded: Iterable[str]) -> str:
    """SHA-256 of folded words joined by single spaces and encoded as UTF-8, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(" ".join(folded).encode()).hexdigest()


def windows(folded: list[str], length: int) -> Iterator[str]:
    """The fingerprint of every run of `length` folded words, in the order of their starts."""
    return (fingerprint(folded[start : start + length]) for start in range(len(folded) - length + 1))
