"""Patterns: whether those of a schema can be asked, and their answers without endless backtracking."""

import atexit
import re
import warnings
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from ..closed import asker, closed

if TYPE_CHECKING:
    import duckdb

    ParserPart = tuple[Any, Any]

LONGEST = 500  # characters of a pattern
TEXT_END = r"\z"
WAYS = 64  # in how many ways a pattern that Python is asked may be matched, apart from the length of the text


def anchored(pattern: str) -> str:
    r"""A pattern that matches a whole text: ^ and $ of Table Schema go, and \z marks the end in RE2 and Java."""
    return f"^({pattern.removeprefix('^').removesuffix('$')}){TEXT_END}"


_sound: set[str] = set()  # the patterns that DuckDB can ask


def ask_patterns(patterns: list[str]) -> None:
    """Ask of all patterns in one query whether DuckDB can ask them, so that only a wrong one is asked for itself."""
    import duckdb

    asked = [p for p in dict.fromkeys(patterns) if p not in _sound and len(p) <= LONGEST]
    try:
        _match(asked)
        _sound.update(asked)
    except duckdb.Error:
        return


def _match(patterns: list[str]) -> None:
    if patterns:
        sql = "SELECT bool_or(regexp_matches('', pattern)) FROM unnest(?) AS asked(pattern)"
        asker().execute(sql, [[anchored(pattern) for pattern in patterns]]).fetchall()


@cache
def fault_of_pattern(pattern: str) -> str | None:
    """What is wrong with a schema's pattern, and how to fix it; None if DuckDB (RE2) and Python can ask it."""
    import duckdb

    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters; shorten it"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
        if pattern not in _sound:
            _match([pattern])
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"is not a regular expression ({error}); correct it"
    except duckdb.Error as error:
        why = str(error).splitlines()[0].partition(": ")[2]
        return f"is not a regular expression of RE2 ({why}); use no look-around, back reference or large repetition"
    return None


def matches(pattern: str, text: str) -> bool:
    """Whether a text matches a schema's pattern from beginning to end; no pattern makes it backtrack for long."""
    return text in matching(pattern, [text])


def matching(pattern: str, texts: Collection[str]) -> set[str]:
    """Those of some texts that match a schema's pattern, as `matches` has it; many are asked as fast as one."""
    if simple := _simple(pattern):
        return {text for text in texts if simple.fullmatch(text)}
    if not texts:
        return set()
    sql = "SELECT text FROM unnest(?) AS asked(text) WHERE regexp_matches(text, ?)"
    with _matcher().cursor() as connection:  # one for each question, which threads may ask at once
        return {text for (text,) in connection.execute(sql, [list(texts), anchored(pattern)]).fetchall()}


@cache
def _matcher() -> "duckdb.DuckDBPyConnection":
    return closed()


atexit.register(_matcher.cache_clear)


@cache
def _simple(pattern: str) -> "re.Pattern[str] | None":
    """The pattern for Python, which answers faster than a query; None if Python might backtrack for long."""
    import re._parser as parser  # type: ignore[import-not-found]

    return re.compile(pattern) if _ways(parser.parse(pattern)) <= WAYS else None


def _ways(parts: Any) -> int:
    """In how many ways a parsed pattern can match a text, one open repetition aside; above WAYS if it may be many."""
    found, open_ends = 1, 0
    for name, value in parts:
        kind = str(name)
        if kind == "SUBPATTERN":
            found *= _ways(value[-1])
        elif kind == "BRANCH":
            found *= sum(_ways(branch) for branch in value[1])
        elif kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = value
            single = len(inner) == 1 and str(inner[0][0]) in ("LITERAL", "NOT_LITERAL", "IN", "ANY")
            open_ends += most > WAYS
            found *= 1 if single and least == most else min(most, WAYS) - least + 1 if single and most <= WAYS else 1
            found *= 1 if single else WAYS + 1
        elif kind not in ("LITERAL", "NOT_LITERAL", "IN", "ANY", "AT"):
            found *= WAYS + 1
    return found if open_ends <= 1 else WAYS + 1
