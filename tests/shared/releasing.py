"""Repositories of the tiny package in which versions are released."""

import json
import subprocess
from pathlib import Path

from scripts.__main__ import main
from tests.shared.tiny import Rows, tiny, write

DAY = "2026-12-01"


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", message)


def repository_with_a_first_version(folder: Path, rows: Rows | None = None) -> Path:
    """A repository with the tiny package, or with other rows, in which the first version is declared."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "a")
    git(folder, "config", "user.email", "a@example.org")
    rows = rows or tiny()
    rows["withdrawn"].clear()
    rows["history"].clear()
    write(folder, rows)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"version": "0.1.0", "created": "2026-11-21T00:00:00Z"}
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (2026-11-21)\n\nFirst release.\n", encoding="utf-8")
    (folder / ".gitignore").write_text("dist/\n", encoding="utf-8")
    assert main(["--package", str(folder), "format"]) == 0
    assert main(["--package", str(folder), "build", "--declare", "--to", str(folder / "dist")]) == 0
    commit(folder, "First")
    return folder


def correct(folder: Path, old: str = "4,4,exact", new: str = "5,5,exact", why: str = "The toll was misread.") -> None:
    """Commit a correction with its reason."""
    path = folder / "data/victim_counts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (folder / "changes").mkdir(exist_ok=True)
    if why:
        (folder / "changes/toll.md").write_text(why + "\n", encoding="utf-8")
    commit(folder, "Correct a toll")


def release(folder: Path, version: str, day: str = DAY) -> int:
    return main(["--package", str(folder), "release", version, "--date", day, "--to", str(folder / "dist")])
