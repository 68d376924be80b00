"""What is chosen: filters agree with the address, the selection with SQL, and the download with the selection."""

import csv
import io
import random
import time
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.shared.browsing import Browser
from tests.shared.exploring import Explored

pytestmark = pytest.mark.thorough

SHIFT, CONTROL = 8, 2
# all that are listed, also those that are listed on demand
SHOWN = """(document.querySelector('#rows button')?.click(),
  [...document.querySelectorAll('#rows li')].map(one => one.id.slice(4)).sort())"""
CHECKED = """Object.fromEntries([...document.querySelectorAll('details.facet')].map(one =>
  [one.id.slice(6), [...one.querySelectorAll('input')].map(input => input.checked)]))"""
ADDED = ["release", "licence", "citation", "selection"]
STRIKES = "SELECT strike_id FROM strike_summary"
RESPONSIBILITY = "SELECT strike_id FROM claims WHERE topic = 'responsibility'"
ROCKETS = "'munition_unguided_rocket', 'munition_smerch', 'munition_smerch_9m528'"
SELECTIONS = {
    "": STRIKES,
    "#held=azerbaijan": f"{STRIKES} WHERE territory = 'azerbaijan'",
    "#held=azerbaijan,armenia&war=true": f"{STRIKES} WHERE territory IN ('azerbaijan', 'armenia') AND in_war",
    "#from=2020-10-10&to=2020-10-20": f"{STRIKES} WHERE date_start <= '2020-10-20' AND date_end >= '2020-10-10'",
    "#side=third_party&what=killed": (
        "SELECT strike_id FROM claims WHERE speaker_side = 'third_party' AND outcome = 'killed'"
    ),
    "#weapon=munition_unguided_rocket": f"SELECT strike_id FROM claims WHERE code IN ({ROCKETS})",
    "#said=denies": f"{RESPONSIBILITY} AND stance = 'denies'",
    "#grade=conceded,corroborated": "SELECT strike_id FROM strike_grades WHERE grade IN ('conceded', 'corroborated')",
    "#side=armenia&said=accuses": f"{RESPONSIBILITY} AND speaker_side = 'armenia' AND stance = 'accuses'",
    "#war=none": f"{STRIKES} WHERE in_war IS NULL",
}
CLAIMS = {
    "#side=third_party&what=killed": "speaker_side = 'third_party' AND outcome = 'killed'",
    "#held=armenia": "territory = 'armenia'",
    "": "true",
}


@pytest.mark.parametrize("address", SELECTIONS)
def test_the_selection_is_that_of_the_same_question_in_sql(chromium: Browser, real: Explored, address: str) -> None:
    chromium.open(real.page, address)
    expected = sorted(set(real.ask(SELECTIONS[address])))
    assert chromium.run(SHOWN) == expected
    count = chromium.text("#count")
    assert sum(int(word) for word in count.split(" of ")[0].split() if word.isdigit()) == len(expected)


@pytest.mark.parametrize(
    ("words", "name"),
    [("xankendi", "Stepanakert"), ("Xankəndi", "Stepanakert"), ("ՍՏԵՓԱՆԱԿԵՐՏ", "Stepanakert"), ("гянджа", "Ganja"),
     ("GƏNCƏ 11", "Ganja"), ("st-b8px5pkt", "Barda")],
)  # fmt: skip
def test_the_search_finds_every_name_of_a_place(chromium: Browser, real: Explored, words: str, name: str) -> None:
    chromium.open(real.page)
    chromium.run("document.getElementById('filter-q').focus()")
    chromium.write(words)
    chromium.wait("location.hash.includes('q=')")
    assert len(chromium.texts("#rows h4")) < len(real.rows("strike_summary"))
    found = chromium.texts("#rows ol:first-of-type h4")  # of groups, those with a part there are found too
    assert found and all(name in one for one in found)


