"""What all tests share: the tiny package to work on, nothing around it that changes an answer, and time to answer in."""

# ruff: noqa: E402 - helpers are imported once it is said what becomes of their asserts

import contextlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# what a helper asserts is told in full, as what a test asserts
pytest.register_assert_rewrite("tests.shared", "tests.contribution.rehearsals")


from scripts.__main__ import main
from scripts.package.package import open_package
from tests.shared.deriving import Compute, computed
from tests.shared.remembering import remembered
from tests.shared.tiny import ROOT, tiny, write, write_canonical

# property tests ask what is so, not how fast a busy machine is
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(autouse=True, scope="session")
def no_repository_around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever repository the tests run in, it is not that of the tiny packages."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.delenv("GIT_DIR", raising=False)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
        yield


@pytest.fixture(autouse=True, scope="session")
def nobody_answers() -> Iterator[None]:
    """Whatever terminal the tests run in, it asks nobody anything."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def judge_is_asked_once_of_the_same_bytes() -> Iterator[None]:
    """Most commands ask first whether the package is valid, and most tests begin with the same one."""
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
    """A copy of the tiny package in canonical form, to change at will."""
    return shutil.copytree(made, tmp_path / "package")


@pytest.fixture(scope="session")
def released(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A declared release of the tiny package, for the tests that only read it: its folder, beside its zip; the package is two folders up."""
    folder = tmp_path_factory.mktemp("released")
    package = open_package(shutil.copytree(made, folder / "package"))
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--package", str(package.root), "build", "--to", str(folder / "dist"), "--declare"]) == 0
    return folder / "dist" / f"{package.descriptor['name']}-{package.version}"


@pytest.fixture(scope="session")
def canonical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own package in canonical form, to be copied."""
    folder = tmp_path_factory.mktemp("canonical")
    shutil.copytree(ROOT / "data", folder / "data")
    return write_canonical(folder, {})


@pytest.fixture
def real(canonical: Path, tmp_path: Path) -> Path:
    """A copy of the project's own package, to change at will."""
    return shutil.copytree(canonical, tmp_path / "real")


@pytest.fixture(params=[pytest.param(False, id="computed"), pytest.param(True, id="valid", marks=pytest.mark.thorough)])
def compute(request: pytest.FixtureRequest, tmp_path: Path) -> Compute:
    """Compute the tables of a case in a folder of the test's own; in the thorough tests also see that the case is valid."""
    return lambda rows: computed(tmp_path, rows, must_be_valid=request.param)
