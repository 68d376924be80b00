"""A repository of the tiny package, alone or as on GitHub, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.shared.bench import Bench
from tests.shared.judging import GitHub
from tests.shared.rehearsing import found
from tests.shared.tiny import ROOT


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


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the tiny package that has the code too, and a runner's checkout of it."""
    folder = tmp_path_factory.mktemp("github")
    found(folder / "upstream", None)
    upstream = Bench(folder / "upstream")
    shutil.copytree(ROOT / "scripts", upstream.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".github", upstream.root / ".github")
    upstream.write(".gitignore", "dist/\n__pycache__/\n.venv\n")
    upstream.commit("Code")
    upstream.git("config", "receive.denyCurrentBranch", "ignore")
    for name in ("main", "fork"):
        upstream.git("clone", "--quiet", str(upstream.root), str(folder / name), cwd=folder)
    (folder / "main/.venv").symlink_to(ROOT / ".venv")
    (folder / "temp").mkdir()
    return folder


@pytest.fixture
def github(hosted: Path, tmp_path: Path) -> GitHub:
    """A repository on GitHub with one pull request, that a test may change."""
    shutil.copytree(hosted, tmp_path / "github", symlinks=True)
    made = GitHub(tmp_path / "github")
    made.main.git("remote", "set-url", "origin", str(tmp_path / "github/upstream"))
    return made
