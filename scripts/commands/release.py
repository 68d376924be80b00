"""Release a version: a checklist as code, which refuses with every reason at once.

On success it sets the version, writes the changelog's data section and changes.json, commits, tags and builds. Killed at any
moment, running it again finishes or undoes it, and says so.
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
    """Add the verb's arguments."""
    parser.add_argument("version", help="the version to release, as X.Y.Z")
    parser.add_argument("--date", required=True, help="the day of release, as YYYY-MM-DD")
    parser.add_argument(
        "--to", default="dist", metavar="FOLDER", help="where the bundle and its zip go (default: dist)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Release, or print every reason why not; first finish or undo a release that was killed."""
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
