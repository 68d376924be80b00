"""Fixtures for all tests: the tiny package, and isolation from the surroundings in which the tests run."""

# ruff: noqa: E402 - helpers are imported after their asserts are registered for rewriting

import contextlib
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# an assert in a helper is reported in full, like one in a test
pytest.register_assert_rewrite(
    "tests.shared", "tests.contribution.rehearsals", "tests.contribution.rehearsed_additions"
)


from scripts.__main__ import main
from scripts.package.files import locked
from scripts.package.package import open_package
from tests.shared.deriving import Compute, computed
from tests.shared.remembering import remembered
from tests.shared.tiny import ROOT, tiny, write, write_canonical

# property tests check results, not how fast a busy machine is
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(autouse=True, scope="session")
def no_repository_around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep git from finding the repository that the tests run in from inside a tiny package."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.delenv("GIT_DIR", raising=False)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
        yield


@pytest.fixture(autouse=True, scope="session")
def nobody_answers() -> Iterator[None]:
    """Commands do not ask questions, even if the tests run in a terminal."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def judge_is_asked_once_of_the_same_bytes() -> Iterator[None]:
    """Validate the same bytes only once: most commands validate first, and most tests begin with the same package."""
    with remembered():
        yield


@pytest.fixture(scope="session")
def tiny_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package as it is written, for the tests that only read it."""
    return write(tmp_path_factory.mktemp("tiny"), tiny()).root


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package in canonical form, to be copied."""
    return write_canonical(tmp_path_factory.mktemp("made"))


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy of the tiny package in canonical form, to be changed."""
    return shutil.copytree(made, tmp_path / "package")


@pytest.fixture(scope="session")
def released(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a declared release of the tiny package, for the tests that only read it.

    Its zip is beside it, and the package is two folders up, in `package`.
    """
    folder = tmp_path_factory.mktemp("released")
    package = open_package(shutil.copytree(made, folder / "package"))
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--package", str(package.root), "build", "--to", str(folder / "dist"), "--declare"]) == 0
    return folder / "dist" / f"{package.descriptor['name']}-{package.version}"


@pytest.fixture(scope="session")
def real_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the project's own data, made once for all processes that test side by side."""
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "real-release"
    to = home / "dist"  # a build locks it
    to.mkdir(parents=True, exist_ok=True)
    with locked(home), contextlib.redirect_stdout(io.StringIO()):
        if not list(to.glob("*-flat.zip")):  # what a build puts there last
            assert main(["--package", str(ROOT), "build", "--to", str(to)]) == 0
    return next(path for path in to.iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def canonical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own package in canonical form, to be copied."""
    folder = tmp_path_factory.mktemp("canonical")
    shutil.copytree(ROOT / "data", folder / "data")
    return write_canonical(folder, {})


@pytest.fixture
def real(canonical: Path, tmp_path: Path) -> Path:
    """A copy of the project's own package, to be changed."""
    return shutil.copytree(canonical, tmp_path / "real")


@pytest.fixture(
    params=[pytest.param(False, id="computed"), pytest.param(True, id="valid", marks=pytest.mark.exhaustive)]
)
def compute(request: pytest.FixtureRequest, tmp_path: Path) -> Compute:
    """Compute the tables of a case in a folder of its own; the exhaustive tests also check that the case is valid."""
    return lambda rows: computed(tmp_path, rows, must_be_valid=request.param)
