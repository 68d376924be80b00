"""What is said of a list: of each line and cell whether it holds, and of each total."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..comparing.difference import NOTHING

HOLDS, CORRECTED, DIFFERS = "holds", "corrected", "differs"
WITHDRAWN, MERGED, UNKNOWN = "withdrawn", "merged", "unknown"
STATUSES = (HOLDS, CORRECTED, DIFFERS, WITHDRAWN, MERGED, UNKNOWN)


@dataclass(frozen=True)
class Cell:
    """One cell of a line: the figure that the list gives, that of the old version, and the present one.

    `given` is empty where the list does not give it, or gives prose, which is not repeated. `of` says what a figure
    counts, `versions` which releases changed the cell, and `why` what moved an estimate. `summed` tells whether the
    column has a total.
    """

    column: str
    given: str
    old: Any
    new: Any
    status: str
    of: str = ""
    why: str = ""
    versions: tuple[str, ...] = ()
    summed: bool = False

    def as_json(self) -> dict[str, Any]:
        """The cell as JSON has it: only what is known, but always the old and the new value."""
        found = asdict(self)
        found.pop("summed")
        return {name: value for name, value in found.items() if value not in (*NOTHING, ()) or name in ("old", "new")}


@dataclass(frozen=True)
class Verdict:
    """What became of one line: its id and table, its cells, and for a withdrawn row why, since when and by what.

    `now` has the ids of the rows to be used now, `also` the names of texts of the row that changed.
    """

    line: int
    id: str
    status: str
    table: str = ""
    cells: tuple[Cell, ...] = ()
    reason: str = ""
    version: str = ""
    now: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    remark: str = ""

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON has it: only what is known."""
        known = {name: value for name, value in vars(self).items() if value not in (*NOTHING, ())}
        return known | ({"cells": [cell.as_json() for cell in self.cells]} if self.cells else {})


@dataclass(frozen=True)
class Total:
    """The sum of a column over the lines that give a figure: of the list, of the old version, and the present one.

    `new` is None where it cannot be told, since a row was split. A row into which others were merged counts once.
    """

    column: str
    of: str
    lines: int
    given: float
    old: float
    new: float | None
    status: str


@dataclass(frozen=True)
class Recheck:
    """What became of a list between two versions, and what is to be borne in mind.

    `releases` has what releases say of the changes, by version; `withdrawn_versions` what is said of either version if
    it was withdrawn.
    """

    file: str
    old: str
    new: str
    id_column: str
    compared: list[str]
    not_compared: list[str]
    lines: list[Verdict]
    totals: list[Total]
    remarks: list[str] = field(default_factory=list)
    releases: Mapping[str, str] = field(default_factory=dict)
    withdrawn_versions: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """The number of lines by status."""
        found = [verdict.status for verdict in self.lines]
        return {status: found.count(status) for status in STATUSES if status in found}

    @property
    def holds(self) -> bool:
        """Whether every line and every total holds."""
        return {*(line.status for line in self.lines), *(total.status for total in self.totals)} <= {HOLDS}

    def as_json(self) -> dict[str, Any]:
        """The result as JSON has it."""
        listed = {
            "counts": self.counts,
            "lines": [verdict.as_json() for verdict in self.lines],
            "totals": [asdict(total) for total in self.totals],
        }
        return {"holds": self.holds, **vars(self), **listed}


def status_of(given: str, old: str, new: str) -> str:
    """Whether a figure holds, was corrected, or differs from both versions; as texts, empty for none."""
    if not given:
        return HOLDS if old == new else CORRECTED
    if given == new:
        return HOLDS
    return CORRECTED if given == old else DIFFERS
