"""Check a change before it is sent: format, validate, look for names, and tell what the change does.

Tables are put in canonical form and generated files renewed (not with --read-only). Then the effect against the branch that the change
left: rows, estimates before and after, the version that is demanded, the reason that is still missing.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .package import Package, PackageError, open_package
from .report import Problem, number, render, shorten
from .tree import base_of, changed_files, messages_since, problems_of_files

REASONS = "changes"
READ = {"datapackage.json", "data", "schemas", REASONS}  # what the stages read: a file at fault there stops them
EACH, MOST = 20, 200  # problems that are listed of one file and field, and in all
LONGEST = 1000  # characters of a text that are told
MISSING = (f"{REASONS}/ has no new file that says why the data changed; write one, such as {REASONS}/barda-toll.md: a sentence or two,"
           " with the source")


@dataclass
class Found:
    """What a check found: files that format rewrote or would, what it looked at, faults, and the effect against a commit."""

    rewritten: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    base: str = ""
    rows: dict[str, list[int]] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unlisted: dict[str, int] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether the change can be sent."""
        return not (self.problems or self.stale or self.missing)


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--base", metavar="REVISION", help="what to compare with (default: where the branch left main)")
    parser.add_argument("--texts", metavar="FOLDER", default=os.environ.get("NK2020_TEXTS"), help="folder of documents' texts, to verify citations")
    parser.add_argument("--read-only", action="store_true", help="write nothing; what format would change is a fault")
    parser.add_argument("--output", choices=["text", "github"], default="text", help="how faults are written")
    parser.add_argument("--json", metavar="FILE", help="also write what was found, for python -m scripts comment")


def run(arguments: argparse.Namespace) -> int:
    """Check, tell, and say what is still to mend; exit 1 where anything is, 2 where a base, folder or file that was named is none."""
    root = Path(arguments.package)
    try:
        if arguments.base:
            base_of(root, arguments.base)
        if arguments.texts and not Path(arguments.texts).is_dir():
            raise PackageError(f"{arguments.texts} is not a folder; give the folder that holds the texts")
        found = examine(root, arguments.base, arguments.texts, arguments.read_only)
        if arguments.json:
            from .comment import write

            write(Path(arguments.json), found)
    except PackageError as error:
        print(shorten(str(error), LONGEST), file=sys.stderr)
        return 2
    for line in annotations(found) if arguments.output == "github" else told(found):
        print(line)
    ready = found.is_ready
    print("ready to send" if ready else "not ready: mend what is named above, and check again", file=sys.stdout if ready else sys.stderr)
    return 0 if ready else 1


def examine(root: Path, base: str | None = None, texts: str | None = None, read_only: bool = False) -> Found:
    """All that is to be said of the working tree at `root`; format's changes are written unless `read_only`.

    A stage that cannot be asked, since an earlier one found a fault, is left out.
    """
    found = Found()
    paths = _files(root, base, found)
    if not any(problem.file.split("/")[0] in READ for problem in found.problems):
        try:
            _stages(open_package(root), paths, texts, read_only, found)
        except (PackageError, OSError, KeyError) as error:
            found.problems.append(_unopened(root, error))
    _bound(found)
    return found


def _unopened(root: Path, error: Exception) -> Problem:
    if isinstance(error, KeyError):
        return Problem("datapackage.json", 0, "", "", "", f"it or a schema lacks the property {error}; add it")
    text = f"{error.filename}: cannot be read ({error.strerror})" if isinstance(error, OSError) else str(error)
    file, _, message = text.removeprefix(f"{root}/").removeprefix(f"{root.resolve()}/").partition(": ")
    return Problem(file, 0, "", "", "", message)


def _stages(package: Package, paths: list[str], texts: str | None, read_only: bool, found: Found) -> None:
    _judge(package, found, read_only)
    _names(package, paths, found)
    if not found.problems:
        _cite(package, texts, found)
        _effect(package, paths, found)


def _bound(found: Found) -> None:
    """Keep of every kind of problem the first ones, and count the others: a column that was broken in every row is told once."""
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


def _files(root: Path, base: str | None, found: Found) -> list[str]:
    try:
        found.base = base_of(root, base)
    except PackageError as error:
        found.looked_at.append(f"effect: not told, and files and messages not looked at, since there is nothing to compare with: {error}")
        return []
    paths = changed_files(root, found.base)
    found.problems += problems_of_files(root, paths)
    return paths


