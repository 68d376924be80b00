"""Names and files that are hidden where nobody looks: in pictures, code, addresses and other ways to write a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.checking.privacy import faults
from scripts.checking.privacy.svg import faults_in_svg, said
from scripts.checking.privacy.text import ADVICE, faults_in_code, faults_of_address
from tests.shared.sentences import KNOWN
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

HIDDEN_IN_SVG = {
    "title": ('<svg title="Velmir Tazgul"/>', 1),
    "label": ('<svg>\n<g\naria-label="told by the resident velmir tazgul"\nx="1"/></svg>', 3),
    "identifier": ('<svg><g id="velmir-tazgul"/></svg>', 1),
    "class": ("<svg><g class='VelmirTazgul'/></svg>", 1),
    "surname": ('<svg><g data-by="tazakov"/></svg>', 1),
    "link": ('<svg><a xlink:href="https://example.org/velmir-tazgul"/></svg>', 1),
    "style": ("<svg style=\"--by: 'Velmir Tazgul'\"/>", 1),
    "comment": ("<svg><!-- Velmir Tazgul --></svg>", 1),
    "over lines": ("<svg><!--\n\nVelmir Tazgul\n--></svg>", 3),
    "section": ("<svg><![CDATA[Told by Velmir Tazgul.]]></svg>", 1),
    "sign": ('<svg title="a > b: Velmir Tazgul"/>', 1),
    "letters": ("<svg><text>Told by &#86;elmir &#x54;azgul.</text></svg>", 1),
    "spaced": ('<svg id="V e l m i r"/>', 1),
    "unclosed": ("<svg><text>Told by Velmir Tazgul", 1),
    "element": ("<svg><Velmir.Tazgul/></svg>", 1),
}
DRAWING = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
 <path d="M 1 2 c h 3 z m 0 0 s 1
 l -2 2 v 1" clip-path="url(#m9c40cd2836)" style="fill: none" id="line2d_1"/>
 <g id="matplotlib.axis_1" transform="translate(1 2)"><text x="1">a house</text></g>
</svg>
"""


@pytest.mark.parametrize(("svg", "line"), quick(HIDDEN_IN_SVG.values(), 3), ids=HIDDEN_IN_SVG.keys())
def test_a_name_hidden_in_a_picture_is_found_on_its_line(svg: str, line: int) -> None:
    assert {(at, kind) for at, kind, _ in faults_in_svg(svg, KNOWN)} == {(line, "name")}


def test_what_draws_a_picture_is_no_name() -> None:
    assert faults_in_svg(DRAWING, KNOWN) == []
    chart = (ROOT / "benchmarks/speed.svg").read_text(encoding="utf-8")
    assert faults_in_svg(chart, KNOWN.also(chart)) == []  # main knows the names of its fonts


@given(
    st.lists(
        st.sampled_from(
            ["<g", "\n", " ", "a", "=", '"', "'", ">", "/>", "<!--", "-->", "<![CDATA[", "]]>", " d=", "&#10;"]
        )
    )
)
def test_what_a_picture_says_stays_on_its_line(parts: list[str]) -> None:
    svg = "".join(parts)
    assert said(svg).count("\n") == svg.count("\n")


