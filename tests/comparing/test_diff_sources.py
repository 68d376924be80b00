"""OLD and NEW may be folders, releases, zips and git revisions; unreadable ones give a message, not a traceback."""

# ruff: noqa: S108 - hostile paths are meant

import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.git import latest_version, revision_of
from tests.shared.differing import (
    NOTHING_CHANGED,
    SECOND_RULE,
    Edit,
    at,
    bytes_edit,
    changed,
    changes,
    columns,
    derived,
    descriptor,
    diff,
    found,
    make,
    on_field,
    resource,
    schema,
    without,
)
from tests.shared.tiny import Rows, tiny, write


@dataclass
class Repository:
    """A git repository with the tiny package, and the commits of its history by name."""

    root: Path
    commits: dict[str, str]

    def git(self, *words: str) -> str:
        identity = [
            "-c",
            "user.name=tests",
            "-c",
            "user.email=tests@example.org",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "tag.gpgsign=false",
        ]
        return subprocess.run(
            ["git", *identity, *words], cwd=self.root, check=True, capture_output=True, text=True
        ).stdout.strip()

    def commit(self, name: str, notes: str, **properties: str) -> None:
        write(self.root, changed("strikes", 0, notes=notes))
        descriptor(lambda d: d.update(properties))(self.root)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", name)
        self.commits[name] = self.git("rev-parse", "HEAD")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Version 0.1.0 is tagged; 0.2.0 is not, and its content was declared twice; the working tree has changes."""
    made = Repository(make(tmp_path_factory.mktemp("git") / "repository"), {})
    made.git("init", "--quiet")
    made.commit("first", "First.", version="0.1.0", content="sha256:1")
    made.git("tag", "v0.1.0")
    made.commit("later", "Later.")
    made.commit("second", "Second.", version="0.2.0", content="sha256:2")
    made.commit("redeclared", "Redeclared.", content="sha256:3")
    made.commit("after", "After.")
    write(made.root, changed("strikes", 0, notes="Not committed."))
    return made


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
    assert [(e["view"], e["before"]["best"], e["after"]["best"]) for e in value["impact"]] == [
        ("all", 5, 7),
        ("third_party", 5, 7),
    ]


def test_a_release_by_an_older_rule_has_another_rule(released: Path, tmp_path: Path) -> None:
    value = changes(released, make(tmp_path / "new", None, SECOND_RULE))
    assert (found(value), value["step"]) == ([at("rule_changed", "strike_estimates")], "major")


def test_the_effect_of_a_changed_rule_is_told_where_old_is_a_release(released: Path, tmp_path: Path) -> None:
    assert {e["cause"] for e in changes(released, make(tmp_path / "new", None, SECOND_RULE))["impact"]} == {"rule"}


# Wrong usage, and what cannot be read.


@pytest.mark.parametrize(
    "name",
    [
        "no-such-thing",
        "9.9.9",
        "v9.9.9",
        "no/such/folder",
        "HEAD~99",
        "",
    ],
)
def test_what_names_nothing_is_wrong_usage(name: str, repository: Repository) -> None:
    code, out, err = diff(name, ".", repository.root)
    assert (code, out) == (2, "")
    assert err.startswith(f"{name}: is not a folder, file, version or git revision here")


def test_outside_a_repository_a_version_names_nothing(tiny_package: Path) -> None:
    code, out, err = diff("0.1.0", ".", tiny_package)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_words_that_the_command_does_not_know_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["diff"], ["diff", "a", "b", "c"], ["diff", ".", "--output", "xml"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert capsys.readouterr().err.startswith("usage: ")


UNREADABLE = {
    "a table is missing": (None, [lambda folder: (folder / "data" / "strikes.csv").unlink()], "data/strikes.csv"),
    "a number is a word": (changed("victim_counts", 0, count_min="four"), [], "data/victim_counts.csv"),
    "a date is none": (changed("sources", 0, published_on="soon"), [], "data/sources.csv"),
    "a table is not UTF-8": (
        None,
        [bytes_edit("data/strikes.csv", lambda b: b + b"st-xxxx2222,\xe9,series,,\n")],
        "data/strikes.csv",
    ),
    "a row has too few cells": (
        None,
        [bytes_edit("data/strikes.csv", lambda b: b + b"st-xxxx2222\n")],
        "data/strikes.csv",
    ),
    "a descriptor is no JSON": (None, [bytes_edit("datapackage.json", lambda b: b[:100])], "datapackage.json"),
    "a descriptor has no version": (None, [descriptor(lambda d: d.pop("version"))], "datapackage.json"),
    "a schema is missing": (
        None,
        [lambda folder: (folder / "schemas" / "strikes.schema.json").unlink()],
        "schemas/strikes.schema.json",
    ),
    "a path leads out": (None, [resource("strikes", path="../strikes.csv")], "datapackage.json"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gives_a_message_and_no_traceback(name: str, tmp_path: Path, tiny_package: Path) -> None:
    rows, edits, file = UNREADABLE[name]
    broken = make(tmp_path / "broken", rows, *edits)
    for old, new in ((tiny_package, broken), (broken, tiny_package)):
        code, out, err = diff(old, new)
        assert (code, out) == (2, "")
        assert err.startswith((f"{broken / file}: ", f"{broken / file} "))
        assert "Traceback" not in err


def zipped(folder: Path, path: Path, inside: str = "release") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{inside}/{file.relative_to(folder)}")
    return path


def test_a_zip_that_is_none_or_holds_no_package_is_wrong_usage(tmp_path: Path, tiny_package: Path) -> None:
    (tmp_path / "a.zip").write_text("no zip")
    assert diff(tmp_path / "a.zip", tiny_package)[0::2] == (
        2,
        f"{tmp_path / 'a.zip'}: is not a release zip (File is not a zip file)\n",
    )
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("README.md", "nothing")
    assert diff(tmp_path / "b.zip", tiny_package)[0::2] == (
        2,
        f"{tmp_path / 'b.zip'}: contains no datapackage.json; give a release\n",
    )


@pytest.mark.parametrize(
    "member", ["../evil", "../../evil", "release/../../../evil", "/tmp/nk2020-evil/evil", "release/data/../../../evil"]
)
def test_a_hostile_member_of_a_zip_writes_nothing_outside(
    member: str, tmp_path: Path, tiny_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "around" / "temporary"
    temporary.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    hostile = zipped(tiny_package, tmp_path / "hostile.zip")
    with zipfile.ZipFile(hostile, "a") as archive:
        archive.writestr(member, "evil")
    assert changes(hostile, tiny_package)["differences"] == []
    assert [path for path in tmp_path.rglob("*") if path.name != "hostile.zip"] == [tmp_path / "around", temporary]
    assert not Path("/tmp/nk2020-evil").exists()


def _swapped_header(folder: Path) -> None:
    bytes_edit("data/strikes.csv", lambda b: b.replace(b"name,level", b"level,name", 1))(folder)


def test_a_table_whose_header_is_not_that_of_its_schema_cannot_be_read(tmp_path: Path, tiny_package: Path) -> None:
    assert diff(tiny_package, make(tmp_path / "new", None, _swapped_header))[0] == 2


def _report_key_moved(folder: Path) -> None:
    names = [
        f["name"]
        for f in json.loads((folder / "schemas" / "strike_reports.schema.json").read_text(encoding="utf-8"))["fields"]
    ]
    columns("strike_reports", {n: n for n in names[1:]} | {"report_id": "id"})(folder)


TRACEBACKS: dict[str, tuple[Rows | None, list[Edit], int]] = {
    "a version is a word": (None, [descriptor(lambda d: d.update(version="banana"))], 2),
    "a version has a plus and no hyphen": (None, [descriptor(lambda d: d.update(version="0.1.0+local"))], 1),
    "a version is a number": (None, [descriptor(lambda d: d.update(version=1))], 2),
    "a schema has no primary key": (None, [schema("strikes", lambda s: s.pop("primaryKey"))], 2),
    "a type is one that we do not read": (None, [on_field("victim_counts", "count_min", type="year")], 2),
    "a number becomes text that is no number": (
        changed("victim_counts", 0, count_min="about 4"),
        [on_field("victim_counts", "count_min", type="string")],
        2,
    ),
    "a tombstone's column has another name": (
        None,
        [columns("withdrawn", {"withdrawal_id": "withdrawal_id", "id": "gone", "reason": "reason"})],
        1,
    ),
    "a referring table's key is another and a row is gone": (without(tiny(), "st-secon234"), [_report_key_moved], 1),
    "the rules of old lack that of estimates": (
        None,
        [derived(), lambda folder: (folder / "scripts" / "derived" / "strike_estimates.sql").unlink()],
        1,
    ),
}


@pytest.mark.parametrize("name", TRACEBACKS)
def test_no_package_gives_a_traceback(name: str, tmp_path: Path, tiny_package: Path) -> None:
    rows, edits, code = TRACEBACKS[name]
    other = make(tmp_path / "other", rows, *edits)
    assert {diff(other, tiny_package)[0], diff(tiny_package, other)[0]} <= {0, 1, code}


def _spoiled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:400] = bytes(byte ^ 0x55 for byte in content[60:400])
    path.write_bytes(content)


def _encrypted(path: Path) -> None:
    path.write_bytes(re.sub(rb"(PK\x01\x02.{4}).", b"\\g<1>\x01", path.read_bytes(), flags=re.DOTALL))


def _file_and_folder(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("release/README.md/more", "a member within a file")


@pytest.mark.parametrize("spoil", [_spoiled, _encrypted, _file_and_folder])
def test_a_zip_that_cannot_be_unpacked_is_wrong_usage(
    spoil: Callable[[Path], None], tmp_path: Path, tiny_package: Path
) -> None:
    path = zipped(tiny_package, tmp_path / "a.zip")
    spoil(path)
    assert diff(path, tiny_package)[0] == 2


def test_the_sql_in_a_zip_writes_nothing(tmp_path: Path, tiny_package: Path) -> None:
    hostile = make(
        tmp_path / "hostile",
        None,
        derived(("voices.sql", "CREATE VIEW roots", f"COPY (SELECT 1) TO '{tmp_path / 'evil'}'; CREATE VIEW roots")),
    )
    diff(tiny_package, zipped(hostile, tmp_path / "hostile.zip"))
    assert not (tmp_path / "evil").exists()
