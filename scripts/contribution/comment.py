"""The comment on a pull request, in Markdown, from the findings that check --json wrote.

The findings need not be trusted: they are shown only as text, in code spans and blocks that they cannot end, and long
texts are cut. Changed cells are cut last but for what is to be fixed, and new rows first.
"""

from typing import Any

from ..comparing.difference import Changes, Difference
from ..comparing.recipe import RULES
from ..comparing.wording import effect_sides, event, raised, unmoved
from ..package.package import PackageError
from ..pages.freshness import RUN_FORMAT, STALE
from .found import EXCERPT, NO_CHECK, Found, found_of
from .markdown import block, code, table

MARK = "<!-- nk2020-strikes: check -->"  # by which the comment is found again and updated

LISTED = 30  # most problems, and most estimates, in the comment
LARGEST_COMMENT = 60_000  # bytes; GitHub accepts at most 65,536 characters
# Bytes for each part. What they leave is for changed rows, and what these leave for new rows.
ROOM = {
    "faults": 12_000,
    "unchecked": 3_000,
    "reasons": 5_000,
    "files": 6_000,
    "words": 2_000,
    "corrected": 3_000,
    "pairs": 5_000,
    "model": 10_000,
    "impact": 6_000,
}
NEW_ROWS = 4_000  # bytes that changed rows leave for new ones
FIGURES = "low / best / high"
WHAT = {"rules": "rules changed", "code": "code changed", "other": "other files changed"}
LINE = 3 * EXCERPT  # most characters of a line with an old and a new value


def comment(value: dict[str, Any], head: str = "") -> str:
    """The comment for findings read from JSON, short enough for GitHub.

    Raises PackageError for any other JSON, and, if `head` is given, for the findings of another commit.
    """
    try:
        found = found_of(value)
        if head and found.head != head:
            raise PackageError("these are the findings of another commit")
        parts = _parts(found)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        raise PackageError(f"this {NO_CHECK}") from None
    return "\n\n".join(part for part in parts if part)


def unfinished(head: str) -> str:
    """The comment on a commit whose check wrote no findings."""
    return "\n\n".join(
        [
            MARK,
            "### The check did not finish",
            f"Commit {code(head[:7])} was not judged; what this comment said before was about an earlier one."
            " The log of the run says why, and a maintainer can run it again.",
        ]
    )


def _parts(found: Found) -> list[str]:
    model, rows = _sides(found)
    first = [MARK, _verdict(found), _commit(found), _faults(found), _unchecked(found), _reasons(found), _files(found)]
    first += [_new_words(found), _corrected(found)]
    first.append(code(raised(found.changes)) if found.changes and raised(found.changes) else "")
    first.append(_model(model, _unlisted(found, "differences") if not rows else 0))
    first.append(_pairs(found))
    last = _effect(found, found.changes) if found.changes and found.changes.demands else []
    room = LARGEST_COMMENT - sum(len(part.encode(errors="replace")) + 2 for part in first + last) - 500
    changed = _changed(rows, found, room - NEW_ROWS)
    added = _new_rows(found, room - len(changed.encode(errors="replace")))
    return [*first, changed, added, *last]


def _sides(found: Found) -> tuple[list[Difference], list[Difference]]:
    """The differences of the model and its rules, and those of rows that were there before."""
    differences = found.changes.differences if found.changes else []
    return [d for d in differences if not d.key], [d for d in differences if d.key]


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
        text = f"{count} {'things' if count > 1 else 'thing'} to fix"
    elif not found.changes:
        text = "Not ready: the effect of the change was not computed"
    else:
        text = "Ready for review" if found.changes.demands else "Checked: the data does not change"
    kinds = {file["kind"] for file in found.files}
    changed = [WHAT[kind] for kind in ("rules", "code") if kind in kinds]
    return f"### {'; '.join([text, *changed])}"


def _commit(found: Found) -> str:
    if not found.head:
        return ""
    since = f", compared with {code(found.base[:7])}, where it left main" if found.base else ""
    judged = "None of its code was run: main's code, rules and schemas judge it as data."
    return f"Commit {code(found.head[:7])}{since}. {judged}"


def _faults(found: Found) -> str:
    problems = [str(problem) for problem in found.problems]
    stale = [f"{path}: {STALE}; {RUN_FORMAT}" for path in found.stale]
    lines = [*found.missing, *stale, *problems]
    remedy = (
        "Fix these and push again. `python -m scripts check` shows the same on your machine, and fixes what it can"
        " automatically."
    )
    left = _unlisted(found, "problems") + len(lines[LISTED:])
    return f"{remedy}\n\n{block(lines[:LISTED], ROOM['faults'], left)}" if lines else ""


