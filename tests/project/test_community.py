"""Do the forms, templates and rules for contributors on GitHub work, agree with each other, and have valid links?"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.__main__ import VERBS
from tests.shared.tiny import ROOT

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
TEMPLATE = GITHUB / "PULL_REQUEST_TEMPLATE.md"
PAGES = [ROOT / "CODE_OF_CONDUCT.md", ROOT / "docs/POLICIES.md", GITHUB / "SECURITY.md"]
SHOWN = [*FORMS, TEMPLATE]  # GitHub shows these on pages of its own, where a relative link starts elsewhere
HOME = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8")).get("repository", "").rstrip("/")
COMING = {"new", "check"}  # verbs that the texts may name before they exist

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
each_text = pytest.mark.parametrize(
    "path", [*PAGES, *SHOWN, GITHUB / "ISSUE_TEMPLATE/config.yml"], ids=lambda path: path.name
)


def body(form: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(form.read_text(encoding="utf-8"))["body"]


def fields(form: Path) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in body(form) if item["type"] != "markdown"}


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("github-workflows", sorted((GITHUB / "workflows").iterdir())),
    ],
    ids=["forms", "config", "workflows"],
)
def test_github_accepts_the_files(schema: str, paths: list[Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@each_form
def test_ids_and_labels_are_unique_and_options_are_words(form: Path) -> None:
    items = [item for item in body(form) if item["type"] != "markdown"]
    assert len(fields(form)) == len(items)
    assert len({item["attributes"]["label"] for item in items}) == len(items)
    options = [option for item in items if item["type"] == "dropdown" for option in item["attributes"]["options"]]
    assert all(isinstance(option, str) for option in options), (
        "GitHub reads a bare Yes or No as a truth value: put it in quotes"
    )


@each_form
def test_a_form_begins_with_the_names_rule_and_ends_with_its_confirmation(form: Path) -> None:
    first, last = body(form)[0], body(form)[-1]
    assert first["type"] == "markdown"
    assert all(
        words in first["attributes"]["value"]
        for words in ("**no name**", "**no photograph**", "**no quote**", "#report-in-private")
    )
    assert last["type"] == "checkboxes"
    assert [option.get("required") for option in last["attributes"]["options"]] == [True]
    assert "no name of a victim" in last["attributes"]["options"][0]["label"]


@each_form
def test_a_form_says_in_one_line_what_happens_next(form: Path) -> None:
    assert (
        len(re.findall(r"^\*\*What happens next:\*\* \S.*\.$", body(form)[0]["attributes"]["value"], re.MULTILINE)) == 1
    )


@each_form
def test_a_form_asks_for_row_release_document_and_value(form: Path) -> None:
    if "coding" in fields(form):
        return  # tests/sheets/test_form.py holds what it asks
    document = {f"document_{part}" for part in ("title", "publisher", "address", "date", "where")}
    data = set() if fields(form).keys() >= {"question"} else {"other_side"}
    assert fields(form).keys() >= {"row_id", "version", "should_be"} | document | data
    example = fields(form)["row_id"]["attributes"]["placeholder"]
    assert re.fullmatch(r"(vc|st|pl)-[a-z0-9]{8}", example)


def test_the_same_question_has_the_same_words_in_every_form() -> None:
    own = ("row_id", "kind", "is_now", "should_be")
    asked: dict[str, set[str]] = {}
    for form in FORMS:
        asked.setdefault("rule", set()).add(body(form)[0]["attributes"]["value"].split("**What happens next:**")[0])
        for name, item in fields(form).items():
            asked.setdefault(name, set()).add(json.dumps(item["attributes"]))
    assert {name for name, variants in asked.items() if len(variants) > 1 and name not in own} == set()


def test_no_issue_is_without_a_form_and_a_private_way_is_shown() -> None:
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config["blank_issues_enabled"] is False
    link = config["contact_links"][0]
    assert "docs/POLICIES.md" in link["about"] + link["url"]
    assert not HOME or link["url"] == f"{HOME}/blob/main/docs/POLICIES.md#report-in-private"


def test_the_pull_request_template_has_five_boxes() -> None:
    assert len(re.findall(r"^\s*[-*] \[.\]", TEMPLATE.read_text(encoding="utf-8"), re.MULTILINE)) == 5


def test_the_code_of_conduct_is_short() -> None:
    assert len(PAGES[0].read_text(encoding="utf-8").splitlines()) <= 60


@each_text
def test_every_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        base, target = path.parent, link
        if path in SHOWN:
            assert path not in FORMS or not HOME or link.startswith("https://"), (
                f"{link}: the address is known now, use it"
            )
            start = next((start for start in ("../blob/main/", f"{HOME}/blob/main/") if link.startswith(start)), "")
            base, target = (ROOT, link.removeprefix(start)) if start else (base, link)
            assert start or link.startswith("https://"), f"{link}: from a form it starts with ../blob/main/"
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        found = base / name if name else path
        assert found.is_file(), link
        assert not anchor or anchor in anchors(found), link


@each_text
def test_every_command_named_exists(path: Path) -> None:
    assert set(re.findall(r"`python -m scripts (\S+?)[` ]", path.read_text(encoding="utf-8"))) <= {*VERBS, *COMING}


def test_every_form_that_a_page_names_exists() -> None:
    names = {yaml.safe_load(form.read_text(encoding="utf-8"))["name"] for form in FORMS}
    text = " ".join("\n".join(path.read_text(encoding="utf-8") for path in [*PAGES, *SHOWN]).split())
    named = set(re.findall(r"form \*([^*]+)\*", text)) | set(re.findall(r"use the form ([A-Z][a-z ]+)\.", text))
    assert named
    assert named <= names


def test_every_path_with_an_owner_exists() -> None:
    lines = [
        line.split()
        for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert lines
    for pattern, *owners in lines:
        found = ROOT / pattern.strip("/")
        assert found.is_dir() if pattern.endswith("/") else found.is_file(), pattern
        assert owners
        assert all(re.fullmatch(r"@[\w-]+/[\w-]+|@[\w-]+", owner) for owner in owners), pattern
