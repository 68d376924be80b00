"""Strikes against documents read: how many strikes the first documents report, in the order in which they were read."""

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .drawing import INK, LINE, SOFT, Picture, counted, room, sheet

if TYPE_CHECKING:
    import duckdb
    from matplotlib.axes import Axes

READ = """
WITH documents AS (
    SELECT source_id, row_number() OVER (ORDER BY read_on, source_id) AS position FROM sources WHERE read_on IS NOT NULL
),
reported AS (
    SELECT DISTINCT c.strike_id, d.position
    FROM (SELECT strike_id, citation_id FROM strike_reports UNION SELECT strike_id, citation_id FROM claims) AS c
    JOIN citations USING (citation_id) JOIN documents AS d USING (source_id) JOIN strike_summary AS s USING (strike_id)
    WHERE s.level = 'strike'
),
ranked AS (SELECT position, row_number() OVER (PARTITION BY strike_id ORDER BY position) AS rank FROM reported)
SELECT d.position::INTEGER AS position, count(r.position) FILTER (r.rank = 1)::INTEGER AS firsts,
    count(r.position) FILTER (r.rank = 2)::INTEGER AS seconds
FROM documents AS d LEFT JOIN ranked AS r USING (position) GROUP BY d.position ORDER BY d.position
"""
TITLE = "Strikes reported, by documents read"
NONE = "No document has been read yet."
HEIGHT, FEW = 4.3, 30  # inches, and up to how many documents each has a mark


def by_documents(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The picture of strikes found as documents are read, from a database with the computed tables."""
    rows = rows_of(connection, READ)
    once = [0, *accumulate(row["firsts"] for row in rows)]
    twice = [0, *accumulate(row["seconds"] for row in rows)]
    note = (
        "Documents in the order of the days on which they were read; those of one day in the order of their ids."
        " Where the upper line still rises, more documents may report more strikes."
    )
    figure = sheet(HEIGHT, TITLE, package, note)
    axes = room(figure, 0.75, 1.2, 2.3, 0.5)
    for counts, label, style in ((once, "by any document", "-"), (twice, "by at least two", "--")):
        mark: dict[str, Any] = {"marker": "o", "markersize": 4} if len(rows) <= FEW else {}
        axes.plot(range(len(counts)), counts, style, color=INK, linewidth=1.8, clip_on=False, **mark)
        told = f"{label}: {counts[-1]}"
        axes.annotate(told, (len(rows), counts[-1]), xytext=(8, 0), textcoords="offset points", va="center")
    _scale(axes, len(rows), once[-1])
    if not rows:
        axes.text(0.5, 0.5, NONE, transform=axes.transAxes, ha="center", style="italic", color=SOFT)
    words = (
        f"Two rising lines. {counted(len(rows), 'document')} report {counted(once[-1], 'strike')};"
        f" at least two documents report {counted(twice[-1], 'strike')} of these."
    )
    return Picture("strikes_by_documents", TITLE, words if rows else f"Two lines. {NONE}", figure)


def _scale(axes: "Axes", documents: int, strikes: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set(xlim=(0, max(documents, 1)), ylim=(0, max(strikes, 1) * 1.08))
    axes.set(xlabel="documents read", ylabel="strikes reported")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(8, integer=True))
    axes.grid(visible=True, color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
