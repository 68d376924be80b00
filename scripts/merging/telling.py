"""Words for what both sides changed, and for what a merge came to."""

from collections.abc import Iterable

from ..comparing.wording import excerpts

ADDED = "none, since both added the row"
NO_COLUMN, EMPTY = "without the column", "empty"
SHORT = 40  # characters of a version of a cell that stands in one line with the others


def three(base: str | None, ours: str | None, theirs: str | None, no_base: str = "") -> str:
    """A cell in three versions, in one line or in a line each; None is a column that a version does not have.

    `no_base` says why there is no base, if there is none.
    """
    was, mine = _pair(base, ours)
    other = _pair(base, theirs)[1]
    if no_base:
        mine, other = _pair(ours, theirs)
        was = no_base
    told = [f"base {was}", f"ours {mine}", f"theirs {other}"]
    return ", ".join(told) if max(map(len, told)) <= SHORT else "".join(f"\n  {one}" for one in told)


def changed_cells(cells: Iterable[tuple[str, str, str]]) -> str:
    """Changed cells, given as (field, old, new), in one line."""
    told = []
    for name, old, new in cells:
        was, now = _pair(old, new)
        told.append(f"{name} from {was} to {now}")
    return ", ".join(told)


def _pair(old: str | None, new: str | None) -> tuple[str, str]:
    was, now = excerpts(old or "", new or "")
    return _word(old, was), _word(new, now)


def _word(cell: str | None, shown: str) -> str:
    return NO_COLUMN if cell is None else shown or EMPTY


def number(count: int, what: str) -> str:
    """A number of things, such as "2 rows"."""
    return f"{count} {what}{'s' * (count != 1)}"
