"""Do README, changelog, schemas, descriptor and commands agree with each other?"""

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from scripts.__main__ import VERBS, main
from scripts.package.database import connect
from scripts.package.git import git
from scripts.package.package import PackageError, open_package
from scripts.package.schema import cell_conditions
from tests.shared.rehearsing import CLOCK
from tests.shared.tiny import ROOT

PACKAGE = open_package(ROOT)
TABLES = {**PACKAGE.tables, **PACKAGE.computed}
FIELDS = [(name, field) for name, table in TABLES.items() for field in table.fields]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return connect()


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{t}.{f['name']}" for t, f in FIELDS])
def test_every_field_explains_itself_and_its_example_is_valid(
    connection: duckdb.DuckDBPyConnection, table: str, field: dict[str, Any]
) -> None:
    assert field["title"]
    assert field["description"].endswith(".")
    assert isinstance(field["example"], str)
    for name, sql, _ in cell_conditions(field):
        [(holds,)] = connection.execute(
            f'SELECT {sql} FROM (SELECT ? AS "{field["name"]}")', [field["example"]]
        ).fetchall()
        assert holds, f"{table}.{field['name']}: the example {field['example']} breaks {name}"


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{t}.{f['name']}" for t, f in FIELDS])
def test_every_number_has_a_unit_and_every_code_a_label(table: str, field: dict[str, Any]) -> None:
    identifiers = ("geonames_id", "round", "position")
    assert field["type"] not in ("integer", "number") or "unit" in field or field["name"] in identifiers
    assert [c["value"] for c in field.get("categories", [])] == field.get("constraints", {}).get("enum", [])
    assert all(c["label"] for c in field.get("categories", []))
    assert {c["broader"] for c in field.get("categories", []) if "broader" in c} <= set(
        field.get("constraints", {}).get("enum", [])
    )


