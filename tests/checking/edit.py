"""Edits of the tiny package by table and id, in which the cases of a check are written."""

from collections.abc import Callable
from typing import Any

from tests.shared.tiny import Rows

Change = Callable[[Rows], None]
Found = tuple[str, str, str, str, dict[str, str]]  # table, id, field, value, and what else the message names


def edit(**tables: dict[str, dict[str, str] | None]) -> Change:
    """A change of rows: for each table, by id, the cells to set, or None to remove the row.

    A new id adds a row; `like` names the row that it copies, apart from the cells given.
    """

    def change(rows: Rows) -> None:
        for table, edits in tables.items():
            for id_, cells in edits.items():
                _edit(rows, table, id_, cells)

    return change


def _edit(rows: Rows, table: str, id_: str, cells: dict[str, Any] | None) -> None:
    key = next(iter(rows[table][0]))
    its = {row[key]: row for row in rows[table]}
    if cells is None:
        rows[table].remove(its[id_])
    elif id_ in its:
        its[id_].update(cells)
    else:
        copied = its[cells["like"]] if "like" in cells else {}
        rows[table].append({**copied, key: id_, **{name: cell for name, cell in cells.items() if name != "like"}})


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(rows: Rows) -> None:
        for each in changes:
            each(rows)

    return change


def groups(steps: int, *, closed: bool = False) -> Change:
    """A number of links from group to group: a chain whose last group has a claim, or a closed circle."""
    names = [f"st-{i:08}" for i in range(steps + (not closed))]
    return edit(
        strikes={name: {"like": "st-group234", "name": name} for name in names},
        strike_reports={f"sr{name[2:]}": {"like": "sr-cccc2222", "strike_id": name} for name in names},
        strike_links={
            f"sl-{i:08}": {"strike_id": names[i], "other_id": names[(i + 1) % len(names)], "relation": "part_of"}
            for i in range(steps)
        },
        victim_counts={} if closed else {"vc-00000000": {"like": "vc-aaaa2222", "strike_id": names[-1]}},
    )