def _judge(package: Package, found: Found, read_only: bool) -> None:
    from .format import canonical, write_whole
    from .validate import validate

    wanted, in_the_way = canonical(package)
    if not in_the_way:
        stale = [path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text.encode()]
        (found.stale if read_only else found.rewritten).extend(path.relative_to(package.root.resolve()).as_posix() for path in stale)
        for path in stale if not read_only else ():
            write_whole(path, wanted[path])
    problems, account = validate(package)
    problems = in_the_way + _besides(in_the_way, problems)
    found.problems += problems
    if not problems:
        found.looked_at.append(f"valid: {account}")


def _besides(told_already: list[Problem], problems: list[Problem]) -> list[Problem]:
    """The problems of which the same cell, or the file as a whole, is not told already."""
    files = {p.file for p in told_already if not p.field}
    cells = {(p.file, p.line, p.field) for p in told_already}
    return [p for p in problems if p.file not in files and (p.file, p.line, p.field) not in cells]


def _names(package: Package, paths: list[str], found: Found) -> None:
    from .privacy import known_words, problems_in, problems_in_text

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


def _cite(package: Package, texts: str | None, found: Found) -> None:
    if not texts:
        found.looked_at.append("citations: not compared with documents, since no texts are at hand (--texts FOLDER)")
        return
    from .cite import verify_citations

    for title, document, result in verify_citations(package, Path(texts)):
        seen = f"{result.in_place + len(result.moved)} citations found" if document else "no text at hand, not compared"
        found.looked_at.append(f"citations: {shorten(title)}: {seen}")
        found.problems += [Problem("data/citations.csv", 0, "", "", "", fault) for fault in result.faults]


def _effect(package: Package, paths: list[str], found: Found) -> None:
    if not found.base:
        return
    from .diff import compare, dumps
    from .snapshot import snapshot

    try:
        with snapshot(found.base, package.root) as old:
            found.changes = json.loads(dumps(compare(old, package)))
            counted = {name: [_rows(there.tables[name].path) if name in there.tables else 0 for there in (old, package)] for name in package.tables}
    except (PackageError, ValueError):
        short = found.base[:7]
        found.looked_at.append(f"effect: not told, since {short} holds no package to compare with; python -m scripts diff {short} says why")
        return
    found.rows = {name: sides for name, sides in counted.items() if sides[0] != sides[1]}
    if found.changes["differences"]:
        found.missing += _reason(package.root, paths)


def _reason(root: Path, paths: list[str]) -> list[str]:
    """What is missing where the data changed: the reason, in one of the files that a release takes, or words in it."""
    reasons = [p for p in paths if re.fullmatch(rf"{REASONS}/[^/]+\.md", p) and p != f"{REASONS}/README.md"]
    empty = [p for p in reasons if not re.search(r"\w", (root / p).read_text(encoding="utf-8", errors="replace"))]
    return [f"{p} is empty; say in it why the data changed: a sentence or two, with the source" for p in empty] if reasons else [MISSING]


def _rows(path: Path) -> int:
    return path.read_bytes().count(b"\n") - 1 if path.exists() else 0


def told(found: Found) -> list[str]:
    """What was found, in lines for a terminal."""
    from .effect import told as effect_told

    lines = [*(f"{path}: rewritten in canonical form" for path in found.rewritten),
             *(f"{path}: not as format writes it; run: python -m scripts format" for path in found.stale), *found.looked_at]
    lines += [str(problem) for problem in found.problems] + _others(found)
    if found.changes:
        lines += effect_told(found.base[:7], found.rows, found.changes)
    return [shorten(line, LONGEST) for line in lines + [f"missing: {text}" for text in found.missing]]


def _others(found: Found) -> list[str]:
    count = found.unlisted.get("problems", 0)
    return [f"and {count} more of the same kinds; mend one, and the others may be alike"] if count else []


def annotations(found: Found) -> list[str]:
    """What is to mend, as workflow commands. GitHub shows the first ten of a step, so the first of every kind come first."""
    kinds: Counter[tuple[str, str]] = Counter()
    ranked = []
    for problem in found.problems:
        kinds[problem.file, problem.field] += 1
        ranked.append((kinds[problem.file, problem.field], problem))
    stale = [Problem(path, 0, "", "", "", "not as format writes it; run: python -m scripts check") for path in found.stale]
    missing = [Problem(f"{REASONS}/README.md", 0, "", "", "", text) for text in found.missing]
    others = [Problem("datapackage.json", 0, "", "", "", text) for text in _others(found)]
    return [render([problem], "github") for problem in [*(p for _, p in sorted(ranked)), *missing, *stale, *others]]
