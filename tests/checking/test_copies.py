"""Two rows of a table that are equal in everything but the key are a fault, in every table."""

from pathlib import Path

import pytest

from scripts.checking.validation import validate
from tests.shared.speeds import quick
from tests.shared.tiny import TINY, tiny, write


@pytest.mark.parametrize("table", quick(TINY, 5))
def test_a_row_that_is_copied_under_another_id_is_found(tmp_path: Path, table: str) -> None:
    rows = tiny()
    row, key = rows[table][0], next(iter(rows[table][0]))
    rows[table].append({**row, key: f"{row[key][:3]}zzzz2223"})
    problems = [p for p in validate(write(tmp_path, rows)).problems if p.file == f"data/{table}.csv"]
    unique = {"actors", "strikes"}  # two rows cannot have one name
    assert [(p.line, p.key, p.field) for p in problems] == [
        (len(rows[table]) + 1, f"{row[key][:3]}zzzz2223", "name" if table in unique else key)
    ]
    if table not in unique:
        assert problems[0].message.startswith(f"the row repeats {row[key]} in everything but its {key}; ")


@pytest.mark.parametrize("table", ["victim_counts", "damage_counts"])
def test_two_equal_counts_of_different_people_or_objects_can_be_coded_as_the_message_says(
    tmp_path: Path, table: str
) -> None:
    rows = tiny()
    subgroup = rows[table][0] | {"scope": "subgroup", "part_of": ""}
    rows[table] += [{**subgroup, "claim_id": f"{subgroup['claim_id'][:3]}{id_}"} for id_ in ("xxxx2222", "yyyy2222")]
    [problem] = validate(write(tmp_path / "one", rows)).problems
    assert problem.message.endswith(
        "of different people or objects, make each a subgroup that cites a passage of its own"
    )
    [cited] = [row for row in rows["citations"] if row["citation_id"] == subgroup["citation_id"]]
    rows["citations"].append(cited | {"citation_id": "ci-zzzz2222", "passage_start": "500", "passage_sha256": "0" * 64})
    rows[table][-1]["citation_id"] = "ci-zzzz2222"
    assert validate(write(tmp_path / "other", rows)).problems == []


def test_of_three_equal_rows_two_are_told_to_repeat_the_first(tmp_path: Path) -> None:
    rows = tiny()
    rows["exclusions"] += [{**rows["exclusions"][0], "exclusion_id": f"ex-zzzz222{i}"} for i in (3, 2)]
    problems = validate(write(tmp_path, rows)).problems
    assert [(p.line, p.key, p.message.split(" in ")[0]) for p in sorted(problems)] == [
        (3, "ex-zzzz2223", "the row repeats ex-aaaa2222"),
        (4, "ex-zzzz2222", "the row repeats ex-aaaa2222"),
    ]


def test_rows_that_differ_in_one_cell_or_in_what_is_unknown_are_no_copies(tmp_path: Path) -> None:
    rows = tiny()
    row = {**rows["statements"][1], "citation_id": "ci-bbbb2222"}
    rows["statements"] += [
        {**row, "statement_id": "sm-yyyy2222"},
        {**row, "statement_id": "sm-zzzz2222", "count_min": "0", "qualifier": "at_least"},
    ]
    assert validate(write(tmp_path, rows)).problems == []
