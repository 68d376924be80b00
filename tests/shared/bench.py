"""A repository of the tiny package in which tests change data and run `check`."""

import contextlib
import io
import os
import subprocess
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from scripts.__main__ import main
from tests.shared.rehearsing import CLOCK

COUNTS = "data/victim_counts.csv"


class Outcome(NamedTuple):
    """The result of a check: exit code, lines of standard output, lines of standard error."""

    code: int
    lines: list[str]
    errors: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines + self.errors)


class Bench:
    """A repository of the tiny package."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *words: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=cwd or self.root,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **CLOCK},
        )
        return done.stdout.strip()

    def write(self, file: str, text: str) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def correct(self) -> None:
        """A correction of data: a figure."""
        self.edit(COUNTS, ",10,,at_least", ",11,,at_least")

    def commit(self, message: str = "A change") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def check(self, *words: str) -> Outcome:
        out, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), patch.dict(os.environ, CLOCK):
            os.environ.pop("NK2020_TEXTS", None)
            code = main(["--package", str(self.root), "check", *words])
        return Outcome(code, out.getvalue().splitlines(), errors.getvalue().splitlines())
