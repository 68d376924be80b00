"""`withdraw` replaces a row, and the rows that only it used, by tombstones."""

from collections import defaultdict
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.ids import derived_id, fresh_id
from scripts.package.package import open_package
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, contents, passage, tiny
from tests.shared.withdrawing import assert_sound, ids, make, run, stones, table, with_more


@pytest.mark.thorough
def test_a_row_that_alone_uses_nothing_goes_alone(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(package)
    assert run(package, "vc-bbbb2222", reason=" Said of another strike, not of this one. ") == 0
    assert (
        capsys.readouterr().out
        == "data/victim_counts.csv vc-bbbb2222: withdrawn: Said of another strike, not of this one.\n"
    )
    assert stones(package) == {("vc-bbbb2222", "Said of another strike, not of this one.", "")}
    assert {name for name, data in contents(package).items() if before[name] != data} == {
        "data/victim_counts.csv",
        "data/withdrawn.csv",
    }
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_a_citation_goes_with_the_last_row_that_hung_on_it(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "dc-bbbb2222") == 0
    assert capsys.readouterr().out == "data/damage_counts.csv dc-bbbb2222: withdrawn: Wrong.\n"
    assert run(package, "dc-aaaa2222") == 0
    assert capsys.readouterr().out == (
        "data/damage_counts.csv dc-aaaa2222: withdrawn: Wrong.\n"
        "data/citations.csv ci-bbbb2222: withdrawn: Used only by dc-aaaa2222.\n"
    )
    assert_sound(package, capsys)


def with_a_strike() -> Rows:
    """The tiny package with a strike that only a claim about its group covers, at a place of its own."""
    rows = tiny()
    rows["places"].append(
        rows["places"][0] | {"place_id": "pl-highto23", "name": "Hightown", "name_az": "Yuxarı", "latitude": "40.6"}
    )
    rows["strikes"].append(
        {"strike_id": "st-third234", "name": "Hightown, 2 October 2020", "level": "strike", "place_id": "pl-highto23"}
    )
    rows["strike_links"].append(
        {"link_id": "sl-dddd2222", "strike_id": "st-third234", "other_id": "st-group234", "relation": "part_of"}
    )
    rows["citations"].append(
        {
            "citation_id": "ci-hhhh2222",
            **passage("so-paper234", "Strikes on"),
            "speaker_id": "ac-paper234",
            "speech": "own_voice",
        }
    )
    rows["strike_reports"].append(
        rows["strike_reports"][1]
        | {
            "report_id": "sr-dddd2222",
            "strike_id": "st-third234",
            "citation_id": "ci-hhhh2222",
            "place_id": "pl-highto23",
        }
    )
    return rows


def with_a_last_claim() -> Rows:
    """The same, but the strike has a claim of its own and none about its group."""
    rows = with_a_strike()
    rows["strike_links"].pop()
    rows["statements"].append(
        {
            "statement_id": "sm-eeee2222",
            "strike_id": "st-third234",
            "citation_id": "ci-hhhh2222",
            "topic": "munition",
            "code": "munition_rocket",
            "stance": "asserts",
            "hedged": "false",
        }
    )
    return rows


# what is withdrawn, and what goes with it
USED_ALONE = {
    "a claim takes its source": (
        with_more(),
        "statements sm-eeee2222",
        [
            "citations ci-hhhh2222",
            "sources so-third234",
        ],
    ),
    "a strike takes its reports and links": (
        with_a_strike(),
        "strikes st-third234",
        ["strike_links sl-dddd2222", "strike_reports sr-dddd2222", "citations ci-hhhh2222"],
    ),
    "the last claim takes its strike": (
        with_a_last_claim(),
        "statements sm-eeee2222",
        ["strikes st-third234", "strike_reports sr-dddd2222", "citations ci-hhhh2222"],
    ),
}


@pytest.mark.parametrize("case", quick(USED_ALONE, 1))
def test_what_a_row_alone_used_goes_with_it(tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows, row, alone = USED_ALONE[case]
    folder, (name, id_) = make(tmp_path, rows), row.split()
    assert run(folder, id_) == 0
    said = [
        f"data/{name}.csv {id_}: withdrawn: Wrong.",
        *(f"data/{'.csv '.join(one.split())}: withdrawn: Used only by {id_}." for one in alone),
    ]
    assert capsys.readouterr().out.splitlines() == said
    kept = tiny() | {"withdrawn": [], "actors": rows["actors"], "places": rows["places"]}
    assert ids(folder) == {row[next(iter(row))] for listed in kept.values() for row in listed}
    assert_sound(folder, capsys)


def test_a_split_has_a_tombstone_for_each_replacement(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(
            package,
            "vc-cccc2222",
            "--replaced-by",
            "vc-dddd2222",
            "vc-aaaa2222",
            "--replaced-by",
            "vc-dddd2222",
            reason="Two counts.",
        )
        == 0
    )
    assert (
        capsys.readouterr().out
        == "data/victim_counts.csv vc-cccc2222: withdrawn, replaced by vc-dddd2222, vc-aaaa2222: Two counts.\n"
    )
    assert stones(package) == {
        ("vc-cccc2222", "Two counts.", "vc-aaaa2222"),
        ("vc-cccc2222", "Two counts.", "vc-dddd2222"),
    }
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_a_chain_of_withdrawals_resolves_to_the_last(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(package, "vc-cccc2222", "--replaced-by", "vc-bbbb2222") == 0
    assert run(package, "vc-bbbb2222", "--replaced-by", "vc-aaaa2222") == 0
    assert_sound(package, capsys)
    assert main(["--package", str(package), "resolve", "vc-cccc2222"]) == 0
    assert capsys.readouterr().out.endswith("\n  in use now: vc-aaaa2222\n")


def test_a_fresh_id_is_new_and_never_like_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter("22222222" + "556e2248" + "aaaa2222" + "abcd2345")
    monkeypatch.setattr("scripts.package.ids.secrets.choice", lambda letters: next(drawn))
    assert fresh_id("wd-", {"wd-aaaa2222"}) == "wd-abcd2345"
    assert derived_id("hi-", "row 51267", ()) == derived_id("hi-", "row 51267*", ())  # the first would be 556e2248


@pytest.mark.thorough
def test_every_real_row_is_withdrawn_soundly_or_refused(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sample of every table: withdrawing leaves a valid package in canonical form, and no id is lost."""
    outcomes = defaultdict(set)
    for name in open_package(real).tables:
        for row in table(real, name)[3:4] if name != "withdrawn" else []:
            before, known = contents(real), ids(real)
            id_ = next(iter(row.values()))
            code = run(real, id_) if id_ in known else 0
            outcomes[name].add(code)
            if code:
                assert contents(real) == before
            else:
                assert known - ids(real) <= {stone for stone, _, _ in stones(real)}
    assert 0 in outcomes["victim_counts"] | outcomes["statements"]
    assert outcomes["sources"] == {1}
    assert_sound(real, capsys)
