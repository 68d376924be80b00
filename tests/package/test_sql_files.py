"""SQL that comes with a package or a check may only read, and no database that runs it can open a file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking import judge
from scripts.checking.validation import validate
from scripts.comparing import compare, estimates
from scripts.derived.compute import computed_database
from scripts.package import sql_files
from scripts.package.database import open_texts
from scripts.package.package import open_package
from tests.shared.differing import derived, diff, make
from tests.shared.tiny import contents, tiny

COPY = "COPY (SELECT 'overwritten' AS x) TO 'TARGET' (USE_TMP_FILE false)"
VIEWS = {
    "a file is written": f"{COPY};\nCREATE TABLE roots AS",
    "a file is written inside a view": f"CREATE TABLE one AS WITH a AS ({COPY}) SELECT 1;\nCREATE TABLE roots AS",
    "counts are changed": "UPDATE new.victim_counts SET count_min = 900;\nCREATE TABLE roots AS",
    "an empty table is made": "CREATE TABLE one (a INTEGER);\nCREATE TABLE roots AS",
    "a view is put into another database": "CREATE VIEW old.one AS SELECT 1;\nCREATE TABLE roots AS",
    "a setting is changed": "SET threads = 9;\nCREATE TABLE roots AS",
    "it is not SQL": "CREATE VIEW (;\nCREATE TABLE roots AS",
}


@pytest.mark.parametrize("name", VIEWS)
def test_rules_that_do_more_than_read_are_refused(name: str, tmp_path: Path, tiny_package: Path) -> None:
    target = tiny_package / "data" / "actors.csv"
    views = VIEWS[name].replace("TARGET", str(target))
    counts = tiny()
    counts["victim_counts"][0]["count_min"] = "3"
    other = make(tmp_path / "other", counts, derived(("voices.sql", "CREATE TABLE roots AS", views)))
    before = contents(tiny_package)
    code, _, said = diff(tiny_package, other)
    assert (code, contents(tiny_package)) == (2, before)
    assert "scripts/derived/voices.sql: " in said and any(fix in said for fix in ("remove", "correct it"))


CHECKS = {
    "nothing": "-- nothing",
    "two statements": "-- two\nSELECT 1; SELECT 2",
    "a statement within brackets": f"-- one\nSELECT 1); {COPY}; SELECT * FROM (SELECT 1",
    "a view": "-- one\nCREATE VIEW one AS SELECT 1",
    "a change": "-- one\nWITH a AS (DELETE FROM actors RETURNING *) SELECT * FROM a",
}


def _of_checks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder.mkdir()
    monkeypatch.setattr(judge, "CHECKS", folder)
    return folder / "zz.sql"


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_that_is_not_one_select_is_a_problem(
    name: str, tmp_path: Path, tiny_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tiny_package / "data" / "actors.csv"
    path = _of_checks(tmp_path / "checks", monkeypatch)
    path.write_text(CHECKS[name].replace("TARGET", str(target)), encoding="utf-8")
    before = contents(tiny_package)
    [problem] = validate(open_package(tiny_package)).problems
    assert (problem.file, problem.check, contents(tiny_package)) == ("scripts/checks/zz.sql", "zz", before)


def _large(path: Path) -> None:
    path.write_text("-- x\nSELECT 1" + " " * sql_files.LARGEST, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "why"), [(os.mkfifo, "is not a file"), (Path.mkdir, "is not a file"), (_large, "has ")]
)
def test_what_is_not_a_file_or_is_too_large_is_not_read(
    spoil: Callable[[Path], None],
    why: str,
    tmp_path: Path,
    tiny_package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(_of_checks(tmp_path / "checks", monkeypatch))
    assert main(["--package", str(tiny_package), "validate"]) == 1
    assert f"scripts/checks/zz.sql: {why}" in capsys.readouterr().out
    for name in ("voices.sql", "strike_estimates.sql"):
        counts = tiny()
        counts["victim_counts"][0]["count_min"] = "3"
        other = make(tmp_path / name, counts, derived())
        (other / "scripts" / "derived" / name).unlink()
        spoil(other / "scripts" / "derived" / name)
        code, _, said = diff(tiny_package, other)
        assert code == 2 and f"scripts/derived/{name}: " in said


def test_no_database_that_runs_rules_or_checks_opens_a_file(
    tmp_path: Path, tiny_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second fence: what would happen if a statement passed the first."""
    import duckdb

    package = open_package(tiny_package)
    before = contents(tiny_package)
    target = package.tables["actors"].path
    write = COPY.replace("TARGET", str(target))
    for connection in (computed_database(package), validate(package).connection, open_texts(package)):
        for sql in (
            COPY.replace("TARGET", str(target)),
            f"FROM read_csv('{target}')",
            "SET lock_configuration = false",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
    monkeypatch.setattr(estimates, "read_sql", lambda path: ("", path.read_text(encoding="utf-8")))
    counts = tiny()
    counts["victim_counts"][0]["count_min"] = "3"
    copy = f"{write};\nCREATE TABLE roots AS"
    other = make(tmp_path / "other", counts, derived(("voices.sql", "CREATE TABLE roots AS", copy)))
    assert not compare.compare(package, open_package(other)).estimated
    assert contents(tiny_package) == before
