"""A release: what is refused and written."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.files import write_csv
from scripts.package.git import latest_version
from scripts.package.soundness.withdrawn_versions import withdrawn_version
from scripts.release.changelog import is_proved, with_notice
from scripts.release.verification import faults_of, read_release
from tests.shared.differing import VALIDATOR
from tests.shared.releasing import DAY, commit, correct, git, release
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, tiny

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same repository after a correction was released as 0.1.1."""
    folder = Path(shutil.copytree(first, tmp_path_factory.mktemp("second") / "repository"))
    correct(folder)
    assert release(folder, "0.1.1") == 0
    return folder


@pytest.fixture
def patched(second: Path, tmp_path: Path) -> Path:
    """A copy of that repository, which a test may change."""
    return Path(shutil.copytree(second, tmp_path / "repository"))


def test_a_correction_is_released_as_a_patch_with_changelog_changes_tag_and_bundle(patched: Path) -> None:
    descriptor = json.loads((patched / "datapackage.json").read_text(encoding="utf-8"))
    assert (descriptor["version"], descriptor["created"]) == ("0.1.1", f"{DAY}T00:00:00Z")
    changelog = (patched / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", changelog, re.MULTILINE) == [f"0.1.1 ({DAY})", "0.1.0 (2026-11-21)"]
    assert "The toll was misread." in changelog
    assert "- victim_counts vc-aaaa2222: count_min was 4, is now 5" in changelog
    assert "- Lowtown, 1 October 2020, killed, all: 4 / 4 / 4 -> 5 / 5 / 5" in changelog
    assert f'version: "0.1.1"\ndate-released: "{DAY}"' in (patched / "CITATION.cff").read_text(encoding="utf-8")
    changes = json.loads((patched / "changes.json").read_text(encoding="utf-8"))
    assert (changes["old"], changes["new"], changes["step"], changes["demanded"]) == (
        "0.1.0",
        "0.1.1",
        "patch",
        "0.1.1",
    )
    assert not list((patched / "changes").glob("*.md"))
    assert git(patched, "tag") == "v0.1.1"
    assert git(patched, "log", "-1", "--format=%s") == "Release 0.1.1"
    assert git(patched, "status", "--porcelain") == ""
    files = read_release(patched / "dist/nk2020-strikes-0.1.1.zip")
    assert faults_of(files) == []
    inside = (patched / "dist/nk2020-strikes-0.1.1/changes.json").read_text(encoding="utf-8")
    assert json.loads(inside) == changes and "changes.json" in files.files


def test_a_version_is_withdrawn_by_a_release_that_says_so(repository: Path) -> None:
    entry = {"version": "0.1.0", "reason": "A toll was misread.", "severity": "moderate", "replacedBy": "0.1.1"}
    path = repository / "datapackage.json"
    found = json.loads(path.read_text(encoding="utf-8")) | {"withdrawnVersions": [entry]}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    correct(repository)
    assert release(repository, "0.1.1") == 0
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    told = "- 0.1.0 is withdrawn (moderate): A toll was misread; use 0.1.1"
    assert f"#### Withdrawn versions\n\n{told}" in changelog
    notice = "Version 0.1.0 was withdrawn (moderate: do not use what the reason names): A toll was misread; use 0.1.1."
    assert f"## 0.1.0 (2026-11-21)\n\n{notice}\n\nFirst release.\n" in changelog
    changes = json.loads((repository / "changes.json").read_text(encoding="utf-8"))
    assert changes["withdrawnVersions"] == [entry] and changes["demands"]["version_withdrawn"] == 1
    assert is_proved(repository, "0.1.1")
    assert with_notice(changelog, withdrawn_version(entry)) == changelog
    other = with_notice(changelog, withdrawn_version(entry | {"severity": "high"}))
    assert other == changelog.replace(
        "(moderate: do not use what the reason names)", "(high: do not use it or pass it on)"
    )


def test_the_changelog_is_proved_to_be_the_computed_difference_and_a_touched_one_is_not(patched: Path) -> None:
    assert is_proved(patched, "0.1.1")
    path = patched / "CHANGELOG.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("count_min was 4, is now 5", "count_min was 4, is now 6"),
        encoding="utf-8",
    )
    assert not is_proved(patched, "0.1.1")


def test_what_a_release_withheld_stays_proved_when_its_words_are_known_later(patched: Path) -> None:
    changelog, path = patched / "CHANGELOG.md", patched / "changes.json"
    changes = json.loads(path.read_text(encoding="utf-8"))
    [cell] = [d for d in changes["differences"] if d.get("field") == "count_min"]
    cell["new"] = "[withheld]"
    path.write_text(json.dumps(changes), encoding="utf-8")
    assert not is_proved(patched, "0.1.1")
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.replace("count_min was 4, is now 5", "count_min was 4, is now [withheld]"), "utf-8")
    assert is_proved(patched, "0.1.1")
    cell["old"] = 3
    path.write_text(json.dumps(changes), encoding="utf-8")
    assert not is_proved(patched, "0.1.1")


