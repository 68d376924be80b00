"""The matrix: its cells, the page and its versions, what is a fault, and a sound release."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.interop.truth import Table
from tests.shared.tiny import ROOT
from tests.versions.cells import LIBRARIES, Cell, cells, ends, pythons_for
from tests.versions.page import PAGE
from tests.versions.running import judged, run

TABLES = {"strikes": Table({"name": "string"}, [["Ganja"]])}
CELL = Cell("3.11", "lowest")


def read(name: str, *faults: str) -> dict[str, object]:
    found = {"columns": ["name"], "rows": [[name]], "types": {"name": "string"}}
    return {"python": "3.11.7", "versions": {}, "tables": {"polars": {"strikes": found}}, "faults": [*faults]}


def test_every_python_has_the_lowest_and_the_highest_versions() -> None:
    names = [(cell.python, cell.libraries) for cell in cells()]
    assert names == [(f"3.{minor}", end) for minor in (11, 12, 13, 14) for end in ("lowest", "highest")]


def test_the_lowest_versions_of_the_oldest_python_are_the_bounds_of_the_metadata() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = [*project["dependencies"], *project["optional-dependencies"]["polars"]]
    lowest = {name: f"{bound}.0" for name, bound in (line.split(">=") for line in bounds)}
    assert {name: CELL.pins()[name] for name in LIBRARIES} == lowest
    assert project["requires-python"] == f">={cells()[0].python}"


def test_the_ends_are_of_the_pythons_that_are_there() -> None:
    there = {"3.12": Path("a"), "3.13": Path("b")}
    assert ends(cells(), there) == [Cell("3.12", "lowest"), Cell("3.13", "highest")]


def test_a_program_that_does_not_answer_is_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, script in (("bin", "exit 127"), ("pyenv/versions/3.11.7/bin", "echo 3.11")):
        program = tmp_path / folder / ("python3.11" if folder == "bin" else "python")
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert pythons_for(cells()) == {"3.11": tmp_path / "pyenv/versions/3.11.7/bin/python"}


def test_what_is_lost_or_warned_of_is_a_fault(tmp_path: Path) -> None:
    assert judged(CELL, read("Ganja"), "\n", TABLES).faults == ()
    assert judged(CELL, read("Ganja", "wrong"), "careful", TABLES).faults == ("it warns: careful", "wrong")
    [fault] = judged(CELL, read("Gandzak"), "", TABLES).faults
    assert fault.startswith("in polars, strikes.name: 1 cells differ")
    assert run(CELL, None, tmp_path, TABLES).not_tried == "Python 3.11 was not found"


def test_the_page_has_every_cell_with_the_versions_of_its_lock() -> None:
    lines = re.findall(r"^\| (3\..*) \|$", (ROOT / PAGE).read_text(encoding="utf-8"), re.MULTILINE)
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    assert [(".".join(row[0].split(".")[:2]), row[1]) for row in rows] == [(c.python, c.libraries) for c in cells()]
    for row, cell in zip(rows, cells(), strict=True):
        if not row[-1].startswith("not tried: "):
            assert row[-1] == "equal"
            assert row[2:-1] == [cell.pins()[name] for name in LIBRARIES], "run: python -m tests.versions --write"


@pytest.mark.thorough
def test_wrong_usage_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.versions", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "not an unzipped release with the wheel" in done.stderr
