"""The findings of a check as lines: for a terminal, and as annotations for GitHub."""

from collections import Counter

from ..comparing.reasons import REASONS
from ..comparing.wording import brief
from ..package.problem import Problem, render, shorten
from ..pages.freshness import RUN_FORMAT, STALE
from .found import Found

LISTED = 40  # most new words in a line, and lines of one kind
NEW_WORDS = "new words (the name check accepts names in data/ only once this change is merged)"
LONGEST = 1000  # most characters shown of a line


def told(found: Found) -> list[str]:
    """The findings as lines for a terminal."""
    lines = [
        *(f"{path}: rewritten in canonical form" for path in found.rewritten),
        *(f"{path}: {STALE}; {RUN_FORMAT}" for path in found.stale),
        *_bounded("corrected", [str(cell) for cell in found.corrected]),
        *found.looked_at,
        *found.unchecked,
    ]
    if found.new_words:
        more = f", and {len(found.new_words[LISTED:])} more" if found.new_words[LISTED:] else ""
        lines.append(f"{NEW_WORDS}: {', '.join(found.new_words[:LISTED])}{more}")
    lines += _bounded("rows that may be the same", [f"may be the same: {pair}" for pair in found.pairs])
    lines += [str(problem) for problem in found.problems] + _others(found)
    if found.changes:
        lines += brief(found.base[:7], found.rows, found.changes)
    return [shorten(line, LONGEST) for line in lines + [f"missing: {text}" for text in found.missing]]


def _bounded(what: str, lines: list[str]) -> list[str]:
    return lines[:LISTED] + ([f"and {len(lines) - LISTED} more {what}"] if lines[LISTED:] else [])


def _others(found: Found) -> list[str]:
    count = found.unlisted.get("problems", 0)
    return [f"and {count} more of the same kinds; the same fix may apply to them"] if count else []


def annotations(found: Found) -> list[str]:
    """What to fix, as GitHub workflow commands: the first of each kind first, as GitHub shows ten for a step."""
    kinds: Counter[tuple[str, str]] = Counter()
    ranked = []
    for problem in found.problems:
        kinds[problem.file, problem.field] += 1
        ranked.append((kinds[problem.file, problem.field], problem))
    stale = [Problem(path, 0, "", "", "", f"{STALE}; run: python -m scripts check") for path in found.stale]
    missing = [Problem(f"{REASONS}/README.md", 0, "", "", "", text) for text in found.missing]
    others = [Problem("datapackage.json", 0, "", "", "", text) for text in _others(found)]
    return [render([problem], "github") for problem in [*(p for _, p in sorted(ranked)), *missing, *stale, *others]]
