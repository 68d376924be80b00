"""Snapshots: packages from a release's folder or zip, a version, a git revision or the working tree."""

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from .git import fetched, revision_of
from .package import Package, PackageError, open_package
from .past.history import HISTORY, keyed, rows_of_csv, undo
from .past.models import FOLDER, digest, read_model, versions, write_package
from .problem import seen, shorten
from .soundness.withdrawn_versions import RELEASED

WORKING_TREE = "."
AGAIN = "give a release's folder, zip or datapackage.json, or download it again"
SMALL_ZIP, MOST_TIMES = 50_000_000, 30  # bytes, and unpacked size / zip size; a release's tables shrink about sixfold
# The parts of a checkout that a snapshot needs: the package, the rules of its computed tables, what its releases say.
TRACKED = ("datapackage.json", "data", "schemas", "scripts/derived", "CHANGELOG.md", "changes.json", FOLDER)


@contextmanager
def snapshot(name: str, root: Path) -> Iterator[Package]:
    """Open the package that `name` refers to, relative to the checkout at `root`.

    `name` is a release's folder or zip, "." for the working tree, a version such as 0.1.0 (its tag, the commit that set
    it, or, in a release, what its history gives), or any git revision. Raises PackageError if it is none of these or
    cannot be opened.
    """
    path = Path(name)
    if not name or len(name) > 1000:
        raise PackageError(f"{seen(name[:40])}: is not a folder, file, version or git revision here; give one")
    if name == WORKING_TREE:
        yield open_package(root)
    elif path.is_dir():
        yield open_package(path)
    elif path.is_file():
        with tempfile.TemporaryDirectory() as folder, _named_by(path, folder):
            yield open_package(_unzipped(path, Path(folder)))
    else:
        with _of_git_or_history(name, root) as package:
            yield package


def _of_git_or_history(name: str, root: Path) -> AbstractContextManager[Package]:
    """The package of a version or revision in git, or of a version that history gives, where git does not have it."""
    try:
        return snapshot_of_commit(revision_of(name, root), root)
    except (PackageError, OSError):
        if not RELEASED.fullmatch(name) or not versions(root):
            raise
    return as_of(name, open_package(root))


@contextmanager
def as_of(version: str, package: Package) -> Iterator[Package]:
    """Open the package of a released version, rebuilt from the history of a later one: a release, a reader, a clone.

    What history withholds stays withheld. Raises PackageError if the version cannot be had here.
    """
    model = read_model(package.root, version)
    changes = rows_of_csv(package.tables[HISTORY].path) if HISTORY in package.tables else []
    with _last_release(package) as last, tempfile.TemporaryDirectory() as folder:
        tables = {table.name: keyed(table) for table in last.tables.values()}
        undo(tables, changes, last.version, version)
        yield write_package(model, tables, Path(folder))


@contextmanager
def _last_release(package: Package) -> Iterator[Package]:
    """The last released version: the package itself if its tables are still those, otherwise from its repository."""
    last = versions(package.root)[-1]
    model = read_model(package.root, last)
    same = {name: digest(package.tables[name]) for name in model["tables"] if name in package.tables}
    if same == model["tables"]:
        yield Package(package.root, package.descriptor | {"version": last}, package.read)
        return
    try:
        found = snapshot_of_commit(revision_of(last, package.root), package.root)
    except (PackageError, OSError):
        raise PackageError(
            f"{package.root}: its tables are not those of {last}, the last release, so earlier versions cannot be made"
            " from them; name a release as a folder or zip instead of a number, or take a full clone of the repository"
        ) from None
    with found as package_of_commit:
        yield package_of_commit


@contextmanager
def snapshot_of_commit(commit: str, root: Path) -> Iterator[Package]:
    """Open the package of a commit in git, even where a folder or file has the commit's name.

    Raises PackageError where the commit holds no package.
    """
    with fetched(root, commit, only=TRACKED) as folder:
        if not (folder / "datapackage.json").is_file():
            raise PackageError(f"{commit[:7]}: holds no datapackage.json; name a commit of the package")
        yield replace(open_package(folder), commit=commit, checkout=root)


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open a release's zip; raise BadZipFile if it is not a zip, or unpacks to far more than any release does."""
    archive = zipfile.ZipFile(path)
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > max(SMALL_ZIP, MOST_TIMES * path.stat().st_size):
        archive.close()
        raise zipfile.BadZipFile(
            f"it would unpack to {unpacked} bytes, more than {MOST_TIMES} times its size; no release does"
        )
    return archive


@contextmanager
def _named_by(path: Path, folder: str) -> Iterator[None]:
    """Let what is wrong with a zip name the zip, and not the folder into which it was unpacked."""
    try:
        yield
    except PackageError as error:
        if folder not in str(error):
            raise
        raise PackageError(str(error).replace(folder, str(path))) from None


def _unzipped(path: Path, folder: Path) -> Path:
    try:
        with open_zip(path) as archive:
            archive.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise PackageError(f"{path}: is not the zip of a release, or only a part of it ({error}); {AGAIN}") from None
    found = sorted(folder.rglob("datapackage.json"), key=lambda p: (len(p.parts), p))
    if not found:
        raise PackageError(f"{path}: contains no datapackage.json; give a release")
    if beside := [other for other in found if not other.is_relative_to(found[0].parent)]:
        first, second = (shorten(str(p.parent.relative_to(folder))) for p in (found[0], beside[0]))
        raise PackageError(
            f"{path}: has more than one package, {first} and {second}; unzip it, and give the one you mean"
        )
    shutil.rmtree(found[0].parent / "scripts", ignore_errors=True)  # only a checkout's rules are used
    return found[0].parent
