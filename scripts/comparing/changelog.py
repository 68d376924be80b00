"""The changelog's data section: the difference in words; CI compares it with the computed difference."""

from collections import Counter

from .difference import Changes, Difference
from .wording import demands, event, events, moved

LISTED = 40  # lines per part; the rest is counted, and changes.json lists all


def data_section(changes: Changes) -> str:
    """The data section in Markdown: the step and its reasons, the model, the rows, the impact on estimates."""
    lines = [f"### Data: a {changes.step} change from {changes.old}", ""]
    lines += [f"- {line}" for line in demands(changes)] or ["- nothing changed"]
    model = [event(d) for d in changes.differences if not d.key]
    impact = [moved(effect) for effect in changes.impact] or ["no estimate changes"]
    parts = {
        "Model": model,
        "Rows": _rows([d for d in changes.differences if d.key]),
        "Impact on estimates (low / best / high)": impact,
    }
    for title, part in parts.items():
        if part:
            more = [f"- and {len(part) - LISTED} more: see changes.json"] if len(part) > LISTED else []
            lines += ["", f"#### {title}", "", *(f"- {line}" for line in part[:LISTED]), *more]
    return "\n".join(lines) + "\n"


def _rows(differences: list[Difference]) -> list[str]:
    added = Counter(d.table for d in differences if d.kind == "row_added")
    return [f"{table}: rows added: {count}" for table, count in added.items()] + events(
        d for d in differences if d.kind != "row_added"
    )
