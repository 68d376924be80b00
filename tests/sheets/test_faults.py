"""What is wrong with a sheet is told at its line, once, with what to write; and nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pytest

from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.package.package import Package
from scripts.sheets.coding import Coded, code, code_in
from scripts.texts.search import Text, read_text
from tests.shared.coding import LINES, SHEET, TEXT, changed, empty, line_of, said, text_of
from tests.shared.speeds import quick


@dataclass(frozen=True)
class Case:
    """A part of the example, what stands in its place, the line at fault (its words), and a part of the message."""

    old: str
    new: str
    line: str
    message: str

    def __str__(self) -> str:
        return self.new.strip()[:30] or f"without {self.old.strip()[:30]}"


OF_LINES = [
    Case("title: Rockets", "titel: Rockets", "title: Rockets", "titel is no key of the head; did you mean title?"),
    Case("publisher: Lakeland Post", "publisher: Lakeland Pst", "publisher:", "near: Lakeland Post; Lakeland;"),
    Case("author: Lake News Agency\n", "", "voice:", "author is missing where there is a voice"),
    Case(", publisher, full_text, own_text", "", "read:", "read needs four parts"),
    Case("Res = new", "us = new", "Res = new", "us is the voice of the document"),
    Case("under Hilland", "under Highland", "HF =", "no actor has the name Highland"),
    Case("source as Oak;", "source as Elm;", "Tor =", "no place has the name Elm"),
    Case("Tor = new place", "Tor = place", "Tor =", "only a new place takes kind, country, held, source, az"),
    Case("kind town;", "from 99999999;", "Oak =", "99999999 is no number of the gazetteer"),
    Case("kind state; side azerbaijan", "side azerbaijan", "Lake =", "the kind of Lakeland is missing"),
    Case(
        "kind town; country AZ; held azerbaijan;",
        "kind town; country AZ;",
        "Oak =",
        "held_by of Oakford",
    ),
    Case("at Oak on 2020-10-03", "at Oak on 3 October", "O = new", "the days of the strike are missing; write on DAY"),
    Case("at Oak on 2020-10-03", "on 2020-10-03", "O = new", "write strike at PLACE on DAY"),
    Case("at Oak on 2020-10-03", "at Oak, Bel on 2020-10-03", "O = new", "a strike has one place"),
    Case("B = Bel, T = Tor", "B = Bel, Tor", "new strikes", "Tor declares nothing; write X = PLACE"),
    Case("via Res", "via us", "by Hill via", "what the document itself reports has no via"),
    Case("\nby Hill\n", "\nby Hilland forces\n", "by Hill", "near: Armed Forces of Hilland; Hilland"),
    Case("new place Belmark; kind village; country AZ", "new place Ganja; kind village", "Bel =", "NUMBER; with this"),
    Case("T part of G", "T part of H", "T part of G", "no strike has the name H"),
    Case("T part of G", "T distinct from G", "T part of G", "it does not say why"),
    Case("T part of G", "T part of T", "T part of G", "T and T are one row"),
    Case("T part of G", "B part of G", "T part of G", "the line stands twice"),
    Case("T part of G", "Tor part of Bel", "T part of G", "only strikes are part of another"),
    Case("; note Places", "; note A; note Places", "G = new", "note is given twice"),
    Case("[2 @O]", "[2 @P]", "[2 @O]", "no strike has the name P"),
    Case("[2 @O]", "[2 @HF]", "[2 @O]", "HF is a name of actors; name a strike"),
    Case("[3 @O]", "[2 @O]", "[3 @O]", "[2] stands on line 29 too"),
    Case("[2 @O]", "[@O]", "[2 @O]", "the passage has no label"),
    Case("[3 @O]", "[3]", "  injured 13+", "it is not clear of which strike this is"),
    Case("At noon on", "At night on", "[2 @O]", "the text does not have these words"),
    Case("rescue service said", "rescue service sad", "[2 @O]", "but not the last ones"),
    Case("About 20 people ... in Belmark", "Rockets hit Oakford", "[6 @B]", "in the order of the text: move it up"),
    Case("killed 4 civilians", "kiled 4 civilians", "  killed 4", "kiled begins no line; did you mean killed?"),
    Case("killed 4 civilians", "killed four civilians", "  killed 4", "four is no number; write 4"),
    Case("killed 4 civilians", "killed 4 civilians persons", "  killed 4", "persons gives population a second time"),
    Case("killed 4 civilians\n", "when unknown\n", "  of them a girl", "there is no count above"),
    Case("of them a girl", "of them damaged a house", "  of them a", "people are no part of things"),
    Case("weapon artillery", "weapon artilery", "  weapon artillery", "did you mean artillery?"),
    Case("rocket x6", "rocket x6~", "weapon rocket x6", "x6~ is no number of munitions or incidents"),
    Case("damaged several houses", "damaged several hauses", "  damaged", "did you mean houses?"),
    Case("damaged several houses", "damaged several", "  damaged", "the object is missing"),
    Case("denies fired HF answers", "fired HF answers", "  denies", "only a denial or an admission answers"),
    Case("denies fired HF", "denies fired", "  denies", "fired names nobody"),
    Case("denies fired HF answers [4]", "denies", "  denies", "denies says not what"),
    Case("answers [4]", "answers [44]", "  denies", "[44] is no passage or mark"),
    Case("answers [4]", "answers [2]", "  denies", "[2] has no such claim on this strike"),
    Case("repeat of [2]", "repeat of [5]", "  repeat", "[5] has no line of this speaker"),
    Case("repeat of [2]", "repeat [2]", "  repeat", "write repeat of [n]"),
    Case("out: military_loss", "out: military", "  out: military", "did you mean military_loss?"),
    Case("out: military_loss", "out: repeat", "  out: military", "write repeat of [n]"),
    Case("by Hill via Res", "by Hil via Res", "by Hill via", "near: Hilland"),
    Case("by Hill\n", "by Hill, sayed\n", "by Hill\n", "sayed is no kind of speech; did you mean relayed?"),
    Case("by Hill\n", "by Hill on 2020-13-01\n", "by Hill\n", "2020-13-01 is no day"),
    Case("when 2020-10-03 midday", "when 2020-10-33", "  when 2020-10-03 m", "2020-10-33 is no day"),
    Case("when 2020-10-03 midday", "when 2020-10-03 noon", "  when 2020-10-03 m", "noon is no time of day"),
    Case("midday, stated", "midday, states", "  when 2020-10-03 m", "states is not known after when"),
    Case("  out: no_claim\n", "", "[1 @O]", "[1] says nothing"),
    Case("fired HF; weapon", "fired HF;; weapon", "  fired HF;", "nothing stands between two claims"),
    Case("?[6 @B]"[1:], "?[6 @B]", "[6 @B]", "is not settled"),
    Case("  injured ~20", "  ? injured ~20", "  injured ~20", "is not settled"),
]
OF_THE_TEXT = [
    Case(
        "[7 @O] Hilland denied ... on Oakford\nby Hill\n  denies fired HF answers [4]\n",
        "",
        "[6 @B]",
        "'denied' is",
    ),
    Case("  denies fired HF answers [4]", "  weapon rocket", "[7 @O]", "no row on its passage denies"),
    Case("injured 13+", "injured 14+", "[3 @O]", "no row on its passage has the number 13"),
]
OF_THE_PACKAGE = [
    Case("own_text", "", "read:", "identified_by: is empty; fill it in"),
    Case("language: en", "language: english", "language:", "language english: does not have the right form"),
    Case("published: 2020-10-04", "published: 4 October", "published:", "published_on 4 October: is not a date"),
    Case("side armenia", "side armenian", "Hill =", "did you mean armenia?"),
    Case("kind town;", "kind towne;", "Oak =", "did you mean town?"),
    Case("  when 2020-10-02..2020-10-03\n", "", "G = new", "no report says when or where the strike happened"),
    Case("of them a girl", "of them 5 girls", "of them a girl", "is part of line 32, whose number is 4"),
    Case(
        "note Places that", "note At noon on 3 October 2020 rockets hit Oakford, that", "G = new", "note: it has words"
    ),
    Case("note Places that", "note As Velmir Tazakov said, places that", "G = new", "looks like a person's name"),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Package, Text]:
    folder = tmp_path_factory.mktemp("package")
    return empty(folder), text_of(folder)


@pytest.fixture(scope="module")
def draft(package: tuple[Package, Text]) -> Iterator[Draft]:
    """A draft that a sheet with a line at fault does not change."""
    with open_texts(package[0]) as connection:
        yield Draft(package[0], connection)


def first(case: Case) -> int:
    """The line at fault: that with the words, or the first of several."""
    return next(number for number, line in enumerate(LINES, 1) if case.line.removesuffix("\n") in line)


def is_told(coded: Coded, case: Case) -> None:
    assert [line for line, message in said(coded) if case.message in message] == [first(case)], said(coded)
    assert coded.texts == {}


@pytest.mark.parametrize("case", quick(OF_LINES, 12), ids=str)
def test_a_fault_in_a_line_is_told_there(package: tuple[Package, Text], draft: Draft, case: Case) -> None:
    is_told(code_in(draft, package[1], changed(case.old, case.new)), case)


@pytest.mark.thorough
@pytest.mark.parametrize("case", [*OF_THE_TEXT, *OF_THE_PACKAGE], ids=str)
def test_a_fault_of_the_text_or_the_package_is_told_at_a_line(package: tuple[Package, Text], case: Case) -> None:
    is_told(code(*package, changed(case.old, case.new)), case)


def test_two_faults_are_both_told_in_the_order_of_lines(package: tuple[Package, Text], draft: Draft) -> None:
    written = changed("killed 4", "kiled 4").replace("out: no_claim", "out: nothing")
    lines = [line for line, _ in said(code_in(draft, package[1], written))]
    assert lines == [line_of("out: no_claim"), line_of("killed 4")]


def test_a_name_at_fault_is_told_once_where_it_is_declared(package: tuple[Package, Text], draft: Draft) -> None:
    coded = code_in(draft, package[1], changed("at Oak on 2020-10-03", "at Elm on 2020-10-03"))
    assert [line for line, _ in said(coded)] == [line_of("at Oak on")]


def test_a_sheet_without_passages_is_told_without_a_passage(package: tuple[Package, Text], draft: Draft) -> None:
    assert not [message for _, message in said(code_in(draft, package[1], "")) if "below this passage" in message]


@pytest.mark.thorough
def test_a_long_text_takes_time_in_proportion(package: tuple[Package, Text], draft: Draft, tmp_path: Path) -> None:
    more = " ".join(f"A shell killed two people at {number}." for number in range(40_000))
    (tmp_path / "long.txt").write_text(TEXT + more, encoding="utf-8")
    text, before = read_text(tmp_path / "long.txt"), process_time()
    assert len(code_in(draft, text, SHEET).faults) >= 40_000
    assert process_time() - before < 20


@pytest.mark.thorough
def test_no_message_has_an_id(package: tuple[Package, Text]) -> None:
    for case in [*OF_LINES, *OF_THE_TEXT, *OF_THE_PACKAGE]:
        for line, message in said(code(*package, changed(case.old, case.new))):
            assert not any(
                message[i + 2 : i + 3] == "-" and len(word) == 11
                for word in message.split()
                for i in [message.find(word)]
            )
            assert line >= 0


def test_schools_may_be_a_part_of_infrastructure_and_not_of_houses(package: tuple[Package, Text]) -> None:
    whole = changed("damaged several houses", "damaged 20 civil infrastructure\n  of them 3 schools")
    assert [message for _, message in said(code(*package, whole)) if "part of" in message] == []
    houses = changed("damaged several houses", "damaged 20 houses\n  of them 3 schools")
    assert [line for line, message in said(code(*package, houses)) if "a part has the object of its total" in message]
