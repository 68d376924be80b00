"""Do README, changelog, schemas, descriptor and commands agree with each other?"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from typing import Any

import duckdb
import pytest
import yaml

from scripts.__main__ import VERBS, main
from scripts.package.database import connect
from scripts.package.package import open_package
from scripts.package.schema import cell_conditions
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
    identifiers = ("geonames_id",)
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


def test_the_readme_types_no_figure_of_the_data() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    counts = {str(len(table.path.read_text(encoding="utf-8").splitlines()) - 1) for table in PACKAGE.tables.values()}
    assert {n for n in re.findall(r"\b[0-9]{2,}\b", prose) if n in counts and int(n) > 31} == set()


def test_no_lock_names_a_registry_and_every_line_has_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        packages = re.findall(r"^[a-zA-Z0-9_.-]+==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert packages
        assert all("--hash=sha256:" in package for package in packages)


# What a workflow may take from outside: numbers, commits and settings, which contributors cannot word.
TAKEN = {
    "github.token",
    "github.event.pull_request.number",
    "github.event.pull_request.base.sha",
    "github.event.workflow_run.id",
    "github.event.repository.default_branch",
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


def test_a_workflow_that_runs_a_contribution_can_write_nothing_and_one_that_writes_runs_none() -> None:
    runs, writes = yaml.safe_load(WORKFLOWS["pull-request.yml"]), yaml.safe_load(WORKFLOWS["comment.yml"])
    assert runs["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in runs["jobs"].values())
    assert "secrets" not in WORKFLOWS["pull-request.yml"] + WORKFLOWS["comment.yml"]
    assert writes["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkouts = [step["with"] for step in writes["jobs"]["comment"]["steps"] if "checkout" in step.get("uses", "")]
    assert [c["ref"] for c in checkouts] == ["${{ github.event.repository.default_branch }}"]
    assert "pull_request_target" not in "".join(WORKFLOWS.values())
