"""Writes a release: its folder with the checksums of all files, and its zips; completely or not at all."""

import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from ..export.staged import Staged
from ..package.files import copy, locked, naming
from ..package.package import Package, PackageError

SUMS = "SHA256SUMS"
BESIDE, PREVIOUS = ".building-", "previous"  # folders in that of the releases, while one is written


def write_bundle(files: Staged, package: Package, to: Path) -> Path:
    """Write the bundle and its zip to a temporary folder, then move them into place; returns the bundle's folder.

    `package` has the version of the build. Raises PackageError if a file has the name of the folder.
    """
    name = f"{package.descriptor['name']}-{package.version}"
    if (to / name).is_file():
        raise PackageError(f"{to / name}: is a file where the folder of the release belongs; move it away")
    to.mkdir(parents=True, exist_ok=True)
    with locked(to, lambda: print("waiting until another build has written its files", file=sys.stderr)):
        for left in to.glob(f"{BESIDE}*"):  # by killed builds
            _put_back(left / PREVIOUS, to)
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=to, prefix=BESIDE) as beside:
            bundle = Staged(Path(beside) / name)
            bundle[SUMS] = files.sums().encode()
            for path in files:
                copy(files.place(path), bundle.place(path))
            with ThreadPoolExecutor() as pool:  # compressing one leaves the other a processor
                list(pool.map(partial(_zip, Path(beside), name), [f"{name}/", ""], ["", "-flat"]))
            move(Path(beside), [name, f"{name}.zip", f"{name}-flat.zip"], to)
    return to / name


def move(beside: Path, names: list[str], to: Path) -> None:
    """Move what was built into its place, all of it or nothing: what was there before is kept beside it meanwhile.

    A zip is there at every moment, and a folder but for that between two renames.
    """
    (beside / PREVIOUS).mkdir()
    try:
        for name in names:
            if (to / name).is_file():
                copy(to / name, beside / PREVIOUS / name)
        for name in names:
            if (to / name).is_dir():
                (to / name).rename(beside / PREVIOUS / name)
            (beside / name).replace(to / name)
    except BaseException:
        _put_back(beside / PREVIOUS, to)
        raise
    shutil.rmtree(beside / PREVIOUS)


def _put_back(previous: Path, to: Path) -> None:
    """Put the files of a previous build back, in place of what is there."""
    for path in previous.glob("*"):
        there = to / path.name
        if there.is_dir():
            shutil.rmtree(there)
        else:
            there.unlink(missing_ok=True)
        path.rename(there)


def _zip(folder: Path, name: str, prefix: str, ending: str) -> None:
    """Zip a folder, its files under a prefix; in the pinned environment the same files give the same bytes.

    The flat zip is for programs that look for datapackage.json at the top, such as frictionless.
    """
    from zipfile import ZIP_DEFLATED

    from repro_zipfile import ReproducibleZipFile

    path = folder / f"{name}{ending}.zip"
    with naming(path), ReproducibleZipFile(path, "w", compression=ZIP_DEFLATED) as archive:
        for file in sorted(p for p in (folder / name).rglob("*") if p.is_file()):
            archive.write(file, prefix + file.relative_to(folder / name).as_posix())
