"""What a difference does, in the words of somebody who has never seen the project."""

from typing import Any

from .bump import RULES
from .report import shorten


def in_words(difference: dict[str, Any]) -> str | None:
    """One difference of the JSON of `diff` as a line; None for what another line tells already."""
    kind = difference["kind"]
    place = " ".join(str(difference[name]) for name in ("table", "key") if name in difference)
    if kind == "tombstone_added":
        return None  # the line of the row that was withdrawn says it
    if kind == "row_added":
        return f"{place}: a new row"
    if kind in ("value_changed", "reference_changed"):
        return f"{place}: {difference['field']} was {_shown(difference, 'old')}, is {_shown(difference, 'new')}"
    if "key" in difference:
        after = f"; use {' and '.join(sorted(map(str, difference['replaced_by'])))} instead" if "replaced_by" in difference else ""
        return f"{place}: {RULES[kind][1]}{': ' * ('reason' in difference)}{difference.get('reason', '')}{after}"
    place = " ".join(str(difference[name]) for name in ("table", "field") if name in difference) or "datapackage.json"
    return f"{place}: {RULES[kind][1]}: was {_shown(difference, 'old')}, is {_shown(difference, 'new')}"


def _shown(difference: dict[str, Any], side: str) -> str:
    return shorten(str(difference[side])) if side in difference else "empty"


def all_in_words(differences: list[dict[str, Any]]) -> list[str]:
    """Every difference that has a line of its own, as lines."""
    return [line for difference in differences if (line := in_words(difference))]


def why(changes: dict[str, Any]) -> str:
    """Why the step is demanded: the kinds of changes of that step, with their numbers."""
    return "; ".join(f"{RULES[kind][1]} ({count})" for kind, count in changes["demands"].items() if RULES[kind][0] == changes["step"])
