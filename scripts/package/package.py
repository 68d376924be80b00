"""The package: its descriptor, its tables and their schemas."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from .json_files import inside, read_json
from .problem import PackageError as PackageError
from .problem import Problem, Unsound
from .soundness.codes import with_codes
from .soundness.constraints import with_constraints
from .soundness.descriptor import faults_of_package
from .soundness.withdrawn_versions import WithdrawnVersion, withdrawal_of

Schema = dict[str, Any]

# The code's own folder: `scripts` in the repository, `nk2020_strikes` where it is installed.
CODE = Path(__file__).resolve().parent.parent
# The checks over tables, and the rules of computed tables: one SQL file each.
CHECKS = CODE / "checks"
RULES = CODE / "derived"


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
    schema_file: str = "datapackage.json"

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

    def constraint(self, field: str, name: str) -> Any:
        """A constraint of a field that a command needs; raises PackageError if the schema does not have it."""
        found = [f.get("constraints", {}).get(name) for f in self.fields if f["name"] == field]
        if found in ([], [None]):
            raise PackageError(
                f"{self.schema_file}: has no {name} of a field {field}, which this command needs; put it back"
            )
        return found[0]


class Tables(dict[str, Table]):
    """Tables by name; one that is asked for and not there is a fault of the package, not of the code."""

    def __missing__(self, name: str) -> Table:
        raise PackageError(f"datapackage.json: has no table {name}, which this command needs; put it back")


def problems_of(error: PackageError, root: Path) -> list[Problem]:
    """The problems behind an error, with the names of files as seen from the package's folder."""
    folders = (f"{root}/", f"{root.resolve()}/")
    return [replace(p, file=p.file.removeprefix(folders[0]).removeprefix(folders[1])) for p in error.problems]


@dataclass(frozen=True)
class Package:
    """A Data Package in a folder: the repository, an unzipped release, or the files of `commit`."""

    root: Path
    descriptor: dict[str, Any]
    read: dict[str, Schema] = field(default_factory=dict, compare=False)  # schemas that were read before, by path
    commit: str = field(default="", compare=False)
    checkout: Path | None = field(default=None, compare=False)  # of the repository that has the commit

    @property
    def version(self) -> str:
        """The version that the descriptor declares."""
        version: str = self.descriptor["version"]
        return version

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables written by people, by name, in the order of the descriptor."""
        return Tables({t.name: t for t in self._all if not t.computed})

    @cached_property
    def computed(self) -> dict[str, Table]:
        """The computed tables, by name, in the order of their computation."""
        return Tables({t.name: t for t in self._all if t.computed})

    def some(self, names: Collection[str] | None = None) -> list[Table]:
        """The tables written by people that are named, or all of them if `names` is None."""
        return [table for name, table in self.tables.items() if names is None or name in names]

    def size(self, names: Collection[str] | None = None) -> int:
        """The bytes of the tables of `some`, as they are now."""
        stamps = self.stamps()
        return sum(stamps[table.file][1] for table in self.some(names) if table.file in stamps)

    def stamps(self) -> dict[str, tuple[int, int]]:
        """When each table written by people was last changed, in nanoseconds, and its bytes, by file."""
        found = {table.file: table.path.stat() for table in self.tables.values() if table.path.exists()}
        return {file: (status.st_mtime_ns, status.st_size) for file, status in found.items()}

    @cached_property
    def _all(self) -> list[Table]:
        home, computed = self.root.resolve(), self.descriptor.get("computedResources", [])
        written = [self._table(home, one, one.get("computed", False)) for one in self.descriptor["resources"]]
        listed = written + [self._table(home, one, True) for one in computed]
        schemas = {table.name: table.schema for table in listed}
        return [replace(table, schema=with_codes(table.schema, schemas)) for table in listed]

    def _table(self, home: Path, resource: dict[str, Any], computed: bool) -> Table:
        schema, file = resource["schema"], "datapackage.json"
        if isinstance(schema, str):
            file, schema = schema, self.read.get(schema) or read_json(inside(home, schema))
        path = resource["path"]
        return Table(resource["name"], inside(home, path), path, with_constraints(schema), computed, file)


def open_package(root: Path) -> Package:
    """Open the package whose datapackage.json is in `root`.

    Raises PackageError if a file cannot be read, and Unsound, with every fault, if the descriptor or a schema is not
    what the commands can work with: both may be anybody's.
    """
    package = Package(root, read_json(root / "datapackage.json"))
    if problems := faults_of_package(root, package.descriptor, package.read):
        raise Unsound(problems, str(root))
    return package


def home() -> Path:
    """The root folder of the package that ships with this code: the repository, or the installed copy."""
    return next(folder for folder in (CODE / "shipped", CODE.parent) if (folder / "datapackage.json").exists())


def withdrawal(descriptor: dict[str, Any], *others: dict[str, Any]) -> WithdrawnVersion | None:
    """What is said of a descriptor's version if it was withdrawn, by itself, by others, or by that of this code.

    A release cannot know what was said of it later, so newer code is asked too. Of another package none says anything.
    """
    asked = [descriptor, *others, read_json(home() / "datapackage.json")]
    named = [one for one in asked if one.get("name") == descriptor.get("name")]
    return withdrawal_of(descriptor.get("version"), named)


def here_or_home(folder: Path) -> Path:
    """The folder of the package that was named; where none was, and none is here, that which ships with this code."""
    return folder if folder != Path() or (folder / "datapackage.json").exists() else home()
