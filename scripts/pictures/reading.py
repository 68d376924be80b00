"""Strikes against documents read: how many strikes documents report, in the order of reading, by territory."""

from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .by_day import territories
from .drawing import (
    COLOURS,
    INK,
    LINE,
    NOTE,
    NOTE_WIDTH,
    SHAPES,
    SOFT,
    WIDTH,
    Picture,
    counted,
    fitted,
    room,
    sheet,
    width_of,
)

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
HEIGHT, LEFT, RIGHT, LINE_OF_NOTE = 4.6, 0.75, 2.75, 0.15  # inches
FEW = 30  # up to how many documents each has a mark
NAME, GAP = 8.2, 0.055  # the size of a line's name, and between names, as a share of the height
SEAM, LINES = 7, 4  # the size of a seam's name, and in how many lines it is written
ACROSS = (WIDTH - LEFT - RIGHT) * 72  # points

Row = dict[str, Any]


def by_documents(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The picture of strikes found as documents are read, from a database with the computed tables."""
    rows = documents_read(package, connection)
    curves = _curves(package, rows)
    seams = _seams([row["seam"] for row in rows])
    note = _note(rows, seams)
    lower = LINE_OF_NOTE * len(fitted(note, NOTE, NOTE_WIDTH).splitlines())
    figure = sheet(HEIGHT + lower, TITLE, package, note)
    axes = room(figure, LEFT, 0.9 + lower, RIGHT, 0.95)
    for _, counts, style in curves:
        mark: Row = {"marker": "o", "markersize": 4} if len(rows) <= FEW and "marker" not in style else {}
        axes.plot(range(len(counts)), counts, clip_on=False, **{"color": INK, "linewidth": 1.8, **mark, **style})
    _scale(axes, len(rows), curves[0][1][-1])
    _names(axes, [(label, counts[-1]) for label, counts, _ in curves], len(rows))
    _borders(axes, seams, len(rows))
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


def _note(rows: list[Row], seams: list[Row]) -> str:
    order = "Documents of one day are in the order of their ids."
    if any(row["seam"] for row in rows):
        order = (
            "One group of publishers was read after another: that one line rises before another says nothing of the"
            " sides."
        )
    key = "; ".join(f"{seam['text']}: {seam['name']}" for seam in seams if seam["text"].isdigit())
    return (
        f"Documents in the order in which they were read. {order} Where a line still rises, more may be found."
        f"{f' {key}.' if key else ''}"
    )


def _names(axes: "Axes", ends: list[tuple[str, int]], documents: int) -> None:
    """The name of each line and its last count at its end, moved up where it would be over another."""
    highest = axes.get_ylim()[1]
    free = 0.0
    for label, count in sorted(ends, key=lambda end: (end[1], end[0])):
        name = fitted(f"{label}: {count}", NAME, RIGHT * 72 - 14)
        half = GAP / 2 * len(name.splitlines())
        place = max(count / highest, free + half)
        free = place + half
        axes.annotate(
            name,
            (documents, place * highest),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=NAME,
        )


def _seams(seams: list[str | None]) -> list[Row]:
    """Each seam of the reading: where it begins, its full name, and what is written above it.

    That is its short name where there is room, else a number, which the note explains, or nothing.
    """
    found: list[Row] = []
    at = numbers = 0
    for seam, group in groupby(seams) if any(seams) else ():
        start, at = at, at + len(list(group))
        room_for = ACROSS * (at - start) / len(seams) - 5
        name = seam or UNSOUGHT
        text = fitted(name.split(": ")[-1], SEAM, room_for)
        if len(text.splitlines()) > LINES or any(width_of(line, SEAM) > room_for for line in text.splitlines()):
            text = str(numbers + 1)
            numbers += (fits := width_of(text, SEAM) <= room_for)
            text = text if fits else ""
        found.append({"start": start, "name": name[0].lower() + name[1:].replace(": ", ", "), "text": text})
    return found


def _borders(axes: "Axes", seams: list[Row], documents: int) -> None:
    """A line where each seam of the reading begins, and its name or number above."""
    for seam in seams:
        if seam["start"]:
            axes.axvline(seam["start"], color=SOFT, linewidth=0.8, linestyle=":")
        where: Row = {"transform": axes.get_xaxis_transform(), "va": "bottom", "linespacing": 1.15}
        axes.text(seam["start"] + 2.5 * documents / ACROSS, 1.01, seam["text"], fontsize=SEAM, color=SOFT, **where)


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
