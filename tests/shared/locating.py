"""What the tests of `new source` and `new citation` share: documents, and what a citation of them stores."""

from pathlib import Path

import pytest

from scripts.texts.words import fingerprint
from tests.shared.adding import new, rows
from tests.shared.documents import folded
from tests.shared.tiny import NGO, PAPER, tiny, write_canonical

LEAF = """A page of a made-up paper

The mayor of Hightown said that "nine sheds" of the town's [market](https://example.org/market) were damaged[1] and that
two carts were **gone**. Nobody was near. The mayor didn’t say when: "nine sheds" is what he said.

The mayor of Hightown said no more. Rain fell… and the market of Hightown opened again.
"""


def with_fingerprints(folder: Path) -> Path:
    """The tiny package, with the fingerprints of its two documents."""
    its = tiny()
    for source, text in zip(its["sources"], (PAPER, NGO), strict=True):
        source.update(text_sha256=fingerprint(folded(text)), text_words=str(len(folded(text))))
    return write_canonical(folder, its)


def cited(
    folder: Path, capsys: pytest.CaptureFixture[str], text: Path, sought: str, *more: str
) -> tuple[dict[str, str], str]:
    """Add a citation by words; returns its row and what was said."""
    before = rows(folder, "citations")
    code = new(folder, "citation", "--text", str(text), "--find", sought, "--speech", "own_voice", *more)
    said = capsys.readouterr()
    assert (code, said.err) == (0, ""), said
    (id_,) = set(rows(folder, "citations")) - set(before)
    return rows(folder, "citations")[id_], said.out


def assert_is(row: dict[str, str], expected: dict[str, str]) -> None:
    assert {name: row[name] for name in expected} == expected
