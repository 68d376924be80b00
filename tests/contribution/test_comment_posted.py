"""comment.cjs posts a comment once and then updates it; GitHub is simulated."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.contribution.comment import MARK
from tests.shared.tiny import ROOT

# ---- posting it: comment.cjs, with a GitHub that is made up

NODE = shutil.which("node")


HARNESS = """
const post = require(process.argv[2])
const given = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const calls = []
const act = (name) => async (what) => { calls.push([name, what]) }
const list = (name, data) =>
  Object.assign(async (what) => { calls.push([name, what]); return {data} }, {of: data, called: name})
const github = {
  rest: {pulls: {get: list('pull', given.pull)},
         issues: {listComments: list('comments', given.comments),
                  createComment: act('create'), updateComment: act('update')}},
  paginate: async (endpoint, what) => { calls.push([endpoint.called, what]); return endpoint.of }}
const context = {repo: {owner: 'project', repo: 'strikes'}, payload: given.event}
post({github, context, core: {info: (text) => calls.push(['info', text])}, file: given.file}).then(
  () => console.log(JSON.stringify(calls)),
  (error) => { console.log(JSON.stringify([...calls, ['error', error.message]])) })
"""


PULL: dict[str, Any] = {"number": 12, "state": "open", "head": {"sha": "c0ffee"}}


BOT = {"login": "github-actions[bot]", "type": "Bot"}


BODY = f"{MARK}\n\n### Ready for review\n"


def posted(folder: Path, *, pull: Any = PULL, comments: Any = (), body: str = BODY) -> list[Any]:
    """The calls that comment.cjs makes, in order, for a run that was about PULL where GitHub now has `pull`."""
    if not NODE:
        pytest.skip("there is no node here; GitHub's runner has one")
    (folder / "comment.md").write_text(body, encoding="utf-8")
    (folder / "harness.cjs").write_text(HARNESS, encoding="utf-8")
    given = json.dumps(
        {"event": {"pull_request": PULL}, "pull": pull, "comments": comments, "file": str(folder / "comment.md")}
    )
    done = subprocess.run(
        [NODE, str(folder / "harness.cjs"), str(ROOT / ".github/comment.cjs")],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def written(calls: list[Any]) -> list[Any]:
    return [call for call in calls if call[0] in ("create", "update")]


def test_a_comment_is_made_where_there_is_none(tmp_path: Path) -> None:
    calls = posted(tmp_path, comments=[{"id": 1, "user": BOT, "body": "Other words."}])
    assert written(calls) == [["create", {"owner": "project", "repo": "strikes", "issue_number": 12, "body": BODY}]]


def test_its_own_comment_is_renewed(tmp_path: Path) -> None:
    calls = posted(
        tmp_path,
        comments=[{"id": 1, "user": BOT, "body": "Other words."}, {"id": 2, "user": BOT, "body": f"{MARK}\n\nOld."}],
    )
    assert written(calls) == [["update", {"owner": "project", "repo": "strikes", "comment_id": 2, "body": BODY}]]


@pytest.mark.parametrize(
    "user",
    [
        {"login": "somebody", "type": "User"},
        {"login": "github-actions[bot]", "type": "User"},
        {"login": "other[bot]", "type": "Bot"},
        None,
    ],
)
def test_a_comment_of_somebody_else_that_begins_with_the_mark_is_left_alone(tmp_path: Path, user: Any) -> None:
    calls = posted(tmp_path, comments=[{"id": 1, "user": user, "body": BODY}, {"id": 3, "user": BOT, "body": None}])
    assert [call[0] for call in written(calls)] == ["create"]


@pytest.mark.parametrize("pull", [PULL | {"state": "closed"}, PULL | {"head": {"sha": "newer"}}])
def test_nothing_is_posted_where_the_pull_request_is_closed_or_has_moved_on(tmp_path: Path, pull: Any) -> None:
    calls = posted(tmp_path, pull=pull)
    assert not written(calls) and calls == [
        ["pull", {"owner": "project", "repo": "strikes", "pull_number": 12}],
        ["info", "the pull request is closed, or has newer commits: nothing is posted"],
    ]


@pytest.mark.parametrize("body", ["", "\n", "Other words.\n", "x" * 70_000, f"{MARK}\n{'x' * 65_000}"])
def test_a_file_that_is_no_comment_is_not_posted(tmp_path: Path, body: str) -> None:
    calls = posted(tmp_path, body=body, comments=[{"id": 1, "user": BOT, "body": BODY}])
    assert calls == [["error", "this is not what python -m scripts comment prints"]]
