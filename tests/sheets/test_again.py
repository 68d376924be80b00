"""Coding a document again: equal rows keep their ids, corrected ones change in place, the others are withdrawn."""

import csv
import re
from pathlib import Path

import pytest

from scripts.package.package import Package
from scripts.sheets.coding import code
from scripts.texts.search import Text
from tests.shared.coding import LINES, SHEET, TEXT, changed, empty, example, said, text_of, write_coded
from tests.shared.speeds import quick

pytestmark = pytest.mark.thorough


@pytest.fixture
def coded(tmp_path: Path) -> tuple[Package, Text]:
    return example(tmp_path)


def rows(package: Package, table: str) -> dict[str, dict[str, str]]:
    its = package.tables[table]
    with its.path.open(encoding="utf-8", newline="") as file:
        return {row[its.key[0]]: row for row in csv.DictReader(file)}


def test_a_corrected_number_changes_its_row_alone(coded: tuple[Package, Text]) -> None:
    package, text = coded
    before = rows(package, "victim_counts")
    again = code(package, text, changed("injured ~20 hedged", "injured 20 hedged"))
    assert (again.faults, [path.name for path in again.texts]) == ([], ["victim_counts.csv"])
    write_coded(again)
    after = rows(package, "victim_counts")
    assert [id_ for id_ in after if after[id_] != before.get(id_)] == [
        id_ for id_ in before if before[id_]["qualifier"] == "about"
    ]


def test_a_claim_that_is_gone_is_withdrawn_with_its_reason(coded: tuple[Package, Text]) -> None:
    package, text = coded
    before = rows(package, "damage_counts")
    again = code(package, text, changed("  damaged several houses\n", ""), "The words do not say so.")
    assert again.faults == []
    write_coded(again)
    assert rows(package, "damage_counts") == {}
    [stone] = rows(package, "withdrawn").values()
    assert (stone["id"], stone["reason"]) == (*before, "The words do not say so.")


def test_a_strike_that_is_gone_takes_its_links_along_and_its_place_stays(coded: tuple[Package, Text]) -> None:
    package, text = coded
    less = changed(", T = Tor", "").replace("T part of G\n", "").replace("[5 @B, T]", "[5 @B]")
    less = less.replace(", Tor during", " during").replace("Tor = new", "# Tor = new")
    again = code(package, text, less)
    assert again.faults == []
    write_coded(again)
    assert {row["name"] for row in rows(package, "places").values()} == {"Oakford / Eichfurt", "Belmark", "Torvik"}
    assert "Torvik, 2 October 2020" not in {row["name"] for row in rows(package, "strikes").values()}
    assert len(rows(package, "strike_links")) == 2
    assert code(package, text, less).texts == {}


def test_a_passage_that_is_cut_otherwise_keeps_its_rows(coded: tuple[Package, Text]) -> None:
    package, text = coded
    before = rows(package, "victim_counts")
    again = code(package, text, changed("At noon on ...", "4 October 2020. At noon ..."))
    assert again.faults == []
    write_coded(again)
    assert rows(package, "victim_counts") == before
    assert len(rows(package, "withdrawn")) == 0


def test_another_rendering_of_the_document_changes_nothing(coded: tuple[Package, Text], tmp_path: Path) -> None:
    package, _ = coded
    other = text_of(tmp_path, "Menu. Home. News.\n\n" + TEXT)
    again = code(package, other, SHEET)
    assert (again.faults, again.texts) == ([], {})


def test_with_another_rendering_of_the_document_a_correction_changes_its_row_alone(
    coded: tuple[Package, Text], tmp_path: Path
) -> None:
    package, _ = coded
    before = rows(package, "citations")
    other = text_of(tmp_path, "Menu. Home. News.\n\n" + TEXT)
    again = code(package, other, changed("injured ~20 hedged", "injured 20 hedged"))
    assert (again.faults, [path.name for path in again.texts]) == ([], ["victim_counts.csv"])
    write_coded(again)
    assert rows(package, "citations") == before


def test_new_rows_of_another_document_are_told_apart(coded: tuple[Package, Text], tmp_path: Path) -> None:
    """A second document may not declare anew what the first has, and is told what to write."""
    package, _ = coded
    other = text_of(tmp_path, "The Rescue Service said that four people were killed in Oakford on 3 October 2020.\n")
    sheet = """
        title: Four killed in Oakford
        publisher: Rescue Service of Lakeland
        language: en
        read: 2026-11-21, publisher, full_text, own_text
        {}
        [1] The Rescue Service said that ... 3 October 2020
          when 2020-10-03, stated
          killed 4
    """
    for declared, message in {
        "O = new strike at Oakford on 2020-10-03": "write O = strike Oakford / Eichfurt, 3 October 2020",
        "O = strike at Oakford on 2020-10-04": "near: Oakford / Eichfurt, 3 October 2020; write O = new strike ...",
        "O = strike Oakford": "no strike has the name Oakford; near: Oakford / Eichfurt, 3 October 2020;",
        "P = place Mingəçevir": "in the gazetteer: Mingechaur (Mingəçevir, 421178467)",
        "P = new place Oakford / Eichfurt; kind town; country AZ; held azerbaijan; source A": "write P = place Oakford",
        "R = new actor Rescue service of Lakeland; kind office": "write R = actor Rescue Service of Lakeland",
    }.items():
        found = said(code(package, other, sheet.format(declared)))
        assert any(message in fault for _, fault in found), (declared, found)
    near = code(package, other, sheet.format("O = new strike at Oakford on 2020-10-04").replace("03, stated", "04"))
    assert any("is it one of these, which are near: Oakford / Eichfurt, 3" in one.message for one in near.questions)
    again = code(package, other, sheet.format("O = strike at EICHFURT on 2020-10-03"))
    assert again.faults == []
    write_coded(again)
    assert len(rows(package, "strikes")) == 4
    assert code(package, text_of(tmp_path), SHEET).texts == {}


@pytest.mark.parametrize(
    "group",
    quick(
        ["campaign at Oak until 2020-10-12", "series at Bel, Tor during the war", "series at Oak since 2020-10-02"], 1
    ),
)
def test_a_group_over_open_days_or_several_places_is_found(group: str, tmp_path: Path) -> None:
    package = empty(tmp_path)
    places = "".join(line + "\n" for line in LINES if line.startswith(("Lake =", "Oak =", "Bel =", "Tor =")))
    head = "title: {}\npublisher: Lakeland\nlanguage: en\nread: 2026-11-21, publisher, full_text, own_text\n"
    claim = "[1] In all five ... died there\n  when 2020-10\n  killed 5\n"
    first, second = (text_of(tmp_path, f"{title}.\nIn all five {title} died there.\n") for title in ("One", "Another"))
    coded = code(package, first, f"{head.format('One')}{places}W = new {group}\n{claim}")
    assert coded.faults == []
    write_coded(coded)
    names = places.replace("= new actor Lakeland; kind state; side azerbaijan", "= actor Lakeland")
    names = re.sub(r"= new (place [^;/]+).*", r"= \1", names)
    again = code(package, second, f"{head.format('Another')}{names}W = {group}\n{claim}")
    assert again.faults == []
    write_coded(again)
    assert len(rows(package, "strikes")) == 1
