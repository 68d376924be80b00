"""Release a version: a checklist as code, which refuses with every reason at once.

On success it sets the version, writes the changelog's data section and changes.json, commits, tags and builds. Killed at any
moment, running it again finishes or undoes it, and says so.
"""

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .build import build, bundle_files, content_hash, declare
from .bump import parsed
from .changelog import data_section
from .citation import citation_cff
from .derive import computed_database
from .diff import compare, dumps
from .format import canonical, write_whole
from .package import Package, PackageError, open_package
from .report import render
from .snapshot import git, latest_version, revision_of, snapshot

CHANGES = "changes.json"
REASONS = "changes"
# What a release writes; before it begins, all of it is committed, so that it can be put back.
WRITTEN = ["datapackage.json", "CITATION.cff", "CHANGELOG.md", "data/withdrawn.csv", CHANGES, REASONS]
JOURNAL = "nk2020-release.json"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("version", help="the version to release, as X.Y.Z")
    parser.add_argument("--date", required=True, help="the day of release, as YYYY-MM-DD")
    parser.add_argument("--to", default="dist", metavar="FOLDER", help="where the bundle and its zip go (default: dist)")


@dataclass(frozen=True)
class Plan:
    """A release to be made: where, which version and day, and the version before it."""

    root: Path
    version: str
    day: str
    previous: str | None


def run(arguments: argparse.Namespace) -> int:
    """Release, or print every reason why not; first finish or undo a release that was killed."""
    root = Path(arguments.package).resolve()
    if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", arguments.version) or not _is_day(arguments.date):
        print("give a version as X.Y.Z and a day as YYYY-MM-DD", file=sys.stderr)
        return 2
    journal = Path(git(root, "rev-parse", "--absolute-git-dir")) / JOURNAL
    finished = recover(root, journal)
    if finished:
        _build(root, finished, Path(arguments.to))
        journal.unlink()
        if finished == arguments.version:
            return 0
    plan = Plan(root, arguments.version, arguments.date, latest_version(root, before=arguments.version))
    refusals = checklist(plan)
    if refusals:
        print("\n".join(refusals))
        print(f"{plan.version} was not released: {len(refusals)} reason{'s' * (len(refusals) > 1)}", file=sys.stderr)
        return 1
    carry_out(plan, journal)
    _build(root, plan.version, Path(arguments.to))
    journal.unlink()
    return 0


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _build(root: Path, version: str, to: Path) -> None:
    folder, _ = build(open_package(root), to)
    print(f"released {version}: {folder} and {folder.name}.zip; push with: git push --follow-tags")


def checklist(plan: Plan) -> list[str]:
    """Every reason not to release; empty where the version may be released."""
    from .judges import ask_frictionless, ask_pandera
    from .privacy import problems_in
    from .validate import validate

    refusals = [f"the working tree is not clean: {line.strip()}; commit or undo it" for line in _dirty(plan.root)]
    package = open_package(plan.root)
    problems, _ = validate(package)
    problems = problems or problems_in(package) + ask_pandera(package) + ask_frictionless(package)
    if problems:
        return [*refusals, *render(problems).splitlines()]
    refusals += [f"{path.name}: not in canonical form or not fresh; run: python -m scripts format"
                 for path, text in canonical(package)[0].items() if not path.exists() or path.read_bytes() != text.encode()]
    if plan.previous is None:
        return refusals
    with snapshot(plan.previous, plan.root) as old:
        changes = compare(old, package)
        refusals += _reused(old, package)
    return refusals + _version_refusals(plan, changes)


def _dirty(root: Path) -> list[str]:
    return [line for line in git(root, "status", "--porcelain").split("\n") if line]


def _version_refusals(plan: Plan, changes: dict[str, Any]) -> list[str]:
    refusals = [f"a row is gone without a tombstone: {d['table']} {d['key']}; put it back or withdraw it: python -m scripts withdraw {d['key']} --reason ..."
                for d in changes["differences"] if d["kind"] == "row_lost"]
    if not changes["differences"]:
        refusals.append(f"nothing changed since {plan.previous}: there is nothing to release")
    if parsed(plan.version) <= parsed(plan.previous or "0.0.0"):
        refusals.append(f"{plan.version} is not above the last version, {plan.previous}")
    elif parsed(plan.version) < parsed(changes["demanded"]):
        refusals.append(f"{plan.version} is lower than the changes demand: at least {changes['demanded']} ({changes['step']}: {', '.join(changes['demands'])})")
    if not reasons(plan.root):
        refusals.append(f"{REASONS}/ holds no reason for the changes; add one file a change, such as {REASONS}/barda-toll.md")
    try:
        git(plan.root, "rev-parse", "--verify", "--quiet", f"refs/tags/v{plan.version}")
        refusals.append(f"the tag v{plan.version} exists already")
    except PackageError:
        pass
    return refusals


