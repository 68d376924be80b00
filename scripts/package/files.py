"""Files: written whole or not at all, CSV as this project writes it, and the newest bundle of a folder."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all, even when killed: beside it first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)


TO_QUOTE = re.compile(r'[",;\r\n]')


def write_csv(columns: list[str], rows: list[list[str]]) -> str:
    """Canonical CSV text: a header, LF line ends, quotes only where they are needed.

    They are for a semicolon too: LibreOffice offers to split at it as well as at the comma.
    """
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in [columns, *rows])


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if TO_QUOTE.search(cell) else cell


def newest(dist: Path) -> list[Path]:
    """The folder built last, and its zip."""
    folders = [path for path in dist.glob("*") if path.is_dir() and not path.name.startswith(".")]
    last = max(folders, key=lambda path: path.stat().st_mtime_ns, default=None)
    return [last, last.with_name(f"{last.name}.zip")] if last else []


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for what is written on the way to a result, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
