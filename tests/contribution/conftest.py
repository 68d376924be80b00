"""A repository of the tiny package, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.shared.bench import Bench
from tests.shared.rehearsing import found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the tiny package, committed; a module may have one of its own."""
    root = tmp_path_factory.mktemp("contribution") / "package"
    found(root, None)
    return root


@pytest.fixture
def bench(template: Path, tmp_path: Path) -> Bench:
    """A copy of the template that a test may change."""
    shutil.copytree(template, tmp_path / "package", symlinks=True)
    return Bench(tmp_path / "package")
