"""The findings of a check: an object here, JSON on the way to the comment."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ..comparing.difference import Changes, Difference, changes_of
from ..comparing.wording import excerpts, worded
from ..package.package import PackageError
from ..package.problem import Problem, number, shorten

LARGEST = 20_000_000  # most bytes of the file
KEPT = 1000  # most entries of a list or an object in the file
EXCERPT = 400  # characters shown of a cell or a rule that changed
LONGEST = 1000  # most characters of a text in the file, and of one that is shown
EACH, MOST = 20, 200  # most problems listed for one file and field, and in all
NO_CHECK = "is not what python -m scripts check --json writes"


@dataclass
class Found:
    """What a check found in a change.

    `rewritten` and `stale` are the paths that format rewrote or would rewrite, `looked_at` one line for each stage that
    passed, `unchecked` one for what could not be checked, `base` the commit compared with, `head` the one examined
    (empty: the working tree), `files` what happened to each file outside data/ and changes/ (`Change.outside`),
    `reasons` the text of each reason by its path, `rows` the number of rows before and after for each table where it
    changed, `missing` what has to be added, and `unlisted` how many entries were left out of a list. `new_rows` has new
    rows in words, each with its heading, in the order in which a reviewer reads them, and `context` the claim of a
    changed cell in words, by the key of its row. `new_words` will no longer be taken for a person's name. `corrected`
    has the cells that format corrects, and `pairs` the rows that the change makes look like another.
    """

    rewritten: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    base: str = ""
    head: str = ""
    files: list[dict[str, str]] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    new_rows: list[tuple[str, str]] = field(default_factory=list)
    context: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    changes: Changes | None = None
    missing: list[str] = field(default_factory=list)
    new_words: list[str] = field(default_factory=list)
    corrected: list[Problem] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    unlisted: dict[str, int] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether the change can be sent: its effect is known, and nothing is to be fixed."""
        return bool(self.changes) and not (self.problems or self.stale or self.missing)


def bound(found: Found) -> None:
    """Keep the first problems of each file and field and count the others, as one mistake can break a whole column."""
    kinds: Counter[tuple[str, str]] = Counter()
    listed: list[Problem] = []
    for p in sorted(p for p in found.problems if not p.more):
        kinds[p.file, p.field] += 1
        if kinds[p.file, p.field] <= EACH and len(listed) < MOST:
            file, key, name, message = (shorten(text, LONGEST) for text in (p.file, p.key, p.field, p.message))
            listed.append(Problem(file, p.line, key, name, p.value, message, p.check))
    if len(listed) < number(found.problems):
        found.unlisted["problems"] = number(found.problems) - len(listed)
    found.problems = listed


def write(path: Path, found: Found) -> None:
    """Write the findings as JSON: long lists and texts are cut, and `unlisted` says how many entries were left out.

    Raises PackageError if the file cannot be written.
    """
    plain = {f.name: getattr(found, f.name) for f in fields(found)}
    plain |= {name: [asdict(p) for p in getattr(found, name)] for name in ("problems", "corrected")}
    left = {**found.unlisted, "files": len(found.files[KEPT:]), "new_rows": len(found.new_rows[KEPT:])}
    left |= {name: len(getattr(found, name)[KEPT:]) for name in ("new_words", "corrected", "pairs")}
    if changes := found.changes:
        told = [d for d in worded(changes.differences) if d.kind != "row_added"]  # new rows are told in words
        left |= {"differences": len(told[KEPT:]), "impact": len(changes.impact[KEPT:])}
        changes = replace(changes, differences=list(map(_excerpted, told[:KEPT])))
    plain["changes"] = changes.as_json() if changes else {}
    plain["unlisted"] = {name: count for name, count in left.items() if count}
    try:
        path.write_text(
            json.dumps(_cut(plain), ensure_ascii=False, indent=1, default=str), encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise PackageError(f"{path}: cannot be written ({error.strerror}); name a file in an existing folder") from None


def _excerpted(difference: Difference) -> Difference:
    """The difference with its old and new value cut around the place where they differ."""
    old, new = difference.old, difference.new
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old.keys() & new.keys():
            was, now = _cut_around(old[name], new[name])
            old, new = old | {name: was}, new | {name: now}
        return replace(difference, old=old, new=new)
    was, now = _cut_around(old, new)
    return replace(difference, old=was, new=now)


def _cut_around(old: Any, new: Any) -> tuple[Any, Any]:
    return excerpts(old, new, EXCERPT) if isinstance(old, str) and isinstance(new, str) else (old, new)


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[:LONGEST]: _cut(one) for name, one in list(value.items())[:KEPT]}
    if isinstance(value, list):
        return [_cut(one) for one in value[:KEPT]]
    return value[:LONGEST] if isinstance(value, str) else value


def read(path: Path) -> dict[str, Any]:
    """Read the JSON that `write` wrote, without checking it; raises PackageError if it is too large or not JSON."""
    try:
        if path.stat().st_size > LARGEST:
            raise PackageError(f"{path}: is larger than {LARGEST} bytes; no check writes that much")
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackageError(
            f"{path}: there is no such file; write it with: python -m scripts check --json FILE"
        ) from None
    except (OSError, ValueError, RecursionError):
        raise PackageError(f"{path}: {NO_CHECK}") from None
    return found if isinstance(found, dict) else {}


def found_of(value: dict[str, Any]) -> Found:
    """The findings that `write` wrote as JSON; raises KeyError, TypeError or ValueError for anything else."""
    value = {"new_words": [], "corrected": [], "pairs": []} | value
    problems, corrected = (
        [Problem(**{**problem, "line": int(problem["line"])}) for problem in value[name]]
        for name in ("problems", "corrected")
    )
    changes = changes_of(value["changes"]) if value["changes"] else None
    known = {f.name: value[f.name] for f in fields(Found)}
    for name, kind in ((f.name, type(getattr(Found(), f.name))) for f in fields(Found)):
        if name != "changes" and not isinstance(known[name], kind):
            raise TypeError(name)
    return Found(**{**known, "problems": problems, "corrected": corrected, "changes": changes})
