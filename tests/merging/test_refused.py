"""What `merge` refuses, and why; nothing is written then."""

from pathlib import Path

import pytest

from tests.merging.test_merge import COUNT, MORE, OTHER
from tests.shared.two_lines import TwoLines, cell, refused


@pytest.mark.thorough
def test_changes_that_are_not_committed_are_refused(lines: TwoLines) -> None:
    lines.on("theirs", MORE)
    cell("victim_counts", OTHER, counted_by_coder="true")(lines)
    assert refused(lines) == [
        "data/victim_counts.csv: has changes that are not committed; commit them first, or put them aside with git"
        " stash"
    ]


@pytest.mark.thorough
def test_what_git_refuses_is_told(lines: TwoLines) -> None:
    lines.on("theirs", MORE, lambda it: it.write("docs/new.md", "New."))
    lines.write("docs/new.md", "Mine.")
    before = lines.tables()
    done = lines.merge("theirs")
    assert (done.code, lines.tables(), lines.is_under_way()) == (2, before, False)
    assert "docs/new.md" in done.text
    assert "Traceback" not in done.text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name the branch or commit to merge, such as: python -m scripts merge origin/main"),
        (["nowhere"], "nowhere is not known here; fetch it first: git fetch origin"),
        (["alien"], "alien has no commit in common with this branch, so nothing says what each side changed"),
    ],
)
def test_there_must_be_something_to_merge(lines: TwoLines, words: list[str], said: str) -> None:
    alien = lines.git("commit-tree", "-m", "Alien", lines.git("rev-parse", "HEAD^{tree}"))
    lines.git("branch", "alien", alien)
    done = lines.merge(*words)
    assert (done.code, done.errors) == (2, [said])


@pytest.mark.thorough
def test_without_a_repository_it_says_so(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert TwoLines(package).merge("main").errors == [
        f"{package}: is not in a git repository, so there are no lines of work to merge; clone the project"
    ]


@pytest.mark.thorough
def test_a_table_that_cannot_be_read_is_told_with_its_side(lines: TwoLines) -> None:
    lines.on("theirs", lambda it: it.edit("data/victim_counts.csv", ",10,,at_least", ",10,at_least"))
    said = (
        "theirs: data/victim_counts.csv:4: has 14 cells where the header has 15; add or remove commas, and quote a cell"
    )
    assert refused(lines) == [f"{said} that contains one"]


@pytest.mark.thorough
def test_two_rows_of_one_id_are_refused(lines: TwoLines) -> None:
    def twice(it: TwoLines) -> None:
        path = it.root / "data/victim_counts.csv"
        path.write_text(path.read_text() + path.read_text().splitlines(keepends=True)[-1])

    lines.on("theirs", twice)
    [said] = refused(lines)
    assert said.startswith("theirs: data/victim_counts.csv vc-dddd2222 claim_id: two rows have this id")


@pytest.mark.thorough
def test_another_primary_key_is_refused(lines: TwoLines) -> None:
    def rekeyed(it: TwoLines) -> None:
        it.edit("schemas/crosswalk.schema.json", '"crosswalk_id"\n', '"external_id"\n')

    lines.on("theirs", rekeyed)
    done = lines.merge("theirs")
    assert done.code in (1, 2)
    assert "primary key" in done.text or "primaryKey" in done.text, done.text


@pytest.mark.thorough
def test_a_branch_with_nothing_of_its_own_moves_on(lines: TwoLines) -> None:
    lines.on("theirs", MORE)
    done = lines.merge("theirs")
    assert (done.code, done.lines[-1]) == (0, "this branch had nothing of its own, and is now at theirs")
    assert lines.git("status", "--porcelain") == ""
    assert lines.rows("victim_counts")[COUNT]["count_min"] == "12"
