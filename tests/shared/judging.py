"""A repository on GitHub in two folders, and the two halves of comment.yml that run on it."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from scripts.contribution.comment import LARGEST_COMMENT
from tests.shared.bench import Bench
from tests.shared.commenting import structure
from tests.shared.rehearsing import CLOCK
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


def turn(fork: Bench) -> None:
    """Turn a denial into an admission, with a reason."""
    row = next(r for r in (fork.root / STATEMENTS).read_text(encoding="utf-8").splitlines() if r.startswith("sm-cccc"))
    fork.edit(STATEMENTS, row, row.replace(",denies,", ",admits,"))
    fork.write("changes/why.md", "It was the wrong way round.\n")


def edit_schema(fork: Bench, change: Callable[[dict[str, Any]], object], file: str = SCHEMA) -> None:
    """Change a schema of the fork."""
    schema = json.loads((fork.root / file).read_text(encoding="utf-8"))
    change(schema)
    fork.write(file, json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
