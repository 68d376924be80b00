"""A release that is killed or interrupted at any moment loses nothing."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.release.changelog import is_proved
from scripts.release.journal import JOURNAL
from scripts.release.verification import faults_of, read_release
from tests.shared.releasing import DAY, correct, git, release
from tests.shared.tiny import ROOT

pytestmark = pytest.mark.thorough

KILLS = int(os.environ.get("NK2020_KILLS", "4"))


def start(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "scripts", "--package", str(folder), *words, "--to", str(folder / "dist")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_release_killed_at_a_random_moment_is_finished_or_undone_by_running_it_again(
    first: Path, tmp_path: Path, seed: int
) -> None:
    folder = Path(shutil.copytree(first, tmp_path / "repository"))
    correct(folder)
    head = git(folder, "rev-parse", "HEAD")
    running = start(folder, "release", "0.1.1", "--date", DAY)
    chance = random.Random(seed)  # noqa: S311 - no secret
    journal = folder / ".git" / JOURNAL
    while seed % 2 and running.poll() is None and not journal.exists():
        time.sleep(0.005)  # half of the kills come while files are being written
    time.sleep(chance.uniform(0, 2.5))
    running.kill()
    running.wait(timeout=60)
    time.sleep(0.5)  # the kill does not reach a git that the release had started
    assert git(folder, "rev-parse", "HEAD") == head or git(folder, "log", "-1", "--format=%s") == "Release 0.1.1"
    assert all(not faults_of(read_release(path)) for path in (folder / "dist").glob("nk2020*"))
    if git(folder, "tag") != "v0.1.1" or journal.exists():
        assert release(folder, "0.1.1") == 0
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "rev-parse", "v0.1.1^{commit}") == git(folder, "rev-parse", "HEAD")
    assert git(folder, "rev-parse", "HEAD^") == head
    assert is_proved(folder, "0.1.1")
    assert faults_of(read_release(folder / "dist/nk2020-strikes-0.1.1")) == []
    assert not list((folder / "dist").glob(".building-*/nk2020*.zip"))


def test_an_interrupted_release_says_that_it_is_undone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(repository)
    (repository / ".git" / JOURNAL).write_text(
        json.dumps({"version": "0.1.1", "before": git(repository, "rev-parse", "HEAD")}), encoding="utf-8"
    )
    (repository / "CHANGELOG.md").write_text("half", encoding="utf-8")
    (repository / "changes.json").write_text("{", encoding="utf-8")
    git(repository, "add", "changes.json")
    assert release(repository, "0.1.1") == 0
    assert "the release of 0.1.1 was interrupted and has been undone; starting again" in capsys.readouterr().out
    assert is_proved(repository, "0.1.1")
