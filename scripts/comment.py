"""Write the comment of a pull request, in Markdown, from what check --json found.

The file may be anybody's: whatever it holds is shown as text, in code spans and blocks that it cannot end, and cut where it is long.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bump import RULES
from .diff import effect_sides
from .effect import all_in_words
from .package import PackageError
from .report import Problem, shorten

if TYPE_CHECKING:
    from .check import Found

MARK = "<!-- nk2020-strikes: check -->"  # by which the comment is found again, and renewed
LARGEST = 20_000_000  # bytes of the file
KEPT = 200  # entries of a list in the file
LONGEST_KEPT = 400  # characters of a text in the file
LISTED = 30  # lines of a kind in the comment
LONGEST, LONGEST_CELL = 300, 100  # characters of a line, and of a cell of a table
LARGEST_COMMENT = 60_000  # bytes; GitHub takes 65,536 characters
FIGURES = "low / best / high"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("found", metavar="FILE", help="what python -m scripts check --json FILE wrote")


def run(arguments: argparse.Namespace) -> int:
    """Print the comment."""
    print(comment(read(Path(arguments.found))))
    return 0


def write(path: Path, found: "Found") -> None:
    """Write what a check found, as JSON; of long lists and texts the beginning, and how many entries that leaves out."""
    left = dict(found.unlisted)
    if found.changes:
        left["differences"] = len(all_in_words(found.changes["differences"][KEPT:]))
        left["impact"] = len(found.changes["impact"][KEPT:])
    kept = _cut(asdict(found) | {"unlisted": {name: count for name, count in left.items() if count}})
    try:
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8", errors="replace")
    except OSError as error:
        raise PackageError(f"{path}: cannot be written ({error.strerror}); name a file in a folder that is there") from None


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cut(one) for one in value[:KEPT]]
    return value[:LONGEST_KEPT] if isinstance(value, str) else value


def read(path: Path) -> dict[str, Any]:
    """Read what a check found; raises PackageError where the file is not that."""
    try:
        if path.stat().st_size > LARGEST:
            raise PackageError(f"{path}: is larger than {LARGEST} bytes; a check does not find so much")
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise PackageError(f"{path}: is not what python -m scripts check --json writes") from None
    return found if isinstance(found, dict) else {}


def comment(found: dict[str, Any]) -> str:
    """The comment in Markdown, never longer than GitHub takes; raises PackageError where `found` is not what a check finds."""
    try:
        parts = [part for part in (MARK, _verdict(found), _faults(found), *_effect(found)) if part]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        raise PackageError("this is not what python -m scripts check --json writes") from None
    shown = next(n for n in range(len(parts), 0, -1) if len("\n\n".join(parts[:n]).encode()) <= LARGEST_COMMENT)
    more = ["The rest is too long for a comment; `python -m scripts check` shows it."] if shown < len(parts) else []
    return "\n\n".join(parts[:shown] + more)


def code(text: object) -> str:
    """Any text as a code span: no markup, no mention, no link comes out of it."""
    return f"`{_plain(text, LONGEST_CELL) or ' '}`"


def _plain(text: object, longest: int = LONGEST) -> str:
    """A text on one line without what could end a code span, a block or a cell of a table; nothing blank at its ends."""
    shown = shorten(str(text), longest).replace("`", "'").replace("|", "¦").strip()
    return shown if len(shown) <= 2 * longest else f"{shown[: 2 * longest]}…"


def block(lines: list[str], unlisted: int = 0) -> str:
    """Lines as a block of text that none of them can end."""
    count = len(lines[LISTED:]) + unlisted
    return "\n".join(["````text", *map(_plain, lines[:LISTED]), *_more(count), "````"])


def _more(count: int) -> list[str]:
    return [f"and {count} more"] if count else []


def _unlisted(found: dict[str, Any], name: str) -> int:
    """How many more there are of something than the file lists."""
    return _number(found["unlisted"].get(name, 0))


def _number(value: Any) -> int:
    """A number as a check counts; raises ValueError for one that nothing has so many of."""
    if not 0 <= int(value) < 10**9:
        raise ValueError("too large a number")
    return int(value)


def _verdict(found: dict[str, Any]) -> str:
    count = len(found["problems"]) + len(found["stale"]) + len(found["missing"]) + _unlisted(found, "problems")
    if count:
        return f"### {count} {'things' if count > 1 else 'thing'} to mend"
    return "### Ready to be reviewed" if found["changes"] and found["changes"]["differences"] else "### Checked: the data does not change"


def _faults(found: dict[str, Any]) -> str:
    problems = [str(Problem(**{**p, "line": int(p["line"])})) for p in found["problems"]]
    stale = [f"{path}: not as format writes it" for path in found["stale"]]
    lines = [*found["missing"], *stale, *problems]
    cure = "Mend these and push again. `python -m scripts check` shows the same on your machine, and does by itself what can be done without you."
    return f"{cure}\n\n{block(lines, _unlisted(found, 'problems'))}" if lines else ""


def _effect(found: dict[str, Any]) -> list[str]:
    changes = found["changes"]
    if not changes or not changes["differences"]:
        return []
    lines = block(all_in_words(changes["differences"]), _unlisted(found, "differences"))
    return ["### What changes", _rows(found["rows"]), lines, "### What it does to the estimates", _impact(changes["impact"], _unlisted(found, "impact")),
            "### The version that it demands", _version(changes)]


def _rows(rows: dict[str, Any]) -> str:
    if not rows:
        return ""
    lines = [f"| {code(name)} | {_number(old)} | {_number(new)} |" for name, (old, new) in list(rows.items())[:LISTED]]
    return "\n".join(["| table | rows before | rows after |", "|---|---|---|", *lines])


def _impact(impact: list[dict[str, Any]], unlisted: int) -> str:
    if not impact:
        return "No estimate moves."
    lines = [f"| strike | outcome | whose voices | {FIGURES} before | after |", "|---|---|---|---|---|"]
    for effect in impact[:LISTED]:
        before, after = effect_sides(effect)
        cells = (effect["name"], effect["outcome"], effect["view"], before, after)
        lines.append(f"| {' | '.join(map(code, cells))} |")
    more = _more(len(impact[LISTED:]) + unlisted)
    return "\n".join(lines) + "".join(f"\n\n{text[0].upper()}{text[1:]}." for text in more)


def _version(changes: dict[str, Any]) -> str:
    why = "\n".join(f"- {RULES[kind][0]}: {RULES[kind][1]} ({_number(count)})" for kind, count in changes["demands"].items())
    return f"At least {code(changes['demanded'])} after {code(changes['old'])}:\n\n{why}"
