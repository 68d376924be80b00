"""`comment` prints a comment without markup from its input, or one line on why not."""

import contextlib
import copy
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from marko import Markdown
from marko.ext.gfm import GFM

from scripts.__main__ import main
from scripts.contribution.comment import LARGEST_COMMENT, LISTED, MARK, comment
from scripts.contribution.found import LARGEST
from scripts.package.package import PackageError
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

NO_CHECK = "is not what python -m scripts check --json writes"


# What check --json writes, with something in every place; tests/contribution/test_check.py tells that it does.
EFFECT = {
    "strike_id": "st-first234",
    "name": "Lowtown, 1 October 2020",
    "outcome": "injured",
    "view": "all",
    "before": {"low": 10, "best": 10, "high": None},
    "after": {"low": 11, "best": 11, "high": 11},
    "cause": "data",
}


REAL: dict[str, Any] = {
    "rewritten": ["CODEBOOK.md"],
    "stale": ["data/strikes.csv"],
    "looked_at": ["valid: 16 tables"],
    "problems": [
        {
            "file": "data/victim_counts.csv",
            "line": 3,
            "key": "vc-aaaa2222",
            "field": "outcome",
            "value": "kiled",
            "message": "is no code",
            "check": "",
        }
    ],
    "unchecked": ["citations: not compared"],
    "base": "0123456789",
    "head": "9876543210",
    "files": [
        {"kind": "rules", "path": "schemas/strikes.schema.json", "what": "changed"},
        {"kind": "other", "path": "README.md", "what": "added"},
    ],
    "reasons": {"changes/why.md": "The passage says so.\n\nIt is on page 3."},
    "new_rows": [["The Paper (so-paper234)", "words 3 to 9, the ministry, quoted: Lowtown: killed 3"]],
    "context": {"vc-aaaa2222": "killed 5; Lowtown; The Paper"},
    "rows": {"victim_counts": [4, 5]},
    "missing": ["changes/ has no new file"],
    "unlisted": {"problems": 5, "differences": 6, "impact": 7, "files": 8, "new_rows": 9},
    "changes": {
        "old": "0.1.0",
        "new": "0.1.0",
        "step": "minor",
        "demanded": "0.2.0",
        "demands": {"row_added": 1, "value_changed": 1, "row_withdrawn": 1},
        "differences": [
            {
                "kind": "value_changed",
                "table": "victim_counts",
                "key": "vc-aaaa2222",
                "field": "count_min",
                "old": 4,
                "new": 5,
                "step": "patch",
            },
            {
                "kind": "row_withdrawn",
                "table": "strikes",
                "key": "st-a",
                "reason": "Twice.",
                "replaced_by": ["st-b"],
                "step": "patch",
            },
            {
                "kind": "constraint_tightened",
                "table": "strikes",
                "field": "name",
                "old": {"maxLength": None},
                "new": {"maxLength": 60},
                "step": "major",
            },
        ],
        "impact": [EFFECT, EFFECT | {"before": None, "cause": "rule"}],
    },
}


SOUND = REAL | {"stale": [], "problems": [], "missing": [], "unlisted": {}, "files": []}


def printed(file: Path) -> tuple[int, str, str]:
    """What the command gives for a file: exit code, standard output, standard error."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = main(["comment", str(file)])
    return code, out.getvalue(), errors.getvalue()


def judged(file: Path, content: str | bytes) -> bool:
    """Whether a comment is printed; either that or one line, never anything else."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, body, errors = printed(file)
    if code:
        assert (code, body, errors.count("\n")) == (1, "", 1) and len(errors) < 300
        return False
    assert body.startswith(f"{MARK}\n\n###") and not errors
    assert len(body.encode()) < 65_000 and len(body.encode("utf-16-le")) // 2 < 65_000
    return True


# ---- the comment


