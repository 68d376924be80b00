"""Names on the map: those of places in the order of the number of their strikes, then those of countries."""

from collections.abc import Iterator
from math import ceil, cos, hypot, pi, sin
from typing import TYPE_CHECKING, Any

from ..explorer.base_map import UNIT
from .drawing import INK, SOFT, WIDTH, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DEGREE = 0.766  # the width of a degree of longitude at 40 degrees north, in degrees of latitude
SIDE = 0.2  # inches beside the map
LEAST, LINED = 2, 4  # strikes of a place that is named, and of one whose name may stand away from it with a line
SIZE, HIGH, COUNTRY = 8, 9.5, 9.5  # the size of a place's name and how high it is, the size of a country's, in points
FAR, WAYS = range(20, 130, 6), 48  # how far away a name with a line may stand, in points, and in how many directions
DOT = 1.6  # a line is taken as dots of this width, in points

Row = dict[str, Any]
Box = tuple[float, float, float, float]
Spot = tuple[Box, list[Box]]


def write_names(axes: "Axes", rows: list[Row], countries: list[dict[str, Any]], shown: Box) -> None:
    """Write names where they cover no mark and no other name.

    Takes places with most strikes first; if no room is beside one with many, a line leads to its name.
    """
    point = (shown[2] - shown[0]) / (WIDTH - 2 * SIDE) / 72  # in degrees of longitude
    page = (0.0, 0.0, (shown[2] - shown[0]) / point, (shown[3] - shown[1]) / point / DEGREE)
    ends = [((row["longitude"] - shown[0]) / point, (row["latitude"] - shown[1]) / point / DEGREE) for row in rows]
    marks = [around(x, y, mark_width(row["strikes"]) * 1.1, 1) for row, (x, y) in zip(rows, ends, strict=True)]
    written: list[Box] = []
    for at, (row, end) in enumerate(zip(rows, ends, strict=True)):
        others = marks[:at] + marks[at + 1 :]
        fit = (spot for spot in _spots(row, end) if _is_free(spot, marks[at], others, written, page))
        if row["strikes"] >= LEAST and (found := next(fit, None)):
            written += [found[0], *found[1]]
            _write(axes, row["name"], found, page)
    for country in countries:
        wide, high = width_of(country["name"], COUNTRY) + 4, COUNTRY + 3
        for lon, lat in zip(country["at"][::2], country["at"][1::2], strict=True):
            x, y = (lon / UNIT - shown[0]) / point, (lat / UNIT - shown[1]) / point / DEGREE
            box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if _is_free((box, []), box[:2] * 2, marks, written, page):
                written.append(box)
                axes.text(lon / UNIT, lat / UNIT, country["name"], ha="center", va="center", fontsize=9.5, color=SOFT)
                break


def mark_width(strikes: int) -> float:
    """The width of a mark in points."""
    return float(min(6.5 + 2.8 * (strikes - 1) ** 0.5, 20))


def around(x: float, y: float, width: float, degree: float = DEGREE) -> Box:
    """The box of a mark: of degrees of longitude and latitude, or of points where a degree is given as 1."""
    return x - width / 2, y - width / 2 * degree, x + width / 2, y + width / 2 * degree


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _spots(row: Row, end: tuple[float, float]) -> Iterator[Spot]:
    """Where the name of a place may stand, best first: its box and the dots of the line to it, all in points.

    Beside the mark, above or below it, to the right or left a little higher or lower; then farther away with a line.
    """
    radius = mark_width(row["strikes"]) / 2
    wide, (x, y), offset = width_of(row["name"], SIZE) + 1, end, radius + 2.5
    aside = offset * 0.7
    across = [(x + offset, 0.0), (x - offset - wide, 0.0), (x - wide / 2, 1.0), (x - wide / 2, -1.0)]
    across += [(left, way) for way in (0.8, -0.8) for left in (x + aside, x - aside - wide)]
    for left, way in across:
        middle = y + way * (offset + HIGH / 2)
        yield (left, middle - HIGH / 2, left + wide, middle + HIGH / 2), []
    for far in FAR if row["strikes"] >= LINED else ():
        for turn in range(WAYS):
            angle = 2 * pi * turn / WAYS
            tip = x + far * cos(angle), y + far * sin(angle)
            left = tip[0] + 1 if cos(angle) >= 0 else tip[0] - wide - 1
            yield (left, tip[1] - HIGH / 2, left + wide, tip[1] + HIGH / 2), _dots(end, tip, radius)


def _dots(start: tuple[float, float], tip: tuple[float, float], radius: float) -> list[Box]:
    """The line from the edge of a mark to a tip, as boxes one beside the other."""
    long = hypot(tip[0] - start[0], tip[1] - start[1])
    shares = [at / long for at in range(ceil(radius), int(long) - 1)]
    return [
        around(start[0] + share * (tip[0] - start[0]), start[1] + share * (tip[1] - start[1]), DOT, 1)
        for share in shares
    ]


def _is_free(spot: Spot, own: Box, others: list[Box], written: list[Box], page: Box) -> bool:
    """Whether a name lies on the page and over no mark, name or line, and its line over none but its own mark."""
    box, dots = spot
    inside = page[0] < box[0] and page[1] < box[1] and box[2] < page[2] and box[3] < page[3]
    return (
        inside
        and not meet(box, own)
        and not any(meet(part, other) for part in (box, *dots) for other in (*others, *written))
    )


def _write(axes: "Axes", name: str, spot: Spot, page: Box) -> None:
    box, dots = spot
    style: Row = {"ha": "left", "va": "center_baseline", "fontsize": SIZE, "color": INK, "zorder": 4}
    axes.text(box[0] / page[2], (box[1] + box[3]) / 2 / page[3], name, transform=axes.transAxes, **style)
    if dots:
        (x, y), (to_x, to_y) = (((dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2) for dot in (dots[0], dots[-1]))
        line: Row = {"transform": axes.transAxes, "color": INK, "linewidth": 0.7, "zorder": 4}
        axes.plot([x / page[2], to_x / page[2]], [y / page[3], to_y / page[3]], **line)
