"""What makes a change not ready, whatever its reason: lost rows, changed tombstones, emptied tables, loosened rules."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..comparing.compare import compare
from ..comparing.difference import Changes, Difference
from ..comparing.history import history_rows
from ..comparing.recipe import demanded_version, parsed
from ..comparing.schemas import LOWER_BOUNDS, UPPER_BOUNDS, renamed_fields
from ..comparing.wording import event
from ..package.git import revision_of
from ..package.ids import TOMBSTONES
from ..package.package import Package, PackageError
from ..package.past.history import HISTORY, rows_of_csv
from ..package.past.models import FOLDER, versions
from ..package.problem import Problem, shorten
from ..package.snapshot import snapshot_of_commit
from ..package.soundness.withdrawn_versions import LISTED

# Differences of schemas after which a value may pass that did not pass before.
LOOSER = {
    "constraint_loosened",
    "type_changed",
    "format_changed",
    "missing_values_changed",
    "field_removed",
    "table_removed",
    "dialect_changed",
    "encoding_changed",
}
UNCOMPUTED = "the effect on the estimates was not computed: a rule cannot be run on the data before and after"


def losses(changes: Changes, old: Package, new: Package, checks: Iterable[str], repository: Path) -> list[Problem]:
    """Every problem of a change that no reason can justify; `checks` are the files of checks changed or removed.

    Rows removed without a tombstone or given a new id, tables emptied or removed, tombstones changed, removed or false,
    a version lowered or raised by more than a step, withdrawals of versions removed, and rules, constraints or checks
    loosened without a version that demands it.
    """
    whole = _whole_tables(changes, old, new)
    found = [Problem(_file(old, new, name), 0, "", "", "", text) for name, text in whole.items()]
    found += [problem for d in changes.differences if d.table not in whole for problem in _of_row(d, changes, old, new)]
    found += _new_tombstones(changes, old, new)
    found += _version(changes) + _reinstated(changes) + _rewritten(changes, old, new, repository)
    if not changes.estimated:
        found.append(Problem("datapackage.json", 0, "", "", "", UNCOMPUTED))
    return found + list(_loosened(changes, old, new, checks))


def _file(old: Package, new: Package, name: str) -> str:
    table = new.tables.get(name) or old.tables.get(name)
    return table.file if table else "datapackage.json"


def _whole_tables(changes: Changes, old: Package, new: Package) -> dict[str, str]:
    """What to say of each table of `old` that was removed, emptied or given another key, by its name.

    A table is emptied where it has no row and one of its rows has no tombstone.
    """
    found = {}
    lost = {d.table for d in changes.differences if d.kind == "row_lost"}
    renamed = {d.old for d in changes.differences if d.kind == "table_renamed"}
    for name, before in old.tables.items():
        after, rows = new.tables.get(name), _rows(before.path)
        if after is None:
            if rows and name not in renamed:
                found[name] = f"the table {name} was removed with {_number(rows)}; put it back"
        elif [renamed_fields(before, after).get(key) for key in before.key] != after.key:
            found[name] = "its primary key changed, so lost rows cannot be found; put the key back"
        elif name in lost and not _rows(after.path):
            found[name] = f"the table was emptied: it had {_number(rows)}; put them back"
    return found


def _number(rows: int) -> str:
    return f"{rows} row{'s' * (rows > 1)}"


def _rows(path: Path) -> int:
    """The number of lines after the header; 0 if there is no file."""
    return max(len(path.read_bytes().splitlines()) - 1, 0) if path.exists() else 0


def _of_row(difference: Difference, changes: Changes, old: Package, new: Package) -> Iterator[Problem]:
    d = difference
    text = ""
    if d.table == TOMBSTONES and d.kind not in ("tombstone_added", "row_added") and d.key:
        if d.kind in ("value_changed", "reference_changed"):
            text = "" if _filled_by_release(d, changes) else f"the tombstone was changed: {_change(d)}; put it back"
        else:
            text = "the tombstone was removed; put it back, since an id stays withdrawn"
    elif d.kind == "row_lost":
        text = f"the row was removed without a tombstone; put it back, then run: python -m scripts withdraw {d.key}"
    elif d.kind == "id_renamed":
        ids = " and ".join(sorted(map(str, d.replaced_by)))
        text = f"only its id changed, to {ids}; put the old id back, since ids are permanent"
    if text:
        yield Problem(_file(old, new, d.table), 0, d.key, "", "", text, d.kind)


def _change(difference: Difference) -> str:
    was, now = (shorten(str(v)) if v is not None else "empty" for v in (difference.old, difference.new))
    return f"{difference.field} was {was}, is now {now}"


def _filled_by_release(difference: Difference, changes: Changes) -> bool:
    """Whether a release filled in the version of a tombstone, which then is the version that it has just declared."""
    d = difference
    return d.field == "version" and d.old is None and d.new == changes.new != changes.old


def _new_tombstones(changes: Changes, old: Package, new: Package) -> Iterator[Problem]:
    """New tombstones that redirect ids withdrawn before, are of ids that never were, or name a version."""
    stones = _column(old, TOMBSTONES, "id")
    added = [d for d in changes.differences if d.kind == "tombstone_added" and isinstance(d.new, dict)]
    used = {id_ for t in old.tables.values() for id_ in _column(old, t.name, t.key[0])} if added else set()
    for d in added:
        id_, version = d.new.get("id"), d.new.get("version")
        if id_ in stones:
            text = f"{id_} was withdrawn before, and a second tombstone redirects it; remove the new tombstone"
            yield Problem(_file(old, new, TOMBSTONES), 0, d.key, "", "", text, d.kind)
        elif id_ not in used:
            text = f"no row had the id {id_} before this change; remove the tombstone"
            yield Problem(_file(old, new, TOMBSTONES), 0, d.key, "", "", text, d.kind)
        if version and not version == changes.new != changes.old:
            text = f"the version is {version}, but only a release fills it in; clear it"
            yield Problem(_file(old, new, TOMBSTONES), 0, d.key, "version", "", text, d.kind)


def _column(package: Package, name: str, field: str) -> set[str]:
    """The values of a field of a table; empty if there is no such table or file."""
    table = package.tables.get(name)
    if not table or not table.path.exists():
        return set()
    with table.path.open(encoding="utf-8", newline="") as file:
        return {row[field] for row in csv.DictReader(file) if row.get(field)}


def _version(changes: Changes) -> list[Problem]:
    """Whether the version was lowered, or raised by more than the largest step that a change can require."""
    highest = demanded_version(changes.old, "major")
    was = f"the version was {changes.old}, is now {changes.new}"
    if parsed(changes.new) < parsed(changes.old):
        text = f"{was}, which is lower; put it back"
    elif parsed(changes.new) > parsed(highest):
        text = f"{was}, which is more than one step; leave it to the release, or set it to {highest} at most"
    else:
        return []
    return [Problem("datapackage.json", 0, "", "version", "", text)]


def _rewritten(changes: Changes, old: Package, new: Package, repository: Path) -> list[Problem]:
    """What was changed of the history or of the models of versions, which only a release adds to."""
    found, released = [], changes.new != changes.old
    text = "{} what only a release may write; restore the file from main"
    paths = [side.tables[HISTORY].path for side in (old, new) if HISTORY in side.tables]
    if len(paths) == 2 and _bytes(paths[0]) != _bytes(paths[1]):
        rows = [{_cells(row) for row in rows_of_csv(path)} for path in paths]
        added = rows[1] - rows[0]
        added -= _of_release(changes.old, new, repository) if added and released else set()
        what = "changes or removes" if rows[0] - rows[1] else "adds" if added else ""
        found += [Problem(new.tables[HISTORY].file, 0, "", "", "", text.format(what))] if what else []
    for version in {*versions(old.root), *versions(new.root)}:
        texts = [_bytes(side.root / FOLDER / f"{version}.json") for side in (old, new)]
        if texts[0] != texts[1] and not (released and texts[0] is None):
            found.append(Problem(f"{FOLDER}/{version}.json", 0, "", "", "", text.format("changes")))
    return found


def _of_release(previous: str, new: Package, repository: Path) -> set[tuple[tuple[str, str], ...]]:
    """The rows of history that the release of `new` adds, whatever lies between it and the previous one."""
    try:
        with snapshot_of_commit(revision_of(previous, repository), repository) as last:
            return {_cells(row) for row in history_rows(last, new, compare(last, new))}
    except PackageError:
        return set()


def _cells(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.items()))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _reinstated(changes: Changes) -> list[Problem]:
    """A problem for each withdrawal of a version that was removed."""
    text = "{}; put it back, since a version stays withdrawn"
    return [
        Problem("datapackage.json", 0, "", LISTED, "", text.format(event(d)), d.kind)
        for d in changes.differences
        if d.kind == "version_reinstated"
    ]


def _loosened(changes: Changes, old: Package, new: Package, checks: Iterable[str]) -> Iterator[Problem]:
    """What was loosened, where the version that the package declares is too low for that."""
    least = max(changes.demanded, demanded_version(changes.old, "minor"), key=parsed)
    if parsed(changes.new) >= parsed(least):
        return
    cure = f"put it back, or set the version in datapackage.json to at least {least} for the reviewer to decide on"
    for d in filter(_may_loosen, changes.differences):
        text = f"{event(d)}; this may accept what was refused: {cure}"
        yield Problem(_schema_file(old, new, d.table), 0, "", "", "", text, d.kind)
    for path in checks:
        yield Problem(path, 0, "", "", "", f"this check was changed or removed: {cure}", "check_changed")


def _may_loosen(difference: Difference) -> bool:
    """Whether a value may pass after it that did not before: also where a rule, a pattern or a list is replaced."""
    d = difference
    if d.kind == "constraint_tightened":
        replaced = next(iter(d.old.items())) if isinstance(d.old, dict) and d.old else ("", d.old)
        return replaced[1] not in (None, False) and replaced[0] not in (*LOWER_BOUNDS, *UPPER_BOUNDS)
    return d.kind in LOOSER


def _schema_file(old: Package, new: Package, name: str) -> str:
    for package in (new, old):
        for resource in [*package.descriptor["resources"], *package.descriptor.get("computedResources", [])]:
            if resource["name"] == name and isinstance(resource["schema"], str):
                return str(resource["schema"])
    return "datapackage.json"
