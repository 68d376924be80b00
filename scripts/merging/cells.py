"""Rows of one table in three versions, merged cell by cell; what both sides changed differently is a conflict."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .decisions import OURS, THEIRS, Decisions
from .telling import ADDED, changed_cells, three

Row = dict[str, str]  # a column that a side does not have is not in its rows
Rows = dict[str, Row]  # by id


class Three(NamedTuple):
    """One table as it was where both sides began, and as each side has it now."""

    base: Rows
    ours: Rows
    theirs: Rows

    def side(self, name: str) -> Rows:
        """The rows of a side, by its name."""
        return self.ours if name == OURS else self.theirs


@dataclass(frozen=True, order=True)
class Conflict:
    """What both sides changed differently: the file, the id of the row, the field (empty: the row), and the words."""

    file: str
    id: str
    field: str
    text: str

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.id, self.field) if part)
        return f"{place}:{'' if self.text.startswith(chr(10)) else ' '}{self.text}"


def merged_rows(
    file: str, sides: Three, decisions: Decisions, reasons: dict[str, dict[str, str]]
) -> tuple[Rows, list[Conflict]]:
    """The merged rows of a table, and the conflicts that are not decided; of these the rows have our cell.

    `reasons` says for each side why it withdrew an id.
    """
    merged: Rows = {}
    conflicts: list[Conflict] = []
    for id_ in sorted({*sides.base, *sides.ours, *sides.theirs}):
        base, ours, theirs = (side.get(id_) for side in sides)
        row: Row | None
        if ours is not None and theirs is not None:
            row, found = _cells(file, id_, (base, ours, theirs), decisions)
        elif base is None:
            row, found = ours or theirs, []
        else:
            row, found = _removed(file, id_, (base, ours, theirs), decisions, reasons)
        conflicts += found
        if row is not None:
            merged[id_] = row
    return merged, conflicts


def changed_fields(base: Row, row: Row) -> list[str]:
    """The fields in which a row differs from what it was; a new column that is empty is no change."""
    return [name for name in row if row[name] != base.get(name, "")]


def _removed(
    file: str,
    id_: str,
    versions: tuple[Row, Row | None, Row | None],
    decisions: Decisions,
    reasons: dict[str, dict[str, str]],
) -> tuple[Row | None, list[Conflict]]:
    """A row that one side or both removed: it is gone, unless the other side changed it."""
    base, ours, theirs = versions
    kept = ours if ours is not None else theirs
    if kept is None or not (fields := changed_fields(base, kept)):
        return None, []
    remover, other = (THEIRS, OURS) if theirs is None else (OURS, THEIRS)
    side = decisions.side(id_)
    if side:
        return (kept if side == other else None), []
    cells = changed_cells([(name, base.get(name, ""), kept[name]) for name in fields])
    return kept, [Conflict(file, id_, "", f"{gone(remover, id_, reasons)}; {other} changed {cells}")]


def gone(remover: str, id_: str, reasons: dict[str, dict[str, str]]) -> str:
    """Words that a side withdrew or removed a row."""
    why = reasons.get(remover, {}).get(id_)
    return f"{remover} withdrew it ({why.rstrip('.')})" if why else f"{remover} removed it, without a tombstone"


def _cells(
    file: str, id_: str, versions: tuple[Row | None, Row, Row], decisions: Decisions
) -> tuple[Row, list[Conflict]]:
    """A row that both sides have."""
    before, ours, theirs = versions
    row: Row = {}
    conflicts: list[Conflict] = []
    for name in _columns(ours, theirs):
        base = None if before is None else before.get(name)
        cell = (base, ours.get(name), theirs.get(name))
        taken, agreed = _agreed(*cell, was_there=before is not None)
        if not agreed:
            side = decisions.side(id_, name)
            taken = cell[2] if side == THEIRS else cell[1]
            conflicts += [] if side else [Conflict(file, id_, name, three(*cell, "" if before is not None else ADDED))]
        if taken is not None:
            row[name] = taken
    return row, conflicts


def _columns(ours: Row, theirs: Row) -> Iterable[str]:
    return dict.fromkeys([*ours, *theirs])


def _agreed(base: str | None, ours: str | None, theirs: str | None, was_there: bool) -> tuple[str | None, bool]:
    """The cell on which both sides agree, or that only one has changed, and whether there is one.

    None is a column that a side does not have. In a row that was there, a new column was empty before.
    """
    if ours == theirs:
        return ours, True
    if was_there and base is None:  # a new column: of one side, or of both
        cells = [cell for cell in (ours, theirs) if cell]
        return (cells[0] if cells else ""), len(cells) < 2
    if not was_there and None in (ours, theirs):
        return (theirs if ours is None else ours), True
    if ours == base:
        return theirs, True
    return ours, theirs == base
