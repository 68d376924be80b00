"""The changelog's data section: the difference in words; CI compares it with the computed difference."""

import re

from ..checking.privacy import WITHHELD
from ..package.problem import shorten
from .difference import Changes, Difference
from .wording import LONGEST_REASON, ROWS, VERSIONS, demands, event, happened, moved, unmoved, worded

# What GitHub's Markdown reads as markup, a link, a mention or an issue. An underscore inside a word is none of these.
MARKUP = re.compile(r"[<&`*\[\]\\~|@#$]|^[>+-]|://|www\.|\b[0-9a-f]{40}\b|(?<!\w)_|_(?!\w)", re.IGNORECASE)
LISTED = 40  # lines per part; the rest is counted, and changes.json lists all
FEW = 5  # rows alike that are named; of more, the number is given
# The fields that say which passage a citation is of, and which text a source; a fingerprint tells a reader nothing.
PASSAGE, TEXT = ("passage_sha256", "passage_words", "passage_start"), "text_sha256"


def data_section(changes: Changes) -> str:
    """The data section in Markdown: the step and why, withdrawn versions, the model, the rows, the impact."""
    lines = [f"### Data: a {changes.step} change from {inert(changes.old)}", ""]
    lines += [f"- {line}" for line in demands(changes)] or ["- nothing changed"]
    model = [event(d) for d in changes.differences if not d.key and d.kind not in VERSIONS]
    impact = [moved(effect) for effect in changes.impact] or [unmoved(changes)]
    parts = {
        "Withdrawn versions": [event(d) for d in changes.differences if d.kind in VERSIONS],
        "Model": model,
        "Rows": _rows(changes),
        "Impact on estimates (low / best / high)": impact,
    }
    for title, part in parts.items():
        if part:
            more = [f"- and {len(part) - LISTED} more: see changes.json"] if len(part) > LISTED else []
            lines += ["", f"#### {title}", "", *(f"- {inert(line)}" for line in part[:LISTED]), *more]
    return "\n".join(lines) + "\n"


def _rows(changes: Changes) -> list[str]:
    """The changed rows: a line for those of which the same is said, then one for each other change."""
    differences = worded(d for d in changes.differences if d.key)
    anew = {(d.table, d.key) for d in differences if d.field == PASSAGE[0]}
    groups: dict[tuple[str, str], list[Difference]] = {}
    for d in differences:
        groups.setdefault(_alike(d, (d.table, d.key) in anew), []).append(d)
    together = {key: group for key, group in groups.items() if not key[0] or len(group) > FEW}
    lines = [_line(said, _keys(group)) for (_, said), group in together.items()]
    lines += [event(d) for d in differences if _alike(d, (d.table, d.key) in anew) not in together]
    if any(len(keys) > FEW for group in together.values() for keys in _keys(group).values()):
        where = f"diff {changes.old} {changes.new} --output json, and in the table history"
        lines.insert(0, f"of more than {FEW} rows alike only the number is given; each of them is in {where}")
    return lines


def _alike(difference: Difference, is_anew: bool) -> tuple[str, str]:
    """What is said of a row and of others alike, and its table if more is said of each; `is_anew`: of its passage."""
    if difference.kind in ROWS:
        why = happened(difference)[1]
        said = "added" if difference.kind == "row_added" else ROWS[difference.kind]
        said += f": {shorten(why, LONGEST_REASON).rstrip('.')}" if why else ""
        said += "; each has a replacement" if difference.replaced_by else ""
        return difference.table if difference.replaced_by or difference.kind == "tombstone_added" else "", said
    if is_anew and difference.field in PASSAGE:
        return "", "the passage was cut anew"
    if difference.field == TEXT:
        return "", "the text has another fingerprint"
    return difference.table, f"{difference.field} changed"


def _keys(group: list[Difference]) -> dict[str, list[str]]:
    """The ids of the rows of a group, by table."""
    tables: dict[str, set[str]] = {}
    for d in group:
        tables.setdefault(d.table, set()).add(d.key)
    return {table: sorted(keys) for table, keys in tables.items()}


def _line(said: str, keys: dict[str, list[str]]) -> str:
    """What is said of rows, and of which: of each table a few by their ids, more by their number."""
    places = [
        f"{table} {', '.join(ids)}" if len(ids) <= FEW else f"{len(ids)} rows of {table}" for table, ids in keys.items()
    ]
    if [len(ids) for ids in keys.values()] == [1]:
        return f"{places[0]}: {said}"
    return f"{said}: {'; '.join(places)}"


def inert(line: str) -> str:
    """The line itself if Markdown shows it as it is; otherwise the line in a code span that it cannot end."""
    if not MARKUP.search(line.replace(WITHHELD, "")):
        return line
    ticks = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{ticks} {line} {ticks}" if line.startswith("`") or line.endswith("`") else f"{ticks}{line}{ticks}"
