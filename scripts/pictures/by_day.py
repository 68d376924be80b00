"""Strikes by day: one panel for every territory on one scale; a territory without a strike says so in words."""

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .drawing import COLOURS, HATCH, SHAPES, Picture, counted, labels, room, sheet, texts

if TYPE_CHECKING:
    import duckdb
    from matplotlib.axes import Axes

STRIKES = """
SELECT territory, in_war, date_start, date_start IS DISTINCT FROM date_end OR date_is_tie AS open
FROM strike_summary WHERE level = 'strike' ORDER BY strike_id
"""
TITLE = "Strikes by day, and who held the place on 27 September 2020"
NONE = "The documents read so far report no strike here."
PANEL, ABOVE, BELOW = 1.25, 0.5, 0.9  # inches
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

Row = dict[str, Any]


def by_day(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The picture of strikes by their best day in the war, from a database with the computed tables."""
    rows = rows_of(connection, STRIKES)
    shown = [row for row in rows if row["in_war"] and row["date_start"]]
    panels = territories(package, {row["territory"] or "" for row in shown})
    note = (
        "Filled: reported on one day. Hatched: on the first day of a period, or on one of several days. Two rows may be"
        f" one strike. Not shown: {counted(len(rows) - len(shown), 'strike')} outside the war or without a day."
    )
    first, last = (date.fromisoformat(package.descriptor["temporal"][end]) for end in ("start", "end"))
    figure = sheet(ABOVE + PANEL * len(panels) + BELOW, TITLE, package, note)
    highest = max(Counter((row["territory"], row["date_start"]) for row in shown).values(), default=1)
    height = float(figure.get_size_inches()[1])
    for at, (code, label) in enumerate(panels.items()):
        top = ABOVE + at * PANEL + 0.25
        axes = room(figure, 0.75, height - top - PANEL + 0.4, 0.2, top)
        held = [row for row in shown if (row["territory"] or "") == code]
        axes.set_title(f"{label}: {counted(len(held), 'strike')}" if held else label, loc="left", fontsize=9.5, pad=3)
        _bars(axes, held, code, first)
        _scale(axes, first, last, highest, is_last=at == len(panels) - 1)
        if not held:
            axes.text(0.5, 0.5, NONE, transform=axes.transAxes, ha="center", va="center", style="italic")
    return Picture("strikes_by_day", TITLE, _words(shown, panels), figure)


def territories(package: Package, found: set[str]) -> dict[str, str]:
    """The short labels of territories by code, as the explorer has them, in alphabetical order; last that which is not
    known, where it is found.
    """
    short = texts()["short"]
    named = labels(package, "tallies", "territory").items()
    known = sorted((short.get(f"territory.{code}", label), code) for code, label in named if code in SHAPES)
    return {code: label for label, code in known} | ({"": "Not known who held the place"} if "" in found else {})


def _bars(axes: "Axes", held: list[Row], code: str, first: date) -> None:
    sure = Counter((row["date_start"] - first).days for row in held if not row["open"])
    unsure = Counter((row["date_start"] - first).days for row in held if row["open"])
    days, colour = sorted(sure | unsure), COLOURS[code]
    axes.bar(days, [sure[day] for day in days], 0.8, color=colour, edgecolor=colour)
    above: dict[str, Any] = {
        "bottom": [sure[day] for day in days],
        "color": "white",
        "edgecolor": colour,
        "hatch": HATCH,
    }
    axes.bar(days, [unsure[day] for day in days], 0.8, **above)


def _scale(axes: "Axes", first: date, last: date, highest: int, is_last: bool) -> None:
    from matplotlib.ticker import MaxNLocator

    length = (last - first).days
    days = [first + timedelta(day) for day in range(0, length + 1)]
    marked = [day for day in days if day == first or day.day % 10 == 5]
    axes.set(xlim=(-1, length + 1), ylim=(0, highest * 1.08))
    axes.set_xticks([(day - first).days for day in marked])
    axes.set_xticklabels([_named(day) + f" {day.year}" * (day == first) for day in marked] if is_last else [])
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))


def _named(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _words(shown: list[Row], panels: dict[str, str]) -> str:
    if not shown:
        return f"Columns of strikes by day. {NONE}"
    said = []
    for code, label in panels.items():
        days = Counter(row["date_start"] for row in shown if (row["territory"] or "") == code)
        if not days:
            said.append(f"{label}: none is reported.")
            continue
        most, day = max((number, day) for day, number in days.items())
        span = f"{counted(days.total(), 'strike')} on {counted(len(days), 'day')}"
        said.append(f"{label}: {span}, at most {most} on one day ({_named(day)}).")
    return f"Columns of strikes by day, by who held the place. {' '.join(said)}"
