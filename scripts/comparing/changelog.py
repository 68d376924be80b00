"""The changelog's data section: the difference in words; CI compares it with the computed difference."""

import re

from ..checking.privacy import WITHHELD
from .difference import Changes, Difference
from .wording import VERSIONS, demands, event, events, moved, unmoved

# What GitHub's Markdown reads as markup, a link, a mention or an issue. An underscore inside a word is none of these.
MARKUP = re.compile(r"[<&`*\[\]\\~|@#$]|^[>+-]|://|www\.|\b[0-9a-f]{40}\b|(?<!\w)_|_(?!\w)", re.IGNORECASE)
LISTED = 40  # lines per part; the rest is counted, and changes.json lists all
NAMED = 200  # ids of added rows per table


def data_section(changes: Changes) -> str:
    """The data section in Markdown: the step and why, withdrawn versions, the model, the rows, the impact."""
    lines = [f"### Data: a {changes.step} change from {inert(changes.old)}", ""]
    lines += [f"- {line}" for line in demands(changes)] or ["- nothing changed"]
    model = [event(d) for d in changes.differences if not d.key and d.kind not in VERSIONS]
    impact = [moved(effect) for effect in changes.impact] or [unmoved(changes)]
    parts = {
        "Withdrawn versions": [event(d) for d in changes.differences if d.kind in VERSIONS],
        "Model": model,
        "Rows": _rows([d for d in changes.differences if d.key]),
        "Impact on estimates (low / best / high)": impact,
    }
    for title, part in parts.items():
        if part:
            more = [f"- and {len(part) - LISTED} more: see changes.json"] if len(part) > LISTED else []
            lines += ["", f"#### {title}", "", *(f"- {inert(line)}" for line in part[:LISTED]), *more]
    return "\n".join(lines) + "\n"


def _rows(differences: list[Difference]) -> list[str]:
    added: dict[str, list[str]] = {}
    for d in differences:
        if d.kind == "row_added":
            added.setdefault(d.table, []).append(d.key)
    return [_added(table, keys) for table, keys in added.items()] + events(
        d for d in differences if d.kind != "row_added"
    )


def _added(table: str, keys: list[str]) -> str:
    """The rows that were added to a table, by their ids; many are counted, and changes.json lists all."""
    more = f" and {len(keys) - NAMED} more: see changes.json" if len(keys) > NAMED else ""
    return f"{table}: rows added: {len(keys)}: {', '.join(sorted(keys)[:NAMED])}{more}"


def inert(line: str) -> str:
    """The line itself if Markdown shows it as it is; otherwise the line in a code span that it cannot end."""
    if not MARKUP.search(line.replace(WITHHELD, "")):
        return line
    ticks = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{ticks} {line} {ticks}" if line.startswith("`") or line.endswith("`") else f"{ticks}{line}{ticks}"
