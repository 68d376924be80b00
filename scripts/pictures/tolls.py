"""Claimed tolls: what the voices of each side give for the strikes on which figures differ most, as ranges."""

from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .drawing import INK, LINE, SOFT, Picture, counted, labels, room, sheet, texts

if TYPE_CHECKING:
    import duckdb
    from matplotlib.axes import Axes

DISPUTED = """
SELECT d.strike_id, s.name, d.outcome, d.spread, d.voices
FROM disagreement AS d JOIN strike_summary AS s USING (strike_id)
WHERE s.level = 'strike' AND d.outcome IN ('killed', 'injured') AND d.voices > 1
ORDER BY d.spread DESC, d.share_disagreeing DESC, d.highest DESC, d.strike_id, d.outcome LIMIT 8
"""
ESTIMATES = """
SELECT strike_id, outcome, "view", basis, low, high, high_open FROM strike_estimates
WHERE population = 'all' AND "view" <> 'all'
"""
TITLE = "Claimed tolls by whose voices give them, the greatest difference first"
NONE = "No strike has a figure from more than one voice."
ROW, BLOCK, ABOVE, BELOW = 0.21, 0.95, 0.45, 1.15  # inches

LONGEST = 40  # letters of a name

Row = dict[str, Any]


def tolls(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The picture of ranges by side, from a database with the computed tables; no figure is added to another."""
    disputed = rows_of(connection, DISPUTED)
    ranges = {(row["strike_id"], row["outcome"], row["view"]): row for row in rows_of(connection, ESTIMATES)}
    sides = _sides(package)
    note = (
        "Only strikes on which at least two voices give a total. Everybody is counted, civilians or not."
        " A line goes from the lowest to the highest figure that stands; an arrow means at least."
    )
    figure = sheet(ABOVE + BLOCK * max(len(disputed), 1) + BELOW, TITLE, package, note)
    axes = room(figure, 3.7, BELOW, 0.25, ABOVE)
    said = []
    for at, one in enumerate(disputed):
        heading: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "fontweight": "bold", "fontsize": 8.5}
        axes.text(-0.695, at, f"{_short(one['name'])}: {one['outcome']}", **heading)
        for row, (view, label) in enumerate(sides.items()):
            y = at + (row + 1) * ROW / BLOCK
            found = ranges.get((one["strike_id"], one["outcome"], view))
            said.append((one, label, in_words(found)))
            axes.text(-0.68, y, label, transform=axes.get_yaxis_transform(), va="center", fontsize=8)
            _range(axes, y, found)
    _scale(axes, [ranges.get((d["strike_id"], d["outcome"], v)) for d in disputed for v in sides], len(disputed))
    if not disputed:
        axes.text(0.5, 0.5, NONE, transform=axes.transAxes, ha="center", style="italic")
    return Picture("claimed_tolls", TITLE, _words(said, len(disputed)), figure)


def _sides(package: Package) -> dict[str, str]:
    """The views of sides by code, in alphabetical order, third parties last."""
    named = {code: label.removesuffix(" only") for code, label in labels(package, "strike_estimates", "view").items()}
    sides = [(code == "third_party", label, code) for code, label in named.items() if code != "all"]
    return {code: label for _, label, code in sorted(sides)}


def in_words(row: Row | None) -> str:
    """A range in the explorer's words: a figure, a range, not numbered, or nothing coded."""
    say = texts()
    if row is None:
        return str(say["no_figure"])
    low, high = row["low"], row["high"]
    if low is None:
        return str(say["not_numbered"] if high is None else say["up_to"].format(high=high))
    if high is None:
        return f"{say['or_more'].format(low=low)} ({say['subgroup']})"
    if low == high:
        return str(say["or_more"].format(low=low) if row["high_open"] else low)
    return str(say["range_or_more" if row["high_open"] else "range"].format(low=low, high=high))


def _range(axes: "Axes", y: float, row: Row | None) -> None:
    low, high = (row["low"], row["high"]) if row else (None, None)
    end = high if high is not None else low
    if row and end is not None:
        is_open = bool(row["high_open"]) or high is None
        start = low if low is not None else 0
        axes.plot([start, end], [y, y], color=INK, linewidth=2.4, solid_capstyle="butt")
        ends = [at for at in (low, high) if at is not None]
        axes.plot(ends, [y] * len(ends), "|", color=INK, markersize=8, markeredgewidth=2.2)
        if is_open:
            arrow: dict[str, Any] = {"arrowstyle": "<-", "color": INK, "linewidth": 1.4}
            axes.annotate("", (end, y), xytext=(22, 0), textcoords="offset points", arrowprops=arrow)
    is_open = bool(row and end is not None and (row["high_open"] or high is None))
    style: dict[str, Any] = {"fontsize": 8, "va": "center", "color": INK if end is not None else SOFT}
    offset = (28 if is_open else 8, 0)
    axes.annotate(in_words(row), (end or 0, y), xytext=offset, textcoords="offset points", **style)


def _scale(axes: "Axes", rows: list[Row | None], blocks: int) -> None:
    from matplotlib.ticker import MaxNLocator

    highest = max((row[end] or 0 for row in rows if row for end in ("low", "high")), default=0)
    axes.set(xlim=(0, max(highest, 1) * 1.4), ylim=(max(blocks, 1) - 0.1, -0.3), yticks=[], xlabel="persons claimed")
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.grid(visible=True, axis="x", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _words(said: list[tuple[Row, str, str]], strikes: int) -> str:
    if not said:
        return f"Ranges of claimed tolls by side. {NONE}"
    lines: dict[str, list[str]] = {}
    for one, label, told in said:
        lines.setdefault(f"{one['name']}, {one['outcome']}", []).append(f"{label}: {told}")
    body = " ".join(f"{name}. {'; '.join(parts)}." for name, parts in lines.items())
    return f"Ranges of claimed tolls by side for {counted(strikes, 'toll')}. {body}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
