"""The changelog: the section that a release writes, and the proof that it holds the computed difference."""

import json
import re
from pathlib import Path

from ..comparing.changelog import data_section
from ..comparing.compare import compare
from ..comparing.difference import Changes, dumps
from ..package.git import latest_version, revision_of
from ..package.reasons import REASONS
from ..package.snapshot import snapshot

CHANGES = "changes.json"


def reasons(root: Path) -> list[Path]:
    """The files that say why, one a change, in the order of their names; the folder's README is none."""
    return sorted(path for path in (root / REASONS).glob("*.md") if path.name != "README.md")


def section(version: str, day: str, changes: Changes | None, why: list[str]) -> str:
    """The changelog's section of a version: heading, the reasons that people gave, and the data section computed from the difference."""
    parts = [f"## {version} ({day})", *(text.strip() for text in why)]
    return "\n\n".join(parts) + "\n\n" + (data_section(changes) if changes else "")


def published_section(changelog: str, version: str) -> str | None:
    """The text of a version's section in a changelog, from its heading to the next; None where there is none."""
    found = re.search(rf"^## {re.escape(version)} .*?(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[0] if found else None


def is_proved(root: Path, version: str) -> bool:
    """Whether a version's changelog section holds the difference computed from the two commits, and changes.json with it."""
    previous = latest_version(root, before=version)
    text = published_section((root / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    if previous is None or text is None:
        return text is not None
    with snapshot(previous, root) as old, snapshot(revision_of(version, root), root) as new:
        changes = compare(old, new)
    return data_section(changes) in text and json.loads((root / CHANGES).read_text(encoding="utf-8")) == json.loads(
        dumps(changes.as_json())
    )
