"""Markdown from text that need not be trusted: code spans, blocks and tables that no text can end, and that fit."""

from collections.abc import Iterable

from ..package.problem import shorten

LONGEST, LONGEST_CELL = 300, 100  # most characters of a line, and of a cell of a table
DEEPEST = 8  # most spaces before a line


def code(text: object) -> str:
    """Any text as a code span, so that it cannot become markup, a mention or a link."""
    return f"`{plain(text, LONGEST_CELL) or ' '}`"


def plain(text: object, longest: int = LONGEST) -> str:
    """A text on one line, stripped, without characters that could end a code span, a block or a cell of a table."""
    shown = shorten(str(text), longest).replace("`", "'").replace("|", "¦").strip()
    return shown if len(shown) <= 2 * longest else f"{shown[: 2 * longest]}…"


def block(lines: Iterable[str], room: int, unlisted: int = 0, longest: int = LONGEST) -> str:
    """Lines as a block of text that no line can end, as many as fit in `room` bytes.

    `unlisted` is how many more there are. A line that begins with spaces keeps them, up to DEEPEST.
    """
    shown = [f"{_indent(line)}{plain(line, longest)}" for line in lines]
    kept = fitting(shown, room)
    return "\n".join(["````text", *kept, *more(len(shown) - len(kept) + unlisted), "````"])


def _indent(line: str) -> str:
    return " " * min(len(line) - len(line.lstrip(" ")), DEEPEST)


def table(header: list[str], rows: list[str], room: int, unlisted: int = 0) -> str:
    """A table of rows that are Markdown already, as many as fit in `room` bytes."""
    kept = fitting(rows, room)
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}", *kept]
    left = more(len(rows) - len(kept) + unlisted)
    return "\n".join(lines) + "".join(f"\n\n{text[0].upper()}{text[1:]}." for text in left)


def fitting(lines: list[str], room: int) -> list[str]:
    """The first lines that fit in `room` bytes."""
    kept = []
    for line in lines:
        room -= len(line.encode(errors="replace")) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def more(count: int) -> list[str]:
    """A line that counts what is not shown, if anything is not."""
    return [f"and {count} more"] if count > 0 else []
