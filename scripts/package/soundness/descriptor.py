"""Soundness: whether a descriptor and its schemas, which may be anybody's, are what the commands can work with.

Names and bounds become SQL and paths, so that each is checked here, once, when the package is opened. Every fault is
reported at once, with its file (datapackage.json or the schema), the property, and the fix.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..json_files import inside, read_json
from ..problem import PackageError, Problem
from .codes import faults_of_sources
from .constraints import with_constraints
from .patterns import ask_patterns
from .row_rules import Rule, faults_of_rules
from .table_schema import (
    Fault,
    Object,
    fault_of_name,
    faults_of_keys,
    faults_of_row_rules,
    faults_of_schema,
    is_day,
    is_text,
    missing_texts,
    patterns_of,
    rules_of,
    wrong_texts,
)
from .withdrawn_versions import faults_of_withdrawn_versions

DESCRIPTOR = "datapackage.json"
PACKAGE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?", re.ASCII)
VERSION = re.compile(r"[0-9]{1,9}[.][0-9]{1,9}[.][0-9]{1,9}(?:[-+][0-9A-Za-z.+-]{1,60})?", re.ASCII)
PATH = re.compile(r"(?!.*//)[A-Za-z0-9_.][A-Za-z0-9_./ -]{0,198}[.](csv|json)", re.ASCII)
# May be left out or empty, and are shown as links.
WEB = re.compile(r"(https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?)?", re.ASCII)
MAIL = re.compile(r"(https://[A-Za-z0-9._~/-]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)?", re.ASCII)
ADDRESSES = [
    ("homepage", WEB, "https://example.org/strikes"),
    ("repository", WEB, "https://example.org/team/strikes"),
    ("contact", MAIL, "team@example.org"),
]
# What a resource may have. frictionless would obey others, such as a checklist with formulas or more files.
PROPERTIES = {
    *("name", "type", "profile", "title", "description", "path", "format", "mediatype", "encoding", "dialect"),
    *("schema", "computed", "bytes", "hash"),
}
PROFILES = ["data-package", "tabular-data-package", "data-resource", "tabular-data-resource"]
# Names that the commands use themselves for views over many tables.
VIEWS = {
    *("every_id", "every_address"),
    *("roots", "sides", "views", "spoken", "counted", "figures", "standing", "groups", "leaves", "live_totals"),
    *("when_and_where", "countable", "group_sums", "published", "estimated", "estimated_then"),
}


def faults_of_package(root: Path, descriptor: Object, read: dict[str, Object]) -> list[Problem]:
    """Every fault of a descriptor and its schemas; schemas that are read from files are added to `read`, by path."""
    found = [Problem(DESCRIPTOR, 0, "", name, "", why) for name, why in _faults_of_descriptor(descriptor)]
    home = root.resolve()
    resources = [*_listed(descriptor, "resources"), *_listed(descriptor, "computedResources")]
    tables: dict[str, tuple[str, Object]] = {}
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        faults = list(_faults_of_resource(home, resource))
        if isinstance(name, str) and name in tables:
            faults.append((f"resources {name}", "is named twice; give each table its own name"))
        found += [Problem(DESCRIPTOR, 0, "", where, "", why) for where, why in faults]
        if not faults and name:
            try:
                tables[name] = _schema(home, name, resource["schema"], read)
            except PackageError as error:
                file = str(resource["schema"]) if isinstance(resource["schema"], str) else DESCRIPTOR
                found += [Problem(file, 0, "", "", "", problem.message) for problem in error.problems]
    return found + list(_faults_of_tables(json.dumps(tables), not found))


@lru_cache(maxsize=4)  # a history or a comparison opens the same schemas many times
def _faults_of_tables(text: str, whole: bool) -> tuple[Problem, ...]:
    """The faults of schemas, given as JSON with their files by table; `whole` says that none is missing."""
    tables: dict[str, tuple[str, Object]] = json.loads(text)
    ask_patterns([pattern for _, schema in tables.values() for pattern in patterns_of(schema)])
    found = [(file, fault) for file, schema in tables.values() for fault in faults_of_schema(schema)]
    at_fault = {file for file, _ in found}
    sound = {name: schema for name, (file, schema) in tables.items() if file not in at_fault}
    rules: list[tuple[str, str, Rule]] = []
    for file, schema in [table for name, table in tables.items() if name in sound]:
        faults = [*faults_of_row_rules(schema), *faults_of_keys(schema, sound, whole and not at_fault)]
        faults += faults_of_sources(schema, sound) if whole and not at_fault else []
        found += [(file, fault) for fault in faults]
        rules += [(file, where, rule) for where, rule in rules_of(schema)]
    refused = faults_of_rules(tuple(rule for _, _, rule in rules))
    found += [(rules[i][0], (rules[i][1], why)) for i, why in refused.items()]
    return tuple(Problem(file, 0, "", where, "", why) for file, (where, why) in found)


def _schema(home: Path, name: str, schema: Any, read: dict[str, Object]) -> tuple[str, Object]:
    if isinstance(schema, str):
        read[schema] = read_json(inside(home, schema))
        return schema, with_constraints(read[schema])
    return f"{DESCRIPTOR} {name}", with_constraints(schema)


def _listed(descriptor: Object, name: str) -> list[Any]:
    found = descriptor.get(name, [])
    return found if isinstance(found, list) else []


def _faults_of_descriptor(descriptor: Object) -> Iterator[Fault]:
    yield from missing_texts(descriptor, ("title", "description"))
    for name, form, like in (("name", PACKAGE_NAME, "nk2020-strikes"), ("version", VERSION, "0.3.0")):
        if not isinstance(descriptor.get(name), str) or not form.fullmatch(descriptor[name]):
            yield name, f"is missing or malformed; write it like {like}"
    if not is_day(descriptor.get("created")):
        yield "created", "is missing or is not a day; write it like 2026-11-22T00:00:00Z"
    shapes = {"licenses": ("name", "path"), "contributors": ("title",), "sources": ("title",)}
    for name, texts in shapes.items():
        given = descriptor.get(name)
        if not isinstance(given, list) or not given or not all(isinstance(item, dict) for item in given):
            yield name, "is missing or is not a list of objects; write one"
        else:
            yield from (fault for item in given for fault in missing_texts(item, texts, f"{name} "))
    if not isinstance(descriptor.get("keywords"), list) or not all(map(is_text, descriptor["keywords"])):
        yield "keywords", "is missing or is not a list of texts; write one"
    for name, form, like in ADDRESSES:
        if not isinstance(descriptor.get(name, ""), str) or not form.fullmatch(descriptor.get(name, "")):
            yield name, f"is not an address; write it like {like}, or leave it out"
    for name in ("temporal", "spatial"):
        given = descriptor.get(name, {})
        if not isinstance(given, dict) or not all(
            map(is_text, given.values() if name == "temporal" else [given.get("name", "x")])
        ):
            yield name, "is not an object of texts; write one or leave it out"
    if not isinstance(descriptor.get("resources"), list) or not descriptor["resources"]:
        yield "resources", "is missing or is not a list of tables; list them"
    if fault := _fault_of_profile(descriptor):
        yield "profile", fault
    if not isinstance(descriptor.get("computedResources", []), list):
        yield "computedResources", "is not a list of tables; list them or leave it out"
    yield from faults_of_withdrawn_versions(descriptor)
    for name, value in descriptor.items():
        if name not in ("resources", "computedResources"):
            yield from wrong_texts([name, value], ascii(name)[1:-1][:40])


def _fault_of_profile(value: Object) -> str | None:
    """What is wrong with the profile, which frictionless would fetch from any address, and how to fix it."""
    if value.get("profile", PROFILES[0]) in PROFILES and "profiles" not in value:
        return None
    return f"is not one of {', '.join(PROFILES)}; write one or leave it out"


def _fault_of_path(home: Path, path: Any, ending: str) -> str | None:
    """What is wrong with a path to a file of the package; None if it is a path of plain letters that stays inside."""
    try:
        file = inside(home, path if isinstance(path, str) else "")
        if file.exists() and not file.is_file() and not file.is_dir():
            return f"is {path}, which is not a file"
    except PackageError:
        return f"is {path!a}, which leads out of the package"
    except (OSError, RuntimeError, ValueError):  # too long, a circle of links, a NUL
        return "is not the path of a file"
    if not isinstance(path, str) or not PATH.fullmatch(path) or not path.endswith(ending):
        return f"is missing or is not a path of plain letters that ends with {ending}"
    return None


def _faults_of_resource(home: Path, resource: Any) -> Iterator[Fault]:
    if not isinstance(resource, dict):
        yield "resources", "has an item that is not an object; write name, path and schema of a table"
        return
    name = resource.get("name")
    if fault := fault_of_name(name, VIEWS):
        yield "resources name", fault
        return
    where = f"resources {name} "
    path, schema = resource.get("path"), resource.get("schema")
    if fault := _fault_of_path(home, path, ".csv"):
        yield f"{where}path", f"{fault}; write it like data/claims.csv"
    if not isinstance(schema, dict) and (fault := _fault_of_path(home, schema, ".json")):
        yield f"{where}schema", f"{fault}; write it like schemas/claims.schema.json"
    if strange := sorted(resource.keys() - PROPERTIES):
        yield where.strip(), f"has {strange[0][:40]!a}, which is not one of {', '.join(sorted(PROPERTIES))}; remove it"
    if fault := _fault_of_profile(resource):
        yield f"{where}profile", fault
    if not isinstance(resource.get("computed", False), bool):
        yield f"{where}computed", "is neither true nor false; write one"
    yield from wrong_texts({k: v for k, v in resource.items() if k not in ("schema", "dialect")}, where.strip())
