"""New rows and changed cells are told as a reviewer reads them: in words, by document and passage, and in order."""

import json
from typing import Any

import pytest

from scripts.comparing.difference import Difference
from scripts.contribution.reading import Reader, new_rows
from tests.shared.bench import COUNTS, Bench

pytestmark = pytest.mark.thorough

STATEMENTS, DAMAGE, REPORTS = "data/statements.csv", "data/damage_counts.csv", "data/strike_reports.csv"
NAME = "Velmir Tazakov"  # nobody's
TITLE = "Findings (so-watch234)"
PASSAGE = "words 4 to 20, The Watchers, own finding: Lowtown, 1 October 2020"


@pytest.fixture
def bench(bench: Bench) -> Bench:
    """A copy in which the reason is given."""
    bench.write("changes/why.md", "The passage says so.\n")
    return bench


def add(bench: Bench, file: str, **cells: object) -> None:
    """Add a row; other cells are empty."""
    text = (bench.root / file).read_text(encoding="utf-8")
    header = text.splitlines()[0].split(",")
    assert set(cells) <= set(header)
    bench.write(file, text + ",".join(str(cells.get(name, "")) for name in header) + "\n")


def count(bench: Bench, id_: str, **cells: object) -> None:
    """Add a count of people to the passage of the Watchers."""
    usual = {
        "claim_id": id_,
        "strike_id": "st-first234",
        "citation_id": "ci-ffff2222",
        "outcome": "missing",
        "scope": "total",
        "population": "persons",
        "demographic": "all",
        "occupation": "any",
        "qualifier": "exact",
        "counted_by_coder": "false",
        "hedged": "false",
    }
    add(bench, COUNTS, **usual | cells)


def told(bench: Bench) -> dict[str, Any]:
    """The findings; asserts that the change is ready."""
    file = bench.root.parent / "check.json"
    outcome = bench.check("--json", str(file))
    assert outcome.code == 0, outcome.text
    findings: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return findings


def test_a_part_follows_its_count_and_accusations_follow_counts(bench: Bench) -> None:
    count(bench, "vc-zzzz2222", count_min=3, count_max=3)
    boy = {"scope": "subgroup", "part_of": "vc-zzzz2222", "population": "civilians", "demographic": "boys"}
    count(bench, "vc-bbbb3333", count_min=1, count_max=1, **boy)
    add(
        bench,
        STATEMENTS,
        statement_id="sm-aaaa3333",
        strike_id="st-first234",
        citation_id="ci-ffff2222",
        topic="warhead",
        code="warhead_cluster",
        stance="asserts",
        hedged="true",
    )
    lines = [PASSAGE, "  missing 3", "    of them 1 boy, civilian", "  asserts warhead: cluster (hedged)"]
    assert told(bench)["new_rows"] == [[TITLE, line] for line in lines]


