"""The package: its descriptor, its tables and their schemas."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Schema = dict[str, Any]

# The code's own folder: `scripts` in the repository, `nk2020_strikes` where it is installed.
CODE = Path(__file__).resolve().parent.parent
# The checks over tables, and the rules of computed tables: one SQL file each.
CHECKS = CODE / "checks"
RULES = CODE / "derived"


class PackageError(Exception):
    """The package cannot be opened; the message names the file and says what to do."""


@dataclass(frozen=True)
class Table:
    """A resource of the package: its CSV, its Table Schema, and whether it is computed.

    `path` is the absolute path of the CSV, and `file` its path in the descriptor, as shown to users.
    """

    name: str
    path: Path
    file: str
    schema: Schema
    computed: bool = False

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The schema's fields, in column order."""
        fields: list[dict[str, Any]] = self.schema["fields"]
        return fields

    @property
    def columns(self) -> list[str]:
        """The column names, in order."""
        return [field["name"] for field in self.fields]

    @property
    def key(self) -> list[str]:
        """The fields of the primary key."""
        key: list[str] = self.schema["primaryKey"]
        return key


@dataclass(frozen=True)
class Package:
    """A Data Package in a folder: the repository, or an unzipped release."""

    root: Path
    descriptor: dict[str, Any]

    @property
    def version(self) -> str:
        """The version that the descriptor declares."""
        version: str = self.descriptor["version"]
        return version

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables written by people, by name, in the order of the descriptor."""
        return {t.name: t for t in self._all if not t.computed}

    @cached_property
    def computed(self) -> dict[str, Table]:
        """The computed tables, by name, in the order of their computation."""
        return {t.name: t for t in self._all if t.computed}

    @cached_property
    def _all(self) -> list[Table]:
        written = [self._table(resource, resource.get("computed", False)) for resource in self.descriptor["resources"]]
        return written + [self._table(resource, True) for resource in self.descriptor.get("computedResources", [])]

    def _table(self, resource: dict[str, Any], computed: bool) -> Table:
        schema = resource["schema"]
        if isinstance(schema, str):
            schema = read_json(inside(self.root, schema))
        return Table(resource["name"], inside(self.root, resource["path"]), resource["path"], schema, computed)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a UTF-8 file; raise PackageError with the file and line if that fails."""
    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return read
    except FileNotFoundError:
        raise PackageError(f"{path}: there is no such file") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise PackageError(f"{path}: not readable as JSON: {error}") from None


def inside(root: Path, path: str) -> Path:
    """Resolve a descriptor's path under `root`; raise PackageError if it leads elsewhere (Data Package, `path`)."""
    resolved = (root / path).resolve()
    if not resolved.is_relative_to(root.resolve()):
        raise PackageError(
            f"{root / 'datapackage.json'}: the path {path!r} leads out of the package; use a path inside it"
        )
    return resolved


def open_package(root: Path) -> Package:
    """Open the package whose datapackage.json is in `root`; raise PackageError if it cannot be read."""
    descriptor = read_json(root / "datapackage.json")
    package = Package(root, descriptor)
    try:
        package.tables, package.computed  # noqa: B018 - reads every schema now, to report faults here
        package.version  # noqa: B018
    except (AttributeError, KeyError, TypeError) as error:
        raise PackageError(f"{root / 'datapackage.json'}: property {error} is missing or has the wrong type") from None
    return package


def home() -> Path:
    """The root folder of the package that ships with this code: the repository, or the installed copy."""
    return next(folder for folder in (CODE / "shipped", CODE.parent) if (folder / "datapackage.json").exists())
