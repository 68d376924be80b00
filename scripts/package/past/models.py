"""The models of released versions, one file each in `past/`: descriptor and schemas, rules, fingerprints of tables."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from ..files import write_csv, write_whole
from ..json_files import read_json
from ..package import RULES, Package, PackageError, Table, open_package
from ..problem import seen
from ..soundness.withdrawn_versions import LISTED, RELEASED
from .history import HISTORY, Rows, numbers

FOLDER = "past"
Model = dict[str, Any]
OWN = ("version", "created", LISTED)  # what each version has of its own in the descriptor
NOT_KEPT = (*OWN, "resources", "computedResources", "content")


def model_of(package: Package) -> Model:
    """The model of a package: its descriptor with schemas, the SQL of its rules, and the SHA-256 of its tables.

    `functions` has the SHA-256 of the Python that computes what no SQL computes.
    """
    own = package.root / "scripts" / "derived"
    folder = own if own.is_dir() else RULES
    listed = [*package.descriptor["resources"], *package.descriptor.get("computedResources", [])]
    tables = {**package.tables, **package.computed}
    return {name: package.descriptor[name] for name in OWN if name in package.descriptor} | {
        "descriptor": {name: value for name, value in package.descriptor.items() if name not in NOT_KEPT}
        | {"resources": [_resource(resource, tables[resource["name"]]) for resource in listed]},
        "rules": {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))},
        "functions": functions_of(folder),
        "tables": {name: digest(table) for name, table in package.tables.items() if name != HISTORY},
    }


def _resource(resource: dict[str, Any], table: Table) -> dict[str, Any]:
    kept = {name: value for name, value in resource.items() if name not in ("bytes", "hash")}
    return kept | ({"computed": True} if table.computed else {}) | {"schema": table.schema}


def functions_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of the modules in a folder of rules that compute something, by their names."""
    modules = [path for path in sorted(folder.glob("*.py")) if path.name not in ("__init__.py", "compute.py")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in modules}


def digest(table: Table) -> str:
    """The SHA-256 of a table's file; empty if there is none."""
    return hashlib.sha256(table.path.read_bytes()).hexdigest() if table.path.exists() else ""


def model_texts(models: list[Model]) -> dict[str, str]:
    """The files of models by name, given in the order of their versions; what is as in an earlier one is left out."""
    texts, seen = {}, dict[str, str]()
    for model in models:
        shared = json.dumps([model["descriptor"], model["rules"], model["functions"]])
        first = seen.setdefault(shared, model["version"])
        kept = model
        if first != model["version"]:
            kept = {name: model[name] for name in (*OWN, "tables") if name in model} | {"as": first}
        texts[f"{model['version']}.json"] = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    return texts


def versions(root: Path) -> list[str]:
    """The versions whose model is kept in a package's folder, in their order."""
    found = [path.stem for path in (root / FOLDER).glob("*.json") if RELEASED.fullmatch(path.stem)]
    return sorted(found, key=numbers)


def read_model(root: Path, version: str) -> Model:
    """The model of a version; raises PackageError if it is not kept, or is not a model."""
    known, file = versions(root), root / FOLDER / f"{version}.json"
    if version not in known:
        there = f"there are {', '.join(known)}" if known else "no earlier version is kept here"
        raise PackageError(f"{seen(version)}: is not a version that can be had here; {there}")
    model = read_json(file)
    if model.get("as") in known:
        first = read_json(root / FOLDER / f"{model['as']}.json")
        model = {name: first[name] for name in first if name != LISTED} | model
    shapes = {"version": str, "created": str, "descriptor": dict, "rules": dict, "functions": dict, "tables": dict}
    if any(not isinstance(model.get(name), kind) for name, kind in shapes.items()):
        raise PackageError(f"{file}: is not the model of a version; restore it with: python -m scripts history")
    return model


def write_package(model: Model, tables: dict[str, Rows], folder: Path) -> Package:
    """Write the package of a model into an empty folder, with rows by table and key; fields that it lacks are dropped.

    Raises PackageError if the model is not sound.
    """
    descriptor = model["descriptor"] | {name: model[name] for name in OWN if name in model}
    write_whole(folder / "datapackage.json", json.dumps(descriptor, ensure_ascii=False))
    for name, text in model["rules"].items():
        if re.fullmatch(r"[a-z_]+[.]sql", name) and isinstance(text, str):
            write_whole(folder / "scripts" / "derived" / name, text)
    package = open_package(folder)
    for table in package.tables.values():
        rows = sorted(tables.get(table.name, {}).items())
        cells = [[row.get(name, "") for name in table.columns] for _, row in rows]
        write_whole(table.path, write_csv(table.columns, cells))
    return package
