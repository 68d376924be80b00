"""Which documents are drawn for a second coding, and that none of these is written with one coding."""

from pathlib import Path

import pytest

from scripts.sheets.adjudication.adjudicating import beside, settle
from scripts.sheets.coding import code
from scripts.sheets.drawing import ALONE, ONE_IN, SETTLED, is_drawn
from tests.shared.coding import SHEET, changed, empty, line_of, said, text_of, write_coded

DRAWN = changed("https://post.example.org/2", "https://post.example.org/1")


def test_the_draw_is_the_same_on_every_machine() -> None:
    drawn = [number for number in range(30) if is_drawn(f"https://example.org/{number}")]
    assert drawn == [7]


def test_about_one_in_five_is_drawn() -> None:
    drawn = sum(is_drawn(f"https://example.org/{number}") for number in range(1_000))
    assert abs(drawn - 1_000 / ONE_IN) < 60


@pytest.mark.thorough
def test_one_coding_of_a_drawn_document_is_refused_and_only_asked_about_in_a_dry_run(tmp_path: Path) -> None:
    package, text = empty(tmp_path), text_of(tmp_path)
    alone = code(package, text, DRAWN)
    assert (said(alone), alone.texts) == ([(line_of("url:"), ALONE)], {})
    tried = code(package, text, DRAWN, dry_run=True)
    assert tried.faults == []
    assert (line_of("url:"), ALONE) in [(one.line, one.message) for one in tried.questions]


@pytest.mark.thorough
def test_a_new_document_without_an_address_is_drawn_by_its_title(tmp_path: Path) -> None:
    package, text = empty(tmp_path), text_of(tmp_path)
    without = "".join(line for line in SHEET.splitlines(True) if not line.startswith("url:"))
    titles = [f"Rockets hit Oakford, part {number}" for number in range(20)]
    drawn = next(title for title in titles if is_drawn(title))
    free = next(title for title in titles if not is_drawn(title))
    sheets = {title: without.replace("title: Rockets hit Oakford", f"title: {title}") for title in (drawn, free)}
    assert ALONE in [message for _, message in said(code(package, text, sheets[drawn]))]
    coded = code(package, text, sheets[free])
    assert coded.faults == []
    write_coded(coded)
    renamed = code(package, text, sheets[drawn])
    assert renamed.faults == []


@pytest.mark.thorough
def test_a_drawn_document_that_is_settled_is_corrected_by_its_sheet_and_not_settled_again(tmp_path: Path) -> None:
    package, text = empty(tmp_path), text_of(tmp_path)
    codings = DRAWN, DRAWN.replace("injured 13+", "injured >13")
    settled = (
        beside(package, text, *codings).replace("\n1|   injured", "\n  injured").replace("why:", "why: It says so.")
    )
    settled = "".join(line for line in settled.splitlines(True) if not line.startswith("2|"))
    coded = settle(package, text, codings, settled)
    assert coded.faults == []
    write_coded(coded)
    before = {name: (package.root / "data" / f"{name}.csv").read_text() for name in ("codings", "adjudications")}
    corrected = code(package, text, DRAWN.replace("damaged several houses", "destroyed several houses"))
    assert corrected.faults == []
    write_coded(corrected)
    assert before == {name: (package.root / "data" / f"{name}.csv").read_text() for name in before}
    again = settle(package, text, codings, settled)
    assert (again.texts, [message for _, message in said(again)]) == ({}, [SETTLED])
