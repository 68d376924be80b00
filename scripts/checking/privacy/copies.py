"""Copies: runs of words that a text shares with a document at hand, since documents are cited and never copied."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...package.package import Package
from ...package.problem import Problem
from ...texts.words import Word, normalise, words
from ..vocabulary import rows_of
from .cells import free_text, key_of

RUN = 8  # words in a row
# In a query, which may be the title of a page or name an office in full; of a longer title, a part is enough.
LONGER = {("searches", "query"): 16}
ADVICE = "has {} or more consecutive words of a document (words {} to {}): use your own words"

Run = tuple[str, ...]


class Copies:
    """Runs of words of the documents in a folder, apart from those of titles, which are given as printed, and of the
    names of actors, which some offices have in eight words or more."""

    def __init__(self, folder: Path, package: Package) -> None:
        texts = (
            path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.iterdir()) if path.is_file()
        )
        names = [
            row.get(name, "")
            for table, name in (("sources", "title"), ("actors", "name"))
            for _, row in rows_of(package.tables[table])
        ]
        self.runs = set(_runs(texts)) - set(_runs(names))

    def faults(self, text: str, least: int = RUN) -> list[str]:
        """A message if a text has `least` words of a document in a row, with the place of the first such run."""
        said = words(normalise(text)) if len(text) >= 2 * RUN else []
        for first, run in enumerate(_windows(said)):
            if run in self.runs:
                last = first + RUN
                while last < len(said) and tuple(w.text for w in said[last - RUN + 1 : last + 1]) in self.runs:
                    last += 1
                if last - first >= least:
                    return [ADVICE.format(least, first + 1, last)]
        return []

    def problems_in(self, package: Package) -> Iterator[Problem]:
        """A problem for every free-text cell that copies a document, except titles of sources."""
        for table in package.tables.values():
            asked = [name for name in free_text(table) if (table.name, name) != ("sources", "title")]
            for line, row in rows_of(table) if asked else ():
                for name in asked:
                    for message in self.faults(row.get(name, ""), LONGER.get((table.name, name), RUN)):
                        yield Problem(table.file, line, key_of(table, row), name, "", message)

    def problems_in_text(self, file: str, text: str, lines: Iterable[int] | None = None) -> list[Problem]:
        """The same for prose; only for the paragraphs that have one of the lines, if any are given."""
        wanted = None if lines is None else set(lines)
        return [
            Problem(file, line, "", "", "", message)
            for line, paragraph in _paragraphs(text)
            if wanted is None or wanted & set(range(line, line + paragraph.count("\n") + 1))
            for message in self.faults(paragraph)
        ]


def _runs(texts: Iterable[str]) -> Iterator[Run]:
    return (run for text in texts for run in _windows(words(normalise(text))))


def _windows(said: list[Word]) -> Iterator[Run]:
    folded = [word.text for word in said]
    return (tuple(folded[start : start + RUN]) for start in range(len(folded) - RUN + 1))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text with the numbers of their first lines."""
    line = 1
    for paragraph in text.split("\n\n"):
        yield line, paragraph
        line += paragraph.count("\n") + 2
