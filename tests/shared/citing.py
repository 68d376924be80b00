"""What the tests of `cite` share: the tiny package beside its documents, and the lines that are printed."""

from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.__main__ import main
from scripts.texts.words import fingerprint, normalise, words
from tests.shared.tiny import Rows, tiny, write, write_documents


def account(document: str, *numbers: int) -> str:
    """The line on a document: citations in place, moved, missing; figures in their passage, not in it; left out."""
    in_place, moved, missing, found, absent, left_out = numbers
    return (
        f"{document}: {in_place} citations in place, {moved} moved, {missing} missing;"
        f" {found} figures are in their passage, {absent} are not; {left_out} left out"
    )


PAPER_NAME = "Strikes on Lowtown (so-paper234.txt)"
NGO_NAME = "Findings (so-watch234.txt)"
PAPER_SOUND = account(PAPER_NAME, 5, 0, 0, 5, 0, 0)
NGO_SOUND = account(NGO_NAME, 2, 0, 0, 2, 0, 0)


class Outcome(NamedTuple):
    """The result of a run of `cite`: exit code, lines on standard output, text on standard error."""

    code: int
    lines: list[str]
    errors: str


class Bench:
    """The tiny package and its documents in a temporary folder, to change and verify."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.rows: Rows = tiny()
        self.package = folder / "package"
        self.texts = write_documents(folder / "texts")
        self.capsys = capsys

    def paper(self, text: str) -> None:
        """Replace the text of the first document."""
        (self.texts / "so-paper234.txt").write_text(text, encoding="utf-8")

    def quote(self, citation: str, document: str, quote: str) -> None:
        """Make a citation refer to a quote from another text."""
        spoken = [[word.text for word in words(normalise(text))] for text in (document, quote)]
        start = next(i for i in range(len(spoken[0])) if spoken[0][i : i + len(spoken[1])] == spoken[1])
        bound = {
            "passage_sha256": fingerprint(spoken[1]),
            "passage_words": str(len(spoken[1])),
            "passage_start": str(start),
        }
        self.row("citations", "citation_id", citation).update(bound)

    def row(self, table: str, key: str, value: str) -> dict[str, str]:
        return next(row for row in self.rows[table] if row[key] == value)

    def drop(self, table: str, key: str, value: str) -> None:
        self.rows[table].remove(self.row(table, key, value))

    def cite(self, texts: Path | None = None) -> Outcome:
        """Write the package and run `cite`; assert that it shows no traceback."""
        self.package.mkdir(exist_ok=True)
        write(self.package, self.rows)
        return cite(self.package, texts or self.texts, self.capsys)


def cite(package: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> Outcome:
    code = main(["--package", str(package), "cite", "--texts", str(texts)])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    return Outcome(code, printed.out.splitlines(), printed.err)


def position(text: str, word: str, nth: int = 0) -> int:
    """The position of a word in a text, in words; its nth occurrence, from 0."""
    return [i for i, w in enumerate(words(normalise(text))) if w.text == word][nth]


def uncited(word: str) -> str:
    """What is said of a word of harm or denial that no citation has."""
    return f"'{word}' is not in any cited passage; code or exclude its sentence"
