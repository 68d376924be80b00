"""Find the passages of a document that contain some words: their position, length, fingerprint and text."""

import re
from pathlib import Path
from typing import NamedTuple

from ..package.package import PackageError
from ..package.problem import shorten
from .coverage import sentences
from .words import fingerprint, normalise, words

GAP = re.compile(r"\s*(?:\.\.\.|…)\s*")
PAGE = re.compile(r"\s*<(!doctype html|html|\?xml)\b", re.IGNORECASE)
ENGLISH = str.maketrans("։»", ".”")  # an Armenian full stop and a closing quote, and their English equivalents
COPIED = 8  # words in a row that a text of one's own shares with a document only if they are copied from it
FARTHEST = 400  # words from the beginning to the end of a passage that is given as "first words ... last words"


class Text(NamedTuple):
    """An available document: its normalised text, its folded words, and each word's start and end in characters."""

    text: str
    words: list[str]
    places: list[tuple[int, int]]

    @property
    def sha256(self) -> str:
        """The fingerprint of the whole text."""
        return fingerprint(self.words)


class Passage(NamedTuple):
    """A run of a document's words: the position of its first word, its number of words, its fingerprint, its text."""

    start: int
    length: int
    sha256: str
    shown: str


def read_text(path: Path, option: str = "--text ") -> Text:
    """Read a document from a UTF-8 file; raise PackageError if it cannot be read, has no words, or is HTML.

    `option` is what stands before the name of the file on the command line.
    """
    shown = f"{option}{shorten(str(path))}"
    try:
        text = normalise(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PackageError(
            f"{shown}: cannot be read ({error.strerror}); give the file with the document's text"
        ) from None
    except UnicodeDecodeError:
        raise PackageError(f"{shown}: is not text in UTF-8; save the document as plain text in UTF-8") from None
    found = words(text)
    if not found or "\0" in text:
        raise PackageError(f"{shown}: contains no text; save the document as plain text in UTF-8")
    if PAGE.match(text):
        raise PackageError(
            f"{shown}: is HTML, whose markup is not part of the document; save the page as plain text in UTF-8"
        )
    return Text(text, [word.text for word in found], [(word.start, word.end) for word in found])


def find(document: Text, sought: str, exact: bool = False) -> list[Passage]:
    """Every passage of a document that contains the words `sought`, ignoring quotes, links and line breaks.

    In `sought`, "first words ... last words" means everything from the first to the last words. A passage is the
    sentence or sentences that contain the words; with `exact`, only the words.
    """
    parts = [[word.text for word in words(normalise(part))] for part in GAP.split(sought)]
    parts = [part for part in parts if part]
    bounds = [] if exact else sentences(document.text.translate(ENGLISH), words(document.text))
    runs = dict.fromkeys(_widened(run, bounds) for run in _runs(document.words, parts)) if parts else {}
    return [_made(document, first, last) for first, last in runs]


def copied(document: Text, prose: str) -> bool:
    """Whether a text of one's own, such as a note or a reason, has words that are copied from a document."""
    its = [word.text for word in words(normalise(prose))]
    runs = (its[i : i + COPIED] for i in range(len(its) - COPIED + 1))
    return any(_starts(document.words, run, 0, len(document.words)) for run in runs)


def _runs(folded: list[str], parts: list[list[str]]) -> list[tuple[int, int]]:
    """Runs of words (first, last exclusive) that begin with the first part; each later part is its nearest match."""
    found = []
    for start in _starts(folded, parts[0], 0, len(folded)):
        last = start + len(parts[0])
        for part in parts[1:]:
            following = _starts(folded, part, last, min(len(folded), start + FARTHEST))
            if not following:
                break
            last = following[0] + len(part)
        else:
            found.append((start, last))
    return found


def _starts(folded: list[str], part: list[str], first: int, last: int) -> list[int]:
    return [i for i in range(first, last - len(part) + 1) if folded[i] == part[0] and folded[i : i + len(part)] == part]


def _widened(run: tuple[int, int], bounds: list[tuple[int, int]]) -> tuple[int, int]:
    touched = [(first, last) for first, last in bounds if first < run[1] and run[0] < last]
    return (touched[0][0], touched[-1][1]) if touched else run


def _made(document: Text, first: int, last: int) -> Passage:
    shown = document.text[document.places[first][0] : document.places[last - 1][1]]
    readable = "".join(c if c.isprintable() else " " for c in " ".join(shown.split()))
    return Passage(first, last - first, fingerprint(document.words[first:last]), readable)
