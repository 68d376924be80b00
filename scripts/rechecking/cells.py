"""The cells of a line: what the list gives, beside what both versions have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..checking.privacy.cells import addresses, free_text
from ..comparing.difference import FIGURES, Figures
from ..comparing.withholding import withheld
from ..package.package import Table
from ..package.problem import Problem
from ..package.schema import GUARDS, text_of
from .columns import Columns, Estimate, estimate_of
from .listing import Line, Listing
from .sides import Row, Sides, renamed
from .verdict import CORRECTED, DIFFERS, HOLDS, Cell, status_of
from .why import why_estimate

Side = tuple[Row | None, str]  # a row of one version, and the name of a field there; empty if there is none
STRIKES = "strikes"
COUNTED = ("outcome", "object", "topic")  # the fields that say what a row counts
WRITE = {
    "integer": "is not a whole number; write digits only, such as 12",
    "number": "is not a number; write digits with a point, such as 40.5",
    "date": "is not a date; write year, month and day, such as 2020-10-04",
    "boolean": "is neither true nor false; write one of them",
}
TRUTHS = {"true": "true", "1": "true", "yes": "true", "false": "false", "0": "false", "no": "false"}
WHOLE = re.compile(r"([+-]?[0-9]+)[.]0*")  # as programs write a whole number in a column that has empty cells


def canonical(text: str, kind: str) -> str | None:
    """A cell in the spelling of the tables; None if it is not of its field's type."""
    if kind == "boolean":
        return TRUTHS.get(text.casefold())
    if kind == "integer":
        text = WHOLE.sub(r"\1", text)
    if kind not in GUARDS:
        return text
    if not re.fullmatch(GUARDS[kind].strip("^$"), text):
        return None
    return text_of(int(text) if kind == "integer" else float(text)) if kind != "date" else text


@dataclass(frozen=True)
class Pair:
    """One field of a row in both versions: its sides with their texts, and the row and field that are present."""

    was: Side
    now: Side
    row: Row
    field: dict[str, Any]
    is_prose: bool
    old: str
    new: str


