"""History: what releases changed, by cell; each earlier version is rebuilt from it, and what is withheld stays so."""

import csv
import io
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts import load
from scripts.__main__ import main
from scripts.comparing.compare import compare
from scripts.comparing.history import history_rows
from scripts.frames.opening import WARNED, WithdrawnVersionWarning
from scripts.package.git import revision_of
from scripts.package.package import PackageError, open_package
from scripts.package.past.history import Rows, keyed, undo
from scripts.package.past.models import versions
from scripts.package.snapshot import as_of, snapshot_of_commit
from scripts.release.changelog import is_proved
from tests.shared.computed_rows import computed_csvs
from tests.shared.differing import diff
from tests.shared.random_edits import edited
from tests.shared.releasing import commit, correct, git, release, repository_with_a_first_version
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny

pytestmark = pytest.mark.thorough

NAMED = "Seen by Velmir Tazakov."
WITHHELD = "[withheld]"
COUNTS, DAMAGE, STONES = "data/victim_counts.csv", "data/damage_counts.csv", "data/withdrawn.csv"
HISTORY, MODEL = "data/history.csv", "past/0.1.0.json"
VERSIONS = ["0.1.0", "0.3.1", "0.4.0"]


def replace(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with three versions: a name and a toll are corrected, then a row is withdrawn and one is added."""
    rows = tiny()
    rows["strikes"][0]["notes"] = NAMED
    folder = repository_with_a_first_version(tmp_path_factory.mktemp("released") / "repository", rows)
    replace(folder, "data/strikes.csv", NAMED, "")
    correct(folder)
    assert release(folder, "0.3.1") == 0
    lines = (folder / DAMAGE).read_text(encoding="utf-8").splitlines(True)
    (folder / DAMAGE).write_text("".join(x for x in lines if not x.startswith("dc-bbbb2222")), encoding="utf-8")
    stones = (folder / STONES).read_text(encoding="utf-8")
    (folder / STONES).write_text(f"{stones}wd-bbbb2222,dc-bbbb2222,Counted twice.,,\n", encoding="utf-8")
    links = (folder / "data/crosswalk.csv").read_text(encoding="utf-8")
    added = f"{links}cw-bbbb2222,st-first234,amnesty,https://example.org/2,exact\n"
    (folder / "data/crosswalk.csv").write_text(added, encoding="utf-8")
    (folder / "changes/twice.md").write_text("Three houses were counted twice.\n", encoding="utf-8")
    commit(folder, "Withdraw and add")
    assert release(folder, "0.4.0") == 0
    return folder


@pytest.fixture
def repository(released: Path, tmp_path: Path) -> Path:
    """A copy of that repository, which a test may change."""
    return Path(shutil.copytree(released, tmp_path / "repository"))


@pytest.fixture
def bundle(released: Path, tmp_path: Path) -> Path:
    """The last release alone, without git."""
    return Path(shutil.copytree(released / "dist/nk2020-strikes-0.4.0", tmp_path / "release"))


def test_every_release_adds_what_it_changed(released: Path) -> None:
    found = {
        (row["version"], row["table"], row["id"], row["field"], row["old"], row["new"], row["kind"], row["reason"])
        for row in rows_of(released / HISTORY)
    }
    gone = [row for row in tiny()["damage_counts"] if row["claim_id"] == "dc-bbbb2222"]
    assert found == {
        ("0.3.1", "strikes", "st-first234", "notes", WITHHELD, "", "value_changed", ""),
        ("0.3.1", "victim_counts", "vc-aaaa2222", "count_min", "4", "5", "value_changed", ""),
        ("0.3.1", "victim_counts", "vc-aaaa2222", "count_max", "4", "5", "value_changed", ""),
        ("0.4.0", "crosswalk", "cw-bbbb2222", "crosswalk_id", "", "cw-bbbb2222", "row_added", ""),
        ("0.4.0", "withdrawn", "wd-bbbb2222", "withdrawal_id", "", "wd-bbbb2222", "tombstone_added", ""),
        *(
            ("0.4.0", "damage_counts", "dc-bbbb2222", name, cell, "", "row_withdrawn", "Counted twice.")
            for row in gone
            for name, cell in row.items()
            if cell
        ),
    }
    assert git(released, "status", "--porcelain") == "" and is_proved(released, "0.4.0")
    assert versions(released) == VERSIONS == versions(released / "dist/nk2020-strikes-0.4.0")
    assert main(["--package", str(released), "validate"]) == 0


def test_check_lets_pass_what_a_release_added(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["--package", str(released), "check", "--base", "HEAD~1"])
    said = capsys.readouterr().out
    assert "version was 0.3.1, is now 0.4.0" in said and "only a release may write" not in said


@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_alone_gives_every_earlier_version_without_what_is_withheld(
    released: Path, bundle: Path, version: str
) -> None:
    with (
        as_of(version, open_package(bundle)) as rebuilt,
        snapshot_of_commit(revision_of(version, released), released) as then,
    ):
        assert (rebuilt.version, [*rebuilt.tables]) == (version, [*then.tables])
        for name, table in then.tables.items():
            if name == "history":
                continue
            text = table.path.read_text(encoding="utf-8").replace(NAMED, WITHHELD)
            assert rebuilt.tables[name].path.read_text(encoding="utf-8") == text
            assert rebuilt.tables[name].schema == table.schema


def test_nothing_of_what_is_withheld_is_in_a_release(bundle: Path) -> None:
    assert [path for path in bundle.rglob("*.*") if b"Tazakov" in path.read_bytes()] == []


def test_load_gives_a_table_as_of_a_version(released: Path, bundle: Path) -> None:
    for package in (bundle, released):
        WARNED.clear()
        with pytest.warns(WithdrawnVersionWarning, match=r"version 0.1.0 was withdrawn"):
            counts = load("victim_counts", package, as_of="0.1.0").set_index("claim_id")
        assert counts.count_min["vc-aaaa2222"] == 4
        assert load("victim_counts", package, as_of="0.3.1").set_index("claim_id").count_min["vc-aaaa2222"] == 5
        assert load("strikes", package, as_of="0.1.0").notes[0] == WITHHELD
        lost = load("damage_counts", package, backend="polars", as_of="0.3.1")
        assert "dc-bbbb2222" in lost["claim_id"].to_list()


@pytest.mark.parametrize("table", quick(["claims", "strike_estimates", "agreement"], {"claims"}))
def test_load_computes_a_table_by_the_rule_of_the_version(released: Path, bundle: Path, table: str) -> None:
    WARNED.clear()
    with snapshot_of_commit(revision_of("0.3.1", released), released) as then:
        expected = rows_in(computed_csvs(then)[table])
    found = load(table, bundle, as_of="0.3.1")
    assert len(found) == len(expected) > 0
    assert [*found.columns] == [*expected[0]]
    key = found.columns[0]
    assert [str(value) for value in found[key]] == [row[key] for row in expected]


def rows_in(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_load_says_what_cannot_be_had(bundle: Path) -> None:
    path = bundle / "past/0.3.1.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    assert model.pop("as") == "0.1.0"
    first = json.loads((bundle / MODEL).read_text(encoding="utf-8"))
    path.write_text(json.dumps(first | model | {"functions": {"agreement.py": "other"}}), encoding="utf-8")
    WARNED.add("0.3.1")
    for table, why in {"agreement": "", "strike_summary": "it rests on strike_estimates: "}.items():
        with pytest.raises(PackageError, match=rf"{table}: {why}0.3.1 computed it by code that is not kept; install"):
            load(table, bundle, as_of="0.3.1")
    assert len(load("strike_dates", bundle, as_of="0.3.1"))
    with pytest.raises(
        PackageError, match=r"0.2.9: is not a version that can be had here; there are 0.1.0, 0.3.1, 0.4"
    ):
        load("strikes", bundle, as_of="0.2.9")
    with pytest.raises(KeyError, match=r"no table 'nothing'"):
        load("nothing", bundle, as_of="0.3.1")


def test_tables_that_changed_since_the_release_need_git_to_go_back(repository: Path, bundle: Path) -> None:
    for folder in (repository, bundle):
        replace(folder, COUNTS, "5,5,exact", "6,6,exact")
    assert load("victim_counts", repository, as_of="0.3.1").set_index("claim_id").count_min["vc-aaaa2222"] == 5
    with pytest.raises(PackageError, match=r"its tables are not those of 0.4.0, the last release"):
        load("victim_counts", bundle, as_of="0.3.1")


PAIRS = [("0.1.0", "0.3.1"), ("0.3.1", "0.4.0"), ("0.1.0", "0.4.0"), ("0.4.0", "0.3.1")]


@pytest.mark.parametrize(("old", "new"), quick(PAIRS, 1))
def test_diff_of_two_versions_is_the_same_from_a_release_and_from_a_clone(
    released: Path, bundle: Path, old: str, new: str
) -> None:
    from_release, from_clone = (diff(old, new, folder) for folder in (bundle, released))
    assert from_release == from_clone
    assert from_release[0] == 1 and json.loads(from_release[1])["differences"]


def test_a_version_that_cannot_be_had_is_said_by_diff(bundle: Path) -> None:
    code, _, said = diff("0.2.9", "0.4.0", bundle)
    assert code == 2 and said.startswith("0.2.9: is not a version that can be had here; there are 0.1.0, 0.3.1, 0.4.0")


@pytest.mark.parametrize("cell", ["verse", "0.x.1"])  # as long as what they replace
def test_a_history_that_no_release_wrote_is_said_to_be_none(bundle: Path, cell: str) -> None:
    path = bundle / HISTORY
    path.write_text(path.read_text(encoding="utf-8").replace(",0.3.1,", f",{cell},"), encoding="utf-8")
    with pytest.raises(
        PackageError, match=r"data/history.csv: is not as a release wrote it; see: python -m scripts val"
    ):
        load("strikes", bundle, as_of="0.1.0")


def history(folder: Path, *words: str) -> int:
    return main(["--package", str(folder), "history", *words])


def test_history_is_that_of_the_repository(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: (repository / file).read_bytes() for file in (HISTORY, MODEL)}
    assert history(repository, "--check") == 0
    replace(repository, HISTORY, ",4,5,value_changed", ",3,5,value_changed")
    replace(repository, MODEL, "Lowtown" if "Lowtown" in (repository / MODEL).read_text() else "strikes", "other")
    capsys.readouterr()
    assert history(repository, "--check") == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{file}: is not what the releases in the repository give; run: python -m scripts history"
        for file in (HISTORY, MODEL)
    ]
    assert history(repository) == 0
    assert {file: (repository / file).read_bytes() for file in before} == before


def test_a_cell_that_is_withheld_stays_so(repository: Path) -> None:
    replace(repository, HISTORY, ",4,5,value_changed", f",{WITHHELD},5,value_changed")
    assert history(repository, "--check") == 0
    assert history(repository) == 0
    assert f",{WITHHELD},5,value_changed" in (repository / HISTORY).read_text(encoding="utf-8")


@pytest.mark.thorough
def test_an_interrupted_release_leaves_nothing_of_its_history(repository: Path) -> None:
    correct(repository, "5,5,exact", "6,6,exact")
    head = git(repository, "rev-parse", "HEAD")
    (repository / ".git/nk2020-release.json").write_text(json.dumps({"version": "0.4.1", "before": head}))
    (repository / "past/0.4.1.json").write_text("{", encoding="utf-8")
    (repository / HISTORY).write_text("half", encoding="utf-8")
    assert release(repository, "0.4.1") == 0
    assert history(repository, "--check") == 0


def test_the_history_of_the_project_is_that_of_its_repository(capsys: pytest.CaptureFixture[str]) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no git history here")
    assert history(ROOT, "--check") == 0, capsys.readouterr().out


def undone(seed: int, count: int) -> None:
    """One example: the history of random edits, undone, gives the rows as they were."""
    with tempfile.TemporaryDirectory() as folder:
        one, other, _ = edited(seed, count, Path(folder))
        path = other / "datapackage.json"
        path.write_text(
            json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"version": "9.9.9"}), encoding="utf-8"
        )
        old, new = open_package(one), open_package(other)
        changes = history_rows(old, new, compare(old, new))
        assert len({row["change_id"] for row in changes}) == len(changes)
        tables: dict[str, Rows] = {name: keyed(table) for name, table in new.tables.items()}
        undo(tables, changes, new.version, old.version)
        for name, table in old.tables.items():
            if name != "history":
                columns, rows = table.columns, keyed(table)
                found = {key: {c: row.get(c, "") for c in columns} for key, row in tables.get(name, {}).items()}
                assert found == {
                    key: {c: WITHHELD if found[key][c] == WITHHELD else row.get(c, "") for c in columns}
                    for key, row in rows.items()
                }


@pytest.mark.exhaustive
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_history_of_random_edits_undone_gives_the_rows_before(seed: int, count: int) -> None:
    undone(seed, count)


def test_the_history_of_some_edits_undone_gives_the_rows_before() -> None:
    undone(7, 4)
