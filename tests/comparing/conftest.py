"""A repository with versions of the tiny package."""

import pytest

from tests.shared.differing import (
    changed,
    make,
)
from tests.shared.revisions import Repository
from tests.shared.tiny import write


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Version 0.1.0 is tagged; 0.2.0 is not, and its content was declared twice; the working tree has changes."""
    made = Repository(make(tmp_path_factory.mktemp("git") / "repository"), {})
    made.git("init", "--quiet")
    made.commit("first", "First.", version="0.1.0", content="sha256:1")
    made.git("tag", "v0.1.0")
    made.commit("later", "Later.")
    made.commit("second", "Second.", version="0.2.0", content="sha256:2")
    made.commit("redeclared", "Redeclared.", content="sha256:3")
    made.commit("after", "After.")
    write(made.root, changed("strikes", 0, notes="Not committed."))
    return made