@pytest.mark.thorough
def test_a_release_draws_the_pictures_of_the_readme_anew(repository: Path) -> None:
    (repository / "docs/pictures").mkdir(exist_ok=True)
    (repository / "docs/pictures/places.svg").write_text("old")
    (repository / "README.md").write_text("# It\n\n<!-- pictures -->\nold\n<!-- end of pictures -->\n\nMore.\n")
    correct(repository)
    assert release(repository, "0.1.1") == 0
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert "old" not in readme and readme.endswith("<!-- end of pictures -->\n\nMore.\n")
    for path in re.findall(r'<img src="(.*?)"', readme):
        assert "nk2020-strikes 0.1.1" in (repository / path).read_text(encoding="utf-8")
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.thorough
def test_a_second_release_builds_on_the_first_and_tombstones_get_its_version(patched: Path) -> None:
    path = patched / "data/withdrawn.csv"
    path.write_text(path.read_text(encoding="utf-8") + "wd-bbbb2222,dc-bbbb2222,Counted twice.,,\n", encoding="utf-8")
    counts = patched / "data/damage_counts.csv"
    counts.write_text(
        "".join(
            line for line in counts.read_text(encoding="utf-8").splitlines(True) if not line.startswith("dc-bbbb2222")
        ),
        encoding="utf-8",
    )
    (patched / "changes/twice.md").write_text("Three houses were counted twice.\n", encoding="utf-8")
    commit(patched, "Withdraw")
    assert latest_version(patched, before="0.1.2") == "0.1.1"
    assert release(patched, "0.1.2") == 0
    assert "wd-bbbb2222,dc-bbbb2222,Counted twice.,,0.1.2" in path.read_text(encoding="utf-8")
    assert is_proved(patched, "0.1.2")


def test_the_same_release_from_a_checkout_without_history_has_the_same_bytes(patched: Path, tmp_path: Path) -> None:
    git(patched, "archive", "--format=zip", f"--output={tmp_path / 'archive.zip'}", "HEAD")
    shutil.unpack_archive(tmp_path / "archive.zip", tmp_path / "unpacked")
    assert main(["--package", str(tmp_path / "unpacked"), "build", "--to", str(tmp_path / "dist")]) == 0
    name = "nk2020-strikes-0.1.1.zip"
    assert (tmp_path / "dist" / name).read_bytes() == (patched / "dist" / name).read_bytes()


def refused(folder: Path, capsys: pytest.CaptureFixture[str], version: str = "0.1.1") -> str:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}
    head = git(folder, "rev-parse", "HEAD")
    capsys.readouterr()
    assert release(folder, version) == 1
    assert {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts
    } == before
    assert (git(folder, "rev-parse", "HEAD"), git(folder, "tag")) == (head, "")
    return capsys.readouterr().out


def test_a_version_lower_than_demanded_is_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(repository, "The toll", "The toll")
    links = repository / "data/crosswalk.csv"
    links.write_text(
        links.read_text(encoding="utf-8") + "cw-bbbb2222,st-first234,amnesty,https://example.org/2,exact\n",
        encoding="utf-8",
    )
    commit(repository, "Add a row")
    assert "0.1.1 is too low for these changes: use at least 0.2.0 (minor: row_added)" in refused(repository, capsys)


def test_a_version_that_is_not_above_the_last_is_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(repository)
    assert "0.0.9 is not higher than the last version, 0.1.0" in refused(repository, capsys, "0.0.9")


