"""A draft of a sheet: the sentences to look at, with proposals that nobody can take for a coding."""

from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.sheets.drafting import language_of, proposed
from tests.shared.coding import TEXT, empty, tables, text_of
from tests.sheets.drafting import measured, table

Said = pytest.CaptureFixture[str]


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The words of a command in a package without rows, and the text of the example."""
    empty(tmp_path / "package")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    return ["--package", str(tmp_path / "package"), "code", str(tmp_path / "text.txt")]


def drafted(words: list[str], capsys: Said) -> str:
    assert main([*words, "--draft"]) == 0
    return capsys.readouterr().out


def test_a_draft_proposes_passages_days_figures_and_weapons_in_the_order_of_the_text(
    words: list[str], capsys: Said
) -> None:
    lines = drafted(words, capsys).splitlines()
    passages = [line for line in lines if line.startswith("?[")]
    assert [int(line[2 : line.index("]")]) for line in passages] == list(range(1, len(passages) + 1))
    second = lines[lines.index(passages[1]) :][:4]
    assert [line.strip() for line in second[1:]] == ["? when 2020-10-03", "? killed 4 civilians", "? weapon rocket"]
    denial = lines[lines.index(next(line for line in passages if "denied" in line)) :]
    assert "weapon" not in denial[1]


def test_every_line_of_a_draft_is_to_be_settled_and_code_refuses_it_until_then(
    words: list[str], tmp_path: Path, capsys: Said
) -> None:
    draft = drafted(words, capsys)
    assert all(line.strip().startswith("?") for line in draft.splitlines() if line)
    (tmp_path / "draft.sheet").write_text(draft, encoding="utf-8")
    before = tables_of(tmp_path)
    assert main([*words, str(tmp_path / "draft.sheet")]) == 1
    assert "is not settled; remove the ? to accept the line" in capsys.readouterr().out
    assert tables_of(tmp_path) == before


def tables_of(folder: Path) -> object:
    from scripts.package.package import open_package

    return tables(open_package(folder / "package"))


def test_a_draft_and_a_sheet_are_not_asked_for_at_once(words: list[str], capsys: Said) -> None:
    assert main([*words, "a.sheet", "--draft"]) == 2
    assert "either --sheet SOURCE or --draft" in capsys.readouterr().err


def test_a_draft_is_measured_by_the_passages_that_it_shares_with_the_data(tmp_path: Path) -> None:
    text = text_of(tmp_path)
    spans = [(first, last) for first, last, _ in proposed(text, "en")]
    [first, *others] = spans
    its = measured(text, [(first[0], first[1] - 1), (len(text.words), len(text.words) + 9)])
    assert (its["cited"], its["found"], its["proposals"], its["stand"]) == (2, 1, len(others) + 1, 1)
    assert table({"en": its}).splitlines()[2] == f"| en | 1 | 2 | 50.0 | {len(spans)} | {100 / len(spans):.1f} |"


@pytest.mark.parametrize(
    ("language", "sentence", "count"),
    [
        ("ru", "Нанесен ущерб жилым домам. Armenia fired a missile at the city. Больше новостей нет.", 2),
        ("de", "Es gab Sachschäden in der Stadt. Weitere Angaben fehlen.", 1),
        ("es", "Dos personas murieron en el ataque con misiles. La ciudad es antigua.", 1),
    ],
)
def test_a_draft_proposes_sentences_of_the_language_and_those_quoted_in_english(
    tmp_path: Path, language: str, sentence: str, count: int
) -> None:
    text = text_of(tmp_path, sentence)
    assert language_of(text) == language
    assert len([*proposed(text, language)]) == count
