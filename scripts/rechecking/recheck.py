"""Recheck a list of ids and figures: what holds, what was corrected, withdrawn or merged, and whether totals hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..comparing.compare import compared, withdrawals
from ..package.ids import in_use_now, similar_id, spelled
from ..package.package import Package, PackageError, Table
from .cells import STRIKES, Cells
from .columns import Columns, columns_of
from .computed import computed_table_of, of_computed, recheck_computed
from .listing import Line, Listing, Refused, read_listing
from .sides import Row, Sides, every_id, read_sides
from .totals import apart, totals
from .verdict import CORRECTED, DIFFERS, HOLDS, MERGED, UNKNOWN, WITHDRAWN, Recheck, Verdict

HINTS = 20  # unknown ids for which a similar one is looked for, which takes long
RELATIONS = {
    "part_of": "is part of {}, so a sum with both counts the same people twice",
    "may_be_same": "may be the same strike as {}, so a sum with both may count the same people twice",
}


def recheck(path: Path, old: Package, new: Package, id_column: str | None = None) -> Recheck:
    """What became of every line of a list since the version that it was made from.

    `id_column` names the column of ids, if it is not to be found by its name. Raises Refused, with every fault, if the
    list cannot be used, and PackageError if a package cannot.
    """
    listing = read_listing(path)
    if table := computed_table_of(listing, old, new, id_column):
        found, cells = recheck_computed(listing, table, old, new)
        found = replace(found, withdrawn_versions=withdrawals(old, new))
    else:
        found, cells = _recheck_written(listing, old, new, id_column)
    if cells.problems:
        raise Refused(list(dict.fromkeys(cells.problems)))
    return found


def _recheck_written(listing: Listing, old: Package, new: Package, id_column: str | None) -> tuple[Recheck, Cells]:
    """What became of each line of a list with the ids of written rows; the cells have the problems that were found."""
    columns = columns_of(listing, old, new, id_column)
    lines = _with_ids(listing, columns)
    with compared(old, new, whole=True) as (connection, differences, effects):
        sides = read_sides(connection, (old, new), differences, effects, [line.cells[columns.id] for line in lines])
        if columns.figures and effects is None:
            why = "the estimates of the two versions cannot be compared, since a rule does not fit the tables"
            raise PackageError(f"{old.version} and {new.version}: {why}; leave out the columns of figures")
        cells = Cells(listing, columns, sides)
        unknown = [id_ for id_ in dict.fromkeys(line.cells[columns.id] for line in lines) if _is_unknown(id_, sides)]
        known = every_id(connection, new) if unknown else []
        hints = {id_: similar_id(id_, known).removeprefix("; ") for id_ in unknown[:HINTS]}
        computed = of_computed(unknown, old, new)
        verdicts = _merged(
            [
                _of_computed(line, id_, computed[id_]) if id_ in computed else _verdict(line, id_, cells, hints)
                for line, id_ in ((line, line.cells[columns.id]) for line in lines)
            ]
        )
    found = Recheck(
        listing.file,
        *sides.labels,
        listing.columns[columns.id],
        [written for name, written in listing.columns.items() if name in cells.compared],
        [written for name, written in listing.columns.items() if name not in {*cells.compared, columns.id}],
        verdicts,
        totals(verdicts),
        [*apart(verdicts), *_remarks(sides, columns, lines, verdicts)],
        sides.reasons.words(_versions(verdicts)),
        withdrawals(old, new),
    )
    return found, cells


def _with_ids(listing: Listing, columns: Columns) -> list[Line]:
    without = [line for line in listing.lines if not line.cells[columns.id]]
    if without:
        message = "is empty; give the id of every line, or remove the line"
        raise Refused([listing.problem(message, line.number, columns.id) for line in without])
    return [Line(line.number, line.cells | {columns.id: spelled(line.cells[columns.id])}) for line in listing.lines]


def _is_unknown(id_: str, sides: Sides) -> bool:
    return id_ not in sides.before and id_ not in sides.after and id_ not in sides.stones


def _verdict(line: Line, id_: str, cells: Cells, hints: dict[str, str]) -> Verdict:
    sides = cells.sides
    if _is_unknown(id_, sides):
        return Verdict(line.number, id_, UNKNOWN, remark=hints.get(id_, ""))
    before, after = sides.before.get(id_), sides.after.get(id_)
    if not after:
        return _gone(line, id_, before, cells)
    found, texts = cells.of_row(line, before, after)
    if after.table.name == STRIKES:
        found += cells.of_estimates(line, id_, id_)
    statuses = {cell.status for cell in found}
    status = next((s for s in (CORRECTED, DIFFERS) if s in statuses), HOLDS)
    remark = "" if before else f"new since {sides.labels[0]}"
    if apart := [name for name in cells.columns.figures if line.cells.get(name) and after.table.name != STRIKES]:
        status, remark = (
            DIFFERS,
            f"{', '.join(apart)}: only strikes have such figures, and this is a row of {after.table.name}",
        )
    return Verdict(
        line.number, id_, status, after.table.name, tuple(found), now=(id_,), also=tuple(texts), remark=remark
    )


def _of_computed(line: Line, id_: str, table: Table) -> Verdict:
    remark = f"this is a row of the computed table {table.name}; recheck it in a list with a column {table.key[0]}"
    return Verdict(line.number, id_, UNKNOWN, table.name, remark=remark)


def _gone(line: Line, id_: str, before: Row | None, cells: Cells) -> Verdict:
    """The verdict on a row that was withdrawn, compared with the row that replaced it if there is one."""
    sides, stones = cells.sides, cells.sides.stones.get(id_, [])
    now = in_use_now(id_, sides.after, sides.stones)
    after = sides.after[now[0]] if len(now) == 1 else None
    found, _ = cells.of_row(line, before, after)
    row = before or after
    if row and row.table.name == STRIKES:
        found += cells.of_estimates(line, id_, now[0] if len(now) == 1 else None)
    status = MERGED if len(now) == 1 and now[0] in sides.before else WITHDRAWN
    remark = "" if stones else f"is not in {sides.labels[1]}, and has no tombstone there"
    return Verdict(
        line.number,
        id_,
        status,
        row.table.name if row else "",
        tuple(found),
        sides.judge.shown(stones[0].reason) if stones else "",
        stones[0].version if stones else "",
        tuple(now),
        remark=remark,
    )


def _merged(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts, with rows of the list that came to one row between them told to be merged."""
    sources: dict[str, set[str]] = {}
    for verdict in verdicts:
        if len(verdict.now) == 1:
            sources.setdefault(verdict.now[0], set()).add(verdict.id)
    return [
        replace(verdict, status=MERGED)
        if verdict.status == WITHDRAWN and len(verdict.now) == 1 and len(sources[verdict.now[0]]) > 1
        else verdict
        for verdict in verdicts
    ]


def _remarks(sides: Sides, columns: Columns, lines: Iterable[Line], verdicts: Iterable[Verdict]) -> list[str]:
    """What sums over the list must bear in mind: strikes with figures that are part of one another, or listed twice."""
    counted = Counter(
        (verdict.id, cell.column, cell.of)
        for verdict in verdicts
        for cell in verdict.cells
        if cell.summed and cell.given
    )
    twice = [f"{id_} has {name} on {number} lines" for (id_, name, _), number in counted.items() if number > 1]
    with_figure = {line.cells[columns.id] for line in lines if any(line.cells.get(name) for name in columns.figures)}
    return twice + [
        f"{one} {RELATIONS[relation].format(other)}"
        for one, other, relation in sides.overlaps
        if relation in RELATIONS and {one, other} <= with_figure
    ]


def _versions(verdicts: Iterable[Verdict]) -> list[str]:
    """The versions that verdicts name."""
    named = {verdict.version for verdict in verdicts if verdict.version}
    named |= {version for verdict in verdicts for cell in verdict.cells for version in cell.versions}
    return sorted(named)
