"""`withdraw` beside what is unfinished: rows still to do, and a withdrawal that was killed."""

import shutil
from pathlib import Path

import pytest

from scripts.commands import withdraw
from tests.shared.tiny import contents, passage, tiny, write_canonical
from tests.shared.withdrawing import (
    MERGE,
    MERGE_STONES,
    REFERS,
    assert_refused,
    assert_sound,
    make,
    run,
    stones,
    with_more,
)

WITHOUT_CLAIM = (
    "data/strikes.csv:4 st-secon234 strike_id=st-secon234: there is no claim about the strike or any group that it"
    " is part of; add a claim or withdraw the strike\n"
)


@pytest.mark.thorough
def test_what_would_leave_another_strike_without_a_claim_is_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(package, WITHOUT_CLAIM, capsys, "vc-dddd2222")
    assert_refused(package, WITHOUT_CLAIM, capsys, "sl-bbbb2222")


@pytest.mark.thorough
def test_what_was_unfinished_before_neither_refuses_nor_goes(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each of two unfinished strikes can be withdrawn; the other, and a new citation, stay and are still to do."""
    rows = tiny()
    rows["strikes"] += [
        rows["strikes"][0] | {"strike_id": f"st-new{n}2345", "name": f"Lowtown, {n} November 2020"} for n in (3, 4)
    ]
    rows["citations"].append(
        rows["citations"][0] | {"citation_id": "ci-hhhh2222", **passage("so-paper234", "Strikes on")}
    )
    write_canonical(package, rows)
    assert run(package, "st-new32345") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [
        "data/strikes.csv st-new32345: withdrawn: Wrong.",
        "still to do before the package is valid again:",
    ]
    assert {line.split()[1] for line in said[2:]} == {"st-new42345", "ci-hhhh2222"}
    assert run(package, "st-new42345") == 0
    capsys.readouterr()
    assert_refused(package, WITHOUT_CLAIM, capsys, "vc-dddd2222")
    assert run(package, "ci-hhhh2222") == 0
    assert_sound(package, capsys)


@pytest.mark.thorough
def test_a_citation_that_is_audited_or_repeated_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tiny()
    rows["audits"][0]["citation_id"] = "ci-cccc2222"
    rows["exclusions"].append(
        {"exclusion_id": "ex-bbbb2222", "citation_id": "ci-dddd2222", "reason": "repeat", "repeats": "ci-cccc2222"}
    )
    folder = make(tmp_path, rows)
    assert_refused(
        folder,
        f"data/audits.csv:2 au-aaaa2222 citation_id=ci-cccc2222: {REFERS.format('citation_id')}\n"
        f"data/exclusions.csv:3 ex-bbbb2222 repeats=ci-cccc2222: {REFERS.format('repeats')}\n",
        capsys,
        "sm-cccc2222",
    )
    assert run(folder, "au-aaaa2222") == 0
    assert run(folder, "ex-bbbb2222") == 0
    assert run(folder, "sm-cccc2222") == 0
    assert_sound(folder, capsys)


@pytest.mark.thorough
@pytest.mark.parametrize("written", range(4))
def test_a_merge_that_was_killed_is_finished_by_the_same_command(
    package: Path, tmp_path: Path, written: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = shutil.copytree(package, tmp_path / "whole")
    assert run(whole, *MERGE, reason="One strike.") == 0
    capsys.readouterr()
    kill_after(written, package, MERGE, "One strike.", monkeypatch)
    assert run(package, *MERGE, reason="One strike.") == 0
    said = capsys.readouterr().out
    assert said.startswith("st-secon234: its withdrawal was interrupted; finishing it\n") == (written > 0)
    assert stones(package) == MERGE_STONES
    assert without_tombstones(package) == without_tombstones(whole)
    assert_sound(package, capsys)


def kill_after(written: int, folder: Path, words: list[str], reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the command and stop it when it has written that many files."""
    done: list[Path] = []
    write_whole = withdraw.write_whole

    def dying(path: Path, text: str) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(path)
        write_whole(path, text)

    with monkeypatch.context() as patched:
        patched.setattr(withdraw, "write_whole", dying)
        with pytest.raises(KeyboardInterrupt):
            run(folder, *words, reason=reason)


def without_tombstones(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if name != "data/withdrawn.csv"}


@pytest.mark.thorough
@pytest.mark.parametrize("written", range(1, 4))
def test_a_withdrawal_that_was_killed_is_finished_by_the_same_command_only(
    tmp_path: Path, written: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "package", with_more())
    whole, split = shutil.copytree(folder, tmp_path / "whole"), ["--replaced-by", "sm-bbbb2222", "sm-aaaa2222"]
    assert run(whole, "sm-eeee2222", *split) == 0
    kill_after(written, folder, ["sm-eeee2222", *split], "Wrong.", monkeypatch)
    capsys.readouterr()
    assert_refused(
        folder,
        "sm-eeee2222: already has a tombstone with a different reason or replacement;"
        " give those to finish its withdrawal\n",
        capsys,
        "sm-eeee2222",
        *split,
        reason="Other.",
    )
    assert run(folder, "sm-eeee2222", *split) == 0
    assert capsys.readouterr().out.startswith("sm-eeee2222: its withdrawal was interrupted; finishing it\n")
    assert stones(folder) == stones(whole)
    assert without_tombstones(folder) == without_tombstones(whole)
    assert_sound(folder, capsys)


@pytest.mark.thorough
def test_a_cut_short_package_with_a_broken_cell_gets_no_traceback(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kill_after(1, package, ["vc-cccc2222"], "Wrong.", monkeypatch)
    path = package / "data/strike_reports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2020-10-02", "2 October"), encoding="utf-8")
    before = contents(package)
    assert run(package, "vc-cccc2222") == 1
    assert capsys.readouterr() == ("", "a table cannot be read; see: python -m scripts validate\n")
    assert contents(package) == before