class Cells:
    """Compares the cells of lines, and collects what is wrong in them."""

    def __init__(self, listing: Listing, columns: Columns, sides: Sides) -> None:
        self.listing, self.columns, self.sides = listing, columns, sides
        self.problems: list[Problem] = []
        self.compared: set[str] = set()
        # a list may have many lines of a row
        self._paired: dict[tuple[int, int], list[Pair]] = {}
        self._cells_shown: dict[int, dict[str, Any]] = {}

    def of_row(self, line: Line, before: Row | None, after: Row | None) -> tuple[list[Cell], list[str]]:
        """The cells of a line that the list gives or that changed, and the names of changed texts that it lacks."""
        cells: list[Cell] = []
        texts: list[str] = []
        both = (id(before), id(after))
        if both not in self._paired:
            self._paired[both] = _pairs(before, after)
        for pair in self._paired[both]:
            named = (pair.now[1], pair.was[1])
            column = next((c for c in named if c in line.cells and c != self.columns.id), "")
            if not column and pair.old == pair.new:
                continue
            cell = self._cell(line, column, pair)
            if cell and pair.is_prose and not line.cells.get(column):
                texts.append(pair.field["name"])
            elif cell:
                cells.append(cell)
        return cells, texts

    def _cell(self, line: Line, column: str, pair: Pair) -> Cell | None:
        """One cell of a row; None if the list has a text of its own there, or if there is nothing to compare."""
        row, field, was, now = pair.row, pair.field, pair.was, pair.now
        name = field["name"]
        given = self._given(line, column, field, row.table.name)
        self.compared |= {column} if column else set()
        if given is None or not (given or all((*was, *now))):
            return None
        status = status_of(given, pair.old, pair.new) if was[0] else _status_of_new(given, pair.new)
        if pair.is_prose:
            if status == DIFFERS:  # a text of the list's own
                return None
            given = ""
        if status == HOLDS and not given:
            return None
        then = was[0] or row
        key = str(then.cells[then.table.key[0]])
        versions = self.sides.reasons.of_cell(row.table.name, key, name) if status == CORRECTED else []
        summed = _is_summed(row.table, field)
        return Cell(
            self.listing.columns.get(column, name),
            given,
            self._shown(*was),
            self._shown(*now),
            status,
            _kind(then) if summed else "",
            versions=tuple(versions),
            summed=summed,
        )

    def _given(self, line: Line, column: str, field: dict[str, Any], table: str) -> str | None:
        text = line.cells.get(column, "")
        found = canonical(text, field["type"]) if text else ""
        if found is None:
            fix = f"{WRITE[field['type']]}, or rename the column if it is not the {field['name']} of {table}"
            self.problems.append(self.listing.problem(fix, line.number, column, text))
        return found

    def _shown(self, row: Row | None, name: str) -> Any:
        if not row or not name:
            return None
        if id(row) not in self._cells_shown:
            listed = [{**p.tables, **p.computed}.get(row.table.name) for p in (self.sides.old, self.sides.new)]
            self._cells_shown[id(row)] = withheld([row.table, *filter(None, listed)], row.cells, self.sides.judge)
        return self._cells_shown[id(row)][name]

    def of_estimates(self, line: Line, then: str, now: str | None) -> list[Cell]:
        """The figures of a line that are of estimates of a strike, which `now` has replaced (None: nothing)."""
        cells = []
        for column, figure in self.columns.figures.items():
            if not (text := line.cells.get(column, "")):
                continue
            self.compared.add(column)
            given = canonical(text, "integer")
            if given is None:
                self.problems.append(self.listing.problem(WRITE["integer"], line.number, column, text))
            estimate, faults = estimate_of(line, figure, self.columns)
            self.problems += [
                self.listing.problem(fault, line.number, name if value else column, value)
                for name, value, fault in faults
            ]
            if estimate and given is not None:
                self.compared |= {*self.columns.codes} & line.cells.keys()
                cells.append(self._figure(column, given, estimate, FIGURES.index(figure.figure), (then, now)))
        return cells

    def _figure(self, column: str, given: str, of: Estimate, place: int, ids: tuple[str, str | None]) -> Cell:
        key = (of.outcome, of.population, of.view)
        nothing = Figures(None, None, None)
        old, new = (
            side.get((id_, *key), nothing)[place] if id_ else None
            for side, id_ in zip(self.sides.figures, ids, strict=True)
        )
        status = status_of(given, text_of(old), text_of(new))
        why = why_estimate(self.sides, ids[0], key) if old != new and ids[0] == ids[1] else ""
        return Cell(self.listing.columns[column], given, old, new, status, str(of), why, summed=True)


def _kind(row: Row) -> str:
    """What a row counts, since counts of different things have no sum."""
    return next((str(row.cells[name]) for name in COUNTED if row.cells.get(name)), "")


def _status_of_new(given: str, new: str) -> str:
    """Of a row that the old version did not have."""
    return HOLDS if given in ("", new) else DIFFERS


def _pairs(before: Row | None, after: Row | None) -> list[Pair]:
    found = []
    for was, now in _fields(before, after):
        row, name = now if now[0] and now[1] else was
        if not row:
            continue
        field = next(f for f in row.table.fields if f["name"] == name)
        old, new = (text_of(side.cells.get(key)) if side and key else "" for side, key in (was, now))
        found.append(Pair(was, now, row, field, name in _prose(row.table), old, new))
    return found


def _fields(before: Row | None, after: Row | None) -> Iterator[tuple[Side, Side]]:
    """The fields of a row but for its key, in the old and in the new version; a side may lack the row, the old a field.

    A field that the new version has no longer is left out: nothing can be said of it.
    """
    if not before or not after:
        one = before or after
        names = [name for name in one.table.columns if name not in one.table.key] if one else []
        yield from (((before, name if before else ""), (after, name if after else "")) for name in names)
        return
    same = renamed(before.table, after.table)
    yield from (((before, old), (after, new)) for old, new in same.items() if old not in before.table.key)
    added = [name for name in after.table.columns if name not in {*same.values(), *after.table.key}]
    yield from (((before, ""), (after, name)) for name in added)


def _prose(table: Table) -> set[str]:
    return {*free_text(table), *addresses(table)}


def _is_summed(table: Table, field: dict[str, Any]) -> bool:
    """Whether a column has a total: counts, with a unit, of what happened in strikes."""
    of_strike = any(key["reference"]["resource"] == STRIKES for key in table.schema.get("foreignKeys", []))
    return of_strike and not table.computed and field["type"] == "integer" and "unit" in field
