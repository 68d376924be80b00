"""Files: atomic writes, canonical CSV, the newest bundle in a folder, and scratch folders."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file completely or not at all, even if the process is killed; create its folder if needed.

    The text goes into a new file beside it, which then replaces it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    write(beside, text.encode())
    beside.replace(path)


def write_together(texts: dict[Path, str]) -> None:
    """Write UTF-8 files, given as texts by path: all of them, or none if one cannot be written.

    All texts are on the disk before the first file is replaced; only a process that is killed while it replaces them
    can leave some of them old.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    beside = {path: path.with_name(path.name + ".new") for path in texts}
    try:
        for path, text in texts.items():
            write(beside[path], text.encode())
        for path in texts:
            beside[path].replace(path)
    except BaseException:
        for path, data in before.items():
            beside[path].unlink(missing_ok=True)
            if data is not None and path.read_bytes() != data:
                path.write_bytes(data)
        raise


def write(path: Path, data: bytes) -> None:
    """Write a file; an OSError names it, which Python leaves out where a disk is full."""
    try:
        path.write_bytes(data)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


TO_QUOTE = re.compile(r'[",;\r\n]')


def write_csv(columns: list[str], rows: list[list[str]]) -> str:
    """Canonical CSV text: a header, LF line endings, and quotes only where they are needed.

    A semicolon needs quotes too, since LibreOffice offers to split at it as well as at the comma.
    """
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in [columns, *rows])


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
