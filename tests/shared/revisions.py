"""What the tests of the two sides of a comparison share: a repository with versions, and what `diff` says."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.shared.differing import (
    changed,
    descriptor,
)
from tests.shared.tiny import write


@dataclass
class Repository:
    """A git repository with the tiny package, and the commits of its history by name."""

    root: Path
    commits: dict[str, str]

    def git(self, *words: str) -> str:
        identity = [
            "-c",
            "user.name=tests",
            "-c",
            "user.email=tests@example.org",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "tag.gpgsign=false",
        ]
        return subprocess.run(
            ["git", *identity, *words], cwd=self.root, check=True, capture_output=True, text=True
        ).stdout.strip()

    def commit(self, name: str, notes: str, **properties: str) -> None:
        write(self.root, changed("strikes", 0, notes=notes))
        descriptor(lambda d: d.update(properties))(self.root)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", name)
        self.commits[name] = self.git("rev-parse", "HEAD")
