"""The totals of a list: each column of figures, summed over its lines, in the list and in both versions."""

from collections.abc import Iterable, Iterator

from .verdict import CORRECTED, DIFFERS, HOLDS, UNKNOWN, Cell, Total, Verdict

SHOWN = 5  # kinds of what a column counts


def totals(verdicts: Iterable[Verdict]) -> list[Total]:
    """The sum of each column over the lines that give a figure, for each thing that is counted."""
    columns: dict[tuple[str, str, str], list[tuple[Verdict, Cell]]] = {}
    for verdict, cell in _summed(verdicts):
        columns.setdefault((cell.column, cell.of, verdict.table), []).append((verdict, cell))
    return [_total(column, of, cells) for (column, of, _), cells in columns.items() if len(cells) > 1]


def apart(verdicts: Iterable[Verdict]) -> list[str]:
    """Which columns have no total over all their lines, since these count different things."""
    columns: dict[str, dict[str, None]] = {}
    for verdict, cell in _summed(verdicts):
        columns.setdefault(cell.column, {})[cell.of or verdict.table] = None
    return [
        f"{column} counts different things ({_listed([*of])}), so it has no total over all lines, only one for each"
        for column, of in columns.items()
        if len(of) > 1
    ]


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _summed(verdicts: Iterable[Verdict]) -> Iterator[tuple[Verdict, Cell]]:
    for verdict in verdicts:
        yield from ((verdict, cell) for cell in verdict.cells if cell.summed and cell.given)


def _total(column: str, of: str, cells: list[tuple[Verdict, Cell]]) -> Total:
    given = sum(int(cell.given) for _, cell in cells)
    old = sum(cell.old or 0 for _, cell in cells)
    new = None if any(len(verdict.now) > 1 for verdict, _ in cells) else _now(cells)
    status = UNKNOWN if new is None else HOLDS if given == new else CORRECTED if given == old else DIFFERS
    return Total(column, of, len(cells), given, old, new, status)


def _now(cells: list[tuple[Verdict, Cell]]) -> int:
    """The present sum; a row to which several ids of the list have come counts for the first of them."""
    first: dict[str, str] = {}
    return sum(
        cell.new or 0
        for verdict, cell in cells
        for id_ in verdict.now
        if first.setdefault(id_, verdict.id) == verdict.id
    )
