"""A name given for an id, and defaults, are looked up in the package; what the package does not say is missing."""

from datetime import date
from pathlib import Path

import pytest

from scripts.checking.validation import validate
from scripts.package.package import open_package
from tests.shared.adding import CITED, CROSSWALK, FINDINGS, KILLED, NAMED, REPORT, added, flags, refused, without
from tests.shared.speeds import quick
from tests.shared.tiny import tiny, write

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("judging")]

# Names in place of ids


@pytest.mark.parametrize(
    ("said", "id_"),
    quick(
        [
            ("Lowtown", "pl-lowto234"),
            ("lowTOWN", "pl-lowto234"),
            ("owt", "pl-lowto234"),
            ("Aşağı", "pl-lowto234"),
            ("AŞAĞI"[:3], "pl-lowto234"),
            ("Ստորին", "pl-lowto234"),
            ("нижн", "pl-lowto234"),
            ("Town", "pl-towny234"),
        ],
        5,
    ),
)
def test_a_place_is_named_in_any_language_whole_or_in_part(
    package: Path, said: str, id_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = package / "data/places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Aşağı,,", "Aşağı,Ստորին,Нижний"), encoding="utf-8")
    added(package, capsys, "place", NAMED | {"name": "Town"}, "--id", "pl-towny234")
    assert added(package, capsys, "strike", {"name": "Lowtown, 9 October 2020", "place-id": said})["place_id"] == id_


