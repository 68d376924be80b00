"""Examine a change: its files, canonical form, validity, names, citations, and its effect compared with main."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.privacy import problems_in, problems_in_text
from ..checking.validation import validate
from ..checking.vocabulary import known_words
from ..comparing.compare import compare
from ..comparing.wording import brief
from ..package.files import write_whole
from ..package.package import Package, PackageError, open_package, problems_of
from ..package.problem import Problem, number, render, shorten
from ..package.reasons import REASONS, fault_of_reason
from ..package.snapshot import snapshot_of_commit
from ..pages.freshness import RUN_FORMAT, STALE, canonical, stale
from ..texts.citations import verify_citations
from .changed_files import base_of, changed_files, messages_since, problems_of_files
from .found import Found
from .losses import losses

if TYPE_CHECKING:
    import duckdb

READ = {"datapackage.json", "data", "schemas", REASONS}  # what the stages read: a fault in a file there stops them
EACH, MOST = 20, 200  # most problems listed for one file and field, and in all
LONGEST = 1000  # most characters shown of a text
MISSING = (
    f"{REASONS}/ has no new file that says why the data changed; add one, such as {REASONS}/barda-toll.md:"
    " a sentence or two, with the source"
)


def examine(root: Path, base: str | None = None, texts: str | None = None, read_only: bool = False) -> Found:
    """Examine the working tree at `root` against the revision `base`, by default the first of BASES that exists.

    `texts` is a folder with the texts of documents, if citations are to be verified. Files are rewritten in canonical
    form unless `read_only`. A stage that cannot run because an earlier one found a problem is left out.
    """
    found = Found()
    paths, untold = _files(root, base, found)
    if not any(problem.file.split("/")[0] in READ for problem in found.problems):
        try:
            _stages(open_package(root), paths, texts, read_only, found)
        except PackageError as error:
            found.problems += problems_of(error, root)
        except (OSError, KeyError) as error:
            found.problems.append(_unopened(root, error))
    found.problems += untold
    _bound(found)
    return found


def _unopened(root: Path, error: OSError | KeyError) -> Problem:
    if isinstance(error, KeyError):
        return Problem("datapackage.json", 0, "", "", "", f"this file or a schema lacks the property {error}; add it")
    text = f"{error.filename}: cannot be read ({error.strerror})"
    file, _, message = text.removeprefix(f"{root}/").removeprefix(f"{root.resolve()}/").partition(": ")
    return Problem(file, 0, "", "", "", message)


def _stages(package: Package, paths: list[str], texts: str | None, read_only: bool, found: Found) -> None:
    connection = _judge(package, found, read_only)
    _names(package, paths, found)
    found.problems += _reasons(package.root, paths)
    if not found.problems:
        _cite(connection, texts, found)
        _effect(package, paths, found)


def _bound(found: Found) -> None:
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


def _files(root: Path, base: str | None, found: Found) -> tuple[list[str], list[Problem]]:
    """The changed files; and, if there is nothing to compare the change with, the problem that says why."""
    try:
        found.base = base_of(root, base)
    except PackageError as error:
        text = f"the effect was not computed, and files and commit messages were not checked: {error}"
        return [], [Problem("datapackage.json", 0, "", "", "", text)]
    paths = changed_files(root, found.base)
    found.problems += problems_of_files(root, paths)
    return paths, []


def _judge(package: Package, found: Found, read_only: bool) -> "duckdb.DuckDBPyConnection":
    wanted, in_the_way = canonical(package)
    if not in_the_way:
        old = stale(wanted)
        (found.stale if read_only else found.rewritten).extend(
            path.relative_to(package.root.resolve()).as_posix() for path in old
        )
        for path in old if not read_only else ():
            write_whole(path, wanted[path])
    problems, account, connection = validate(package)
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


def _names(package: Package, paths: list[str], found: Found) -> None:
    known = known_words(package)
    problems = problems_in(package)
    for name in [p for p in paths if p.startswith(f"{REASONS}/") and p.endswith(".md")]:
        problems += problems_in_text(name, (package.root / name).read_text(encoding="utf-8", errors="replace"), known)
    messages = messages_since(package.root, found.base) if found.base else []
    for commit, message in messages:
        problems += problems_in_text(f"commit {commit}", message, known)
    found.problems += problems
    if not problems:
        where = "tables, reasons and commit messages" if found.base else "tables"
        found.looked_at.append(f"privacy: nothing that looks like a person's name, a quote or an address, in {where}")


def _cite(connection: "duckdb.DuckDBPyConnection", texts: str | None, found: Found) -> None:
    if not texts:
        found.looked_at.append(
            "citations: not compared with documents, because no texts are available (give them with --texts FOLDER)"
        )
        return
    for title, document, result in verify_citations(connection, Path(texts)):
        seen = (
            f"{result.in_place + len(result.moved)} citations found" if document else "no text available, not compared"
        )
        found.looked_at.append(f"citations: {shorten(title)}: {seen}")
        found.problems += [Problem("data/citations.csv", 0, "", "", "", fault) for fault in result.faults]


def _effect(package: Package, paths: list[str], found: Found) -> None:
    if not found.base:
        return
    try:
        with snapshot_of_commit(found.base, package.root) as old:
            found.changes = compare(old, package)
            found.problems += losses(found.changes, old, package, found.base)
            counted = {
                name: [_rows(there.tables[name].path) if name in there.tables else 0 for there in (old, package)]
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
        found.missing += _reason(package.root, paths)


def _reasons(root: Path, paths: list[str]) -> list[Problem]:
    """What is wrong with the reasons that were added or changed, apart from what they say."""
    names = [p for p in paths if p.startswith(f"{REASONS}/") and p.endswith(".md") and p != f"{REASONS}/README.md"]
    return [Problem(name, 0, "", "", "", fault) for name in names if (fault := fault_of_reason(root / name))]


def _reason(root: Path, paths: list[str]) -> list[str]:
    """What is missing if the data changed: a new file in changes/ that gives the reason, or words in it."""
    reasons = [p for p in paths if re.fullmatch(rf"{REASONS}/[^/]+\.md", p) and p != f"{REASONS}/README.md"]
    empty = [p for p in reasons if not re.search(r"\w", (root / p).read_text(encoding="utf-8", errors="replace"))]
    return (
        [f"{p} is empty; write why the data changed: a sentence or two, with the source" for p in empty]
        if reasons
        else [MISSING]
    )


def _rows(path: Path) -> int:
    return path.read_bytes().count(b"\n") - 1 if path.exists() else 0


def told(found: Found) -> list[str]:
    """The findings as lines for a terminal."""
    lines = [
        *(f"{path}: rewritten in canonical form" for path in found.rewritten),
        *(f"{path}: {STALE}; {RUN_FORMAT}" for path in found.stale),
        *found.looked_at,
    ]
    lines += [str(problem) for problem in found.problems] + _others(found)
    if found.changes:
        lines += brief(found.base[:7], found.rows, found.changes)
    return [shorten(line, LONGEST) for line in lines + [f"missing: {text}" for text in found.missing]]


def _others(found: Found) -> list[str]:
    count = found.unlisted.get("problems", 0)
    return [f"and {count} more of the same kinds; the same fix may apply to them"] if count else []


def annotations(found: Found) -> list[str]:
    """What to fix, as GitHub workflow commands: the first of each kind first, as GitHub shows ten for a step."""
    kinds: Counter[tuple[str, str]] = Counter()
    ranked = []
    for problem in found.problems:
        kinds[problem.file, problem.field] += 1
        ranked.append((kinds[problem.file, problem.field], problem))
    stale = [Problem(path, 0, "", "", "", f"{STALE}; run: python -m scripts check") for path in found.stale]
    missing = [Problem(f"{REASONS}/README.md", 0, "", "", "", text) for text in found.missing]
    others = [Problem("datapackage.json", 0, "", "", "", text) for text in _others(found)]
    return [render([problem], "github") for problem in [*(p for _, p in sorted(ranked)), *missing, *stale, *others]]
