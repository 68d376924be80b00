"""Carries out a release with a journal, so that the next run can finish or undo a run that was killed."""

import csv
import io
import json
import time
from dataclasses import replace
from pathlib import Path

from ..comparing.difference import Changes
from ..comparing.reasons import REASONS
from ..package.database import open_database
from ..package.files import write_csv, write_whole
from ..package.git import git
from ..package.package import open_package
from ..package.past.models import FOLDER
from ..package.soundness.withdrawn_versions import LISTED, withdrawn_version
from ..pages.freshness import GENERATED
from ..pictures.pictures import FOLDER as PICTURES
from ..pictures.pictures import redrawn
from .bundle import Contents, content_hash, contents_of, declare
from .changelog import CHANGES, published, reasons, section, with_notice
from .checklist import Plan
from .past import grow

# What a release writes. All of it is committed before the release starts, so it can be restored.
WRITTEN = ["datapackage.json", *GENERATED, "CHANGELOG.md", "data/withdrawn.csv", "data/history.csv"]
WRITTEN += [CHANGES, REASONS, FOLDER, "README.md", PICTURES]
JOURNAL = "nk2020-release.json"


def carry_out(plan: Plan, changes: Changes | None, journal: Path, scratch: Path) -> Contents:
    """Write, commit and tag a release; returns the contents of its bundle. `recover` reads the file `journal`."""
    write_whole(journal, json.dumps({"version": plan.version, "before": git(plan.root, "rev-parse", "HEAD")}))
    _fill_tombstones(plan)
    descriptor = json.loads((plan.root / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"version": plan.version, "created": f"{plan.day}T00:00:00Z"}
    write_whole(plan.root / "datapackage.json", json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    for path, text in grow(plan.root, plan.previous, changes).items():
        write_whole(path, text)
    released = _released(changes, plan.version) if changes else None
    why = reasons(plan.root)
    _write_changelog(plan, released, why)
    if released:
        write_whole(plan.root / CHANGES, published(released))
    for path in why:
        path.unlink()
    package = open_package(plan.root)
    for name, generate in GENERATED.items():
        write_whole(plan.root / name, generate(package))
    for path, data in redrawn(plan.root, package).items():
        write_whole(path, data.decode())
    contents = contents_of(package, open_database(package, scratch=scratch), scratch)
    declare(package, content_hash(contents.files))
    written = [name for name in WRITTEN if (why if name == REASONS else (plan.root / name).exists())]
    git(plan.root, "add", "--all", "--", *written)
    git(plan.root, "commit", "--quiet", "--message", f"Release {plan.version}")
    git(plan.root, "tag", f"v{plan.version}")
    return contents


def _write_changelog(plan: Plan, changes: Changes | None, why: list[Path]) -> None:
    """Add the section of the version, and below the heading of each withdrawn version that it was withdrawn."""
    path = plan.root / "CHANGELOG.md"
    head, _, rest = path.read_text(encoding="utf-8").partition("\n## ")
    before = f"## {rest}" if rest else ""
    for entry in map(withdrawn_version, open_package(plan.root).descriptor.get(LISTED, [])):
        before = with_notice(before, entry)
    written = section(plan.version, plan.day, changes, [reason.read_text(encoding="utf-8") for reason in why])
    write_whole(path, f"{head}\n{written}\n{before}" if rest else f"{head}\n\n{written}")


def _released(changes: Changes, version: str) -> Changes:
    """The changes with the version set, also in new tombstones."""
    differences = [
        replace(d, new={**d.new, "version": d.new["version"] or version}) if d.kind == "tombstone_added" else d
        for d in changes.differences
    ]
    return replace(changes, new=version, differences=differences)


def _fill_tombstones(plan: Plan) -> None:
    """Set the version of tombstones that have none."""
    path = plan.root / "data" / "withdrawn.csv"
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    place = header.index("version")
    write_whole(
        path, write_csv(header, [[*row[:place], row[place] or plan.version, *row[place + 1 :]] for row in rows])
    )


def recover(root: Path, journal: Path) -> str | None:
    """Undo a release that was killed before its commit, or tag one that was killed after it, and print which.

    Returns the version of a finished release; None if there was none or it was undone.
    """
    if not journal.exists():
        return None
    lock = journal.parent / "index.lock"
    for _ in range(20):  # a git of the killed run may still be running
        if lock.exists():
            time.sleep(0.1)
    lock.unlink(missing_ok=True)
    entry = json.loads(journal.read_text(encoding="utf-8"))
    version = str(entry["version"])
    if git(root, "rev-parse", "HEAD") == entry["before"]:
        _undo(root)
        journal.unlink()
        print(f"the release of {version} was interrupted and has been undone; starting again")
        return None
    if not git(root, "tag", "--list", f"v{version}"):
        git(root, "tag", f"v{version}")
    print(f"the release of {version} was interrupted after its commit and has been finished")
    return version


def _undo(root: Path) -> None:
    """Restore everything that a release writes, and remove what the commit before it did not have."""
    there = [name for name in WRITTEN if git(root, "ls-tree", "--name-only", "HEAD", name)]
    git(root, "restore", "--source=HEAD", "--staged", "--worktree", "--", *there)
    for name in WRITTEN:
        (root / f"{name}.new").unlink(missing_ok=True)
        if name not in there:
            git(root, "rm", "-r", "--quiet", "--cached", "--ignore-unmatch", "--", name)  # it may be staged
            if (root / name).is_file():
                (root / name).unlink()
    git(root, "clean", "--quiet", "--force", "-d", "--", FOLDER, PICTURES)  # what the release had begun