def test_the_comment_tells_what_to_mend_and_the_effect() -> None:
    body = comment(REAL)
    assert (
        "### 8 things to fix; rules changed" in body
        and "and 5 more" in body
        and "and 6 more" in body
        and "And 7 more." in body
    )
    assert "data/victim_counts.csv:3 vc-aaaa2222 outcome=kiled: is no code" in body
    assert (
        "| `victim_counts`" in body
        and "| `10 / 10 / -` | `11 / 11 / 11` |" in body
        and "| `none` | `11 / 11 / 11 (because the rule changed)` |" in body
    )
    assert "This change alone needs at least `0.2.0` after `0.1.0`:" in body and "- minor: a row was added (1)" in body


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (SOUND, "Ready for review"),
        (SOUND | {"changes": {}}, "Not ready: the effect of the change was not computed"),
        (
            SOUND | {"changes": SOUND["changes"] | {"differences": [], "demands": {}}},
            "Checked: the data does not change",
        ),
        (SOUND | {"files": [REAL["files"][1]]}, "Ready for review"),
        (SOUND | {"files": [REAL["files"][1] | {"kind": "code"}]}, "Ready for review; code changed"),
        (REAL | {"unlisted": {}}, "3 things to fix; rules changed"),
        (SOUND | {"stale": ["x"]}, "1 thing to fix"),
        (SOUND | {"missing": ["x"], "stale": ["y"]}, "2 things to fix"),
    ],
)
def test_the_verdict(found: dict[str, Any], verdict: str) -> None:
    assert comment(found).splitlines()[2] == f"### {verdict}"


def test_the_comment_needs_nothing_that_is_installed(tmp_path: Path) -> None:
    (tmp_path / "check.json").write_text(json.dumps(REAL), encoding="utf-8")
    words = [sys.executable, "-S", "-m", "scripts", "comment", str(tmp_path / "check.json")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, comment(REAL) + "\n", "")


