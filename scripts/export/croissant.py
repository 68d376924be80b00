"""Croissant: a description of the CSVs for machine learning tools (JSON-LD, Croissant 1.0)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..package.package import Package, Table
from .rows import all_tables

TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date", "boolean": "sc:Boolean"}

# The standard's @context, verbatim, as its readers require; written out so that nothing has to be fetched.
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
} | {
    name: f"cr:{name}"
    for name in (
        "citeAs",
        "column",
        "equivalentProperty",
        "extract",
        "field",
        "fileProperty",
        "fileObject",
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
        "jsonPath",
        "key",
        "md5",
        "parentField",
        "path",
        "recordSet",
        "references",
        "regex",
        "repeated",
        "replace",
        "samplingRate",
        "separator",
        "source",
        "subField",
        "transform",
    )
}


def croissant_metadata(package: Package, csvs: Mapping[str, bytes]) -> bytes:
    """croissant.json as UTF-8 bytes: every CSV as a file with its checksum, and as a record set with types and keys.

    Takes a valid package whose descriptor has the version of the build, and its tables as CSV by path. Paths are
    relative to the bundle's folder.
    """
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        **_dataset(package.descriptor),
        "distribution": [_file(table, csvs[table.file]) for table in all_tables(package)],
        "recordSet": [_record_set(table) for table in all_tables(package)],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _dataset(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The properties of the whole dataset; the first licence applies to the data."""
    people = [{"@type": "sc:Organization", "name": person["title"]} for person in descriptor["contributors"]]
    found = {
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "description": descriptor["description"],
        "license": descriptor["licenses"][0]["path"],
        "creator": people,
        "publisher": people,
        "datePublished": descriptor["created"][:10],
        "version": descriptor["version"],
        "keywords": descriptor["keywords"],
        "citeAs": _citation(descriptor),
        "temporalCoverage": "/".join(descriptor["temporal"].values()) if "temporal" in descriptor else None,
        "spatialCoverage": descriptor.get("spatial", {}).get("name"),
        "isLiveDataset": False,
        "url": descriptor.get("homepage"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _citation(descriptor: dict[str, Any]) -> str:
    """The dataset's citation as a BibTeX entry."""
    fields = {
        "title": f"{{{descriptor['title']}}}",
        "author": " and ".join(f"{{{person['title']}}}" for person in descriptor["contributors"]),
        "version": descriptor["version"],
        "year": descriptor["created"][:4],
    }
    return f"@misc{{{descriptor['name']}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}"


def _file(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table.file,
        "name": table.file,
        "description": table.schema["title"],
        "contentUrl": table.file,
        "contentSize": f"{len(data)} B",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.schema["description"],
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: Table, field: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field['name']}",
        "name": field["name"],
        "description": _meaning(table, field),
        "dataType": TYPES[field["type"]],
        "source": {"fileObject": {"@id": table.file}, "extract": {"column": field["name"]}},
    }


def _meaning(table: Table, field: dict[str, Any]) -> str:
    """The description of a field, with its unit and the table that it refers to.

    References are in words and not in cr:references, since mlcroissant 1.1 joins every referenced table before it
    returns a record, and fails if a table refers to itself, or twice to another table.
    """
    unit = [f"Unit: {field['unit']}."] if "unit" in field else []
    keys = [key["reference"] for key in table.schema.get("foreignKeys", []) if key["fields"] == [field["name"]]]
    return " ".join(
        [
            field["description"],
            *unit,
            *(f"Refers to {key['resource'] or table.name}/{key['fields'][0]}." for key in keys),
        ]
    )
