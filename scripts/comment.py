"""Write the comment of a pull request, in Markdown, from what check --json found.

The file may be anybody's: whatever it holds is shown as text, in code spans and blocks that it cannot end, and cut where it is long.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from .bump import RULES
from .diff import effect_sides
from .effect import all_in_words
from .package import PackageError
from .report import Problem, shorten

MARK = "<!-- nk2020-strikes: check -->"  # by which the comment is found again, and renewed
LARGEST = 20_000_000  # bytes of the file
LISTED = 30
LONGEST = 400
FIGURES = "low / best / high"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("found", metavar="FILE", help="what python -m scripts check --json FILE wrote")


def run(arguments: argparse.Namespace) -> int:
    """Print the comment."""
    print(comment(read(Path(arguments.found))))
    return 0


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
    """The comment in Markdown; raises PackageError where `found` is not what a check finds."""
    try:
        return "\n\n".join(part for part in (MARK, _verdict(found), _faults(found), *_effect(found)) if part)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise PackageError("this is not what python -m scripts check --json writes") from None


def code(text: object) -> str:
    """Any text as a code span: no markup, no mention, no link comes out of it."""
    return f"`{_plain(text) or ' '}`"


def _plain(text: object) -> str:
    shown = shorten(str(text), LONGEST)
    return shown.replace("`", "'").replace("|", "¦").strip()


def block(lines: list[str]) -> str:
    """Lines as a block of text that none of them can end."""
    more = [f"and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return "\n".join(["````text", *map(_plain, lines[:LISTED]), *more, "````"])


def _verdict(found: dict[str, Any]) -> str:
    count = len(found["problems"]) + len(found["stale"]) + len(found["missing"])
    if count:
        return f"### {count} {'things' if count > 1 else 'thing'} to mend"
    return "### Ready to be reviewed" if found["changes"] and found["changes"]["differences"] else "### Checked: the data does not change"


def _faults(found: dict[str, Any]) -> str:
    problems = [str(Problem(**{**p, "line": int(p["line"])})) for p in found["problems"]]
    stale = [f"{path}: not as format writes it" for path in found["stale"]]
    lines = [*problems, *stale, *found["missing"]]
    cure = "Mend these and push again. `python -m scripts check` shows the same on your machine, and does by itself what can be done without you."
    return f"{cure}\n\n{block(lines)}" if lines else ""


def _effect(found: dict[str, Any]) -> list[str]:
    changes = found["changes"]
    if not changes or not changes["differences"]:
        return []
    rows = ["| table | rows before | rows after |", "|---|---|---|"]
    rows += [f"| {code(name)} | {int(old)} | {int(new)} |" for name, (old, new) in found["rows"].items()]
    return ["### What changes", "\n".join(rows) if len(rows) > 2 else "", block(all_in_words(changes["differences"])),
            "### What it does to the estimates", _impact(changes["impact"]), "### The version that it demands", _version(changes)]


def _impact(impact: list[dict[str, Any]]) -> str:
    if not impact:
        return "No estimate moves."
    lines = [f"| strike | outcome | whose voices | {FIGURES} before | after |", "|---|---|---|---|---|"]
    for effect in impact[:LISTED]:
        before, after = effect_sides(effect)
        cells = (effect["name"], effect["outcome"], effect["view"], before, after)
        lines.append(f"| {' | '.join(map(code, cells))} |")
    return "\n".join(lines) + (f"\n\nAnd {len(impact) - LISTED} more." if len(impact) > LISTED else "")


def _version(changes: dict[str, Any]) -> str:
    why = "\n".join(f"- {RULES[kind][0]}: {RULES[kind][1]} ({int(count)})" for kind, count in changes["demands"].items())
    return f"At least {code(changes['demanded'])} after {code(changes['old'])}:\n\n{why}"
