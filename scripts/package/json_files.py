"""JSON files of a package: its descriptor and schemas, inside its folder."""

import json
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


def inside(home: Path, path: str) -> Path:
    """Resolve a descriptor's path under `home`, the package's folder, itself resolved.

    Raises PackageError if it leads elsewhere (Data Package, `path`).
    """
    resolved = (home / path).resolve()
    if not resolved.is_relative_to(home):
        raise PackageError(
            f"{home / 'datapackage.json'}: the path {path!r} leads out of the package; use a path inside it"
        )
    return resolved
