"""A release of the tiny package, for the tests of `verify`."""

from pathlib import Path

import pytest

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
