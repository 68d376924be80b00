"""OLD and NEW may be folders, releases, zips and git revisions."""

import shutil
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.git import latest_version, revision_of
from tests.shared.differing import (
    NOTHING_CHANGED,
    SECOND_RULE,
    at,
    changed,
    changes,
    derived,
    found,
    make,
)
from tests.shared.revisions import Repository


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        ("v0.1.0", ".", "First.", "Not committed."),
        ("0.1.0", "HEAD", "First.", "After."),
        ("0.2.0", ".", "Redeclared.", "Not committed."),
        ("HEAD~2", "HEAD~3", "Second.", "Later."),
        (".", "0.1.0", "Not committed.", "First."),
    ],
)
def test_git_revisions_tags_versions_and_the_working_tree_are_compared(
    old: str, new: str, was: str, now: str, repository: Repository
) -> None:
    assert changes(old, new, repository.root)["differences"] == [
        {
            "kind": "value_changed",
            "table": "strikes",
            "key": "st-first234",
            "field": "notes",
            "old": was,
            "new": now,
            "step": "patch",
        }
    ]


def test_new_is_the_working_tree_where_it_is_not_given(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--package", str(repository.root), "diff", "v0.1.0"]) == 1
    assert "strikes st-first234: notes was First., is now Not committed." in capsys.readouterr().out.splitlines()


def test_a_short_commit_and_a_branch_name_a_revision(repository: Repository) -> None:
    branch = repository.git("rev-parse", "--abbrev-ref", "HEAD")
    assert revision_of(repository.commits["second"][:10], repository.root) == repository.commits["second"]
    assert revision_of(branch, repository.root) == repository.commits["after"]
    assert changes(branch, "HEAD", repository.root)["differences"] == []


def test_a_version_without_a_tag_is_the_commit_that_declared_its_content_last(repository: Repository) -> None:
    assert revision_of("0.2.0", repository.root) == repository.commits["redeclared"]
    assert revision_of("0.1.0", repository.root) == repository.commits["first"]
    assert latest_version(repository.root) == "0.2.0"
    assert latest_version(repository.root, before="0.2.0") == "0.1.0"
    assert latest_version(repository.root, before="0.1.0") == "0.2.0"


def test_a_tag_comes_before_the_commit_that_set_the_version(repository: Repository) -> None:
    repository.git("tag", "v0.2.0", "HEAD~4")
    try:
        assert revision_of("0.2.0", repository.root) == repository.commits["first"]
    finally:
        repository.git("tag", "--delete", "v0.2.0")


def test_the_rules_of_a_git_revision_are_those_it_held(tmp_path: Path) -> None:
    made = Repository(make(tmp_path / "repository", None, derived()), {})
    made.git("init", "--quiet")
    made.commit("first", "The same.")
    shutil.rmtree(made.root / "scripts")
    SECOND_RULE(made.root)
    value = changes("HEAD", ".", made.root)
    assert found(value) == [at("rule_changed", "strike_estimates")]
    assert {e["cause"] for e in value["impact"]} == {"rule"}


def test_the_attributes_of_a_revision_are_not_obeyed(tmp_path: Path) -> None:
    made = Repository(make(tmp_path / "repository"), {})
    made.git("init", "--quiet")
    made.commit("first", "First.")
    attributes = "data/actors.csv export-ignore\ndata/strikes.csv export-subst\n"
    (made.root / ".gitattributes").write_text(attributes, encoding="utf-8")
    made.commit("second", "$Format:%H$")
    [difference] = changes("HEAD~1", "HEAD", made.root)["differences"]
    assert (difference["field"], difference["old"], difference["new"]) == ("notes", "First.", "$Format:%H$")


def test_a_release_its_zip_and_what_it_was_built_from_are_equal(released: Path, tiny_package: Path) -> None:
    bundle = released.with_name(f"{released.name}.zip")
    for old, new in ((released, bundle), (bundle, released), (released, tiny_package), (tiny_package, bundle)):
        assert changes(old, new) == NOTHING_CHANGED


def test_a_release_is_compared_with_a_working_tree_that_changed(released: Path, tmp_path: Path) -> None:
    new = make(tmp_path / "new", changed("victim_counts", 3, count_min="7", count_max="7"))
    value = changes(released.with_name(f"{released.name}.zip"), ".", new)
    assert found(value) == [
        at("value_changed", "victim_counts", name, "vc-dddd2222") for name in ("count_max", "count_min")
    ]
    assert [
        (e["view"], e["before"]["best"], e["after"]["best"]) for e in value["impact"] if e["population"] == "all"
    ] == [
        ("all", 5, 7),
        ("third_party", 5, 7),
    ]


def test_a_release_by_an_older_rule_has_another_rule(released: Path, tmp_path: Path) -> None:
    value = changes(released, make(tmp_path / "new", None, SECOND_RULE))
    assert (found(value), value["step"]) == ([at("rule_changed", "strike_estimates")], "major")


def test_the_effect_of_a_changed_rule_is_told_where_old_is_a_release(released: Path, tmp_path: Path) -> None:
    assert {e["cause"] for e in changes(released, make(tmp_path / "new", None, SECOND_RULE))["impact"]} == {"rule"}
