"""Short names that a sheet gives to rows: initials of actors, first words of places, place and days of strikes."""

import re
from collections.abc import Iterable

from ..names import KEYS, Names

LONGEST = 16  # letters of the place in the name of a strike, and of any other name
OMITTED = re.compile(r"\b(\d{4}|of|and|or|the|in|by|held)\b")
MONTH = re.compile(r"\b(January|February|March|April|June|July|August|September|October|November|December)\b")


def short_names(names: Names, wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A short name for each row, given as (table, id): always the same for the same rows; by id."""
    full = {row["name"]: id_ for rows in names.rows.values() for id_, row in rows.items()}
    made: dict[str, str] = {}
    taken = {"us"}
    for table, id_ in sorted(wanted, key=lambda its: ([*KEYS].index(its[0]), names.rows[its[0]][its[1]]["name"], its)):
        first = short_name(table, names.rows[table][id_]["name"]) or table[0].upper()
        tries = (f"{first}{number or ''}" for number in (0, *range(2, 10_000)))
        made[id_] = next(one for one in tries if one not in taken and full.get(one, id_) == id_)
        taken.add(made[id_])
    return made


def short_name(table: str, name: str) -> str:
    """The short name of a row, unless another has it."""
    if table == "actors":
        words = re.findall(r"[^\W_]+", name)
        initials = "".join(word[0] for word in words if word[0].isupper())
        return initials if len(initials) > 1 else "".join(words)[:LONGEST]
    where, _, when = name.partition(", ") if table == "strikes" else (name, "", "")
    return _joined(where.split(" / ")[0])[:LONGEST] + _joined(MONTH.sub(lambda match: match[0][:3], when))


def _joined(text: str) -> str:
    words = re.findall(r"[^\W_]+", OMITTED.sub("", text))
    return "".join(word[0].upper() + word[1:] if word not in ("to",) else word for word in words)
