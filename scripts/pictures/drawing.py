"""How every picture looks, and how it becomes SVG and PNG with its title, words, sources and version inside."""

import html
import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..explorer.page import LANGUAGE, WEB
from ..export.imprint import imprint
from ..package.package import Package

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The explorer's colours and shapes: they stand only for who held a place, and shapes alone tell them apart.
INK, SOFT, LINE = "#1b1f24", "#4d5661", "#c9cfd6"
LAND, SEA, BORDER = "#f1efe9", "#dfe6eb", "#8d9298"
# by territory; a code that is new has these of none until it is given its own
COLOURS = defaultdict(lambda: "#5d646b", azerbaijan="#0a6ba8", nagorno_karabakh="#b84f06", armenia="#4b2a5c")
SHAPES = defaultdict(lambda: "s", azerbaijan="o", nagorno_karabakh="D", armenia="^")
# widths of the shapes by which all have the same area, so that none looks larger for the same number
WIDTHS = {"o": 1.0, "D": 0.886, "^": 1.253, "s": 0.886}
WIDTH, DOTS = 9.0, 150  # inches, and dots per inch of PNG
NOTE, NOTE_WIDTH = 7.5, (WIDTH - 0.4) * 72  # the size of the note, and how wide it is, in points
SPARE = 1.03  # a font that another machine has instead may be a little wider
HATCH = "/////"
STYLE: Any = {
    "svg.hashsalt": "nk2020-strikes",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.8,
}


@dataclass(frozen=True)
class Picture:
    """A picture: its file name without ending, title, what it shows in words, and the figure."""

    name: str
    title: str
    words: str
    figure: "Figure"


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the style of the pictures, whatever the settings of the machine."""
    os.environ["MPLBACKEND"] = "agg"  # nothing is shown on a screen, and matplotlib fails on a backend it does not know
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        yield


def sheet(height: float, title: str, package: Package, note: str = "") -> "Figure":
    """An empty figure of a height in inches, with the title at the top and the note, sources and version below."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height))
    figure.text(0.02, 1 - 0.12 / height, title, fontsize=12, fontweight="bold", va="top")
    lines = [fitted(text, NOTE, NOTE_WIDTH) for text in (note, source_line(package)) if text]
    figure.text(0.02, 0.1 / height, "\n".join(lines), fontsize=NOTE, color=SOFT, va="bottom", linespacing=1.4)
    return figure


def room(figure: "Figure", left: float, bottom: float, right: float, top: float) -> "Axes":
    """Axes with margins in inches."""
    width, height = figure.get_size_inches()
    return figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    )


def width_of(text: str, size: float) -> float:
    """How wide a line of text of a size is, in points."""
    return sum(map(_width, text)) * size * SPARE


@cache
def _width(letter: str) -> float:
    """How wide a letter of size 1 is."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties(family=STYLE["font.family"])))
    font.set_size(100, 72)
    return font.load_char(ord(letter)).linearHoriAdvance / 65536 / 100


def fitted(text: str, size: float, width: float) -> str:
    """A text in lines of at most a width in points, broken only at spaces; a longer word is a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def source_line(package: Package) -> str:
    """What every picture says of its source: claims, data, version, day and licence."""
    facts = imprint(package)
    return (
        f"It shows what was claimed; it is not a count of the dead. Data: {facts['name']} {facts['version']},"
        f" {facts['date']}, {facts['licence']}. The table sources lists the documents."
    )


def texts() -> dict[str, Any]:
    """The explorer's texts, so that pictures use its words."""
    read: dict[str, Any] = json.loads((WEB / f"texts.{LANGUAGE}.json").read_text(encoding="utf-8"))
    return read


def labels(package: Package, table: str, field: str) -> dict[str, str]:
    """The label of every code of a field of a computed table."""
    [found] = [one for one in package.computed[table].fields if one["name"] == field]
    return {code["value"]: code["label"] for code in found["categories"]}


def counted(number: int, one: str, more: str = "") -> str:
    """A number with its noun, such as 1 strike or 2 strikes."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def svg(picture: Picture, package: Package) -> bytes:
    """The picture as SVG; a screen reader reads its title and words."""
    written = io.StringIO()
    about: dict[str, Any] = {
        "Title": picture.title,
        "Source": source_line(package),
        "Date": None,
        "Creator": package.descriptor["name"],
    }
    picture.figure.savefig(written, format="svg", metadata=about)
    named = f"<title>{html.escape(picture.title)}</title><desc>{html.escape(spoken(picture, package))}</desc>"
    text = re.sub(r"(<svg )([^>]*>)", lambda tag: f'{tag[1]}role="img" {tag[2]}\n {named}', written.getvalue(), count=1)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).encode()


def png(picture: Picture, package: Package) -> bytes:
    """The picture as PNG, with title, words and source as its texts."""
    written = io.BytesIO()
    about: dict[str, Any] = {
        "Title": picture.title,
        "Description": spoken(picture, package),
        "Source": source_line(package),
    }
    picture.figure.savefig(written, format="png", dpi=DOTS, metadata=about | {"Software": None})
    return written.getvalue()


def spoken(picture: Picture, package: Package) -> str:
    """The alternative text with source and version."""
    return f"{picture.words} {source_line(package)}"
