"""`check` reports all that is wrong with a change at once, in limited space, whatever the repository and files are."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.contribution.changed_files import changes_since
from scripts.contribution.examine import MISSING, MOST
from scripts.contribution.found import LARGEST
from scripts.package.problem import Problem, render
from scripts.texts.citations import UNCOMPARED
from tests.shared.bench import COUNTS, Bench
from tests.shared.speeds import quick
from tests.shared.tiny import write_documents

NAME = "Velmir Tazakov"  # nobody's
QUOTED = 'The paper wrote "we saw the rockets come down upon us" that day.'


# ---- what a change is compared with


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


# ---- what is wrong


def test_all_faults_are_told_at_once_and_nothing_is_written(bench: Bench) -> None:
    counts = (bench.root / COUNTS).read_text(encoding="utf-8").splitlines(keepends=True)
    bench.write(
        COUNTS, "".join([counts[0], *reversed(counts[1:])]).replace(",killed,", ",kiled,", 1)
    )  # out of order too
    bench.edit("data/strikes.csv", "st-first234", "<<<<<<< HEAD\nst-first234")
    bench.edit("data/strike_reports.csv", "2020-10-01,2020-10-01,day", "10/05/2020,2020-10-01,dya")
    bench.write("changes/why.md", f"Told by {NAME} of the town.\n")
    bench.write("photo.jpg", "\0")
    before = {path: path.read_bytes() for path in bench.root.rglob("*") if path.is_file() and ".git" not in path.parts}
    outcome = bench.check()
    places = [line.split(": ")[0] for line in outcome.lines]
    for wanted in (
        r"photo\.jpg",
        r"changes/why\.md:1",
        r"data/strikes\.csv:2",
        r"data/strike_reports\.csv:\d sr-aaaa2222 date_start=\S+",
        r"data/strike_reports\.csv:\d sr-aaaa2222 date_precision=dya",
        r"data/victim_counts\.csv:\d \S+ outcome=kiled",
    ):
        assert len([place for place in places if re.fullmatch(wanted, place)]) == 1, wanted
    assert (outcome.code, len(places)) == (1, 6)
    assert before == {path: path.read_bytes() for path in before}


def test_what_format_changes_is_written_or_a_fault_when_nothing_may_be_written(bench: Bench) -> None:
    sound = (bench.root / COUNTS).read_text(encoding="utf-8")
    header, *rows = sound.splitlines(keepends=True)
    stale = bench.write(COUNTS, "".join([header, *reversed(rows)]))
    left_alone = bench.check("--read-only")
    assert (
        left_alone.code == 1
        and f"{COUNTS}: not in canonical form or out of date; run: python -m scripts format" in left_alone.lines
    )
    assert stale.read_text(encoding="utf-8") != sound
    mended = bench.check()
    assert mended.code == 0 and f"{COUNTS}: rewritten in canonical form" in mended.lines
    assert stale.read_text(encoding="utf-8") == sound


def test_a_table_that_a_spreadsheet_saved_as_unicode_text_is_no_archive(bench: Bench) -> None:
    (bench.root / COUNTS).write_text(
        (bench.root / COUNTS).read_text(encoding="utf-8").replace(",", "\t"), encoding="utf-16"
    )
    assert bench.check().code == 0


@pytest.mark.parametrize("folder", [False, True])
def test_a_table_that_is_gone_is_one_fault(bench: Bench, folder: bool) -> None:
    (bench.root / COUNTS).unlink()
    if folder:
        bench.write(f"{COUNTS}/x", "")
    outcome = bench.check()
    assert (
        outcome.code == 1
        and [line for line in outcome.lines if line.startswith(f"{COUNTS}: ")]
        and str(bench.root) not in outcome.text
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("schemas/strikes.schema.json", '"type": "string"', '"tpye": "string"'),
        ("schemas/strikes.schema.json", "{", ""),
        ("datapackage.json", '"version":', '"vresion":'),
        ("datapackage.json", '"path": "data/strikes.csv"', '"path": "data"'),
    ],
)
def test_a_descriptor_or_schema_that_cannot_be_read_is_a_fault_by_its_name_in_the_package(
    bench: Bench, file: str, old: str, new: str
) -> None:
    bench.edit(file, old, new)
    outcome = bench.check()
    assert (
        outcome.code == 1
        and str(bench.root) not in outcome.text
        and re.match(r"(datapackage\.json|schemas/strikes\.schema\.json|data)( [\w ]+)?: ", outcome.lines[0])
    )


def test_names_and_quotes_in_reasons_and_messages_are_told_and_not_repeated(bench: Bench) -> None:
    bench.git("switch", "--quiet", "--create", "mine")
    bench.write("changes/why.md", f"First line.\n\n{QUOTED}\n")
    named = bench.commit(f"Say what {NAME} told")
    witnessed = bench.commit(f"Add a count\n\nWitnessed-by: {NAME}")
    reported = bench.commit(f"Add a count\n\nReported-by: the dead are {NAME}")
    posed = bench.commit(f"Add a count\n\nSigned-off-by: the dead, {NAME} <a@example.org>")
    signed = bench.commit(
        f"Add a count\n\nSigned-off-by: {NAME} <a@example.org>\nCo-authored-by: {NAME} <b@example.org>"
    )
    outcome = bench.check()
    assert outcome.code == 1
    assert [line.split(": ")[0] for line in outcome.lines if "(word" in line] == [
        "changes/why.md:3",
        *sorted([f"commit {named[:7]}:1", *(f"commit {made[:7]}:3" for made in (witnessed, reported, posed, posed))]),
    ]
    assert signed[:7] not in outcome.text
    for word in [*NAME.split(), "rockets"]:
        assert word not in outcome.text


def test_a_message_that_is_not_utf_8_is_read_all_the_same(bench: Bench) -> None:
    tree, parent = bench.git("rev-parse", "HEAD^{tree}", "HEAD").split()
    # git commit would correct the bytes
    head = f"tree {tree}\nparent {parent}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\n"
    words = ["git", "-C", str(bench.root), "hash-object", "-t", "commit", "-w", "--stdin"]
    made = subprocess.run(
        words,
        input=head.encode() + b"Add \xff\xfe\n\nTold by " + NAME.encode() + b".\n",
        capture_output=True,
        check=True,
    )
    bench.git("reset", "--quiet", "--hard", made.stdout.decode().strip())
    outcome = bench.check("--base", "HEAD^")
    assert outcome.code == 1 and "looks like a person's name" in outcome.text and NAME not in outcome.text


# ---- the reason


def test_a_change_of_code_or_documents_alone_needs_no_reason(bench: Bench) -> None:
    bench.write("docs/CODING.md", "Other words.\n")
    bench.write("scripts/new_script.py", "print()\n")
    assert bench.check().code == 0


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


# ---- the texts, the JSON, the marks on a pull request


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
