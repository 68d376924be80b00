"""What `withdraw` refuses, changing no byte: ids, replacements, reasons, and what others still use."""

from pathlib import Path

import pytest

from scripts.checking.privacy.text import ADVICE
from tests.shared.speeds import quick
from tests.shared.tiny import contents
from tests.shared.withdrawing import REFERS, assert_refused, assert_sound, run, stones

REFUSED = {
    "a claim that has a part": (
        ["vc-aaaa2222"],
        f"data/victim_counts.csv:3 vc-bbbb2222 part_of=vc-aaaa2222: {REFERS.format('part_of')}\n",
    ),
    "a statement that is answered": (
        ["sm-aaaa2222"],
        f"data/statements.csv:4 sm-cccc2222 answers=sm-aaaa2222: {REFERS.format('answers')}\n",
    ),
    "an actor": (
        ["ac-westl234"],
        f"data/actors.csv:4 ac-minis234 parent_id=ac-westl234: {REFERS.format('parent_id')}\n",
    ),
    "a citation": (
        ["ci-bbbb2222"],
        "".join(
            f"data/damage_counts.csv:{line} {id_} citation_id=ci-bbbb2222: {REFERS.format('citation_id')}\n"
            for line, id_ in ((2, "dc-aaaa2222"), (3, "dc-bbbb2222"))
        ),
    ),
    "a strike with a claim": (
        ["st-group234"],
        f"data/victim_counts.csv:5 vc-dddd2222 strike_id=st-group234: {REFERS.format('strike_id')}\n",
    ),
    "a strike's only report": (
        ["sr-bbbb2222"],
        "data/strikes.csv:4 st-secon234 strike_id=st-secon234: no report says when or where the strike happened;"
        " add a row to strike_reports or withdraw the strike\n",
    ),
    "an unknown id": (["vc-aaaa2223"], "vc-aaaa2223: no row has this id; did you mean vc-aaaa2222?\n"),
    "no id at all": (["x"], "x: no row has this id\n"),
    "a tombstone": (["wd-aaaa2222"], "wd-aaaa2222: is a tombstone, and cannot be withdrawn\n"),
    "a withdrawn id": (
        ["vc-zzzz2222"],
        "vc-zzzz2222: is already withdrawn; see: python -m scripts resolve vc-zzzz2222\n",
    ),
    "an unknown replacement": (["vc-cccc2222", "--replaced-by", "vc-xxxxxxxx"], "vc-xxxxxxxx: no row has this id\n"),
    "itself": (
        ["vc-cccc2222", "--replaced-by", "vc-cccc2222"],
        "vc-cccc2222: cannot replace itself; give the id to use instead\n",
    ),
    "a withdrawn replacement": (
        ["vc-cccc2222", "--replaced-by", "vc-zzzz2222"],
        "vc-zzzz2222: is itself withdrawn; see: python -m scripts resolve vc-zzzz2222\n",
    ),
    "a replacement that goes too": (
        ["sm-dddd2222", "--replaced-by", "ci-ffff2222"],
        "ci-ffff2222: cannot replace anything, because it is withdrawn with sm-dddd2222, the only row that used it\n",
    ),
    "a move to another table": (
        ["vc-aaaa2222", "--replaced-by", "dc-aaaa2222", "--move"],
        "dc-aaaa2222: is in damage_counts, so references to vc-aaaa2222 cannot be changed to it\n",
    ),
    "several faults": (
        ["vc-aaaa2223", "--replaced-by", "vc-xxxxxxxx", "vc-zzzz2222"],
        "vc-aaaa2223: no row has this id; did you mean vc-aaaa2222?\nvc-xxxxxxxx: no row has this id\n"
        "vc-zzzz2222: is itself withdrawn; see: python -m scripts resolve vc-zzzz2222\n",
    ),
    "a merge that the rules forbid": (
        ["st-group234", "--replaced-by", "st-first234", "--move"],
        "data/strike_links.csv:3 sl-bbbb2222 other_id=st-first234: the other strike has level strike and cannot have"
        " parts; make it a series or campaign, or correct the link\n",
    ),
}


@pytest.mark.parametrize(("words", "said"), quick(REFUSED.values(), 7), ids=REFUSED.keys())
def test_it_is_refused_and_every_byte_stays(
    package: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(package, said, capsys, *words)


REASONS = {
    "": "the reason is empty; fill it in\n",
    "   ": "the reason is empty; fill it in\n",
    "x" * 301: "the reason is longer than 300 characters; shorten it\n",
    "two\nlines": "the reason has a space at its beginning or end, or a control or invisible character; remove it\n",
}


@pytest.mark.parametrize(("reason", "said"), REASONS.items(), ids=["empty", "blank", "long", "lines"])
def test_a_reason_that_the_schema_does_not_allow_is_refused(
    package: Path, reason: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(package, said, capsys, "vc-cccc2222", reason=reason)


def test_a_reason_that_names_a_person_is_refused(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = f"the reason {ADVICE['name'].format('words 2 and 3')}\n"
    assert_refused(package, said, capsys, "vc-cccc2222", reason="That Velmir Tazakov died is not said.")


@pytest.mark.thorough
def test_the_longest_reason_is_kept_whole(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reason = '"Ş", ' + "x" * 295
    assert run(package, "vc-cccc2222", reason=reason) == 0
    assert stones(package) == {("vc-cccc2222", reason, "")}
    assert_sound(package, capsys)


def test_a_package_that_is_not_valid_is_mended_first(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = package / "data/strikes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",series,", ",serial,"), encoding="utf-8")
    said = "data/strikes.csv:3 st-group234 level=serial: is not one of strike, series, campaign; did you mean series?\n"
    assert_refused(package, said, capsys, "vc-cccc2222")


@pytest.mark.parametrize(
    "words", [["--move"], ["--move", "--replaced-by", "vc-aaaa2222", "vc-dddd2222"]], ids=["none", "two"]
)
def test_a_move_needs_one_replacement(package: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(package)
    assert run(package, "vc-cccc2222", *words) == 2
    assert capsys.readouterr() == (
        "",
        "--move needs exactly one id after --replaced-by: the row that takes over the references\n",
    )
    assert contents(package) == before
