"""The changelog's data section: a difference in words, written by the tool and proved by CI to be the computed one."""

from collections import Counter
from typing import Any

from .bump import RULES

LISTED = 40  # lines of a part; the rest is counted, and changes.json has all


def data_section(changes: dict[str, Any]) -> str:
    """The data section in Markdown: the step and why, changes of the model, rows, and the impact on figures, largest first."""
    lines = [f"### Data: a {changes['step']} change from {changes['old']}", ""]
    lines += [f"- {RULES[kind][1]} ({kind}): {count}" for kind, count in changes["demands"].items()] or ["- nothing changed"]
    for title, part in (("Model", _model(changes)), ("Rows", _rows(changes)), ("Impact on estimates (low / best / high)", _impact(changes))):
        if part:
            more = [f"- and {len(part) - LISTED} more: see changes.json"] if len(part) > LISTED else []
            lines += ["", f"#### {title}", "", *part[:LISTED], *more]
    return "\n".join(lines) + "\n"


def _is_row(difference: dict[str, Any]) -> bool:
    return "key" in difference


def _model(changes: dict[str, Any]) -> list[str]:
    from .diff import line_of

    return [f"- {line_of(d)}" for d in changes["differences"] if not _is_row(d)]


def _rows(changes: dict[str, Any]) -> list[str]:
    from .diff import line_of

    rows = [d for d in changes["differences"] if _is_row(d)]
    added = Counter(d["table"] for d in rows if d["kind"] == "row_added")
    return [f"- {table}: rows added: {count}" for table, count in added.items()] + [f"- {line_of(d)}" for d in rows if d["kind"] != "row_added"]


def _impact(changes: dict[str, Any]) -> list[str]:
    from .diff import effect_line

    return [f"- {effect_line(effect)}" for effect in changes["impact"]] or ["- no estimate moves"]
