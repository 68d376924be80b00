"""The bundle of a release: its files with a checksum for each, and its zip; written completely or not at all."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..derived.compute import compute, write_computed
from ..explorer.page import NAME, explorer_page
from ..export import exports
from ..export.staged import Staged
from ..package.files import write_whole
from ..package.package import Package, PackageError
from ..package.past.models import FOLDER
from ..package.past.naming import dev_version
from ..package.soundness.constraints import released
from ..pages.freshness import GENERATED
from ..pages.questions import PAGE, answered
from ..pages.report_md import overview
from ..pictures.pictures import IN_BUNDLE, picture_files
from .links import linked
from .wheel import reader_wheel
from .writing import write_bundle

if TYPE_CHECKING:
    import duckdb


Stamps = dict[str, tuple[int, int]]  # of tables, as `Package.stamps` returns them

# Files that are copied into the bundle. In pages, links to what it does not have become paths in the repository, and
# the page of questions gets answers.
COPIED = [
    "CHANGELOG.md",
    "LICENSE",
    "docs/CODING.md",
    "docs/SHEET.md",
    "docs/QUESTIONS.md",
    "docs/SINCE-0.3.0.md",
    "docs/EXPLORER.md",
    "docs/METHOD.md",
    "docs/RULES.md",
    "docs/CHANGES.md",
    "docs/POLICIES.md",
    "docs/changes.schema.json",
    "docs/VALIDATION.md",
]
README = "docs/RELEASE.md"  # the bundle's README.md


@dataclass(frozen=True)
class Contents:
    """The contents of a bundle, computed once: the database with all tables, and the text files by path.

    The files are in a scratch folder, in which the database may write. `stamps` are those of the tables that it has.
    """

    connection: "duckdb.DuckDBPyConnection"
    files: Staged
    stamps: Stamps


def contents_of(
    package: Package, connection: "duckdb.DuckDBPyConnection", scratch: Path, stamps: Stamps | None = None
) -> Contents:
    """Compute a bundle's contents from the database of a valid package; adds the computed tables to the database.

    `stamps` are those that the tables had before they were read into the database, by default those that they have.
    """
    stamps = stamps or package.stamps()
    compute(connection, package)
    files = Staged(scratch / "bundle")
    with _whole():
        for table in package.computed.values():
            write_computed(connection, table, files.place(table.file))
        write_texts(package, connection, files)
    return Contents(connection, files, stamps)


@contextmanager
def _whole() -> Iterator[None]:
    """Raise PackageError if a table lacks a column that a bundle needs, or breaks a constraint of its schema."""
    try:
        yield
    except KeyError as error:
        raise PackageError(
            f"datapackage.json: no table has the field {error}, which a release needs; put it back"
        ) from error
    except sqlite3.Error as error:
        raise PackageError(
            f"datapackage.json: the tables do not fit their schemas in SQLite ({error}); correct the schema named there"
        ) from error


def build(package: Package, contents: Contents, to: Path) -> tuple[Path, str]:
    """Write a package's bundle and zip into the folder `to`; returns the bundle's folder and version."""
    version = released_version(package, contents.files)
    named, files = replace(package, descriptor=package.descriptor | {"version": version}), contents.files
    with _whole():
        if version != package.version:
            write_texts(named, contents.connection, files)
        _check_unchanged(package, contents.stamps)
        with exports(named, contents.connection, files):
            files.update(reader_wheel(named))
            files[NAME] = explorer_page(named, files)
            drawn = picture_files(named, contents.connection)
            files.update({f"{IN_BUNDLE}/{name}": data for name, data in drawn.items()})
    _check_unchanged(package, contents.stamps)
    return write_bundle(files, named, to), version


def _check_unchanged(package: Package, stamps: Stamps) -> None:
    if changed := stamps.items() ^ package.stamps().items():
        names = ", ".join(sorted({file for file, _ in changed}))
        raise PackageError(f"{names}: changed while the release was built; nothing was written, so build again")


def write_texts(package: Package, connection: "duckdb.DuckDBPyConnection", files: Staged) -> None:
    """Add the other text files to those of the bundle, which has the computed tables: the descriptor comes last.

    These define the content of a version: unlike the other formats, they do not depend on the versions of libraries.
    Raises PackageError if the package is not a complete checkout.
    """
    missing = [name for name in (*COPIED, README) if not (package.root / name).is_file()]
    if missing or "computedResources" not in package.descriptor:
        names = ", ".join(missing) or "computedResources"
        raise PackageError(f"{package.root}: not a complete checkout, which a release needs; missing: {names}")
    for table in package.tables.values():
        files[table.file] = table.path.read_bytes()
    for name in COPIED:
        files[name] = (package.root / name).read_bytes()
    for name, generate in GENERATED.items():
        files[name] = generate(package).encode()
    files["README.md"] = (package.root / README).read_bytes()
    files[PAGE] = answered(files[PAGE].decode(), connection).encode()
    if (changes := package.root / "changes.json").is_file():
        files["changes.json"] = changes.read_bytes()
    for path in (package.root / FOLDER).glob("*.json"):
        files[f"{FOLDER}/{path.name}"] = path.read_bytes()
    files["REPORT.md"] = overview(package, connection).encode()
    for page in [name for name in files if name.endswith(".md")]:
        source = README if page == "README.md" else ""
        files[page] = linked(page, files[page].decode(), files, package.descriptor.get("repository"), source).encode()
    files["datapackage.json"] = _json(released_descriptor(package, files))


def released_descriptor(package: Package, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The bundle's descriptor: with schemas, size and SHA-256 of every resource, and coded documents as sources."""
    descriptor = {k: v for k, v in package.descriptor.items() if k not in ("resources", "computedResources", "content")}
    descriptor["sources"] = descriptor["sources"] + _documents(package)
    resources = [(r, False) for r in package.descriptor["resources"]] + [
        (r, True) for r in package.descriptor["computedResources"]
    ]
    descriptor["resources"] = [
        _released_resource(package, resource, computed, files[resource["path"]]) for resource, computed in resources
    ]
    return descriptor


def _released_resource(package: Package, resource: dict[str, Any], computed: bool, data: bytes) -> dict[str, Any]:
    table = (package.computed if computed else package.tables)[resource["name"]]
    facts = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    flag = {"computed": True} if computed else {}
    return {k: v for k, v in resource.items() if k != "schema"} | flag | facts | {"schema": released(table.schema)}


def _documents(package: Package) -> list[dict[str, str]]:
    import csv

    with package.tables["sources"].path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{"title": row["title"]} | ({"path": row["url"]} if row["url"] else {}) for row in rows]


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def content_hash(files: Staged) -> str:
    """One SHA-256 over the names and contents of the bundle's files, which identifies the content of a version."""
    return f"sha256:{hashlib.sha256(files.sums().encode()).hexdigest()}"


def declare(package: Package, content: str) -> None:
    """Record `content`, a hash, in the root descriptor as the content of the declared version."""
    descriptor = dict(package.descriptor)
    after = list(descriptor).index("created") + 1
    items = [(k, v) for k, v in descriptor.items() if k != "content"]
    write_whole(
        package.root / "datapackage.json", _json(dict([*items[:after], ("content", content), *items[after:]])).decode()
    )


def released_version(package: Package, files: Staged) -> str:
    """The declared version if the content matches the declared hash, otherwise its `dev_version`."""
    if package.descriptor.get("content") == content_hash(files):
        return package.version
    return dev_version(package)
