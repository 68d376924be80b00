"""Names of places in the gazetteer that ships with the project: a note may have them before a row of `places` does."""

import csv
import re
from functools import cache
from itertools import pairwise

from ...package.package import CODE
from ..vocabulary import SURNAME, fold

GAZETTEER = CODE / "editing" / "gazetteer.csv"
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
LONGEST = 4  # words of a name
# One word may also be a given name, so it is a place only beside one of these.
BEFORE = re.compile(
    r"\b(?:in|near|at|from|to|of|on|into|around|towards?|against|over|through|between|outside|both|and"
    r"|(?:village|town|city|district|place|settlement)(?: (?:is|was))?(?: called| named)?) $"
)
AFTER = re.compile(r" (?:village|town|city|district|settlement|rayonu|kəndi|şəhəri)\b")


def without_places(text: str) -> str:
    """A text with the letters of names of places replaced by x, so that its length stays."""
    words, kept, end, start = list(WORD.finditer(text)), [], 0, 0
    while start < len(words):
        count = next((n for n in range(LONGEST, 0, -1) if _is_place(text, words[start : start + n], n)), 0)
        for word in words[start : start + count]:
            kept += [text[end : word.start()], "x" * len(word[0])]
            end = word.end()
        start += count or 1
    return "".join([*kept, text[end:]])


def _is_place(text: str, words: list[re.Match[str]], count: int) -> bool:
    if len(words) < count or not words[0][0][0].isupper():
        return False
    if any(text[a.end() : b.start()] != " " for a, b in pairwise(words)):
        return False
    if count == 1 and not (
        BEFORE.search(text, max(0, words[0].start() - 30), words[0].start()) or AFTER.match(text, words[0].end())
    ):
        return False
    return " ".join(fold(word[0]) for word in words) in names_of_places()


@cache
def names_of_places() -> frozenset[str]:
    """The folded names, unless they are one word with the ending of a surname; none where there is no gazetteer."""
    if not GAZETTEER.exists():
        return frozenset()
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        written = {name for row in csv.DictReader(file) for name in (row["name"], *row["names"].split(" | "))}
    folded = (" ".join(map(fold, WORD.findall(name))) for name in written)
    return frozenset(name for name in folded if " " in name or (len(name) > 3 and not SURNAME.search(name)))
