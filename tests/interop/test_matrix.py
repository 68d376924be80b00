"""The matrix: programs that are missing, warn or lose something, its page, and a sound and a broken release."""

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.interop.page import PAGE
from tests.interop.running import run
from tests.interop.trials import TRIALS, Trial
from tests.interop.truth import Table
from tests.shared.tiny import ROOT

TABLES = {"strikes": Table({"name": "string"}, [["Ganja"]])}
READ = {"version": "1.2", "tables": {"strikes": {"columns": ["name"], "rows": [["Ganja"]]}}}


def program(folder: Path, script: str) -> Path:
    """An environment whose Python is a script: $6 is the file that a reader writes."""
    (folder / "bin").mkdir()
    (folder / "bin/python").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "bin/python").chmod(0o755)
    return folder


WRITE = f"echo '{json.dumps(READ)}' >\"$6\""


@pytest.mark.parametrize(
    ("script", "version", "faults"),
    [
        (WRITE, "1.2", ()),
        (f"{WRITE}; echo careful >&2", "1.2", ("it warns: careful",)),
        (WRITE.replace("Ganja", "Gandzak"), "1.2", ("strikes.name: 1 cells differ (line 2: 'Gandzak', not 'Ganja')",)),
        ("echo broken >&2; exit 1", "", ("broken",)),
        ("exit 0", "", ("exit code 0",)),
    ],
)
def test_a_program_that_warns_or_loses_something_or_ends_fails(
    tmp_path: Path, script: str, version: str, faults: tuple[str, ...]
) -> None:
    result = run(Trial("stub", "CSVs", "a.b", "programs"), tmp_path, program(tmp_path, script), TABLES)
    assert (result.version, result.not_tried, result.faults) == (version, "", faults)


def test_a_program_of_a_lock_must_be_there_and_one_of_the_system_need_not(tmp_path: Path) -> None:
    locked = run(Trial("stub", "CSVs", "a.b", "programs"), tmp_path, tmp_path, TABLES)
    assert locked.faults and "run: make .venv/interop/made" in locked.faults[0]
    foreign = run(Trial("stub", "CSVs", "a.b", needs="no-such-command"), tmp_path, tmp_path, TABLES)
    assert (foreign.not_tried, foreign.faults) == ("no-such-command is not installed", ())
    alone = run(Trial("stub", "CSVs", "a.b", beside="-flat.zip"), tmp_path, tmp_path, TABLES)
    assert (alone.not_tried, alone.faults) == ("the release has no file -flat.zip beside it", ())


def test_every_trial_has_a_reader() -> None:
    for trial in TRIALS:
        if "." in trial.reader and trial.runs_in in ("project", "programs"):
            module, function = trial.reader.split(".")
            assert callable(getattr(importlib.import_module(f"tests.interop.readers.{module}"), function))


def test_the_page_has_every_trial_with_the_version_of_its_lock() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / PAGE).read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ][1:]
    assert [(row[0], row[2]) for row in rows] == [(trial.program, trial.opened) for trial in TRIALS], "run --write"
    locks = "".join((ROOT / f"requirements-{name}.lock").read_text(encoding="utf-8") for name in ("dev", "interop"))
    locked = set(re.findall(r"^([\w.-]+)==(\S+)", locks, re.MULTILINE))
    libraries = json.loads((ROOT / "tests/interop/package-lock.json").read_text(encoding="utf-8"))["packages"]
    for row in rows:
        name = row[0].split(" ")[0].lower()
        if f"node_modules/{name}" in libraries and "Python" not in row[0]:
            assert row[1] == libraries[f"node_modules/{name}"]["version"], f"{row[0]}: run --write"
        elif "(R)" not in row[0] and name in {of for of, _ in locked}:
            assert (name, row[1]) in locked, f"{row[0]}: run --write"
        assert row[3] == "equal" or row[3].startswith("not tried: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "not an unzipped release"),
        ([str(ROOT), "--write", "--only", "pandas"], "leave out --only"),
    ],
)
def test_wrong_usage_is_told(words: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.interop", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert said in done.stderr


def tried(release: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.interop", str(release), "--only", "pandas", "polars", "openpyxl", "sqlite3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.thorough
def test_programs_open_a_sound_release_and_find_what_a_broken_one_lost(released: Path, tmp_path: Path) -> None:
    assert tried(released)[0] == 0
    broken = shutil.copytree(released, tmp_path / "broken")
    counts = broken / "parquet/victim_counts.parquet"
    with duckdb.connect() as connection:
        rows = f"SELECT * REPLACE (hedged::VARCHAR AS hedged, coalesce(count_max, 0) AS count_max) FROM '{counts}'"
        connection.execute(f"CREATE TABLE counts AS {rows}")
        connection.execute(f"COPY counts TO '{counts}' (FORMAT parquet)")
    code, said = tried(broken)
    assert code == 1
    assert len(re.findall(r"victim_counts\.count_max: \d+ cells differ \(line \d+: 0(?:\.0)?, not None", said)) == 2
    assert "victim_counts.hedged: the type is string, not boolean" in said
