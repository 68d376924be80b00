"""The base map: land and borders of the region, cut once from a public file of country borders.

`base_map.json` is committed. To cut it again: `npm pack world-atlas@2.0.2`, unpack it, and run
`python -m scripts.explorer.base_map package/countries-10m.json >scripts/explorer/web/base_map.json`.
"""

import hashlib
import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

WEST, EAST, SOUTH, NORTH = 43.9, 50.6, 38.25, 42.0
TOLERANCE = 0.006  # degrees by which a simplified line may be off
UNIT = 1000  # coordinates are written in thousandths of a degree
APART, SPOTS, OFFERED = 0.25, 3, 12  # degrees between points for a country's name, steps to each side, points kept
NAMED = 1.0  # square degrees of a country within the map, from which its name is drawn
ABOUT = {
    "source": "world-atlas 2.0.2, countries-10m.json, from Natural Earth 4.1.0",
    "licence": "world-atlas: ISC; Natural Earth: public domain",
}


def cut(topology: dict[str, Any]) -> dict[str, Any]:
    """Land, borders and names of countries within the map, from a topology of countries (TopoJSON).

    Land is a list of rings with the country that each is of, and borders a list of lines: flat lists of longitudes and
    latitudes, as differences from the point before.
    """
    arcs = [_simplified(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    land: list[dict[str, Any]] = []
    names, users = [], defaultdict(set)
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [_ring(ring, arcs) for ring in _rings(country)]
        inside = [clipped for ring in rings if len(clipped := _clipped(ring)) > 3]
        land += [{"of": country["properties"]["name"], "ring": _coded(ring)} for ring in inside]
        if inside and abs(_area(largest := max(inside, key=lambda ring: abs(_area(ring))))) > NAMED:
            names.append({"name": country["properties"]["name"], "at": _spots(largest)})
        for ring in _rings(country):
            for arc in ring:
                users[arc if arc >= 0 else ~arc].add(country["properties"]["name"])
    borders = [line for arc, countries in users.items() if len(countries) > 1 for line in _within(arcs[arc])]
    return {
        "box": [round(edge * UNIT) for edge in (WEST, SOUTH, EAST, NORTH)],
        "land": sorted(land, key=lambda one: (one["of"], one["ring"])),
        "borders": sorted(map(_coded, borders)),
        "names": sorted(names, key=lambda one: str(one["name"])),
    }


def holds(ring: Line, point: Point) -> bool:
    """Whether a point is inside a ring: a line from it to the east crosses the ring an odd number of times."""
    x, y = point
    crossed = [
        x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Line:
    (across, up), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * across + left, y * up + bottom))
    return line


def _simplified(line: Line) -> Line:
    """Douglas and Peucker: without the points that are less than TOLERANCE off the line of those that stay."""
    if len(line) < 3:
        return line
    off = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    at = max(range(len(off)), key=off.__getitem__) + 1
    if off[at - 1] < TOLERANCE:
        return [line[0], line[-1]]
    return _simplified(line[: at + 1])[:-1] + _simplified(line[at:])


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return float(((x - x1 - share * (x2 - x1)) ** 2 + (y - y1 - share * (y2 - y1)) ** 2) ** 0.5)


def _rings(country: dict[str, Any]) -> list[list[int]]:
    """The outer rings of a country as lists of arcs. An enclave is land of the country around it too."""
    shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [shape[0] for shape in shapes]


def _ring(numbers: list[int], arcs: list[Line]) -> Line:
    return [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])[:-1]]


def _clipped(ring: Line) -> Line:
    """The part of a ring inside the map (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        kept: Line = []
        for before, here in pairwise(ring[-1:] + ring):
            ins = [(point[axis] - limit) * sign >= 0 for point in (before, here)]
            if ins[0] != ins[1]:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if ins[1]:
                kept.append(here)
        ring = kept
    return ring


def _within(line: Line) -> list[Line]:
    """The pieces of a line of which at least one end of every step is inside the map."""
    pieces: list[Line] = []
    for start, end in pairwise(line):
        if _is_inside(start) or _is_inside(end):
            if pieces and pieces[-1][-1] == start:
                pieces[-1].append(end)
            else:
                pieces.append([start, end])
    return pieces


def _is_inside(point: Point) -> bool:
    return WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH


def _area(ring: Line) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])) / 2


def _centre(ring: Line) -> Point:
    steps = [(x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])]
    whole = sum(weight for weight, _, _ in steps) * 3
    return sum(w * x for w, x, _ in steps) / whole, sum(w * y for w, _, y in steps) / whole


def _spots(ring: Line) -> list[int]:
    """Points for a country's name, well inside it: about its centre, the nearest first, in thousandths of a degree."""
    (x, y), inside = _centre(ring), []
    for across in range(-SPOTS, SPOTS + 1):
        for up in range(-SPOTS, SPOTS + 1):
            spot = (x + across * APART, y + up * APART)
            around = [(spot[0] + dx * APART, spot[1] + dy * APART / 2) for dx in (-1, 1) for dy in (-1, 1)]
            if all(holds(ring, point) for point in around):
                inside.append(spot)
    nearest = sorted(inside, key=lambda spot: (spot[0] - x) ** 2 + (spot[1] - y) ** 2)
    return [round(number * UNIT) for spot in nearest[:OFFERED] for number in spot]


def _coded(line: Line) -> list[int]:
    points = [(round(x * UNIT), round(y * UNIT)) for x, y in line]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)]
    return [number for step in [points[0], *steps] for number in step]


if __name__ == "__main__":
    path = Path(sys.argv[1])
    about = ABOUT | {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    made = about | cut(json.loads(path.read_text(encoding="utf-8")))
    print(json.dumps(made, ensure_ascii=False, separators=(",", ":")))
