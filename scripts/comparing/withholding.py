"""Withholding: what must not be published is not shown, on whichever side of a comparison it stands."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..checking.privacy.cells import Judge, publishable
from ..checking.vocabulary import known_words
from ..package.package import Package, Table
from .difference import Cells, Changes, Difference

PROSE = ("text_changed", "version_withdrawn", "version_reinstated")  # other differences without a row are of code


def withhold(changes: Changes, old: Package, new: Package) -> Changes:
    """The changes, with what must not be published withheld in them, also in their differences in place.

    Both sides are judged by the words that either package explains, so a comparison and its reverse withhold the same:
    a correction for privacy must not publish the text again, and nor must a look back.
    """
    judge = Judge(known_words(old, new))
    for difference in changes.differences:
        if difference.key:
            tables = [p.tables[difference.table] for p in (old, new) if difference.table in p.tables]
            difference.old, difference.new = (_cells(tables, difference, side, judge) for side in ("old", "new"))
            difference.reason = judge.shown(difference.reason)
        else:
            shown = judge.shown if difference.kind in PROSE else judge.shown_code
            difference.old, difference.new = shown(difference.old), shown(difference.new)
    impact = [replace(effect, name=judge.shown(effect.name)) for effect in changes.impact]
    withdrawn = [{name: judge.shown(text) for name, text in entry.items()} for entry in changes.withdrawn]
    return replace(changes, impact=impact, withdrawn=withdrawn)


def _cells(tables: list[Table], difference: Difference, side: str, judge: Judge) -> Any:
    """One side of a difference of rows: a row, a cell, or None."""
    value = getattr(difference, side)
    cells = value if isinstance(value, dict) else {difference.field: value}
    cells = withheld(tables, cells, judge)
    return cells if isinstance(value, dict) else cells[difference.field]


def withheld(tables: Iterable[Table], cells: Cells, judge: Judge) -> Cells:
    """Cells of a row, with those withheld that must not be published in one of the versions of its table."""
    for table in tables:
        cells = publishable(table, cells, judge)
    return cells
