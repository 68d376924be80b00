"""The table `history`: every cell that a release changed; undone, it gives the rows of an earlier version."""

import csv
from collections.abc import Iterable
from pathlib import Path

from ..package import PackageError, Table

HISTORY = "history"
ADDED = ("row_added", "tombstone_added")
GONE = ("row_withdrawn", "row_removed_while_referenced", "id_renamed", "row_lost")
Row = dict[str, str]
Rows = dict[str, Row]  # of a table, by their keys


def rows_of_csv(path: Path) -> list[Row]:
    """The rows of a CSV as texts; none if there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: value or "" for name, value in row.items() if name} for row in csv.DictReader(file)]


def keyed(table: Table) -> Rows:
    """The rows of a table as texts, by their keys."""
    return {" ".join(row.get(name, "") for name in table.key): row for row in rows_of_csv(table.path)}


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers, to be compared; raises ValueError if it is none."""
    return tuple(int(part) for part in version.split("."))


def undo(tables: dict[str, Rows], changes: Iterable[Row], last: str, version: str) -> None:
    """Take back, in place, every change of history since a version up to the last, those of the latest version first.

    The table `history` itself only grows: it loses the rows of later versions.

    Raises PackageError if the changes are not those of a table that a release wrote.
    """
    try:
        later = [change for change in changes if numbers(version) < numbers(change["version"]) <= numbers(last)]
        for change in sorted(later, key=lambda change: numbers(change["version"]), reverse=True):
            rows = tables.setdefault(change["table"], {})
            if change["kind"] in ADDED:
                rows.pop(change["id"], None)
            else:
                rows.setdefault(change["id"], {})[change["field"]] = change["old"]
        known = tables.get(HISTORY, {}).items()
        tables[HISTORY] = {key: row for key, row in known if numbers(row["version"]) <= numbers(version)}
    except (KeyError, ValueError):
        raise PackageError(
            f"data/{HISTORY}.csv: is not as a release wrote it; see: python -m scripts validate"
        ) from None
