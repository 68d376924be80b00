"""Every kind of line is read into the cells that it says, and written again from them."""

import pytest

from scripts.package.package import open_package
from scripts.sheets.grammar.claims import read_claims
from scripts.sheets.grammar.counts import write_count
from scripts.sheets.grammar.days import named_days, phrase_of, read_date, write_date
from scripts.sheets.grammar.declarations import join_keys, read_declared, split_keys
from scripts.sheets.grammar.numbers import (
    TIMES,
    read_counted,
    read_number,
    read_times,
    write_counted,
    write_number,
    write_times,
)
from scripts.sheets.grammar.reports import read_report, write_report
from scripts.sheets.grammar.sheet import Wrong
from scripts.sheets.grammar.statements import read_statements, write_statement
from scripts.sheets.grammar.vocabulary import Vocabulary, plural
from tests.shared.tiny import ROOT

VOCABULARY = Vocabulary(open_package(ROOT))
WORDINGS = VOCABULARY.codes("victim_counts", "wording")


@pytest.mark.parametrize(
    ("word", "low", "high", "qualifier"),
    [
        ("4", "4", "4", "exact"),
        ("0", "0", "0", "exact"),
        ("70+", "70", "", "at_least"),
        (">70", "70", "", "more_than"),
        ("~70", "70", "70", "about"),
        ("3-5", "3", "5", "range"),
        ("?", "", "", "unquantified"),
        ("some", "", "", "unquantified"),
        ("tens_of_thousands", "", "", "unquantified"),
    ],
)
def test_numbers(word: str, low: str, high: str, qualifier: str) -> None:
    cells = read_number(word, WORDINGS)
    assert [cells[name] for name in ("count_min", "count_max", "qualifier")] == [low, high, qualifier]
    assert cells["wording"] == (word if word in WORDINGS else "")
    assert write_number(cells) == word


@pytest.mark.parametrize("word", ["", "four", "04", "4.", "-4", "+70", "70-", "3--5", "~", ">~70", "1,000", "٤", "x4"])
def test_what_is_no_number(word: str) -> None:
    with pytest.raises(Wrong):
        read_number(word, WORDINGS)


@pytest.mark.parametrize("word", ["x6", "x6+", "x>6", "x~6", "x3-5", "xseveral"])
def test_numbers_of_statements(word: str) -> None:
    assert write_times(read_times(word, WORDINGS)) == f" {word}"


@pytest.mark.parametrize("word", ["x", "x?", "xa", "x06", "x>~6"])
def test_what_is_no_number_of_a_statement(word: str) -> None:
    with pytest.raises(Wrong, match="no number of munitions"):
        read_times(word, WORDINGS)


@pytest.mark.parametrize("word", ["4", "4+", ">4", "~4"])
def test_numbers_of_strikes(word: str) -> None:
    assert write_counted(read_counted(word)) == word


@pytest.mark.parametrize("word", ["0", "3-5", "a", "some", "?"])
def test_what_is_no_number_of_strikes(word: str) -> None:
    with pytest.raises(Wrong):
        read_counted(word)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("on 2020-10-11", "11 October 2020"),
        ("during 2020-10-04..2020-10-17", "4 to 17 October 2020"),
        ("during 2020-10-27..2020-10-28", "27 and 28 October 2020"),
        ("during 2020-09-30..2020-10-01", "30 September and 1 October 2020"),
        ("during 2020-10-27..2020-11-07", "27 October to 7 November 2020"),
        ("during 2020-12-27..2021-01-07", "27 December 2020 to 7 January 2021"),
        ("between 2020-10-04..2020-10-10", "between 4 and 10 October 2020"),
        ("before 2020-10-30", "before 30 October 2020"),
        ("since 2020-10-04", "since 4 October 2020"),
        ("until 2020-10-02", "until 2 October 2020"),
        ("during the war", "war of 2020"),
        ("on unknown", "day unknown"),
    ],
)
def test_days_in_the_name_of_a_strike(phrase: str, words: str) -> None:
    assert named_days(phrase) == words
    assert phrase_of(words) == phrase


@pytest.mark.parametrize(
    "phrase", ["", "on", "on 2020-10-32", "in 2020", "during 2020-10-04", "during 2020-10-04..2020-10-04"]
)
def test_what_are_no_days_of_a_strike(phrase: str) -> None:
    with pytest.raises(Wrong):
        named_days(phrase)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("2020-10-11", ("2020-10-11", "2020-10-11", "day")),
        ("2020-10-11..2020-10-12", ("2020-10-11", "2020-10-12", "days")),
        ("2020-02", ("2020-02-01", "2020-02-29", "month")),
        ("2020-12", ("2020-12-01", "2020-12-31", "month")),
        ("during 2020-10-11..2020-10-12", ("2020-10-11", "2020-10-12", "period")),
        ("during 2020-10-11..", ("2020-10-11", "", "period")),
        ("unknown", ("", "", "unknown")),
    ],
)
def test_dates_of_a_report(text: str, cells: tuple[str, str, str]) -> None:
    read = read_date(text)
    assert (read["date_start"], read["date_end"], read["date_precision"]) == cells
    assert write_date(read) == text