def _reused(old: Package, new: Package) -> list[str]:
    """Ids that were withdrawn before and are in use again."""
    import csv

    with old.tables["withdrawn"].path.open(encoding="utf-8", newline="") as file:
        gone = {row["id"] for row in csv.DictReader(file)}
    used = {line.partition(",")[0] for table in new.tables.values() for line in table.path.read_text(encoding="utf-8").splitlines()[1:]}
    return [f"the id {key} was withdrawn before and is in use again; give the row a new id" for key in sorted(gone & used)]


def reasons(root: Path) -> list[Path]:
    """The files that say why, one a change, in the order of their names; the folder's README is none."""
    return sorted(path for path in (root / REASONS).glob("*.md") if path.name != "README.md")


def section(plan: Plan, changes: dict[str, Any] | None, why: list[str]) -> str:
    """The changelog's section of a version: heading, the reasons that people gave, and the data section computed from the difference."""
    parts = [f"## {plan.version} ({plan.day})", *(text.strip() for text in why)]
    return "\n\n".join(parts) + "\n\n" + (data_section(changes) if changes else "")


def carry_out(plan: Plan, journal: Path) -> None:
    """Write, commit and tag; the journal in .git lets a killed run be finished or undone."""
    write_whole(journal, json.dumps({"version": plan.version, "before": git(plan.root, "rev-parse", "HEAD")}))
    _fill_tombstones(plan)
    descriptor = json.loads((plan.root / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"version": plan.version, "created": f"{plan.day}T00:00:00Z"}
    write_whole(plan.root / "datapackage.json", json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    changes = _changes(plan)
    why = reasons(plan.root)
    changelog = plan.root / "CHANGELOG.md"
    head, _, rest = changelog.read_text(encoding="utf-8").partition("\n## ")
    written = section(plan, changes, [path.read_text(encoding="utf-8") for path in why])
    write_whole(changelog, f"{head}\n{written}\n## {rest}" if rest else f"{head}\n\n{written}")
    if changes is not None:
        write_whole(plan.root / CHANGES, dumps(changes) + "\n")
    for path in why:
        path.unlink()
    package = open_package(plan.root)
    write_whole(plan.root / "CITATION.cff", citation_cff(package))
    declare(package, content_hash(bundle_files(package, computed_database(package))))
    git(plan.root, "add", "--all", "--", *[name for name in WRITTEN if name != REASONS or why])
    git(plan.root, "commit", "--quiet", "--message", f"Release {plan.version}")
    git(plan.root, "tag", f"v{plan.version}")


def _changes(plan: Plan) -> dict[str, Any] | None:
    """The difference from the version before, as it will be recorded; None for the first release."""
    if plan.previous is None:
        return None
    with snapshot(plan.previous, plan.root) as old:
        return compare(old, open_package(plan.root))


def _fill_tombstones(plan: Plan) -> None:
    """Tombstones without a version get this one."""
    import csv
    import io

    from .derive import write_csv

    path = plan.root / "data" / "withdrawn.csv"
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    place = header.index("version")
    write_whole(path, write_csv(header, [[*row[:place], row[place] or plan.version, *row[place + 1 :]] for row in rows]))


def recover(root: Path, journal: Path) -> str | None:
    """Undo a release that was killed before its commit, or tag one that was killed after; say so; returns the version in that case."""
    if not journal.exists():
        return None
    lock = journal.parent / "index.lock"
    for _ in range(20):  # a git of the killed run may still be at work
        if lock.exists():
            time.sleep(0.1)
    lock.unlink(missing_ok=True)
    entry = json.loads(journal.read_text(encoding="utf-8"))
    version = str(entry["version"])
    if git(root, "rev-parse", "HEAD") == entry["before"]:
        there = [name for name in WRITTEN if git(root, "ls-tree", "--name-only", "HEAD", name)]
        git(root, "restore", "--source=HEAD", "--staged", "--worktree", "--", *there)
        for name in WRITTEN:
            (root / f"{name}.new").unlink(missing_ok=True)
            if name not in there:
                git(root, "rm", "-r", "--quiet", "--cached", "--ignore-unmatch", "--", name)  # it was staged, and is new
                if (root / name).is_file():
                    (root / name).unlink()
        journal.unlink()
        print(f"the release of {version} had been interrupted and is undone; beginning again")
        return None
    if not git(root, "tag", "--list", f"v{version}"):
        git(root, "tag", f"v{version}")
    print(f"the release of {version} had been interrupted after its commit and is finished")
    return version


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
    return data_section(changes) in text and json.loads((root / CHANGES).read_text(encoding="utf-8")) == json.loads(dumps(changes))


