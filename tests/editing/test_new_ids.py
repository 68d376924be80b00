"""`new` draws an id that nobody has, so that two contributions merge; a run that is killed writes nothing."""

import re
import shutil
import subprocess
import tempfile
from bisect import bisect
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.validation import validate
from scripts.package.ids import LETTERS, fresh_id
from scripts.package.package import open_package
from tests.shared.adding import (
    KILLED,
    added,
    new,
    refused,
)
from tests.shared.tiny import contents


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        ("ac-paper234", "is taken, and ids are never reused"),
        ("vc-zzzz2222", "is taken, and ids are never reused"),
        ("wd-aaaa2222", "is taken, and ids are never reused"),
        ("pl-abcd2345", "does not have the right form; write it like ac-7k3mq2xd"),
        ("ac-ABCD2345", "does not have the right form"),
        ("ac-abc", "does not have the right form"),
        ("ac-abcd2345\n", "has a space"),
        ("", "is empty; fill it in"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_an_id_that_is_taken_withdrawn_or_malformed_is_refused(
    package: Path, id_: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = refused(package, capsys, "actor", "--name", "Third", "--kind", "media", "--id", id_)
    assert line.startswith("--id ")
    assert why in line
    assert line.endswith("; leave out --id to have one drawn")


def test_an_id_of_ones_own_is_taken(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        added(package, capsys, "actor", {"name": "Third", "kind": "media"}, "--id", "ac-third234")["actor_id"]
        == "ac-third234"
    )


def test_an_id_is_drawn_until_it_is_neither_in_use_nor_withdrawn(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = iter("aaaa2222" + "zzzz2222" + "23456789" + "abcd2345")
    monkeypatch.setattr("scripts.package.ids.secrets.choice", lambda letters: next(drawn))
    assert added(package, capsys, "victim_count", KILLED)["claim_id"] == "vc-abcd2345"


@given(taken=st.sets(st.text(LETTERS, min_size=8, max_size=8), max_size=50), prefix=st.sampled_from(["vc-", "st-"]))
def test_a_fresh_id_keeps_the_pattern_and_is_never_taken_nor_drawn_twice(taken: set[str], prefix: str) -> None:
    drawn = [fresh_id(prefix, {prefix + word for word in taken}) for _ in range(50)]
    assert len(set(drawn)) == len(drawn)
    assert all(
        re.fullmatch(f"{prefix}[a-z2-9]{{8}}", id_) and not id_[3:].isdigit() and id_[3:] not in taken for id_ in drawn
    )


@pytest.mark.thorough
@given(
    st.lists(st.text(LETTERS, min_size=8, max_size=8).map("vc-{}".format), min_size=1, max_size=30, unique=True),
    st.data(),
)
def test_two_from_the_same_state_conflict_only_where_they_are_neighbours(there: list[str], data: st.DataObject) -> None:
    ours, theirs = fresh_id("vc-", there), fresh_id("vc-", there)
    there.sort()
    assert ours != theirs
    merged, conflict = merge(*[[*there, *more] for more in ([ours], [], [theirs])])
    neighbours = abs(bisect(there, ours) - bisect(there, theirs)) <= 1
    assert neighbours if conflict else merged == sorted([*there, ours, theirs])


def merge(*versions: list[str]) -> tuple[list[str], bool]:
    """What git makes of our, the old and their lines, and whether it found a conflict."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, str(i)) for i in range(3)]
        for path, lines in zip(paths, versions, strict=True):
            path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
        done = subprocess.run(["git", "merge-file", "-p", *map(str, paths)], capture_output=True, text=True)
    return done.stdout.splitlines(), done.returncode != 0


@pytest.mark.thorough
def test_two_pull_requests_merge_into_a_package_in_canonical_form(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, old = shutil.copytree(package, tmp_path / "other"), shutil.copytree(package, tmp_path / "old")
    added(package, capsys, "victim_count", KILLED, "--id", "vc-zzzz3333")
    added(other, capsys, "victim_count", KILLED | {"outcome": "injured"}, "--id", "vc-aaaa3333")
    names = [folder / "data/victim_counts.csv" for folder in (package, old, other)]
    subprocess.run(["git", "merge-file", *map(str, names)], check=True)
    assert validate(open_package(package)).problems == []
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_a_run_that_is_killed_while_it_writes_leaves_the_table_whole(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def dying(path: Path, data: bytes) -> None:
        path.write_bytes(data[: len(data) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr("scripts.package.files.write", dying)
    before = contents(package)
    assert new(package, "actor", "--name", "Third", "--kind", "media") == 1
    assert (capsys.readouterr(), contents(package)) == (("", "\nnothing was written\n"), before)