def test_strikes_with_the_same_claims_stand_together_with_the_day_said_and_parts_name_their_outcome() -> None:
    reader = Reader.__new__(Reader)
    citation = {
        "source_id": "so-a",
        "passage_start": 3,
        "passage_words": 4,
        "speech": "quoted",
        "said_on": "2020-10-05",
    }
    reader.names = {"so-a": "The Paper", "st-a": "Lowtown", "st-b": "Hightown"}
    reader.rows = {"citations": {"ci-a": citation}}
    injured = {"citation_id": "ci-a", "outcome": "injured", "count_min": 13, "qualifier": "at_least"}
    part = {"citation_id": "ci-a", "strike_id": "st-a", "outcome": "hospitalised", "count_min": 3, "count_max": 3}
    killed = {"citation_id": "ci-a", "outcome": "killed", "count_min": 2, "count_max": 2}
    rows = {
        "vc-a": injured | {"strike_id": "st-a"},
        "vc-b": part | {"part_of": "vc-a"},
        "vc-c": killed | {"strike_id": "st-a"},
        "vc-d": killed | {"strike_id": "st-b"},
    }
    passage = "words 3 to 6, quoted, said on 2020-10-05"
    one = [f"{passage}: Lowtown", "  killed 2", "  injured at least 13", "    of them hospitalised 3"]
    for left, lines in (
        ([], [*one, f"{passage}: Hightown", "  killed 2"]),
        (["vc-a", "vc-b"], [f"{passage}: Hightown and Lowtown", "  killed 2"]),
    ):
        added = [
            Difference("row_added", "victim_counts", key=id_, new=row) for id_, row in rows.items() if id_ not in left
        ]
        assert new_rows(added, reader) == [("The Paper (so-a)", line) for line in lines]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"qualifier": "at_least", "count_min": 70}, "missing at least 70"),
        ({"qualifier": "more_than", "count_min": 70}, "missing more than 70"),
        ({"qualifier": "about", "count_min": 70, "count_max": 70}, "missing about 70"),
        ({"qualifier": "range", "count_min": 3, "count_max": 5}, "missing 3 to 5"),
        ({"qualifier": "unquantified", "wording": "some", "demographic": "women"}, "missing some women"),
        ({"qualifier": "unquantified", "wording": "dozens", "population": "civilians"}, "missing dozens of civilians"),
        ({"qualifier": "unquantified"}, "missing an unknown number"),
        ({"scope": "unclear", "count_min": 2, "count_max": 2}, "missing 2 (of an unclear total)"),
        ({"scope": "subgroup", "count_min": 2, "count_max": 2, "demographic": "men"}, "missing 2 men (not a total)"),
    ],
)
def test_numbers_are_told_in_words(bench: Bench, cells: dict[str, object], words: str) -> None:
    count(bench, "vc-zzzz2222", **cells)
    assert told(bench)["new_rows"] == [[TITLE, PASSAGE], [TITLE, f"  {words}"]]


def test_changed_codes_come_before_numbers_and_numbers_before_texts_whatever_is_added(bench: Bench) -> None:
    bench.edit("data/strikes.csv", '"Lowtown, 1 October 2020",strike,pl-lowto234,', "A,strike,pl-lowto234,A note.")
    bench.correct()
    row = next(r for r in (bench.root / STATEMENTS).read_text(encoding="utf-8").splitlines() if r.startswith("sm-cccc"))
    bench.edit(STATEMENTS, row, row.replace(",denies,", ",admits,"))
    count(bench, "vc-aaaa3333", count_min=3, count_max=3)
    findings = told(bench)
    fields = [d["field"] for d in findings["changes"]["differences"]]
    assert fields == ["stance", "count_min", "name", "notes"]
    admits = "admits that Eastland fired, answering words 3 to 33"
    assert findings["context"]["sm-cccc2222"].startswith(f"{admits}; was: {admits.replace('admits', 'denies')}; A; ")
    toll = "injured at least 11; was: injured at least 10; A; Strikes on Lowtown; words 3 to 33, "
    assert findings["context"]["vc-cccc2222"].startswith(toll)


@pytest.mark.thorough
def test_a_withdrawn_row_is_told_in_words(bench: Bench) -> None:
    rows = (bench.root / DAMAGE).read_text(encoding="utf-8").splitlines(keepends=True)
    bench.write(DAMAGE, "".join(row for row in rows if not row.startswith("dc-bbbb2222")))
    file = bench.root / "data/withdrawn.csv"
    bench.write("data/withdrawn.csv", file.read_text(encoding="utf-8") + "wd-aaaa2222,dc-bbbb2222,Not said.,,\n")
    findings = told(bench)
    assert findings["context"]["dc-bbbb2222"].startswith("house: 3 damaged, part of a count in words 34 to 42; ")
    assert [d["kind"] for d in findings["changes"]["differences"]] == ["row_withdrawn"]


