"""Lists that are a computed table of a release: each row is compared with the row of the same key in both versions."""

import csv
import io
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from ..comparing.difference import FIGURES
from ..comparing.estimates import RENAMED
from ..derived.compute import computed_csv, computed_then
from ..package.package import Package, PackageError, Table
from ..package.past.models import functions_of
from .cells import Cells, canonical
from .columns import Columns
from .listing import Line, Listing, plain
from .sides import Row, Sides
from .verdict import CORRECTED, DIFFERS, HOLDS, UNKNOWN, WITHDRAWN, Recheck, Verdict

Rows = dict[str, Row]  # by the cells of their key, with a space between them
ESTIMATES = "strike_estimates"  # compared as figures of strikes, whose ids may have been replaced
NO_TOTALS = "no totals are made: rows of the computed table {} overlap, or are sums already"
KINDS: dict[str, Any] = {"integer": int, "number": float, "boolean": "true".__eq__}


def computed_table_of(listing: Listing, old: Package, new: Package, asked: str | None) -> Table | None:
    """The computed table that a list is from: of those whose key it has, the one with most of its columns, or None.

    A table with the ids of written rows, such as claims, is compared by these. `asked` is the column of ids, if the
    user named it.
    """
    found, own = _computed(old, new), _of_no_written_row(old, new)
    if asked is not None:
        return next((table for table in own if [plain(asked)] == table.key), None)
    fitting = [table for table in found if _fits(table, {*listing.columns})]
    best = max(
        fitting, key=lambda table: (len({*table.columns} & listing.columns.keys()), len(table.key)), default=None
    )
    return best if best in own else None


def _fits(table: Table, columns: set[str]) -> bool:
    more = {*table.columns} & columns - {*table.key, *FIGURES}
    return {*table.key} <= columns and bool(more or len(table.key) == 1)


def _computed(old: Package, new: Package) -> list[Table]:
    return [*{table.name: table for package in (old, new) for table in package.computed.values()}.values()]


def _of_no_written_row(old: Package, new: Package) -> list[Table]:
    """The computed tables of either version whose rows do not have the id of a written row."""
    written = [table.key for package in (old, new) for table in package.tables.values()]
    return [table for table in _computed(old, new) if table.name != ESTIMATES and table.key not in written]


def of_computed(ids: Iterable[str], old: Package, new: Package) -> dict[str, Table]:
    """The computed table of each of those ids that only such a table has, as tallies do."""
    asked = {id_ for id_ in ids if " " in id_}  # no id of a written row has a space
    found: dict[str, Table] = {}
    for table in [table for table in _of_no_written_row(old, new) if asked and len(table.key) == 1]:
        for package in (old, new):
            with suppress(PackageError):
                found |= dict.fromkeys(asked & _rows(table, package).keys(), table)
    return found


def recheck_computed(listing: Listing, table: Table, old: Package, new: Package) -> tuple[Recheck, Cells]:
    """What became of each line of a list from a computed table; the cells have the problems that were found."""
    sides, remarks = _sides(table, old, new)
    cells = Cells(listing, Columns("", {}, {}), sides)
    verdicts = [_verdict(line, table, cells) for line in listing.lines]
    key = [written for name, written in listing.columns.items() if name in table.key]
    compared = [written for name, written in listing.columns.items() if name in cells.compared]
    rest = [written for written in listing.columns.values() if written not in (*key, *compared)]
    remarks.append(NO_TOTALS.format(table.name))
    return Recheck(listing.file, *sides.labels, ", ".join(key), compared, rest, verdicts, [], remarks), cells


def _sides(table: Table, old: Package, new: Package) -> tuple[Sides, list[str]]:
    """Both versions of a computed table, and what is to be said of a version that does not have it."""
    found, remarks = [], []
    for package in (old, new):
        try:
            found.append(_rows(table, package))
        except PackageError as error:
            found.append({})
            remarks.append(f"only one version is compared: {error}")
        if table.name not in package.computed:
            remarks.append(f"{package.version} has no table {table.name}")
    return Sides(old, new, found[0], found[1], {}, [], None, ({}, {}), [], {}, {}), remarks


def _rows(table: Table, package: Package) -> Rows:
    """The rows of a version; none if it lacks the table, PackageError if it cannot be computed."""
    if table.name not in package.computed:
        return {}
    own = package.computed[table.name]
    kinds = {field["name"]: KINDS.get(field["type"], str) for field in own.fields}
    texts = csv.DictReader(io.StringIO(_csv(own, package)))
    rows = [{name: kinds[name](cell) if cell else None for name, cell in row.items()} for row in texts]
    return {" ".join(_code(row.get(name)) for name in table.key): Row(own, row) for row in rows}


def _csv(table: Table, package: Package) -> str:
    """The text of a computed table: its file in a release, otherwise what its version's rules compute."""
    if table.path.exists():
        return table.path.read_text(encoding="utf-8")
    own = package.root / "scripts" / "derived"
    if own.is_dir():
        return computed_then(package, table.name, functions_of(own))
    return computed_csv(package, table.name)


def _code(value: Any) -> str:
    """A cell of a key, with an earlier code as it is now."""
    text = "" if value is None else str(value)
    return RENAMED.get(text, text)


def _verdict(line: Line, table: Table, cells: Cells) -> Verdict:
    sides, types = cells.sides, {field["name"]: field["type"] for field in table.fields}
    given = [line.cells.get(name, "") for name in table.key]
    id_ = " ".join(_code(canonical(text, types[name]) or text) for text, name in zip(given, table.key, strict=True))
    before, after = sides.before.get(id_), sides.after.get(id_)
    if not after:
        status = WITHDRAWN if before else UNKNOWN
        remark = f"{table.name} has no such row in {sides.labels[1]}"
        return Verdict(line.number, id_, status, table.name, remark=remark)
    found, texts = cells.of_row(line, before, after)
    status = next((s for s in (CORRECTED, DIFFERS) if s in {cell.status for cell in found}), HOLDS)
    remark = "" if before else f"not in {sides.labels[0]}"
    return Verdict(line.number, id_, status, table.name, tuple(found), now=(id_,), also=tuple(texts), remark=remark)
