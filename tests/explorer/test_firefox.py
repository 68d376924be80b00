"""The page in Firefox: it opens, filters, shows cards and is used by keyboard as in Chromium."""

from collections.abc import Iterator

import pytest

from tests.shared.bidi import FIREFOX, Firefox, firefox
from tests.shared.exploring import Explored

pytestmark = pytest.mark.thorough

CARDS = 8  # that are opened, spread over all
# all that are listed, also those that are listed on demand
SHOWN = """(document.querySelector('#rows button')?.click(),
  [...document.querySelectorAll('#rows li')].map(one => one.id.slice(4)).sort())"""


@pytest.fixture(scope="module")
def fox() -> Iterator[Firefox]:
    if not FIREFOX:
        pytest.skip("no Firefox is installed; .ci/install installs it")
    with firefox() as one:
        yield one


@pytest.mark.parametrize("size", [(1280, 800), (450, 844)])
def test_it_opens_in_firefox_without_a_message_or_a_request(
    fox: Firefox, real: Explored, size: tuple[int, int]
) -> None:
    strikes = [row["strike_id"] for row in real.rows("strike_summary")]
    cards = [f"#{strike}" for strike in strikes[:: len(strikes) // CARDS]]
    for address in ("", *cards, "#tallies", "#sources", "#held=armenia"):
        fox.open(real.page, address, *size)
        assert fox.messages == []
        # the browser itself draws its date fields with data: addresses
        assert {one for one in fox.requests if not one.startswith("data:")} <= {real.page.as_uri() + address}
        assert fox.run("document.documentElement.scrollWidth") <= size[0]


def test_filters_and_cards_work_in_firefox(fox: Firefox, real: Explored) -> None:
    fox.open(real.page)
    fox.click("#facet-held label:nth-of-type(2) input")
    assert fox.run("location.hash") == "#held=azerbaijan"
    wanted = real.ask("SELECT strike_id FROM strike_summary WHERE territory = 'azerbaijan' ORDER BY 1")
    assert fox.run(SHOWN) == wanted
    fox.click("#rows li:nth-of-type(2) a")
    assert fox.run("document.activeElement.id") == "card-title"
    assert fox.run("document.querySelectorAll('#card .claim').length") > 0
    fox.run("history.back()")
    fox.wait("document.getElementById('card').hidden")


def test_the_keyboard_works_in_firefox(fox: Firefox, real: Explored) -> None:
    fox.open(real.page)
    fox.press("/")
    assert fox.run("document.activeElement.id") == "filter-q"
    fox.press(*"barda")
    fox.wait("location.hash.includes('q=barda')")
    fox.run("document.querySelector('#rows a').focus()")
    fox.press("Enter")
    assert fox.run("document.activeElement.id") == "card-title"
    fox.press("Escape")
    assert fox.run("Boolean(document.activeElement.closest('#rows li'))")


def test_texts_stay_texts_in_firefox(fox: Firefox, harmful: Explored) -> None:
    for row in harmful.rows("strike_summary"):
        fox.open(harmful.page, f"#{row['strike_id']}")
        assert fox.run("window.harmed ?? null") is None
        assert fox.run("document.querySelectorAll('img, [onerror], [onload]').length") == 0
        assert fox.messages == []


def test_marks_and_the_map_work_in_firefox(fox: Firefox, real: Explored) -> None:
    fox.open(real.page)
    before = fox.run("document.querySelector('#map .base').getAttribute('transform')")
    fox.click("#controls button")
    assert fox.run("document.querySelector('#map .base').getAttribute('transform')") != before
    fox.click("#controls button:nth-of-type(7)")
    fox.click("a.mark .area")
    assert fox.run("location.hash").startswith("#place=")
