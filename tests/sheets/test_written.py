"""Tables are written together or not at all, also if the run is killed; two runs wait for each other."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.tracked import NOT_KEPT, tracked_sheets
from scripts.package.files import JOURNAL, finish, locked, write_together
from tests.shared.bench import Bench
from tests.shared.coding import SHEET, TEXT, changed, empty, example, tables
from tests.shared.tiny import ROOT


def files(folder: Path, sheet: str = SHEET) -> list[str]:
    for name, content in (("text.txt", TEXT), ("example.sheet", sheet)):
        (folder / name).write_text(content, encoding="utf-8")
    return ["code", str(folder / "text.txt"), str(folder / "example.sheet")]


def started(package: Path, words: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", "--package", str(package), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_a_killed_run_had_written_in_full_is_completed(tmp_path: Path) -> None:
    paths = [tmp_path / "data" / name for name in ("one.csv", "two.csv")]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_text("old")
    paths[1].with_name("two.csv.new").write_text("new")
    (tmp_path / JOURNAL).write_text(json.dumps(["data/one.csv", "data/two.csv"]))
    finish(tmp_path)
    assert [path.read_text() for path in paths] == ["old", "new"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["data", "one.csv", "two.csv"]


def test_what_was_not_written_in_full_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("old")
    (tmp_path / "one.csv.new").write_text("half")
    finish(tmp_path)
    assert (tmp_path / "one.csv").read_text() == "old"


@pytest.mark.parametrize("journal", ['["../out.csv"]', '["sub/../../out.csv"]', "[7]", "{", "7", '["note.txt"]'])
def test_a_journal_touches_only_tables_of_its_package(tmp_path: Path, journal: str) -> None:
    root = tmp_path / "package"
    root.mkdir()
    for path in (tmp_path / "out.csv", root / "note.txt"):
        path.write_text("old")
        path.with_name(path.name + ".new").write_text("new")
    (root / JOURNAL).write_text(journal)
    finish(root)
    assert [(tmp_path / "out.csv").read_text(), (root / "note.txt").read_text()] == ["old", "old"]
    assert not (root / JOURNAL).exists()


def test_nothing_is_left_beside_what_was_written(tmp_path: Path) -> None:
    write_together({tmp_path / "one.csv": "new"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["one.csv"]


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    waited, order = threading.Event(), []

    def second() -> None:
        with locked(tmp_path, waited.set):
            order.append("second")

    with locked(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        assert waited.wait(10)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_tracked_sheet_is_a_fault(tmp_path: Path) -> None:
    assert tracked_sheets(tmp_path) == []
    bench = Bench(tmp_path)
    bench.git("init", "--quiet")
    bench.write("texts/one.sheet", "x")
    assert tracked_sheets(tmp_path) == []
    bench.git("add", "--all")
    assert [(problem.file, problem.message) for problem in tracked_sheets(tmp_path)] == [("texts/one.sheet", NOT_KEPT)]


@pytest.mark.thorough
def test_validate_refuses_a_tracked_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty(tmp_path)
    bench = Bench(tmp_path)
    bench.git("init", "--quiet")
    bench.write("one.sheet", "x")
    bench.git("add", "one.sheet")
    assert main(["--package", str(tmp_path), "validate"]) == 1
    assert "one.sheet: is a coding sheet" in capsys.readouterr().out


@pytest.mark.thorough
def test_a_killed_run_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    """Kill twelve runs, each at another moment; the next command finds the tables as before, or all as after."""
    package, _ = example(tmp_path / "package")
    before = tables(package)
    words = files(tmp_path, changed("injured ~20 hedged", "injured 20").replace("killed 5", "killed 5 civilians"))
    began = time.monotonic()
    started(package.root, [*words, "--dry-run"]).communicate()
    whole = time.monotonic() - began
    moments = random.Random(15)  # noqa: S311
    for _ in range(12):
        process = started(package.root, words)
        time.sleep(moments.uniform(0.3, 1.1) * whole)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        finish(package.root)
        now = tables(package)
        if now != before:
            changed_tables = [name for name in now if now[name] != before[name]]
            assert changed_tables == ["victim_counts"]
            break


@pytest.mark.thorough
def test_two_runs_at_once_both_succeed_and_one_writes(tmp_path: Path) -> None:
    package = empty(tmp_path / "package")
    words = files(tmp_path)
    both = [started(package.root, words) for _ in range(2)]
    printed = sorted(process.communicate(timeout=120)[0] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert printed[0].endswith("47 rows as they were\n") or printed[1].endswith("47 rows as they were\n")
    assert any("sources: 1 added" in text for text in printed)