def test_a_reason_that_names_a_person_is_not_shown(bench: Bench) -> None:
    bench.correct()
    bench.write("changes/why.md", f"{NAME} said so.\n")
    file = bench.root.parent / "check.json"
    assert bench.check("--json", str(file)).code == 1
    assert "looks like a person's name" in file.read_text(encoding="utf-8")
    assert NAME not in file.read_text(encoding="utf-8")


@pytest.mark.thorough
def test_other_rows_stand_last_with_names_for_ids(bench: Bench) -> None:
    add(
        bench,
        "data/crosswalk.csv",
        crosswalk_id="cw-bbbb2222",
        strike_id="st-first234",
        scheme="wikipedia",
        external_id="en:Lowtown",
        match="exact",
    )
    assert told(bench)["new_rows"] == [
        [
            "Other new rows",
            "crosswalk cw-bbbb2222: strike_id: Lowtown, 1 October 2020; scheme: wikipedia; external_id: en:Lowtown;"
            " match: exact",
        ]
    ]


def test_a_row_withdrawn_for_a_new_one_shows_what_changed_and_a_new_version_is_told(bench: Bench) -> None:
    bench.edit(DAMAGE, "dc-bbbb2222", "dc-cccc2222")
    row = next(r for r in (bench.root / DAMAGE).read_text(encoding="utf-8").splitlines() if r.startswith("dc-cccc2222"))
    bench.edit(DAMAGE, row, row.replace(",damaged,", ",destroyed,"))
    file = bench.root / "data/withdrawn.csv"
    bench.write(
        "data/withdrawn.csv", file.read_text(encoding="utf-8") + "wd-aaaa3333,dc-bbbb2222,Wrong.,dc-cccc2222,\n"
    )
    bench.edit("datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')
    outcome = bench.check()
    assert "; use dc-cccc2222 instead; in which extent was damaged, is now destroyed" in outcome.text
    assert "version was 0.1.0, is now 0.2.0" in outcome.lines


def test_a_changed_speaker_is_named_with_the_claims_of_the_citation(bench: Bench) -> None:
    text = (bench.root / "data/citations.csv").read_text(encoding="utf-8")
    header = text.splitlines()[0].split(",")
    row = next(r for r in text.splitlines() if r.startswith("ci-ffff2222"))
    old = row.split(",")[header.index("speaker_id")]
    actors = (bench.root / "data/actors.csv").read_text(encoding="utf-8").splitlines()[1:]
    new, name = next(a.split(",")[:2] for a in actors if not a.startswith(old))
    bench.edit("data/citations.csv", row, row.replace(old, new))
    file = bench.root.parent / "check.json"
    outcome = bench.check("--json", str(file))
    assert f"is now {new} ({name})" in outcome.text, outcome.text
    assert json.loads(file.read_text(encoding="utf-8"))["context"]["ci-ffff2222"].startswith("its claims: ")


def test_every_decision_is_listed_before_other_new_rows(bench: Bench) -> None:
    files = (COUNTS, STATEMENTS, DAMAGE, REPORTS, "data/citations.csv", "data/actors.csv")
    rows = [row for file in files for row in (bench.root / file).read_text(encoding="utf-8").splitlines()[1:]]
    ids = [row.split(",")[0] for row in rows]
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :] if a[:2] == b[:2]]
    assert len(pairs) > 20
    for i, (one, other) in enumerate(pairs):
        cells = {"id": one, "other_id": other, "decision": "distinct", "reason": "Other words."}
        add(bench, "data/decisions.csv", decision_id=f"de-{i:07}b", decided_on="2026-11-28", **cells)
    count(bench, "vc-zzzz3333", count_min=3, count_max=3)
    file = bench.root.parent / "check.json"
    outcome = bench.check("--json", str(file))
    headings = [heading for heading, _ in json.loads(file.read_text(encoding="utf-8"))["new_rows"]]
    assert headings == ["New links and decisions"] * len(pairs) + [TITLE] * 2, outcome.text
