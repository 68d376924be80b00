"""The map: the explorer's base map with a mark for every place, its size and number the strikes reported there."""

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ..explorer.base_map import UNIT
from ..explorer.page import WEB
from ..package.database import rows_of
from ..package.package import Package
from .by_day import territories
from .drawing import (
    BORDER,
    COLOURS,
    INK,
    LAND,
    SEA,
    SHAPES,
    WIDTH,
    WIDTHS,
    Picture,
    counted,
    room,
    sheet,
    texts,
)
from .names import DEGREE, SIDE, Box, around, mark_width, meet, write_names

if TYPE_CHECKING:
    import duckdb
    from matplotlib.axes import Axes

PLACES = """
SELECT p.name, p.held_by, p.longitude, p.latitude, p.coordinate_precision = 'district' AS is_district,
    count(*)::INTEGER AS strikes
FROM strike_summary AS s JOIN places AS p USING (place_id)
WHERE s.level = 'strike' AND s.in_war AND p.latitude IS NOT NULL
GROUP BY ALL ORDER BY strikes DESC, p.name, p.longitude, p.latitude
"""
TITLE = "Places of strikes, and who held them on 27 September 2020"
MARGIN, LEAST, WIDER = 0.3, 1.6, 1.5  # degrees around the places, degrees of latitude shown, width by height
NUMBER, LOWER = 8, 0.14  # a number's width in points, how much lower in a triangle
TOP, BOTTOM = 0.75, 0.9  # inches

Row = dict[str, Any]


def places_map(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The map of places with a point, from a database with the computed tables."""
    rows = rows_of(connection, PLACES)
    base = json.loads((WEB / "base_map.json").read_text(encoding="utf-8"))
    shown = _view(rows, [number / UNIT for number in base["box"]])
    west, south, east, north = shown
    inside = [row for row in rows if west <= row["longitude"] <= east and south <= row["latitude"] <= north]
    [[strikes]] = connection.execute("SELECT count(*) FROM strike_summary WHERE level = 'strike'").fetchall()
    missing = strikes - sum(row["strikes"] for row in inside)
    words, say = _words(inside, package), texts()
    note = (
        f"{say['map_note']} {say['map_credit']} A point is that of the settlement, never that of an impact."
        " The larger a mark, the more strikes; the number is left out where another mark covers it."
        f" Not on the map: {counted(missing, 'strike')} outside the war or without a point."
    )
    inches = (WIDTH - 2 * SIDE) * (north - south) / ((east - west) * DEGREE)
    figure = sheet(inches + TOP + BOTTOM, TITLE, package, note)
    axes = room(figure, SIDE, BOTTOM, SIDE, TOP)
    _land(axes, base, shown)
    _marks(axes, inside, (east - west) / (WIDTH - 2 * SIDE) / 72)
    write_names(axes, inside, base["names"], shown)
    _legend(axes, package, {row["held_by"] or "" for row in inside}, any(row["is_district"] for row in inside))
    if not inside:
        axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", style="italic")
    return Picture("places", TITLE, words, figure)


def _view(rows: list[Row], edges: list[float]) -> Box:
    """The part of the base map that has all places, in the proportions of the picture where the base map allows."""
    if not rows:
        return (edges[0], edges[1], edges[2], edges[3])
    across, up = [row["longitude"] for row in rows], [row["latitude"] for row in rows]
    high = max(max(up) - min(up) + 2 * MARGIN, LEAST)
    wide = max(max(across) - min(across) + 2 * MARGIN, high * WIDER / DEGREE)
    high = max(high, wide * DEGREE / WIDER)
    found = []
    for values, length, least, most in ((across, wide, edges[0], edges[2]), (up, high, edges[1], edges[3])):
        length = min(length, most - least)
        start = min(max((min(values) + max(values) - length) / 2, least), most - length)
        found.append((start, start + length))
    return found[0][0], found[1][0], found[0][1], found[1][1]


def _line(coded: list[int]) -> tuple[list[float], list[float]]:
    across, up = (accumulate(coded[start::2]) for start in (0, 1))
    return [number / UNIT for number in across], [number / UNIT for number in up]


def _land(axes: "Axes", base: dict[str, Any], shown: Box) -> None:
    axes.set(xlim=(shown[0], shown[2]), ylim=(shown[1], shown[3]), facecolor=SEA, xticks=[], yticks=[])
    axes.spines[["top", "right"]].set_visible(True)
    for land in base["land"]:
        axes.fill(*_line(land["ring"]), color=LAND, linewidth=0)
    for border in base["borders"]:
        axes.plot(*_line(border), color=BORDER, linewidth=0.9)


def _marks(axes: "Axes", rows: list[Row], point: float) -> None:
    """A mark for each place, the smaller ones over the larger, and its number where no mark is over it.

    Takes the size of a point in degrees of longitude.
    """
    boxes = [around(row["longitude"], row["latitude"], mark_width(row["strikes"]) * point) for row in rows]
    for at, row in enumerate(rows):
        colour, shape = COLOURS[row["held_by"] or ""], SHAPES[row["held_by"] or ""]
        fill, edge, ink = ("white", colour, INK) if row["is_district"] else (colour, "white", "white")
        size: Row = {"s": (mark_width(row["strikes"]) * WIDTHS[shape]) ** 2}
        where = row["longitude"], row["latitude"]
        axes.scatter(*where, marker=shape, color=fill, edgecolors=edge, linewidths=1.4, zorder=3, **size)
        number = around(*where, NUMBER * point)
        if row["strikes"] > 1 and not any(meet(number, other) for other in boxes[at + 1 :]):
            style: Row = {"ha": "center", "va": "center_baseline", "fontsize": 7.5, "fontweight": "bold", "zorder": 4}
            down = LOWER * mark_width(row["strikes"]) * point * DEGREE if shape == "^" else 0
            axes.text(where[0], where[1] - down, str(row["strikes"]), color=ink, **style)


def _legend(axes: "Axes", package: Package, held: set[str], has_districts: bool) -> None:
    from matplotlib.lines import Line2D

    def mark(code: str, label: str, fill: str) -> Line2D:
        style: dict[str, Any] = {
            "marker": SHAPES[code],
            "markersize": 7.5 * WIDTHS[SHAPES[code]],
            "color": "none",
            "markeredgecolor": COLOURS[code],
        }
        return Line2D([], [], label=label, markerfacecolor=fill, **style)

    marks = [mark(code, label, COLOURS[code]) for code, label in territories(package, held).items()]
    marks += [mark("", "hollow: only the district is known", "white")] if has_districts else []
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": len(marks), "frameon": False}
    axes.legend(handles=marks, fontsize=8.5, handletextpad=0.2, columnspacing=1.4, borderaxespad=0.3, **place)


def _words(rows: list[Row], package: Package) -> str:
    if not rows:
        return "No place of a strike in the war has a point on this map."
    said = []
    for code, label in territories(package, {row["held_by"] or "" for row in rows}).items():
        held = [row for row in rows if (row["held_by"] or "") == code]
        total = counted(sum(row["strikes"] for row in held), "strike")
        said.append(f"{label}: {total} at {counted(len(held), 'place')}." if held else f"{label}: none is reported.")
    most = f"Most at one place: {rows[0]['strikes']}, {rows[0]['name']}."
    return f"A map with a mark for every place of a strike in the war, by who held it. {' '.join(said)} {most}"
