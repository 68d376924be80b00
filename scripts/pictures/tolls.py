"""Claimed tolls: what the voices of each side give for the strikes on which figures differ most, as ranges."""

from typing import TYPE_CHECKING, Any

from ..package.database import rows_of
from ..package.package import Package
from .by_day import territories
from .drawing import INK, LINE, SOFT, WIDTH, Picture, labels, room, sheet, texts, width_of

if TYPE_CHECKING:
    import duckdb
    from matplotlib.axes import Axes

# of each strike the outcome on which figures differ most, and of each territory the three strikes with most difference
DISPUTED = """
WITH most AS (
    SELECT d.*, s.name, CASE WHEN s.in_war THEN coalesce(s.territory, '') ELSE '' END AS territory
    FROM disagreement AS d JOIN strike_summary AS s USING (strike_id)
    WHERE s.level = 'strike' AND d.outcome IN ('killed', 'injured') AND d.voices > 1 AND d.spread > 0
    QUALIFY row_number() OVER (PARTITION BY strike_id ORDER BY d.spread DESC, d.outcome DESC) = 1
)
SELECT strike_id, name, outcome, territory FROM most
QUALIFY row_number() OVER (
    PARTITION BY territory ORDER BY spread DESC, share_disagreeing DESC, highest DESC, strike_id
) <= 3
ORDER BY spread DESC, share_disagreeing DESC, highest DESC, strike_id
"""
ESTIMATES = """
SELECT strike_id, outcome, "view", basis, low, high, high_open FROM strike_estimates
WHERE population = 'all' AND "view" <> 'all'
"""
TITLE = "Claimed tolls by whose voices give them, the greatest difference first"
HELD = "Places held by"
NONE = "No strike here has different totals from two voices or more."
ROW, BLOCK, HEADING, ABOVE, BELOW = 0.2, 0.88, 0.36, 0.45, 1.15  # inches
NAMES, EDGE = 3.7, 0.25  # inches beside the axes
SAID, ARROW = 8, 28  # the size of the words behind a range, and how far behind an open one they are, in points
LEFT, INDENT = 0.695, 0.015  # shares of the width of the axes

LONGEST = 40  # letters of a name

Row = dict[str, Any]


def tolls(package: Package, connection: "duckdb.DuckDBPyConnection") -> Picture:
    """The picture of ranges by side, from a database with the computed tables; no figure is added to another."""
    disputed = rows_of(connection, DISPUTED)
    ranges = {(row["strike_id"], row["outcome"], row["view"]): row for row in rows_of(connection, ESTIMATES)}
    held = territories(package, {row["territory"] for row in disputed})
    blocks = {
        f"{HELD} {label}" if code else label: [row for row in disputed if row["territory"] == code]
        for code, label in held.items()
    }
    note = (
        "For each territory, at most three strikes: those on whose total figures of at least two voices differ most."
        " Everybody is counted, civilians or not. A line goes from the lowest to the highest figure that stands; an"
        " arrow means at least."
    )
    inches = sum(HEADING + BLOCK * max(len(rows), ROW / BLOCK) for rows in blocks.values())
    figure = sheet(ABOVE + inches + BELOW, TITLE, package, note)
    axes = room(figure, NAMES, BELOW, EDGE, ABOVE)
    sides, said, at = _sides(package), {}, 0.0
    for heading, rows in blocks.items():
        _write(axes, at + HEADING / 3, heading, -LEFT, fontsize=9.5, color=SOFT)
        at += HEADING
        said[heading] = [_block(axes, at + BLOCK * number, row, sides, ranges) for number, row in enumerate(rows)]
        if not rows:
            _write(axes, at, NONE, -LEFT + INDENT, fontsize=8, style="italic")
        at += BLOCK * max(len(rows), ROW / BLOCK)
    _scale(axes, [ranges.get((d["strike_id"], d["outcome"], v)) for d in disputed for v in sides], at)
    return Picture("claimed_tolls", TITLE, _words(said), figure)


def _block(axes: "Axes", at: float, one: Row, sides: dict[str, str], ranges: dict[tuple[str, str, str], Row]) -> str:
    """Draw what each side gives for a strike; returns it in words."""
    _write(axes, at, f"{_short(one['name'])}: {one['outcome']}", -LEFT, fontsize=8.5, fontweight="bold")
    told = []
    for row, (view, label) in enumerate(sides.items(), start=1):
        found = ranges.get((one["strike_id"], one["outcome"], view))
        told.append(f"{label}: {in_words(found)}")
        _write(axes, at + row * ROW, label, -LEFT + INDENT, fontsize=8)
        _range(axes, at + row * ROW, found)
    return f"{one['name']}, {one['outcome']}: {'; '.join(told)}."


def _write(axes: "Axes", at: float, text: str, across: float, **style: Any) -> None:
    axes.text(across, at, text, transform=axes.get_yaxis_transform(), va="center", **style)


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
    style: dict[str, Any] = {"fontsize": SAID, "va": "center", "color": INK if end is not None else SOFT}
    offset = (ARROW if is_open else 8, 0)
    axes.annotate(in_words(row), (end or 0, y), xytext=offset, textcoords="offset points", **style)


def _scale(axes: "Axes", rows: list[Row | None], inches: float) -> None:
    from matplotlib.ticker import MaxNLocator

    ends = [(max(row["low"] or 0, row["high"] or 0), in_words(row)) for row in rows if row]
    highest = max((end for end, _ in ends), default=0)
    across = (WIDTH - NAMES - EDGE) * 72
    wide = [end * across / (across - ARROW - width_of(said, SAID)) for end, said in ends]  # so that words fit behind
    axes.set(xlim=(0, max(highest * 1.4, 1.4, *wide)), ylim=(inches - 0.1, -0.1), yticks=[], xlabel="persons claimed")
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.grid(visible=True, axis="x", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _words(said: dict[str, list[str]]) -> str:
    body = " ".join(f"{heading}: {' '.join(told) or NONE}" for heading, told in said.items())
    return f"Ranges of claimed tolls by side. {body}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
