"""`check` compares a change with where it left main, and asks for the reason and the texts."""

import json
import shutil
from pathlib import Path

import pytest

from scripts.contribution.changed_files import changes_since
from scripts.contribution.examine import MISSING
from scripts.texts.citations import UNCOMPARED
from tests.shared.bench import COUNTS, Bench
from tests.shared.speeds import quick
from tests.shared.tiny import write_documents


def test_a_clean_tree_is_ready_and_stays_as_it_is(bench: Bench) -> None:
    outcome = bench.check()
    assert (outcome.code, outcome.errors, outcome.lines[-1]) == (0, [], "ready to send")
    assert f"effect: the data is the same as in {bench.git('rev-parse', 'HEAD')[:7]}" in outcome.lines
    assert not bench.git("status", "--porcelain")


@pytest.mark.parametrize(
    ("undo", "told"),
    [
        ("git", "this folder is not a git repository"),
        ("main", "main is not known here, or shares no commit"),
        ("commits", "main is not known here, or shares no commit"),
    ],
)
def test_without_a_base_the_data_is_checked_and_the_rest_said_to_be_not(bench: Bench, undo: str, told: str) -> None:
    if undo == "main":
        bench.git("branch", "--move", "main", "trunk")
    else:
        shutil.rmtree(bench.root / ".git")
        if undo == "commits":
            bench.git("init", "--quiet", "--initial-branch=main")
    outcome = bench.check()
    (line,) = [line for line in outcome.lines if "effect" in line]
    assert outcome.code == 1 and told in line
    assert line.startswith(
        "datapackage.json: the effect was not computed, and files and commit messages were not checked"
    )
    assert outcome.lines[0].startswith("valid: ") and outcome.lines[1].endswith("or an address, in tables")
    bench.edit(COUNTS, ",killed,", ",kiled,")
    assert len(bench.check().lines) == 3


@pytest.mark.parametrize("base", ["nowhere", "--octopus", "0" * 40, "HEAD:data", "a\nb"])
def test_a_base_that_is_none_is_wrong_usage(bench: Bench, base: str) -> None:
    bench.correct()
    outcome = bench.check(f"--base={base}")
    assert (outcome.code, outcome.lines, len(outcome.errors)) == (
        2,
        [],
        1,
    ) and "is not known here, or shares no commit" in outcome.errors[0]


def test_a_shallow_clone_says_how_to_fetch_the_rest(bench: Bench, tmp_path: Path) -> None:
    first = bench.git("rev-parse", "HEAD")
    bench.commit("Second")
    bench.git("clone", "--quiet", "--depth=1", f"file://{bench.root}", str(tmp_path / "clone"))
    clone = Bench(tmp_path / "clone")
    assert clone.check().code == 0  # the newest commit of main is there
    outcome = clone.check("--base", first)
    assert outcome.code == 2 and "git fetch --unshallow" in outcome.errors[0]


def test_a_detached_head_has_its_effect_against_main(bench: Bench) -> None:
    base = bench.git("rev-parse", "HEAD")
    bench.git("checkout", "--quiet", "--detach")
    bench.correct()
    bench.commit()
    outcome = bench.check()
    assert outcome.code == 1 and f"effect against {base[:7]}:" in outcome.lines
    assert "  victim_counts vc-cccc2222: count_min was 10, is now 11" in outcome.lines


def test_the_project_counts_before_the_fork_and_the_fork_before_the_clone(bench: Bench) -> None:
    bench.git("switch", "--quiet", "--create", "mine")
    commits = [bench.commit(f"Commit {i}") for i in range(3)]
    for name, commit in zip(("heads/main", "remotes/origin/main", "remotes/upstream/main"), commits, strict=True):
        bench.git("update-ref", f"refs/{name}", commit)
        assert f"effect: the data is the same as in {commit[:7]}" in bench.check("--read-only").lines


def test_a_package_in_a_folder_of_another_repository_is_not_ready(bench: Bench) -> None:
    shutil.rmtree(bench.root / ".git")
    bench.git("init", "--quiet", "--initial-branch=main", cwd=bench.root.parent)
    bench.git("commit", "--quiet", "--allow-empty", "--message", "Other", cwd=bench.root.parent)
    outcome = bench.check()
    assert outcome.code == 1
    assert any(line.startswith("datapackage.json: the effect was not computed: ") for line in outcome.lines)
    bench.git("add", "package/data", cwd=bench.root.parent)
    assert COUNTS in changes_since(bench.root, "HEAD")


def test_a_change_of_code_or_documents_alone_needs_no_reason(bench: Bench) -> None:
    bench.write("docs/CODING.md", "Other words.\n")
    bench.write("scripts/new_script.py", "print()\n")
    assert bench.check().code == 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("file", "text", "missing"),
    [
        ("changes/why.md", "The passage says eleven.\n", None),
        ("changes/README.md", "Other words on reasons.\n", MISSING),
        ("changes/why.txt", "The passage says eleven.\n", MISSING),
        ("changes/deep/why.md", "The passage says eleven.\n", MISSING),  # a release takes none from there
        ("docs/why.md", "The passage says eleven.\n", MISSING),
        ("changes/why.md", "", "changes/why.md is empty"),
        ("changes/why.md", " \n.\n", "changes/why.md is empty"),
        ("changes/why.md", "x\n", "changes/why.md has fewer than 2 words"),
    ],
)
@pytest.mark.parametrize("committed", quick([False, True], 1))
def test_a_change_of_data_needs_a_reason_in_words_where_a_release_takes_it(
    bench: Bench, file: str, text: str, missing: str | None, committed: bool
) -> None:
    bench.git("switch", "--quiet", "--create", "mine")
    bench.correct()
    bench.write(file, text)
    if committed:
        bench.commit()
    outcome = bench.check()
    told = [line for line in outcome.lines if line.startswith("missing: ")]
    assert outcome.code == bool(missing) and len(told) == bool(missing)
    assert all(line.startswith(f"missing: {missing}") for line in told)


def test_texts_are_compared_and_a_folder_that_is_none_is_wrong_usage(bench: Bench, tmp_path: Path) -> None:
    texts = write_documents(tmp_path / "texts")
    assert bench.check("--texts", str(texts)).code == 0
    path = texts / "so-watch234.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("5 dead", "6 dead"), encoding="utf-8")
    outcome = bench.check("--texts", str(texts))
    assert outcome.code == 1 and [
        line
        for line in outcome.lines
        if line.startswith("data/citations.csv: ") and " (so-watch234.txt): ci-gggg2222: " in line
    ]
    bench.write(COUNTS, "")
    wrong = bench.check("--texts", str(path))
    assert (wrong.code, wrong.lines) == (2, []) and "is not a folder" in wrong.errors[0]
    assert (bench.root / COUNTS).read_text(encoding="utf-8") == ""


def test_only_a_document_whose_claims_changed_is_not_checked_for_want_of_its_text(bench: Bench, tmp_path: Path) -> None:
    file, paper = tmp_path / "check.json", "citations of Strikes on Lowtown: " + UNCOMPARED
    (tmp_path / "texts").mkdir()
    bench.correct()
    outcome = bench.check("--texts", str(tmp_path / "texts"), "--json", str(file))
    assert paper in outcome.lines and "citations: 1 other document without a text in the folder" in outcome.lines
    assert json.loads(file.read_text(encoding="utf-8"))["unchecked"] == [paper]
