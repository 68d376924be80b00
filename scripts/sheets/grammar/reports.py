"""Reports of a sheet: `when 2031-05-03 midday, at Ost, 2 times, stated`; read, and written."""

import re

from .days import read_date, write_date
from .numbers import read_counted, write_counted
from .sheet import Cells, Wrong

TIMES = ("night", "morning", "midday", "afternoon", "evening")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
BASES = ("stated", "inferred")
NO_PLACE = "-"  # stands for the place of a report that has none; an empty name is the strike's place
WRITE = "write at PLACE, no place, N times, stated or inferred"


def read_report(text: str) -> tuple[Cells, Cells]:
    """The cells of a report, from its line without `when`, and the name of its place, by column; raises Wrong."""
    first, *parts = [part.strip() for part in text.split(",")]
    when, time = _with_time(first)
    cells = read_date(when) | {"local_time": time, "basis": "inferred", "strikes_counted": "", "strikes_qualifier": ""}
    names = {"place_id": ""}
    for part in parts:
        if part in BASES:
            cells["basis"] = part
        elif part == "no place":
            names["place_id"] = NO_PLACE
        elif part.startswith("at "):
            names["place_id"] = part.removeprefix("at ").strip()
        elif match := re.fullmatch("([0-9>~]\\S*) times?", part):
            cells |= read_counted(match[1])
        else:
            raise Wrong(f"{part or '(nothing)'} is not known after when; {WRITE}")
    return cells, names


def _with_time(text: str) -> tuple[str, str]:
    when, _, time = text.rpartition(" ")
    if not when or when == "during":
        return text, ""
    if time in TIMES or CLOCK.fullmatch(time):
        return when, time
    if ":" in time or time.isalpha():
        raise Wrong(f"{time} is no time of day; write it like 02:30, or {', '.join(TIMES)}")
    return text, ""


def write_report(cells: Cells, place: str) -> str:
    """The line of a report; `place` is a name, NO_PLACE, or empty for the strike's place."""
    time = f" {cells['local_time']}" if cells["local_time"] else ""
    at = {"": "", NO_PLACE: ", no place"}.get(place, f", at {place}")
    counted = write_counted(cells)
    times = f", {counted} time{'s' * (counted != '1')}" if counted else ""
    return f"when {write_date(cells)}{time}{at}{times}{', stated' * (cells['basis'] == 'stated')}"
