"""The comment says what it must where a check crashed, where a contribution is huge, and where its text is hostile."""

from typing import Any

import pytest

from scripts.contribution.found import EXCERPT
from tests.contribution.test_comment_posted import BOT, posted, written
from tests.shared.judging import STANCE, GitHub, turn
from tests.shared.speeds import quick

pytestmark = pytest.mark.thorough

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