def _unchecked(found: Found) -> str:
    return f"### Not checked\n\n{block(found.unchecked, ROOM['unchecked'])}" if found.unchecked else ""


def _reasons(found: Found) -> str:
    lines = []
    for name, text in found.reasons.items():
        lines += [f"{name}:", *(f"  {line}" for line in text.splitlines() if line.strip())]
    return f"### The reason given\n\n{block(lines, ROOM['reasons'], longest=1000)}" if lines else ""


def _files(found: Found) -> str:
    if not found.files:
        return ""
    lines = [f"{file['path']} ({file['what']})" for file in found.files]
    title = WHAT[found.files[0]["kind"]].capitalize()
    return f"### {title}: read these\n\n{block(lines, ROOM['files'], _unlisted(found, 'files'), LINE)}"


def _new_words(found: Found) -> str:
    if not found.new_words:
        return ""
    about = (
        "The name check will accept these; names in data/ only once this change is merged."
        " Check that none of them is a person's name."
    )
    lines = block(
        found.new_words[:LISTED], ROOM["words"], _unlisted(found, "new_words") + len(found.new_words[LISTED:])
    )
    return f"### New words: read these\n\n{about}\n\n{lines}"


def _corrected(found: Found) -> str:
    lines, left = [str(cell) for cell in found.corrected[:LISTED]], len(found.corrected[LISTED:])
    rest = block(lines, ROOM["corrected"], _unlisted(found, "corrected") + left)
    return f"### Cells that format corrects\n\n{rest}" if lines else ""


def _pairs(found: Found) -> str:
    lines, left = found.pairs[:LISTED], len(found.pairs[LISTED:])
    rest = block(lines, ROOM["pairs"], _unlisted(found, "pairs") + left, LINE)
    return f"### Rows that may be the same: compare these\n\n{rest}" if lines else ""


def _model(differences: list[Difference], unlisted: int) -> str:
    if not differences:
        return ""
    lines = [event(d, EXCERPT) for d in differences]
    return f"### What the model and its rules were, and are now\n\n{block(lines, ROOM['model'], unlisted, LINE)}"


def _changed(differences: list[Difference], found: Found, room: int) -> str:
    if not differences:
        return ""
    lines, told = [], ""
    for d in differences:
        lines.append(event(d, EXCERPT))
        if d.key in found.context and d.key != told:
            lines.append(f"  {found.context[d.key]}")
            told = d.key
    return f"### Changed and withdrawn rows\n\n{block(lines, room, _unlisted(found, 'differences'), LINE)}"


def _new_rows(found: Found, room: int) -> str:
    lines, heading = [], ""
    for under, line in found.new_rows:
        lines += [under] if under != heading else []
        lines.append(f"  {line}")
        heading = under
    left = _unlisted(found, "new_rows")
    return f"### New rows, in the order of the text\n\n{block(lines, room, left, LINE)}" if lines else ""


def _effect(found: Found, changes: Changes) -> list[str]:
    return [
        "### Effect on the estimates",
        _rows(found.rows),
        _impact(changes, _unlisted(found, "impact")),
        "### Version required",
        _version(changes),
    ]


def _rows(rows: dict[str, Any]) -> str:
    lines = [f"| {code(name)} | {_number(old)} | {_number(new)} |" for name, (old, new) in rows.items()]
    return table(["table", "rows before", "rows after"], lines[:LISTED], ROOM["impact"]) if lines else ""


def _impact(changes: Changes, unlisted: int) -> str:
    impact, none = changes.impact, unmoved(changes)
    if not impact:
        return f"{none[0].upper()}{none[1:]}."
    rows = []
    for effect in impact[:LISTED]:
        cells = (effect.name, effect.counted, effect.view, *effect_sides(effect))
        rows.append(f"| {' | '.join(map(code, cells))} |")
    header = ["strike", "outcome", "whose voices", f"{FIGURES} before", "after"]
    return table(header, rows, ROOM["impact"], unlisted + len(impact[LISTED:]))


def _version(changes: Changes) -> str:
    why = "\n".join(
        f"- {RULES[kind].step}: {RULES[kind].text} ({_number(count)})" for kind, count in changes.demands.items()
    )
    return f"This change alone needs at least {code(changes.demanded)} after {code(changes.old)}:\n\n{why}"
