"""The repository's tables as frictionless reads them: all with their relations, and each one by itself."""

import json
from typing import Any

import pytest
from frictionless import Package as OpenPackage
from frictionless import Resource

from scripts.package.package import open_package
from tests.shared.tiny import ROOT

TABLES = list(open_package(ROOT).tables.values())


@pytest.mark.thorough
def test_frictionless_opens_the_package_in_the_repository_and_finds_it_valid() -> None:
    package = OpenPackage(str(ROOT / "datapackage.json"))
    assert [resource.path for resource in package.resources] == [table.file for table in TABLES]
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.thorough
@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_frictionless_opens_a_single_file_with_its_schema(table: Any) -> None:
    """A single file has no other table in which to look up keys, so its schema is used without foreign keys."""
    schema = {name: value for name, value in json.loads(json.dumps(table.schema)).items() if name != "foreignKeys"}
    resource = Resource({"name": table.name, "path": table.file, "schema": schema}, basepath=str(ROOT))
    report = resource.validate()
    assert report.valid, report.flatten(["type", "message"])
    assert resource.schema.field_names == table.columns
