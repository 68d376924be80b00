"""The checklist of a release: every reason not to release a version, at once."""

import csv
from dataclasses import dataclass
from pathlib import Path

from ..checking.privacy import problems_in
from ..checking.aside import ask_aside
from ..checking.validation import validate
from ..comparing.compare import compare
from ..comparing.difference import Changes
from ..comparing.recipe import parsed
from ..package.git import git
from ..package.package import Package, PackageError, open_package
from ..package.problem import render
from ..package.snapshot import snapshot
from ..pages.freshness import canonical, stale
from .changelog import REASONS, reasons


@dataclass(frozen=True)
class Plan:
    """A release to be made: where, which version and day, and the version before it."""

    root: Path
    version: str
    day: str
    previous: str | None


def checklist(plan: Plan) -> tuple[list[str], Changes | None]:
    """Every reason not to release, none where the version may be released; and what changed since the version before."""
    refusals = [f"the working tree is not clean: {line.strip()}; commit or undo it" for line in _dirty(plan.root)]
    package = open_package(plan.root)
    problems = validate(package).problems
    problems = problems or problems_in(package) + ask_aside(package)
    if problems:
        return [*refusals, *render(problems).splitlines()], None
    refusals += [
        f"{path.name}: not in canonical form or out of date; run: python -m scripts format"
        for path in stale(canonical(package)[0])
    ]
    if plan.previous is None:
        return refusals, None
    with snapshot(plan.previous, plan.root) as old:
        changes = compare(old, package)
        refusals += _reused(old, package)
    return refusals + _version_refusals(plan, changes), changes


def _dirty(root: Path) -> list[str]:
    return [line for line in git(root, "status", "--porcelain").split("\n") if line]


def _version_refusals(plan: Plan, changes: Changes) -> list[str]:
    refusals = [
        f"a row is gone without a tombstone: {d.table} {d.key}; put it back or withdraw it: python -m scripts withdraw {d.key} --reason ..."
        for d in changes.differences
        if d.kind == "row_lost"
    ]
    if not changes.differences:
        refusals.append(f"nothing changed since {plan.previous}: there is nothing to release")
    if parsed(plan.version) <= parsed(plan.previous or "0.0.0"):
        refusals.append(f"{plan.version} is not above the last version, {plan.previous}")
    elif parsed(plan.version) < parsed(changes.demanded):
        refusals.append(
            f"{plan.version} is lower than the changes demand: at least {changes.demanded} ({changes.step}: {', '.join(changes.demands)})"
        )
    if not reasons(plan.root):
        refusals.append(
            f"{REASONS}/ holds no reason for the changes; add one file a change, such as {REASONS}/barda-toll.md"
        )
    try:
        git(plan.root, "rev-parse", "--verify", "--quiet", f"refs/tags/v{plan.version}")
        refusals.append(f"the tag v{plan.version} exists already")
    except PackageError:
        pass
    return refusals


def _reused(old: Package, new: Package) -> list[str]:
    """Ids that were withdrawn before and are in use again."""
    with old.tables["withdrawn"].path.open(encoding="utf-8", newline="") as file:
        gone = {row["id"] for row in csv.DictReader(file)}
    used = {
        line.partition(",")[0]
        for table in new.tables.values()
        for line in table.path.read_text(encoding="utf-8").splitlines()[1:]
    }
    return [
        f"the id {key} was withdrawn before and is in use again; give the row a new id" for key in sorted(gone & used)
    ]