@pytest.mark.parametrize(
    "line",
    [
        "when 2020-10-11",
        "when 2020-10-11 02:30, at Oak, 4 times, stated",
        "when during 2020-10-11.. night, no place, 1 time",
        "when unknown, at Oak",
    ],
)
def test_reports(line: str) -> None:
    cells, names = read_report(line.removeprefix("when "))
    assert write_report(cells, names["place_id"]) == line


@pytest.mark.parametrize(
    "line",
    [
        "killed 4 civilians",
        "killed a girl",
        "killed 2 civilians women counted",
        "injured 13+",
        "casualties some unclear hedged",
        "missing 3 journalist",
        "killed a civilian man subgroup",
        "injured 2 persons children",
        "hospitalised ~20 elderly",
        "damaged several houses",
        "destroyed 1 house",
        "damaged 3 civil infrastructure hedged",
        "destroyed 2 medical facilities subgroup counted",
    ],
)
def test_counts(line: str) -> None:
    [claim] = read_claims(VOCABULARY, line, [])
    assert write_count(claim.table, claim.cells, None, False) == line


@pytest.mark.parametrize(
    ("total", "part", "scope"),
    [
        ("killed 4 civilians", "of them a girl", "subgroup"),
        ("killed 4", "of them 2 women unclear", "unclear"),
        ("injured 4 civilians", "of them hospitalised 3", "total"),
        ("injured 4", "of them hospitalised 3 civilians subgroup", "subgroup"),
        ("damaged 20 houses", "of them 3", "subgroup"),
        ("damaged 20 houses", "of them destroyed 3", "subgroup"),
        ("damaged 20 civil infrastructure", "of them 3 schools", "subgroup"),
    ],
)
def test_parts(total: str, part: str, scope: str) -> None:
    [above] = read_claims(VOCABULARY, total, [])
    [claim] = read_claims(VOCABULARY, part, [above])
    assert claim.cells["scope"] == scope
    assert claim.total is above
    assert f"of them {write_count(claim.table, claim.cells, above.cells, True)}" == part


@pytest.mark.parametrize(
    "line",
    [
        "fired HF",
        "supported The State of X x6",
        "denies fired HF",
        "confirms weapon unguided rocket x6+",
        "weapon smerch 9m528",
        "target none observed",
        "admits law war crime",
        "warning not effective",
    ],
)
def test_statements(line: str) -> None:
    [(cells, names)] = read_statements(VOCABULARY, line)
    assert write_statement(cells, names.get("party_id", "")) == line


def test_several_codes_of_one_line() -> None:
    read = [cells for cells, _ in read_statements(VOCABULARY, "confirms weapon artillery, rocket x6 hedged")]
    assert [(cells["code"], cells["count_min"], cells["hedged"]) for cells in read] == [
        ("munition_artillery", "", "true"),
        ("munition_rocket", "6", "true"),
    ]


def test_every_code_can_be_written() -> None:
    for code in VOCABULARY.codes("statements", "code"):
        cells = {"stance": "asserts", "topic": code.split("_")[0], "code": code} | dict.fromkeys(TIMES, "")
        [(read, _)] = read_statements(VOCABULARY, write_statement(cells, ""))
        assert read["code"] == code
    objects = VOCABULARY.codes("damage_counts", "object")
    assert [VOCABULARY.object(plural(code).replace("_", " ")) for code in objects] == objects


@pytest.mark.parametrize("note", ["one; two", "a; note b", "a;; b", "; kind c", "a;b;;;note c", "x ;side"])
def test_semicolons_in_free_text(note: str) -> None:
    written = join_keys("Name", "actor", {"kind": "media", "note": note})
    name, cells = split_keys(written, "actor")
    assert (name, cells) == ("Name", {"kind": "media", "note": note.strip()})


def test_several_strikes_of_one_line() -> None:
    made = list(read_declared("new series during 2020-10-01..2020-10-02: A = Oak, B = Bel"))
    assert [(one.short, one.places, one.level, one.days) for one in made] == [
        ("A", ["Oak"], "series", "during 2020-10-01..2020-10-02"),
        ("B", ["Bel"], "series", "during 2020-10-01..2020-10-02"),
    ]
