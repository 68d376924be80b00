"""The findings of a check: an object here, JSON on the way to the comment."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ..comparing.difference import Changes, changes_of
from ..comparing.wording import events
from ..package.package import PackageError
from ..package.problem import Problem

LARGEST = 20_000_000  # most bytes of the file
KEPT = 200  # most entries of a list in the file
LONGEST = 400  # most characters of a text in the file
NO_CHECK = "is not what python -m scripts check --json writes"


@dataclass
class Found:
    """What a check found in a change.

    `rewritten` and `stale` are the paths that format rewrote or would rewrite, `looked_at` one line for each stage that
    passed or was left out, `base` the commit compared with, `rows` the number of rows before and after for each table
    where it changed, `missing` what has to be added, and `unlisted` how many entries were left out of the lists
    `problems`, `differences` and `impact`.
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
        """Whether the change can be sent."""
        return not (self.problems or self.stale or self.missing)


def write(path: Path, found: Found) -> None:
    """Write the findings as JSON: long lists and texts are cut, and `unlisted` says how many entries were left out.

    Raises PackageError if the file cannot be written.
    """
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
        raise PackageError(f"{path}: cannot be written ({error.strerror}); name a file in an existing folder") from None


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cut(one) for one in value[:KEPT]]
    return value[:LONGEST] if isinstance(value, str) else value


def read(path: Path) -> dict[str, Any]:
    """Read the JSON that `write` wrote, without checking it; raises PackageError if it is too large or not JSON."""
    try:
        if path.stat().st_size > LARGEST:
            raise PackageError(f"{path}: is larger than {LARGEST} bytes; no check writes that much")
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise PackageError(f"{path}: {NO_CHECK}") from None
    return found if isinstance(found, dict) else {}


def found_of(value: dict[str, Any]) -> Found:
    """The findings that `write` wrote as JSON; raises KeyError, TypeError or ValueError for anything else."""
    problems = [Problem(**{**problem, "line": int(problem["line"])}) for problem in value["problems"]]
    changes = changes_of(value["changes"]) if value["changes"] else None
    known = {f.name: value[f.name] for f in fields(Found)}
    return Found(**{**known, "problems": problems, "changes": changes})
