"""Questions about a sheet: what its words have and no line says; none about a sheet that says it."""

from collections.abc import Iterator

import pytest

from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.texts.search import Text
from scripts.texts.signs import KINDS, STEMS, signs_in
from tests.shared.coding import SHEET, asked, changed, empty, line_of, text_of


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Draft, Text]]:
    folder = tmp_path_factory.mktemp("package")
    package = empty(folder)
    with open_texts(package) as connection:
        yield Draft(package, connection), text_of(folder)


def test_the_example_raises_none(drafted: tuple[Draft, Text]) -> None:
    assert asked(*drafted, SHEET) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  when 2020-10-03 midday, stated\n", "", "[2 @O]", "no line says when, though the words have a day"),
        ("  weapon rocket\n", "", "[2 @O]", "no line says weapon, though the words have rockets"),
        ("  damaged several houses\n", "", "[3 @O]", "no line says damaged, though the words have damaged"),
        ("by Res\n  injured 13+", "  injured 13+", "", ""),
        ("by Res\n  fired HF", "  fired HF", "[4 @O]", "who speaks? The words have said"),
        ("by Res\n  fired HF", "by us\n  fired HF", "", ""),
        ("  injured ~20 hedged", "  weapon artillery", "[6 @B]", "no line says injured, though the words have injured"),
        ("weapon rocket x6", "weapon rocket x7", "  fired HF; weapon", "is 7 in the passage?"),
        ("  weapon artillery", "  killed some", "  weapon artillery", "did each of these strikes"),
        ("[8] It said", "[9] It said", "", ""),
    ],
)
def test_a_question(drafted: tuple[Draft, Text], old: str, new: str, line: str, message: str) -> None:
    written = changed(old, new)
    if old.startswith("[8]"):
        written = written.replace("[9 @G]", "[10 @G]").replace("[10] Four", "[11] Four")
        assert [told for _, told in asked(*drafted, written)] == ["[9] follows [7]; is a passage missing between them?"]
        return
    found = asked(*drafted, written)
    assert any(message in told for _, told in found) if message else found == []
    shift = -1 if new == "" and line_of(line) > SHEET[: SHEET.index(old)].count("\n") + 1 else 0
    assert not message or [number for number, told in found if message in told] == [line_of(line.strip("\n")) + shift]


def test_a_document_without_a_day_is_asked_about(drafted: tuple[Draft, Text]) -> None:
    written = changed("published: 2020-10-04\n", "")
    assert asked(*drafted, written) == [(1, "published is missing; does the text say when it was published?")]


def test_every_language_has_signs_of_every_kind() -> None:
    for language, stems in STEMS.items():
        assert len(stems) == len(KINDS)
        for kind, its in zip(KINDS, stems, strict=True):
            for stem in its.split():
                assert kind in signs_in(language, [stem.casefold()]), (language, kind, stem)
    assert signs_in("xx", ["killed"]) == {}
