"""The result of a comparison: differences of schemas and rows, effects on estimates, the required version."""

import dataclasses
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from ..package.soundness.withdrawn_versions import LISTED
from .recipe import RULES

Cells = dict[str, Any]
FIGURES = ("low", "best", "high")
NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass
class Difference:
    """One difference: its kind in the recipe, its place, and the old and new value."""

    kind: str
    table: str = ""
    field: str = ""
    key: str = ""
    old: Any = None
    new: Any = None
    reason: str = ""
    replaced_by: list[str] = dataclasses.field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The difference as docs/changes.schema.json defines it: only known values, and the step that it requires."""
        return {name: value for name, value in asdict(self).items() if value not in NOTHING} | {
            "step": RULES[self.kind].step
        }


class Figures(NamedTuple):
    """The figures of an estimate: numbers of people, or None if a figure is missing."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True)
class Effect:
    """One estimate that moved: its figures before and after (None if it did not exist); `cause` is rule or data."""

    strike_id: str
    name: str
    outcome: str
    view: str
    before: Figures | None
    after: Figures | None
    cause: str
    population: str = "all"

    @property
    def counted(self) -> str:
        """What the estimate counts, in words: the outcome, of civilians if only they are counted."""
        return self.outcome if self.population == "all" else f"{self.population} {self.outcome}"

    @property
    def size(self) -> int:
        """The largest change of a figure, in people."""
        before, after = (side or Figures(None, None, None) for side in (self.before, self.after))
        return max(abs((now or 0) - (was or 0)) for was, now in zip(before, after, strict=True))

    def as_json(self) -> dict[str, Any]:
        """The effect as docs/changes.schema.json defines it."""
        sides = {
            name: side._asdict() if side else None for name, side in (("before", self.before), ("after", self.after))
        }
        return {f.name: sides.get(f.name, getattr(self, f.name)) for f in fields(self)}


@dataclass(frozen=True)
class Changes:
    """All changes between two versions, the step and version that they require, and how many of each kind."""

    old: str
    new: str
    step: str
    demanded: str
    demands: dict[str, int]
    differences: list[Difference]
    impact: list[Effect]
    estimated: bool = True  # False where a rule could not be run on both packages, so that `impact` is unknown
    withdrawn: list[dict[str, str]] = dataclasses.field(default_factory=list)  # every version that `new` lists as such

    def as_json(self) -> dict[str, Any]:
        """The changes as docs/changes.schema.json defines them; `dumps` makes them text."""
        lists = {"differences": [d.as_json() for d in self.differences], "impact": [e.as_json() for e in self.impact]}
        found = {f.name: lists.get(f.name, getattr(self, f.name)) for f in fields(self)}
        found[LISTED] = found.pop("withdrawn")
        usual = {"estimated": True, LISTED: []}
        return {name: value for name, value in found.items() if name not in usual or value != usual[name]}


def changes_of(found: dict[str, Any]) -> Changes:
    """Read what `Changes.as_json` returned; raises KeyError, TypeError or ValueError for anything else."""
    differences = [
        Difference(**{name: value for name, value in item.items() if name != "step"}) for item in found["differences"]
    ]
    for difference in differences:
        if difference.kind not in RULES:
            raise ValueError(f"{difference.kind} is not a kind of difference")
    impact = [
        Effect(**{**item, "before": _figures(item["before"]), "after": _figures(item["after"])})
        for item in found["impact"]
    ]
    rest = {name: value for name, value in found.items() if name != LISTED}
    withdrawn = [dict(entry) for entry in found.get(LISTED, [])]
    return Changes(**{**rest, "differences": differences, "impact": impact, "withdrawn": withdrawn})


def _figures(side: dict[str, int | None] | None) -> Figures | None:
    return Figures(**side) if side else None


def dumps(value: Any) -> str:
    """JSON text, indented and in Unicode, with dates in ISO 8601."""
    return json.dumps(
        value, ensure_ascii=False, indent=1, default=lambda v: v.isoformat() if isinstance(v, date) else str(v)
    )
