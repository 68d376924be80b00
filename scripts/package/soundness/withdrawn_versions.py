"""Withdrawn versions: what `withdrawnVersions` in a descriptor says of each, and what is wrong with the list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .table_schema import Fault, Object, is_text

LISTED = "withdrawnVersions"
PROPERTIES = ("version", "reason", "severity", "replacedBy")
RELEASED = re.compile(r"(0|[1-9]\d{0,8})[.](0|[1-9]\d{0,8})[.](0|[1-9]\d{0,8})", re.ASCII)
# How serious the reason is, and what it asks of whoever has the version.
SEVERITIES = {
    "high": "do not use it or pass it on",
    "moderate": "do not use what the reason names",
    "low": "its replacement is better",
}


@dataclass(frozen=True)
class WithdrawnVersion:
    """A version that was withdrawn: why, how serious it is (a key of SEVERITIES), and the version to use instead."""

    version: str
    reason: str
    severity: str
    replaced_by: str

    def __str__(self) -> str:
        asked = f"{self.severity}: {SEVERITIES[self.severity]}"
        return f"version {self.version} was withdrawn ({asked}): {self.reason.rstrip('.')}; use {self.replaced_by}"


def withdrawn_version(entry: Object) -> WithdrawnVersion:
    """One item of the list of a sound descriptor."""
    return WithdrawnVersion(*(entry[name] for name in PROPERTIES))


def withdrawal_of(version: object, descriptors: Iterable[Object]) -> WithdrawnVersion | None:
    """What the first of some descriptors that lists a version as withdrawn says of it; None if none does.

    The descriptors need not be sound, since a release that is verified may be anybody's.
    """
    for descriptor in descriptors:
        entries = descriptor.get(LISTED, [])
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and entry.get("version") == version and not list(_faults_of(entry)):
                return withdrawn_version(entry)
    return None


def faults_of_withdrawn_versions(descriptor: Object) -> Iterator[Fault]:
    """What is wrong with the list of a descriptor, if it has one."""
    entries: Any = descriptor.get(LISTED, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield LISTED, "is not a list of objects; list the withdrawn versions or leave it out"
        return
    faults = [fault for entry in entries for fault in _faults_of(entry)]
    yield from faults
    if faults:
        return
    versions = [entry["version"] for entry in entries]
    for entry in entries:
        version, instead = entry["version"], entry["replacedBy"]
        if versions.count(version) > 1:
            yield LISTED, f"has {version} twice; list each version once"
        if instead in versions:
            yield LISTED, f"replaces {version} by {instead}, which is withdrawn too; name a version that is not"
        elif _number(instead) <= _number(version):
            yield LISTED, f"replaces {version} by {instead}, which is not later; name a later version"


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _faults_of(entry: Object) -> Iterator[Fault]:
    """What is wrong with one withdrawn version, apart from the others."""
    if strange := sorted(map(str, entry.keys() - {*PROPERTIES})):
        yield LISTED, f"has {strange[0][:40]!a}, which is not one of {', '.join(PROPERTIES)}; remove it"
    for name in ("version", "replacedBy"):
        if not isinstance(entry.get(name), str) or not RELEASED.fullmatch(entry[name]):
            yield f"{LISTED} {name}", "is missing or is not the number of a release; write it like 0.1.0"
    if not is_text(entry.get("reason")):
        yield f"{LISTED} reason", "is missing or is not a text; write why the version was withdrawn"
    if entry.get("severity") not in [*SEVERITIES]:
        yield f"{LISTED} severity", f"is missing or is not one of {', '.join(SEVERITIES)}; write one"
