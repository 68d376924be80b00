"""Fixtures for tests of `new`: documents, and adding a row with or without checking the package."""

import sys
from pathlib import Path

import pytest

from scripts.editing.addition import add
from tests.shared.locating import LEAF
from tests.shared.tiny import NGO, PAPER


@pytest.fixture(params=[pytest.param(False, id="added"), pytest.param(True, id="judged", marks=pytest.mark.thorough)])
def judging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the cells of a new row: only the thorough tests also check the package, which takes longest."""
    if not request.param:
        monkeypatch.setattr(sys.modules[add.__module__], "judged", lambda package, texts: [])


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The folder of the documents."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in {"paper": PAPER, "ngo": NGO, "leaf": LEAF}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
