"""Examine a change: its files, canonical form, validity, names, citations, and its effect compared with main."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.canonical import corrections
from ..checking.validation import validate
from ..comparing.compare import compare
from ..comparing.reasons import REASONS, fault_of_reason, lack_of_words
from ..package.files import write_whole, writing
from ..package.git import fetched
from ..package.package import Package, PackageError, open_package, problems_of
from ..package.problem import Problem
from ..pages.freshness import GENERATED, outdated
from .change import Change, beside_base
from .changed_files import problems_of_files
from .cited import cite, uncompared
from .concealing import conceal
from .days import days_to_come
from .disclosures import Disclosures, copied, disclosures
from .found import Found, bound
from .losses import losses
from .pairs import new_pairs
from .reading import Reader, beside, by_weight, contexts, documents_of, new_rows

if TYPE_CHECKING:
    import duckdb

READ = {"datapackage.json", "data", "schemas", REASONS}  # what the stages read: a fault in a file there stops them
DERIVED = "scripts/derived"
SQL = ("scripts/checks/", "scripts/derived/")
NOT_RUN = "changed rules in SQL: read, not run; main's checks judged the data, and main's rules computed the estimates"
GENERATED_BY_IT = "not compared with a fresh copy, since the contribution changes the code that generates it"
UNTESTED = "changed code: not run and not tested here"
UNTIL = "citations, changed rows and effect: not checked until the problems above are fixed"
BY_MAIN = "by the schemas of main, which judge until a reviewer has merged other ones"
BEHIND = "by the schemas of main, which changed after this branch left it; merge main into the branch"
MISSING = (
    f"{REASONS}/ has no new file that says why the data changed; add one, such as {REASONS}/barda-toll.md:"
    " a sentence or two, with the source"
)


def examine(
    change: Change, today: date, texts: str | None = None, read_only: bool = False, main: Package | None = None
) -> Found:
    """Examine a change; `texts` is a folder with the texts of documents, if citations are to be verified.

    No date may be after `today`. Files are rewritten in canonical form unless `read_only`. A stage that cannot run
    because an earlier one found a problem is left out. If `main` is given, its schemas judge the data too, and only its
    rules compute estimates.
    """
    found = Found(base=change.base, head=change.head, files=change.outside)
    found.problems += problems_of_files(change.root, change.paths, change.added)
    with beside_base(change) as beside:
        if not any(problem.file.split("/")[0] in READ for problem in found.problems):
            found.problems += _opening(change.root, lambda: _stages(beside, today, main, texts, read_only, found))
        if main:
            found.unchecked += _unchecked(found)
        if change.untold:
            text = f"the effect was not computed, and files and commit messages were not checked: {change.untold}"
            found.problems.append(Problem("datapackage.json", 0, "", "", "", text))
        conceal(found, beside)
    bound(found)
    return found


def _unchecked(found: Found) -> list[str]:
    """What could not be checked in a commit that is judged as data, such as pages that its own code generates."""
    lines = [UNTIL] if found.problems and not found.changes else []
    if any(file["path"].startswith("scripts/") for file in found.files):
        lines += [f"{path}: {GENERATED_BY_IT}" for path in found.stale if path in GENERATED]
        found.stale = [path for path in found.stale if path not in GENERATED]
    lines += [NOT_RUN] if any(file["path"].startswith(SQL) for file in found.files) else []
    return lines + ([UNTESTED] if any(file["kind"] == "code" for file in found.files) else [])


def _opening(root: Path, run: Callable[[], None]) -> list[Problem]:
    """Run what opens the package; the problems if that fails."""
    try:
        run()
    except PackageError as error:
        return problems_of(error, root)
    except (OSError, KeyError) as error:
        return [_unopened(root, error)]
    return []


def _unopened(root: Path, error: OSError | KeyError) -> Problem:
    if isinstance(error, KeyError):
        return Problem("datapackage.json", 0, "", "", "", f"this file or a schema lacks the property {error}; add it")
    text = f"{error.filename}: cannot be read ({error.strerror})"
    file, _, message = text.removeprefix(f"{root}/").removeprefix(f"{root.resolve()}/").partition(": ")
    return Problem(file, 0, "", "", "", message)


def _stages(
    change: Change, today: date, main: Package | None, texts: str | None, read_only: bool, found: Found
) -> None:
    refused = _refused(change, main) if main else []
    try:
        with tempfile.TemporaryDirectory() as scratch:
            package = open_package(change.root)
            names = change.tables_to_judge(package)
            told = disclosures(package, change, names)  # judged meanwhile, in a process of its own if they are large
            connection = _judge(package, names, found, read_only, Path(scratch))
            found.problems += [] if found.problems else days_to_come(connection, package, change, today)
            which = "tables" if names == {*package.tables} else "changed rows"
            _names(disclosures(package, change, names) if found.rewritten else told, which, found)
            _reasons(change, found)
            if not found.problems:
                absent = cite(connection, texts, found)
                found.problems += copied(package, change, Path(texts)) if texts else []
                _effect(package, change, found)
                uncompared(found, absent, _read(package, change, connection, found))
    finally:
        seen = {(p.file, p.line, p.field) for p in found.problems}
        found.problems += [p for p in refused if (p.file, p.line, p.field) not in seen]


def _refused(change: Change, main: Package) -> list[Problem]:
    """What the schemas of main refuse in the data of a contribution."""
    why = BEHIND if change.is_behind else BY_MAIN
    strict = Package(change.root, main.descriptor, main.read)
    return [replace(p, message=f"{p.message} ({why})") for p in validate(strict).problems]


def _judge(
    package: Package, names: set[str], found: Found, read_only: bool, scratch: Path
) -> "duckdb.DuckDBPyConnection":
    with nullcontext() if read_only else writing(package.root):
        old, in_the_way = outdated(package, names)
        if not in_the_way:
            found.corrected = [cell for t in package.tables.values() if t.path in old for cell in corrections(t)]
            (found.stale if read_only else found.rewritten).extend(
                path.relative_to(package.root.resolve()).as_posix() for path in old
            )
            for path, text in () if read_only else old.items():
                write_whole(path, text)
    problems, account, connection = validate(package, scratch)
    problems = in_the_way + _besides(in_the_way, problems)
    found.problems += problems
    if not problems:
        found.looked_at.append(f"valid: {account}")
    return connection


def _besides(reported: list[Problem], problems: list[Problem]) -> list[Problem]:
    """The problems whose cell, and whose file as a whole, has not been reported yet."""
    files = {p.file for p in reported if not p.field}
    cells = {(p.file, p.line, p.field) for p in reported}
    return [p for p in problems if p.file not in files and (p.file, p.line, p.field) not in cells]


def _names(told: Callable[[], Disclosures], which: str, found: Found) -> None:
    problems, found.new_words = told()
    found.problems += problems
    if not problems:
        where = f"{which}, files, reasons and commit messages" if found.base else which
        found.looked_at.append(f"privacy: nothing that looks like a person's name, a quote or an address, in {where}")


def _effect(package: Package, change: Change, found: Found) -> None:
    if not change.base:
        return
    try:
        with _sides(package, change) as (old, new):
            found.changes = compare(old, new)
            found.problems += losses(found.changes, old, new, change.changed_checks, change.repository)
            counted = {
                name: [_rows(side.tables[name].path) if name in side.tables else 0 for side in (old, new)]
                for name in package.tables
            }
    except (PackageError, ValueError):
        short = found.base[:7]
        text = (
            f"the effect was not computed: {short} has no package to compare with; see: python -m scripts diff {short}"
        )
        found.problems.append(Problem("datapackage.json", 0, "", "", "", text))
        return
    found.rows = {name: sides for name, sides in counted.items() if sides[0] != sides[1]}
    if found.changes.differences:
        found.missing += _reason(found.reasons)


def _read(package: Package, change: Change, connection: "duckdb.DuckDBPyConnection", found: Found) -> set[str]:
    """Put the differences in the order in which a reviewer reads them, and new rows and changed cells into words.

    Returns the titles of the documents whose claims changed.
    """
    if not found.changes or not found.changes.differences:
        return set()
    differences = by_weight(found.changes.differences, package)
    reader = Reader(connection, package)
    found.changes = replace(found.changes, differences=beside(differences, reader))
    found.new_rows = new_rows(differences, reader)
    old = [d for d in differences if d.key and d.kind not in ("row_added", "tombstone_added")]
    found.pairs = new_pairs(connection, change, differences, reader)
    found.context = contexts(old, reader)
    return documents_of(differences, reader)


@contextmanager
def _sides(package: Package, change: Change) -> Iterator[tuple[Package, Package]]:
    """The packages to compare; a commit without its rules of computed tables, so that those of this code are used."""
    if not change.head:
        if not change.old:
            raise PackageError("the base has no package")
        yield change.old, package
        return
    folders = (fetched(change.repository, commit, without=DERIVED) for commit in (change.base, change.head))
    with next(folders) as before, next(folders) as after:
        yield open_package(before), replace(package, root=after)


def _reasons(change: Change, found: Found) -> None:
    """Read the reasons that were added or changed, and note what is wrong with them, apart from what they say."""
    for name in change.reasons:
        if fault := fault_of_reason(change.root / name):
            found.problems.append(Problem(name, 0, "", "", "", fault))
        else:
            found.reasons[name] = (change.root / name).read_text(encoding="utf-8").strip()


def _reason(reasons: dict[str, str]) -> list[str]:
    """What is missing if the data changed: a new file in changes/ that gives the reason, or words in it."""
    if not reasons:
        return [MISSING]
    told = {name: lack_of_words(text) for name, text in reasons.items()}
    return [
        f"{name} {lack}; write why the data changed: a sentence or two, with the source"
        for name, lack in told.items()
        if lack
    ]


def _rows(path: Path) -> int:
    return path.read_bytes().count(b"\n") - 1 if path.exists() else 0
