"""The wording of changes: one line per event, the same wherever it is printed."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..package.past.naming import is_dev
from ..package.problem import shorten
from ..package.soundness.withdrawn_versions import PROPERTIES
from .difference import NOTHING, Changes, Difference, Effect
from .recipe import RULES

LONGEST, LONGEST_REASON = 80, 200  # characters shown of a cell, and of a reason
SHOWN = 200  # lines per kind in `diff`; the JSON lists all
LISTED = 40  # lines per kind in `check`
# What happened to a row, whose table and key begin the line. Other differences use the text of their rule.
ROWS = {
    "row_added": "a new row",
    "tombstone_added": "a new tombstone",
    "row_withdrawn": "withdrawn",
    "row_removed_while_referenced": "withdrawn; other rows referred to it",
    "row_lost": "removed without a tombstone; put it back, and use: python -m scripts withdraw",
    "id_renamed": "only its id changed",
}
READERS = {  # what each step means to readers of a release
    "major": "programs that read the tables may have to be changed",
    "minor": "additions and corrections",
    "patch": "only corrections",
    "none": "only files were moved",
}
VERSIONS = ("version_withdrawn", "version_reinstated")


def event(difference: Difference, longest: int = LONGEST) -> str:
    """One difference as a line: the place, what happened, and the old and new value, of `longest` characters each."""
    if difference.kind in ROWS:
        said, why = happened(difference)
        reason = f": {shorten(why, LONGEST_REASON).rstrip('.')}" if why else ""
        after = (
            f"; use {' and '.join(sorted(map(str, difference.replaced_by)))} instead" if difference.replaced_by else ""
        )
        place, changed = _place(difference.table, difference.key), _instead(difference, longest)
        return f"{place}: {said}{reason}{after}{changed}"
    if difference.kind in ("value_changed", "reference_changed"):
        return f"{_place(difference.table, difference.key)}: {difference.field} {_both(difference, longest)}"
    if difference.kind in VERSIONS and isinstance(entry := difference.new or difference.old, dict):
        return _of_version(entry, bool(difference.new))
    place = _place(difference.table or "datapackage.json", difference.field)
    return f"{place}: {RULES[difference.kind].text}{_sides(difference, longest)}"


def _of_version(entry: dict[str, Any], is_withdrawn: bool) -> str:
    """What is said of a version: that it is withdrawn, why, and what replaces it; or that it is so no more."""
    version, reason, severity, instead = (shorten(str(entry.get(name)), LONGEST_REASON) for name in PROPERTIES)
    if not is_withdrawn:
        return f"the withdrawal of {version} was removed"
    return f"{version} is withdrawn ({severity}): {reason.rstrip('.')}; use {instead}"


def _instead(difference: Difference, longest: int) -> str:
    """The cells in which the new row differs from the withdrawn one that it replaces, if both are known."""
    old, new = difference.old, difference.new
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return ""
    cells = [name for name in list(old)[1:] if name in new and old[name] != new[name]]
    told = [f"{name} {_both(Difference('value_changed', old=old[name], new=new[name]), longest)}" for name in cells]
    return f"; in which {', '.join(told)}" if told else ""


def events(differences: Iterable[Difference]) -> list[str]:
    """Every difference as a line, without tombstones of rows that have their own line."""
    return [event(d) for d in worded(differences)]


def worded(differences: Iterable[Difference]) -> list[Difference]:
    """The differences that have a line of their own: not tombstones of rows that have one."""
    listed = list(differences)
    withdrawn = {d.key for d in listed if d.kind in ("row_withdrawn", "row_removed_while_referenced", "id_renamed")}
    return [d for d in listed if not (d.kind == "tombstone_added" and _tombstone_of(d) in withdrawn)]


def happened(difference: Difference) -> tuple[str, str]:
    """What happened to a row, and why; a tombstone names the row that it is of."""
    if difference.kind == "tombstone_added" and (of := _tombstone_of(difference)):
        return f"tombstone of {shorten(str(of))}", str(difference.new.get("reason") or "")
    return ROWS[difference.kind], str(difference.reason or "")


def _tombstone_of(difference: Difference) -> Any:
    return difference.new.get("id") if isinstance(difference.new, dict) else None


def _place(*names: str) -> str:
    return " ".join(shorten(str(name)) for name in names if name)


def _sides(difference: Difference, longest: int) -> str:
    """The old and new value if both are known, otherwise the one that is, unless it is the table's name."""
    known = {name: value for name, value in (("new", difference.new), ("old", difference.old)) if value not in NOTHING}
    if len(known) == 2:
        return f": {_both(difference, longest)}"
    one = next((value for value in known.values() if value != difference.table), None)
    return f": {shorten(_text(one), longest)}" if one is not None else ""


def _both(difference: Difference, longest: int) -> str:
    was, now = ("empty" if v in NOTHING else _text(v) for v in (difference.old, difference.new))
    return "was {}, is now {}".format(*excerpts(was, now, longest))


