"""What a cell holds is text in the changelog and in `diff --output markdown`, never markup, a link or a mention."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scripts.comparing.changelog import data_section, inert
from scripts.comparing.difference import Changes, Difference
from scripts.comparing.wording import LONGEST, excerpts

PARSE = MarkdownIt("commonmark").enable("strikethrough").enable("table")
PLAIN = [
    "victim_counts vc-aaaa2222: count_min was 4, is 5",
    "Lowtown, 1 October 2020, killed, all: 4 / 4 / 4 -> 5 / 5 / 5",
    "places pl-vt2wc432: held_by_source was [withheld], is now Report on the village",
    "sources so-5xrbp8qj: text_sha256 was empty, is 6e8ac97381e35cd345c8586748c9ce728e67ce6c1a9156c767545285b22a60ce",
]
MARKED = [
    "<img src=x onerror=alert(1)>",
    "<!-- hidden",
    "&lt;b&gt;",
    "[click](javascript:x)",
    "![photo](https://example.org/x.png)",
    "https://example.org",
    "www.example.org",
    "*bold* and _slanted_ and __both__",
    "`code",
    "``` code `` and ` more",
    "@somebody",
    "#12",
    "a | b",
    "~~gone~~",
    "\\[x\\]",
    "# heading",
    "0123456789abcdef0123456789abcdef01234567",
]


def section(cell: str) -> str:
    """The data section of one changed cell."""
    difference = Difference("value_changed", "strikes", "notes", "st-first234", "before", cell)
    return data_section(Changes("0.1.0", "0.1.0", "patch", "0.1.1", {"value_changed": 1}, [difference], []))


def kinds(markdown: str) -> set[str]:
    """The kinds of tokens that Markdown is made of."""
    tokens = PARSE.parse(markdown)
    return {t.type for token in tokens for t in [token, *(token.children or [])]}


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_stays_as_it_is(line: str) -> None:
    assert inert(line) == line
    assert kinds(section(line)) == kinds(section("after"))


@pytest.mark.parametrize("cell", MARKED)
def test_markup_in_a_cell_is_shown_as_code(cell: str) -> None:
    text = section(cell)
    assert kinds(text) == kinds(section("after")) | {"code_inline"}
    codes = [t.content for token in PARSE.parse(text) for t in token.children or [] if t.type == "code_inline"]
    assert len(codes) == 1 and cell in codes[0]


@given(st.text(st.sampled_from("<>&`*_[]()!\\~|@#-+ ab1:/.\n\r\u00e9"), min_size=1))
def test_no_cell_becomes_markup(cell: str) -> None:
    assert kinds(section(cell)) <= kinds(section("after")) | {"code_inline"}


def test_the_version_in_the_heading_is_text() -> None:
    text = data_section(Changes("0.1.0+<b>", "0.1.0", "none", "0.1.0", {}, [], []))
    assert "html_inline" not in kinds(text)


LONG = (
    "Every house of the street that leads from the bridge to the market was hit, as {} said in the evening of that day."
)


def test_a_long_cell_is_cut_between_words_around_what_differs() -> None:
    assert excerpts(LONG.format("a resident"), LONG.format("the mayor's office")) == (
        "…market was hit, as a resident said in the evening… (122 characters)",
        "…market was hit, as the mayor's office said in the evening… (130 characters)",
    )
    assert excerpts(LONG, f"{LONG} Nobody denied it.") == (
        "…evening of that day. (114 characters)",
        "…evening of that day. Nobody denied it. (132 characters)",
    )
    assert excerpts("4", "5") == ("4", "5")


WORDS = st.lists(st.sampled_from(["a", "hit", "strikes", "x" * 90, "of"]), max_size=60).map(" ".join)


@given(WORDS, WORDS, st.integers(0, 200))
def test_what_is_shown_of_two_cells_differs_where_they_do_and_is_short(one: str, other: str, at: int) -> None:
    other = one[:at] + other + one[at:]
    was, now = (shown.split(" (")[0] for shown in excerpts(one, other))
    assert (was != now) == (one != other)
    assert max(len(was), len(now)) <= LONGEST + 2


def test_each_added_row_is_named() -> None:
    keys = [f"sm-{number:08d}" for number in range(201, 0, -1)]
    rows = [Difference("row_added", "statements", key=key) for key in keys]
    few = data_section(Changes("0.1.0", "0.2.0", "minor", "0.2.0", {"row_added": 2}, rows[:2], []))
    assert "- statements: rows added: 2: sm-00000200, sm-00000201\n" in few
    many = data_section(Changes("0.1.0", "0.2.0", "minor", "0.2.0", {"row_added": 201}, rows, []))
    assert "rows added: 201: sm-00000001, " in many and "sm-00000200 and 1 more: see changes.json\n" in many
