"""The page in a real browser: it opens everywhere without a message or a request, and has a card for everything."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.shared.browsing import Browser
from tests.shared.exploring import MARKUP, Explored, explored
from tests.shared.tiny import ROOT, tiny, write

pytestmark = pytest.mark.thorough

SIZES = [(1280, 800), (390, 844)]
# Each strike's card, its heading, and the claims on it that are its own.
CARDS = """(async () => {
  const found = {};
  for (const id of IDS) {
    location.hash = `#${id}`;
    await new Promise(done => setTimeout(done, 0));
    const claims = [...document.querySelectorAll('#card .claim')].filter(one => !one.closest('.of-groups'));
    found[id] = [document.getElementById('card-title').innerText, claims.map(one => one.id)];
  }
  return found;
})()"""
WRONG = re.compile(r"\[object|undefined|NaN|\bnull\b|\{\w+\}|(^|\s)–\s*\?")


def is_quiet(chromium: Browser) -> None:
    assert chromium.messages == []
    # the browser itself draws the icon of a date field
    assert [one for one in chromium.requests if not one.startswith(("file:", "data:image/svg+xml", "blob:file:"))] == []
    assert len([one for one in chromium.requests if one.startswith("file:")]) <= 1


@pytest.fixture(params=["real", "small", "harmful"])
def page(request: pytest.FixtureRequest) -> Explored:
    found: Explored = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_without_a_message_or_a_request(chromium: Browser, page: Explored, size: tuple[int, int]) -> None:
    first = page.rows("strike_summary")[0]["strike_id"]
    for address in ("", f"#{first}", "#tallies", "#sources", "#changes", "#about", "#war=true&q=a", "#st-unknown2"):
        chromium.open(page.page, address, *size)
        text = chromium.text("body")
        if not any(markup in text for markup in MARKUP):
            assert not WRONG.search(text), (address, WRONG.search(text))
        assert chromium.run("document.querySelectorAll('h1').length") == 1
        is_quiet(chromium)


@pytest.mark.parametrize("width", [320, 390, 600, 999, 1000, 1280, 1920])
def test_nothing_needs_sideways_scrolling(chromium: Browser, real: Explored, width: int) -> None:
    strikes = [row["strike_id"] for row in real.rows("strike_summary")]
    for address in ("", f"#{strikes[0]}", "#tallies", "#sources"):
        chromium.open(real.page, address, width)
        assert chromium.run("document.documentElement.scrollWidth") <= width, address


def batched(values: Iterable[str], size: int) -> Iterator[list[str]]:
    """The values in lists of at most a size; itertools has this from Python 3.12."""
    listed = list(values)
    return (listed[at : at + size] for at in range(0, len(listed), size))


def test_every_strike_has_a_card_and_every_claim_is_on_exactly_one(chromium: Browser, page: Explored) -> None:
    chromium.open(page.page)
    strikes = {row["strike_id"]: row["name"] for row in page.rows("strike_summary")}
    found = {}
    for some in batched(strikes, 50):  # an answer may take at most a minute
        found |= chromium.run(CARDS.replace("IDS", str(list(some))))
    titles = {key: title for key, (title, _) in found.items()}
    assert {key: "".join(title.split()) for key, title in titles.items()} == {
        key: "".join(name.split()) for key, name in strikes.items()
    }
    shown = sorted((claim, key) for key, (_, claims) in found.items() for claim in claims)
    assert shown == sorted((row["claim_id"], row["strike_id"]) for row in page.rows("claims"))
    is_quiet(chromium)


def test_of_many_strikes_the_first_are_listed_and_the_others_on_demand(chromium: Browser, many: Explored) -> None:
    assert len(many.page.read_bytes()) < 250 * len(many.rows("claims"))
    for size in SIZES:
        chromium.open(many.page, "", *size)
        strikes = sum(row["level"] == "strike" for row in many.rows("strike_summary"))
        assert strikes > 100
        assert chromium.run("document.querySelector('#rows ol').children.length") == 100
        assert chromium.text("#counted").startswith(f"All {strikes} strikes and")
        chromium.click("#rows button")
        assert chromium.run("document.querySelectorAll('#rows li').length") == len(many.rows("strike_summary"))
        is_quiet(chromium)


def test_texts_of_the_data_stay_texts(chromium: Browser, harmful: Explored) -> None:
    strikes = [row["strike_id"] for row in harmful.rows("strike_summary")]
    for address in ("", *(f"#{key}" for key in strikes), "#tallies", "#sources", "#changes"):
        chromium.open(harmful.page, address)
        assert chromium.run("window.harmed") is None
        assert chromium.run("document.querySelectorAll('img, iframe, object, embed, [onerror], [onload]').length") == 0
        assert chromium.run("document.scripts.length") == 2
        hrefs = chromium.run("[...document.querySelectorAll('a')].map(one => one.getAttribute('href') ?? '')")
        assert all(href.startswith(("#", "http")) for href in hrefs)
        is_quiet(chromium)
    chromium.open(harmful.page)
    assert MARKUP[1] in chromium.text("body")


def test_the_denial_stands_beside_the_accusation_and_the_empty_side_says_so(chromium: Browser, real: Explored) -> None:
    [denied, *_] = real.ask(
        "SELECT strike_id FROM claims WHERE topic = 'responsibility' AND party_role = 'fired' GROUP BY 1"
        " HAVING count(*) FILTER (stance = 'denies') > 0 AND count(*) FILTER (stance = 'accuses') > 0 ORDER BY 1"
    )
    chromium.open(real.page, f"#{denied}")
    columns = chromium.texts("#card .accused .side")
    assert any("Denies: " in one for one in columns) and any("Accuses: " in one for one in columns)
    assert all("Nothing coded." in one or re.search("Accuses|Asserts|Confirms|Denies|Admits", one) for one in columns)


def test_a_denial_of_a_group_is_shown_at_its_parts(chromium: Browser, real: Explored) -> None:
    for part in real.ask("SELECT strike_id FROM strike_grades WHERE group_denials > 0 ORDER BY 1")[:3]:
        chromium.open(real.page, f"#{part}")
        assert "Denies: " in chromium.text("#card .of-groups")


def test_a_range_is_never_a_silent_point(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page)
    rows = {one["strike_id"]: one for one in real.rows("strike_summary")}
    chromium.click("#rows button")  # the others of many strikes
    for key, row in rows.items():
        text = chromium.text(f"#row-{key}")
        [said] = re.findall(r"Killed(?: and injured)?: (.*?)(?: · |\.?$|\n)", text)[:1]
        low, high = row["killed_low"], row["killed_high"]
        if low and not high:
            assert said.startswith(f"{int(low):,} or more ("), (key, said)
        elif low and low != high:
            assert said.startswith(f"{int(low):,} to {int(high):,}"), (key, said)
        elif low:
            assert re.match(rf"{int(low):,}( or more)? \(\d+ voices?\)", said), (key, said)
        else:
            assert said.startswith(("not numbered", "nothing coded", "no number")), (key, said)


TALLIES = """[...document.querySelectorAll('#card .tally')].map(one => [one.querySelector('h4').innerText,
  [...one.querySelectorAll('.side')].map(side => [side.querySelector('h5').innerText, side.innerText])])"""


def test_every_sum_is_one_of_the_tallies_and_the_empty_side_says_so(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page, "#tallies")
    tallies = [row for row in real.rows("tallies") if row["kind"] == "strikes"]
    shown = [row for row in tallies if any(row[end] for end in ("low", "high"))]
    cells = [text for _, sides in chromium.run(TALLIES) for _, text in sides]
    numbers = [int(number.replace(",", "")) for text in cells for number in re.findall(r"[\d,]+\d|\d", text)]
    known = {int(row[end]) for row in shown for end in ("low", "high", "largest_group_total") if row[end]}
    known |= {int(row[name]) for row in shown for name in ("strikes_with_figure", "groups_summed")}
    assert set(numbers) <= known
    assert sum(len(re.findall("(?:Everybody|Civilians): (?!no sum)", text)) for text in cells) == len(shown)
    assert all("Nothing coded." in text or "Everybody: " in text for text in cells)
    places = chromium.texts("#card .tally h4")
    assert places[:3] == [f"Places held by {side}" for side in ("Armenia", "Azerbaijan", "Nagorno-Karabakh (Artsakh)")]
    [killed] = [row for row in tallies if row["tally_id"] == "strikes azerbaijan in_war killed all all"]
    said = dict(dict(chromium.run(TALLIES)[:2])["Places held by Azerbaijan"])["All voices"]
    assert f"Everybody: {killed['low']} to {killed['high']}" in said
    assert said.count("or more") >= (killed["high_open"] == "true")


def test_an_id_that_is_not_here_is_explained(chromium: Browser, real: Explored) -> None:
    chromium.open(real.page, "#st-zzzz9999")
    assert "st-zzzz9999 is not in this release." in chromium.text("#card")
    gone = real.ask("SELECT id FROM withdrawn WHERE id LIKE 'st-%' ORDER BY id")
    for key in gone:
        chromium.open(real.page, f"#{key}")
        assert f"{key} was withdrawn" in chromium.text("#card")
    assert gone


def test_what_replaced_an_id_can_be_opened(chromium: Browser, tmp_path: Path) -> None:
    rows = tiny()
    kept = rows["strikes"][0]["strike_id"]
    rows["withdrawn"].append(rows["withdrawn"][0] | {"id": "st-gone2345", "replaced_by": kept, "reason": "Twice."})
    replaced = explored(write(tmp_path, rows, pages=False).root, tmp_path)
    chromium.open(replaced.page, "#st-gone2345")
    assert "Twice." in chromium.text("#card")
    chromium.click("#card ul a")
    assert chromium.address() == f"#{kept}"


def test_a_report_names_the_strike_and_the_version_where_there_is_a_repository(
    chromium: Browser, real: Explored, tmp_path: Path
) -> None:
    named = explored(ROOT, tmp_path, repository="https://example.org/nk2020")
    key = real.rows("strike_summary")[0]["strike_id"]
    find = "[...document.querySelectorAll('#card a')].map(one => one.href).filter(one => one.includes('issues/new'))"
    chromium.open(named.page, f"#{key}")
    [address] = chromium.run(find)
    assert address.startswith("https://example.org/nk2020/issues/new?")
    assert key in address and named.package.version in address
    assert "Report an error" in chromium.text("#nav")
    without = explored(ROOT, tmp_path, repository="")
    chromium.open(without.page, f"#{key}")
    assert chromium.run(find) == []


def test_without_scripts_it_says_where_the_data_are(chromium: Browser, real: Explored) -> None:
    chromium.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chromium.ask("Page.navigate", url=real.page.as_uri())
        chromium.wait("document.readyState === 'complete'")
        assert any("computed/strike_summary.csv" in node["name"] for node in chromium.tree())
    finally:
        chromium.ask("Emulation.setScriptExecutionDisabled", value=False)
