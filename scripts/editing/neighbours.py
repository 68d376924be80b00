"""Neighbours of a new row: strikes near its place and days, places of its name or near its point, documents like it."""

import math
import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ..package.database import raw, rows_of
from ..package.listings import comparable
from ..package.package import CHECKS, Table
from ..package.problem import Problem, shorten
from ..package.schema import quote
from ..package.sql_files import read_sql
from .answers import LISTED, Answers
from .draft import Draft
from .gazetteer import keys

STRIKES_WITHIN, PLACES_WITHIN = 10, 2  # kilometres
INSTEAD = {
    "strikes": "if it is one of these, use its id; if it may be, link the two with new strike_link",
    "places": "if it is one of these, use its id",
    "sources": "if it is one of these, add citations to that source",
    "actors": "if it is one of these, use its id",
}
MONTHS = "|".join(month_name[1:])
DAY = re.compile(rf"(?<!\d)(\d{{1,2}})(?!\d)(?: ({MONTHS}))?(?: (\d{{4}})(?!\d))?")
Days = tuple[date, date]


def neighbours(draft: Draft, table: Table, row: Answers) -> list[str]:
    """Lines on the rows that are near a new row of strikes, places, sources or actors, which is not in the draft yet.

    Takes the row as texts by column. There are no lines if nothing is near.
    """
    near = {"strikes": _strikes, "places": _places, "sources": _sources, "actors": _actors}.get(table.name)
    found = [*near(draft, row)] if near else []
    if not found:
        return []
    more = [f"  and {len(found) - LISTED} more"] if len(found) > LISTED else []
    return ["already in the data, nearby:", *(f"  {line}" for line in found[:LISTED]), *more, INSTEAD[table.name]]


def undecided(draft: Draft, table: Table, row: Answers) -> list[str]:
    """The ids of the rows that the checks hold for the same as a new row until it is decided; adds it to the draft."""
    path = CHECKS / f"{table.name}_are_distinct.sql"
    if table.name not in INSTEAD or not path.exists():
        return []
    draft.add(table, row)
    pairs = [{its["id"], its["first"]} for its in rows_of(draft.connection, read_sql(path)[1])]
    return sorted({other for pair in pairs for other in pair - {row[table.key[0]]} if row[table.key[0]] in pair})


def of_new(draft: Draft, id_: str, fault: Problem) -> Problem:
    """A fault that two rows look the same, as it is told of a new row, which cannot be looked up; others unchanged."""
    if fault.check == "rows_are_distinct" and id_ in {fault.key, *fault.message.split()}:
        other = next(its for its in [fault.key, *fault.message.split()] if its in draft.used and its != id_)
        same = f"the new row is the same as {other} ({draft.used[other].shown}) in everything but its id"
        return Problem(fault.file, 0, id_, fault.field, "", f"{same}; use that one, or correct what should differ")
    instead, _, _ = fault.message.partition("run: python -m scripts new decision")
    decided = fault.check.endswith("_are_distinct") and id_ in fault.message
    return replace(fault, message=f"{instead}add --distinct REASON") if decided and instead != fault.message else fault


def _strikes(draft: Draft, row: Answers) -> Iterable[str]:
    """Strikes and groups near the place of the row; if its name tells days, only those of these days or a day apart."""
    here = _points(draft).get(row["place_id"])
    named = days_of(row["name"])
    reported: dict[str, list[Days]] = {}
    for its in rows_of(draft.connection, "SELECT strike_id, date_start, date_end FROM strike_reports"):
        if its["date_start"] and its["date_end"]:
            reported.setdefault(its["strike_id"], []).append((its["date_start"], its["date_end"]))
    for its in rows_of(draft.connection, f"SELECT * FROM {raw('strikes')} ORDER BY strike_id"):
        km = 0.0 if its["place_id"] == row["place_id"] else kilometres(here, _points(draft).get(its["place_id"]))
        its_days = reported.get(its["strike_id"]) or [*filter(None, [days_of(its["name"] or "")])]
        if its["place_id"] and km <= STRIKES_WITHIN and (not named or any(_beside(named, days) for days in its_days)):
            yield f"{its['strike_id']} ({shorten(its['name'])}), {_apart(km, 'at the same place')}"


