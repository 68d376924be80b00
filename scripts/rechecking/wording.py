"""A rechecked list in words: a line for each of its lines that moved, the totals, and what releases say of it."""

import re
from itertools import groupby
from typing import Any

from ..comparing.wording import excerpts
from ..package.problem import escaped, shorten
from ..package.schema import text_of
from .listing import plain
from .verdict import CORRECTED, DIFFERS, HOLDS, MERGED, UNKNOWN, Cell, Recheck, Total, Verdict

NOTES = 5  # shown; the JSON lists all
LONGEST_REASON = 300  # characters shown of a reason
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])|\n\n")


def account(found: Recheck) -> str:
    """The result as text for a terminal: every line, then the totals, remarks, and what the releases say."""
    lines = [f"{found.file}: {_counted(len(found.lines), 'line')}, {found.old} compared with {found.new}"]
    lines.append(f"column of ids: {found.id_column}; compared: {', '.join(found.compared) or 'the whole rows'}")
    if found.not_compared:
        lines.append(f"not compared, since the rows have no such field: {', '.join(found.not_compared)}")
    lines += [
        f"{found.file}:{verdict.line} {shorten(verdict.id)}: {_verdict(verdict, found)}" for verdict in found.lines
    ]
    lines += [_total(total, found) for total in found.totals]
    lines += [f"note: {remark}" for remark in found.remarks[:NOTES]]
    if len(found.remarks) > NOTES:
        lines.append(f"note: and {len(found.remarks) - NOTES} more notes; --output json lists them")
    lines += [_release(version, text) for version, text in found.releases.items()]
    return "\n".join(map(escaped, [*lines, summary(found)]))


def _release(version: str, text: str) -> str:
    """The first sentence of what a release says, and where the rest is."""
    first = SENTENCE_END.split(text, maxsplit=1)[0]
    rest = f" (the rest is in CHANGELOG.md, under {version})" if first != text else ""
    return f"{version} says: {shorten(first, LONGEST_REASON)}{rest}"


def summary(found: Recheck) -> str:
    """How many lines and totals hold, and how many do not, in one line."""
    moved = ", ".join(f"{count} {status}" for status, count in found.counts.items() if status != HOLDS)
    lines = f"{found.counts.get(HOLDS, 0)} of {_counted(len(found.lines), 'line')} hold{f' ({moved})' if moved else ''}"
    held = [total.status for total in found.totals].count(HOLDS)
    return lines + (f"; {held} of {_counted(len(found.totals), 'total')} hold" if found.totals else "")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def _verdict(verdict: Verdict, found: Recheck) -> str:
    also = f"; its {' and '.join(verdict.also)} changed too" if verdict.also else ""
    remark = f" ({verdict.remark})" if verdict.remark else ""
    if verdict.status == UNKNOWN:
        return _unknown(verdict)
    moved = [cell for cell in verdict.cells if cell.status != HOLDS]
    if verdict.status in (HOLDS, CORRECTED, DIFFERS):
        told = _cells(moved, found)
        return f"{verdict.status}{remark}{': ' if told else ''}{told}{also}"
    return f"{verdict.status} {_gone(verdict)}{_instead(verdict, moved, found)}"


def _unknown(verdict: Verdict) -> str:
    if verdict.table:  # computed
        return f"unknown: {verdict.remark}"
    return f"unknown: never used; {verdict.remark or 'check the spelling'}"


def _gone(verdict: Verdict) -> str:
    """Since when and why a row was withdrawn, and what is to be used now."""
    since = f"in {verdict.version}" if verdict.version else "since the last release"
    why = f"({verdict.remark})" if verdict.remark else f"{since}: {shorten(verdict.reason, LONGEST_REASON).rstrip('.')}"
    if not verdict.now:
        return f"{why}; nothing replaces it"
    use = "it is now" if verdict.status == MERGED else "use"
    return f"{why}; {use} {' and '.join(verdict.now)}"


def _instead(verdict: Verdict, moved: list[Cell], found: Recheck) -> str:
    """What the row that replaces another has in its place."""
    if len(verdict.now) != 1 or not moved:
        return ""
    return f", in which {_cells(moved, found)}"


def _cells(cells: list[Cell], found: Recheck) -> str:
    """Cells in words, with the reason once after those that have the same."""
    groups = [(why, [*group]) for why, group in groupby(cells, key=lambda cell: cell.why)]
    return "; ".join(
        "; ".join(_cell(cell, found) for cell in group) + (f", because {why}" if why else "") for why, group in groups
    )


def _cell(cell: Cell, found: Recheck) -> str:
    since = f" since {' and '.join(cell.versions)}" if cell.versions else ""
    name = f"{cell.column}{_of(cell)}"
    if cell.status == DIFFERS:
        return f"{name} is {shorten(cell.given)} in the list, {_both(cell, found)}"
    was, now = excerpts(_text(cell.old), _text(cell.new))
    return f"{name} was {was}, is now {now}{since}"


def _of(figure: Cell | Total) -> str:
    """What a figure counts, in brackets, unless the name of its column says it."""
    said = {figure.of, f"{figure.of}_best", f"{figure.of}_low", f"{figure.of}_high"}
    return f" ({figure.of})" if figure.of and plain(figure.column) not in set(map(plain, said)) else ""


def _both(cell: Cell, found: Recheck) -> str:
    was, now = _text(cell.old), _text(cell.new)
    return f"{was} in {found.old} and {now} in {found.new}" if was != now else f"{was} in both versions"


def _text(value: Any) -> str:
    return text_of(value) or "empty"


def _total(total: Total, found: Recheck) -> str:
    place = f"total of {total.column}{_of(total)} over {_counted(total.lines, 'line')}"
    if total.status == UNKNOWN:
        return f"{place}: {total.given}; not known for {found.new}, since a row was split: choose which replace it"
    if total.status == HOLDS:
        return f"{place}: holds, {total.given}"
    if total.status == CORRECTED:
        return f"{place}: corrected, was {total.old}, is now {total.new}"
    return f"{place}: differs, {total.given} in the list, {total.old} in {found.old}, {total.new} in {found.new}"
