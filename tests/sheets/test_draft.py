"""A draft of a sheet: the sentences to look at, with proposals that nobody can take for a coding."""

from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.coding import TEXT, empty, tables

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
