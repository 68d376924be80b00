"""The form for coding a document without Python: its body is read as a sheet, and faults are told at its lines."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.__main__ import main
from scripts.package.package import open_package
from scripts.sheets.coding import code
from scripts.sheets.grammar.form import HEAD, NEEDED, NO_ANSWER, QUESTIONS, read_form
from scripts.sheets.grammar.reading import read_sheet
from scripts.sheets.grammar.vocabulary import Vocabulary
from tests.shared.coding import LINES, SHEET, TEXT, empty, example, text_of, write_coded
from tests.shared.tiny import ROOT

KEYS = {key: line.removeprefix(f"{key}: ") for key in HEAD.values() for line in LINES if line.startswith(f"{key}: ")}
CODING = [line for line in LINES if line.split(":")[0] not in KEYS]
PATH = ROOT / ".github/ISSUE_TEMPLATE/7_coded_document.yml"
FORM = "\n\n".join(
    [
        *(f"### {question}\n\n{KEYS.get(key, NO_ANSWER)}" for question, key in HEAD.items()),
        "### Coding\n\n" + "\n".join(["```text", *CODING, "```"]),
        "### Please confirm\n\n- [X] I wrote no name of a victim.\n",
    ]
)


def items() -> list[dict[str, Any]]:
    """The questions and texts of the form."""
    return list(yaml.safe_load(PATH.read_text(encoding="utf-8"))["body"])


def told(body: str) -> list[tuple[str, str]]:
    """The faults of a form as pairs of the line as it was written and the message."""
    lines = ["the whole form", *body.splitlines()]
    sheet = read_sheet(Vocabulary(open_package(ROOT)), body)
    return sorted((lines[fault.line].strip(), fault.message) for fault in sheet.faults)


def changed(old: str, new: str) -> str:
    """The form with one part of it changed."""
    assert FORM.count(old) == 1, f"{old} stands {FORM.count(old)} times in the form"
    return FORM.replace(old, new)


def test_a_form_asks_for_what_is_read() -> None:
    asked = {item["attributes"]["label"]: item for item in items() if item["type"] != "markdown"}
    assert [*asked] == [*QUESTIONS]
    needed = {label for label, item in asked.items() if item.get("validations", {}).get("required")}
    assert needed == {*NEEDED}
    assert asked["Coding"]["attributes"]["render"] == "text"  # otherwise @O would mention the user O


def test_the_example_of_the_form_is_in_that_of_the_page() -> None:
    [text] = [item["attributes"]["value"] for item in items() if "```text" in item["attributes"].get("value", "")]
    shown = text.split("```text\n")[1].split("```")[0].splitlines()
    assert len(shown) > 10
    assert {line for line in shown if line not in LINES} == set()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_example_of_the_page_in_the_form_has_the_same_lines(ends: str) -> None:
    form = read_form(FORM.replace("\n", ends))
    assert form.faults == []
    said = [line for line in form.lines if line]
    assert said == [f"{key}: {KEYS[key]}" for key in HEAD.values() if key in KEYS] + [
        line.strip() for line in CODING if line
    ]
    assert told(FORM) == []


@pytest.mark.thorough
def test_the_example_of_the_page_in_the_form_gives_the_same_rows(tmp_path: Path) -> None:
    package, text = example(tmp_path / "one")
    again = code(package, text, FORM)
    assert (again.faults, again.texts) == ([], {})
    other = empty(tmp_path / "other")
    write_coded(code(other, text, FORM))
    assert code(other, text, SHEET).texts == {}


@pytest.mark.thorough
def test_the_command_reads_a_form_and_tells_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty(tmp_path / "package")
    issue, text = tmp_path / "issue.md", tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    words = ["--package", str(tmp_path / "package"), "code", str(text), str(issue)]
    issue.write_text(changed("Lakeland Post\n\n", "Lakeland Pst\n\n").replace("noon", "night"), encoding="utf-8")
    assert main(words) == 1
    first, second = capsys.readouterr().out.splitlines()
    lines = issue.read_text(encoding="utf-8").splitlines()
    assert first.startswith(f"issue.md:{lines.index('Lakeland Pst') + 1}: no actor has the name Lakeland Pst")
    assert second.startswith(f"issue.md:{lines.index('[2 @O] At night on ... rescue service said') + 1}: [2] ")
    issue.write_text(FORM, encoding="utf-8")
    assert main(words) == 0


READ = "2026-11-21, publisher, full_text, own_text"
CASES = [
    (READ, NO_ANSWER, "### Document: how it was read", "Document: how it was read has no answer; write the answer"),
    ("\n\nen\n", "\n\n", "### Document: language code", "Document: language code has no answer"),
    (
        "### Document: title\n\nRockets hit Oakford\n\n",
        "",
        "the whole form",
        "Document: title is missing; write ### Document: title, and the answer below it",
    ),
    ("### Archived copy", "### Archive", "### Archive", "is no question of the form"),
    ("\n\nen\n", "\n\nen\naz\n", "az", "the answer to Document: language code is on line"),
    ("### Document: title\n", "Hello.\n\n### Document: title\n", "Hello.", "stands above the first question; remove"),
    ("killed 4 civ", "kiled 4 civ", "kiled 4 civilians", "did you mean killed?"),
    ("At noon on ...", "At noon on 3 ...", "[2 @O] At noon on 3 ... rescue service said", "more than 3 words at one"),
    ("At noon on ... res", "At noon on … the res", "[2 @O] At noon on … the rescue service said", "more than 3 words"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), CASES, ids=[case[1].strip() or case[0] for case in CASES])
def test_what_is_wrong_with_a_form_is_told_at_its_line(old: str, new: str, line: str, message: str) -> None:
    [(where, said)] = told(changed(old, new))
    assert where == line
    assert message in said


def test_a_form_without_a_coding_is_told() -> None:
    body = FORM.split("```text")[0] + NO_ANSWER
    assert told(body) == [("### Coding", "Coding has no answer; write the passages and claims below it")]


def test_a_fence_of_the_coder_and_a_remark_do_no_harm() -> None:
    body = changed("```text\n", "```text\n```sheet\n### Names\n").replace("### Please", "```\n\n### Please")
    assert told(body) == []


@pytest.mark.thorough
def test_what_has_no_answer_is_told_once(tmp_path: Path) -> None:
    coded = code(empty(tmp_path / "package"), text_of(tmp_path), changed(READ, NO_ANSWER))
    assert [fault.message for fault in coded.faults] == [
        "Document: how it was read has no answer; write the answer below it"
    ]
    assert coded.texts == {}
