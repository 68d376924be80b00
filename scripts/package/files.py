"""Files: atomic writes, canonical CSV, the newest bundle in a folder, and scratch folders."""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path

JOURNAL = "unfinished.new"  # in a package's folder: the files that are being replaced together


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file completely or not at all, even if the process is killed; create its folder if needed.

    The text goes into a new file beside it, which then replaces it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    try:
        write(beside, text.encode())
        beside.replace(path)
    except BaseException:
        if beside.is_file():
            beside.unlink()
        raise


def place_together(files: dict[Path, Path]) -> None:
    """Replace files, given by path, by copies of others: all of them, or none if one cannot be copied."""
    beside = {path: path.with_name(path.name + ".new") for path in files}
    try:
        for path, source in files.items():
            copy(source, beside[path])
        for path in files:
            beside[path].replace(path)
    except BaseException:
        for path in beside.values():
            path.unlink(missing_ok=True)
        raise


def copy(source: Path, path: Path) -> None:
    """Copy a file; an OSError names the copy."""
    try:
        shutil.copyfile(source, path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def write_together(texts: dict[Path, str], root: Path | None = None) -> None:
    """Write UTF-8 files, given as texts by path: all of them, or none if one cannot be written.

    All texts are on the disk before the first file is replaced. If a process is killed while it replaces them, and
    `root`, the folder of the package, was given, the next command replaces the rest: see `finish`.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    beside = {path: path.with_name(path.name + ".new") for path in texts}
    journal = root / JOURNAL if root else None
    try:
        for path, text in texts.items():
            write(beside[path], text.encode())
        if root and journal:
            write_whole(journal, json.dumps([os.path.relpath(path, root) for path in texts]))
        for path in texts:
            beside[path].replace(path)
    except BaseException:
        for path, data in before.items():
            beside[path].unlink(missing_ok=True)
            if data is not None and path.read_bytes() != data:
                path.write_bytes(data)
        raise
    finally:
        if journal:
            journal.unlink(missing_ok=True)


def finish(root: Path) -> None:
    """Replace the files that a killed process had written in full and not yet replaced, in the package at `root`."""
    journal = root / JOURNAL
    if not journal.is_file():
        return
    with locked(root):
        home = root.resolve()
        try:
            names = [name for name in json.loads(journal.read_text(encoding="utf-8")) if isinstance(name, str)]
        except (OSError, ValueError, TypeError):  # another process has finished it; or it is none of ours
            names = []
        for name in names:
            path = (home / name).resolve()
            beside = path.with_name(path.name + ".new")
            if path.suffix == ".csv" and path.is_relative_to(home) and beside.is_file():
                beside.replace(path)
        journal.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a folder; while another process holds it, call `waiting` once, and wait until it ends.

    The system lets go of the lock when a process ends, however it ends. On Windows there is none.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def writing(root: Path) -> AbstractContextManager[None]:
    """The lock of every command that writes the tables of the package at `root`; it says that it waits for another."""
    return locked(root, lambda: print("waiting until another run has written its rows", file=sys.stderr))


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """While a file is written: an OSError names it, which Python leaves out where a disk is full."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def write(path: Path, data: bytes) -> None:
    """Write a file; an OSError names it."""
    with naming(path):
        path.write_bytes(data)


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write lines as they come, as UTF-8, and return their number; an OSError names the file."""
    number = 0
    with naming(path), path.open("w", encoding="utf-8", newline="") as file:
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the last one is returned
            file.write(line)
    return number


TO_QUOTE = re.compile(r'[",;\r\n]')


def write_csv(columns: list[str], rows: Iterable[list[str]]) -> str:
    """Canonical CSV text: a header, LF line endings, and quotes only where they are needed.

    A semicolon needs quotes too, since LibreOffice offers to split at it as well as at the comma.
    """
    return "".join(csv_lines(chain([columns], rows)))


def csv_lines(rows: Iterable[list[str]]) -> Iterator[str]:
    """The lines of `write_csv` for rows, the header among them, one after the other, for tables too large to hold."""
    for row in rows:
        yield f"{','.join(map(_quoted, row) if TO_QUOTE.search(''.join(row)) else row)}\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if TO_QUOTE.search(cell) else cell


def newest(dist: Path, name: str) -> list[Path]:
    """The most recently built folder of the package `name` in `dist`, and the path of its zip; empty if there is none.

    Other folders are not releases, such as that of `derive`.
    """
    folders = [path for path in dist.glob(f"{name}-*") if path.is_dir()]
    last = max(folders, key=lambda path: path.stat().st_mtime_ns, default=None)
    return [last, last.with_name(f"{last.name}.zip")] if last else []


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder for intermediate files, removed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
