"""The comment is made by main: both halves of comment.yml, run on repositories and event files that are here."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.contribution.comment import LARGEST_COMMENT
from scripts.contribution.found import EXCERPT
from tests.contribution.test_comment_posted import BOT, posted, written
from tests.shared.bench import Bench
from tests.shared.commenting import structure
from tests.shared.rehearsing import CLOCK, found
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

STATEMENTS, SCHEMA = "data/statements.csv", "schemas/statements.schema.json"
STANCE = "statements sm-cccc2222: stance was denies, is now admits"
STEPS = {
    name: {step["name"]: step["run"] for step in job["steps"] if "name" in step}
    for name, job in yaml.safe_load((ROOT / ".github/workflows/comment.yml").read_text(encoding="utf-8"))[
        "jobs"
    ].items()
}
FETCH, JUDGE, WRITE = "fetch the contribution, without checking it out", "judge it as data", "write the comment"


class GitHub:
    """A repository on GitHub with one pull request; its runner has main checked out, with main's code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fork, self.main, self.temp = (Bench(folder / name) for name in ("fork", "main", "temp"))
        self.sent = ""

    def send(self, message: str = "A change") -> str:
        """Commit and push what the fork holds; returns the commit."""
        self.sent = self.fork.commit(message)
        self.fork.git("push", "--quiet", "--force", str(self.folder / "upstream"), "HEAD:refs/pull/1/head")
        return self.sent

    def step(self, job: str, name: str) -> int:
        """Run a step of comment.yml as the runner does; returns its exit code."""
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "RUNNER_TEMP": str(self.folder / "temp")}
        given = {"HEAD": self.sent, "NUMBER": "1"}
        done = subprocess.run(
            ["bash", "-e", "-c", STEPS[job][name]],
            cwd=self.main.root,
            capture_output=True,
            text=True,
            env=env | given | {k: v for k, v in CLOCK.items() if k != "GIT_CONFIG_GLOBAL"},
        )
        self.said = done.stdout + done.stderr
        return done.returncode

    def judged(self) -> int:
        """The first half: fetch and judge; returns the exit code of the step that judges."""
        assert self.step("judge", FETCH) == 0, self.said
        return self.step("judge", JUDGE)

    def comment(self) -> str:
        """The second half: the comment on what the first half has left."""
        there = self.folder / "temp/check.json"
        (self.folder / "temp/found").mkdir(exist_ok=True)
        if there.exists():
            shutil.copy(there, self.folder / "temp/found/check.json")
        assert self.step("post", WRITE) == 0, self.said
        return (self.folder / "temp/comment.md").read_text(encoding="utf-8")

    def both(self) -> str:
        """Both halves; asserts that the comment is one that GitHub takes, with all text of others as text."""
        assert self.judged() == 0, self.said
        body = self.comment()
        assert f"Commit `{self.sent[:7]}`" in body and len(body.encode()) <= LARGEST_COMMENT
        assert structure(body)
        return body


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the tiny package that has the code too, and a runner's checkout of it."""
    folder = tmp_path_factory.mktemp("github")
    found(folder / "upstream", None)
    upstream = Bench(folder / "upstream")
    shutil.copytree(ROOT / "scripts", upstream.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".github", upstream.root / ".github")
    upstream.write(".gitignore", "dist/\n__pycache__/\n.venv\n")
    upstream.commit("Code")
    upstream.git("config", "receive.denyCurrentBranch", "ignore")
    for name in ("main", "fork"):
        upstream.git("clone", "--quiet", str(upstream.root), str(folder / name), cwd=folder)
    (folder / "main/.venv").symlink_to(ROOT / ".venv")
    (folder / "temp").mkdir()
    return folder


@pytest.fixture
def github(template: Path, tmp_path: Path) -> GitHub:
    shutil.copytree(template, tmp_path / "github", symlinks=True)
    made = GitHub(tmp_path / "github")
    made.main.git("remote", "set-url", "origin", str(tmp_path / "github/upstream"))
    return made


def turn(fork: Bench) -> None:
    """Turn a denial into an admission, with a reason."""
    row = next(r for r in (fork.root / STATEMENTS).read_text(encoding="utf-8").splitlines() if r.startswith("sm-cccc"))
    fork.edit(STATEMENTS, row, row.replace(",denies,", ",admits,"))
    fork.write("changes/why.md", "It was the wrong way round.\n")


