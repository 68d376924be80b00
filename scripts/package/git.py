"""Git: commands, and the commits that versions and revisions name."""

import re
import subprocess
from pathlib import Path

from .package import PackageError


def git(root: Path, *words: str) -> str:
    """What a git command prints; raises PackageError with git's own words where it fails."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(f"git {words[0]}: {done.stderr.strip() or 'failed'}")
    return done.stdout.strip()


def revision_of(name: str, root: Path) -> str:
    """The commit that a version or a git revision names; raises PackageError where there is none."""
    candidates = [name]
    if re.fullmatch(r"\d+\.\d+\.\d+", name):
        candidates = [f"v{name}", *([found] if (found := commit_that_set(name, root)) else [])]
    for candidate in candidates:
        try:
            return git(root, "rev-parse", "--verify", "--quiet", f"{candidate}^{{commit}}")
        except PackageError:
            continue
    raise PackageError(f"{name}: is no folder, file, version or git revision here; see git log and git tag")


def commit_that_set(version: str, root: Path) -> str | None:
    """The oldest commit that holds a version with the content declared last for it; None where no commit has the version."""
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
    """The version in force before the one named: that of the newest commit whose descriptor has a declared content and another version."""
    for commit in git(root, "log", "--format=%H", "--", "datapackage.json").split():
        descriptor = _descriptor_at(root, commit)
        if descriptor.get("content") and descriptor.get("version") != before:
            return str(descriptor["version"])
    return None
