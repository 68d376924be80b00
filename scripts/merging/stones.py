"""Tombstones of both sides: one account of each withdrawn id, and none of a row that stays."""

from collections.abc import Iterable

from ..package.ids import TOMBSTONES
from .cells import Conflict, Row, Rows, Three
from .decisions import OURS, THEIRS, Decisions

TOLD = ("reason", "replaced_by", "version")  # of two tombstones that are equal in these, one is enough


def reasons_of(sides: Three) -> dict[str, dict[str, str]]:
    """Why each side withdrew an id since both began, by side and id."""
    return {
        name: {row.get("id", ""): row.get("reason", "") for rows in _new(sides, name).values() for row in rows.values()}
        for name in (OURS, THEIRS)
    }


def one_account(file: str, sides: Three, decisions: Decisions) -> tuple[Three, list[Conflict]]:
    """The three versions of the tombstones in which only one side has those of an id, and the undecided conflicts.

    Both sides may have withdrawn a row, and each has drawn an id for its tombstone. Where they say the same, ours stay.
    """
    ours, theirs = _new(sides, OURS), _new(sides, THEIRS)
    dropped: set[str] = set()
    conflicts = []
    for id_ in sorted(ours.keys() & theirs.keys()):
        side = OURS
        if _said(ours[id_]) != _said(theirs[id_]):
            side = decisions.side(id_)
            if not side:
                text = f"both withdrew it: {_words(OURS, ours[id_])}; {_words(THEIRS, theirs[id_])}"
                conflicts.append(Conflict(file, id_, "", text))
        shared = ours[id_].keys() & theirs[id_].keys()
        dropped |= (ours[id_] if side == THEIRS else theirs[id_]).keys() - shared
    left = Three(sides.base, _without(sides.ours, dropped), _without(sides.theirs, dropped))
    return left, conflicts


def without_false(merged: dict[str, Rows], base: Rows) -> None:
    """Drop the new tombstones of rows that stay in a table."""
    used = {id_ for name, rows in merged.items() if name != TOMBSTONES for id_ in rows}
    rows = merged.get(TOMBSTONES, {})
    for key in [key for key, row in rows.items() if key not in base and row.get("id") in used]:
        del rows[key]


def _new(sides: Three, name: str) -> dict[str, Rows]:
    """The tombstones that a side added, by the id that was withdrawn."""
    found: dict[str, Rows] = {}
    for key, row in sides.side(name).items():
        if key not in sides.base:
            found.setdefault(row.get("id", ""), {})[key] = row
    return found


def _said(rows: Rows) -> set[tuple[str, ...]]:
    return {tuple(row.get(name, "") for name in TOLD) for row in rows.values()}


def _words(side: str, rows: Rows) -> str:
    reason = next(iter(rows.values())).get("reason", "").rstrip(".")
    instead = [row["replaced_by"] for row in _sorted(rows) if row.get("replaced_by")]
    after = f"replaced by {' and '.join(instead)}" if instead else "not replaced"
    return f"{side} ({reason}), {after}"


def _sorted(rows: Rows) -> Iterable[Row]:
    return (rows[key] for key in sorted(rows, key=lambda key: rows[key].get("replaced_by", "")))


def _without(rows: Rows, dropped: set[str]) -> Rows:
    return {key: row for key, row in rows.items() if key not in dropped}
