"""Every fault that benchmarks/plant.py plants in a generated package is found in its place, and no other is reported.

If a column has very many faults of one kind, the first are shown and all are counted.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.generate import generate
from benchmarks.plant import STAGES, compare, plant
from scripts.checking.validation import validate
from scripts.package.database import is_small
from scripts.package.package import open_package
from scripts.package.problem import SHOWN
from scripts.texts.words import fingerprint
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny, write


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(300, id="few claims"),
        pytest.param(20_000, id="so many that the engine uses every core", marks=pytest.mark.thorough),
    ],
)
def generated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    package = generate(tmp_path_factory.mktemp("generated") / "package", request.param)
    assert is_small(package) == (request.param == 300)
    assert validate(package).problems == []
    return package.root


@pytest.mark.exhaustive
@pytest.mark.parametrize("stage", quick(STAGES, 3))
def test_every_planted_fault_is_found_and_none_is_invented(generated: Path, tmp_path: Path, stage: str) -> None:
    package = open_package(Path(shutil.copytree(generated, tmp_path / "package")))
    ledger = plant(package, stage)
    assert len(ledger) > 10
    assert compare(stage, ledger, validate(package).problems) == ([], [])


def test_a_fault_that_is_missed_and_one_that_is_invented_are_told(tmp_path: Path) -> None:
    package = write(tmp_path, tiny())
    ledger = plant(package, "rows")
    found = validate(package).problems
    assert compare("rows", ledger[1:], found) == ([], [tuple(map(str, ledger[0].values()))])
    assert compare("rows", ledger, found[1:])[0] == [(p.file, str(p.line), p.key, p.field, p.value) for p in found[:1]]


def ids(prefix: str) -> Iterator[str]:
    """An endless supply of different ids."""
    return (f"{prefix}-{number:08d}" for number in range(10**8))


def links(number: int, **cells: str) -> list[dict[str, str]]:
    """A number of rows of strike_links, sound except for the cells given."""
    sound = {"strike_id": "st-first234", "other_id": "st-secon234", "relation": "may_be_same"}
    return [{"link_id": id_, **sound, **cells} for id_, _ in zip(ids("sl"), range(number), strict=False)]


MANY: dict[str, tuple[str, Callable[[int], list[dict[str, str]]], str]] = {
    "cells": ("strike_links", lambda number: links(number, relation="no_such_code"), "relation"),
    "keys": ("strike_links", lambda number: [*links(1), *links(1) * number], "link_id"),
    "references": ("strike_links", lambda number: links(number, other_id="st-nowhere2"), "other_id"),
    "rows": ("strike_links", lambda number: links(number, other_id="st-first234"), "other_id"),
    "tables": (
        "citations",
        lambda number: [
            {
                **tiny()["citations"][0],
                "citation_id": id_,
                "passage_sha256": fingerprint([id_]),
                "passage_start": str(at),
            }
            for id_, at in zip(ids("ci"), range(1000, 1000 + number), strict=False)
        ],
        "citation_id",
    ),
}


@pytest.mark.parametrize("stage", quick(STAGES, 2))
def test_of_many_faults_in_a_column_the_first_are_told_and_all_are_counted(tmp_path: Path, stage: str) -> None:
    table, many, field = MANY[stage]
    rows = tiny()
    before = len(rows[table])
    rows[table] += many(1000)
    found = sorted(p for p in validate(write(tmp_path, rows)).problems if p.field == field)
    whole, *shown = found
    first = before + len(many(1000)) - 1000 + 2
    assert [p.line for p in shown] == [*range(first, first + SHOWN)]
    assert all(not p.more and p.key for p in shown)
    assert (whole.file, whole.line, whole.key, whole.more) == (f"data/{table}.csv", 0, "", 1000 - SHOWN)
    assert whole.message == f"1000 rows are wrong here; the first {SHOWN} are shown"


@pytest.mark.thorough
def test_a_million_faults_in_a_column_take_bounded_memory(tmp_path: Path) -> None:
    write(tmp_path, tiny())
    lines = (
        f"{id_},st-first234,st-secon234,no_such_code\n" for id_, _ in zip(ids("sl"), range(1_000_000), strict=False)
    )
    with (tmp_path / "data" / "strike_links.csv").open("a") as file:
        file.writelines(lines)
    command = [sys.executable, "-m", "scripts", "--package", str(tmp_path), "validate"]
    with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = (tmp_path / "out").read_text().splitlines()
    assert (process.returncode, (tmp_path / "err").read_text()) == (1, "1000000 problems\n")
    assert len(told) == SHOWN + 1
    assert told[0] == f"data/strike_links.csv relation: 1000000 rows are wrong here; the first {SHOWN} are shown"
    assert usage.ru_maxrss < 600_000, "kilobytes"
