"""Random pairs of contributions that touch different cells: no conflict, no row lost, doubled or brought back."""

import random
import shutil
from pathlib import Path

import pytest

from scripts.merging.decisions import Decisions
from scripts.merging.merging import merge
from scripts.package.package import Package, open_package
from tests.shared.random_lines import Pair, Tables, comparable, contributions
from tests.shared.tiny import ROOT
from tests.shared.two_lines import TwoLines, put, rows_in


def tables_of(root: Path) -> Tables:
    return {path.stem: rows_in(path) for path in sorted((root / "data").glob("*.csv"))}


def write(lines: TwoLines, tables: Tables, order: random.Random) -> None:
    """Write the tables that changed, their rows in any order."""
    for name, rows in tables.items():
        if rows != lines.rows(name):
            put(name, dict(order.sample([*rows.items()], len(rows))))(lines)


def check(lines: TwoLines, pair: Pair, seed: int) -> None:
    order = random.Random(seed)  # noqa: S311
    lines.on("theirs", lambda it: write(it, pair.theirs, order))
    lines.on("main", lambda it: write(it, pair.ours, order))
    done = lines.merge("theirs")
    assert lines.is_under_way(), done.text
    assert not any(": base " in line or "withdrew it" in line for line in done.lines), done.text
    assert comparable(tables_of(lines.root)) == comparable(pair.merged)
    assert lines.run("format", "--check").code == 0
    lines.git("commit", "--quiet", "--all", "--message", "Merge")
    assert lines.merge("theirs").lines == ["theirs is part of this branch already; there is nothing to merge"]


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(30))
def test_a_pair_merges_in_a_repository(lines: TwoLines, seed: int) -> None:
    check(lines, contributions(seed, tables_of(lines.root)), seed)


@pytest.fixture(scope="module")
def real_lines(canonical: Path, tmp_path_factory: pytest.TempPathFactory) -> TwoLines:
    """A repository of the project's own data, for the tests of this module, one after the other."""
    lines = TwoLines(shutil.copytree(canonical, tmp_path_factory.mktemp("real") / "package"))
    lines.git("init", "--quiet", "--initial-branch=main")
    lines.git("branch", "theirs", lines.commit("First"))
    lines.git("tag", "first")
    return lines


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(100, 106))
def test_a_pair_merges_in_the_project_itself(real_lines: TwoLines, seed: int) -> None:
    real_lines.git("reset", "--quiet", "--hard", "first")
    real_lines.git("branch", "--force", "theirs", "first")
    check(real_lines, contributions(seed, tables_of(real_lines.root), 40), seed)


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_merges_without_a_repository(began: Path, tmp_path: Path, seed: int) -> None:
    """The same rows, and either side as ours: quick, since nothing is committed or checked."""
    pair = contributions(seed, tables_of(began), 40)
    packages = [open_package(began), *(written(began, tmp_path / name, side) for name, side in pair._asdict().items())]
    base, ours, theirs = packages[:3]
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other, Decisions())
        assert (found.conflicts, found.problems) == ([], [])
        assert comparable(found.rows) == comparable(pair.merged)


def written(base: Path, folder: Path, tables: Tables) -> Package:
    lines = TwoLines(folder)
    for name in ("data", "schemas"):
        shutil.copytree(base / name, folder / name)
    shutil.copy(base / "datapackage.json", folder)
    for name, rows in tables.items():
        put(name, rows)(lines)
    return open_package(folder)


@pytest.mark.thorough
def test_the_pairs_do_what_they_are_for() -> None:
    """Over the seeds, both sides change, add and withdraw, and both change the same row."""
    base = {path.stem: rows_in(path) for path in sorted((ROOT / "data").glob("*.csv"))}
    seen = set()
    for seed in range(2):
        pair = contributions(seed, base, 40)
        for name, side in (("ours", pair.ours), ("theirs", pair.theirs)):
            seen |= {(name, "added") for table in base if side[table].keys() - base[table].keys()}
            seen |= {(name, "removed") for table in base if base[table].keys() - side[table].keys()}
            seen |= {
                (name, "changed") for table in base for id_ in base[table] if base[table][id_] != side[table].get(id_)
            }
    assert len(seen) == 6
