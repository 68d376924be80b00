"""What a check found: an object here, JSON on its way to the comment."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ..comparing.difference import Changes, changes_of
from ..comparing.wording import events
from ..package.package import PackageError
from ..package.problem import Problem

LARGEST = 20_000_000  # bytes of the file
KEPT = 200  # entries of a list in the file
LONGEST = 400  # characters of a text in the file
NO_CHECK = "is not what python -m scripts check --json writes"


@dataclass
class Found:
    """What a check found: files that format rewrote or would, what it looked at, problems, and the effect against a commit.

    `rows` has for each table whose number of rows changed that number before and after. `unlisted` counts what was left out of
    the lists `problems`, `differences` and `impact`.
    """

    rewritten: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    base: str = ""
    rows: dict[str, list[int]] = field(default_factory=dict)
    changes: Changes | None = None
    missing: list[str] = field(default_factory=list)
    unlisted: dict[str, int] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether the change can be sent: its effect is known, and nothing is to be fixed."""
        return bool(self.changes) and not (self.problems or self.stale or self.missing)


def write(path: Path, found: Found) -> None:
    """Write what a check found, as JSON; of long lists and texts the beginning, and how many entries that leaves out."""
    left = dict(found.unlisted)
    if found.changes:
        all_of, impact = found.changes.differences, found.changes.impact
        left["differences"] = len(events(all_of)) - len(events(all_of[:KEPT]))
        left["impact"] = len(impact[KEPT:])
    plain = {f.name: getattr(found, f.name) for f in fields(found)}
    plain["problems"] = [asdict(problem) for problem in found.problems]
    plain["changes"] = found.changes.as_json() if found.changes else {}
    plain["unlisted"] = {name: count for name, count in left.items() if count}
    try:
        path.write_text(
            json.dumps(_cut(plain), ensure_ascii=False, indent=1, default=str), encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise PackageError(
            f"{path}: cannot be written ({error.strerror}); name a file in a folder that is there"
        ) from None


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cut(one) for one in value[:KEPT]]
    return value[:LONGEST] if isinstance(value, str) else value


def read(path: Path) -> dict[str, Any]:
    """Read the JSON that `write` wrote, unchecked; raises PackageError where the file is not that."""
    try:
        if path.stat().st_size > LARGEST:
            raise PackageError(f"{path}: is larger than {LARGEST} bytes; a check does not find so much")
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise PackageError(f"{path}: {NO_CHECK}") from None
    return found if isinstance(found, dict) else {}


def found_of(value: dict[str, Any]) -> Found:
    """The object that `write` made JSON of; raises KeyError, TypeError or ValueError where it is something else."""
    problems = [Problem(**{**problem, "line": int(problem["line"])}) for problem in value["problems"]]
    changes = changes_of(value["changes"]) if value["changes"] else None
    known = {f.name: value[f.name] for f in fields(Found)}
    return Found(**{**known, "problems": problems, "changes": changes})