def test_every_reason_is_told_at_once(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: Rows = tiny()
    path = repository / "data/crosswalk.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines(True)[0], encoding="utf-8")
    commit(repository, "Lose a row")
    (repository / "stray.txt").write_text("not committed", encoding="utf-8")
    said = refused(repository, capsys)
    assert rows["crosswalk"][0]["crosswalk_id"] in said
    assert "the working tree is not clean: ?? stray.txt" in said
    assert "crosswalk cw-aaaa2222: removed without a tombstone" in said
    assert "is too low for these changes" in said
    assert "contains no reason for the changes" in said


def test_invalid_data_and_stale_files_are_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(repository, "4,4,exact", "four,4,exact")
    assert "count_min=four: is not an integer" in refused(repository, capsys)
    correct(repository, "four,4,exact", "5,5,exact")
    (repository / "CODEBOOK.md").write_text("stale", encoding="utf-8")
    commit(repository, "Stale")
    assert "CODEBOOK.md: not in canonical form or out of date" in refused(repository, capsys)


@pytest.mark.thorough
def test_a_name_is_refused_and_its_correction_does_not_publish_it_again(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(first, tmp_path / "repository"))
    path = folder / "data/strikes.csv"
    clean = path.read_text(encoding="utf-8")
    path.write_text(
        clean.replace("strike,pl-lowto234,\n", "strike,pl-lowto234,Told by Velmir Tazakov.\n", 1), encoding="utf-8"
    )
    (folder / "changes").mkdir(exist_ok=True)
    (folder / "changes/note.md").write_text("A note.\n", encoding="utf-8")
    commit(folder, "Add a note")
    said = refused(folder, capsys)
    assert "notes: looks like a person's name (words 3 and 4)" in said
    assert "Tazakov" not in said
    before = git(folder, "rev-parse", "HEAD")
    path.write_text(clean, encoding="utf-8")
    assert main(["--package", str(folder), "diff", before, ".", "--output", "json"]) == 1
    shown = json.loads(capsys.readouterr().out)["differences"]
    assert [(d["field"], d["old"]) for d in shown] == [("notes", "[withheld]")]
    path.write_text("\n".join(line for line in clean.split("\n") if not line.startswith("st-first")), encoding="utf-8")
    main(["--package", str(folder), "diff", before, ".", "--output", "json"])
    said = capsys.readouterr().out
    assert '"notes": "[withheld]"' in said
    assert "Tazakov" not in said


@pytest.mark.thorough
def test_an_id_that_was_withdrawn_is_not_used_again(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = repository / "data/withdrawn.csv"
    path.write_text(path.read_text(encoding="utf-8") + "wd-bbbb2222,cw-aaaa2222,Wrong event.,,\n", encoding="utf-8")
    crosswalk = repository / "data/crosswalk.csv"
    row = crosswalk.read_text(encoding="utf-8")
    crosswalk.write_text(row.splitlines(True)[0], encoding="utf-8")
    correct(repository)
    assert release(repository, "0.1.1") == 0
    git(repository, "tag", "--delete", "v0.1.1")
    crosswalk.write_text(row, encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").splitlines(True)[0], encoding="utf-8")
    correct(repository, "5,5,exact", "6,6,exact")
    assert "the id cw-aaaa2222 was withdrawn earlier and is in use again" in refused(repository, capsys, "0.2.0")


@pytest.mark.parametrize(
    "words",
    [["0.1", "--date", DAY], ["0.1.1", "--date", "1 December"], ["v0.1.1", "--date", DAY], ["01.0.0", "--date", DAY]],
)
def test_wrong_usage_exits_2(repository: Path, words: list[str]) -> None:
    assert main(["--package", str(repository), "release", *words]) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    quick(
        [
            (b"The toll was misread in G\xe4nc\xe4.\n", "is not UTF-8 in line 1"),
            (b"x" * 1001, "has 1001 characters, more than 1000"),
            (b"## 9.9.9 (2026-01-01)\n", "has a heading"),
            (b"<img src=x>\n", "has HTML"),
        ],
        2,
    ),
)
def test_a_reason_that_is_more_than_text_is_refused_before_anything_is_written(
    repository: Path, text: bytes, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "changes").mkdir(exist_ok=True)
    (repository / "changes/toll.md").write_bytes(text)
    correct(repository, why="")
    capsys.readouterr()
    assert release(repository, "0.1.1") == 1
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"changes/toll.md: {fault}")]
    assert git(repository, "status", "--porcelain") == "" and git(repository, "tag") == ""
    assert not list((repository / ".git").glob("nk2020*"))


def test_the_changes_of_a_release_name_an_added_row_and_leave_its_cells_to_the_tables(repository: Path) -> None:
    path = repository / "data/actors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows.append({**rows[0], "actor_id": "ac-zzzz2345", "name": "Another army"})
    path.write_text(write_csv(list(rows[0]), [list(row.values()) for row in rows]), encoding="utf-8")
    (repository / "changes").mkdir(exist_ok=True)
    (repository / "changes/actor.md").write_text("An army is declared.\n", encoding="utf-8")
    assert main(["--package", str(repository), "format"]) == 0
    commit(repository, "Declare an army")
    assert release(repository, "0.2.0") == 0
    changes = json.loads((repository / "changes.json").read_text(encoding="utf-8"))
    added = {"kind": "row_added", "table": "actors", "key": "ac-zzzz2345", "step": "minor"}
    assert added in changes["differences"]
    assert not list(VALIDATOR.iter_errors(changes)) and is_proved(repository, "0.2.0")
