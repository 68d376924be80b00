"""Libraries for Data Packages: the descriptor with its types, keys and constraints."""

import contextlib
import json
import sqlite3
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .databases import everything
from .frames import Read
from .plain import table


def frictionless_package(release: Path) -> Read:
    """Validate the descriptor and all rows, then read them."""
    import frictionless

    package = frictionless.Package(str(release / "datapackage.json"))
    report = package.validate()
    if not report.valid:
        raise SystemExit(f"not valid: {report.flatten(['type', 'note'])[:3]}")
    return version("frictionless"), {name: _rows(package.get_resource(name)) for name in package.resource_names}


def frictionless_flat_zip(release: Path) -> Read:
    """Open the flat zip beside the release as it was downloaded."""
    import frictionless

    package = frictionless.Package(f"{release}-flat.zip")
    return version("frictionless"), {name: _rows(package.get_resource(name)) for name in package.resource_names}


def _rows(resource: Any) -> Any:
    with resource:
        return table(resource.labels, [list(row.values()) for row in resource.row_stream])


def frictionless_publish(release: Path) -> Read:
    """Write the package to a SQLite database."""
    import frictionless

    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "published.sqlite"
        frictionless.Package(str(release / "datapackage.json")).publish(f"sqlite:///{database}")
        with contextlib.closing(sqlite3.connect(database)) as connection:
            return version("frictionless"), everything(connection)


def datapackage_package(release: Path) -> Read:
    """Check the descriptor and the foreign keys, and read every resource."""
    import datapackage

    package = datapackage.Package(str(release / "datapackage.json"), strict=True)
    found = {}
    for resource in package.resources:
        resource.check_relations()
        found[resource.name] = table(resource.schema.field_names, resource.read())
    return version("datapackage"), found


def tableschema_tables(release: Path) -> Read:
    import tableschema

    found = {}
    for resource in json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        one = tableschema.Table(str(release / resource["path"]), schema=resource["schema"], strict=True)
        found[resource["name"]] = table(one.schema.field_names, one.read())
    return version("tableschema"), found
