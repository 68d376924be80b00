"""Whatever a file holds, `comment` prints a comment, or one line on why not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.contribution.comment import comment
from scripts.contribution.found import LARGEST
from scripts.package.package import PackageError
from tests.shared.commenting import DROPPED, REAL, SOUND, judged, printed, put
from tests.shared.speeds import quick

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


def test_what_is_not_a_check_raises_nothing_else() -> None:
    with pytest.raises(PackageError):
        comment({})
