"""Files: reading JSON, atomic writes, canonical CSV, the newest bundle in a folder, and scratch folders."""

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from .problem import PackageError

LARGEST = 5_000_000  # bytes of a descriptor or schema


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a UTF-8 file; raise PackageError with the file and line if that fails."""
    try:
        if not path.is_file():
            raise FileNotFoundError
        if path.stat().st_size > LARGEST:
            raise PackageError(f"{path}: is larger than {LARGEST} bytes, which no descriptor or schema is")
        found = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except FileNotFoundError:
        raise PackageError(f"{path}: there is no such file") from None
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{path}: not readable as JSON: {error}") from None
    if not isinstance(found, dict):
        raise PackageError(f"{path}: is not a JSON object; it must begin with {{ and have properties")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


def inside(root: Path, path: str) -> Path:
    """Resolve a descriptor's path under `root`; raise PackageError if it leads elsewhere (Data Package, `path`)."""
    resolved = (root / path).resolve()
    if not resolved.is_relative_to(root.resolve()):
        raise PackageError(
            f"{root / 'datapackage.json'}: the path {path!r} leads out of the package; use a path inside it"
        )
    return resolved


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file completely or not at all, even if the process is killed; create its folder if needed.

    The text goes into a new file beside it, which then replaces it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)


TO_QUOTE = re.compile(r'[",;\r\n]')


def write_csv(columns: list[str], rows: list[list[str]]) -> str:
    """Canonical CSV text: a header, LF line endings, and quotes only where they are needed.

    A semicolon needs quotes too, since LibreOffice offers to split at it as well as at the comma.
    """
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in [columns, *rows])


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if TO_QUOTE.search(cell) else cell


def newest(dist: Path) -> list[Path]:
    """The most recently built folder in `dist`, and the path of its zip; an empty list if there is no folder."""
    folders = [path for path in dist.glob("*") if path.is_dir() and not path.name.startswith(".")]
    last = max(folders, key=lambda path: path.stat().st_mtime_ns, default=None)
    return [last, last.with_name(f"{last.name}.zip")] if last else []


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder for intermediate files, removed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
