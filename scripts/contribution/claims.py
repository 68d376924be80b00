"""A claim in words, as a reviewer reads it beside its passage: killed 3, of them 1 boy; accuses …; denies …"""

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Name = Callable[[Any], str]  # the name of the row that an id belongs to, or its passage, or the id

ONE = {"children": "child", "girls": "girl", "boys": "boy", "women": "woman", "men": "man", "civilians": "civilian"}
NUMBERS = {
    "at_least": "at least {low}",
    "more_than": "more than {low}",
    "about": "about {low}",
    "range": "{low} to {high}",
}
ROLES = {"fired": ("of firing", "fired"), "supported": ("of support", "supported it")}
DAYS = {
    "days": "between {start} and {end}",
    "period": "from {start} to {end}",
    "month": "in the month from {start}",
    "unknown": "on an unknown day",
}


def in_words(table: str, row: Row, name: Name) -> str:
    """A row of a table of claims in words; other rows as their cells."""
    return WORDS.get(table, cells)(row, name)


def cells(row: Row, name: Name) -> str:
    """The cells of a row with their fields, but its id and fingerprints, with names for ids."""
    shown = [(field, value) for field, value in list(row.items())[1:] if not field.endswith("sha256")]
    return "; ".join(f"{field}: {name(value)}" for field, value in shown if value not in (None, "", False))


def part(table: str, row: Row, total: Row) -> str:
    """A count as part of its total: of them 1 boy; of them hospitalised 3."""
    if table == "victim_counts":
        outcome = f"{plain(row.get('outcome'))} " if row.get("outcome") != total.get("outcome") else ""
        return f"of them {outcome}{_people(row)}{_notes(row)}"
    return f"of them {_number(row)} {plain(row.get('extent'))}{_notes(row)}"


def plain(code: Any) -> str:
    """A code as words."""
    return str(code or "").replace("_", " ")


def _number(row: Row) -> str:
    low, high = row.get("count_min"), row.get("count_max")
    if low is None:
        return plain(row.get("wording")) or "an unknown number"
    return NUMBERS.get(str(row.get("qualifier")), "{low}").format(low=low, high=high)


def _people(row: Row) -> str:
    """A number of people and who they are: scores of civilians, 1 boy."""
    groups = [row.get("demographic"), row.get("occupation"), row.get("population")]
    named = [plain(g) for g in groups if g and g not in ("all", "any", "persons")]
    if row.get("count_min") == row.get("count_max") == 1:
        named = [ONE.get(group, group) for group in named]
    of = " of" if named and row.get("count_min") is None and str(row.get("wording")).endswith("s") else ""
    return " ".join([f"{_number(row)}{of}", ", ".join(named)]).strip()


def _notes(row: Row) -> str:
    notes = {"counted_by_coder": "counted by the coder", "hedged": "hedged"}
    told = [text for field, text in notes.items() if row.get(field)]
    if row.get("scope") == "unclear":
        told.append("of an unclear total")
    if row.get("scope") == "subgroup" and not row.get("part_of"):
        told.append("not a total")
    return f" ({', '.join(told)})" if told else ""


def _whole(row: Row, name: Name) -> str:
    return f", part of a count in {name(row['part_of'])}" if row.get("part_of") else ""


def _victims(row: Row, name: Name) -> str:
    return f"{plain(row.get('outcome'))} {_people(row)}{_whole(row, name)}{_notes(row)}"


def _damage(row: Row, name: Name) -> str:
    return f"{plain(row.get('object'))}: {_number(row)} {plain(row.get('extent'))}{_whole(row, name)}{_notes(row)}"


def _statement(row: Row, name: Name) -> str:
    stance, topic = str(row.get("stance")), str(row.get("topic"))
    if row.get("party_id"):
        of, that = ROLES.get(str(row.get("party_role")), ("", ""))
        party = name(row["party_id"])
        said = f"{stance} {party} {of}" if stance == "accuses" else f"{stance} that {party} {that}"
    else:
        times = f" ({_number(row)})" if row.get("qualifier") else ""
        said = f"{stance} {topic}: {plain(str(row.get('code')).removeprefix(f'{topic}_'))}{times}"
    answers = f", answering {name(row['answers'])}" if row.get("answers") else ""
    return f"{said.strip()}{answers}{_notes(row)}"


def _report(row: Row, name: Name) -> str:
    start, end = row.get("date_start"), row.get("date_end")
    day = DAYS.get(str(row.get("date_precision")), "on {start}").format(start=start, end=end)
    time = f" ({plain(row['local_time'])})" if row.get("local_time") else ""
    place = f", at {name(row['place_id'])}" if row.get("place_id") else ""
    return f"{day}{time}{place}{_times(row)}, {plain(row.get('basis'))}"


def _times(row: Row) -> str:
    """How many strikes a report counts; nothing if it does not."""
    if not (count := row.get("strikes_counted")):
        return ""
    number = NUMBERS.get(str(row.get("strikes_qualifier")), "{low}").format(low=count, high=count)
    return f", {number} {'strike' if count == 1 else 'strikes'}"


def _exclusion(row: Row, name: Name) -> str:
    repeats = f" of {name(row['repeats'])}" if row.get("repeats") else ""
    return f"not coded: {plain(row.get('reason'))}{repeats}"


def _link(row: Row, name: Name) -> str:
    return f"{name(row.get('strike_id'))} {plain(row.get('relation'))} {name(row.get('other_id'))}"


def _decision(row: Row, name: Name) -> str:
    pair = f"{name(row.get('id'))} and {name(row.get('other_id'))}"
    return f"{pair}: {plain(row.get('decision'))}; {row.get('reason')}"


WORDS: dict[str, Callable[[Row, Name], str]] = {
    "strike_reports": _report,
    "victim_counts": _victims,
    "damage_counts": _damage,
    "statements": _statement,
    "exclusions": _exclusion,
    "strike_links": _link,
    "decisions": _decision,
}
