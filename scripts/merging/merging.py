"""The merged tables of three packages: where both sides began, ours and theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..package.ids import TOMBSTONES
from ..package.package import Package
from ..package.problem import Problem
from .cells import Conflict, Rows, Three, changed_fields, merged_rows
from .decisions import OURS, THEIRS, Decisions
from .references import follow
from .stones import one_account, reasons_of, without_false
from .tables import rows_of

KEY = "its primary key is not the same in both lines of work, so its rows cannot be paired; give it one key first"


@dataclass
class Merged:
    """The merged rows by table, those of both sides, what keeps them from being merged, and undecided conflicts."""

    rows: dict[str, Rows] = field(default_factory=dict)
    ours: dict[str, Rows] = field(default_factory=dict)
    theirs: dict[str, Rows] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)  # a line for each row with cells of both sides


def merge(base: Package, ours: Package, theirs: Package, decisions: Decisions) -> Merged:
    """Merge every table of three packages; nothing is written."""
    sides, problems = _read(base, ours, theirs)
    if problems:
        return Merged(problems=problems)
    files = {name: table.file for package in (theirs, ours) for name, table in package.tables.items()}
    conflicts: list[Conflict] = []
    reasons = reasons_of(sides[TOMBSTONES]) if TOMBSTONES in sides else {}
    if TOMBSTONES in sides:
        sides[TOMBSTONES], conflicts = one_account(files[TOMBSTONES], sides[TOMBSTONES], decisions)
    merged: dict[str, Rows] = {}
    for name, three in sides.items():
        merged[name], found = merged_rows(files.get(name, name), three, decisions, reasons)
        conflicts += found
    # a removed row that the other side changed is kept until it is decided, so nothing is missed on its account
    conflicts += follow((ours, theirs), sides, merged, decisions, reasons)
    if TOMBSTONES in sides:
        without_false(merged, sides[TOMBSTONES].base)
    mixed = [line for name, three in sides.items() for line in _mixed(files.get(name, name), three, merged[name])]
    ours_, theirs_ = ({name: three.side(side) for name, three in sides.items()} for side in (OURS, THEIRS))
    return Merged(merged, ours_, theirs_, [], sorted(conflicts), mixed)


def _mixed(file: str, sides: Three, merged: Rows) -> Iterator[str]:
    """A line for each row that has changed cells of both sides: each may be right, and the row wrong."""
    for id_ in sorted(sides.base.keys() & sides.ours.keys() & sides.theirs.keys() & merged.keys()):
        row, versions = merged[id_], (sides.ours[id_], sides.theirs[id_])
        if all(changed_fields(version, row) for version in versions):
            ours, theirs = (", ".join(changed_fields(sides.base[id_], version)) for version in versions)
            yield f"{file} {id_}: both changed it, ours {ours}, theirs {theirs}; read the whole row"


def _read(base: Package, ours: Package, theirs: Package) -> tuple[dict[str, Three], list[Problem]]:
    """Every table of the three packages, and what keeps one from being read."""
    sides: dict[str, Three] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys([*ours.tables, *theirs.tables, *base.tables]):
        keys = {tuple(package.tables[name].key) for package in (base, ours, theirs) if name in package.tables}
        if len(keys) > 1:
            problems.append(Problem("datapackage.json", 0, name, "", "", KEY))
            continue
        versions = [
            rows_of(package, name, side) for package, side in zip((base, ours, theirs), Three._fields, strict=True)
        ]
        problems += [problem for _, found in versions for problem in found]
        sides[name] = Three(*(rows for rows, _ in versions))
    return sides, problems
