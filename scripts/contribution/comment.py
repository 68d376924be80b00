"""The comment on a pull request, in Markdown, from the findings that check --json wrote.

The findings need not be trusted: they are shown only as text, in code spans and blocks that they cannot end, and long
texts are cut.
"""

from typing import Any

from ..comparing.difference import Changes, Effect
from ..comparing.recipe import RULES
from ..comparing.wording import effect_sides, events
from ..package.package import PackageError
from ..package.problem import shorten
from ..pages.freshness import RUN_FORMAT, STALE
from .found import NO_CHECK, Found, found_of

MARK = "<!-- nk2020-strikes: check -->"  # by which the comment is found again and updated

LISTED = 30  # most lines of one kind in the comment
LONGEST, LONGEST_CELL = 300, 100  # most characters of a line, and of a cell of a table
LARGEST_COMMENT = 60_000  # bytes; GitHub accepts at most 65,536 characters
FIGURES = "low / best / high"


def comment(value: dict[str, Any]) -> str:
    """The comment for findings read from JSON, short enough for GitHub; raises PackageError for any other JSON."""
    try:
        found = found_of(value)
        parts = [part for part in (MARK, _verdict(found), _faults(found), *_effect(found)) if part]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        raise PackageError(f"this {NO_CHECK}") from None
    shown = next(n for n in range(len(parts), 0, -1) if len("\n\n".join(parts[:n]).encode()) <= LARGEST_COMMENT)
    more = (
        ["The rest is too long for a comment. Run `python -m scripts check` to see it."] if shown < len(parts) else []
    )
    return "\n\n".join(parts[:shown] + more)


def code(text: object) -> str:
    """Any text as a code span, so that it cannot become markup, a mention or a link."""
    return f"`{_plain(text, LONGEST_CELL) or ' '}`"


def _plain(text: object, longest: int = LONGEST) -> str:
    """A text on one line, stripped, without characters that could end a code span, a block or a cell of a table."""
    shown = shorten(str(text), longest).replace("`", "'").replace("|", "¦").strip()
    return shown if len(shown) <= 2 * longest else f"{shown[: 2 * longest]}…"


def block(lines: list[str], unlisted: int = 0) -> str:
    """Lines as a block of text that no line can end; `unlisted` is how many more there are than `lines`."""
    count = len(lines[LISTED:]) + unlisted
    return "\n".join(["````text", *map(_plain, lines[:LISTED]), *_more(count), "````"])


def _more(count: int) -> list[str]:
    return [f"and {count} more"] if count else []


def _unlisted(found: Found, name: str) -> int:
    """How many entries of a list the file leaves out."""
    return _number(found.unlisted.get(name, 0))


def _number(value: Any) -> int:
    """A count as a whole number; raises ValueError if it is negative or implausibly large."""
    if not 0 <= int(value) < 10**9:
        raise ValueError("too large a number")
    return int(value)


def _verdict(found: Found) -> str:
    count = len(found.problems) + len(found.stale) + len(found.missing) + _unlisted(found, "problems")
    if count:
        return f"### {count} {'things' if count > 1 else 'thing'} to fix"
    return (
        "### Ready for review"
        if found.changes and found.changes.differences
        else "### Checked: the data does not change"
    )


def _faults(found: Found) -> str:
    problems = [str(problem) for problem in found.problems]
    stale = [f"{path}: {STALE}; {RUN_FORMAT}" for path in found.stale]
    lines = [*found.missing, *stale, *problems]
    remedy = (
        "Fix these and push again. `python -m scripts check` shows the same on your machine, and fixes what it can"
        " automatically."
    )
    return f"{remedy}\n\n{block(lines, _unlisted(found, 'problems'))}" if lines else ""


def _effect(found: Found) -> list[str]:
    changes = found.changes
    if not changes or not changes.differences:
        return []
    lines = block(events(changes.differences), _unlisted(found, "differences"))
    return [
        "### What changes",
        _rows(found.rows),
        lines,
        "### Effect on the estimates",
        _impact(changes.impact, _unlisted(found, "impact")),
        "### Version required",
        _version(changes),
    ]


def _rows(rows: dict[str, Any]) -> str:
    if not rows:
        return ""
    lines = [f"| {code(name)} | {_number(old)} | {_number(new)} |" for name, (old, new) in list(rows.items())[:LISTED]]
    return "\n".join(["| table | rows before | rows after |", "|---|---|---|", *lines])


def _impact(impact: list[Effect], unlisted: int) -> str:
    if not impact:
        return "No estimate changes."
    lines = [f"| strike | outcome | whose voices | {FIGURES} before | after |", "|---|---|---|---|---|"]
    for effect in impact[:LISTED]:
        before, after = effect_sides(effect)
        cells = (effect.name, effect.outcome, effect.view, before, after)
        lines.append(f"| {' | '.join(map(code, cells))} |")
    more = _more(len(impact[LISTED:]) + unlisted)
    return "\n".join(lines) + "".join(f"\n\n{text[0].upper()}{text[1:]}." for text in more)


def _version(changes: Changes) -> str:
    why = "\n".join(
        f"- {RULES[kind].step}: {RULES[kind].text} ({_number(count)})" for kind, count in changes.demands.items()
    )
    return f"At least {code(changes.demanded)} after {code(changes.old)}:\n\n{why}"
