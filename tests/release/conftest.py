"""A release of the tiny package, and a repository to release from."""

import shutil
from pathlib import Path

import pytest

from tests.shared.releasing import repository_with_a_first_version
from tests.shared.tiny import contents
from tests.shared.verifying import NAME, Files


@pytest.fixture
def built(released: Path) -> Path:
    """The folder with a release of the tiny package and its zip; tests use copies."""
    return released.parent


@pytest.fixture
def release(built: Path) -> Files:
    """The files of the release, which a test may change."""
    return contents(built / NAME)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the tiny package, in which the first version is declared."""
    return repository_with_a_first_version(tmp_path_factory.mktemp("first") / "repository")


@pytest.fixture
def repository(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "repository"))