def test_a_name_that_one_row_has_whole_is_not_confused_with_those_that_hold_it(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(package, capsys, "actor", {"name": "The Paper of Lowtown", "kind": "media"})
    assert added(package, capsys, "source", FINDINGS | {"publisher-id": "the paper"})["publisher_id"] == "ac-paper234"


def test_a_name_that_several_rows_have_is_refused_with_their_ids(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(package, capsys, "crosswalk", *flags(CROSSWALK | {"strike-id": "October"})) == [
        "--strike-id October: is in several names; give the id of one: st-first234 (Lowtown, 1 October 2020);"
        " st-group234 (Lowtown, 1 and 2 October 2020); st-secon234 (Lowtown, 2 October 2020)"
    ]


def test_of_many_names_eight_are_offered(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = [{"actor_id": f"ac-numb{i:04}", "name": f"Number {i}", "kind": "media"} for i in range(11)]
    write(package, {"actors": sorted([*tiny()["actors"], *more], key=lambda row: row["actor_id"])})
    (line,) = refused(package, capsys, "source", *flags(FINDINGS | {"publisher-id": "number"}))
    assert (line.count("ac-numb"), line.endswith("; and 3 more")) == (8, True)


def test_a_source_is_named_by_its_title(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert added(package, capsys, "citation", CITED | {"source-id": "strikes on"})["source_id"] == "so-paper234"


def test_a_row_without_a_name_is_given_by_its_id(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(package, capsys, "exclusion", "--citation-id", "Lowtown", "--reason", "no_claim") == [
        "--citation-id Lowtown: no row of citations has this id; add it first: python -m scripts new citations"
    ]


def test_a_name_of_another_table_is_no_name_here(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(package, capsys, "strike", "--name", "Lowtown, 9 October 2020", "--place-id", "Eastland") == [
        "--place-id Eastland: no row of places has this id or name; add it first: python -m scripts new places"
    ]


# Defaults


UNDATED = without(REPORT, "date-start") | {"date-precision": "unknown"}
PERIOD = {"date-precision": "days", "date-end": "2020-10-02"}
BY_CONTEXT = {
    "an end from the beginning": ("strike_report", REPORT, {"date_end": "2020-10-01"}),
    "an end of its own": ("strike_report", REPORT | PERIOD, {"date_end": "2020-10-02"}),
    "no end without a beginning": ("strike_report", UNDATED, {"date_start": "", "date_end": ""}),
    "the place of the strike": ("strike_report", REPORT, {"place_id": "pl-lowto234"}),
    "no place where it is emptied": ("strike_report", REPORT | {"place-id": "-"}, {"place_id": ""}),
    "what the schema suggests": ("strike_report", REPORT, {"basis": "stated"}),
    "not what the schema suggests": ("strike_report", REPORT | {"basis": "inferred"}, {"basis": "inferred"}),
    "the same greatest as least number": ("victim_count", KILLED, {"count_max": "7"}),
    "the same about": ("victim_count", KILLED | {"qualifier": "about"}, {"count_max": "7"}),
    "no greatest number that is open": ("victim_count", KILLED | {"qualifier": "at_least"}, {"count_max": ""}),
    "no number at all": (
        "victim_count",
        without(KILLED, "count-min") | {"qualifier": "unquantified"},
        {"count_min": "", "count_max": ""},
    ),
    "exact of one number": ("victim_count", without(KILLED, "qualifier"), {"qualifier": "exact", "count_max": "7"}),
    "a range of two": ("victim_count", without(KILLED, "qualifier") | {"count-max": "9"}, {"qualifier": "range"}),
    "at least where no greatest": (
        "victim_count",
        without(KILLED, "qualifier") | {"count-max": "-"},
        {"qualifier": "at_least", "count_max": ""},
    ),
    "a qualifier of its own": ("victim_count", KILLED | {"qualifier": "about"}, {"qualifier": "about"}),
    "the strike of the passage": ("victim_count", without(KILLED, "strike-id"), {"strike_id": "st-secon234"}),
    "the passage of the strike": ("victim_count", without(KILLED, "citation-id"), {"citation_id": "ci-eeee2222"}),
    "the publisher as speaker": ("citation", CITED, {"speaker_id": "ac-paper234"}),
    "another speaker": (
        "citation",
        CITED | {"speech": "reported", "speaker-id": "Ministry"},
        {"speaker_id": "ac-minis234"},
    ),
    "today": ("source", FINDINGS, {"read_on": date.today().isoformat(), "text_access": "full_text"}),
    "another day": ("source", FINDINGS | {"read-on": "2026-01-05"}, {"read_on": "2026-01-05"}),
    "a strike": (
        "strike",
        {"name": "Lowtown, 9 October 2020", "place-id": "Lowtown"},
        {"level": "strike", "notes": ""},
    ),
    "a series": ("strike", {"name": "N", "level": "series"}, {"level": "series", "place_id": ""}),
}


@pytest.mark.parametrize(("table", "answers", "expected"), quick(BY_CONTEXT.values(), 11), ids=BY_CONTEXT.keys())
def test_what_is_not_given_is_taken_from_its_context(
    package: Path, table: str, answers: dict[str, str], expected: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    row = added(package, capsys, table, answers)
    assert {name: row[name] for name in expected} == expected


UNTOLD = {
    "a qualifier without a number": ("victim_count", without(KILLED, "qualifier", "count-min"), ["--qualifier"]),
    "a passage of a strike with several": (
        "victim_count",
        without(KILLED, "citation-id") | {"strike-id": "st-first234"},
        ["--citation-id"],
    ),
    "a strike where all have claims": ("crosswalk", without(CROSSWALK, "strike-id"), ["--strike-id"]),
    "a source where all are cited": ("citation", without(CITED, "source-id"), ["--source-id", "--speaker-id"]),
    "a publisher where all actors are used": ("source", without(FINDINGS, "publisher-id"), ["--publisher-id"]),
    "a citation where all are used": ("exclusion", {"reason": "no_claim"}, ["--citation-id"]),
}


@pytest.mark.parametrize(("table", "answers", "missing"), UNTOLD.values(), ids=UNTOLD.keys())
def test_what_the_context_does_not_tell_is_missing(
    package: Path, table: str, answers: dict[str, str], missing: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert [line.split(":")[0] for line in refused(package, capsys, table, *flags(answers))] == missing


def test_what_nothing_refers_to_yet_is_what_the_next_row_is_about(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document, row by row, without a reference given."""
    actor = added(package, capsys, "actor", {"name": "Third", "kind": "media"})["actor_id"]
    source = added(package, capsys, "source", without(FINDINGS, "publisher-id"))
    assert source["publisher_id"] == actor
    citation = added(package, capsys, "citation", without(CITED, "source-id"))
    assert (citation["source_id"], citation["speaker_id"]) == (source["source_id"], actor)
    strike = added(package, capsys, "strike", {"name": "Lowtown, 9 October 2020", "place-id": "Lowtown"})["strike_id"]
    report = added(
        package, capsys, "strike_report", without(REPORT, "strike-id", "citation-id") | {"date-start": "2020-10-09"}
    )
    assert (report["strike_id"], report["citation_id"]) == (strike, citation["citation_id"])
    claim = added(package, capsys, "victim_count", without(KILLED, "strike-id", "citation-id"))
    assert (claim["strike_id"], claim["citation_id"]) == (strike, citation["citation_id"])
    assert validate(open_package(package)).problems == []
    assert [
        line.split(":")[0]
        for line in refused(
            package, capsys, "victim_count", *flags(without(KILLED, "strike-id") | {"citation-id": "ci-dddd2222"})
        )
    ] == ["--strike-id"]


def test_a_passage_that_waits_comes_before_those_that_the_strike_has(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = added(package, capsys, "citation", CITED)["citation_id"]
    assert added(package, capsys, "victim_count", without(KILLED, "citation-id"))["citation_id"] == waiting
    assert (
        len(refused(package, capsys, "victim_count", *flags(without(KILLED, "citation-id")))) == 1
    )  # the strike has two passages now


def test_a_passage_about_two_strikes_tells_neither(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(package, capsys, "crosswalk", CROSSWALK)
    added(package, capsys, "victim_count", KILLED | {"citation-id": "ci-aaaa2222"})
    assert [
        line.split(":")[0]
        for line in refused(
            package, capsys, "victim_count", *flags(without(KILLED, "strike-id") | {"citation-id": "ci-aaaa2222"})
        )
    ] == ["--strike-id"]


def test_a_strike_is_not_linked_to_itself_by_default(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strike = added(package, capsys, "strike", {"name": "Lowtown, 9 October 2020", "place-id": "Lowtown"})["strike_id"]
    assert [line.split(":")[0] for line in refused(package, capsys, "strike_link", "--relation", "may_be_same")] == [
        "--other-id"
    ]
    link = added(package, capsys, "strike_link", {"other-id": "st-group234", "relation": "part_of"})
    assert (link["strike_id"], link["other_id"]) == (strike, "st-group234")
