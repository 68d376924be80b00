"""A killed build leaves the previous release complete, and the next build cleans up."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.release.writing import move
from tests.shared.building import DEV, NAME, build, change, names
from tests.shared.tiny import ROOT, contents, write_canonical

pytestmark = pytest.mark.thorough

# Two builds at once.


def test_builds_into_one_folder_wait_for_each_other(twice: tuple[Path, Path], tmp_path: Path) -> None:
    package, dist = twice[0], tmp_path / "dist"
    running = [start(package, dist) for _ in range(4)]
    assert [building.wait(timeout=120) for building in running] == [0] * 4
    assert names(dist) == sorted([DEV, f"{DEV}.zip", f"{DEV}-flat.zip"])
    assert main(["verify", *releases(dist)]) == 0


def test_what_cannot_be_moved_as_a_whole_is_put_back(tmp_path: Path) -> None:
    beside, to = tmp_path / "beside", tmp_path / "to"
    for folder, said in ((beside / "one", "new"), (to / "one", "old")):
        folder.mkdir(parents=True)
        (folder / "file").write_text(said, encoding="utf-8")
    (beside / "one.zip").write_text("new", encoding="utf-8")
    (to / "one.zip").write_text("old", encoding="utf-8")
    before = contents(to)
    with pytest.raises(FileNotFoundError):
        move(beside, ["one", "one.zip", "missing.zip"], to)
    assert contents(to) == before
    shutil.rmtree(beside / "previous")
    (beside / "one").mkdir(exist_ok=True)
    (beside / "one.zip").write_text("newer", encoding="utf-8")
    move(beside, ["one", "one.zip"], to)
    assert contents(to) == {"one.zip": b"newer"}


# A build that is killed.


def start(package: Path, to: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "scripts", "--package", str(package), "build", "--to", str(to)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_when(building: "subprocess.Popen[bytes]", moment: Callable[[], bool]) -> bool:
    """SIGKILL a build as soon as `moment` is true; False if the build finished before."""
    while building.poll() is None and not moment():
        pass
    building.kill()
    return building.wait(timeout=60) == -9


def releases(dist: Path) -> list[str]:
    return [str(path) for path in sorted(dist.glob(f"{NAME}-*"))]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A dist folder with a release, and the changed package, whose next build has the same name."""
    folder = tmp_path_factory.mktemp("twice")
    package = write_canonical(folder / "package")
    assert build(package, folder / "dist") == 0
    change(package)
    return package, folder / "dist"


@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9, 1.2, 1.5])
def test_a_build_killed_at_any_moment_leaves_a_whole_release(
    twice: tuple[Path, Path], tmp_path: Path, seconds: float
) -> None:
    package, dist = twice[0], tmp_path / "dist"
    shutil.copytree(twice[1], dist)
    building, end = start(package, dist), time.monotonic() + seconds
    kill_when(building, lambda: time.monotonic() > end)
    assert releases(dist)[-1:] == [str(dist / f"{DEV}.zip")]  # the folder is away for the moment between two renames
    assert main(["verify", *releases(dist)]) == 0


@pytest.mark.parametrize("moment", [".building-*", ".building-*/*/SHA256SUMS", ".building-*/*.zip"])
def test_a_build_killed_while_it_writes_leaves_the_release_before_and_the_next_one_cleans_up(
    twice: tuple[Path, Path], tmp_path: Path, moment: str
) -> None:
    package, dist = twice[0], tmp_path / "dist"
    for _ in range(20):  # until a kill comes while the build still writes
        shutil.rmtree(dist, ignore_errors=True)
        shutil.copytree(twice[1], dist)
        before = contents(dist)
        if kill_when(start(package, dist), lambda: any(dist.glob(moment))) and any(dist.glob(".building-*")):
            break
    assert any(dist.glob(".building-*"))
    assert releases(dist)[-1:] == [str(dist / f"{DEV}.zip")]
    assert main(["verify", *releases(dist)]) == 0
    if (dist / DEV).exists() and b"Seen by many." not in (dist / DEV / "data/strikes.csv").read_bytes():
        assert before.items() <= contents(dist).items()
    assert build(package, dist) == 0
    assert names(dist) == sorted([DEV, f"{DEV}.zip", f"{DEV}-flat.zip"])
    assert main(["verify", *releases(dist)]) == 0
    assert b"Seen by many." in (dist / DEV / "data/strikes.csv").read_bytes()


def test_a_first_build_that_is_killed_leaves_no_release(twice: tuple[Path, Path], tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for _ in range(20):
        shutil.rmtree(dist, ignore_errors=True)
        if kill_when(start(twice[0], dist), lambda: any(dist.glob(".building-*/*"))) and any(dist.glob(".building-*")):
            break
    assert releases(dist) == []
    assert build(twice[0], dist) == 0
    assert names(dist) == sorted([DEV, f"{DEV}.zip", f"{DEV}-flat.zip"])
