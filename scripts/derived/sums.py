"""Which estimates may be added up without counting anybody twice: `countable`, and the sums over each group's parts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..package.database import insert, rows_of
from .overlaps import Extent, Extents, extents_of

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
KEY = ("outcome", "population", "view")


@dataclass(frozen=True)
class Conflicts:
    """For each strike and group, those that hold some of the same victims, and those that possibly do."""

    same: dict[str, set[str]]
    possible: dict[str, set[str]]


def add_sums(connection: "duckdb.DuckDBPyConnection", has_extents: bool = True, overlooks: bool = False) -> None:
    """Add the tables `countable` and `group_sums`, from `estimated`, `extents`, the links, and the view `groups`.

    `has_extents` is False for the rules of a version that had no extents: its groups conflicted by links alone.
    `overlooks` is True for the version that did not see that a group meets a strike without a low figure.
    """
    conflicts = conflicts_of(connection)
    extents = extents_of(connection) if has_extents else {}
    parts = _sets(connection.execute("SELECT group_id, strike_id FROM groups").fetchall())
    rows = rows_of(
        connection,
        "SELECT e.*, s.name, s.level FROM estimated AS e JOIN strikes AS s USING (strike_id)"
        " WHERE level <> 'campaign' AND (low IS NOT NULL OR high IS NOT NULL)"
        ' ORDER BY outcome, population, "view"',
    )
    countable: list[tuple[Any, ...]] = []
    sums: list[tuple[Any, ...]] = []
    for key, its in groupby(rows, key=lambda row: tuple(row[name] for name in KEY)):
        candidates = {row["strike_id"]: row for row in its}
        chosen = choose(candidates, conflicts, extents, overlooks)
        countable += [(id_, *key, chosen[id_]) for id_ in candidates]
        for group, members in parts.items():
            if inside := {id_: candidates[id_] for id_ in members if id_ in candidates}:
                sums.append((group, *key, *_sum(inside, choose(inside, conflicts, extents, overlooks))))
    texts = 'strike_id VARCHAR, outcome VARCHAR, population VARCHAR, "view" VARCHAR'
    insert(connection, "countable", f"{texts}, countable VARCHAR", countable)
    figures = "parts BIGINT, parts_low BIGINT, parts_best BIGINT, parts_high BIGINT"
    insert(connection, "group_sums", f"{texts}, {figures}", sums)


def conflicts_of(connection: "duckdb.DuckDBPyConnection") -> Conflicts:
    """The conflicts of all strikes and groups with each other, by id.

    Two are in conflict if one is a part of the other, if both are groups that share a part, or if one, or a part of it,
    may be the same as the other, as a part of it, or as a group that contains it.
    """
    pairs = connection.execute("SELECT group_id, strike_id FROM groups").fetchall()
    parts, wholes = _sets(pairs), _sets((part, group) for group, part in pairs)
    same: dict[str, set[str]] = defaultdict(set)
    possible: dict[str, set[str]] = defaultdict(set)
    for group, members in parts.items():
        same[group] |= members | {other for part in members for other in wholes[part]} - {group}
        for part in members:
            same[part].add(group)
    links = "SELECT strike_id, other_id FROM strike_links WHERE relation = 'may_be_same'"
    for one, other in connection.execute(links).fetchall():
        for a, b in ((one, other), (other, one)):
            near = {b} | parts.get(b, set()) | wholes.get(b, set())
            for held in {a} | wholes.get(a, set()):
                for found in near - {held}:
                    possible[held].add(found)
                    possible[found].add(held)
    return Conflicts(dict(same), dict(possible))


def choose(
    candidates: dict[str, Row], conflicts: Conflicts, extents: dict[str, Extent], overlooks: bool = False
) -> dict[str, str]:
    """Whether each estimate of one outcome, population and view may be summed, by strike: yes, high_only or no.

    They are taken in an order that prefers a low figure to none, strikes to groups, strikes with a settlement and a day
    to vague ones, few possible conflicts, and high figures. Each is taken unless it is in conflict with one already
    taken. A group or vague strike is not taken, either, if its extent meets that of another one taken, or of any strike
    with a low figure, also of one that is not taken: this may be the same as one that is. A strike that is left out may
    still be in `high` if its conflicts with those taken are only possible ones.
    """
    same, possible = conflicts.same, conflicts.possible
    taken: set[str] = set()
    exact, loose = Extents(), Extents()

    def is_loose(id_: str) -> bool:
        return candidates[id_]["level"] != "strike" or (id_ in extents and extents[id_].is_vague)

    def place(id_: str) -> tuple[Any, ...]:
        return _place(candidates[id_], is_loose(id_), possible.get(id_, set()), candidates)

    for id_ in candidates.keys() & extents.keys():
        if not is_loose(id_) and candidates[id_]["low"] is not None:
            exact.add(extents[id_])
    for id_ in sorted(candidates, key=place):
        extent, of_loose = extents.get(id_), is_loose(id_)
        if extent and (loose.meet(extent) or (of_loose and exact.meet(extent))):
            continue
        if taken.isdisjoint(same.get(id_, ())) and taken.isdisjoint(possible.get(id_, ())):
            taken.add(id_)
            if extent and (of_loose or not overlooks):
                (loose if of_loose else exact).add(extent)
    high = {id_ for id_, row in candidates.items() if row["level"] == "strike" and taken.isdisjoint(same.get(id_, ()))}
    return {id_: "yes" if id_ in taken else "high_only" if id_ in high else "no" for id_ in candidates}


def _place(row: Row, is_loose: bool, possible: set[str], candidates: dict[str, Row]) -> tuple[Any, ...]:
    figures = [-1 if row[name] is None else row[name] for name in ("low", "best", "high")]
    return (
        row["low"] is None,
        row["level"] != "strike",
        is_loose,
        len(possible & candidates.keys()),
        *(-figure for figure in figures),
        bool(row["high_open"]),
        row["name"],
    )


def _sum(rows: dict[str, Row], chosen: dict[str, str]) -> tuple[int, int | None, int | None, int | None]:
    """The number of rows summed, and their low, best and high; None where no row has a figure."""
    counted = [row for id_, row in rows.items() if chosen[id_] == "yes"]
    highest = [row for id_, row in rows.items() if chosen[id_] != "no"]
    return (
        len(counted),
        _total(row["low"] for row in counted),
        _total(_first(row["best"], row["low"]) for row in counted),
        _total(_first(row["high"], row["low"]) for row in highest),
    )


def _first(figure: int | None, otherwise: int | None) -> int | None:
    return otherwise if figure is None else figure


def _total(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _sets(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found