@pytest.mark.parametrize("run", quick(["<", '<"', "<a b='", "<!--", "d=", '<a b="', "<g d='1"], 2))
def test_the_time_for_a_long_picture_grows_with_its_length_alone(run: str) -> None:
    text = run * (60_000 // len(run))
    assert len(faults_in_svg(text, KNOWN)) < len(text)


EMBEDDED = [
    "![a house](data:image/png;base64,iVBORw0KGgo=)",
    "<image href='DATA:image/svg+xml,%3Csvg/%3E'/>",
    "url(data:;base64,iVBORw0KGgo=)",
    "data:,Velmir",
    f"{'(' * 95}data:image/png;base64,iVBORw0KGgo=",
    f"{'(' * 102}data:image/png;base64,iVBORw0KGgo=",
]
NOT_EMBEDDED = [
    "The data: strikes, places and claims.",
    "data:\n  - image/png",
    "metadata:image/png;base64",
    "See the data: source/place, and so on.",
]


@pytest.mark.parametrize("text", quick(EMBEDDED, 1))
def test_a_file_inside_an_address_is_refused_in_prose_code_and_pictures(text: str) -> None:
    for judge in (faults, faults_in_code, faults_in_svg):
        assert "embedded" in {kind for _, kind, _ in judge(text, KNOWN)}


def test_what_only_begins_like_an_embedded_file_passes() -> None:
    for text in NOT_EMBEDDED:
        assert "embedded" not in {kind for _, kind, _ in [*faults(text, KNOWN), *faults_in_code(text, KNOWN)]}


IN_CODE = [
    "# It was V e l m i r who told it",
    "name = 'v.e.l.m.i.r'",
    "// V-e-l-m-i-r",
    "-- T. V., 43",
    "by = 'T.V. (43)'",
    "# a 43-year-old T. V.",
    "# Т. В. told it",
    "V_e_l_m = 1",
]
CODE = [
    "for a, b, c, d in rows: x, y = a.b / b.a",
    "VOWELS = 'а|у|е|ы'",
    "A.T @ B.T.copy()",
    "x = a - b - c - d",
    "SELECT t.a, t.b FROM t WHERE t.c = 5",
    "e.g. 5 of a b c d",
]


@pytest.mark.parametrize("line", quick(IN_CODE, 2))
def test_letters_apart_and_initials_are_names_in_code_too(line: str) -> None:
    assert {kind for _, kind, _ in faults_in_code(line, KNOWN)} == {"name"}


@pytest.mark.parametrize("line", quick(CODE, 2))
def test_letters_that_code_has_are_no_name(line: str) -> None:
    assert faults_in_code(line, KNOWN) == []


ENCODED = [
    "Velmir%5FTazgul",
    "Velmir%255FTazgul",
    "%2556elmir_%2554azgul",
    "%25%35%36elmir_Tazgul",
    "%252556elmir_Tazgul",
    "&#86;elmir_&#x54;azgul",
]


@pytest.mark.parametrize("name", quick(ENCODED, 2))
def test_a_name_is_found_in_an_address_however_often_it_is_encoded(name: str) -> None:
    assert faults_of_address(f"https://example.org/{name}", KNOWN) == [ADVICE["address"]]
    assert "name" in {kind for _, kind, _ in faults(f"See https://example.org/{name} on it.", KNOWN)}


PAGES = [
    "https://www.facebook.com/example",
    "https://m.facebook.com:443/profile.php?id=1",
    "https://x.com/example/status/1",
    "https://twitter.com/example",
    "https://vk.com/id1",
    "https://www.instagram.com/example/",
    "https://t.me/s/example",
    "https://ok.ru/profile/1",
    "https://web.archive.org/web/20201101000000/https://www.facebook.com/example",
    "https://web.archive.org/web/2020/https%3A%2F%2Fx.com%2Fexample",
]
NO_PAGES = ["https://spacex.com/news", "https://about.example.org/facebook", "https://www.ok.ru.example.org/a"]


@pytest.mark.parametrize("address", quick(PAGES, 2))
def test_the_address_of_a_social_media_page_is_refused_also_in_an_archive(address: str) -> None:
    assert faults_of_address(address, KNOWN) == [ADVICE["page"]]
    assert "profile" in {kind for _, kind, _ in faults(f"See {address} for it.", KNOWN)}


def test_the_networks_may_be_named() -> None:
    assert faults("It stands on the page of the ministry on Facebook, Telegram, TikTok or WhatsApp.", KNOWN) == []


@pytest.mark.parametrize("address", NO_PAGES)
def test_the_address_of_another_site_passes(address: str) -> None:
    assert faults_of_address(address, KNOWN) == []
