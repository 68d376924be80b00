"""`check` tells days to come, corrected cells, rows that may be the same, and changed texts; the comment shows them."""

import json
from datetime import date
from pathlib import Path

import pytest

from scripts.contribution.change import of_working_tree
from scripts.contribution.comment import LISTED, comment
from scripts.contribution.examine import examine
from tests.shared.bench import COUNTS, Bench
from tests.shared.commenting import SOUND
from tests.shared.speeds import quick

pytestmark = pytest.mark.thorough

SOURCES, STRIKES, REPORTS = "data/sources.csv", "data/strikes.csv", "data/strike_reports.csv"
AUDITED = "data/audits.csv", "2026-01-03", "audited_on"
DECIDED = "data/decisions.csv", "2026-01-03", "decided_on"
READ = SOURCES, "2026-01-02", "read_on"


def written(bench: Bench, tmp_path: Path, *words: str) -> tuple[str, str]:
    """What check prints, and the comment."""
    said = bench.check("--json", str(tmp_path / "check.json"), *words).text
    return said, comment(json.loads((tmp_path / "check.json").read_text(encoding="utf-8")))


# ---- days to come


def later(bench: Bench, today: date) -> list[tuple[str, str, str]]:
    found = examine(of_working_tree(bench.root, None), today, read_only=True)
    return [(p.file, p.field, p.value) for p in found.problems if "is after today" in p.message]


@pytest.mark.parametrize(("file", "day", "field"), quick([READ, AUDITED, DECIDED], 1))
def test_a_day_after_today_is_at_fault(bench: Bench, file: str, day: str, field: str) -> None:
    bench.edit(file, day, "2049-12-31")
    outcome = bench.check()
    (line,) = [line for line in outcome.lines if "is after today" in line]
    assert outcome.code == 1
    assert line.startswith(f"{file}:2 ")
    assert line.endswith(f" {field}=2049-12-31: is after today; correct the date, or the clock of this machine")


def test_a_day_has_come_if_it_has_anywhere_or_if_the_base_is_of_that_day(bench: Bench) -> None:
    bench.edit(SOURCES, "2026-01-02", "2031-05-07")
    assert later(bench, date(2031, 5, 6)) == []
    assert later(bench, date(2031, 5, 5)) == [(SOURCES, "read_on", "2031-05-07")]
    slow = date(2001, 1, 1)  # a clock that was never set; the base is later
    assert later(bench, slow) == [(SOURCES, "read_on", "2031-05-07")]
    bench.edit(SOURCES, "2031-05-07", "2026-01-02")
    assert later(bench, slow) == []


# ---- cells that format corrects


@pytest.mark.parametrize(
    ("old", "new", "told"),
    quick(
        [
            (",10,,at_least", ",+10,,at_least", "vc-cccc2222 count_min=+10: is corrected to 10"),
            (",10,,at_least", ",0010,,at_least", "vc-cccc2222 count_min=0010: is corrected to 10"),
            (",10,,at_least", ", 10,,at_least", "vc-cccc2222 count_min= 10: is corrected to 10"),
            ("at_least,,false", "at_least,,FALSE", "vc-cccc2222 counted_by_coder=FALSE: is corrected to false"),
        ],
        1,
    ),
)
def test_a_cell_that_format_corrects_is_told(bench: Bench, tmp_path: Path, old: str, new: str, told: str) -> None:
    bench.edit(COUNTS, old, new)
    for words in (["--read-only"], []):
        said, body = written(bench, tmp_path, *words)
        assert f"{COUNTS}:4 {told}" in said.splitlines()
        assert f"### Cells that format corrects\n\n````text\n{COUNTS}:4 {told}\n````" in body
    assert "is corrected" not in bench.check().text


def test_a_name_in_a_corrected_cell_is_withheld(bench: Bench, tmp_path: Path) -> None:
    bench.edit(STRIKES, "strike,pl-lowto234,", "strike,pl-lowto234, Told by Velmir Tazakov.")
    said, body = written(bench, tmp_path, "--read-only")
    assert "Tazakov" not in said + body
    assert f"{STRIKES}:2 st-first234 notes=[withheld]: [withheld]" in said


# ---- rows that may be the same


def near(bench: Bench) -> None:
    """The second strike is moved to the day after its own, where a third is."""
    rows = (bench.root / STRIKES).read_text(encoding="utf-8").splitlines()
    bench.write(STRIKES, "\n".join([*rows, "st-third234,A third strike,strike,pl-lowto234,"]) + "\n")
    reports = (bench.root / REPORTS).read_text(encoding="utf-8").splitlines()
    third = reports[2].replace("sr-bbbb2222", "sr-third234").replace("st-secon234", "st-third234")
    bench.write(REPORTS, "\n".join([*reports, third.replace("2020-10-02", "2020-10-03")]) + "\n")
    claims = (bench.root / COUNTS).read_text(encoding="utf-8").splitlines()
    third = (
        claims[1].replace("vc-aaaa2222", "vc-third234").replace("st-first234", "st-third234").replace(",4,4,", ",6,6,")
    )
    bench.write(COUNTS, "\n".join([*claims, third]) + "\n")


PAIR = "strikes st-secon234 (Lowtown, 2 October 2020) and st-third234 (A third strike): near, 1 day and 0.0 km apart"


def test_a_pair_that_a_change_adds_is_told_with_what_was_decided(bench: Bench, tmp_path: Path) -> None:
    near(bench)
    said, body = written(bench, tmp_path)
    assert [line for line in said.splitlines() if line.startswith("may be")] == [
        f"may be the same: {PAIR}; not decided"
    ]
    assert f"### Rows that may be the same: compare these\n\n````text\n{PAIR}; not decided\n````" in body
    bench.commit()
    bench.git("branch", "--force", "before", "HEAD")
    links = (bench.root / "data/strike_links.csv").read_text(encoding="utf-8")
    bench.write("data/strike_links.csv", f"{links}sl-third234,st-third234,st-secon234,may_be_same\n")
    said, body = written(bench, tmp_path, "--base", "before")
    assert f"may be the same: {PAIR}; decided: may be same" in said.splitlines()


def test_pairs_that_were_there_are_not_told_again(bench: Bench, tmp_path: Path) -> None:
    near(bench)
    bench.commit()
    bench.git("branch", "--force", "before", "HEAD")
    bench.edit(STRIKES, "A third strike", "Lowtown once more")
    said, body = written(bench, tmp_path, "--base", "before")
    assert "may be the same" not in said + body and "Lowtown once more" in said


def test_of_many_pairs_and_corrections_the_first_are_shown() -> None:
    cell = {"file": COUNTS, "line": 2, "key": "x", "field": "y", "value": "z", "message": "m", "check": "", "more": 0}
    body = comment(SOUND | {"pairs": [f"pair {i}" for i in range(200)], "corrected": [cell] * 200})
    assert body.count("pair ") == LISTED and body.count("y=z: m") == LISTED
    assert body.count(f"and {200 - LISTED} more") == 2


# ---- texts of schemas


def test_a_changed_label_is_shown_as_it_was_and_is(bench: Bench, tmp_path: Path) -> None:
    schema = bench.root / "schemas/sources.schema.json"
    its = json.loads(schema.read_text(encoding="utf-8"))
    field = next(f for f in its["fields"] if f["name"] == "read_from")
    old, title = field["categories"][0]["label"], field["title"]
    field["categories"][0]["label"], field["title"] = "Its own page", "Where from"
    schema.write_text(json.dumps(its, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    said, body = written(bench, tmp_path)
    line = f"was title {title}, label of publisher {old}, is now title Where from, label of publisher Its own page"
    assert line in said and line in body
