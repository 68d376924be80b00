"""The matrix finds whatever a program loses, and allows only what its format has no type for."""

from typing import Any

import pytest

from tests.interop.comparing import LOSSES, differences, same
from tests.interop.truth import Table

DAY = {"date": "2020-10-11"}


@pytest.mark.parametrize(
    ("kind", "truth", "found", "losses"),
    [
        ("string", "Ganja", "Ganja", ()),
        ("string", None, None, ()),
        ("integer", 5, 5, ()),
        ("integer", 5, 5.0, ("decimals",)),
        ("number", 40.0, 40, ("decimals",)),
        ("number", 40.0, 40, ("guessed",)),
        ("number", 40.5, "40.5", ("text",)),
        ("boolean", True, True, ()),
        ("boolean", True, 1, ("flags",)),
        ("boolean", True, "TRUE", ("text",)),
        ("boolean", None, "", ("text",)),
        ("date", "2020-10-11", DAY, ()),
        ("date", "2020-10-11", "2020-10-11", ("dates",)),
        ("string", "2020-10-11", DAY, ("guessed",)),
        ("string", "17", 17, ("guessed",)),
        ("string", "true", True, ("guessed",)),
    ],
)
def test_a_value_that_is_kept_is_the_same(kind: str, truth: Any, found: Any, losses: tuple[str, ...]) -> None:
    assert same(kind, truth, found, losses)


@pytest.mark.parametrize(
    ("kind", "truth", "found", "losses"),
    [
        ("string", None, "", ()),
        ("string", None, "NA", tuple(LOSSES)),
        ("string", "NA", None, tuple(LOSSES)),
        ("integer", None, 0, tuple(LOSSES)),
        ("integer", 5, 6, tuple(LOSSES)),
        ("integer", 5, 5.0, ()),
        ("integer", 1, True, ()),
        ("integer", 5, "5", ()),
        ("number", 40.5, "40.5", ()),
        ("boolean", True, "true", ()),
        ("boolean", True, 1, ()),
        ("boolean", True, 0, tuple(LOSSES)),
        ("boolean", False, None, tuple(LOSSES)),
        ("date", "2020-10-11", "2020-10-11", ()),
        ("date", "2020-10-11", {"date": "2020-10-10"}, tuple(LOSSES)),
        ("date", "2020-10-11", {"date": "2020-10-10T20:00:00"}, tuple(LOSSES)),
        ("string", "2020-10-11", DAY, ()),
        ("string", "007", 7, ()),
        ("string", "yes", True, ("guessed",)),
    ],
)
def test_a_value_that_is_lost_or_turned_is_not(kind: str, truth: Any, found: Any, losses: tuple[str, ...]) -> None:
    assert not same(kind, truth, found, losses)


TRUTH = {"strikes": Table({"name": "string", "killed": "integer"}, [["Ganja", 5], ["Barda", None]])}
READ = {"columns": ["name", "killed"], "rows": [["Ganja", 5], ["Barda", None]]}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"strikes": READ}, []),
        ({}, ["strikes: the table is missing"]),
        ({"strikes": READ, "more": READ}, ["more: there is no such table"]),
        ({"strikes": READ | {"rows": []}}, ["strikes: 0 rows, not 2"]),
        ({"strikes": READ | {"columns": ["name", "dead"]}}, ["strikes: the columns are ['name', 'dead'], not "]),
        ({"strikes": READ | {"types": {"killed": "number"}}}, ["strikes.killed: the type is number, not integer"]),
        (
            {"strikes": READ | {"rows": [["Ganja", "5"], ["Barda", 0]]}},
            ["strikes.killed: 2 cells differ (line 2: '5', not 5; line 3: 0, not None)"],
        ),
    ],
)
def test_what_differs_is_said_in_words(found: dict[str, Any], words: list[str]) -> None:
    said = differences(TRUTH, found, ())
    assert len(said) == len(words)
    assert all(line.startswith(begin) for line, begin in zip(said, words, strict=True))