def days_of(name: str) -> Days | None:
    """The first and the last day that the name of a strike tells, as in "Barda, 27 and 28 October 2020"."""
    found, month, year = [], "", ""
    for day, its_month, its_year in reversed(DAY.findall(name)):
        month, year = its_month or month, its_year or year
        if month and year:
            try:
                found.append(date(int(year), [*month_name].index(month), int(day)))
            except ValueError:  # no such day
                continue
    return (min(found), max(found)) if found else None


def _beside(one: Days, other: Days) -> bool:
    """Whether two periods overlap or are one day apart."""
    return one[0] - timedelta(1) <= other[1] and other[0] - timedelta(1) <= one[1]


def _places(draft: Draft, row: Answers) -> Iterable[str]:
    """Places that share a name with the row, in any language, or are near its point."""
    mine, here = _keys_of(row), point_of(row)
    for its in rows_of(draft.connection, f"SELECT * FROM {raw('places')} ORDER BY place_id"):
        km = kilometres(here, point_of(its))
        if mine & _keys_of(its):
            yield f"{its['place_id']} ({shorten(its['name'])}), same name, {_apart(km, 'at the same point')}"
        elif km <= PLACES_WITHIN:
            yield f"{its['place_id']} ({shorten(its['name'])}), {_apart(km, 'at the same point')}"


def _keys_of(row: Answers) -> set[str]:
    names = [row[name] for name in ("name_az", "name_hy", "name_ru")] + (row["name"] or "").split(" / ")
    return {key for key in keys(name for name in names if name) if key}


def _sources(draft: Draft, row: Answers) -> Iterable[str]:
    """Documents with the title of the row, or with its address, whatever is asked for behind it."""
    mine = [f"split_part({comparable(quote(row[name]))}, '?', 1)" for name in ("url", "archived_url") if row.get(name)]
    theirs = "SELECT id FROM every_address WHERE resource = 'sources' AND split_part(address, '?', 1)"
    same = rows_of(draft.connection, f"{theirs} IN ({', '.join(mine)})") if mine else []
    addressed = {its["id"] for its in same}
    for its in rows_of(draft.connection, f"SELECT * FROM {raw('sources')} ORDER BY source_id"):
        titled = {*keys([row["title"]])} & {*keys([its["title"] or ""])} - {""}
        alike = ["title"] * bool(titled) + ["address"] * (its["source_id"] in addressed)
        if alike:
            yield f"{its['source_id']} ({shorten(its['title'])}), same {' and '.join(alike)}"


def _actors(draft: Draft, row: Answers) -> Iterable[str]:
    """Actors with the name of the row, however it is spelt."""
    for its in rows_of(draft.connection, f"SELECT * FROM {raw('actors')} ORDER BY actor_id"):
        if {*keys([row["name"]])} & {*keys([its["name"] or ""])} - {""}:
            yield f"{its['actor_id']} ({shorten(its['name'])}), same name"


Point = tuple[float, float]


def _points(draft: Draft) -> dict[str, Point | None]:
    return {its["place_id"]: point_of(its) for its in rows_of(draft.connection, f"SELECT * FROM {raw('places')}")}


def point_of(row: Answers) -> Point | None:
    """Latitude and longitude of a place; None if it has no point that can be read."""
    try:
        return float(row["latitude"] or ""), float(row["longitude"] or "")
    except ValueError:
        return None


def kilometres(one: Point | None, other: Point | None) -> float:
    """Kilometres between two points; endless if there is no point."""
    if not one or not other:
        return math.inf
    (north, east), (other_north, other_east) = (tuple(map(math.radians, point)) for point in (one, other))
    square = math.sin((other_north - north) / 2) ** 2
    square += math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    return 12742 * math.asin(math.sqrt(square))


def _apart(km: float, same: str) -> str:
    return "distance unknown" if km == math.inf else f"{km:.1f} km away" if km >= 0.05 else same