def edit_schema(fork: Bench, change: Callable[[dict[str, Any]], object], file: str = SCHEMA) -> None:
    schema = json.loads((fork.root / file).read_text(encoding="utf-8"))
    change(schema)
    fork.write(file, json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


# ---- forged


def test_a_contribution_that_edits_the_code_cannot_change_what_is_said(github: GitHub) -> None:
    ran = github.folder / "ran"
    turn(github.fork)
    forged = f"open({str(ran)!r}, 'w').close()\n"
    for name in ("__init__", "__main__", "comparing/compare", "contribution/examine", "contribution/comment"):
        text = (github.fork.root / f"scripts/{name}.py").read_text(encoding="utf-8")
        github.fork.write(f"scripts/{name}.py", forged + text.replace("found += row_differences", "row_differences"))
    for name in ("sitecustomize.py", "duckdb.py", "conftest.py", "data/json.py"):
        github.fork.write(name, forged)
    github.fork.write(".github/comment.cjs", "throw new Error()\n")
    github.fork.edit("scripts/derived/strike_estimates.sql", "SELECT", "SELECT DISTINCT")
    github.fork.write("Makefile", f"lint:\n\ttouch {ran}\n")
    github.send()
    body = github.both()
    assert STANCE in body and "admits that Eastland fired" in body and not ran.exists()
    assert body.splitlines()[2] == "### Ready for review; rules changed; code changed"
    for file in (
        ".github/comment.cjs (changed)",
        "duckdb.py (added)",
    ):
        assert f"\n{file}\n" in body
    (rule,) = [
        line for line in body.splitlines() if line.startswith("scripts/derived/strike_estimates.sql (changed: was")
    ]
    assert rule.count("SELECT DISTINCT") == 1
    assert "changed rules in SQL: read, not run" in body and "changed code: not run" in body
    assert not github.main.git("status", "--porcelain")


@pytest.mark.thorough
@pytest.mark.parametrize("name", [".gitattributes", "data/.gitattributes"])
def test_attributes_and_hooks_of_git_change_nothing(github: GitHub, name: str) -> None:
    ran = github.folder / "ran"
    turn(github.fork)
    (github.folder / ".gitconfig").write_text(
        f'[filter "x"]\n\tsmudge = touch {ran}\n\tclean = touch {ran}\n[diff "x"]\n\ttextconv = touch {ran}\n',
        encoding="utf-8",
    )
    attributes = "filter=x diff=x ident export-ignore export-subst working-tree-encoding=UTF-16 eol=crlf"
    github.fork.git("add", "--all")
    blob = github.folder / "attributes"
    blob.write_text(f"*.csv {attributes}\n", encoding="utf-8")
    hashed = github.fork.git("hash-object", "-w", str(blob))
    github.fork.git("update-index", "--add", "--cacheinfo", f"100644,{hashed},{name}")
    github.fork.git("commit", "--quiet", "--message", "A change")
    github.sent = github.fork.git("rev-parse", "HEAD")
    github.fork.git("push", "--quiet", "--force", str(github.folder / "upstream"), "HEAD:refs/pull/1/head")
    body = github.both()
    assert STANCE in body and not ran.exists()
    assert f"\n{name} (added)\n" in body


# ---- the stricter of the schemas of main and of the contribution


def test_what_mains_schema_refuses_is_refused_whatever_the_contribution_says(github: GitHub) -> None:
    def loosen(schema: dict[str, Any]) -> None:
        field = next(f for f in schema["fields"] if f["name"] == "stance")
        field["constraints"]["enum"].append("regrets")
        field["categories"].append({"value": "regrets", "label": "Regrets"})

    turn(github.fork)
    edit_schema(github.fork, loosen)
    github.fork.edit(STATEMENTS, ",admits,false,sm-aaaa2222,", ",regrets,false,,")
    github.fork.edit("datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')
    github.fork.check()
    github.send()
    body = github.both()
    assert "1 thing to fix; rules changed" in body and "by the schemas of main" in body and "stance=regrets" in body
    assert "statements stance: a code was added: regrets" in body


@pytest.mark.thorough
def test_a_page_that_changed_code_generates_is_not_compared(github: GitHub) -> None:
    turn(github.fork)
    github.fork.edit("CODEBOOK.md", "\n## ", "\nAnother line.\n\n## ")
    github.send()
    assert "\nCODEBOOK.md: not in canonical form or out of date" in github.both()
    github.fork.write("scripts/checks/a_new_check.sql", "-- a check\nSELECT 1 WHERE false\n")
    github.send()
    body = github.both()
    assert "### Ready for review; rules changed" in body and "\nCODEBOOK.md: not compared with a fresh copy" in body


@pytest.mark.thorough
def test_a_branch_that_main_has_left_behind_is_told_to_merge_it(github: GitHub) -> None:
    turn(github.fork)
    github.send()
    edit_schema(
        github.main,
        lambda s: next(f for f in s["fields"] if f["name"] == "stance")["constraints"]["enum"].remove("admits"),
    )
    edit_schema(github.main, lambda s: next(f for f in s["fields"] if f["name"] == "stance")["categories"].pop(3))
    github.main.commit("No admissions")
    body = github.both()
    assert "stance=admits: is not one of" in body and "merge main into the branch" in body


NO_ROW = {"name": "none", "sql": "false", "fields": ["stance"], "message": "is a row; remove it"}


@pytest.mark.thorough
def test_what_the_contributions_own_schema_refuses_is_refused_too(github: GitHub) -> None:
    turn(github.fork)
    edit_schema(github.fork, lambda s: s["rules"].append(NO_ROW))
    github.fork.check()
    github.send()
    body = github.both()
    assert "to fix; rules changed" in body and "is a row; remove it" in body and "by the schemas of main" not in body


@pytest.mark.thorough
def test_a_schema_cannot_hide_a_changed_cell(github: GitHub) -> None:
    def hide(schema: dict[str, Any]) -> None:
        field = next(f for f in schema["fields"] if f["name"] == "stance")
        field["missingValues"] = ["", "admits", "denies"]
        del field["constraints"]["required"]
        schema["rules"] = []

    turn(github.fork)
    github.fork.edit("datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')
    edit_schema(github.fork, hide)
    github.fork.check()
    github.send()
    assert STANCE in github.both()


# ---- crashed


READY = "### Ready for review\n\n"


def renewed(github: GitHub, body: str) -> list[Any]:
    """What posting a comment does where an earlier one says that all is ready."""
    old = {"id": 5, "user": BOT, "body": f"{body.splitlines()[0]}\n\n{READY}"}
    return written(posted(github.folder, comments=[old], body=body))


@pytest.mark.parametrize("left", quick([None, "earlier", "", "{", "cut", "{}", "null"], 1))
def test_where_the_check_did_not_finish_the_comment_says_so_and_an_old_one_does_not_stay(
    github: GitHub, left: str | None
) -> None:
    turn(github.fork)
    github.send()
    if left in ("cut", "earlier"):
        assert READY in github.both()
        text = (github.folder / "temp/check.json").read_text(encoding="utf-8")
        left = text if left == "earlier" else text[: len(text) // 2]
        github.send("Another")
    (github.folder / "temp/check.json").unlink(missing_ok=True)
    if left is not None:
        (github.folder / "temp/check.json").write_text(left, encoding="utf-8")
    body = github.comment()
    assert (
        body.splitlines()[2] == "### The check did not finish" and f"Commit `{github.sent[:7]}` was not judged" in body
    )
    assert "Ready" not in body
    assert renewed(github, body) == [["update", {"owner": "project", "repo": "strikes", "comment_id": 5, "body": body}]]


def test_a_run_that_is_killed_or_crashes_leaves_no_findings(github: GitHub) -> None:
    turn(github.fork)
    github.send()
    python = github.folder / "bin/python"
    python.parent.mkdir()
    (github.main.root / ".venv").unlink()
    (github.main.root / ".venv/bin").mkdir(parents=True)
    fake = github.main.root / ".venv/bin/python"
    for end in ("kill -9 $$", "exit 2", "exit 137"):
        fake.write_text(f"#!/bin/bash\n{end}\n", encoding="utf-8")
        fake.chmod(0o755)
        assert github.judged() != 0
        assert "### The check did not finish" in github.comment()


def test_a_commit_that_is_not_there_is_not_judged(github: GitHub) -> None:
    turn(github.fork)
    github.send()
    github.sent = "0" * 40
    assert github.judged() != 0
    assert "Commit `0000000` was not judged" in github.comment()


# ---- giant


@pytest.mark.thorough
def test_thousands_of_new_rows_do_not_hide_one_changed_stance(github: GitHub) -> None:
    turn(github.fork)
    file = github.fork.root / "data/crosswalk.csv"
    text = file.read_text(encoding="utf-8")
    row = text.splitlines()[1]
    added = [
        f"{row}\n".replace("cw-aaaa", f"cw-{i:04}").replace("example.org/1", f"example.org/{i + 2}")
        for i in range(3000)
    ]
    github.fork.write("data/crosswalk.csv", text + "".join(added))
    for i in range(60):
        github.fork.write(f"docs/page_{i:02}.md", "A page.\n")
    github.fork.check()
    github.send()
    body = github.both()
    assert STANCE in body and "| `crosswalk` | 1 | 3001 |" in body and "crosswalk: 2980 more" in body
    assert body.index(STANCE) < body.index("### New rows")


@pytest.mark.thorough
def test_a_change_at_the_end_of_a_long_cell_is_shown_on_both_sides(github: GitHub) -> None:
    name = '"Lowtown, 1 October 2020",strike,pl-lowto234,'
    long = " ".join(["The houses of the lower town stood close together."] * 9)
    github.fork.edit("data/strikes.csv", name, f"{name}{long} It was said to be so.")
    github.fork.write("changes/why.md", "A note.\n")
    github.fork.check()
    github.fork.git("checkout", "--quiet", "-B", "main")
    github.fork.commit("First")
    github.fork.git("push", "--quiet", "--force", str(github.folder / "upstream"), "HEAD:main")
    github.main.git("fetch", "--quiet", "origin")
    github.main.git("reset", "--quiet", "--hard", "origin/main")
    github.fork.edit("data/strikes.csv", "It was said to be so.", "It was not said to be so.")
    github.fork.write("changes/more.md", "Another note.\n")
    github.send()
    body = github.both()
    (line,) = [line for line in body.splitlines() if "strikes st-first234: notes was" in line]
    assert "It was said to be so" in line and "It was not said to be so" in line and len(line) < 3 * EXCERPT


# ---- hostile


HOSTILE = "@everyone `x` ```` | #1 ::error::x ${{ secrets.token }} https://example.org"


@pytest.mark.thorough
def test_text_of_a_contribution_is_shown_as_text_wherever_it_stands(github: GitHub) -> None:
    turn(github.fork)
    github.fork.edit("data/strikes.csv", '"Lowtown, 1 October 2020"', f'"Lowtown {HOSTILE}"')
    github.fork.write("changes/why.md", "The name was said to be another.\n")  # hostile reasons are refused
    github.fork.write("docs/@everyone `x` ::error::.md", "A page.\n")
    github.fork.check()
    github.send(f"A change {HOSTILE}")
    body = github.both()
    assert "Lowtown @everyone 'x'" in body and "docs/@everyone 'x' ::error::.md (added)" in body


def test_links_and_repositories_are_named_and_never_followed(github: GitHub) -> None:
    secret = github.folder / "secret.md"
    secret.write_text("a secret of the runner", encoding="utf-8")
    (github.fork.root / "changes/why.md").symlink_to(secret)
    (github.fork.root / "CODEBOOK.md").unlink()
    (github.fork.root / "CODEBOOK.md").symlink_to(secret)
    github.fork.git("add", "--all")
    github.fork.git(
        "update-index", "--add", "--cacheinfo", f"160000,{github.fork.git('rev-parse', 'HEAD')},docs/inside"
    )
    github.fork.git("commit", "--quiet", "--message", "Links")
    github.sent = github.fork.git("rev-parse", "HEAD")
    github.fork.git("push", "--quiet", "--force", str(github.folder / "upstream"), "HEAD:refs/pull/1/head")
    body = github.both()
    for file, fault in (
        ("changes/why.md", "symbolic link"),
        ("CODEBOOK.md", "symbolic link"),
        ("docs/inside", "repository"),
    ):
        assert any(file in line and fault in line for line in body.splitlines())
    assert "secret" not in body
