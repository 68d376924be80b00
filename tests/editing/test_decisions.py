"""Decisions on pairs that look alike: adding them, and what becomes of them and of copies when rows are joined."""

from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.validation import validate
from scripts.package.package import open_package
from tests.shared.adding import flags, new, rows
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, tiny, write_canonical

pytestmark = pytest.mark.thorough

DISTINCT = {"decision": "distinct", "reason": "The report tells the two attacks apart."}
REASON = ["--reason", "The same strike."]


def decision(id_: str, one: str, other: str, what: str = "distinct") -> dict[str, str]:
    return {
        "decision_id": id_,
        "id": one,
        "other_id": other,
        "decision": what,
        "reason": "The report tells the two attacks apart.",
        "decided_on": "2026-01-03",
    }


def third_strike() -> Rows:
    """The tiny package with a third strike, which nothing links, on the day of the first and in the same passages."""
    its = tiny()
    its["strikes"].append({**its["strikes"][0], "strike_id": "st-third234", "name": "Nether Lowtown, 1 October"})
    for table, like in (("strike_reports", 0), ("victim_counts", 0), ("victim_counts", 1), ("statements", 1)):
        row, key = its[table][like], next(iter(its[table][0]))
        its[table].append({**row, key: f"{row[key][:3]}third{like}23", "strike_id": "st-third234"})
    its["victim_counts"][-1]["part_of"] = "vc-third023"
    return its


def problems(folder: Path) -> list[str]:
    return [f"{p.key} {p.check}" for p in validate(open_package(folder)).problems]


def withdraw(folder: Path, *words: str) -> int:
    return main(["--package", str(folder), "withdraw", *words])


def test_a_decision_settles_one_pair_and_the_others_stay_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    its = third_strike()
    its["strike_reports"][1] |= {"date_start": "2020-10-01", "date_end": "2020-10-01"}
    package = write_canonical(tmp_path / "package", its)
    assert sorted(problems(package)) == ["st-third234 strikes_are_distinct"] * 2
    assert new(package, "decision", *flags({"id": "st-third234", "other-id": "st-first234"} | DISTINCT)) == 0
    assert "still to do before the package is valid again:" in capsys.readouterr().out
    assert new(package, "decision", *flags({"id": "st-secon234", "other-id": "st-third234"} | DISTINCT)) == 0
    assert "still to do" not in capsys.readouterr().out
    assert problems(package) == []


def test_a_decision_that_is_itself_at_fault_is_refused_beside_open_pairs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = write_canonical(tmp_path / "package", third_strike())
    assert new(package, "decision", *flags({"id": "st-third234", "other-id": "st-nowhere2"} | DISTINCT)) == 1
    assert "no row has the id" in capsys.readouterr().out
    assert len(rows(package, "decisions")) == 1


def test_joining_two_strikes_joins_what_has_become_equal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = write_canonical(tmp_path / "package", third_strike())
    assert withdraw(package, "st-third234", *REASON, "--replaced-by", "st-first234", "--move") == 0
    said = capsys.readouterr().out
    for first, copy in (("sr-aaaa2222", "sr-third023"), ("vc-aaaa2222", "vc-third023"), ("sm-bbbb2222", "sm-third123")):
        why = f"Repeats {first} now that st-third234 is st-first234."
        assert f" {copy}: withdrawn, replaced by {first}: {why}\n" in said
    # the part follows its total
    assert " vc-third123: withdrawn, replaced by vc-bbbb2222: " in said
    assert problems(package) == []
    assert {table: list(rows(package, table)) for table in ("strikes", "strike_reports", "victim_counts")} == {
        table: [next(iter(row.values())) for row in tiny()[table]]
        for table in ("strikes", "strike_reports", "victim_counts")
    }


def test_joining_two_strikes_moves_the_decisions_on_them_and_drops_that_on_the_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    its = third_strike()
    its["strike_reports"][1] |= {"date_start": "2020-10-01", "date_end": "2020-10-01"}
    its["strike_links"] = its["strike_links"][:2]
    its["decisions"] = [
        decision("de-aaaa2222", "st-first234", "st-third234"),
        decision("de-bbbb2222", "st-third234", "st-secon234"),
        decision("de-cccc2222", "st-secon234", "st-first234"),
    ]
    package = write_canonical(tmp_path / "package", its)
    assert problems(package) == []
    assert withdraw(package, "st-third234", *REASON, "--replaced-by", "st-first234", "--move") == 0
    said = capsys.readouterr().out
    assert " de-aaaa2222: withdrawn: Joined st-third234 and st-first234, which are the same.\n" in said
    assert " de-cccc2222: withdrawn, replaced by de-bbbb2222: Repeats de-bbbb2222" in said
    left = rows(package, "decisions")
    assert [(id_, row["id"], row["other_id"]) for id_, row in left.items()] == [
        ("de-bbbb2222", "st-first234", "st-secon234")
    ]
    assert problems(package) == []


def test_a_decision_goes_with_a_row_that_is_withdrawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    its = tiny()
    its["decisions"].append(decision("de-bbbb2222", "vc-bbbb2222", "vc-dddd2222"))
    package = write_canonical(tmp_path / "package", its)
    assert withdraw(package, "vc-bbbb2222", "--reason", "Wrong.") == 0
    assert " de-bbbb2222: withdrawn: Used only by vc-bbbb2222.\n" in capsys.readouterr().out
    assert problems(package) == []


@pytest.mark.parametrize("gone", quick(["vc-zzzz2223", "vc-aaaa2222"], 1))
def test_a_copied_row_is_withdrawn_although_the_package_is_not_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    its = tiny()
    its["victim_counts"].append({**its["victim_counts"][0], "claim_id": "vc-zzzz2223"})
    package = write_canonical(tmp_path / "package", its)
    assert problems(package) == ["vc-zzzz2223 rows_are_distinct"]
    kept = ({"vc-zzzz2223", "vc-aaaa2222"} - {gone}).pop()
    assert withdraw(package, gone, "--reason", "A copy.", "--replaced-by", kept, "--move") == 0
    assert problems(package) == []
