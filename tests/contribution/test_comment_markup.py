"""No text of a check becomes markup of the comment."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marko import Markdown
from marko.ext.gfm import GFM

from scripts.contribution.comment import comment
from tests.shared.commenting import REAL, SOUND, structure


def kinds(element: Any) -> set[str]:
    """The kinds of elements that another parser, with GitHub's autolinks, sees."""
    children = getattr(element, "children", None)
    return {type(element).__name__}.union(*map(kinds, children) if isinstance(children, list) else ())


MARKUP = [
    "`",
    "``",
    "````",
    "~~~~",
    "|",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "# x",
    "- x",
    "> x",
    "*x*",
    "__x__",
    "~~x~~",
    "    x",
    " ",
    "---",
    "===",
    "1. x",
    "- [ ] x",
    "[a](https://example.org)",
    "![a](b)",
    "[a]: b",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<img src=x onerror=alert(1)>",
    "</details>",
    "<https://example.org>",
    "https://example.org",
    "www.example.org",
    "a@example.org",
    "@everyone",
    "@org/team",
    "#123",
    "GH-1",
    "org/repo#1",
    "0123456789abcdef" * 2 + "01234567",
    "&lt;",
    "&#96;",
    "$x$",
    "$`x`$",
    ":tada:",
    "| - | - |",
    "\u2028",
    "\x1b[31m",
    "\u202e",
    "\ud800",
    "\0",
    "``` js",
    "````\n# x",
]


HOSTILE = st.lists(st.sampled_from(MARKUP) | st.text("zq`|\\<>[]()!#@*_~ \n-", max_size=6), max_size=8).map("".join)


def filled(found: Any, text: Callable[[], str], path: tuple[Any, ...] = ()) -> Any:
    """A copy in which every text is replaced: names, keys, values, messages; but not the kind of a difference."""
    if isinstance(found, dict):
        fixed = (
            path in ((), ("changes",), ("changes", "demands"))
            or path[:1] in (("problems",), ("unlisted",), ("files",))
            or "differences" in path
            or "impact" in path
        )
        return {
            name if fixed else text(): inner if name in ("kind", "line") else filled(inner, text, (*path, name))
            for name, inner in found.items()
        }
    if isinstance(found, list):
        return [filled(inner, text, (*path, "")) for inner in found]
    return text() if isinstance(found, str) else found


def check_markup(found: dict[str, Any]) -> list[str]:
    body = comment(found)
    code = structure(body)
    seen = kinds(Markdown(extensions=[GFM]).parse(body))
    assert seen <= {
        "Document",
        "HTMLBlock",
        "BlankLine",
        "Heading",
        "Paragraph",
        "FencedCode",
        "CodeSpan",
        "RawText",
        "LineBreak",
        "List",
        "ListItem",
        "Table",
        "TableRow",
        "TableCell",
    }, seen
    return code


@pytest.mark.thorough
@settings(max_examples=100, deadline=None)
@given(st.data(), st.booleans())
def test_no_text_of_a_check_becomes_markup(data: st.DataObject, sound: bool) -> None:
    check_markup(filled(SOUND if sound else REAL, lambda: data.draw(HOSTILE)))


@pytest.mark.parametrize("markup", MARKUP)
def test_every_text_stands_in_code(markup: str) -> None:
    count = 0

    def text() -> str:
        nonlocal count
        count += 1
        return f"{markup}zq{count}zq{markup}"

    code = check_markup(filled(REAL, text))
    told = set(re.findall("zq(\\d+)zq", "".join(code)))
    assert len(told) >= 20 and told == set(re.findall("zq(\\d+)zq", comment(filled(REAL, iter_again(markup)))))


def iter_again(markup: str) -> Callable[[], str]:
    numbers = iter(range(1, 1000))
    return lambda: f"{markup}zq{next(numbers)}zq{markup}"
