"""The passages of a sheet in the text: found from their words, and the words by which each is found again."""

from ..package.problem import shorten
from ..texts.search import FARTHEST, Passage, Text, find
from .grammar.sheet import Wrong

BEFORE = Passage(-1, 0, "", "")  # what the first passage stands below
LEAST = 3  # words at either end of a passage


def locate(text: Text, words: str, above: Passage, skipped: int = 0) -> Passage:
    """The first passage with these words that begins after the one above, or with it and ends elsewhere.

    `skipped` is the number of such passages to pass over. Raises Wrong.
    """
    found = find(text, words, exact=True)
    below = [one for one in found if _is_below(one, above)][skipped:]
    if below:
        return below[0]
    if found and not skipped:
        raise Wrong(
            f"{shorten(words)}: these words are in the text only above the passage before this one;"
            " passages stand in the order of the text: move it up"
        )
    first = words.split("...")[0].strip()
    if "..." in words and find(text, first, exact=True):
        raise Wrong(
            f"{shorten(words)}: the text has the first words, but not the last ones within {FARTHEST} words;"
            " copy the last words again"
        )
    raise Wrong(f"{shorten(words)}: the text does not have these words; copy them again")


def _is_below(one: Passage, above: Passage) -> bool:
    return one.start > above.start or (one.start == above.start and one.length != above.length)


def words_of(text: Text, start: int, length: int, above: Passage) -> tuple[str, int]:
    """The shortest words by which `locate` finds a passage, and how many others have to be skipped.

    Raises Wrong if the text does not hold the passage there.
    """
    for count in range(LEAST, length):
        if 2 * count >= length - 1:
            break
        ends = f"{_shown(text, start, count)} ... {_shown(text, start + length - count, count)}"
        if _at(text, ends, above, 0, start, length):
            return ends, 0
    whole = _shown(text, start, length)
    for words in (whole, " ".join(text.words[start : start + length])):
        for skipped in range(sum(start > one.start for one in find(text, words, exact=True)) + 1):
            if _at(text, words, above, skipped, start, length):
                return words, skipped
    raise Wrong("the text does not hold the passage at its place")


def _at(text: Text, words: str, above: Passage, skipped: int, start: int, length: int) -> bool:
    try:
        one = locate(text, words, above, skipped)
    except Wrong:
        return False
    return (one.start, one.length) == (start, length)


def _shown(text: Text, start: int, length: int) -> str:
    shown = text.text[text.places[start][0] : text.places[start + length - 1][1]]
    return " ".join("".join(letter if letter.isprintable() else " " for letter in shown).split())
