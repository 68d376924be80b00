"""`cite` finds every passage in any rendering, and says which are moved or missing."""

import os
import re
import textwrap
from pathlib import Path

import pytest

from tests.shared.citing import NGO_SOUND, PAPER_NAME, PAPER_SOUND, Bench, Outcome, account, cite, position, uncited
from tests.shared.tiny import NGO, PAPER, ROOT

TEXTS = os.environ.get("NK2020_TEXTS", "")


def curly(text: str) -> str:
    """The text with typographic quotation marks, apostrophes and dashes."""
    return re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’").replace(" - ", " – ")


def unlinked(text: str) -> str:
    return re.sub(r"\[([^\]\n]*)\]\([^()\s]*\)", r"\1", text)


def rewrapped(text: str, width: int) -> str:
    """The text with its paragraphs re-wrapped; blank lines, list items and headings stay as they are."""
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    return re.sub(r"(?m)^(?![-=*#|]).+(?:\n(?![-=*#|\n]).+)*", lambda found: wrapper.fill(found[0]), text)


def test_a_passage_that_stands_again_below_is_found_where_it_was_cited(bench: Bench) -> None:
    again = "\nEastland denied that it had fired on Lowtown.\n"
    bench.paper(PAPER + again)
    left_out = f"  word {position(PAPER + again, 'denied', 1)}: {uncited('denied')}"
    paper = PAPER_SOUND.replace("0 left out", "1 left out")
    assert bench.cite() == Outcome(1, [paper, left_out, NGO_SOUND], "")


def test_a_passage_that_stands_again_above_is_found_nearest_to_where_it_was_cited(bench: Bench) -> None:
    bench.paper("Eastland denied that it had fired on Lowtown.\n\n" + PAPER)
    start = position(PAPER, "eastland", 1)
    assert f"  ci-cccc2222: found at word {start + 8}, not {start}" in bench.cite().lines


@pytest.mark.parametrize(
    "rendering",
    [
        curly(PAPER),
        rewrapped(PAPER, 30),
        rewrapped(PAPER, 1000),
        PAPER.replace("\n", "\r\n"),
        "\ufeff" + PAPER.upper(),
        PAPER.replace("Lowtown", "[Lowtown](https://example.org/lowtown)").replace(
            "four civilians", "[four civilians](#dead)"
        ),
        PAPER.replace("killed", "**killed**").replace("people.", "people.[1][2]").replace("houses", "hou\u00adses"),
        PAPER.replace("Twelve houses", "https://example.org/houses Twelve houses"),
        "\n\n" + PAPER.replace("Strikes on Lowtown", "# Strikes on Lowtown"),
    ],
    ids=["curly", "narrow", "wide", "line ends", "capitals", "links", "markup", "address", "heading"],
)
def test_a_rendering_with_the_same_words_has_every_passage_in_place(bench: Bench, rendering: str) -> None:
    assert rendering != PAPER
    bench.paper(rendering)
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_a_document_that_was_coded_with_links_is_found_without_them(bench: Bench) -> None:
    linked = PAPER.replace("Eastland denied", "[Eastland](/wiki/eastland) denied[7]")
    bench.quote("ci-cccc2222", linked, "[Eastland](/wiki/eastland) denied[7] that it had fired on Lowtown")
    bench.paper(unlinked(linked))
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_a_rendering_with_a_line_added_at_the_top_is_sound_and_moved(bench: Bench) -> None:
    linked = curly(PAPER).replace("Lowtown", "[Lowtown](https://example.org/l)")
    bench.paper("Subscribe to our letter!\n\n" + rewrapped(linked, 50))
    starts = [position(PAPER, "the"), position(PAPER, "twelve"), position(PAPER, "eastland", 1)]
    assert bench.cite() == Outcome(
        0,
        [
            account(PAPER_NAME, 0, 5, 0, 5, 0, 0),
            f"  ci-aaaa2222: found at word {starts[0] + 4}, not {starts[0]}",
            f"  ci-bbbb2222: found at word {starts[1] + 4}, not {starts[1]}",
            f"  ci-cccc2222: found at word {starts[2] + 4}, not {starts[2]}",
            "  and 2 more moved: this rendering has different words before them",
            NGO_SOUND,
        ],
        "",
    )


