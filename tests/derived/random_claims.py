"""Random packages for the proofs of rule e2: many strikes, groups and links, and claims of every kind about them."""

import random
from typing import NamedTuple

from tests.shared.actors import (
    EAST_MINISTRY,
    EAST_PRESS,
    ENCLAVE_OFFICE,
    INSPECTORS,
    NOBODY,
    PAPERS,
    VILLAGER,
    WATCH,
    WEST,
    WEST_AIDE,
    WEST_PRESS,
)
from tests.shared.deriving import HIGHTOWN, LOWTOWN, case, citation, claim, new_id, part, source, strike
from tests.shared.tiny import Rows

PUBLISHERS = [*PAPERS[:3], WEST_PRESS, EAST_PRESS, WATCH, NOBODY]
SPEAKERS = ["", WEST, WEST_AIDE, EAST_MINISTRY, ENCLAVE_OFFICE, WATCH, INSPECTORS, VILLAGER, WEST_PRESS]
QUALIFIERS = ["exact", "exact", "exact", "at_least", "more_than", "about", "range", "unquantified"]
SCOPES = ["total", "total", "total", "subgroup", "unclear"]
DAYS = ["", "2020-10-05", "2020-10-06", "2020-10-07", "2020-11-01"]


class Count(NamedTuple):
    """A random count: where it is read, who says it, when, and of what."""

    document: int
    speaker: str
    said_on: str
    via: str
    of: int
    cells: dict[str, str]
    number: int


def strikes(rows: Rows, chance: random.Random, most: int) -> list[str]:
    """Add strikes, series and a campaign with random links of parts and of what may be the same; return their ids."""
    ids = [row["strike_id"] for row in rows["strikes"]]
    for number in range(1, most):
        level = chance.choice(["strike", "strike", "strike", "series", "campaign"])
        ids.append(f"st-random{number:02}")
        strike(rows, ids[-1], level, chance.choice([LOWTOWN, HIGHTOWN]) if level == "strike" else "")
    levels = {row["strike_id"]: row["level"] for row in rows["strikes"]}
    size = {"strike": 0, "series": 1, "campaign": 2}
    for one in ids:
        for other in ids:
            if size[levels[one]] < size[levels[other]] and chance.random() < 0.3:
                part(rows, one, other)
            elif one < other and levels[one] == levels[other] and chance.random() < 0.1:
                maybe(rows, one, other)
    return ids


def maybe(rows: Rows, one: str, other: str) -> None:
    """Say that two may be the same."""
    link = {"strike_id": one, "other_id": other, "relation": "may_be_same"}
    rows["strike_links"].append({"link_id": new_id(rows, "strike_links", "sl"), **link})


def count(chance: random.Random, documents: int, strikes_: int) -> Count:
    """A random count."""
    qualifier, number = chance.choice(QUALIFIERS), chance.randrange(12)
    cells = {
        "qualifier": qualifier,
        "scope": chance.choice(SCOPES),
        "population": chance.choice(["persons", "civilians"]),
        "hedged": "true" if chance.random() < 0.2 else "false",
    }
    if qualifier == "range":
        cells["count_max"] = str(number + chance.randint(1, 5))
    speaker = chance.choice(SPEAKERS)
    via = chance.choice(["", "", "", WEST_PRESS, EAST_PRESS]) if speaker not in ("", WEST_PRESS) else ""
    said_on = chance.choice(["", "", "2020-10-01", "2020-10-04"])
    return Count(chance.randrange(documents), speaker, said_on, via, chance.randrange(strikes_), cells, number)


def add(rows: Rows, counts: list[Count], ids: list[str], days: list[str]) -> None:
    """Add the counts with a citation each, in documents on those days."""
    documents: dict[int, str] = {}
    for one in counts:
        at = one.document % len(days)
        publisher = PUBLISHERS[at]
        if at not in documents:
            documents[at] = source(rows, publisher, days[at])
        speech = "own_finding" if one.speaker == publisher == WATCH else ""
        cited = citation(rows, documents[at], one.speaker, speech, one.via, said_on=one.said_on)
        number = None if one.cells["qualifier"] == "unquantified" else one.number
        claim(rows, cited, number, of=ids[one.of % len(ids)], **one.cells)


def package(seed: int, counts: int = 25, most: int = 8) -> tuple[Rows, random.Random, list[str]]:
    """A random package without its last touches, the source of chance behind it, and the ids of its strikes."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    rows = case()
    ids = strikes(rows, chance, chance.randint(1, most))
    for number, row in enumerate(rows["strikes"]):
        row["name"] = f"Lowtown, number {number}"
    days = [chance.choice(DAYS) for _ in PUBLISHERS]
    add(rows, [count(chance, len(PUBLISHERS), len(ids)) for _ in range(chance.randint(1, counts))], ids, days)
    return rows, chance, ids
