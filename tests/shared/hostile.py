"""Packages of strangers: descriptors and schemas that are broken at random, and commands that must survive them."""

import contextlib
import io
import json
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import strategies as st

from scripts.__main__ import main
from tests.shared.tiny import contents

LONGEST = 60  # seconds that a command may take

COPY = (
    """x" FROM (SELECT 1 AS "x"); COPY (SELECT content FROM read_text('/etc/hostname')) TO 'out.txt' (HEADER false);"""
    ' SELECT 1 AS "x'
)
SQL = [
    *(COPY, "(SELECT count(*) FROM range(1000000000000))", "(((", ")", "--", "'", '"', ";", "/*"),
    "1; DROP TABLE strikes",
    *("name) FROM read_text('/etc/hostname') WHERE (true", "getenv('HOME')", "true; ATTACH 'x.db'", "1 OR 1"),
    "count(*)",
    *("length(replace(name, 'a', name)) > 0", "NOT " * 200 + "true", "name = (SELECT content FROM read_text('x'))"),
]
TEXTS = [
    *("", " ", "{", "}", "{0}", "{}", "{name.__class__}", "{name:>99999999999}", "{unknown}", "\x00", "\n", "\x1b[31m"),
    *(
        "\ud800",
        "../../out",
        "/etc/passwd",
        "a" * 5000,
        "select",
        "order",
        "rowid",
        "every_id",
        "strikes",
        "Ä",
        "__proto__",
    ),
    *(
        "^(a+)+$",
        "(",
        "[",
        "a{1000}{1000}",
        "(?=a)",
        r"(a)\1",
        "(?P<x",
        "*",
        "$",
        "data/strikes.csv",
        "datapackage.json",
    ),
    *("string", "integer", "boolean", "date", "withdrawn", "2020-01-01", "1.2.3", "99999.0.0-x/../y"),
]
NUMBERS = [0, -1, 1, 10**30, -(10**400), 1e308, float("nan"), float("inf"), 2**63, 0.1, True, False, None]


def _nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


VALUES: list[Any] = [*SQL, *TEXTS, *NUMBERS, [], {}, [[]], [None], [{}], {"": ""}, _nested(30), _nested(900)]
KEYS = ["name", "type", "sql", "minimum", "pattern", "enum", "computed", "fields", "resource", "", "x" * 100, '"']


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path of keys and places into a JSON value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from _places(part, (*path, key))


def broken(draw: Callable[..., Any], value: Any) -> Any:
    """A JSON object with one random break: a part deleted, replaced, renamed, added, swapped or wrapped."""
    # a path by its last key first, so that the many descriptions do not outweigh the few rules
    by_key: dict[str, list[tuple[Any, ...]]] = {}
    for path in _places(value):
        by_key.setdefault(next((key for key in reversed(path) if isinstance(key, str)), ""), []).append(path)
    if not by_key:
        return draw(st.sampled_from(VALUES))
    path = draw(st.sampled_from(by_key[draw(st.sampled_from(sorted(by_key)))]))
    at = value
    for key in path[:-1]:
        at = at[key]
    last, how = path[-1], draw(st.sampled_from(["replace", "replace", "delete", "rename", "add", "swap", "wrap"]))
    if how == "delete":
        del at[last]
    elif how == "rename" and isinstance(at, dict):
        at[draw(st.sampled_from(KEYS))] = at.pop(last)
    elif how == "add" and isinstance(at, dict):
        at[draw(st.sampled_from(KEYS))] = draw(st.sampled_from(VALUES))
    elif how == "add":
        at.append(draw(st.sampled_from(VALUES)))
    elif how == "swap":
        other = draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
        at[last], at[other] = at[other], at[last]
    else:
        at[last] = [at[last]] if how == "wrap" else draw(st.sampled_from(VALUES))
    return value


def break_package(draw: Callable[..., Any], folder: Path) -> None:
    """Break the descriptor or schemas in a folder once or twice."""
    files = [folder / "datapackage.json", *sorted((folder / "schemas").glob("*.json"))]
    for _ in range(draw(st.sampled_from([1, 1, 2]))):
        path = draw(st.sampled_from([files[0], *files]))
        value = json.loads(path.read_text(encoding="utf-8"))
        whole = draw(st.integers(0, 19)) == 0
        value = draw(st.sampled_from(VALUES)) if whole else broken(draw, value)
        path.write_text(json.dumps(value), encoding="utf-8")


NEW = ["new", "strike", "--no-questions", "--name", "Lowtown", "--level", "strike", "--place-id", "pl-lowto234"]
READING = {
    "validate": ["validate"],
    "validate as JSON": ["validate", "--output", "json"],
    "validate as annotations": ["validate", "--output", "github"],
    "derive": ["derive", "--to", "OUT"],
    "resolve": ["resolve", "st-first234", "vc-zzzz2222"],
    "check": ["check", "--read-only"],
    "build": ["build", "--to", "OUT"],
    "cite": ["cite", "--texts", "TEXTS"],
    "agreement": ["agreement"],
    "format --check": ["format", "--check"],
}
WRITING = {
    "format": ["format"],
    "new": NEW,
    "move": ["move", "cw-aaaa2222", "--to", "st-secon234"],
    "withdraw": ["withdraw", "cw-aaaa2222", "--reason", "Wrong record."],
}
COMPARING = {
    "diff old": ["diff", "PACKAGE", "GOOD", "--output", "json"],
    "diff new": ["diff", "GOOD", "PACKAGE"],
    "diff zip": ["diff", "ZIP", "GOOD", "--output", "markdown"],
    "recheck old": ["recheck", "LIST", "--since", "PACKAGE", "--until", "GOOD"],
    "recheck new": ["recheck", "LIST", "--since", "GOOD", "--until", "PACKAGE", "--output", "json"],
}
VERBS = READING | WRITING | COMPARING


def zipped(folder: Path, to: Path) -> Path:
    """A zip of a folder, not compressed."""
    with zipfile.ZipFile(to, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, f"release/{path.relative_to(folder).as_posix()}")
    return to


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"the command took more than {LONGEST} seconds")


def survives(verb: str, box: Path, good: Path) -> tuple[int, str]:
    """Run a command on the package in `box`/package; returns its exit code and what it printed.

    Asserts that it ends in time, without a traceback, and that no file came or went but in the package, if the command
    writes there, and in `box`/out. The working folder, the home and the temporary folder must be in `box`.
    """
    package, out = box / "package", io.StringIO()
    names = {"PACKAGE": package, "GOOD": good, "OUT": box / "out", "TEXTS": good, "ZIP": box / "package.zip"}
    names["LIST"] = good / "data" / "victim_counts.csv"
    if verb == "diff zip":
        zipped(package, names["ZIP"])
    before = contents(box)
    words = ["--package", str(good if verb in COMPARING else package), *(str(names.get(w, w)) for w in VERBS[verb])]
    had = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(words)
    except SystemExit as end:  # of argparse
        code = int(end.code or 0)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, had)
    allowed = ("out/", "package/") if verb in WRITING else ("out/",)
    after = contents(box)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.startswith(allowed)} == set(), words
    assert code in (0, 1, 2), words
    assert "Traceback" not in out.getvalue()
    return code, out.getvalue()
