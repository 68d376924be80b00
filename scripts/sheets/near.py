"""What is near: strikes by place and days, places by point, and the gazetteer by name."""

import math
from datetime import timedelta
from typing import Protocol

from ..editing.gazetteer import look_up
from ..editing.neighbours import Days, days_of, kilometres, point_of
from .grammar.sheet import Cells

STRIKES_WITHIN, DAYS_WITHIN = 10, timedelta(3)  # kilometres, days
PLACES_WITHIN = 2  # kilometres
LISTED = 6


class Rows(Protocol):
    """The rows by table and id, and the days on which each strike is reported."""

    rows: dict[str, dict[str, Cells]]
    reports: dict[str, list[Days]]


def from_gazetteer(name: str) -> str:
    """The records of the gazetteer with a name, each with its district and number; empty if there is none."""
    found = look_up(name)[:LISTED]
    shown = [f"{record.name} ({', '.join(filter(None, [record.admin, record.wof_id]))})" for record in found]
    return f"in the gazetteer: {'; '.join(shown)}" if shown else ""


def strikes_near(known: Rows, place: str, days: Days | None) -> list[str]:
    """The strikes within ten kilometres and three days of a place and days, nearest first; without days, of any."""
    here = point_of(known.rows["places"].get(place, {"latitude": "", "longitude": ""}))
    found = []
    for id_, row in known.rows["strikes"].items():
        its = known.rows["places"].get(row["place_id"])
        km = 0.0 if row["place_id"] == place else kilometres(here, point_of(its) if its else None)
        reported = [*known.reports.get(id_, []), *filter(None, [days_of(row["name"])])]
        is_in_time = not days or any(_is_near(days, one) for one in reported)
        if row["place_id"] and km <= STRIKES_WITHIN and is_in_time:
            found.append((km, id_))
    return [id_ for _, id_ in sorted(found)]


def _is_near(one: Days, other: Days) -> bool:
    return one[0] - DAYS_WITHIN <= other[1] and other[0] - DAYS_WITHIN <= one[1]


def places_near(known: Rows, place: Cells) -> list[str]:
    """The places within two kilometres of the point of a place, nearest first."""
    here = point_of(place)
    away = {id_: kilometres(here, point_of(row)) for id_, row in known.rows["places"].items()}
    near = sorted((km, id_) for id_, km in away.items() if km <= PLACES_WITHIN and not math.isinf(km))
    return [id_ for _, id_ in near if id_ != place["place_id"]]
