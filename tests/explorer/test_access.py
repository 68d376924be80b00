"""Whoever looks: by keyboard, with assistive technology, on paper, in high contrast, on a narrow screen."""

import base64
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.shared.browsing import Browser
from tests.shared.exploring import Explored

pytestmark = pytest.mark.thorough

SHIFT = 8
SIZES = [(1280, 800), (390, 844)]
FOCUS = "(one => one.id || one.className?.baseVal || one.textContent)(document.activeElement)"
# axe-core as one file, which .ci/axe fetches; WCAG 2.2 AA and best practice
AXE = os.environ.get("NK2020_AXE", "")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Texts whose colour on the ground behind them is below 4.5:1, or 3:1 where they are large.
PALE = """(() => {
  const linear = n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4;
  const light = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map(n => linear(n / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = one => {
    const colour = one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)';
    return /, 0\\)$|transparent/.test(colour) ? ground(one.parentElement) : colour;
  };
  const found = [];
  for (const one of document.querySelectorAll('body *')) {
    if (one.closest('svg, script, style, noscript') || !one.checkVisibility()) continue;
    if (![...one.childNodes].some(child => child.nodeType === 3 && child.textContent.trim())) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push([one.textContent.slice(0, 40), ratio]);
  }
  return found;
})()"""
SMALL = """[...document.querySelectorAll('button, input, summary, a.mark .area')]
  .filter(one => one.checkVisibility())
  .map(one => [one.outerHTML.slice(0, 60), (one.closest('label') ?? one).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([text, box]) => [text, box.width, box.height])"""
HEADINGS = """[...document.querySelectorAll('#card .sides')].map(one =>
  [...one.querySelectorAll('h5')].map(name => name.innerText))"""
EMPTY = "[...document.querySelectorAll('#card .side')].filter(one => one.children.length < 2).map(one => one.innerText)"
COLOURS = """[...new Set([...document.querySelectorAll('#card h5, #card .what')]
  .map(one => getComputedStyle(one).color))]"""


def largest(page: Explored) -> str:
    """The strike with most claims."""
    return Counter(row["strike_id"] for row in page.rows("claims")).most_common(1)[0][0]


@pytest.mark.parametrize("size", SIZES)
def test_a_strike_is_found_read_and_left_by_keyboard(chromium: Browser, real: Explored, size: tuple[int, int]) -> None:
    chromium.open(real.page, "", *size)
    chromium.press("/")
    assert chromium.run(FOCUS) == "filter-q"
    chromium.write("barda 28")
    chromium.wait("location.hash.includes('q=')")
    for _ in range(100):
        chromium.press("Tab")
        if chromium.run("Boolean(document.activeElement.closest('#rows li'))"):
            break
    row = chromium.run("document.activeElement.closest('#rows li').id")
    chromium.press("Enter")
    assert chromium.run(FOCUS) == "card-title"
    assert chromium.address().startswith(f"#{row[4:]}")
    chromium.press("Escape")
    assert chromium.run("document.activeElement.closest('#rows li').id") == row
    assert chromium.run("document.getElementById('card').hidden")


