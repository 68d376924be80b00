"""Check a change before it is sent: format, validate, look for names, and tell what the change does.

Tables are put in canonical form and generated files renewed (not with --read-only). Then the effect against the branch that the change
left: rows, estimates before and after, the version that is demanded, the reason that is still missing.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .package import Package, PackageError, open_package
from .report import Problem, render, shorten
from .tree import base_of, changed_files, messages_since, problems_of_files

REASONS = "changes"
LISTED = 40  # lines of a kind that are shown
MISSING = (f"{REASONS}/ has no new file that says why the data changed; write one, such as {REASONS}/barda-toll.md: a sentence or two,"
           " with the source")


@dataclass
class Found:
    """What a check found: files not as `format` writes them, what it looked at, faults, and the effect against a commit."""

    stale: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    base: str = ""
    rows: dict[str, list[int]] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def is_ready(self, read_only: bool) -> bool:
        """Whether the change can be sent."""
        return not self.problems and not self.missing and not (read_only and self.stale)


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--base", metavar="REVISION", help="what to compare with (default: where the branch left main)")
    parser.add_argument("--texts", metavar="FOLDER", default=os.environ.get("NK2020_TEXTS"), help="folder of documents' texts, to verify citations")
    parser.add_argument("--read-only", action="store_true", help="write nothing; what format would change is a fault")
    parser.add_argument("--output", choices=["text", "github"], default="text", help="how faults are written")
    parser.add_argument("--json", metavar="FILE", help="also write all that was found, for python -m scripts comment")


def run(arguments: argparse.Namespace) -> int:
    """Check, tell, and say what is still to mend; exit 1 where anything is."""
    found = examine(Path(arguments.package), arguments.base, arguments.texts, arguments.read_only)
    if arguments.json:
        Path(arguments.json).write_text(dumped(found), encoding="utf-8")
    if arguments.output == "github":
        print(render([*found.problems, *_as_problems(found)], "github"))
    else:
        print("\n".join(told(found, arguments.read_only)))
    ready = found.is_ready(arguments.read_only)
    print("ready to send" if ready else "not ready: mend what is named above, and check again", file=sys.stdout if ready else sys.stderr)
    return 0 if ready else 1


def examine(root: Path, base: str | None = None, texts: str | None = None, read_only: bool = False) -> Found:
    """All that is to be said of the working tree at `root`; format's changes are written unless `read_only`.

    A stage that cannot be asked, since an earlier one found a fault, is left out.
    """
    found = Found()
    paths = _files(root, base, found)
    if found.problems:
        return found
    try:
        package = open_package(root)
    except PackageError as error:
        file, _, message = str(error).removeprefix(f"{root}/").partition(": ")
        found.problems.append(Problem(file, 0, "", "", "", message))
        return found
    _judge(package, found, read_only)
    _names(package, paths, found)
    if not found.problems:
        _cite(package, texts, found)
        _effect(package, paths, found)
    return found


def _files(root: Path, base: str | None, found: Found) -> list[str]:
    try:
        found.base = base_of(root, base)
        paths = changed_files(root, found.base)
    except PackageError as error:
        found.looked_at.append(f"effect: not told, since there is nothing to compare with ({shorten(str(error))})")
        return []
    found.problems += problems_of_files(root, paths)
    return paths


def _judge(package: Package, found: Found, read_only: bool) -> None:
    from .format import canonical, write_whole
    from .validate import validate

    wanted, in_the_way = canonical(package)
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text.encode()]
    if not in_the_way:
        found.stale = [path.relative_to(package.root.resolve()).as_posix() for path in stale]
        for path in stale if not read_only else ():
            write_whole(path, wanted[path])
    problems, account = validate(package)
    found.problems += in_the_way or problems
    if not found.problems:
        found.looked_at.append(f"valid: {account}")


def _names(package: Package, paths: list[str], found: Found) -> None:
    from .privacy import known_words, problems_in, problems_in_text

    known = known_words(package)
    found.problems += problems_in(package)
    for name in [p for p in paths if p.startswith(f"{REASONS}/") and p.endswith(".md")]:
        found.problems += problems_in_text(name, (package.root / name).read_text(encoding="utf-8", errors="replace"), known)
    messages = messages_since(package.root, found.base) if found.base else []
    for commit, message in messages:
        found.problems += problems_in_text(f"commit {commit}", message, known)
    if not found.problems:
        found.looked_at.append("privacy: nothing that looks like a person's name, a quote or an address, in tables, reasons and commit messages")


def _cite(package: Package, texts: str | None, found: Found) -> None:
    if not texts:
        found.looked_at.append("citations: not compared with documents, since no texts are at hand (--texts FOLDER)")
        return
    from .cite import verify_citations

    if not Path(texts).is_dir():
        raise PackageError(f"{texts} is not a folder; give the folder that holds the texts")
    for title, document, result in verify_citations(package, Path(texts)):
        seen = f"{result.in_place + len(result.moved)} citations found" if document else "no text at hand, not compared"
        found.looked_at.append(f"citations: {shorten(title)}: {seen}")
        found.problems += [Problem("data/citations.csv", 0, "", "", "", fault) for fault in result.faults]


def _effect(package: Package, paths: list[str], found: Found) -> None:
    if not found.base:
        return
    from .diff import compare, dumps
    from .snapshot import snapshot

    with snapshot(found.base, package.root) as old:
        found.changes = json.loads(dumps(compare(old, package)))
        counted = {name: [_rows(there.tables[name].path) if name in there.tables else 0 for there in (old, package)] for name in package.tables}
    found.rows = {name: sides for name, sides in counted.items() if sides[0] != sides[1]}
    reasons = [p for p in paths if p.startswith(f"{REASONS}/") and p.endswith(".md") and p != f"{REASONS}/README.md"]
    if found.changes["differences"] and not reasons:
        found.missing.append(MISSING)


def _rows(path: Path) -> int:
    return path.read_bytes().count(b"\n") - 1 if path.exists() else 0


def told(found: Found, read_only: bool) -> list[str]:
    """What was found, in lines for a terminal."""
    from .diff import effect_line
    from .effect import all_in_words, why

    verb = "not as format writes it; run: python -m scripts format" if read_only else "rewritten in canonical form"
    lines = [*(f"{path}: {verb}" for path in found.stale), *found.looked_at]
    if found.problems:
        lines.append(render(found.problems))
    changes = found.changes
    if changes and not changes["differences"]:
        lines.append(f"effect: the data is that of {found.base[:7]}")
    elif changes:
        lines.append(f"effect against {found.base[:7]}:")
        lines += [f"  {name}: {old} -> {new} rows" for name, (old, new) in found.rows.items()]
        differences = all_in_words(changes["differences"])
        lines += [f"  {line}" for line in differences[:LISTED]] + _more(differences)
        lines.append("  estimates, by outcome and whose voices, low / best / high:" if changes["impact"] else "  no estimate moves")
        lines += [f"    {effect_line(e)}" for e in changes["impact"][:LISTED]]
        lines += _more(changes["impact"])
        lines.append(f"version: at least {changes['demanded']} after {changes['old']}, a {changes['step']} step: {why(changes)}")
    return lines + [f"missing: {text}" for text in found.missing]


def _more(listed: list[Any]) -> list[str]:
    return [f"  and {len(listed) - LISTED} more; see: python -m scripts diff"] if len(listed) > LISTED else []


def _as_problems(found: Found) -> list[Problem]:
    stale = [Problem(path, 0, "", "", "", "not as format writes it; run: python -m scripts check") for path in found.stale]
    return stale + [Problem(f"{REASONS}/README.md", 0, "", "", "", text) for text in found.missing]


def dumped(found: Found) -> str:
    """All that was found, as JSON for `comment`."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)
