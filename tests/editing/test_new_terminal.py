"""In a terminal, `new` asks for each field, again if an answer is wrong, and can be stopped at any question."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.commands.new import KEPT
from scripts.editing.kept import FILE
from tests.shared.adding import CITED, added, rows
from tests.shared.terminal import talked
from tests.shared.tiny import TINY, columns, contents

pytestmark = pytest.mark.exhaustive

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
    assert (code, [name for name, _ in asked]) == (0, ["Place name or identifier", *PLACE]), terminal.said
    (row,) = [row for row in rows(package, "places").values() if row["name"] == "Hightown"]
    assert [row[name] for name in PLACE[:7]] == ["Hightown", "Yuxarı", "Վերին", "Верхний", "town", "AZ", "azerbaijan"]
    assert "    district                 District or province\n" in terminal.said
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
        "",
    ]


def test_citations_that_no_row_uses_yet_are_listed_as_answers(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [added(package, capsys, "citation", CITED | {"passage-start": start})["citation_id"] for start in ("90", "9")]
    answers = {"citation_id": ["\n", f"{ids[1]}\n"], "reason": ["no_claim\n"]}
    terminal, code, asked = talked(package, answers, "exclusion")
    assert (code, asked.count(("citation_id", "(an id)"))) == (0, 2), terminal.said
    said = [line.partition(" (")[0].strip() for line in terminal.said.splitlines()]
    first = said.index(f"{ids[1]}  words 9 to 12 of so-paper234")
    assert said[first + 1] == f"{ids[0]}  words 90 to 93 of so-paper234"
    assert " (Strikes on Lowtown), speaker The Paper\n" in terminal.said
    assert ids[1] in [row["citation_id"] for row in rows(package, "exclusions").values()]


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
    assert (code, names.pop(0), names[: len(PLACE)]) == (0, "Place name or identifier", PLACE), terminal.said
    del asked[0]
    assert names[len(PLACE) :] == ["name_az", "name_hy", "latitude", "longitude", "coordinate_precision", "gazetteer"]
    assert asked[names.index("latitude", len(PLACE))] == ("latitude", "[40.5]")
    (row,) = [row for row in rows(package, "places").values() if row["name"] == "Hightown"]
    assert [row[name] for name in PLACE[-6:]] == ["40.5", "47", "settlement", "", "", "Example 1"]


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "the end of input"])
@pytest.mark.parametrize("field", ["name", "gazetteer"])
def test_leaving_writes_nothing(package: Path, key: str, field: str) -> None:
    before = contents(package)
    terminal, code, asked = talked(package, ANSWERS | {field: [key]}, "place")
    kept = (package / FILE).exists()
    (package / FILE).unlink(missing_ok=True)
    assert (code, asked[-1][0], contents(package), kept) == (1, field, before, field != "name"), terminal.said
    assert terminal.said.endswith(f"\nnothing was written{KEPT if kept else ''}\n")
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
    kept = {FILE: (package / FILE).read_bytes()}
    assert (code, contents(package)) == (1, before | kept), terminal.said
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


# rows that are added on the way

LEAF = {
    "title": ["A leaf\n"],
    "publisher_id": ["The Herald\n"],
    "kind": ["media\n"],
    "side": ["third_party\n"],
    "side_source": ["Published in a third state.\n"],
    "language": ["en\n"],
    "read_from": ["archive\n"],
    "identified_by": ["own_text\n"],
}


def test_a_publisher_that_is_not_there_yet_is_added_on_the_way_and_written_with_the_source(package: Path) -> None:
    terminal, code, asked = talked(package, LEAF, "source")
    names = [name for name, _ in asked]
    at = names.index("No actor has this name. Add it now?")
    assert (code, names[at - 1 : at + 5]) == (
        0,
        ["publisher_id", "No actor has this name. Add it now?", "kind", "side", "side_source", "parent_id"],
    ), terminal.said
    (actor,) = [row for row in rows(package, "actors").values() if row["name"] == "The Herald"]
    (source,) = [row for row in rows(package, "sources").values() if row["title"] == "A leaf"]
    assert source["publisher_id"] == actor["actor_id"]
    assert f"{actor['actor_id']} added\n" in terminal.said
    assert (main(["--package", str(package), "format", "--check"]), (package / FILE).exists()) == (0, False)


def test_a_name_that_was_mistyped_is_asked_again(package: Path) -> None:
    answers = LEAF | {
        "publisher_id": ["The Papper\n", "The Paper\n"],
        "No actor has this name. Add it now?": ["newspaper\n", "N\n"],
    }
    terminal, code, asked = talked(package, answers, "source")
    assert (code, [name for name, _ in asked].count("publisher_id")) == (0, 2), terminal.said
    assert terminal.said.count("Please answer yes or no.\n") == 1
    assert len(rows(package, "actors")) == len(TINY["actors"])


def test_a_strike_at_a_place_of_the_gazetteer_needs_few_answers(package: Path) -> None:
    answers = {
        "name": ["Qarayusifli, 1 October 2020\n", "\n"],
        "place_id": ["Караюсифли\n"],
        "kind": ["village\n"],
        "held_by": ["azerbaijan\n"],
        "held_by_source": ["Findings\n"],
    }
    terminal, code, asked = talked(package, answers, "strike")
    assert (code, [name for name, _ in asked]) == (
        0,
        [
            "name",
            "level",
            "place_id",
            "No place has this name. Add it now?",
            "Number",
            "name",
            "kind",
            "held_by",
            "held_by_source",
            "notes",
        ],
    ), terminal.said
    assert "  1  Qarayusifli (Караюсифли): settlement, Bərdə, AZ, 40.3187 47.1962, Who's On First 1310482687\n" in (
        terminal.said
    )
    (place,) = [row for row in rows(package, "places").values() if row["name"] == "Qarayusifli"]
    (strike,) = [row for row in rows(package, "strikes").values() if row["place_id"] == place["place_id"]]
    assert (place["geonames_id"], strike["name"]) == ("586134", "Qarayusifli, 1 October 2020")


def test_of_several_places_one_is_chosen_and_only_a_language_with_several_names_is_asked_for(package: Path) -> None:
    answers = {
        "Place name or identifier": ["Gəncə\n"],
        "Number": ["9\n", "one\n", "1\n"],
        "kind": ["\n", "city\n"],
        "held_by": ["azerbaijan\n"],
        "held_by_source": ["Findings\n"],
    }
    terminal, code, asked = talked(package, answers, "place")
    assert (code, [name for name, _ in asked]) == (
        0,
        ["Place name or identifier", *["Number"] * 3, "name", "name_ru", "kind", "kind", "held_by", "held_by_source"],
    ), terminal.said
    assert dict(asked)["name_ru"] == "[Гянджа]"
    terminal, code, asked = talked(
        package, {"Place name or identifier": ["Gəncə\n"], "Number": ["-\n"], "name": ["\x03"]}, "place"
    )
    assert (code, "Who's On First 421168739; already pl-" in terminal.said) == (1, True), terminal.said


# answers that are kept


def test_what_was_typed_before_ctrl_c_is_offered_again_with_the_rows_made_on_the_way(package: Path) -> None:
    terminal, code, _ = talked(package, LEAF | {"language": ["\x03"]}, "source", "https://example.org/leaf")
    assert (code, rows(package, "actors").keys()) == (1, {row["actor_id"] for row in TINY["actors"]})
    assert terminal.said.endswith(f"nothing was written{KEPT}\n")
    rest = {name: LEAF[name] for name in ("language", "read_from", "identified_by")}
    terminal, code, asked = talked(package, rest, "source")
    names = [name for name, _ in asked]
    assert (code, names[0], {"title", "publisher_id", "url", "kind"} & set(names)) == (
        0,
        "Continue with these answers?",
        set(),
    ), terminal.said
    (source,) = [row for row in rows(package, "sources").values() if row["title"] == "A leaf"]
    assert source["url"] == "https://example.org/leaf"
    assert rows(package, "actors")[source["publisher_id"]]["name"] == "The Herald"
    assert not (package / FILE).exists()


def test_an_unfinished_row_on_the_way_is_offered_again_too(package: Path) -> None:
    talked(package, LEAF | {"side": ["\x04"]}, "source")
    terminal, code, asked = talked(package, LEAF | {"title": [], "kind": []}, "source")
    assert (code, [name for name, _ in asked].count("kind")) == (0, 0), terminal.said
    assert [row["kind"] for row in rows(package, "actors").values() if row["name"] == "The Herald"] == ["media"]


def test_kept_answers_that_are_not_wanted_or_cannot_be_read_are_forgotten(package: Path) -> None:
    talked(package, {"name": ["Third\n"], "kind": ["\x03"]}, "actor")
    answers = {"Continue with these answers?": ["no\n"], "name": ["Fourth\n"], "kind": ["media\n"]}
    terminal, code, _ = talked(package, answers, "actor")
    assert code == 0, terminal.said
    assert {"Third", "Fourth"} & {row["name"] for row in rows(package, "actors").values()} == {"Fourth"}
    (package / FILE).write_text('{"actors": {"answers": [1], "rows": [[2]]}, "places": 3', encoding="utf-8")
    terminal, code, asked = talked(package, {"name": ["Fifth\n"], "kind": ["media\n"]}, "actor")
    assert (code, asked[0][0]) == (0, "name"), terminal.said
