"""Where and when the victims of a strike or group may be, and which of such extents meet.

Places are a tree: everywhere, the territory that one side held, a district, a settlement. Two places have victims in
common only if one contains the other or they are the same.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

Node = tuple[str, ...]
Days = tuple[date, date]
ANY_DAY: Days = (date.min, date.max)


@dataclass(frozen=True)
class Extent:
    """The places of a row, each as the way to it from everywhere, and the first and last day that reports give.

    `is_vague` says that a strike so placed may be any other of these places and days: it has no settlement, or no day.
    """

    nodes: tuple[Node, ...]
    days: Days
    is_vague: bool


class Extents:
    """Extents of several rows, to be asked whether one more meets them."""

    def __init__(self) -> None:
        self._at: dict[Node, set[Days]] = defaultdict(set)
        self._within: dict[Node, set[Days]] = defaultdict(set)

    def add(self, extent: Extent) -> None:
        """Add that of one more row."""
        for node in extent.nodes:
            self._at[node].add(extent.days)
            for length in range(len(node) + 1):
                self._within[node[:length]].add(extent.days)

    def meet(self, extent: Extent) -> bool:
        """Whether one of the rows has a day and a place in common: the same, one within it, or one that contains it."""
        first, last = extent.days
        return any(
            start <= last and first <= end
            for node in extent.nodes
            for days in (self._within[node], *(self._at[node[:length]] for length in range(len(node))))
            for start, end in days
        )


def extents_of(connection: "duckdb.DuckDBPyConnection") -> dict[str, Extent]:
    """The extent of every strike and group, from the table `extents`, which has a row for each of its places."""
    nodes: dict[str, list[Node]] = defaultdict(list)
    days: dict[str, Days] = {}
    vague: set[str] = set()
    for id_, territory, district, settlement, first, last in connection.execute("FROM extents").fetchall():
        nodes[id_].append(tuple(name for name in (territory, district, settlement) if name is not None))
        days[id_] = (first or date.min, last or date.max)
        if settlement is None or days[id_] == ANY_DAY:
            vague.add(id_)
    return {id_: Extent(tuple(its), days[id_], id_ in vague) for id_, its in nodes.items()}
