"""How the page of a small made-up package looks: Chromium's screenshots, compared with stored ones.

To store new ones after a change that is meant, look at them, and run: python -m tests.explorer.test_pictured
"""

import tempfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.shared.browsing import SETTLED, Browser, browser
from tests.shared.exploring import Explored, explored
from tests.shared.tiny import tiny, write

pytestmark = pytest.mark.thorough

STORED = Path(__file__).parent / "pictured"
FONT = "DejaVu Sans"  # which .ci/install installs
LEVELS = 16  # of grey
SMALLER = 2  # times, in width and height, so that files are small, and again where two are compared
SHADES = 24  # of 255, by which a pixel may differ, since letters are not drawn alike everywhere
SHARE = 0.01  # of the pixels, that may differ by more
SIZES = [(1280, 800), (390, 844)]
ADDRESSES = {"list": "", "card": "#st-first234", "tallies": "#tallies"}
# what differs from one version or browser to the other: the version, its citation, and the browser's own date fields
VARYING = "#version, footer, .cite, input[type=date]"


def photograph(chromium: Browser, page: Explored, name: str, width: int, height: int, file: Path) -> None:
    """Write a small grey screenshot of one address."""
    chromium.open(page.page, ADDRESSES[name], width, height)
    chromium.run(f"document.querySelectorAll('{VARYING}').forEach(one => {{ one.style.visibility = 'hidden'; }})")
    chromium.run(f"document.body.style.fontFamily = '{FONT}'")
    chromium.run(SETTLED)
    chromium.photograph(file)
    with Image.open(file) as opened:
        grey = opened.convert("L").reduce(SMALLER).quantize(LEVELS)
    grey.save(file, optimize=True)


def difference(one: Path, other: Path) -> float:
    """The share of pixels that differ by more than SHADES; 1 if the sizes differ."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 1.0
        grey = [one.convert("L").reduce(SMALLER) for one in (first, second)]
    apart = ImageChops.difference(*grey).histogram()
    return sum(apart[SHADES + 1 :]) / sum(apart)


@pytest.mark.parametrize("width, height", SIZES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_page_looks_as_it_did(
    chromium: Browser, small: Explored, tmp_path: Path, name: str, width: int, height: int
) -> None:
    file = f"{name}-{width}.png"
    photograph(chromium, small, name, width, height, tmp_path / file)
    assert difference(STORED / file, tmp_path / file) <= SHARE, f"look at {tmp_path / file}; if it is meant, store it"


def test_another_page_looks_different() -> None:
    for width, _ in SIZES:
        assert difference(STORED / f"list-{width}.png", STORED / f"card-{width}.png") > 5 * SHARE
        assert difference(STORED / f"tallies-{width}.png", STORED / f"card-{width}.png") > 2 * SHARE


def store() -> None:
    """Store all screenshots anew."""
    STORED.mkdir(exist_ok=True)
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        page = explored(write(Path(folder) / "package", tiny()).root, Path(folder))
        for name in ADDRESSES:
            for width, height in SIZES:
                photograph(chromium, page, name, width, height, STORED / f"{name}-{width}.png")


if __name__ == "__main__":
    store()
