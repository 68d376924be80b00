"""Snapshots: a package as it was or is, from a release's folder or zip, a git revision, a version, or the working tree."""

import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .git import git, revision_of
from .package import Package, PackageError, open_package

WORKING_TREE = "."
SMALL_ZIP, MOST_TIMES = 50_000_000, 30  # a release's tables shrink about sixfold
# What of a checkout a snapshot needs: the package, and the rules by which it computed.
TRACKED = ("datapackage.json", "data", "schemas", "scripts/derived")


@contextmanager
def snapshot(name: str, root: Path) -> Iterator[Package]:
    """Open what `name` names, seen from the checkout at `root`.

    A release's folder or zip, "." for the working tree, a version such as 0.1.0 (its tag, else the commit that set it) or any git
    revision. Raises PackageError where there is no such thing.
    """
    path = Path(name)
    if not name or len(name) > 1000:
        raise PackageError(f"{name[:40]}: is no folder, file, version or git revision here; give one")
    if name == WORKING_TREE:
        yield open_package(root)
    elif path.is_dir():
        yield open_package(path)
    elif path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            yield open_package(_unzipped(path, Path(folder)))
    else:
        with snapshot_of_commit(revision_of(name, root), root) as package:
            yield package


@contextmanager
def snapshot_of_commit(commit: str, root: Path) -> Iterator[Package]:
    """Open the package of a commit in git, even where a folder or file has the commit's name.

    Raises PackageError where the commit holds no package.
    """
    with tempfile.TemporaryDirectory() as folder:
        _check_out(root, commit, Path(folder))
        yield open_package(Path(folder))


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open a release's zip; raises BadZipFile also for one made to fill a disk, which unpacks to far more than a release does."""
    archive = zipfile.ZipFile(path)
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > max(SMALL_ZIP, MOST_TIMES * path.stat().st_size):
        archive.close()
        raise zipfile.BadZipFile(
            f"it would unpack to {unpacked} bytes, more than {MOST_TIMES} times its size, as no release does"
        )
    return archive


def _unzipped(path: Path, folder: Path) -> Path:
    try:
        with open_zip(path) as archive:
            archive.extractall(folder)  # noqa: S202 - zipfile drops what would lead out of the folder
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise PackageError(f"{path}: is no zip of a release ({error})") from None
    found = sorted(folder.rglob("datapackage.json"), key=lambda p: len(p.parts))
    if not found:
        raise PackageError(f"{path}: holds no datapackage.json; give a release")
    shutil.rmtree(found[0].parent / "scripts", ignore_errors=True)  # rules are taken from a checkout alone
    return found[0].parent


def _check_out(root: Path, commit: str, folder: Path) -> None:
    there = git(
        root, "ls-tree", "--name-only", commit, "datapackage.json", "data/", "schemas/", "scripts/derived/"
    ).split("\n")
    wanted = [path for path in TRACKED if any(name == path or name.startswith(f"{path}/") for name in there)]
    if "datapackage.json" not in wanted:
        raise PackageError(f"{commit[:7]}: holds no datapackage.json; name a commit of the package")
    archive = folder / "snapshot.tar"
    git(root, "archive", "--format=tar", f"--output={archive}", commit, *wanted)
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    archive.unlink()
