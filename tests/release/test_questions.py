"""The page of questions: every query gives its answer in an unzipped release, and the wrong ones give another."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from tests.shared.tiny import ROOT

PAGE = ROOT / "docs" / "QUESTIONS.md"
BLOCK = re.compile(r"^```(?:python|sql) (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"^Answer:\n\n((?:\|.*\n)+)", re.MULTILINE)
SECTIONS = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
# a build of the real data takes seconds that every contributor would wait for
pytestmark = pytest.mark.thorough

TITLES = [section.partition("\n")[0] for section in SECTIONS]


def blocks(title: str) -> dict[str, str]:
    """The queries of a question, by language."""
    return dict(BLOCK.findall(SECTIONS[TITLES.index(title)]))


def plain(rows: Any) -> list[tuple[str, ...]]:
    """Rows as text: a date as its day, a whole number without a point, true as 1, nothing as empty."""
    return [tuple(_plain(value) for value in row) for row in rows]


def _plain(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if str(value) in ("True", "False"):
        return str(int(str(value) == "True"))
    return str(value).removesuffix(" 00:00:00")


@pytest.fixture(scope="module")
def sqlite(real_release: Path) -> sqlite3.Connection:
    return sqlite3.connect(next(real_release.glob("*.sqlite")))


def by_pandas(query: str) -> list[tuple[str, ...]]:
    names: dict[str, Any] = {"pd": pd}
    exec(query, names)  # noqa: S102 - the page of the project
    return plain(names["answer"].itertuples(index=False))


@pytest.mark.parametrize("title", TITLES)
def test_the_three_queries_give_the_printed_answer_and_the_wrong_one_another(
    title: str, real_release: Path, sqlite: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = blocks(title)
    monkeypatch.chdir(real_release)
    answer = plain(sqlite.execute(asked["sqlite"]).fetchall())
    assert answer
    assert plain(duckdb.sql(asked["duckdb"]).fetchall()) == answer
    assert by_pandas(asked["pandas"]) == answer
    assert plain(sqlite.execute(asked["wrong"]).fetchall()) != answer
    section = (
        (real_release / "docs" / "QUESTIONS.md").read_text(encoding="utf-8").split("\n## ")[1:][TITLES.index(title)]
    )
    printed = [line[2:-2].split(" | ") for line in ANSWER.findall(section)[0].splitlines()[2:]]
    shown = [[{"true": "1", "false": "0"}.get(cell.strip(), cell.strip()) for cell in row] for row in printed]
    assert shown == [list(row) for row in answer][:40]


def test_the_code_for_both_versions_runs_on_both(
    real_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/SINCE-0.3.0.md").read_text(encoding="utf-8"), re.DOTALL)
    now = pd.read_csv(real_release / "computed/strike_estimates.csv")
    then = now[now.population == "all"].drop(columns="population").replace({"view": {"azerbaijan": "azerbaijani"}})
    (tmp_path / "computed").mkdir()
    then.to_csv(tmp_path / "computed/strike_estimates.csv", index=False)
    told = []
    for folder in (real_release, tmp_path):
        monkeypatch.chdir(folder)
        exec(code, {})  # noqa: S102 - the page of the project
        told.append(re.sub(r"^\d+", "", capsys.readouterr().out, flags=re.MULTILINE).split())
    assert told[0] == told[1] != []
