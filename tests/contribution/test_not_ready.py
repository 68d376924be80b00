"""What no reason can justify ends `check` with 1 and a line of its own, and the heading of the comment counts it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shared.bench import Bench
from tests.shared.loosening import (
    CODINGS,
    CROSSWALK,
    DAMAGE,
    DESCRIPTOR,
    STONE,
    TOMBSTONES,
    committed,
    edit_schema,
    said,
)
from tests.shared.speeds import quick
from tests.shared.tiny import tiny, write

pytestmark = pytest.mark.thorough

# One case of each kind is quick; its variants are thorough.
QUICK = {
    "a row removed",
    "a row under a new id, with tombstone",
    "a version that skips steps",
    "a cell of the history",
    "a tombstone redirected",
    "a table emptied",
    "shallow",
    "other_repository",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(tmp_path_factory.mktemp("ready") / "package")


@pytest.fixture
def bench(bench: Bench) -> Bench:
    """A copy in which the reason is given."""
    bench.write("changes/why.md", "The passage says so.\n")
    return bench


def without(bench: Bench, file: str, key: str) -> None:
    """Remove the row that begins with a key."""
    rows = (bench.root / file).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith(f"{key},")]
    assert len(kept) == len(rows) - 1
    bench.write(file, "".join(kept))


def emptied(bench: Bench, file: str) -> None:
    """Leave the header alone."""
    bench.write(file, (bench.root / file).read_text(encoding="utf-8").splitlines(keepends=True)[0])


def without_table(bench: Bench) -> None:
    """Remove the crosswalk from the descriptor, with its file and schema."""
    descriptor = json.loads((bench.root / DESCRIPTOR).read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "crosswalk"]
    bench.write(DESCRIPTOR, json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    (bench.root / CROSSWALK).unlink()


def broken_rule(bench: Bench) -> None:
    """Another rule of the estimates, which cannot be run."""
    for name in ("voices", "strike_estimates"):
        bench.write(f"scripts/derived/{name}.sql", "-- a rule\nSELECT nothing FROM nowhere\n")
    bench.correct()


LOST: dict[str, tuple[Callable[[Bench], object], str]] = {
    "a row removed": (
        lambda b: without(b, DAMAGE, "dc-bbbb2222"),
        f"{DAMAGE} dc-bbbb2222: the row was removed without a tombstone; put it back",
    ),
    "a row under a new id, without tombstone": (
        lambda b: b.edit(DAMAGE, "dc-bbbb2222", "dc-cccc2222"),
        f"{DAMAGE} dc-bbbb2222: the row was removed without a tombstone; put it back",
    ),
    "a row under a new id, with tombstone": (
        lambda b: (
            b.edit(DAMAGE, "dc-bbbb2222", "dc-cccc2222"),
            b.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,dc-bbbb2222,Another id.,dc-cccc2222,\n"),
        ),
        f"{DAMAGE} dc-bbbb2222: only its id changed, to dc-cccc2222; put the old id back",
    ),
    "a row under a new id, with a tombstone that names no replacement": (
        lambda b: (
            b.edit(DAMAGE, "dc-bbbb2222", "dc-cccc2222"),
            b.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,dc-bbbb2222,Another id.,,\n"),
        ),
        f"{DAMAGE} dc-bbbb2222: only its id changed, to dc-cccc2222; put the old id back",
    ),
    "a row under a new id, by way of an id that never was": (
        lambda b: (
            b.edit(DAMAGE, "dc-bbbb2222", "dc-cccc2222"),
            b.edit(
                TOMBSTONES,
                STONE,
                f"{STONE}wd-bbbb2222,dc-bbbb2222,Another id.,dc-dddd2222,\n"
                "wd-cccc2222,dc-dddd2222,Another id.,dc-cccc2222,\n",
            ),
        ),
        f"{DAMAGE} dc-bbbb2222: only its id changed, to dc-cccc2222; put the old id back",
    ),
    "a tombstone of an id that never was": (
        lambda b: b.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,vc-yyyy2222,Wrong.,,\n"),
        f"{TOMBSTONES} wd-bbbb2222: no row had the id vc-yyyy2222 before this change; remove the tombstone",
    ),
    "a new tombstone with a version": (
        lambda b: (
            emptied(b, CROSSWALK),
            b.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,cw-aaaa2222,It is another incident.,,0.1.0\n"),
        ),
        f"{TOMBSTONES} wd-bbbb2222 version: the version is 0.1.0, but only a release fills it in; clear it",
    ),
    "a version that skips steps": (
        lambda b: b.edit(DESCRIPTOR, '"version": "0.1.0"', '"version": "7.0.0"'),
        f"{DESCRIPTOR} version: the version was 0.1.0, is now 7.0.0, which is more than one step; leave it to the",
    ),
    "a cell of the history": (
        lambda b: b.edit("data/history.csv", "count_min,3,4", "count_min,2,4"),
        "data/history.csv: changes or removes what only a release may write; restore the file from main",
    ),
    "a row added to the history": (
        lambda b: b.edit(
            "data/history.csv",
            "hi-aaaa2222",
            "hi-bbbb2222,0.1.0,actors,ac-minis234,name,A,B,value_changed,\nhi-aaaa2222",
        ),
        "data/history.csv: adds what only a release may write; restore the file from main",
    ),
    "a row that a release would not have added to the history": (
        lambda b: (
            b.edit(DESCRIPTOR, '"version": "0.1.0"', '"version": "0.1.1"'),
            b.edit(
                "data/history.csv",
                "hi-aaaa2222",
                "hi-bbbb2222,0.1.1,actors,ac-minis234,name,A,B,value_changed,\nhi-aaaa2222",
            ),
        ),
        "data/history.csv: adds what only a release may write; restore the file from main",
    ),
    "a model of a version": (
        lambda b: b.write("past/0.0.9.json", "{}\n"),
        "past/0.0.9.json: changes what only a release may write; restore the file from main",
    ),
    "a withdrawn version that is listed no more": (
        lambda b: edit_schema(b, lambda d: d["withdrawnVersions"].pop(0), DESCRIPTOR),
        f"{DESCRIPTOR} withdrawnVersions: the withdrawal of 0.1.0 was removed; put it back, since a version stays",
    ),
    "a version that is lower": (
        lambda b: b.edit(DESCRIPTOR, '"version": "0.1.0"', '"version": "0.0.9"'),
        f"{DESCRIPTOR} version: the version was 0.1.0, is now 0.0.9, which is lower; put it back",
    ),
    "a tombstone with another reason": (
        lambda b: b.edit(TOMBSTONES, "Counted twice.", "Wrong."),
        f"{TOMBSTONES} wd-aaaa2222: the tombstone was changed: reason was Counted twice., is now Wrong.; put it back",
    ),
    "a tombstone redirected": (
        lambda b: b.edit(TOMBSTONES, "vc-aaaa2222", "vc-dddd2222"),
        f"{TOMBSTONES} wd-aaaa2222: the tombstone was changed: replaced_by was vc-aaaa2222, is now vc-dddd2222",
    ),
    "a tombstone that replaces nothing any more": (
        lambda b: b.edit(TOMBSTONES, "vc-aaaa2222", ""),
        f"{TOMBSTONES} wd-aaaa2222: the tombstone was changed: replaced_by was vc-aaaa2222, is now empty",
    ),
    "a tombstone of another version": (
        lambda b: b.edit(TOMBSTONES, "0.1.0", "0.0.9"),
        f"{TOMBSTONES} wd-aaaa2222: the tombstone was changed: version was 0.1.0, is now 0.0.9",
    ),
    "a second tombstone that redirects an old id": (
        lambda b: b.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,vc-zzzz2222,Counted twice.,vc-dddd2222,\n"),
        f"{TOMBSTONES} wd-bbbb2222: vc-zzzz2222 was withdrawn before, and a second tombstone redirects it",
    ),
    "the only tombstone removed": (
        lambda b: emptied(b, TOMBSTONES),
        f"{TOMBSTONES}: the table was emptied: it had 1 row; put them back",
    ),
    "a tombstone put under another id": (
        lambda b: b.edit(TOMBSTONES, "wd-aaaa2222", "wd-bbbb2222"),
        f"{TOMBSTONES} wd-aaaa2222: the tombstone was removed; put it back",
    ),
    "a table emptied": (
        lambda b: emptied(b, CODINGS),
        f"{CODINGS}: the table was emptied: it had 2 rows; put them back",
    ),
    "a table removed": (without_table, f"{CROSSWALK}: the table crosswalk was removed with 1 row; put it back"),
    "another key": (
        lambda b: edit_schema(b, lambda s: s.update(primaryKey=["strike_id", "citation_id", "scope"])),
        f"{DAMAGE}: its primary key changed, so lost rows cannot be found; put the key back",
    ),
    "a rule of the estimates that cannot be run": (
        broken_rule,
        "datapackage.json: the effect was not computed",
    ),
}


@pytest.mark.parametrize("name", quick(LOST, QUICK & LOST.keys()))
def test_what_is_lost_is_said_and_not_ready(bench: Bench, name: str) -> None:
    change, line = LOST[name]
    change(bench)
    outcome = said(bench)
    shown = [seen for seen in outcome.lines if seen.startswith(line)]
    assert outcome.code == 1 and len(shown) == 1, outcome.lines
    assert re.match("### [123] things? to", outcome.heading)
    assert line.replace("`", "'") in outcome.comment


def test_an_emptied_table_is_one_line_and_a_table_withdrawn_row_by_row_is_ready(bench: Bench) -> None:
    emptied(bench, CROSSWALK)
    assert said(bench).heading.startswith("### 1 thing to")
    bench.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,cw-aaaa2222,It is another incident.,,\n")
    assert said(bench)[0::2] == (0, "### Ready for review")


def test_a_release_fills_in_the_version_of_a_tombstone(bench: Bench) -> None:
    emptied(bench, CROSSWALK)
    bench.edit(TOMBSTONES, STONE, f"{STONE}wd-bbbb2222,cw-aaaa2222,It is another incident.,,\n")
    bench.commit()
    bench.edit(TOMBSTONES, "incident.,,\n", "incident.,,0.1.1\n")
    bench.write("changes/more.md", "It is released.\n")
    line = f"{TOMBSTONES} wd-bbbb2222: the tombstone was changed: version was empty, is now 0.1.1; put it back"
    assert line in said(bench).lines
    bench.edit(DESCRIPTOR, '"version": "0.1.0"', '"version": "0.1.1"')
    assert said(bench).code == 0


# ---- the effect cannot be computed


def no_git(bench: Bench) -> str:
    shutil.rmtree(bench.root / ".git")
    return "this folder is not a git repository"


def no_main(bench: Bench) -> str:
    bench.git("branch", "--move", "main", "trunk")
    return "main is not known here"


def shallow(bench: Bench) -> str:
    bench.git("switch", "--quiet", "--create", "mine")
    bench.commit("A commit")
    kept = bench.root.with_name("kept")
    bench.root.rename(kept)
    bench.git("clone", "--quiet", "--depth=1", "--branch=mine", f"file://{kept}", str(bench.root), cwd=kept)
    return "git fetch --unshallow"


def other_repository(bench: Bench) -> str:
    shutil.rmtree(bench.root / ".git")
    bench.git("init", "--quiet", "--initial-branch=main", cwd=bench.root.parent)
    bench.git("commit", "--quiet", "--allow-empty", "--message", "Other", cwd=bench.root.parent)
    return "see: python -m scripts diff"


def base_without_a_version(bench: Bench) -> str:
    bench.edit(DESCRIPTOR, '"version": "0.1.0"', '"version": "first"')
    bench.commit("Another version")
    bench.edit(DESCRIPTOR, '"version": "first"', '"version": "0.1.0"')
    return "see: python -m scripts diff"


UNDO = {f.__name__: f for f in (no_git, no_main, shallow, other_repository, base_without_a_version)}


@pytest.mark.parametrize("name", quick(UNDO, QUICK & UNDO.keys()))
def test_without_an_effect_a_change_is_not_ready(bench: Bench, name: str) -> None:
    why = UNDO[name](bench)
    outcome = said(bench)
    (line,) = [seen for seen in outcome.lines if seen.startswith("datapackage.json: the effect was not computed")]
    assert outcome.code == 1 and why in line
    assert outcome.heading.startswith("### 1 thing to") and "the effect was not computed" in outcome.comment


def test_a_base_that_holds_no_package_is_not_ready(bench: Bench) -> None:
    bench.git("checkout", "--quiet", "--orphan", "empty")
    bench.git("rm", "--quiet", "-r", "--cached", ".")
    bench.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    bench.commit("Everything")
    outcome = said(bench, "--base", "HEAD^")
    assert outcome.code == 1 and outcome.heading.startswith("### 1 thing to")
    assert any("has no package to compare with" in line for line in outcome.lines)


def test_the_base_is_read_with_git_where_a_folder_has_the_name_of_its_commit(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.correct()
    base = bench.git("rev-parse", "HEAD")
    write(bench.root / base, tiny(), pages=False)
    shutil.copytree(bench.root / "data", bench.root / base / "data", dirs_exist_ok=True)
    monkeypatch.chdir(bench.root)
    assert "  victim_counts vc-cccc2222: count_min was 10, is now 11" in said(bench, "--read-only").lines
