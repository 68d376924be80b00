"""The README's examples run unchanged in the folder of a release."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from scripts.package.package import open_package
from tests.shared.tiny import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
READER, INSTALLED = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
[SQL] = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


def ran(code: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


@pytest.mark.thorough
def test_the_pandas_example_prints_claims(real_release: Path) -> None:
    assert "Barda / Partav, 28 October 2020" in ran(READER, real_release)


@pytest.mark.thorough
def test_the_duckdb_example_gives_a_range_a_territory(real_release: Path) -> None:
    query = SQL.replace("'computed/", f"'{real_release}/computed/").replace("'data/", f"'{real_release}/data/")
    rows = duckdb.execute(query).fetchall()
    assert rows
    assert all(low is None or low <= high for _, low, high, *_ in rows)


@pytest.mark.thorough
def test_the_example_of_the_installed_reader_runs(real_release: Path) -> None:
    ran(INSTALLED.replace("nk2020_strikes", "scripts"), real_release, PYTHONPATH=str(ROOT))


COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
SHOWN = [(words, said) for words, said in COMMAND.findall(README) if not words.startswith("cat ")]
[LIST] = [said for words, said in COMMAND.findall(README) if words == "cat my-list.csv"]


@pytest.mark.parametrize(("words", "said"), SHOWN, ids=[words.split("scripts ")[1] for words, _ in SHOWN])
def test_a_command_prints_what_is_shown_and_nothing_else(words: str, said: str, tmp_path: Path) -> None:
    if subprocess.run(["git", "log", "-1"], cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("no git history here")
    (tmp_path / "my-list.csv").write_text(LIST, encoding="utf-8")
    command = words.replace(".venv/bin/python -m scripts", f"{sys.executable} -m scripts --package {ROOT}")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.stdout == said


def test_the_readme_shows_a_difference_and_a_rechecked_list() -> None:
    assert {words.split()[3] for words, _ in SHOWN} == {"diff", "recheck"}


EXAMPLES = [ROOT / "README.md", ROOT / "docs/RELEASE.md", *(ROOT / "scripts/commands").glob("*.py")]


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_no_example_has_a_withdrawn_version(path: Path) -> None:
    withdrawn = {entry["version"] for entry in open_package(ROOT).descriptor["withdrawnVersions"]}
    assert set(re.findall(r"\b\d+\.\d+\.\d+\b", path.read_text(encoding="utf-8"))) & withdrawn == set()
