"""Joining two rows: what becomes of the cells of the one that is withdrawn, and of links that no longer fit."""

from collections.abc import Iterable, Iterator

from ..package.database import raw
from ..package.package import Table
from ..package.schema import did_you_mean, identifier
from .draft import Draft

ADDED_TO = ("notes",)  # fields whose text is added to that of the other row

APART = """
SELECT link_id, strike_id, other_id FROM raw_strike_links WHERE relation = 'may_be_same' AND $1 IN (strike_id, other_id)
AND EXISTS (SELECT 1 FROM raw_strike_reports AS r WHERE r.strike_id = raw_strike_links.strike_id AND date_start <> '')
AND EXISTS (SELECT 1 FROM raw_strike_reports AS r WHERE r.strike_id = raw_strike_links.other_id AND date_start <> '')
AND NOT EXISTS (
    SELECT 1 FROM raw_strike_reports AS one JOIN raw_strike_reports AS two
        ON one.date_start <= two.date_end AND two.date_start <= one.date_end
    WHERE one.strike_id = raw_strike_links.strike_id AND two.strike_id = raw_strike_links.other_id
)
ORDER BY 1
"""


def faults_of_keep(table: Table, keep: Iterable[str]) -> Iterator[str]:
    """What is wrong with the fields to keep."""
    for name in keep:
        if name not in table.columns[1:]:
            yield f"--keep {name}: is not a field of {table.name}{did_you_mean(name, table.columns[1:])}"


def keep_cells(draft: Draft, old: str, new: str, keep: Iterable[str]) -> None:
    """Give the fields in `keep` of the row `old` to the row `new`, and record which notes and other cells are lost.

    Notes are added to those of `new`; other cells take the place of what is there. A cell is lost where `new` has none.
    """
    table = draft.used[new].table
    cells = {id_: _cells(draft, table, id_) for id_ in (old, new)}
    for name in table.columns[1:]:
        lost, there = cells[old][name], cells[new][name]
        if not lost or lost == there:
            continue
        if name not in keep:
            if not there or name in ADDED_TO:
                draft.done.append(f"{table.file} {old} {name}: is lost: {lost} (to keep it: --keep {name})")
            continue
        both = f"{there} {lost}" if there and name in ADDED_TO else lost
        draft.connection.execute(
            f"UPDATE {raw(table.name)} SET {identifier(name)} = ? WHERE {identifier(table.key[0])} = ?", [both, new]
        )
        draft.changed[table.name] = table
        draft.done.append(f"{table.file} {new} {name}: {there or 'empty'} -> {both}")


def _cells(draft: Draft, table: Table, id_: str) -> dict[str, str]:
    row = draft.connection.execute(
        f"SELECT * FROM {raw(table.name)} WHERE {identifier(table.key[0])} = ?", [id_]
    ).fetchone()
    return {name: cell or "" for name, cell in zip(table.columns, row or (), strict=False)}


def tell_of_links(draft: Draft, new: str) -> None:
    """Record the links that say that the row may be the same as a strike with which it has no day in common."""
    if draft.used[new].table.name != "strikes":
        return
    for key, one, other in draft.connection.execute(APART, [new]).fetchall():
        why = f"{one} may be the same as {other}, but no report gives both the same day; withdraw the link if it is not"
        draft.done.append(f"data/strike_links.csv {key}: {why}")
