"""The changelog: the section that a release writes, and the test that it contains the computed difference."""

import json
import re
from pathlib import Path
from typing import Any

from ..checking.privacy import WITHHELD
from ..comparing.changelog import data_section, inert
from ..comparing.compare import compare
from ..comparing.difference import Changes, changes_of, dumps
from ..comparing.reasons import REASONS
from ..package.git import latest_version, revision_of
from ..package.snapshot import snapshot
from ..package.soundness.withdrawn_versions import WithdrawnVersion

CHANGES = "changes.json"


def reasons(root: Path) -> list[Path]:
    """The files with the reasons, one per change, sorted by name; the README of the folder is not one."""
    return sorted(path for path in (root / REASONS).glob("*.md") if path.name != "README.md")


def section(version: str, day: str, changes: Changes | None, why: list[str]) -> str:
    """The section of a version: heading, the reasons that people wrote, and the data section from the difference."""
    parts = [f"## {version} ({day})", *(text.strip() for text in why)]
    return "\n\n".join(parts) + "\n\n" + (data_section(changes) if changes else "")


def published_section(changelog: str, version: str) -> str | None:
    """The text of a version's section in a changelog, from its heading to the next; None if it has no section."""
    found = re.search(rf"^## {re.escape(version)} .*?(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[0] if found else None


def with_notice(changelog: str, withdrawn: WithdrawnVersion) -> str:
    """The changelog with a line, below the heading of a withdrawn version, that says so, in place of an earlier one."""
    said, version = inert(f"{str(withdrawn)[:1].upper()}{str(withdrawn)[1:]}."), re.escape(withdrawn.version)
    earlier = rf"(?:`*Version {version} was withdrawn \([^\n]*\n\n)?"
    heading = re.compile(rf"^(## {version} [^\n]*\n\n){earlier}", re.MULTILINE)
    return heading.sub(lambda found: f"{found[1]}{said}\n\n", changelog)


def published(changes: Changes) -> str:
    """The text of changes.json: the changes as docs/changes.schema.json defines them.

    It leaves out the cells of added rows, since the tables of the version have them: a release that adds thousands of
    rows would hold its data twice.
    """
    found = changes.as_json()
    for difference in found["differences"]:
        if difference["kind"] == "row_added":
            del difference["new"]
    return dumps(found) + "\n"


def is_proved(root: Path, version: str) -> bool:
    """Whether a version's changelog section and changes.json contain the difference computed from its commits.

    What they withhold is taken as withheld.
    """
    previous = latest_version(root, before=version)
    text = published_section((root / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    if previous is None or text is None:
        return text is not None
    with snapshot(previous, root) as old, snapshot(revision_of(version, root), root) as new:
        changes = compare(old, new)
    written = json.loads((root / CHANGES).read_text(encoding="utf-8"))
    proved = _withheld_as_in(written, json.loads(published(changes)))
    return data_section(changes_of(proved)) in text and written == proved


def _withheld_as_in(written: Any, computed: Any) -> Any:
    """What was computed, withheld where it was when it was written: words that are known only now publish nothing."""
    if written == WITHHELD:
        return WITHHELD
    if isinstance(computed, dict) and isinstance(written, dict):
        return {name: _withheld_as_in(written.get(name), value) for name, value in computed.items()}
    if isinstance(computed, list) and isinstance(written, list) and len(computed) == len(written):
        return [_withheld_as_in(*pair) for pair in zip(written, computed, strict=True)]
    return computed
