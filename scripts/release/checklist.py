"""The checklist of a release: finds every reason not to release a version."""

import csv
from dataclasses import dataclass
from pathlib import Path

from ..checking.aside import ask_aside
from ..checking.privacy import problems_in
from ..checking.validation import validate
from ..comparing.compare import compare
from ..comparing.difference import Changes
from ..comparing.reasons import REASONS, fault_of_reason
from ..comparing.recipe import parsed
from ..comparing.wording import event
from ..package.git import git, latest_version
from ..package.package import Package, PackageError, open_package
from ..package.problem import render
from ..package.snapshot import snapshot
from ..pages.freshness import RUN_FORMAT, STALE, outdated, shown
from .changelog import reasons


@dataclass(frozen=True)
class Plan:
    """A planned release: the checkout, the version and day, and the previous version if there is one."""

    root: Path
    version: str
    day: str
    previous: str | None


def checklist(plan: Plan) -> tuple[list[str], Changes | None]:
    """Every reason not to release, empty if the version may be released, and the changes since the previous version."""
    refusals = [f"the working tree is not clean: {line.strip()}; commit or undo it" for line in _dirty(plan.root)]
    refusals += [f"{REASONS}/{path.name}: {fault}" for path in reasons(plan.root) if (fault := fault_of_reason(path))]
    package = open_package(plan.root)
    problems = validate(package).problems
    problems = problems or problems_in(package) + ask_aside(package)
    if problems:
        return [*refusals, *render(problems).splitlines()], None
    refusals += [f"{shown(package, path)}: {STALE}; {RUN_FORMAT}" for path in outdated(package)[0]]
    if plan.previous is None:
        if latest_version(plan.root) == plan.version:
            refusals.append(f"{plan.version} was declared already; choose a higher version")
        return refusals, None
    with snapshot(plan.previous, plan.root) as old:
        changes = compare(old, package)
        refusals += _reused(old, package)
    return refusals + _version_refusals(plan, changes), changes


def _dirty(root: Path) -> list[str]:
    return [line for line in git(root, "status", "--porcelain").split("\n") if line]


def _version_refusals(plan: Plan, changes: Changes) -> list[str]:
    refusals = [event(d) for d in changes.differences if d.kind == "row_lost"]
    if not changes.differences:
        refusals.append(f"nothing changed since {plan.previous}: there is nothing to release")
    if parsed(plan.version) <= parsed(plan.previous or "0.0.0"):
        refusals.append(f"{plan.version} is not higher than the last version, {plan.previous}")
    elif parsed(plan.version) < parsed(changes.demanded):
        why = f"{changes.step}: {', '.join(changes.demands)}"
        refusals.append(f"{plan.version} is too low for these changes: use at least {changes.demanded} ({why})")
    if not reasons(plan.root):
        remedy = f"add one file per change, such as {REASONS}/barda-toll.md"
        refusals.append(f"{REASONS}/ contains no reason for the changes; {remedy}")
    try:
        git(plan.root, "rev-parse", "--verify", "--quiet", f"refs/tags/v{plan.version}")
        refusals.append(f"the tag v{plan.version} already exists")
    except PackageError:
        pass
    return refusals


def _reused(old: Package, new: Package) -> list[str]:
    """A refusal for every id that was withdrawn in the old package and is in use in the new one."""
    with old.tables["withdrawn"].path.open(encoding="utf-8", newline="") as file:
        gone = {row["id"] for row in csv.DictReader(file)}
    used = {
        line.partition(",")[0]
        for table in new.tables.values()
        for line in table.path.read_text(encoding="utf-8").splitlines()[1:]
    }
    return [
        f"the id {key} was withdrawn earlier and is in use again; give the row a new id" for key in sorted(gone & used)
    ]