def test_only_the_passages_after_an_added_line_are_moved(bench: Bench) -> None:
    bench.paper(PAPER.replace("Eastland denied", "\n\nRead also this.\n\nEastland denied"))
    outcome = bench.cite()
    assert (outcome.code, outcome.lines[0]) == (
        0,
        PAPER_SOUND.replace("5 citations in place, 0 moved", "2 citations in place, 3 moved"),
    )
    assert [line.split(":")[0].strip() for line in outcome.lines[1:4]] == ["ci-cccc2222", "ci-dddd2222", "ci-eeee2222"]


def test_a_changed_word_makes_its_citation_missing(bench: Bench) -> None:
    bench.paper(PAPER.replace("Eastland denied", "Eastland doubted"))
    assert bench.cite() == Outcome(
        1,
        [
            PAPER_SOUND.replace("5 citations in place, 0 moved, 0 missing", "4 citations in place, 0 moved, 1 missing"),
            "  ci-cccc2222: its passage of 8 words is not in this text; check whether the text or the citation changed",
            NGO_SOUND,
        ],
        "",
    )


def test_the_harm_in_a_missing_passage_is_left_out(bench: Bench) -> None:
    bench.paper(PAPER.replace("Twelve houses were", "Twelve cottages were"))
    assert bench.cite() == Outcome(
        1,
        [
            account(PAPER_NAME, 4, 0, 1, 3, 0, 1),
            "  ci-bbbb2222: its passage of 9 words is not in this text; check whether the text or the citation changed",
            f"  word {position(PAPER, 'damaged')}: 'damaged' is not in any cited passage; code or exclude its sentence",
            NGO_SOUND,
        ],
        "",
    )


@pytest.mark.parametrize(
    "cited", ["Eastland denied that it fired on Lowtown", "Eastland denied that had it fired on Lowtown", "It denied"]
)
def test_a_word_dropped_or_swapped_and_a_sentence_rewritten_are_noticed(bench: Bench, cited: str) -> None:
    bench.paper(re.sub(r"Eastland denied\sthat it had fired on Lowtown", cited, PAPER))
    outcome = bench.cite()
    assert (outcome.code, [line.split(":")[0] for line in outcome.lines if "is not in this text" in line]) == (
        1,
        ["  ci-cccc2222"],
    )


def rendered(text: str, width: int) -> str:
    """Another rendering of a document: curly, without links, re-wrapped, with a line added at the top."""
    return "Skip to content. Subscribe to our letter!\n\n" + rewrapped(unlinked(curly(text)), width)


def compared(outcome: Outcome) -> list[str]:
    """The line of each document whose text is in the folder."""
    return [line for line in outcome.lines if not line.startswith("  ") and "not compared" not in line]


def sound(outcome: Outcome) -> bool:
    accounts = compared(outcome)
    return outcome.code == 0 and len(accounts) > 1 and all(" 0 missing;" in line for line in accounts)


@pytest.mark.skipif(not TEXTS, reason="NK2020_TEXTS names no folder")
def test_every_citation_of_the_repository_is_in_its_document(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = cite(ROOT, Path(TEXTS), capsys)
    assert sound(outcome), outcome
    assert all(" 0 moved," in line for line in compared(outcome))


@pytest.mark.skipif(not TEXTS, reason="NK2020_TEXTS names no folder")
@pytest.mark.parametrize("width", [50, 100, 100_000])
def test_every_citation_of_the_repository_is_in_another_rendering(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    for path in Path(TEXTS).iterdir():
        (tmp_path / path.name).write_text(rendered(path.read_text(encoding="utf-8"), width), encoding="utf-8")
    outcome = cite(ROOT, tmp_path, capsys)
    assert sound(outcome), outcome
    assert all(": 0 citations in place, " in line for line in compared(outcome))


def test_a_text_that_quotes_one_sentence_of_an_absent_document_is_not_that_document(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").unlink()
    quoting = NGO + "The Paper wrote: Eastland denied that it had fired on Lowtown.\n"
    (bench.texts / "so-watch234.txt").write_text(quoting, encoding="utf-8")
    ngo = [NGO_SOUND.replace("0 left out", "1 left out"), f"  word {position(quoting, 'denied')}: {uncited('denied')}"]
    assert bench.cite() == Outcome(
        1, ["Strikes on Lowtown: not compared, because its text is not in the folder", *ngo], ""
    )
