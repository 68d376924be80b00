"""Fixtures for tests of `new`: a row can be added with or without checking the package."""

import sys

import pytest

from scripts.editing.addition import add


@pytest.fixture(params=[pytest.param(False, id="added"), pytest.param(True, id="judged", marks=pytest.mark.thorough)])
def judging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the cells of a new row: only the thorough tests also check the package, which takes longest."""
    if not request.param:
        monkeypatch.setattr(sys.modules[add.__module__], "judged", lambda package, texts: [])
