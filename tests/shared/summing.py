"""Estimates and links of made-up strikes and groups, and which of the estimates are summed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from scripts.derived.sums import add_sums
from scripts.package.package import RULES
from scripts.package.sql_files import read_sql

Pair = tuple[str, str]
[GROUPS] = [view for view in read_sql(RULES / "voices.sql")[1].split(";") if "CREATE VIEW groups" in view]


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
    """Figures by id, and links: (part, whole), and (one, other) that may be the same."""

    figures: Mapping[str, Figure]
    parts: list[Pair] = field(default_factory=list)
    same: list[Pair] = field(default_factory=list)


def summed(made: Made) -> tuple[dict[str, str], dict[str, tuple[int | None, ...]]]:
    """`countable` by id, and parts, parts_low, parts_best and parts_high by group."""
    with duckdb.connect() as connection:
        _fill(connection, made)
        add_sums(connection)
        countable = connection.execute("SELECT strike_id, countable FROM countable").fetchall()
        sums = connection.execute(
            "SELECT strike_id, parts, parts_low, parts_best, parts_high FROM group_sums"
        ).fetchall()
    assert len(dict(countable)) == len(countable)
    return dict(countable), {group: tuple(numbers) for group, *numbers in sums}


def _fill(connection: duckdb.DuckDBPyConnection, made: Made) -> None:
    connection.execute("CREATE TABLE strikes (strike_id VARCHAR, name VARCHAR, level VARCHAR)")
    connection.execute("CREATE TABLE strike_links (strike_id VARCHAR, other_id VARCHAR, relation VARCHAR)")
    connection.execute(
        'CREATE TABLE estimated (strike_id VARCHAR, outcome VARCHAR, population VARCHAR, "view" VARCHAR, low BIGINT,'
        " best BIGINT, high BIGINT, high_open BOOLEAN)"
    )
    connection.execute(GROUPS)
    for id_, of in made.figures.items():
        connection.execute("INSERT INTO strikes VALUES (?, ?, ?)", [id_, of.name or id_, of.level])
        numbers = [of.low, of.best, of.high, of.high_open]
        connection.execute("INSERT INTO estimated VALUES (?, 'killed', 'all', 'all', ?, ?, ?, ?)", [id_, *numbers])
    for relation, pairs in (("part_of", made.parts), ("may_be_same", made.same)):
        for pair in pairs:
            connection.execute("INSERT INTO strike_links VALUES (?, ?, ?)", [*pair, relation])
