"""A repository of the tiny package with a second line of work, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.shared.two_lines import TwoLines, put


@pytest.fixture(scope="session")
def began(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the tiny package without tombstones, committed, with the branch `theirs`."""
    lines = TwoLines(shutil.copytree(made, tmp_path_factory.mktemp("merging") / "package"))
    put("withdrawn", {})(lines)
    lines.git("init", "--quiet", "--initial-branch=main")
    lines.commit("First")
    lines.git("branch", "theirs")
    return lines.root


@pytest.fixture
def lines(began: Path, tmp_path: Path) -> TwoLines:
    """A copy of it that a test may change."""
    return TwoLines(shutil.copytree(began, tmp_path / "package", symlinks=True))
