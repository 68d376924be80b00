"""The README's examples run unchanged in the folder of a release."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from scripts.__main__ import main
from tests.shared.tiny import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
READER, INSTALLED = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
[SQL] = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("dist")
    assert main(["--package", str(ROOT), "build", "--to", str(to)]) == 0
    return next(path for path in to.iterdir() if path.is_dir())


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
def test_the_pandas_example_prints_claims(bundle: Path) -> None:
    assert "Barda / Partav, 28 October 2020" in ran(READER, bundle)


@pytest.mark.thorough
def test_the_duckdb_example_gives_a_range_a_territory(bundle: Path) -> None:
    query = SQL.replace("'computed/", f"'{bundle}/computed/").replace("'data/", f"'{bundle}/data/")
    rows = duckdb.execute(query).fetchall()
    assert rows
    assert all(low is None or low <= high for _, low, high, *_ in rows)


@pytest.mark.thorough
def test_the_example_of_the_installed_reader_runs(bundle: Path) -> None:
    ran(INSTALLED.replace("nk2020_strikes", "scripts"), bundle, PYTHONPATH=str(ROOT))


def test_the_difference_that_it_shows_is_the_real_one() -> None:
    [shown] = re.findall(r"\$ \.venv/bin/python -m scripts diff 0\.1\.0 0\.1\.1\n(.*?)```", README, re.DOTALL)
    history = subprocess.run(["git", "log", "-1", "--format=%H"], cwd=ROOT, capture_output=True, text=True, check=False)
    if history.returncode:
        pytest.skip("no git history here")
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "diff", "0.1.0", "0.1.1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == shown


def test_the_list_that_it_rechecks_has_the_verdict_shown(tmp_path: Path) -> None:
    [(text, words, shown)] = re.findall(
        r"\$ cat my-list\.csv\n(.*?)\$ \.venv/bin/python -m scripts (recheck my-list\.csv .*?)\n(.*?)```",
        README,
        re.DOTALL,
    )
    if subprocess.run(["git", "log", "-1"], cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("no git history here")
    (tmp_path / "my-list.csv").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "--package", str(ROOT), *words.split()],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, shown)
