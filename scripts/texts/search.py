"""Find the passages that hold some words in a document: which words they are, and how they read."""

import re
from pathlib import Path
from typing import NamedTuple

from ..package.package import PackageError
from ..package.problem import shorten
from .coverage import sentences
from .words import fingerprint, normalise, words

GAP = re.compile(r"\s*(?:\.\.\.|…)\s*")
PAGE = re.compile(r"\s*<(!doctype html|html|\?xml)\b", re.IGNORECASE)
ENGLISH = str.maketrans("։»", ".”")  # an Armenian full stop and a closing quote, as what English has in their place
FARTHEST = 400  # words between the beginning and the end of a passage that is given by both


class Text(NamedTuple):
    """A document's text at hand: normalised, its folded words, and where each word stands."""

    text: str
    words: list[str]
    places: list[tuple[int, int]]

    @property
    def sha256(self) -> str:
        """The fingerprint of the whole text."""
        return fingerprint(self.words)


class Passage(NamedTuple):
    """A run of a document's words: its first, their number, their fingerprint, and how it reads."""

    start: int
    length: int
    sha256: str
    shown: str


def read_text(path: Path) -> Text:
    """Read a document; raises PackageError where the file cannot be read or holds no words."""
    shown = shorten(str(path))
    try:
        text = normalise(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PackageError(
            f"--text {shown}: cannot be read ({error.strerror}); give the file that holds the document's text"
        ) from None
    except UnicodeDecodeError:
        raise PackageError(f"--text {shown}: is not text in UTF-8; save the document as plain text in UTF-8") from None
    found = words(text)
    if not found or "\0" in text:
        raise PackageError(f"--text {shown}: holds no text; save the document as plain text in UTF-8")
    if PAGE.match(text):
        raise PackageError(
            f"--text {shown}: is a page's HTML, whose markup is not the document's; save the page as plain text in UTF-8"
        )
    return Text(text, [word.text for word in found], [(word.start, word.end) for word in found])


def find(document: Text, sought: str, exact: bool = False) -> list[Passage]:
    """Every passage of a document that holds the words sought, whatever their quotes, links and line breaks.

    `first words ... last words` stands for all that is between. A passage is the sentence around the words, or the sentences where
    they cross one; with `exact`, the words alone.
    """
    parts = [[word.text for word in words(normalise(part))] for part in GAP.split(sought)]
    parts = [part for part in parts if part]
    bounds = [] if exact else sentences(document.text.translate(ENGLISH), words(document.text))
    runs = dict.fromkeys(_widened(run, bounds) for run in _runs(document.words, parts)) if parts else {}
    return [_made(document, first, last) for first, last in runs]


def _runs(folded: list[str], parts: list[list[str]]) -> list[tuple[int, int]]:
    """The runs of words, first to last (not included), that begin with the first part and end with the nearest next ones."""
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
