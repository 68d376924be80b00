"""Git: commands, and the commits behind versions and revisions."""

import re
import subprocess
from pathlib import Path

from .package import PackageError


def git(root: Path, *words: str) -> str:
    """Run a git command in `root` and return its stripped output; raise PackageError with git's message if it fails."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(
            f"git {words[0]}: {done.stderr.strip() or f'failed with exit code {done.returncode}; is the disk full?'}"
        )
    return done.stdout.strip()


def revision_of(name: str, root: Path) -> str:
    """The commit hash of a version or git revision; raises PackageError if there is none."""
    candidates = [name]
    if re.fullmatch(r"\d+\.\d+\.\d+", name):
        candidates = [f"v{name}", *([found] if (found := commit_that_set(name, root)) else [])]
    for candidate in candidates:
        try:
            return git(root, "rev-parse", "--verify", "--quiet", f"{candidate}^{{commit}}")
        except PackageError:
            continue
    raise PackageError(f"{name}: is not a folder, file, version or git revision here; see git log and git tag")


def commit_that_set(version: str, root: Path) -> str | None:
    """The hash of the oldest commit that has a version with the content last declared for it; None if there is none."""
    found: str | None = None
    content: object = None
    for commit in git(root, "log", "--format=%H", "--", "datapackage.json").split():
        descriptor = _descriptor_at(root, commit)
        if descriptor.get("version") != version:
            if found:
                break
            continue
        content = content or descriptor.get("content")
        if descriptor.get("content") == content:
            found = commit
    return found


def _descriptor_at(root: Path, commit: str) -> dict[str, object]:
    import json

    try:
        return dict(json.loads(git(root, "show", f"{commit}:datapackage.json")))
    except (PackageError, ValueError):
        return {}


def latest_version(root: Path, before: str | None = None) -> str | None:
    """The version in force before the version `before`; None if there is none.

    It is the version in the newest commit whose descriptor declares a content and a version other than `before`.
    """
    for commit in git(root, "log", "--format=%H", "--", "datapackage.json").split():
        descriptor = _descriptor_at(root, commit)
        if descriptor.get("content") and descriptor.get("version") != before:
            return str(descriptor["version"])
    return None
