"""Concealing: paths, cells and rules that must not be published are not repeated in the findings of a check."""

from dataclasses import replace

from ..checking.privacy.cells import WITHHELD, Judge
from ..package.problem import Problem
from .change import Change
from .disclosures import vocabulary
from .found import Found


def conceal(found: Found, change: Change) -> None:
    """Withhold whatever a finding repeats of the change and privacy would refuse, also where it is removed."""
    judge = Judge(vocabulary(change))
    if not found.changes:  # what may not have been read for names is not shown
        found.reasons, found.files = {}, [file | {"what": file["what"].split(":")[0]} for file in found.files]
    found.files = [_file(file, change, judge) for file in found.files]
    paths = {path: shown for path in change.files if (shown := judge.shown_path(path)) != path}

    def plain(text: str) -> str:
        for path, shown in paths.items():
            text = text.replace(path, shown)
        return text

    found.reasons = {plain(path): text for path, text in found.reasons.items()}
    for name in ("rewritten", "stale", "looked_at", "unchecked", "missing", "new_words", "pairs"):
        setattr(found, name, [plain(text) for text in getattr(found, name)])
    found.problems = [_problem(replace(p, message=plain(p.message)), judge) for p in found.problems]
    found.corrected = [_problem(replace(p, message=judge.shown_cell(p.message)), judge) for p in found.corrected]


def _file(file: dict[str, str], change: Change, judge: Judge) -> dict[str, str]:
    word, _, text = file["what"].partition(": ")
    if text and any(judge.shown_code(side) != side for side in change.sides(file["path"])):
        file = file | {"what": f"{word}: {WITHHELD}"}
    return file | {"path": judge.shown_path(file["path"])}


def _problem(problem: Problem, judge: Judge) -> Problem:
    """The problem without what it repeats of a path or a cell and must not be published."""
    key, field, value = map(judge.shown_cell, (problem.key, problem.field, problem.value))
    message = problem.message
    for was, now in ((problem.key, key), (problem.field, field), (problem.value, value)):
        message = message.replace(was, now) if was != now else message
    file = judge.shown_path(problem.file)
    return replace(problem, file=file, key=key, field=field, value=value, message=message)
