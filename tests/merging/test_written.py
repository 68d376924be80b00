"""A merge that is killed can be gone on with or given up, and no two commands write the tables at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.package.files import locked
from scripts.package.package import open_package
from tests.shared.adding import KILLED, flags, refused
from tests.shared.tiny import ROOT, contents
from tests.shared.two_lines import TwoLines, cell, copy

COUNT, OTHER = "vc-cccc2222", "vc-dddd2222"
WAITING = "waiting until another run has written its rows\n"
VERBS = {
    "new": ["new", "victim_count", *flags(KILLED)],
    "move": ["move", "vc-cccc2222", "--to", "st-secon234"],
    "withdraw": ["withdraw", "vc-bbbb2222", "--reason", "Wrong."],
    "format": ["format"],
    "check": ["check", "--base", "theirs~1"],
    "merge": ["merge", "theirs"],
}


def started(root: Path, words: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", "--package", str(root), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def settled(lines: TwoLines) -> None:
    """Wait until git, which ends by itself, has ended."""
    time.sleep(0.3)
    until = time.monotonic() + 20
    while (lines.root / ".git/index.lock").exists() and time.monotonic() < until:
        time.sleep(0.1)


def two(lines: TwoLines) -> None:
    """Both sides change two tables, some rows both."""
    lines.on("theirs", cell("victim_counts", COUNT, count_min="12"), copy("strikes", "st-first234", "st-third234"))
    lines.on("main", cell("victim_counts", COUNT, hedged="true"), cell("strikes", "st-secon234", notes="One."))


@pytest.mark.thorough
@pytest.mark.parametrize("verb", VERBS)
def test_each_command_that_writes_tables_waits_for_another(lines: TwoLines, verb: str) -> None:
    lines.on("theirs", cell("victim_counts", OTHER, hedged="true"))
    lines.on("main", cell("victim_counts", COUNT, hedged="true"))
    before = lines.tables()
    with locked(lines.root):
        process = started(lines.root, VERBS[verb])
        assert process.stderr
        assert process.stderr.readline() == WAITING
        assert lines.tables() == before
    process.communicate(timeout=60)
    assert process.returncode == (verb == "check")  # which finds no reason for the change


@pytest.mark.thorough
def test_a_killed_merge_is_gone_on_with_or_given_up(lines: TwoLines) -> None:
    """Kill ten runs, each at another moment: the tables are as before, or git is merging, and both ways lead on."""
    two(lines)
    before = lines.tables()
    began = time.monotonic()
    started(lines.root, ["merge", "theirs"]).communicate()
    whole, after = time.monotonic() - began, lines.tables()
    assert after != before
    moments = random.Random(15)  # noqa: S311
    seen = set()
    for turn in range(10):
        lines.git("merge", "--abort")
        assert lines.tables() == before
        process = started(lines.root, ["merge", "theirs"])
        time.sleep(moments.uniform(0.3, 1.0) * whole)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        settled(lines)
        seen.add(lines.is_under_way())
        if not lines.is_under_way():
            assert lines.tables() == before
        elif turn % 2:
            lines.git("merge", "--abort")
            assert lines.tables() == before
        assert lines.merge("theirs").code in (0, 1)
        assert lines.tables() == after
    assert seen


@pytest.mark.thorough
def test_a_table_that_cannot_be_written_leaves_all_as_git_left_them(lines: TwoLines) -> None:
    two(lines)
    lines.write("data/victim_counts.csv.new/in_the_way", "")
    lines.merge("theirs")
    text = (lines.root / "data/victim_counts.csv").read_text(encoding="utf-8")
    assert "<<<<<<<" in text
    for path in (lines.root / "data/victim_counts.csv.new").iterdir():
        path.unlink()
    (lines.root / "data/victim_counts.csv.new").rmdir()
    lines.merge()
    assert lines.rows("victim_counts")[COUNT]["count_min"] == "12"
    assert "st-third234" in lines.rows("strikes")


def test_a_draft_knows_that_a_table_was_written_since(package: Path) -> None:
    opened = open_package(package)
    with open_texts(opened) as connection:
        draft = Draft(opened, connection)
        assert not draft.is_outdated
        path = package / "data/strikes.csv"
        path.with_name("strikes.csv.new").write_bytes(path.read_bytes())
        path.with_name("strikes.csv.new").replace(path)
        assert draft.is_outdated


@pytest.mark.thorough
def test_new_does_not_overwrite_what_was_written_since(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Draft, "is_outdated", True)
    before = contents(package)
    said = refused(package, capsys, "victim_count", *flags(KILLED))
    assert said == ["another run has written tables since this one began; start again"]
    assert contents(package) == before
