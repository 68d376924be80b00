"""`move` lets rows refer to another row: all of them, or none, and never against a rule."""

from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.validation import validate
from scripts.package.package import open_package
from tests.shared.adding import rows
from tests.shared.tiny import contents

pytestmark = pytest.mark.thorough

Said = pytest.CaptureFixture[str]
ABOUT = {"victim_counts": "claim_id", "damage_counts": "claim_id", "statements": "statement_id"}


def move(folder: Path, *words: str) -> int:
    return main(["--package", str(folder), "move", *words])


def refused(folder: Path, capsys: Said, *words: str) -> list[str]:
    before = contents(folder)
    code = move(folder, *words)
    said = capsys.readouterr()
    assert (code, said.err, contents(folder)) == (1, "nothing was written\n", before), said
    return said.out.splitlines()


def of_strike(folder: Path, strike: str) -> set[str]:
    tables = ("strike_reports", "victim_counts", "damage_counts", "statements", "strike_links", "crosswalk")
    return {id_ for table in tables for id_, row in rows(folder, table).items() if row["strike_id"] == strike}


def test_a_row_refers_to_another_strike_and_nothing_else_changes(package: Path, capsys: Said) -> None:
    before = contents(package)
    assert move(package, "vc-cccc2222", "--to", "st-secon234") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("data/victim_counts.csv vc-cccc2222 strike_id: st-first234 -> st-secon234\n", "")
    after = contents(package)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"data/victim_counts.csv"}
    assert (
        after["data/victim_counts.csv"].replace(b"vc-cccc2222,st-secon234", b"vc-cccc2222,st-first234")
        == (before["data/victim_counts.csv"])
    )
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_a_split_is_two_commands(package: Path, capsys: Said) -> None:
    words = ["--id", "st-night234", "--name", "Lowtown, 1 October 2020, night", "--place-id", "Lowtown"]
    assert main(["--package", str(package), "new", "strike", *words]) == 0
    assert "st-first234 (Lowtown, 1 October 2020), at the same place\n" in capsys.readouterr().err
    whose = of_strike(package, "st-first234")
    cited = ["ci-bbbb2222", "so-watch234"]
    assert move(package, *cited, "--from", "st-first234", "--to", "st-night234", "--dry-run") == 0
    dry = capsys.readouterr()
    assert of_strike(package, "st-first234") == whose
    assert dry.err == "dry run: nothing was written\n"
    assert move(package, *cited, "--from", "st-first234", "--to", "st-night234") == 0
    assert capsys.readouterr().out == dry.out[dry.out.rindex("data/damage_counts.csv dc-aaaa2222") :]
    assert of_strike(package, "st-night234") == {"dc-aaaa2222", "dc-bbbb2222", "sm-dddd2222"}
    assert of_strike(package, "st-first234") == whose - of_strike(package, "st-night234")
    assert "no report says when or where the strike happened" in dry.out


def test_all_rows_of_a_strike_may_be_moved(package: Path, capsys: Said) -> None:
    words = ["--id", "st-night234", "--name", "Lowtown, 1 October 2020, night", "--place-id", "Lowtown"]
    assert main(["--package", str(package), "new", "strike", *words]) == 0
    whose = of_strike(package, "st-first234")
    assert move(package, "st-first234", "--from", "st-first234", "--to", "st-night234") == 0
    assert (of_strike(package, "st-first234"), of_strike(package, "st-night234")) == (set(), whose)
    out = capsys.readouterr().out
    assert "still to do before the package is valid again:\n  data/strikes.csv:2 st-first234 strike_id=" in out
    assert (
        main(
            ["--package", str(package), "withdraw", "st-first234", "--reason", "Split.", "--replaced-by", "st-night234"]
        )
        == 0
    )
    assert validate(open_package(package)).problems == []


def test_a_move_that_breaks_a_rule_is_refused_whole(package: Path, capsys: Said) -> None:
    (fault,) = refused(package, capsys, "vc-aaaa2222", "dc-aaaa2222", "dc-bbbb2222", "--to", "st-secon234")
    assert fault.startswith("data/victim_counts.csv:3 vc-bbbb2222 part_of=vc-aaaa2222: ")
    assert refused(package, capsys, "sl-cccc2222", "--from", "st-first234", "--to", "st-secon234")


FAULTS = {
    "an unknown row": (
        ["vc-aaaa2223", "--to", "st-secon234"],
        "vc-aaaa2223: no row has this id; did you mean vc-aaaa2222?",
    ),
    "an unknown strike": (
        ["vc-aaaa2222", "--to", "st-secom234"],
        "st-secom234: no row has this id; did you mean st-secon234?",
    ),
    "a withdrawn row": (
        ["vc-zzzz2222", "--to", "st-secon234"],
        "vc-zzzz2222: is withdrawn; see: python -m scripts resolve vc-zzzz2222",
    ),
    "a row of another table": (
        ["vc-aaaa2222", "--from", "pl-lowto234", "--to", "st-secon234"],
        "--from pl-lowto234: is in places, and st-secon234 in strikes; give two rows of one table",
    ),
    "the same strike": (
        ["vc-aaaa2222", "--from", "st-first234", "--to", "st-first234"],
        "--to st-first234: is the row of --from; give another",
    ),
    "a row that refers to none": (
        ["ac-paper234", "--to", "st-secon234"],
        "ac-paper234: st-secon234 is a strike; an actor refers to an actor",
    ),
    "a row that refers to it already": (
        ["vc-dddd2222", "--to", "st-group234"],
        "vc-dddd2222: already refers to st-group234; remove it from the command",
    ),
    "a place for a count": (
        ["vc-dddd2222", "--to", "pl-lowto234"],
        "vc-dddd2222: pl-lowto234 is a place; a victim count refers to a strike or a citation or a victim count",
    ),
    "a row of another strike": (
        ["vc-dddd2222", "--from", "st-first234", "--to", "st-secon234"],
        "vc-dddd2222: does not refer to st-first234; remove it from the command",
    ),
    "a link with two ends": (
        ["sl-aaaa2222", "--to", "st-secon234"],
        "sl-aaaa2222: refers to strikes in strike_id and other_id; say which with --from ID,"
        " the row that it refers to now",
    ),
    "a citation without its strike": (
        ["ci-aaaa2222", "--to", "st-secon234"],
        "ci-aaaa2222: is a citation; add --from ID, the strike whose rows should move",
    ),
    "a citation of another strike": (
        ["ci-gggg2222", "--from", "st-first234", "--to", "st-secon234"],
        "ci-gggg2222: no row that cites it refers to st-first234; look up the rows in data/",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_row_that_cannot_be_moved_is_refused_with_the_reason(name: str, package: Path, capsys: Said) -> None:
    words, fault = FAULTS[name]
    assert refused(package, capsys, *words) == [fault]


def test_every_fault_is_said_at_once(package: Path, capsys: Said) -> None:
    assert len(refused(package, capsys, "ac-paper234", "sl-aaaa2222", "ci-aaaa2222", "--to", "st-secon234")) == 3