def test_a_field_of_the_same_name_has_the_same_codes_everywhere() -> None:
    codes = defaultdict(set)
    for _, field in FIELDS:
        if "categories" in field and field["name"] not in (
            "kind",
            "level",
            "basis",
            "scope",
            "grouping",
            "field",
            "resource",
            "reason",
            "decision",
            "verdict",
            "population",
            "view",
            "territory",
        ):
            codes[field["name"]].add(json.dumps(field["categories"], ensure_ascii=False))
    assert [name for name, variants in codes.items() if len(variants) > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_key_a_title_and_a_description(name: str) -> None:
    schema = TABLES[name].schema
    assert schema["title"]
    assert schema["description"]
    assert set(schema["primaryKey"]) <= set(TABLES[name].columns)
    required = {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")}
    assert set(schema["primaryKey"]) <= required


def test_every_reference_to_another_table_is_a_declared_foreign_key() -> None:
    prefixes = {t.fields[0]["constraints"]["pattern"][1:3]: t.name for t in PACKAGE.tables.values()}
    undeclared = []
    for table in PACKAGE.tables.values():
        declared = {name for key in table.schema.get("foreignKeys", []) for name in key["fields"]}
        for field in table.fields[1:]:
            pattern = field.get("constraints", {}).get("pattern", "")
            if pattern[1:3] in prefixes and pattern[3:4] == "-" and field["name"] not in declared:
                undeclared.append((table.name, field["name"]))
    assert undeclared == []


def test_every_schema_file_belongs_to_a_table() -> None:
    assert {p.name.removesuffix(".schema.json") for p in (ROOT / "schemas").iterdir()} == set(TABLES)


def test_the_changelog_has_a_heading_for_the_declared_version() -> None:
    heading = re.search(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading
    assert heading.groups() == (PACKAGE.version, PACKAGE.descriptor["created"][:10])


def test_every_link_of_a_page_leads_to_a_file_of_the_repository() -> None:
    try:
        pages = [ROOT / name for name in git(ROOT, "ls-files", "-z", "*.md").split("\0") if name[:1] not in ("", ".")]
    except PackageError:
        pytest.skip("no git history here")
    assert len(pages) > 20
    for page in pages:
        text = re.sub(r"^```.*?^```|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for path in re.findall(r"(?<!\\)\]\(([^()\s#]+)", text):
            there = (page.parent / path).resolve()
            is_on_the_site = "://" in path or path.startswith("mailto:") or not there.is_relative_to(ROOT)
            assert is_on_the_site or there.exists(), f"{page.name}: {path}"


def test_the_version_is_semantic() -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", PACKAGE.version)


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_and_stands_in_the_readme(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 3
    assert f"python -m scripts {verb}" in README


def test_help_imports_nothing_heavy() -> None:
    heavy = ("duckdb", "pandas", "numpy", "frictionless", "pandera")
    code = f"import sys, scripts.__main__ as m; m.parser([]); print([n for n in {heavy} if n in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


@pytest.mark.parametrize("words", [["--version"], ["--package", "elsewhere", "--version"]])
def test_the_version_is_shown_without_importing_any_command(words: list[str]) -> None:
    code = (
        "import sys, atexit, scripts.__main__ as m\n"
        "heavy = ('duckdb', 'pandas', 'scripts.commands')\n"
        "atexit.register(lambda: print([name for name in heavy if name in sys.modules]))\n"
        f"m.main({words})"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown == f"{PACKAGE.descriptor['name']} {PACKAGE.version}\n[]\n"


def test_the_readme_types_no_figure_of_the_data() -> None:
    computed = r"<!-- pictures -->.*?<!-- end of pictures -->"
    prose = re.sub(rf"```.*?```|{computed}", "", README, flags=re.DOTALL)
    counts = {str(len(table.path.read_text(encoding="utf-8").splitlines()) - 1) for table in PACKAGE.tables.values()}
    assert {n for n in re.findall(r"\b[0-9]{2,}\b", prose) if n in counts and int(n) > 31} == set()


def test_no_lock_names_a_registry_and_every_line_has_hashes() -> None:
    for path in (*ROOT.glob("requirements*.lock"), *ROOT.glob("tests/versions/locks/*.lock")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        packages = re.findall(r"^[a-zA-Z0-9_.-]+==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert packages
        assert all("--hash=sha256:" in package for package in packages)
    locked = json.loads((ROOT / "tests/interop/package-lock.json").read_text(encoding="utf-8"))["packages"]
    libraries = [locked[name] for name in locked if name]
    assert libraries
    assert all("integrity" in library and "resolved" not in library for library in libraries)


# What a workflow may take from outside: numbers, commits and settings, which contributors cannot word.
TAKEN = {
    "github.token",
    "github.event.pull_request.number",
    "github.event.pull_request.base.sha",
    "github.event.pull_request.head.sha",
    "github.event.repository.default_branch",
    "github.repository",
    "runner.temp",
}
WORKFLOWS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").iterdir()}


def test_workflow_actions_are_pinned_and_no_shell_sees_text_from_outside() -> None:
    for text in WORKFLOWS.values():
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in re.findall(r"uses: (\S+)", text))
        assert set(re.findall(r"\$\{\{ (.*?) \}\}", text)) <= TAKEN
        steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
        assert not [step for step in steps if "${{" in step.get("run", "") + step.get("with", {}).get("script", "")]
        assert "permissions" in yaml.safe_load(text)


MAIN = "${{ github.event.repository.default_branch }}"


def test_a_workflow_that_runs_a_contribution_can_write_nothing_and_one_that_writes_runs_none() -> None:
    runs, writes = yaml.safe_load(WORKFLOWS["pull-request.yml"]), yaml.safe_load(WORKFLOWS["comment.yml"])
    assert runs["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in runs["jobs"].values())
    assert "secrets" not in WORKFLOWS["pull-request.yml"] + WORKFLOWS["comment.yml"]
    assert writes["permissions"] == {}
    assert {name: job["permissions"] for name, job in writes["jobs"].items()} == {
        "judge": {"contents": "read"},
        "post": {"contents": "read", "pull-requests": "write"},
    }
    for job in writes["jobs"].values():  # main is checked out, whatever the pull request is, and nothing else
        assert [s["with"]["ref"] for s in job["steps"] if "checkout" in s.get("uses", "")] == [MAIN]
    assert not re.search(r"git (checkout|switch|worktree|merge|pull|apply|am)\b", WORKFLOWS["comment.yml"])
    assert [name for name, text in WORKFLOWS.items() if "pull_request_target:" in text] == ["comment.yml"]
    assert not any("workflow_run:" in text for text in WORKFLOWS.values())


def test_the_comment_is_posted_even_if_nothing_was_found() -> None:
    post = yaml.safe_load(WORKFLOWS["comment.yml"])["jobs"]["post"]
    assert (post["needs"], post["if"]) == ("judge", "always()")
    (download,) = [step for step in post["steps"] if "download-artifact" in step.get("uses", "")]
    assert download["continue-on-error"] is True
    assert not any("if" in step for step in post["steps"])


def jobs() -> dict[str, tuple[dict[str, str], list[dict[str, Any]]]]:
    """Every job of every workflow: the permissions that are in force in it, and its steps."""
    found = {}
    for name, text in WORKFLOWS.items():
        workflow = yaml.safe_load(text)
        for job, value in workflow["jobs"].items():
            found[f"{name} {job}"] = (value.get("permissions", workflow["permissions"]), value["steps"])
    return found


@pytest.mark.parametrize("job", jobs())
def test_a_job_that_can_write_checks_out_main_or_nothing_and_installs_nothing(job: str) -> None:
    permissions, steps = jobs()[job]
    if "write" not in permissions.values():
        assert set(permissions.values()) <= {"read"}
        return
    refs = [step.get("with", {}).get("ref") for step in steps if "actions/checkout@" in step.get("uses", "")]
    assert set(refs) <= {MAIN}
    runs = " ".join(step.get("run", "") for step in steps)
    assert not re.search(r"\bmake\b|\bpip\b|\bnpm\b|\.ci/|\.venv", runs)
    assert not any(
        "actions/setup-" in step.get("uses", "") or "actions/cache" in step.get("uses", "") for step in steps
    )


def test_no_checkout_leaves_its_token_behind() -> None:
    steps = [step for _, steps in jobs().values() for step in steps if "actions/checkout@" in step.get("uses", "")]
    assert steps
    assert all(step["with"]["persist-credentials"] is False for step in steps)


def test_a_release_is_built_without_rights_from_main_and_published_from_the_artifact() -> None:
    workflow = yaml.safe_load(WORKFLOWS["release.yml"])
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert (workflow["permissions"], build["permissions"], publish["needs"]) == ({}, {"contents": "read"}, "build")
    assert not any("if" in step or "continue-on-error" in step for step in build["steps"] + publish["steps"])
    words = [step.get("run", step.get("uses", "")) for step in build["steps"]]
    on_main = words.index("git merge-base --is-ancestor HEAD refs/remotes/origin/main")
    assert on_main < words.index("make release")  # nothing of the commit runs before
    used = [step["uses"].split("@")[0] for step in publish["steps"] if "uses" in step]
    assert used == ["actions/download-artifact", "actions/attest-build-provenance"]
    (run,) = [step["run"] for step in publish["steps"] if "run" in step]
    (uploaded,) = [step["with"]["path"].split() for step in build["steps"] if "upload-artifact" in step.get("uses", "")]
    assert {word for word in run.split() if word.startswith(("dist/", "CHANGELOG"))} == set(uploaded)


def test_a_tag_on_main_is_released_and_one_beside_it_is_not(tmp_path: Path) -> None:
    def git(*words: str, cwd: Path) -> int:
        return subprocess.run(["git", *words], cwd=cwd, capture_output=True, env={**os.environ, **CLOCK}).returncode

    upstream, clone = tmp_path / "upstream", tmp_path / "clone"
    upstream.mkdir()
    git("init", "--quiet", "--initial-branch=main", cwd=upstream)
    for branch, tag in (("main", "v0.1.0"), ("other", "v0.1.1"), ("main", "v0.2.0")):
        git("switch", "--quiet", "--create" if branch == "other" else "--quiet", branch, cwd=upstream)
        git("commit", "--quiet", "--allow-empty", "--message", tag, cwd=upstream)
        git("tag", "--annotate", "--message", tag, tag, cwd=upstream)
    git("clone", "--quiet", str(upstream), str(clone), cwd=tmp_path)
    ended = []
    for tag in ("v0.1.0", "v0.1.1", "v0.2.0"):
        git("checkout", "--quiet", "--detach", tag, cwd=clone)
        words = "merge-base --is-ancestor HEAD refs/remotes/origin/main"
        assert f"run: git {words}\n" in WORKFLOWS["release.yml"]
        ended.append(git(*words.split(), cwd=clone))
    assert ended == [0, 1, 0]


def test_a_new_push_ends_the_run_before_it_so_that_one_comment_is_posted() -> None:
    comment = yaml.safe_load(WORKFLOWS["comment.yml"])
    assert comment["concurrency"] == {
        "group": "comment-${{ github.event.pull_request.number }}",
        "cancel-in-progress": True,
    }


def test_lint_asks_the_linters_of_workflows() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    assert ".venv/bin/zizmor --offline" in recipe and "actionlint" in recipe and "vendor.github-workflows" in recipe
