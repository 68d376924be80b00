"""What tests of `new` share: a row that is added with or without the judge."""

import sys

import pytest

from scripts.editing.addition import add


@pytest.fixture(params=[pytest.param(False, id="added"), pytest.param(True, id="judged", marks=pytest.mark.thorough)])
def judging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what a row says, not of whether it is sound: in the thorough tests alone the judge is asked of each, which takes the longest."""
    if not request.param:
        monkeypatch.setattr(sys.modules[add.__module__], "judged", lambda package, texts: [])
