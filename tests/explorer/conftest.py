"""One browser for all tests, and the page of the real data, of the tiny package, and of one with hostile texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generate import generate
from tests.shared.browsing import CHROMIUM, Browser, browser
from tests.shared.exploring import Explored, explored, hostile
from tests.shared.tiny import ROOT, tiny, write


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium is installed; .ci/install installs it")
    with browser() as one:
        yield one


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Explored:
    return explored(ROOT, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Explored:
    return explored(write(tmp_path_factory.mktemp("package"), tiny()).root, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Explored:
    return explored(hostile(tmp_path_factory.mktemp("package")).root, tmp_path_factory.mktemp("harmful"))


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Explored:
    """A made-up package with more strikes than the list shows at once."""
    package = generate(tmp_path_factory.mktemp("package") / "many", 4_200)
    return explored(package.root, tmp_path_factory.mktemp("many"))


@pytest.fixture
def downloads(chromium: Browser, tmp_path: Path) -> Path:
    """The folder into which the browser downloads."""
    chromium.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    return tmp_path
