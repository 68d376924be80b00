"""Words of pictures: on the real data, every one lies within its picture and over no other."""

import re
from itertools import combinations

import pytest
from matplotlib.text import Text

from scripts.derived.compute import computed_database
from scripts.package.database import rows_of
from scripts.package.package import open_package
from scripts.pictures.drawing import Picture, fitted, styled
from scripts.pictures.pictures import DRAWN
from scripts.pictures.places import PLACES
from tests.shared.tiny import ROOT


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    package = open_package(ROOT)
    connection = computed_database(package)
    with styled():
        drawn = [draw(package, connection) for draw in DRAWN]
        for picture in drawn:
            picture.figure.draw_without_rendering()
    return drawn


def _texts(picture: Picture) -> list[Text]:
    """The texts that are drawn; an axis has more, for marks outside its limits."""
    figure = picture.figure
    hidden = set()
    for axes in figure.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = sorted(limits)
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            outside = [tick for tick in ticks if not low <= tick.get_loc() <= high]
            hidden |= {id(text) for tick in outside for text in (tick.label1, tick.label2)}
    found = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    return [text for text in found if text.get_visible() and text.get_text().strip() and id(text) not in hidden]


@pytest.mark.thorough
def test_every_text_lies_within_its_picture(pictures: list[Picture]) -> None:
    cut = []
    for picture in pictures:
        page = picture.figure.bbox
        for text in _texts(picture):
            box = text.get_window_extent()
            if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1:
                cut.append((picture.name, text.get_text()))
    assert not cut


@pytest.mark.thorough
def test_no_text_lies_over_another(pictures: list[Picture]) -> None:
    over = []
    for picture in pictures:
        boxes = [(text.get_text(), text.get_window_extent()) for text in _texts(picture)]
        for (one, first), (other, second) in combinations(boxes, 2):
            across = min(first.x1, second.x1) - max(first.x0, second.x0)
            if across > 1 and min(first.y1, second.y1) - max(first.y0, second.y0) > 1:
                over.append((picture.name, one, other))
    assert not over


def test_lines_break_only_at_spaces() -> None:
    assert fitted("publishers of Azerbaijan", 7, 10) == "publishers\nof\nAzerbaijan"
    assert fitted("publishers of Azerbaijan", 7, 1000) == "publishers of Azerbaijan"
    assert fitted("of Nagorno-Karabakh", 7, 50) == "of\nNagorno-Karabakh"


@pytest.mark.thorough
def test_places_with_most_strikes_are_named_on_the_map(pictures: list[Picture]) -> None:
    package = open_package(ROOT)
    places = rows_of(computed_database(package), PLACES)
    [drawn] = [picture for picture in pictures if picture.name == "places"]
    named = {text.get_text() for text in drawn.figure.axes[0].texts}
    assert [row["name"] for row in places[:8] if row["name"] not in named] == []


@pytest.mark.thorough
def test_no_place_has_more_strikes_of_a_territory_than_the_war(pictures: list[Picture]) -> None:
    by_name = {picture.name: picture.words for picture in pictures}
    in_war, on_map = (
        {label: int(number) for label, number in re.findall(r"(Armenia|Azerbaijan|\(Artsakh\)): (\d+) strikes?", words)}
        for words in (by_name["strikes_by_day"], by_name["places"])
    )
    assert len(on_map) == 3 and all(on_map[label] <= in_war[label] for label in on_map)
