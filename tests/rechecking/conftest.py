"""A pair of packages for the tests of `recheck`."""

from pathlib import Path

import pytest

from tests.shared.differing import descriptor, make
from tests.shared.relisting import moved


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny package as version 0.8.0, and as it moved on as 0.9.0; only read."""
    folder = tmp_path_factory.mktemp("pair")
    old = make(folder / "old", None, descriptor(lambda d: d.update(version="0.8.0")))
    new = make(folder / "new", moved(), descriptor(lambda d: d.update(version="0.9.0")))
    for name in ("CHANGELOG.md", "changes.json"):
        (new / name).unlink(missing_ok=True)
    return old, new