def excerpts(old: str, new: str, longest: int = LONGEST) -> tuple[str, str]:
    """Two texts for one line; where one is longer than `longest`, both are cut around what differs, between words.

    A quarter of `longest` is kept of what is equal before the first difference, and of what is equal after the last.
    """
    if max(len(old), len(new)) <= longest:
        return shorten(old, longest), shorten(new, longest)
    before = _equal(old, new)
    after = _equal(old[before:][::-1], new[before:][::-1])
    kept = longest // 4
    start = _word(old, before - kept, before)
    ends = (len(text) - _word(text[::-1], after - kept, after) for text in (old, new))
    was, now = (_excerpt(text, start, min(end, start + longest)) for text, end in zip((old, new), ends, strict=True))
    return was, now


def _equal(one: str, other: str) -> int:
    """The number of characters that two texts have in common at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _word(text: str, least: int, most: int) -> int:
    """Where the first word begins in a text at or after `least`, but not after `most`; 0 for `least` below 1."""
    if least <= 0:
        return 0
    space = text.find(" ", least - 1, most)
    return space + 1 if space >= 0 else least


def _excerpt(text: str, start: int, end: int) -> str:
    """A part of a text, with a sign at each side where it is cut, and the length of the whole text."""
    shown = shorten(text[start:end], end)
    if start == 0 and end >= len(text):
        return shown
    return f"{'…' * (start > 0)}{shown}{'…' * (end < len(text))} ({len(text)} characters)"


def _text(value: Any) -> str:
    """A value in plain text: a list with commas, a constraint as its name and bound."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {'none' if bound is None else _text(bound)}" for name, bound in value.items())
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value)


def moved(effect: Effect) -> str:
    """One effect as a line: strike, outcome, view, and low / best / high before and after."""
    before, after = effect_sides(effect)
    return f"{effect.name}, {effect.counted}, {effect.view}: {before} -> {after}"


def unmoved(changes: Changes) -> str:
    """What is said in place of effects where there are none."""
    return "no estimate changes" if changes.estimated else "the effect on the estimates was not computed"


def effect_sides(effect: Effect) -> tuple[str, str]:
    """An estimate before and after, each as low / best / high, with the cause if it is not the data."""
    sides = [
        " / ".join("-" if f is None else str(f) for f in side) if side else "none"
        for side in (effect.before, effect.after)
    ]
    return sides[0], sides[1] + (" (because the rule changed)" if effect.cause == "rule" else "")


def demands(changes: Changes) -> list[str]:
    """The kinds of changes in the words of the recipe, with their numbers, one line each."""
    return [f"{RULES[kind].text} ({kind}): {count}" for kind, count in changes.demands.items()]


def account(changes: Changes) -> str:
    """The changes as text for a terminal: what kind of change it is and why, every event, the impact."""
    if not changes.differences:
        return f"nothing changed {_between(changes)}"
    lines = [f"changes {_between(changes)}: {changes.step}; {_consequence(changes)}"]
    lines += [
        f"  {RULES[kind].step:<6}{count:>6} x {kind}: {RULES[kind].text}" for kind, count in changes.demands.items()
    ]
    shown: Counter[str] = Counter()
    for difference in changes.differences:
        shown[difference.kind] += 1
        if shown[difference.kind] <= SHOWN:
            lines.append(event(difference))
    lines += [
        f"and {count - SHOWN} more of {kind}; use --output json to see all"
        for kind, count in shown.items()
        if count > SHOWN
    ]
    lines += ["impact on estimates, largest first:"] if changes.impact else [f"impact: {unmoved(changes)}"]
    return "\n".join(lines + [f"  {moved(effect)}" for effect in changes.impact[:SHOWN]])


def _consequence(changes: Changes) -> str:
    """What follows from the step: for files not yet released the version that they need, for others their readers."""
    if is_dev(changes.new):
        return f"the new version must be at least {changes.demanded}"
    return READERS[changes.step]


def _between(changes: Changes) -> str:
    return f"from {changes.old} to {changes.new}" if changes.old != changes.new else f"since {changes.old}"


def brief(base: str, rows: dict[str, list[int]], changes: Changes) -> list[str]:
    """The effect against a commit, as lines for a terminal: rows, events, estimates, the required version.

    `rows` has the old and new number of rows by table.
    """
    if not changes.differences:
        return [*_raised(changes), f"effect: the data is the same as in {base}"]
    said = events(changes.differences)
    reasons = "; ".join(
        f"{RULES[kind].text} ({count})" for kind, count in changes.demands.items() if RULES[kind].step == changes.step
    )
    return [
        f"effect against {base}:",
        *(f"  {name}: {old} -> {new} rows" for name, (old, new) in rows.items()),
        *(f"  {line}" for line in said[:LISTED]),
        *_more(len(said)),
        "  estimates (outcome, voices: low / best / high):" if changes.impact else f"  {unmoved(changes)}",
        *(f"    {moved(e)}" for e in changes.impact[:LISTED]),
        *_more(len(changes.impact)),
        *_raised(changes),
        f"version: this change alone needs at least {changes.demanded} after {changes.old},"
        f" a {changes.step} step: {reasons}",
    ]


def _raised(changes: Changes) -> list[str]:
    return [raised(changes)] if raised(changes) else []


def raised(changes: Changes) -> str:
    """The version before and after, if the change sets another; otherwise empty."""
    return f"version was {changes.old}, is now {changes.new}" if changes.old != changes.new else ""


def _more(count: int) -> list[str]:
    return [f"  and {count - LISTED} more; see: python -m scripts diff"] if count > LISTED else []
