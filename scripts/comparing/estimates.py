"""The impact of a difference on every estimate, with changed rules and changed data kept apart."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.database import rows_of
from ..package.package import RULES, Package
from ..package.schema import quote
from ..package.sql_files import read_sql
from .difference import FIGURES, Effect, Figures

if TYPE_CHECKING:
    import duckdb


KEY = ("strike_id", "outcome", "population", "view")
# Views and tables that a rule makes on the way; each version of the rules has its own.
TERMS = (
    "leaves",
    "groups",
    "standing",
    "live_totals",
    "figures",
    "counted",
    "spoken",
    "views",
    "view_of_side",
    "sides",
    "roots",
)
# What earlier versions of the tables lack, and what it would have held.
LACKED = (
    ("citations", "said_on", "DATE", "NULL"),
    ("sources", "voice_id", "VARCHAR", "NULL"),
    ("sources", "published_basis", "VARCHAR", "CASE WHEN published_on IS NOT NULL THEN 'stated' END"),
)
# The names of views before rule e2.
RENAMED = {"azerbaijani": "azerbaijan"}


def rule_ids(package: Package) -> dict[str, str]:
    """The ids of a package's rules by table: from its own SQL, its published tables, or the rules in this code."""
    own = package.root / "scripts" / "derived"
    folder = own if own.is_dir() else RULES
    found = {}
    for table in package.computed.values():
        path = folder / f"{table.name}.sql"
        match = re.search(r"'([a-z]\d+)' AS rule", read_sql(path)[1]) if path.exists() else None
        published = (
            re.search(r",([eg]\d+),", table.path.read_text(encoding="utf-8"))
            if table.path.exists() and not own.is_dir()
            else None
        )
        if chosen := (published if published and match else match):
            found[table.name] = chosen[1]
    return found


def estimate(connection: "duckdb.DuckDBPyConnection", side: str, folder: Path, name: str) -> None:
    """Create the table `name` with estimates in the attached database `side`, by the rules in `folder`.

    Before rule e2 estimates had no population; theirs is "all".
    """
    connection.execute(f"USE {side}")
    _forget_terms(connection, side)
    for table, column, type_, value in LACKED:
        if column not in _columns(connection, table):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {type_}")
            connection.execute(f"UPDATE {table} SET {column} = {value}")
    connection.execute(read_sql(folder / "voices.sql")[1])
    now = folder / "estimated.sql"
    rule = now if now.exists() else folder / "strike_estimates.sql"
    connection.execute(f"CREATE TABLE {name} AS {read_sql(rule)[1]}")
    _renew(connection, name)


def _forget_terms(connection: "duckdb.DuckDBPyConnection", side: str) -> None:
    """Drop what another rule defined in the attached database `side`: tables, or views before version 0.4.0."""
    here = f"FROM information_schema.tables WHERE table_catalog = {quote(side)}"
    kinds = {
        row["table_name"]: row["table_type"] for row in rows_of(connection, f"SELECT table_name, table_type {here}")
    }
    for term in TERMS:
        if term in kinds:
            connection.execute(f"DROP {'VIEW' if kinds[term] == 'VIEW' else 'TABLE'} {term}")


def _columns(connection: "duckdb.DuckDBPyConnection", table: str) -> list[str]:
    return [row[0] for row in connection.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()]


def _renew(connection: "duckdb.DuckDBPyConnection", name: str) -> None:
    """Give estimates by an earlier rule the columns and codes of the present one."""
    if "population" not in _columns(connection, name):
        connection.execute(f"ALTER TABLE {name} ADD COLUMN population VARCHAR DEFAULT 'all'")
    for old, new in RENAMED.items():
        connection.execute(f"UPDATE {name} SET view = {quote(new)} WHERE view = {quote(old)}")


def effects(connection: "duckdb.DuckDBPyConnection", old: Package, new: Package) -> list[Effect]:
    """Every estimate that moved between the databases attached as `old` and `new`, largest change first.

    If the id of the rule changed, the old data is also estimated by the new rule: the change between the two estimates
    of the old data is caused by the rule, the change from there to the new package by the data.
    """
    own_old, own_new = (p.root / "scripts" / "derived" for p in (old, new))
    rules = own_new if own_new.is_dir() else RULES
    estimate(connection, "new", rules, "estimated")
    estimate(connection, "old", rules, "estimated")
    found = _moved(connection, "old.estimated", "new.estimated", "data")
    published = old.computed["strike_estimates"].path if "strike_estimates" in old.computed else None
    if rule_ids(old).get("strike_estimates") != rule_ids(new).get("strike_estimates") and (
        own_old.is_dir() or (published and published.exists())
    ):
        if own_old.is_dir():
            estimate(connection, "old", own_old, "estimated_then")
        else:
            connection.execute("ALTER TABLE old.published RENAME TO estimated_then")
            connection.execute("USE old")
            _renew(connection, "estimated_then")
        # an earlier rule may know fewer populations, and then none of their estimates moved
        of_old = "SELECT * FROM old.estimated WHERE population IN (SELECT population FROM old.estimated_then)"
        connection.execute(f"CREATE TABLE old.estimated_now AS {of_old}")
        found += _moved(connection, "old.estimated_then", "old.estimated_now", "rule")
    connection.execute("USE new")
    return sorted(found, key=lambda e: (-e.size, e.name, e.outcome, e.population, e.view, e.cause == "data"))


def _moved(connection: "duckdb.DuckDBPyConnection", before: str, after: str, cause: str) -> list[Effect]:
    # high of civilians is that of all, which is listed
    keys = ", ".join(f"coalesce(b.{key}, a.{key}) AS {key}" for key in KEY)
    sides = ", ".join(f"{side}.{figure} AS {side}_{figure}" for side in "ba" for figure in FIGURES)
    differs = " OR ".join(f"b.{figure} IS DISTINCT FROM a.{figure}" for figure in FIGURES)
    sql = f"""
    SELECT e.*, coalesce(s.name, t.name) AS name FROM (
        SELECT {keys}, {sides}, b.strike_id IS NOT NULL AS was, a.strike_id IS NOT NULL AS now
        FROM {before} AS b FULL JOIN {after} AS a ON {" AND ".join(f"b.{key} = a.{key}" for key in KEY)}
        WHERE ({differs} OR b.strike_id IS NULL OR a.strike_id IS NULL)
            AND (coalesce(b.population, a.population) = 'all' OR b.low IS DISTINCT FROM a.low
                OR b.best IS DISTINCT FROM a.best)) AS e
    LEFT JOIN new.strikes AS s ON s.strike_id = e.strike_id LEFT JOIN old.strikes AS t ON t.strike_id = e.strike_id
    """
    return [
        Effect(
            row["strike_id"],
            row["name"],
            row["outcome"],
            row["view"],
            Figures(*(row[f"b_{f}"] for f in FIGURES)) if row["was"] else None,
            Figures(*(row[f"a_{f}"] for f in FIGURES)) if row["now"] else None,
            cause,
            row["population"],
        )
        for row in rows_of(connection, sql)
    ]
