"""The page on coding sheets: its example gives rows, and it names every key, code and word that a line may have."""

from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.package import open_package
from scripts.sheets.grammar.declarations import KEYS
from scripts.sheets.grammar.reading import HEAD, SPEECH
from scripts.sheets.grammar.reports import TIMES
from scripts.sheets.grammar.vocabulary import TOPICS, Vocabulary
from tests.shared.coding import PAGE, SHEET, TEXT, empty, tables
from tests.shared.tiny import ROOT


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The words of the command for the example, in a package without rows."""
    empty(tmp_path / "package")
    for name, content in (("text.txt", TEXT), ("example.sheet", SHEET)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return ["--package", str(tmp_path / "package"), "code", str(tmp_path / "text.txt"), str(tmp_path / "example.sheet")]


@pytest.mark.thorough
def test_the_example_becomes_rows_of_a_valid_package(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*files, "--dry-run"]) == 0
    assert "dry run: nothing was written" in capsys.readouterr().err
    package = open_package(Path(files[1]))
    before = tables(package)
    assert main(files) == 0
    printed = capsys.readouterr().out
    assert "victim_counts: 6 added\n" in printed
    assert "new in strikes: Oakford / Eichfurt, Belmark and Torvik, 2 and 3 October 2020\n" in printed
    after = tables(package)
    assert after != before
    assert main(files) == 0
    assert tables(package) == after
    assert main(["--package", files[1], "validate"]) == 0
    assert main(["--package", files[1], "format", "--check"]) in (0, 1)
    assert tables(package) == after


@pytest.mark.thorough
def test_the_sheet_of_the_example_is_printed(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(files) == 0
    capsys.readouterr()
    assert main(["--package", files[1], "code", "--sheet", "Rockets hit Oakford", files[3]]) == 0
    written = capsys.readouterr().out
    for line in ("  of them a girl", "  of them hospitalised 3", "  injured ~20 hedged", "by Hilland via RSL"):
        assert f"\n{line}\n" in written


def test_the_page_names_every_word_of_the_grammar() -> None:
    vocabulary = Vocabulary(open_package(ROOT))
    words = {*HEAD, *SPEECH, *TOPICS, *TIMES, *(key for keys in KEYS.values() for key in keys)}
    words |= {*vocabulary.codes("victim_counts", "outcome"), *vocabulary.codes("damage_counts", "extent")}
    words |= {code for _, code in vocabulary.words_of_count().values()} - {"persons", "total"}
    assert {word for word in words if word not in PAGE} == set()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["code", "text.txt"], "give a text and one to three sheets; see: python -m scripts code --help\n"),
        (
            ["code", "--sheet", "so-abcd2345", "a.txt", "b.sheet"],
            "give a text and either --sheet SOURCE or --draft, and no sheet; see: python -m scripts code --help\n",
        ),
    ],
)
def test_wrong_usage(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(ROOT), *words]) == 2
    assert capsys.readouterr().err == message
