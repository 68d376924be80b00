"""The merge driver inside a real `git merge`, and what happens where it is not set up."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared.tiny import ROOT
from tests.shared.two_lines import TwoLines, cell, copy, stone, without

COUNT, OTHER = "vc-cccc2222", "vc-dddd2222"
MORE = cell("victim_counts", COUNT, count_min="12")
LINE = "data/*.csv merge=rows"


def set_up(lines: TwoLines, command: str = "") -> None:
    """Set up the driver as docs/MERGING.md says, with the Python and the code of this test."""
    command = command or f'PYTHONPATH="{ROOT}" "{sys.executable}" -m scripts merge --driver %O %A %B %P'
    lines.git("config", "merge.rows.driver", command)


def attributes(lines: TwoLines) -> None:
    lines.write(".git/info/attributes", f"{LINE}\n")


def git_merge(lines: TwoLines) -> subprocess.CompletedProcess[str]:
    words = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "merge", "--no-edit", "theirs"]
    return subprocess.run(words, cwd=lines.root, capture_output=True, text=True, check=False)


def test_the_attribute_is_in_the_repository_and_in_the_page() -> None:
    assert LINE in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    page = (ROOT / "docs/MERGING.md").read_text(encoding="utf-8")
    assert 'git config merge.rows.driver ".venv/bin/python -m scripts merge --driver %O %A %B %P"' in page


@pytest.mark.thorough
def test_git_merges_rows_with_the_driver_and_lines_without(lines: TwoLines) -> None:
    attributes(lines)
    lines.on("theirs", MORE, copy("victim_counts", COUNT, "vc-eeee2222", outcome="missing"))
    lines.on("main", cell("victim_counts", COUNT, hedged="true"), cell("victim_counts", OTHER, hedged="true"))
    done = git_merge(lines)
    assert "CONFLICT (content): Merge conflict in data/victim_counts.csv" in done.stdout
    lines.git("merge", "--abort")
    set_up(lines)
    done = git_merge(lines)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = lines.rows("victim_counts")
    assert (rows[COUNT]["count_min"], rows[COUNT]["hedged"], rows[OTHER]["hedged"]) == ("12", "true", "true")
    assert "vc-eeee2222" in rows
    assert lines.git("status", "--porcelain") == ""
    assert [lines.run(*words).code for words in (("format", "--check"), ("validate",))] == [0, 0]


@pytest.mark.thorough
def test_a_conflict_is_told_and_left_to_the_command(lines: TwoLines) -> None:
    attributes(lines)
    set_up(lines)
    lines.on("theirs", MORE)
    lines.on("main", cell("victim_counts", COUNT, count_min="9"))
    done = git_merge(lines)
    told = (
        "data/victim_counts.csv vc-cccc2222 count_min: base 10, ours 9, theirs 12\nto decide: python -m scripts merge\n"
    )
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr
    assert "<<<<<<< ours" in (lines.root / "data/victim_counts.csv").read_text()
    assert lines.merge("--theirs", COUNT).code == 0
    assert lines.rows("victim_counts")[COUNT]["count_min"] == "12"


@pytest.mark.thorough
def test_a_conflict_that_lines_do_not_show_is_a_conflict(lines: TwoLines) -> None:
    """Two accounts of one withdrawal stand in two lines, which a merge of lines would keep both."""
    attributes(lines)
    set_up(lines)
    gone = without("victim_counts", COUNT)
    far = [stone(f"wd-m{n}mm2222", f"vc-m{n}mm2222", "Far.") for n in range(2, 7)]
    lines.git("branch", "--force", "theirs", "main")
    lines.git("switch", "--quiet", "main")
    for change in far:
        change(lines)
    lines.commit("Far")
    lines.git("branch", "--force", "theirs", "main")
    lines.on("theirs", gone, stone("wd-zzzz2222", COUNT, "Not said."))
    lines.on("main", gone, stone("wd-aaaa2222", COUNT, "Counted twice."))
    done = git_merge(lines)
    assert done.returncode == 1
    assert "data/withdrawn.csv vc-cccc2222: both withdrew it" in done.stderr
    assert "data/withdrawn.csv" in lines.git("diff", "--name-only", "--diff-filter=U")
    lines.merge("--theirs", COUNT)
    assert "wd-zzzz2222" in lines.rows("withdrawn")
    assert "wd-aaaa2222" not in lines.rows("withdrawn")


@pytest.mark.thorough
@pytest.mark.parametrize("command", ["false", "/nowhere/python -m scripts merge --driver %O %A %B %P"])
def test_a_driver_that_cannot_run_leaves_a_conflict_that_the_command_merges(lines: TwoLines, command: str) -> None:
    attributes(lines)
    set_up(lines, command)
    lines.on("theirs", MORE)
    lines.on("main", cell("victim_counts", COUNT, hedged="true"))
    assert git_merge(lines).returncode != 0
    done = lines.merge() if lines.is_under_way() else lines.merge("theirs")
    assert done.code == 0, done.text
    row = lines.rows("victim_counts")[COUNT]
    assert (row["count_min"], row["hedged"]) == ("12", "true")


@pytest.mark.thorough
def test_what_is_no_table_is_merged_as_git_does(lines: TwoLines, tmp_path: Path) -> None:
    versions = {"base": "a,b\n1,2\n", "ours": "a,b\n1,3\n", "theirs": "a,b\n1,2\n2,2\n"}
    for name, text in versions.items():
        (tmp_path / name).write_text(text)
    done = lines.merge("--driver", *(str(tmp_path / name) for name in versions), "data/other.csv")
    assert (done.code, done.errors[0]) == (1, "data/other.csv: is not a table of this package; git merges its lines")
    assert "<<<<<<< ours" in (tmp_path / "ours").read_text()
