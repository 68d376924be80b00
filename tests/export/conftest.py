"""The tiny package and the real one, exported once."""

import pytest

from scripts.package.package import open_package
from tests.shared.exporting import Made, make, tricky
from tests.shared.tiny import ROOT


@pytest.fixture(scope="session", params=["tiny", pytest.param("real", marks=pytest.mark.thorough)])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return (
        make(open_package(ROOT), tmp_path_factory.mktemp("bundle"))
        if request.param == "real"
        else request.getfixturevalue("small")
    )


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tricky(tmp_path_factory.mktemp("small")), tmp_path_factory.mktemp("bundle"))
