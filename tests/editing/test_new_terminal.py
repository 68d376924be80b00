"""In a terminal, `new` asks for each field, again if an answer is wrong, and can be stopped at any question."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.adding import rows
from tests.shared.terminal import talked
from tests.shared.tiny import columns, contents

pytestmark = pytest.mark.thorough

ANSWERS = {
    "name": ["Hightown\n"],
    "name_az": ["Yuxarı\n"],
    "kind": ["town\n"],
    "country": ["AZ\n"],
    "held_by": ["azerbaijan\n"],
    "held_by_source": ["F\n"],
}
PLACE = columns("places")[1:]


def test_each_field_is_asked_for_in_its_order(package: Path) -> None:
    terminal, code, asked = talked(package, ANSWERS | {"name_hy": ["Վերին\n"], "name_ru": ["Верхний\n"]}, "place")
    assert (code, [name for name, _ in asked]) == (0, PLACE), terminal.said
    (row,) = [row for row in rows(package, "places").values() if row["name"] == "Hightown"]
    assert [row[name] for name in PLACE[:7]] == ["Hightown", "Yuxarı", "Վերին", "Верхний", "town", "AZ", "azerbaijan"]
    assert "    district                 District or province\n" in terminal.said
    assert "still to do" in terminal.said
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_a_wrong_answer_is_asked_again_and_a_given_one_is_not_asked(package: Path) -> None:
    answers = ANSWERS | {"kind": ["towns\n", "\n", "-\n", "town\n"], "latitude": ["north\n", "\n"]}
    terminal, code, asked = talked(
        package, answers, "place", "--name", "Hightown", "--country", "AZ", "--held-by", "azerbaijani"
    )
    times = Counter(name for name, _ in asked)
    assert code == 0, terminal.said
    assert {name: times[name] for name in ("name", "kind", "country", "held_by", "latitude")} == {
        "name": 0,
        "kind": 4,
        "country": 0,
        "held_by": 1,
        "latitude": 2,
    }
    assert (
        "held_by azerbaijani: is not one of azerbaijan, nagorno_karabakh, armenia; did you mean azerbaijan?\n"
        in terminal.said
    )


def test_an_answer_with_a_name_is_asked_again(package: Path) -> None:
    answers = ANSWERS | {"held_by_source": ["Told by Velmir Tazakov.\n", "Report\n"]}
    terminal, code, asked = talked(package, answers, "place")
    assert code == 0, terminal.said
    assert Counter(name for name, _ in asked)["held_by_source"] == 2
    assert " held_by_source: looks like a person's name (words 3 and 4)" in terminal.said
    (row,) = [row for row in rows(package, "places").values() if row["name"] == "Hightown"]
    assert row["held_by_source"] == "Report"


def test_enter_takes_the_default_and_a_hyphen_empties(package: Path) -> None:
    answers = {
        "strike_id": ["October\n", "st-secon234\n"],
        "date_start": ["2020-10-02\n"],
        "date_precision": ["day\n"],
        "place_id": ["-\n"],
    }
    terminal, code, asked = talked(package, answers, "strike_report")
    offered = dict(asked)
    assert code == 0, terminal.said
    assert {name: offered[name] for name in ("citation_id", "date_end", "place_id", "basis", "local_time")} == {
        "citation_id": "[ci-eeee2222]",
        "date_end": "[2020-10-02]",
        "place_id": "[pl-lowto234 (Lowtown)]",
        "basis": "[stated]",
        "local_time": "(such as 13:00)",
    }
    (row,) = [row for id_, row in rows(package, "strike_reports").items() if not id_.endswith("2222")]
    assert [row[name] for name in columns("strike_reports")[1:]] == [
        "st-secon234",
        "ci-eeee2222",
        "2020-10-02",
        "2020-10-02",
        "day",
        "",
        "",
        "stated",
        "",
    ]


def test_a_row_that_breaks_a_rule_is_asked_again_only_for_what_the_rule_names(package: Path) -> None:
    answers = ANSWERS | {
        "name_az": ["\n", "Yuxarı\n"],
        "latitude": ["40.5\n", "\n"],
        "longitude": ["\n", "47\n"],
        "coordinate_precision": ["\n", "settlement\n"],
        "gazetteer": ["\n", "Example 1\n"],
    }
    terminal, code, asked = talked(package, answers, "place")
    names = [name for name, _ in asked]
    assert (code, names[: len(PLACE)]) == (0, PLACE), terminal.said
    assert names[len(PLACE) :] == ["name_az", "name_hy", "latitude", "longitude", "coordinate_precision", "gazetteer"]
    assert asked[names.index("latitude", len(PLACE))] == ("latitude", "[40.5]")
    (row,) = [row for row in rows(package, "places").values() if row["name"] == "Hightown"]
    assert [row[name] for name in PLACE[-6:]] == ["40.5", "47", "settlement", "", "", "Example 1"]


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "the end of input"])
@pytest.mark.parametrize("field", ["name", "gazetteer"])
def test_leaving_writes_nothing(package: Path, key: str, field: str) -> None:
    before = contents(package)
    terminal, code, asked = talked(package, ANSWERS | {field: [key]}, "place")
    assert (code, asked[-1][0], contents(package)) == (1, field, before), terminal.said
    assert terminal.said.endswith("\nnothing was written\n")
    assert "Traceback" not in terminal.said


def test_what_another_row_is_at_fault_for_is_refused_with_the_answers_to_give_again(package: Path) -> None:
    answers = {
        "strike_id": ["st-group234\n"],
        "citation_id": ["ci-bbbb2222\n"],
        "date_start": ["2020-10-03\n"],
        "date_precision": ["day\n"],
        "place_id": ["\n"],
    }
    path = package / "data/strike_reports.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "sr-cccc2222,st-group234,ci-gggg2222,2020-10-01,2020-10-02,days",
            "sr-cccc2222,st-group234,ci-gggg2222,,,unknown",
        ),
        encoding="utf-8",
    )
    before = contents(package)
    terminal, code, _ = talked(package, answers, "strike_report")
    assert (code, contents(package)) == (1, before), terminal.said
    assert "sl-aaaa2222 other_id=st-group234: no reported date of the part is within" in terminal.said
    assert (
        "to give the same answers again: python -m scripts new strike_reports --strike-id st-group234"
        " --citation-id ci-bbbb2222 --date-start 2020-10-03"
    ) in terminal.said


def test_an_invalid_package_and_an_id_that_is_taken_are_told_before_anything_is_asked(package: Path) -> None:
    terminal, code, asked = talked(package, {}, "actor", "--id", "ac-paper234")
    assert (code, asked) == (1, [])
    assert "--id ac-paper234: is taken" in terminal.said
    path = package / "data/strikes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",series,", ",serial,"), encoding="utf-8")
    terminal, code, asked = talked(package, {}, "actor")
    assert (code, asked) == (1, [])
    assert (
        "level=serial: is not one of strike, series, campaign; did you mean series?\nfix this first, then add the row\n"
        in terminal.said
    )


def test_no_questions_are_asked_in_a_terminal_where_none_are_wanted(package: Path) -> None:
    terminal, code, asked = talked(package, {}, "actor", "--no-questions", "--name", "Third")
    assert (code, asked) == (1, [])
    assert terminal.said.startswith("--kind: is empty; fill it in. ")