def test_going_back_in_the_browser_returns_to_the_row_too(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    chromium.click("#rows li:nth-of-type(3) a")
    row = chromium.address()[1:]
    chromium.run("history.back()")
    chromium.wait("!document.body.classList.contains('with-card')")
    assert chromium.run("document.activeElement.closest('#rows li').id") == f"row-{row}"


def test_the_first_tab_offers_to_skip_to_the_list(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    chromium.press("Tab")
    assert chromium.run(FOCUS) == "skip"
    chromium.press("Enter")
    assert chromium.run(FOCUS) == "count"


def test_marks_choices_and_facets_work_by_keyboard(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    chromium.run("document.querySelector('a.mark').focus()")
    chromium.press("Enter")
    assert chromium.address().startswith("#place=pl-")
    chromium.open(real.page)
    chromium.run("document.querySelector('#facet-what summary').focus()")
    chromium.press("Enter")
    chromium.press("Tab")
    chromium.press("Space")
    assert chromium.address().startswith("#what=")


def test_every_control_has_a_name_and_the_page_its_landmarks(chromium: Browser, real: Explored) -> None:
    for address in ("", f"#{real.rows('strike_summary')[0]['strike_id']}", "#sources"):
        chromium.open(real.page, address)
        nodes = chromium.tree()
        roles = [node["role"] for node in nodes]
        assert {"banner", "main", "contentinfo", "navigation", "search"} <= set(roles) | (
            {"search"} if address else set()
        )
        named = ("link", "button", "checkbox", "textbox", "searchbox", "region", "article", "image", "img", "Date")
        assert [node for node in nodes if node["role"] in named and not node["name"].strip()] == []
        ids = chromium.run("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert sorted(set(ids)) == sorted(ids)


def test_the_number_of_strikes_is_announced(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    assert chromium.run("document.querySelector('#count [role]').getAttribute('role')") == "status"


@pytest.mark.parametrize("size", SIZES)
def test_texts_stand_out_and_targets_are_large_enough(chromium: Browser, real: Explored, size: tuple[int, int]) -> None:
    for address in ("", "#held=armenia", f"#{largest(real)}", "#tallies", "#sources"):
        chromium.open(real.page, address, *size)
        assert chromium.run(PALE) == []
        assert chromium.run(SMALL) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation(chromium: Browser, real: Explored, size: tuple[int, int]) -> None:
    if not AXE:
        pytest.skip("NK2020_AXE does not name axe.min.js; .ci/axe fetches it")
    script = Path(AXE).read_text(encoding="utf-8")
    for address in ("", f"#{largest(real)}", "#tallies", "#sources", "#changes", "#st-zzzz9999"):
        chromium.open(real.page, address, *size)
        chromium.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        chromium.run(script + "; 0")
        only = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
        found: list[Any] = chromium.run(
            f"axe.run(document, {only}).then(said => said.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
        )
        assert found == [], address


@pytest.mark.parametrize("address", ["", "card"])
def test_on_paper_there_is_the_card_or_the_list_and_no_control(chromium: Browser, real: Explored, address: str) -> None:
    key = real.rows("strike_summary")[0]["strike_id"]
    chromium.open(real.page, f"#{key}" if address else "")
    chromium.ask("Emulation.setEmulatedMedia", media="print")
    try:
        visible = "document.getElementById('{}').checkVisibility()"
        assert [chromium.run(visible.format(name)) for name in ("filters", "overview", "tools")] == [False] * 3
        assert chromium.run(visible.format("card")) is bool(address)
        assert chromium.run(visible.format("rows")) is not bool(address)
        paper = base64.b64decode(chromium.ask("Page.printToPDF")["data"])
        assert paper.startswith(b"%PDF") and paper.count(b"/Type /Page\n") >= 1
    finally:
        chromium.ask("Emulation.setEmulatedMedia", media="")


def test_in_forced_colours_marks_stay_visible(chromium: Browser, real: Explored) -> None:
    chromium.ask("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
    try:
        chromium.open(real.page)
        fill = chromium.run("getComputedStyle(document.querySelector('a.mark:not(.district) path')).fill")
        ground = chromium.run("getComputedStyle(document.body).backgroundColor")
        assert fill != ground
    finally:
        chromium.ask("Emulation.setEmulatedMedia", features=[])


def test_sides_have_the_same_words_and_no_colour(chromium: Browser, real: Explored) -> None:
    """Columns have the same order on every card, and none is empty without a word."""
    orders = set()
    chromium.open(real.page)
    for row in real.rows("strike_summary"):
        chromium.run(f"location.hash = '#{row['strike_id']}'")
        chromium.wait(f"document.querySelector('#card header .small')?.innerText.includes('{row['strike_id']}')")
        for names in chromium.run(HEADINGS):
            orders.add(tuple(name for name in names if name not in ("All voices", "Side not known")))
        assert chromium.run(EMPTY) == [], row["strike_id"]
    assert orders == {("Armenia and Nagorno-Karabakh", "Azerbaijan", "Third parties")}
    assert len(chromium.run(COLOURS)) <= 2
