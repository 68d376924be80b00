"""Tests of the data itself: is data/ valid for every validator, canonical, complete and discreet?"""

import csv
import re
import subprocess

import pytest

from scripts.__main__ import main
from scripts.package.package import open_package
from scripts.release.changelog import is_proved
from scripts.sheets.drawing import is_drawn
from tests.shared.computed_rows import computed_csvs
from tests.shared.tiny import ROOT

PACKAGE = open_package(ROOT)


def rows(table: str) -> list[dict[str, str]]:
    with PACKAGE.tables[table].path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.thorough
def test_all_judges_find_the_data_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(ROOT), "validate", "--thorough"]) == 0, capsys.readouterr().out


def test_data_is_canonical_and_generated_files_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(ROOT), "format", "--check"]) == 0, capsys.readouterr().out


@pytest.mark.thorough
def test_the_changelog_and_changes_json_are_the_computed_difference() -> None:
    history = subprocess.run(["git", "log", "-1", "--format=%H"], cwd=ROOT, capture_output=True, text=True, check=False)
    if history.returncode:
        pytest.skip("no git history here")
    assert is_proved(ROOT, PACKAGE.version)


def test_every_source_that_is_drawn_was_coded_twice() -> None:
    coded = {(row["source_id"], row["coding"]) for row in rows("codings")}
    twice = {source for source, _ in coded}
    assert coded == {(source, coding) for source in twice for coding in ("first", "second")}
    assert {row["source_id"] for row in rows("sources") if is_drawn(row["url"])} <= twice


def test_every_stretch_on_which_the_codings_differ_was_adjudicated() -> None:
    fields = [
        name
        for name in PACKAGE.tables["codings"].columns
        if name not in ("coding_row_id", "coding", "passage_sha256", "passage_words", "strike")
    ]
    said: dict[str, dict[tuple[str, int], list[tuple[str, ...]]]] = {"first": {}, "second": {}}
    ends: dict[tuple[str, int], int] = {}
    for row in rows("codings"):
        at = (row["source_id"], int(row["passage_start"]))
        said[row["coding"]].setdefault(at, []).append(tuple(row[name] for name in fields))
        ends[at] = max(ends.get(at, 0), at[1] + int(row["passage_words"]))
    differ = {
        at
        for at in {*said["first"], *said["second"]}
        if sorted(said["first"].get(at, [])) != sorted(said["second"].get(at, []))
    }
    # Passages that were cut differently are one stretch, so the decision may be on the other cut.
    decided = [
        (row["source_id"], int(row["passage_start"]), int(row["passage_words"])) for row in rows("adjudications")
    ]
    assert [
        at
        for at in sorted(differ)
        if not any(its == at[0] and start < ends[at] and at[1] < start + words for its, start, words in decided)
    ] == []


def test_both_sides_speak_and_all_territories_are_struck() -> None:
    rows = list(csv.DictReader(computed_csvs(PACKAGE)["balance"].splitlines()))
    found = {(row["grouping"], row["value"]) for row in rows if row["claims"] != "0"}
    assert {("speaker_side", side) for side in ("azerbaijan", "armenian", "third_party")} <= found
    assert {("territory", holder) for holder in ("azerbaijan", "nagorno_karabakh", "armenia")} <= found


def test_conflict_is_kept() -> None:
    dead = {
        (row["strike_id"], row["count_min"])
        for row in rows("victim_counts")
        if row["outcome"] == "killed" and row["scope"] == "total"
    }
    campaign = next(strike for strike, number in dead if number == "94")
    assert (campaign, "93") in dead


def test_ids_are_of_one_table_and_never_like_a_number_or_a_date() -> None:
    ids = [row[table.key[0]] for table in PACKAGE.tables.values() for row in rows(table.name)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if re.fullmatch(r"[0-9e]+", i.partition("-")[2])] == []


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_no_text_quotes_at_length(table: str) -> None:
    texts = [value for row in rows(table) for name, value in row.items() if name in ("notes", "reason", "name")]
    assert [text for text in texts if re.search(r"[\"“«„].{60,}[\"”»“]", text)] == []


def test_no_address_of_a_person_is_in_the_data() -> None:
    text = "".join(table.path.read_text(encoding="utf-8") for table in PACKAGE.tables.values())
    assert re.findall(r"[\w.]+@[\w.]+\.\w+|\+\d{9,}", text) == []


def test_the_licence_of_every_gazetteer_in_use_is_credited() -> None:
    used = {row["gazetteer"].rsplit(" ", 1)[0] for row in rows("places") if row["gazetteer"]}
    used = {name for name in used if ", Wikipedia in " not in name}  # a page that gave a point: a fact, named with it
    credits = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert used == {"Who's On First"}
    assert all(name in credits for name in used)


def test_a_settlement_has_both_sides_names_or_the_one_that_is_known() -> None:
    assert [row["name"] for row in rows("places") if not (row["name_az"] or row["name_hy"])] == []
    assert [
        row["name"] for row in rows("places") if " / " in row["name"] and not (row["name_az"] and row["name_hy"])
    ] == []


def test_the_alphas_of_the_last_round_are_above_what_method_says() -> None:
    found = [row for row in csv.DictReader(computed_csvs(PACKAGE)["agreement"].splitlines()) if row["scope"] == "all"]
    last = max(int(row["round"]) for row in found)
    said = (ROOT / "docs/METHOD.md").read_text(encoding="utf-8")
    [number, bound] = re.findall(r"In round (\d+), all alphas over all documents are above ([\d.]+\d)", said)[0]
    assert int(number) == last
    assert all(float(row["alpha"]) > float(bound) for row in found if row["round"] == number)
