"""CITATION.cff, generated from the descriptor, so that title, version and date are maintained in one place."""

from typing import Any

from ..package.package import Package


def citation_cff(package: Package) -> str:
    """The text of CITATION.cff, in YAML (Citation File Format 1.2.0)."""
    d = package.descriptor
    authors = "\n".join(f'  - name: "{person["title"]}"' for person in d["contributors"])
    keywords = "\n".join(f'  - "{word}"' for word in d["keywords"])
    return f"""# Generated from datapackage.json by python -m scripts format; do not edit.
cff-version: 1.2.0
message: "If you use this dataset, cite it with the version that you used."
type: dataset
title: "{d["name"]}: {d["title"]}"
version: "{d["version"]}"
date-released: "{d["created"][:10]}"
license: {d["licenses"][0]["name"]}
abstract: "{d["description"]}"
authors:
{authors}
keywords:
{keywords}
{_addresses(d)}"""


def _addresses(described: dict[str, Any]) -> str:
    """The lines of the addresses that the descriptor has."""
    names = {"homepage": "url", "repository": "repository-code"}
    return "".join(f'{names[name]}: "{described[name]}"\n' for name in names if described.get(name))
