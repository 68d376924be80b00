"""Datasette: titles, licence, and the meaning of every table and field, for its pages on the SQLite database."""

import json
from typing import Any

from ..package.package import Package, Table
from .imprint import imprint
from .rows import all_tables


def datasette_metadata(package: Package) -> bytes:
    """datasette.json as UTF-8 bytes, for `datasette FILE.sqlite --metadata datasette.json`.

    A table is described by its schema, and so is every field, with its unit. A link to a row shows its `name` or
    `title`.
    """
    facts = imprint(package)
    source = {"source": f"{facts['name']} {facts['version']}"}
    source |= {"source_url": facts["homepage"]} if "homepage" in facts else {}
    described = {
        "title": facts["title"],
        "description": package.descriptor["description"],
        "license": facts["licence"],
        "license_url": facts["licence_address"],
        **source,
        "databases": {facts["name"]: {"tables": {table.name: _table(table) for table in all_tables(package)}}},
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _table(table: Table) -> dict[str, Any]:
    labels = [{"label_column": name} for name in ("name", "title") if name in table.columns]
    return {
        "title": table.schema["title"],
        "description": table.schema["description"],
        **(labels[0] if labels else {}),
        "columns": {field["name"]: _meaning(field) for field in table.fields},
    }


def _meaning(field: dict[str, Any]) -> str:
    return f"{field['description']} Unit: {field['unit']}." if "unit" in field else str(field["description"])
