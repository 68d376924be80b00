"""How far the two codings agree: Krippendorff's alpha and F1, for each field, over all documents and each alone."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .engine import open_database, rows_of
from .package import open_package
from .report import render

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
Unit = tuple[str, int] | tuple[str, int, str, str]
RESAMPLES = 1000
MEANING = (
    "Alpha is Krippendorff's, nominal, an omission being a value: 1 is full agreement, 0 what chance would give. Both codings were made by\n"
    "the same kind of language model, which shares blind spots: agreement bounds carelessness, not error."
)
FIELDS: dict[str, Callable[[Row], str | None]] = {
    "outcome": lambda r: r["outcome"],
    "demographic": lambda r: r["demographic"],
    "place": lambda r: r["place_id"],
    "date": lambda r: f"{r['date_start']}/{r['date_end']}" if r["date_start"] else None,
    "party": lambda r: r["party_id"],
    "stance": lambda r: r["stance"],
}


def register(parser: argparse.ArgumentParser) -> None:
    """The verb has no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Print the agreement of the two codings as a table, and what it means and does not mean."""
    from .validate import validate

    package = open_package(Path(arguments.package))
    problems, _ = validate(package)
    if problems:
        print(render(problems))
        print("agreement was not computed: mend the data first", file=sys.stderr)
        return 1
    connection = open_database(package, ("codings", "sources"))
    titles = dict(connection.execute("SELECT source_id, title FROM sources").fetchall())
    print(f"{'field':<12}{'units':>6}{'agree':>6}{'alpha':>7}  {'95 % interval':<15}{'F1':>6}")
    scope = None
    for row in agreement_rows(connection):
        if row[0] != scope:
            scope = row[0]
            print("all documents" if scope == "all" else titles[scope])
        print(_line(row))
    print(MEANING)
    return 0


def _line(row: tuple[Any, ...]) -> str:
    _, field, units, agreeing, alpha, low, high, f1 = row
    interval = "" if low is None else f"{low:.2f} to {high:.2f}"
    show = ["-" if value is None else f"{value:.2f}" for value in (alpha, f1)]
    return f"  {field:<10}{units:>6}{agreeing:>6}{show[0]:>7}  {interval:<15}{show[1]:>6}"


def agreement_rows(connection: "duckdb.DuckDBPyConnection") -> list[tuple[Any, ...]]:
    """The rows of `agreement`, from the typed table `codings`: scope, field, units, agreeing, alpha, its interval, F1."""
    rows = rows_of(connection, "SELECT * FROM codings ORDER BY source_id, passage_start, coding_row_id")
    sources = sorted({row["source_id"] for row in rows})
    found = []
    for scope in ["all", *sources] if rows else []:
        chosen = [row for row in rows if scope in ("all", row["source_id"])]
        for field in ["figure", *FIELDS]:
            found.append((scope, field, *compare(units_of(chosen, field))))
    return found


def stretches(rows: Iterable[Row]) -> dict[tuple[str, int], int]:
    """Give each passage the stretch of text that it belongs to.

    Passages of the two codings that overlap are one stretch, so that a longer or shorter citation of a sentence is
    no disagreement. Returns, for (source_id, passage_start), the start of the stretch, in words.
    """
    passages = sorted({(r["source_id"], r["passage_start"], r["passage_words"]) for r in rows})
    found, source, start, end = {}, None, 0, 0
    for passage_source, first, length in passages:
        if passage_source != source or first >= end:
            source, start, end = passage_source, first, first + length
        end = max(end, first + length)
        found[passage_source, first] = start
    return found


def units_of(rows: list[Row], field: str) -> list[tuple[str, str]]:
    """What either coding says of each unit, as (first, second); an omission is the empty string.

    For figures a unit is passage, outcome and demographic; for other fields the passage. Several values are one
    value, sorted and joined. A passage that both leave without the field is no unit of it.
    """
    stretch = stretches(rows)
    said: dict[Unit, dict[str, list[str]]] = defaultdict(lambda: {"first": [], "second": []})
    for row in rows:
        passage = (row["source_id"], stretch[row["source_id"], row["passage_start"]])
        if field == "figure":
            if row["outcome"]:
                said[*passage, row["outcome"], row["demographic"]][row["coding"]].append(_figure(row))
        elif value := FIELDS[field](row):
            said[passage][row["coding"]].append(value)
    return [(_join(both["first"], field), _join(both["second"], field)) for _, both in sorted(said.items())]


def _figure(row: Row) -> str:
    shown = [row["qualifier"], row["count_min"], row["count_max"], row["wording"]]
    return " ".join("" if value is None else str(value) for value in shown)


def _join(values: list[str], field: str) -> str:
    return " + ".join(sorted(values if field == "figure" else set(values)))


def compare(units: list[tuple[str, str]]) -> tuple[int, int, float | None, float | None, float | None, float | None]:
    """Units, agreeing units, nominal alpha, its 95 % percentile bootstrap interval over units, and F1.

    Alpha is Krippendorff's (Content Analysis, 2004, chapter 11). F1 counts a unit as found where both codings say
    the same, as missed or added where one says nothing, and as both where they differ.
    """
    import numpy

    agreeing = sum(first == second for first, second in units)
    value = alpha(units)
    given = sum(bool(first) for first, _ in units) + sum(bool(second) for _, second in units)
    f1 = round(2 * agreeing / given, 3) if given else None
    if value is None:
        return len(units), agreeing, None, None, None, f1
    generator = numpy.random.default_rng(2020)
    picks = generator.integers(0, len(units), (RESAMPLES, len(units)))
    draws = [a for pick in picks if (a := alpha([units[i] for i in pick])) is not None]
    low, high = numpy.percentile(draws, [2.5, 97.5])
    return len(units), agreeing, round(value, 3), round(float(low), 3), round(float(high), 3), f1


def alpha(units: list[tuple[str, str]]) -> float | None:
    """Krippendorff's nominal alpha of two coders without missing values; None where only one value occurs."""
    coincidences: dict[str, int] = defaultdict(int)
    for first, second in units:
        coincidences[first] += 1
        coincidences[second] += 1
    total = 2 * len(units)
    expected = total * total - sum(count * count for count in coincidences.values())
    if expected == 0:
        return None
    observed = 2 * sum(first != second for first, second in units)
    return 1 - (total - 1) * observed / expected
