"""What `check` found as JSON and as marks on a pull request, in a bounded space."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.contribution.examine import MISSING
from scripts.contribution.found import LARGEST, MOST
from scripts.package.problem import Problem, render
from tests.shared.bench import COUNTS, Bench


def test_the_json_holds_what_was_found(bench: Bench, tmp_path: Path) -> None:
    base, file = bench.git("rev-parse", "HEAD"), tmp_path / "check.json"
    bench.correct()
    bench.check("--json", str(file))
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["base"], told["problems"], told["stale"], told["rows"], told["unlisted"]) == (base, [], [], {}, {})
    assert told["missing"] == [MISSING] and len(told["looked_at"]) == 2 and told["unchecked"]
    assert [d["kind"] for d in told["changes"]["differences"]] == ["value_changed"] and told["changes"][
        "demanded"
    ] == "0.1.1"
    assert {e["outcome"] for e in told["changes"]["impact"]} == {"injured"}
    bench.edit(COUNTS, ",killed,", ",kiled,")
    bench.check("--json", str(file))
    (problem,) = json.loads(file.read_text(encoding="utf-8"))["problems"]
    assert (problem["file"], problem["field"], problem["value"]) == (COUNTS, "outcome", "kiled")


def test_a_file_for_the_json_that_cannot_be_written_is_wrong_usage(bench: Bench, tmp_path: Path) -> None:
    outcome = bench.check("--json", str(tmp_path / "none" / "check.json"))
    assert (outcome.code, outcome.lines, len(outcome.errors)) == (2, [], 1) and "cannot be written" in outcome.errors[0]


def test_for_github_nothing_is_printed_but_commands_and_the_closing_line(bench: Bench) -> None:
    clean = bench.check("--output", "github")
    assert (clean.code, clean.lines, clean.errors) == (0, ["ready to send"], [])
    bench.correct()
    bench.write("changes/::add-mask::x\n::error::,%0A.md", "\0")
    outcome = bench.check("--output", "github")
    assert outcome.lines == [
        r"::error file=changes/%3A%3Aadd-mask%3A%3Ax\n%3A%3Aerror%3A%3A%2C%250A.md,line=1::"
        r"changes/::add-mask::x\n::error::,%250A.md: is not text; photographs, archives and office files are not kept"
        " here: remove it"
    ]
    assert (outcome.code, len(outcome.errors)) == (1, 1)


def decoded(line: str) -> tuple[str, dict[str, str], str]:
    """A line as the runner reads it (actions/runner, ActionCommand): command, properties, text."""

    def plain(text: str) -> str:
        for sign, escape in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
            text = text.replace(escape, sign)
        return text

    head, text = line.removeprefix("::").split("::", 1)
    command, properties = head.split(" ", 1)
    for sign, escape in (("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(escape, sign)
    return command, {name: plain(value) for name, value in (pair.split("=", 1) for pair in properties.split(","))}, text


TEXT = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "::",
                "::error file=x::",
                "\n",
                "\r",
                "%",
                "%0A",
                "%25",
                ",",
                ":",
                "=",
                "##[",
                "::add-mask::",
                "a",
                "data/",
                " ",
                "\u2028",
                "\x85",
            ]
        )
    ).map("".join),
)


@given(TEXT, st.integers(0, 10**6), TEXT, TEXT, TEXT, TEXT)
def test_a_problem_is_one_command_whatever_it_holds(
    file: str, line: int, key: str, field: str, value: str, message: str
) -> None:
    problem = Problem(file, line, key, field, value, message)
    written = render([problem], "github")
    assert re.split("\r|\n", written) == [written] and written.startswith(
        "::error file="
    )  # the runner ends a line at these
    command, properties, text = decoded(written)
    assert (command, properties, text) == ("error", {"file": file, "line": str(line or 1)}, str(problem))


@pytest.mark.thorough
def test_ten_thousand_faults_are_told_in_a_bounded_space_the_first_of_each_kind_first(
    bench: Bench, tmp_path: Path
) -> None:
    header, row, *_ = (bench.root / COUNTS).read_text(encoding="utf-8").splitlines()
    broken = row.replace(",killed,", f",{'x' * 300},").replace(",total,", ",totl,")
    bench.write(COUNTS, "\n".join([header, *(broken.replace("vc-aaaa2222", f"vc-{i:08}") for i in range(5000))]) + "\n")
    bench.edit("data/sources.csv", ",en,", ",english,")
    bench.write("photo.jpg", "\0")
    outcome = bench.check("--json", str(tmp_path / "check.json"))
    assert outcome.code == 1 and len(outcome.lines) <= MOST + 10 and max(map(len, outcome.lines)) < 1100
    told = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    assert len(told["problems"]) + told["unlisted"]["problems"] == 10_002
    assert f"and {told['unlisted']['problems']} more of the same kinds; the same fix may apply to them" in outcome.lines
    marked = bench.check("--output", "github").lines
    assert len(marked) <= MOST + 1 and len("\n".join(marked)) < 200_000
    assert {match[1] for line in marked[:10] if (match := re.search(r" (\w+)=", line[2:].split("::")[1]))} == {
        "outcome",
        "scope",
        "language",
    }
    assert any("photo.jpg" in line for line in marked[:10])
    assert main(["comment", str(tmp_path / "check.json")]) == 0


@pytest.mark.thorough
def test_a_change_of_every_row_makes_a_file_that_comment_takes(bench: Bench, tmp_path: Path) -> None:
    text = (bench.root / "data/crosswalk.csv").read_text(encoding="utf-8")
    row = text.splitlines()[1]
    added = (
        f"{row}\n".replace("cw-aaaa2222", f"cw-{i:08}").replace("example.org/1", f"example.org/{i + 2}")
        for i in range(5000)
    )
    bench.write("data/crosswalk.csv", text + "".join(added))
    outcome = bench.check("--json", str(tmp_path / "check.json"))
    assert "  crosswalk: 1 -> 5001 rows" in outcome.lines and len(outcome.lines) < 100
    told = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    assert (
        len(told["new_rows"]) == 21
        and told["new_rows"][-1] == ["Other new rows", "crosswalk: 4980 more"]
        and told["changes"]["demands"] == {"row_added": 5000}
    )
    assert (tmp_path / "check.json").stat().st_size < LARGEST / 10
