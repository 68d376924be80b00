"""Readers of computed tables: a few cells, estimates, grades and dates of a strike."""

from typing import TYPE_CHECKING

from scripts.derived.compute import computed_database, csv_of
from scripts.package.package import Package
from tests.shared.deriving import STRIKE, Row
from tests.shared.tiny import Rows

if TYPE_CHECKING:
    import duckdb


def cells(row: Row, names: str) -> str:
    """Some cells of a row as one line; a dash for each empty cell."""
    return " ".join(row[name] or "-" for name in names.split())


def estimate(
    tables: Rows, view: str = "all", of: str = STRIKE, outcome: str = "killed", population: str = "all"
) -> Row:
    """The estimate of a strike."""
    key = {"strike_id": of, "view": view, "outcome": outcome, "population": population}
    return next(row for row in tables["strike_estimates"] if key.items() <= row.items())


def views(tables: Rows) -> set[str]:
    """The views in which the first strike has an estimate."""
    return {row["view"] for row in tables["strike_estimates"] if row["strike_id"] == STRIKE}


def range_of(tables: Rows, view: str = "all") -> str:
    """Low, best and high of the first strike."""
    return cells(estimate(tables, view), "low best high")


def grades(tables: Rows, names: str = "accused grade") -> list[str]:
    """Some cells of the first strike's grades."""
    return [cells(row, names) for row in tables["strike_grades"] if row["strike_id"] == STRIKE]


def given_of(tables: Rows, aspect: str, names: str) -> list[str]:
    """Some cells of the dates or places given for the first strike, best first."""
    rows = [row for row in tables["strike_dates"] if (row["strike_id"], row["aspect"]) == (STRIKE, aspect)]
    return [cells(row, names) for row in sorted(rows, key=lambda row: int(row["position"]))]


def summary(tables: Rows, names: str, of: str = STRIKE) -> str:
    """Some cells of a strike's or group's row in the summary."""
    return next(cells(row, names) for row in tables["strike_summary"] if row["strike_id"] == of)


def tally(
    tables: Rows,
    names: str,
    territory: str = "azerbaijan",
    in_war: str = "true",
    outcome: str = "killed",
    population: str = "all",
    view: str = "all",
) -> str:
    """Some cells of the tally of the strikes of a territory."""
    key = {"territory": territory, "in_war": in_war, "outcome": outcome, "population": population, "view": view}
    key["kind"] = "strikes"
    (row,) = (row for row in tables["tallies"] if key.items() <= row.items())
    return cells(row, names)


def computed_csvs(package: Package, connection: "duckdb.DuckDBPyConnection | None" = None) -> dict[str, str]:
    """The computed tables of a valid package as canonical CSV text, by name.

    `connection` is the package's `computed_database`, which is built if it is None.
    """
    connection = connection or computed_database(package)
    return {table.name: csv_of(connection, table) for table in package.computed.values()}
