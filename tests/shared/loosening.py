"""Contributions that lose something or loosen a rule: what is done to a package, and what a check says of it."""

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scripts.__main__ import main
from tests.shared.bench import Bench
from tests.shared.rehearsing import found

TOMBSTONES, CROSSWALK, CODINGS = "data/withdrawn.csv", "data/crosswalk.csv", "data/codings.csv"
DAMAGE, SCHEMA, DESCRIPTOR = "data/damage_counts.csv", "schemas/damage_counts.schema.json", "datapackage.json"
CHECK = "scripts/checks/a_part_is_small.sql"
STONE = "wd-aaaa2222,vc-zzzz2222,Counted twice.,vc-aaaa2222,0.1.0\n"


class Said(NamedTuple):
    """What a check and the comment said: exit code, lines, heading and text of the comment."""

    code: int
    lines: list[str]
    heading: str
    comment: str


def said(bench: Bench, *words: str) -> Said:
    """The check's outcome, and the comment that its JSON makes."""
    file = bench.root.parent / "check.json"
    outcome = bench.check("--json", str(file), *words)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main(["comment", str(file)]) == 0
    body = printed.getvalue()
    return Said(outcome.code, outcome.lines, body.splitlines()[2], body)


def edit_schema(bench: Bench, change: Callable[[dict], object], file: str = SCHEMA) -> None:  # type: ignore[type-arg]
    """Change a schema."""
    schema = json.loads((bench.root / file).read_text(encoding="utf-8"))
    change(schema)
    bench.write(file, json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


def field(schema: dict, name: str) -> dict:  # type: ignore[type-arg]
    """A field of a schema."""
    return next(f for f in schema["fields"] if f["name"] == name)


def committed(folder: Path) -> Path:
    """A repository of the tiny package with a tombstone and a check of its own, in a new folder."""
    bench = Bench(folder)
    found(bench.root, None)
    header = (bench.root / TOMBSTONES).read_text(encoding="utf-8").splitlines(keepends=True)[0]
    bench.write(TOMBSTONES, header + STONE)
    bench.write(CHECK, "-- no part is large\nSELECT 1 WHERE false\n")
    assert bench.check().code == 1  # for want of a reason; what is generated is written
    bench.commit("Withdraw a row")
    return bench.root
