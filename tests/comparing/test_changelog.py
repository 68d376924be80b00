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


def rows_of(*differences: Difference) -> list[str]:
    """The lines on rows in the data section of these differences."""
    text = data_section(Changes("0.1.0", "0.2.0", "minor", "0.2.0", {}, list(differences), []))
    return text.partition("#### Rows\n\n")[2].partition("\n\n")[0].split("\n")


FOLDED = (
    "- of more than 5 rows alike only the number is given; "
    "each of them is in diff 0.1.0 0.2.0 --output json, and in the table history"
)


def test_a_few_added_rows_are_named_and_more_are_counted() -> None:
    rows = [Difference("row_added", "statements", key=f"sm-{number:08d}") for number in range(6, 0, -1)]
    place = Difference("row_added", "places", key="pl-aaaa2222")
    assert rows_of(*rows[4:], place) == ["- added: statements sm-00000001, sm-00000002; places pl-aaaa2222"]
    assert rows_of(place) == ["- places pl-aaaa2222: added"]
    assert rows_of(*rows[1:]) == [f"- added: statements {', '.join(f'sm-0000000{n}' for n in range(1, 6))}"]
    assert rows_of(*rows, place) == [FOLDED, "- added: 6 rows of statements; places pl-aaaa2222"]


def withdrawn(table: str, key: str, reason: str, *instead: str) -> Difference:
    return Difference("row_withdrawn", table, key=key, reason=reason, replaced_by=list(instead))


def test_one_reason_of_many_rows_is_said_once() -> None:
    why = "It was misread."
    lines = [withdrawn("statements", f"sm-{number:08d}", why) for number in range(6)]
    counts = [withdrawn("victim_counts", f"vc-{number:08d}", why) for number in range(2)]
    assert rows_of(*lines, *counts, withdrawn("places", "pl-aaaa2222", "It is no place.")) == [
        FOLDED,
        "- withdrawn: It was misread: 6 rows of statements; victim_counts vc-00000000, vc-00000001",
        "- places pl-aaaa2222: withdrawn: It is no place",
    ]


def test_what_replaces_a_few_rows_is_said_of_each_and_of_more_that_they_have_it() -> None:
    rows = [withdrawn("places", f"pl-{n:08d}", "Twice.", f"pl-aaaa{n:04d}") for n in range(6)]
    assert rows_of(*rows[:2]) == [
        "- places pl-00000000: withdrawn: Twice; use pl-aaaa0000 instead",
        "- places pl-00000001: withdrawn: Twice; use pl-aaaa0001 instead",
    ]
    assert rows_of(*rows) == [FOLDED, "- withdrawn: Twice; each has a replacement: 6 rows of places"]


def test_a_tombstone_says_of_what_it_is_and_more_are_counted() -> None:
    stones = [
        Difference("tombstone_added", "withdrawn", key=f"wd-{n:08d}", new={"id": f"sm-{n:08d}", "reason": "Twice."})
        for n in range(6)
    ]
    assert rows_of(stones[0]) == ["- withdrawn wd-00000000: tombstone of sm-00000000: Twice"]
    assert rows_of(*stones) == [FOLDED, "- a new tombstone: Twice: 6 rows of withdrawn"]


def cell(table: str, field: str, key: str, old: object, new: object) -> Difference:
    return Difference("value_changed", table, field, key, old, new)


def test_a_fingerprint_is_said_in_words_and_once_for_its_row() -> None:
    cut = [
        cell("citations", "passage_sha256", "ci-aaaa2222", "0" * 64, "1" * 64),
        cell("citations", "passage_words", "ci-aaaa2222", 3, 4),
        cell("citations", "passage_start", "ci-bbbb2222", 3, 4),
    ]
    assert rows_of(*cut) == [
        "- citations ci-aaaa2222: the passage was cut anew",
        "- citations ci-bbbb2222: passage_start was 3, is now 4",
    ]
    text = cell("sources", "text_sha256", "so-aaaa2222", None, "1" * 64)
    assert rows_of(text) == ["- sources so-aaaa2222: the text has another fingerprint"]


def test_a_few_cells_of_a_field_have_their_values_and_more_are_counted() -> None:
    cells = [cell("strikes", "notes", f"st-{n:08d}", "a", f"b{n}") for n in range(6)]
    assert rows_of(*cells[:5]) == [f"- strikes st-0000000{n}: notes was a, is now b{n}" for n in range(5)]
    assert rows_of(*cells) == [FOLDED, "- notes changed: 6 rows of strikes"]
