"""Estimates and links of made-up strikes and groups, and which of the estimates are summed."""

import atexit
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from scripts.derived.sums import add_sums
from scripts.package.package import RULES
from scripts.package.sql_files import read_sql

if TYPE_CHECKING:
    import duckdb

Pair = tuple[str, str]
Place = tuple[str | None, str | None, str | None]
Days = tuple[str | None, str | None]
DAY: Days = ("2020-10-01", "2020-10-01")
[GROUPS] = [term for term in read_sql(RULES / "voices.sql")[1].split(";") if "CREATE TABLE groups" in term]


@dataclass(frozen=True)
class Figure:
    """What is claimed of a strike or group."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    high_open: bool = False
    level: str = "strike"
    name: str = ""


def just(number: int, level: str = "strike", name: str = "") -> Figure:
    """A figure on which all agree."""
    return Figure(number, number, number, False, level, name)


@dataclass(frozen=True)
class Made:
    """Figures by id, and links: (part, whole), and (one, other) that may be the same.

    `places` has territory, district and settlement of those that have no settlement of their own, and `days` the first
    and last day of those that are not of 1 October.
    """

    figures: Mapping[str, Figure]
    parts: list[Pair] = field(default_factory=list)
    same: list[Pair] = field(default_factory=list)
    places: Mapping[str, list[Place]] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)


def summed(made: Made) -> tuple[dict[str, str], dict[str, tuple[int | None, ...]]]:
    """`countable` by id, and parts, parts_low, parts_best and parts_high by group."""
    connection = _database()
    connection.begin()
    try:
        connection.execute(_tables(made))
        add_sums(connection)
        countable = connection.execute("SELECT strike_id, countable FROM countable").fetchall()
        sums = connection.execute(
            "SELECT strike_id, parts, parts_low, parts_best, parts_high FROM group_sums"
        ).fetchall()
    finally:
        connection.rollback()
    assert len(dict(countable)) == len(countable)
    return dict(countable), {group: tuple(numbers) for group, *numbers in sums}


@cache
def _database() -> "duckdb.DuckDBPyConnection":
    import duckdb  # what hypothesis keeps of this module outlives the interpreter

    atexit.register(_database.cache_clear)  # a connection that outlives the interpreter makes its library complain
    return duckdb.connect(config={"threads": 1})


def _tables(made: Made) -> str:
    """The tables that the sums are made from, as SQL; no id or name has a quote."""
    strikes = ", ".join(f"('{id_}', '{of.name or id_}', '{of.level}')" for id_, of in made.figures.items())
    numbers = ((id_, [of.low, of.best, of.high, of.high_open]) for id_, of in made.figures.items())
    figures = ", ".join(f"('{id_}', {', '.join(map(_number, its))})" for id_, its in numbers)
    links = [(*pair, "part_of") for pair in made.parts] + [(*pair, "may_be_same") for pair in made.same]
    rows = ", ".join(str(link) for link in [*links, ("", "", "")])
    spots = [(id_, place) for id_ in made.figures for place in made.places.get(id_, [(id_, None, id_)])]
    extents = ", ".join(
        f"({', '.join(_text(part) for part in (id_, *place, *made.days.get(id_, DAY)))})" for id_, place in spots
    )
    return f"""
        CREATE TABLE strikes AS FROM (VALUES {strikes}) AS t(strike_id, name, level);
        CREATE TABLE strike_links AS FROM (VALUES {rows}) AS t(strike_id, other_id, relation) WHERE relation <> '';
        CREATE TABLE extents AS
        SELECT strike_id, territory, district, settlement, CAST(first AS DATE), CAST(last AS DATE)
        FROM (VALUES {extents}) AS t(strike_id, territory, district, settlement, first, last);
        CREATE TABLE estimated AS SELECT strike_id, 'killed' AS outcome, 'all' AS population, 'all' AS "view",
            CAST(low AS BIGINT) AS low, CAST(best AS BIGINT) AS best, CAST(high AS BIGINT) AS high, high_open
        FROM (VALUES {figures}) AS t(strike_id, low, best, high, high_open);
        {GROUPS}
    """


def _text(text: str | None) -> str:
    return "NULL" if text is None else f"'{text}'"


def _number(number: int | None) -> str:
    return "NULL" if number is None else str(number)
