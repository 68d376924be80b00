"""The history of cells: what a version changed, as rows of the table `history`, withheld where it must not be shown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..checking.privacy import WITHHELD
from ..package.files import write_csv
from ..package.ids import TOMBSTONES, derived_id
from ..package.package import Package, Table
from ..package.past.history import GONE, HISTORY, Row, Rows, keyed
from ..package.schema import NOWHERE
from .difference import Changes, Difference
from .withholding import withhold

PREFIX = "hi-"
UNFIT = re.compile("|".join(pattern for pattern, _ in NOWHERE.values()))


def history_rows(old: Package, new: Package, changes: Changes) -> list[Row]:
    """The rows of history for the version that `new` declares, sorted by id; `changes` are those between the two."""
    names = [name for name in {**old.tables, **new.tables} if name != HISTORY]
    gone = {(d.table, d.key): d for d in changes.differences if d.kind in GONE}
    found = [d for name in names for d in _differences(name, old.tables.get(name), new.tables.get(name), gone)]
    withhold(replace(changes, differences=found, impact=[]), old, new)
    rows = [row for d in found for row in _rows(d, new.version)]
    taken: set[str] = set()
    for row in rows:
        words = [row[name] for name in ("version", "table", "id", "field")]
        row["change_id"] = derived_id(PREFIX, " ".join(words), taken)
        taken.add(row["change_id"])
    return sorted(rows, key=lambda row: row["change_id"])


def _differences(
    name: str, before: Table | None, after: Table | None, gone: dict[tuple[str, str], Difference]
) -> Iterator[Difference]:
    """What differs in a table, by its cells as texts; `gone` says why rows are no longer there."""
    olds, news = (keyed(table) if table else {} for table in (before, after))
    if before and after and before.key == after.key:
        yield from _changed(name, after, olds, news)
        olds, news = _without(olds, news), _without(news, olds)
    for key, row in olds.items():
        told = gone.get((name, key), Difference("row_lost"))
        cells = {field: cell for field, cell in row.items() if cell}
        yield Difference(told.kind, name, key=key, old=cells, reason=told.reason)
    kind = "tombstone_added" if name == TOMBSTONES else "row_added"
    yield from (Difference(kind, name, after.key[0], key, new=key) for key in news if after)


def _without(rows: Rows, others: Rows) -> Rows:
    return {key: row for key, row in rows.items() if key not in others}


def _changed(name: str, after: Table, olds: Rows, news: Rows) -> Iterator[Difference]:
    """The cells that differ in rows that are in both; a field that a table lacks counts as empty."""
    references = {key["fields"][0] for key in after.schema.get("foreignKeys", [])}
    for key in olds.keys() & news.keys():
        old, new = olds[key], news[key]
        for field in {**old, **new}:
            was, now = old.get(field, ""), new.get(field, "")
            if was != now:
                kind = "reference_changed" if field in references else "value_changed"
                yield Difference(kind, name, field, key, was, now)


def _rows(difference: Difference, version: str) -> Iterator[Row]:
    """A difference as rows of history, without ids: one for each cell."""
    d = difference
    cells = (
        {field: (cell, "") for field, cell in d.old.items()} if isinstance(d.old, dict) else {d.field: (d.old, d.new)}
    )
    for field, (old, new) in cells.items():
        row = {"version": version, "table": d.table, "id": d.key, "field": field, "old": old, "new": new}
        texts = row | {"kind": d.kind, "reason": d.reason}
        yield {name: WITHHELD if UNFIT.search(text or "") else text or "" for name, text in texts.items()}


def merged(kept: Iterable[Row], computed: Iterable[Row]) -> list[Row]:
    """Computed rows of history, in which everything stays withheld that is withheld in the rows that are kept."""
    before = {row["change_id"]: row for row in kept}
    return [
        row | {name: text for name, text in before.get(row["change_id"], {}).items() if text == WITHHELD}
        for row in computed
    ]


def history_csv(table: Table, rows: Iterable[Row]) -> str:
    """The canonical text of the table."""
    ordered = sorted(rows, key=lambda row: row["change_id"])
    return write_csv(table.columns, [[row[name] for name in table.columns] for row in ordered])
