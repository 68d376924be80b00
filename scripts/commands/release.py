"""Release a version: run the release checklist and, if nothing is against it, commit, tag and build the version.

If the checklist finds anything, the command prints every reason at once and changes nothing. Otherwise it sets the
version, writes the data section of CHANGELOG.md and changes.json, commits, tags and builds. If it is interrupted at any
moment, running it again completes or undoes the release and says which. It does not push.

  python -m scripts release 1.2.0 --date 2026-12-02
"""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from ..package.database import open_database
from ..package.files import scratch_folder
from ..package.git import git, latest_version
from ..package.package import open_package
from ..release.bundle import Contents, build, contents_of
from ..release.checklist import Plan, checklist
from ..release.journal import JOURNAL, carry_out, recover


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("version", metavar="VERSION", help="version to release, as X.Y.Z, such as 1.2.0")
    parser.add_argument(
        "--date", required=True, metavar="DAY", help="day of release, as YYYY-MM-DD, such as 2026-12-02"
    )
    parser.add_argument(
        "--to", default="dist", metavar="FOLDER", help="folder for the release and its zip (default: dist)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Complete or undo an interrupted release, then release; returns 0, 1 if it is refused, 2 for wrong usage."""
    root = Path(arguments.package).resolve()
    if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", arguments.version) or not _is_day(arguments.date):
        print("give a version as X.Y.Z and a day as YYYY-MM-DD", file=sys.stderr)
        return 2
    journal = Path(git(root, "rev-parse", "--absolute-git-dir")) / JOURNAL
    finished = recover(root, journal)
    if finished:
        with scratch_folder() as scratch:
            package = open_package(root)
            _build(
                root,
                finished,
                contents_of(package, open_database(package, scratch=scratch), scratch),
                Path(arguments.to),
            )
        journal.unlink()
        if finished == arguments.version:
            return 0
    plan = Plan(root, arguments.version, arguments.date, latest_version(root, before=arguments.version))
    refusals, changes = checklist(plan)
    if refusals:
        print("\n".join(refusals))
        print(f"{plan.version} was not released: {len(refusals)} reason{'s' * (len(refusals) > 1)}", file=sys.stderr)
        return 1
    with scratch_folder() as scratch:
        contents = carry_out(plan, changes, journal, scratch)
        _build(root, plan.version, contents, Path(arguments.to))
    journal.unlink()
    return 0


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _build(root: Path, version: str, contents: Contents, to: Path) -> None:
    folder, _ = build(open_package(root), contents, to)
    print(f"released {version}: {folder} and {folder.name}.zip; push with: git push --follow-tags")
