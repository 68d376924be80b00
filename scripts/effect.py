"""What a difference does, in the words of somebody who has never seen the project."""

from typing import Any

from .bump import RULES
from .diff import effect_line
from .report import shorten

LONGEST = 200  # characters of a reason
LISTED = 40  # lines of a kind that are shown
# Of rows, of which the line tells the table and the id; of all else it is the rule that says what happened.
ROWS = {
    "row_added": "a new row",
    "row_withdrawn": "withdrawn",
    "row_removed_while_referenced": "withdrawn; other rows referred to it",
    "row_lost": "gone without a trace; put it back, and use: python -m scripts withdraw",
    "id_renamed": "has another id, and is else the same",
}


def in_words(difference: dict[str, Any]) -> str | None:
    """One difference of the JSON of `diff` as a line; None for what another line tells already."""
    kind = difference["kind"]
    if kind == "tombstone_added":
        return None  # the line of the row that was withdrawn says it
    if kind in ROWS:
        reason = f": {shorten(str(difference['reason']), LONGEST).rstrip('.')}" if "reason" in difference else ""
        after = f"; use {' and '.join(sorted(map(str, difference['replaced_by'])))} instead" if "replaced_by" in difference else ""
        return f"{_place(difference, 'table', 'key')}: {ROWS[kind]}{reason}{after}"
    if kind in ("value_changed", "reference_changed"):
        return f"{_place(difference, 'table', 'key')}: {difference['field']} was {_shown(difference, 'old')}, is {_shown(difference, 'new')}"
    place = _place(difference, "table", "field") if "table" in difference else f"datapackage.json {difference.get('field', '')}".strip()
    return f"{place}: {RULES[kind][1]}{_sides(difference)}"


def _place(difference: dict[str, Any], *names: str) -> str:
    return " ".join(shorten(str(difference[name])) for name in names if name in difference)


def _sides(difference: dict[str, Any]) -> str:
    """What was and what is, where both are; else the one that is, unless it is the table's name."""
    if "old" in difference and "new" in difference:
        return f": was {_shown(difference, 'old')}, is {_shown(difference, 'new')}"
    one = next((side for side in ("new", "old") if side in difference and difference[side] != difference.get("table")), None)
    return f": {_shown(difference, one)}" if one else ""


def _shown(difference: dict[str, Any], side: str) -> str:
    return shorten(_text(difference[side])) if side in difference else "empty"


def _text(value: Any) -> str:
    """A value as a reader writes it: a list with commas, a constraint as its name and bound."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {'none' if bound is None else _text(bound)}" for name, bound in value.items())
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value)


def all_in_words(differences: list[dict[str, Any]]) -> list[str]:
    """Every difference that has a line of its own, as lines."""
    return [line for difference in differences if (line := in_words(difference))]


def why(changes: dict[str, Any]) -> str:
    """Why the step is demanded: the kinds of changes of that step, with their numbers."""
    return "; ".join(f"{RULES[kind][1]} ({count})" for kind, count in changes["demands"].items() if RULES[kind][0] == changes["step"])


def told(base: str, rows: dict[str, list[int]], changes: dict[str, Any]) -> list[str]:
    """The effect against a commit, in lines for a terminal: rows, differences, estimates, the version that is demanded."""
    if not changes["differences"]:
        return [f"effect: the data is that of {base}"]
    differences, impact = all_in_words(changes["differences"]), changes["impact"]
    return [f"effect against {base}:",
            *(f"  {name}: {old} -> {new} rows" for name, (old, new) in rows.items()),
            *(f"  {line}" for line in differences[:LISTED]), *_more(differences),
            "  estimates, by outcome and whose voices, low / best / high:" if impact else "  no estimate moves",
            *(f"    {effect_line(e)}" for e in impact[:LISTED]), *_more(impact),
            f"version: at least {changes['demanded']} after {changes['old']}, a {changes['step']} step: {why(changes)}"]


def _more(listed: list[Any]) -> list[str]:
    return [f"  and {len(listed) - LISTED} more; see: python -m scripts diff"] if len(listed) > LISTED else []