# ---- hostile files

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([10**400, -1, 2**63, "1", "x" * 500, "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["kind", "line", "low", "old"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value, the whole included."""
    yield path
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(inner, (*path, name))


def put(found: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy with a different value in a place, or without that place if the value is DROPPED."""
    if not path:
        return new
    found = copy.deepcopy(found)
    at = found
    for name in path[:-1]:
        at = at[name]
    if new is DROPPED:
        del at[path[-1]]
    else:
        at[path[-1]] = new
    return found


DROPPED = object()


PLACES = list(places(REAL))


@pytest.mark.thorough
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_in_a_place_a_comment_is_printed_or_one_line(
    tmp_path: Path, path: tuple[Any, ...], value: Any
) -> None:
    judged(tmp_path / "check.json", json.dumps(put(REAL, path, value)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON)
def test_whatever_json_it_is_a_comment_is_printed_or_one_line(tmp_path: Path, value: Any) -> None:
    assert not judged(tmp_path / "check.json", json.dumps(value))


ODD = [
    None,
    True,
    [],
    {},
    "",
    "text",
    ["text"],
    [[]],
    {"a": 1},
    0,
    -1,
    1.5,
    float("nan"),
    float("inf"),
    10**30,
    10**4200,
    "9" * 4200,
    "1_0",
]


@pytest.mark.parametrize("path", quick([(path,) for path in PLACES[1:]], 20), ids=lambda path: ".".join(map(str, path)))
def test_nothing_in_a_place_or_something_odd_is_no_traceback(tmp_path: Path, path: tuple[Any, ...]) -> None:
    judged(tmp_path / "check.json", json.dumps(put(REAL, path, DROPPED)))
    for odd in ODD:
        judged(tmp_path / "check.json", json.dumps(put(REAL, path, odd)))
        assert len(printed(tmp_path / "check.json")[1]) < 4000  # no place can fill it


def nested(depth: int) -> str:
    return json.dumps(put(SOUND, ("changes", "differences", 0, "old"), "HERE")).replace(
        '"HERE"', "[" * depth + "]" * depth
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "[]",
        "{",
        "\0",
        b"\xff\xfe",
        "NaN",
        "1" * 5000,
        json.dumps(REAL).encode("utf-16"),
        "[" * 100_000,
        '{"a":' * 100_000,
        *map(nested, (50, 300, 480, 490, 900, 980, 990, 100_000)),
    ],
)
def test_what_is_no_json_of_a_check_is_no_traceback(tmp_path: Path, content: str | bytes) -> None:
    judged(tmp_path / "check.json", content)


def test_a_file_that_is_none_or_too_large_is_refused_in_one_line(tmp_path: Path) -> None:
    assert printed(tmp_path / "none.json") == (
        1,
        "",
        f"{tmp_path}/none.json: there is no such file; write it with: python -m scripts check --json FILE\n",
    )
    assert printed(tmp_path)[:2] == (1, "")
    text = json.dumps(put(SOUND, ("changes", "old"), "HERE"))
    assert judged(tmp_path / "check.json", text.replace("HERE", "x" * (LARGEST - len(text) + 4)))
    assert not judged(tmp_path / "check.json", text.replace("HERE", "x" * (LARGEST - len(text) + 5)))


@pytest.mark.parametrize("sign", quick(["x", "\U0001f9e8", "\U000e0041", "\u0561", "`", "|", "\n"], 2))
def test_a_comment_is_never_longer_than_github_takes(tmp_path: Path, sign: str) -> None:
    long, many = sign * 700, 200
    found = copy.deepcopy(REAL)
    found["problems"] = [{**REAL["problems"][0], "key": long, "value": long, "message": long}] * many
    found["stale"] = found["missing"] = [long] * many
    found["rows"] = {f"{long}{i}": [10**8, 10**8] for i in range(many)}
    found["changes"]["differences"] = [
        d | {"key": long, "field": long, "old": long, "reason": long} for d in REAL["changes"]["differences"]
    ] * many
    found["changes"]["impact"] = [
        EFFECT | {"name": long, "outcome": long, "view": long, "before": dict.fromkeys(("low", "best", "high"), long)}
    ] * many
    found["changes"] |= {"demanded": long, "old": long}
    assert judged(tmp_path / "check.json", json.dumps(found, ensure_ascii=False))
    body = comment(found)
    assert re.search(r"and \d+ more\n````", body)
    assert structure(body) and "### Version required" in body


def test_of_long_lists_the_beginning_is_shown_and_the_rest_counted() -> None:
    found = put(put(REAL, ("rows",), {f"table_{i}": [0, i] for i in range(100)}), ("changes", "impact"), [EFFECT] * 100)
    body = comment(found)
    assert (
        sum(line.startswith("| `table_") for line in body.splitlines())
        == sum(line.startswith("| `Lowtown") for line in body.splitlines())
        == LISTED
    )
    assert f"And {100 - LISTED + 7} more." in body


def test_changed_cells_are_cut_after_new_rows(sign: str = "\U0001f9e8") -> None:
    cell = REAL["changes"]["differences"][0]
    found = put(SOUND, ("changes", "differences"), [cell | {"key": f"{sign * 9}{i}"} for i in range(60)])
    found["new_rows"] = [[sign * 90, f"{sign * 200} row {i}"] for i in range(200)]
    body = comment(found)
    assert all(f"{sign * 9}{i}: count_min" in body for i in range(60))
    assert re.search(r"and \d{2,} more\n````", body.split("### New rows")[1])
    found["changes"]["differences"] *= 100
    body = comment(found)
    assert re.search(r"and 5\d{3} more\n````", body.split("### Changed")[1]) and len(body.encode()) <= LARGEST_COMMENT
    assert " row 3\n" in body and " row 9\n" not in body  # a few are shown in any case
    assert structure(body)


# ---- no markup from the data

OURS = [  # every text outside of code that a comment may hold
    r"(\d+ things? to fix|Ready for review|Checked: the data does not change)(; rules changed)?(; code changed)?",
    r"Commit |, compared with ",
    r"(, where it left main)?\. None of its code was run: main's code, rules and schemas judge it as data\.",
    r"Not checked|The reason given|(Rules|Code|Other files) changed: read these|Changed and withdrawn rows",
    r"What the model and its rules were, and are now|New rows, in the order of the text",
    r"Effect on the estimates|Version required",
    r"Fix these and push again\. | shows the same on your machine, and fixes what it can automatically\.",
    r"table|rows before|rows after|strike|outcome|whose voices|low / best / high before|after|\d+|",
    r"No estimate changes\.|And \d+ more\.|This change alone needs at least | after ",
    r":|(?:major|minor|patch|none): [^()`]*\(\d+\)",
]


BLOCKS = {
    f"{name}_{side}"
    for name in "heading paragraph bullet_list list_item table thead tbody tr th td".split()
    for side in ("open", "close")
}


def leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from leaves(token.children or [])


def structure(body: str) -> list[str]:
    """The texts of a comment that are in code; asserts that all other text is the comment's own."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(body)
    assert (tokens[0].type, tokens[0].content.strip(), body.splitlines()[0]) == ("html_block", MARK, MARK)
    code = []
    for token in leaves(tokens[1:]):
        if token.type in ("code_inline", "fence"):
            assert token.type == "code_inline" or (token.markup, token.info) == ("````", "text")
            code.append(token.content)
        elif token.type == "text":
            assert any(re.fullmatch(ours, token.content) for ours in OURS), token.content
        else:
            assert token.type in BLOCKS | {"inline", "softbreak"}, token
            assert not token.type.startswith("heading") or token.tag == "h3"
            assert set(token.attrs) <= {"style"}
    return code


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


def test_what_is_not_a_check_raises_nothing_else() -> None:
    with pytest.raises(PackageError):
        comment({})
