"""Strikes against documents read: how many strikes documents report, in the order of reading, by territory."""

from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .by_day import territories
from .drawing import COLOURS, INK, LINE, SHAPES, SOFT, Picture, counted, room, sheet

if TYPE_CHECKING:
    import duckdb
    from matplotlib.axes import Axes

# The order of reading is that of the table `saturation`, which earlier versions do not have.
IN_ORDER = "SELECT source_id, documents AS position, seam FROM saturation"
BY_DAY = """
SELECT source_id, row_number() OVER (ORDER BY read_on, source_id) AS position, NULL AS seam FROM sources
WHERE read_on IS NOT NULL
"""
READ = """
WITH documents AS ({documents}),
reported AS (
    SELECT DISTINCT strike_id, d.position, CASE WHEN s.in_war THEN s.territory END AS territory
    FROM (SELECT strike_id, citation_id FROM strike_reports UNION SELECT strike_id, citation_id FROM claims)
    JOIN citations USING (citation_id) JOIN documents AS d USING (source_id) JOIN strike_summary AS s USING (strike_id)
    WHERE s.level = 'strike'
),
ranked AS (SELECT *, row_number() OVER (PARTITION BY strike_id ORDER BY position) AS rank FROM reported)
SELECT d.position::INTEGER AS position, d.seam,
    list(coalesce(r.territory, '')) FILTER (r.rank = 1) AS firsts, count(*) FILTER (r.rank = 2)::INTEGER AS seconds
FROM documents AS d LEFT JOIN ranked AS r USING (position) GROUP BY d.position, d.seam ORDER BY d.position
"""
TITLE = "Strikes reported, by documents read"
NONE = "No document has been read yet."
UNSOUGHT = "found without a search"  # instead of the name of a seam
HEIGHT, RIGHT, FEW = 4.9, 2.6, 30  # inches, and up to how many documents each has a mark
GAP = 0.055  # between the names of lines, as a share of the height
NARROWEST, LETTERS = 0.07, 105  # a seam that is named, as a share of the width; letters of its name in the whole width

Row = dict[str, Any]


def by_documents(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The picture of strikes found as documents are read, from a database with the computed tables."""
    rows = documents_read(package, connection)
    curves = _curves(package, rows)
    figure = sheet(HEIGHT, TITLE, package, _note(rows))
    axes = room(figure, 0.75, 1.2, RIGHT, 0.95)
    for _, counts, style in curves:
        mark: Row = {"marker": "o", "markersize": 4} if len(rows) <= FEW and "marker" not in style else {}
        axes.plot(range(len(counts)), counts, clip_on=False, **{"color": INK, "linewidth": 1.8, **mark, **style})
    _scale(axes, len(rows), curves[0][1][-1])
    _names(axes, [(label, counts[-1]) for label, counts, _ in curves], len(rows))
    _seams(axes, [row["seam"] for row in rows])
    if not rows:
        axes.text(0.5, 0.5, NONE, transform=axes.transAxes, ha="center", style="italic", color=SOFT)
    return Picture("strikes_by_documents", TITLE, _words(curves, len(rows)) if rows else f"Lines. {NONE}", figure)


def documents_read(package: Package, connection: "duckdb.DuckDBPyConnection") -> list[Row]:
    """The documents in the order of reading, each with its seam, the territories of strikes that no document before it
    reports, and the number of strikes that one before it reports.
    """
    return rows_of(connection, READ.format(documents=IN_ORDER if "saturation" in package.computed else BY_DAY))


def _curves(package: Package, rows: list[Row]) -> list[tuple[str, list[int], Row]]:
    """Each line with its name, its counts after no document, one and so on, and its style."""
    firsts = [row["firsts"] or [] for row in rows]
    curves: list[tuple[str, list[int], Row]] = [
        ("by any document", [0, *accumulate(map(len, firsts))], {}),
        ("by at least two", [0, *accumulate(row["seconds"] for row in rows)], {"linestyle": "--"}),
    ]
    for code, label in territories(package, {code for found in firsts for code in found}).items():
        name = f"held by {label}" if code else "outside the war, or not known"
        shape: Row = {"marker": SHAPES[code], "markevery": [len(rows)], "markersize": 6, "linewidth": 1.2}
        counts = [0, *accumulate(found.count(code) for found in firsts)]
        curves.append((name, counts, {"color": COLOURS[code], **shape}))
    return curves


def _note(rows: list[Row]) -> str:
    order = "Documents of one day are in the order of their ids."
    if any(row["seam"] for row in rows):
        order = (
            "One group of publishers was read after another: that one line rises before another says nothing of the"
            " sides."
        )
    return f"Documents in the order in which they were read. {order} Where a line still rises, more may be found."


def _names(axes: "Axes", ends: list[tuple[str, int]], documents: int) -> None:
    """The name of each line and its last count at its end, moved up where it would be over another."""
    highest = axes.get_ylim()[1]
    place = -GAP
    for label, count in sorted(ends, key=lambda end: (end[1], end[0])):
        place = max(count / highest, place + GAP)
        axes.annotate(
            f"{label}: {count}",
            (documents, place * highest),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.2,
        )


def _seams(axes: "Axes", seams: list[str | None]) -> None:
    """A line where each seam of the reading begins, and its name above, where there is room."""
    import textwrap

    at = 0
    for seam, group in groupby(seams) if any(seams) else ():
        start, at = at, at + len(list(group))
        share = (at - start) / len(seams)
        if start:
            axes.axvline(start, color=SOFT, linewidth=0.8, linestyle=":")
        if share < NARROWEST:
            continue
        name = textwrap.fill((seam or UNSOUGHT).split(": ")[-1], max(8, int(share * LETTERS)))
        where: Row = {"transform": axes.get_xaxis_transform(), "va": "bottom", "linespacing": 1.15}
        axes.text(start + share * len(seams) * 0.03, 1.01, name, fontsize=7, color=SOFT, **where)


def _words(curves: list[tuple[str, list[int], Row]], documents: int) -> str:
    (_, once, _), (_, twice, _), *others = curves
    last = max((at + 1 for at, (one, two) in enumerate(pairwise(once)) if two > one), default=0)
    said = "; ".join(f"{label}: {counts[-1]}" for label, counts, _ in others)
    return (
        f"Rising lines. {counted(documents, 'document')} report {counted(once[-1], 'strike')};"
        f" at least two documents report {counted(twice[-1], 'strike')} of these. The last new one is in document"
        f" {last}. By territory: {said}."
    )


def _scale(axes: "Axes", documents: int, strikes: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set(xlim=(0, max(documents, 1)), ylim=(0, max(strikes, 1) * 1.08))
    axes.set(xlabel="documents read", ylabel="strikes reported")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(8, integer=True))
    axes.grid(visible=True, color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