def test_a_choice_is_made_by_mouse_and_undone_by_going_back(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    chromium.click("#facet-held label:nth-of-type(2) input")
    assert chromium.address() == "#held=azerbaijan"
    assert chromium.run(SHOWN) == sorted(real.ask(SELECTIONS["#held=azerbaijan"]))
    number = chromium.text("#facet-held label:nth-of-type(2) .count")
    assert number == str(len(chromium.run(SHOWN)))
    chromium.run("history.back()")
    chromium.wait("location.hash === ''")
    chromium.wait("!document.querySelector('#facet-held label:nth-of-type(2) input').checked")
    assert len(chromium.run(SHOWN)) == len(real.rows("strike_summary"))
    chromium.click("#facet-held label:nth-of-type(2) input")
    chromium.click("#notes button")
    assert chromium.address() in ("", "#")


def test_each_choice_shows_how_many_strikes_it_would_leave(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page, "#held=azerbaijan")
    for facet in ("side", "what", "said", "grade"):
        for at, shown in enumerate(chromium.texts(f"#facet-{facet} .count")):
            chromium.open(real.page, "#held=azerbaijan")
            box = f"document.querySelectorAll('#facet-{facet} input')[{at}]"
            said = chromium.run(f"{box}.closest('label').querySelector('.count').textContent")
            chromium.run(f"{box}.click()")
            assert str(len(chromium.run(SHOWN))) == said, (facet, at, shown)


@pytest.mark.parametrize("seed", range(12))
def test_an_address_gives_the_state_and_the_state_the_address(chromium: Browser, real: Explored, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a test's choices
    chromium.open(real.page)
    boxes = chromium.run("document.querySelectorAll('.facet input').length")
    for at in sorted(draw.sample(range(boxes), draw.randint(1, 5))):
        chromium.run(f"document.querySelectorAll('.facet input')[{at}].click()")
    address, checked = chromium.run("location.hash"), chromium.run(CHECKED)
    shown = chromium.run(SHOWN)
    chromium.open(real.page, address)
    assert chromium.run(CHECKED) == checked
    assert chromium.run(SHOWN) == shown
    first = "document.querySelectorAll('.facet input')[0].click()"
    chromium.run(f"{first}, {first}")
    assert chromium.run("location.hash") == address


@pytest.mark.parametrize(
    "address",
    [
        *("#%E0%A4%A", "#held=atlantis", "#from=yesterday", "#&&&==", "#q=%00%FF", "#place=pl-zzzzzzzz,pl-nquztp5m"),
        *("#to=2020-13-77", "#constructor=1", "#__proto__=x", "#held=toString", "#" + "x" * 5000),
    ],
)
def test_a_bad_address_is_no_fault_of_the_page(chromium: Browser, real: Explored, address: str) -> None:
    chromium.open(real.page, address)
    assert chromium.messages == []
    assert chromium.text("h1")
    named = parse_qs(address[1:], keep_blank_values=True)
    if set(named) & {"held", "from", "to", "constructor", "__proto__", "place"}:
        assert "that this release does not know" in chromium.text("#notes")


@pytest.mark.parametrize(
    "choice",
    [
        *("held=none", "side=armenia_or_nagorno_karabakh", "side=none", "what=orphaned", "what=warning", "war=none"),
        *("weapon=munition_scud_b", "weapon=warhead_cluster", "said=admits_adverse", "said=denies", "grade=conceded"),
        *("accused=third_party", "grade=none"),
    ],
)
def test_a_code_that_no_row_has_any_more_is_still_a_choice(chromium: Browser, small: Explored, choice: str) -> None:
    chromium.open(small.page, f"#{choice}")
    assert chromium.messages == []
    notes = chromium.text("#notes")
    assert notes.startswith("Filtered: ") and "does not know" not in notes and "undefined" not in notes
    if not chromium.run(
        "document.querySelectorAll('.facet input:checked').length"
    ):  # no row has the code, so it has no box
        assert chromium.run(SHOWN) == []


@pytest.mark.parametrize("choice", ["accused=all", "weapon=target_military", "held=toString", "what=none"])
def test_a_word_that_is_no_code_of_a_filter_is_named(chromium: Browser, small: Explored, choice: str) -> None:
    chromium.open(small.page, f"#{choice}")
    assert "that this release does not know" in chromium.text("#notes")


def downloaded(chromium: Browser, folder: Path, button: int) -> str:
    chromium.click(f"#tools button:nth-of-type({button})")
    end = time.monotonic() + 20
    while not (found := [path for path in folder.iterdir() if path.suffix == ".csv"]):
        assert time.monotonic() < end
        chromium.run("0")
        time.sleep(0.05)
    text = found[0].read_bytes().decode("utf-8")
    found[0].rename(found[0].with_suffix(".seen"))
    return text


@pytest.mark.parametrize("address", CLAIMS)
def test_the_download_has_the_rows_of_the_release_byte_by_byte(
    chromium: Browser, real: Explored, downloads: Path, address: str
) -> None:
    chromium.open(real.page, address)
    text = downloaded(chromium, downloads, 1)
    wanted = set(real.ask(f"SELECT claim_id FROM claims WHERE {CLAIMS[address]}"))
    heading, *lines = real.computed["claims"].rstrip("\n").split("\n")
    expected = [heading, *(line for line in lines if line.split(",")[0] in wanted)]
    assert "\r" not in text and text.endswith("\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0])[-4:] == ADDED
    assert {row["release"] for row in rows} == {real.package.version}
    assert {row["licence"] for row in rows} == {"CC-BY-4.0"}
    assert {row["selection"] for row in rows} == {address}
    assert len({row["citation"] for row in rows}) == 1
    found = text.rstrip("\n").split("\n")
    assert all(one.startswith(f"{line},") for one, line in zip(found, expected, strict=True))


@pytest.mark.parametrize("package", ["real", "harmful"])
def test_strikes_can_be_downloaded_too(
    request: pytest.FixtureRequest, chromium: Browser, downloads: Path, package: str
) -> None:
    explored: Explored = request.getfixturevalue(package)
    chromium.open(explored.page)
    text = downloaded(chromium, downloads, 2)
    expected = explored.computed["strike_summary"].split("\n")
    assert all(found.startswith(line) for found, line in zip(text.split("\n"), expected, strict=True))
    assert package == "real" or '""' in text


def test_the_timeline_filters_and_shift_extends(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    columns, at = 48, 1 + 31  # before, then the days from 27 September: 28 October
    chromium.click("#timeline svg", at=((at + 0.5) / columns, 0.5))
    assert chromium.address() == "#from=2020-10-28&to=2020-10-28"
    chromium.click("#timeline svg", modifiers=SHIFT, at=((at - 1 + 0.5) / columns, 0.5))
    assert chromium.address() == "#from=2020-10-27&to=2020-10-28"
    chromium.click("#timeline svg", at=(0.5 / columns, 0.5))
    assert chromium.address() == "#to=2020-09-26"
    wanted = f"{STRIKES} WHERE date_start <= DATE '2020-09-26'"
    assert chromium.run(SHOWN) == sorted(real.ask(wanted))
    assert "Strikes by day" in chromium.run("document.querySelector('#timeline svg').getAttribute('aria-label')")


def test_no_group_is_a_mark_and_the_marks_have_every_strike_with_a_point(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    names = chromium.run("[...document.querySelectorAll('a.mark')].map(one => one.getAttribute('aria-label'))")
    counted = sum(int(name.split(": ")[-1].split()[0]) for name in names)
    with_point = "level = 'strike' AND latitude IS NOT NULL"
    assert counted == len(real.ask(f"SELECT strike_id FROM strike_summary WHERE {with_point}"))
    assert len(names) == len(real.ask(f"SELECT DISTINCT place_id FROM strike_summary WHERE {with_point}"))
    off = real.ask("SELECT name FROM strike_summary WHERE level = 'strike' AND latitude IS NULL")
    assert all(name in chromium.run("document.getElementById('below').textContent") for name in off)


# the first mark whose middle no other one covers
UNCOVERED = """
[...document.querySelectorAll('a.mark')].find(one => {
  const {x, y, width, height} = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}).getAttribute('aria-label')
"""


def test_a_mark_filters_by_its_place_and_a_card_lights_its_marks(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    label = chromium.run(UNCOVERED)
    chromium.click(f'a.mark[aria-label="{label}"]', at=(0.5, 0.5))
    place = chromium.address().removeprefix("#place=")
    assert [name for name in real.ask(f"SELECT name FROM places WHERE place_id = '{place}'") if label.startswith(name)]
    group = real.ask("SELECT other_id FROM strike_links WHERE relation = 'part_of' GROUP BY 1 ORDER BY count(*) DESC")[
        0
    ]
    chromium.open(real.page, f"#{group}")
    lit = chromium.run("document.querySelectorAll('a.mark.lit').length")
    places = real.ask(
        "SELECT DISTINCT place_id FROM strike_summary JOIN strike_links USING (strike_id)"
        f" WHERE other_id = '{group}' AND relation = 'part_of' AND level = 'strike' AND latitude IS NOT NULL"
    )
    assert lit == len(places) > 0


BOX = "document.getElementById('map').getBoundingClientRect()"
VIEW = "document.querySelector('#map .base').getAttribute('transform')"
SIZE = "document.querySelector('a.mark .area').getBoundingClientRect().width"


def test_the_map_zooms_by_buttons_and_ctrl_and_keeps_its_marks_size(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    first, size = chromium.run(VIEW), chromium.run(SIZE)
    for at in range(1, 7):
        before = chromium.run(VIEW)
        chromium.click(f"#controls button:nth-of-type({at})")
        assert chromium.run(VIEW) != before
    chromium.click("#controls button:nth-of-type(7)")
    assert chromium.run(VIEW) == first
    x, y = chromium.run(
        "(b => [b.x + b.width / 2, b.y + b.height / 2])(document.getElementById('map').getBoundingClientRect())"
    )
    wheel = {"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": -120}
    chromium.ask("Input.dispatchMouseEvent", **wheel)
    assert chromium.run(VIEW) == first
    chromium.ask("Input.dispatchMouseEvent", **wheel, modifiers=CONTROL)
    assert chromium.run(VIEW) != first
    assert chromium.run(SIZE) == pytest.approx(size, abs=0.1)
    before = chromium.run(VIEW)
    for kind, dx in (("mousePressed", 0), ("mouseMoved", 60), ("mouseReleased", 60)):
        chromium.ask("Input.dispatchMouseEvent", type=kind, x=x + dx, y=y, button="left", buttons=1, clickCount=1)
    assert chromium.run(VIEW) != before


def test_no_label_hides_another_or_is_cut(chromium: Browser, real: Explored) -> None:
    for size in ((1280, 800), (390, 844)):
        chromium.open(real.page, "", *size)
        boxes = chromium.run(
            "[...document.querySelectorAll('#map .labels text, #map .countries text')]"
            ".map(one => one.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
        )
        left, top, right, bottom = chromium.run(f"(b => [b.left, b.top, b.right, b.bottom])({BOX})")
        assert len(boxes) > 8
        assert all(a >= left and b >= top - 1 and c <= right and d <= bottom + 1 for a, b, c, d in boxes)
        for one, other in combinations(boxes, 2):  # the box of a text is higher than its letters
            across = min(one[2], other[2]) - max(one[0], other[0])
            assert across < 1 or min(one[3], other[3]) - max(one[1], other[1]) < 4
