"""What a change would make public: its tables, reasons, commit messages, file names and new lines, judged for privacy.

The known words are those of the base: rows that a contribution adds add none. It can only add to the list
of known words, and every word that is new there, or in the name of an institution or place, is told to the reviewer.
"""

import re
import subprocess
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from ..checking.privacy import problems_in, problems_in_message, problems_in_text
from ..checking.privacy.copies import Copies
from ..checking.privacy.svg import faults_in_svg
from ..checking.privacy.text import faults, faults_in_code, faults_of_address
from ..checking.vocabulary import Known, entries, known_words, names_of
from ..comparing.reasons import REASONS
from ..package.git import texts_at
from ..package.meanwhile import meanwhile
from ..package.package import Package
from ..package.problem import Problem
from .change import Change
from .changed_files import LARGEST

WORDS = "scripts/checking/known_words.txt"
LISTS = (
    WORDS,
    "scripts/checking/privacy/headline_words.txt",
    "scripts/checking/privacy/ordinary_words.txt",
)
WORD = re.compile(r"[^\W\d_]{2,}")
# Places by the thousand, cut from a public list, in the scripts of the world.
GAZETTEER = "scripts/editing/gazetteer.csv"
PROSE = {".md", ".txt", ".csv", ".rst", ".html"}


Disclosures = tuple[list[Problem], list[str]]


def disclosures(package: Package, change: Change, names: Collection[str]) -> Callable[[], Disclosures]:
    """Begin to judge a change; call the result for its problems, and for the words that it adds to the vocabulary.

    Each word has the file that adds it. `names` are those of the tables to judge, which must not change in between.
    """
    known, old = vocabulary(change, package), change.old if change.is_of_rows else None
    in_cells = meanwhile(package.size(names), problems_in, package, known, names, old)
    return partial(_disclosures, package, change, known, in_cells)


def _disclosures(package: Package, change: Change, known: Known, in_cells: Callable[[], list[Problem]]) -> Disclosures:
    problems = in_cells()
    for name in change.paths:
        if name.startswith(f"{REASONS}/") and name.endswith(".md"):
            problems += problems_in_text(name, _text(package.root / name) or "", known)
    for commit, message in change.messages:
        problems += problems_in_message(commit, message, known)
    if not change.old:  # all files would be new
        return problems, []
    return problems + list(_of_files(package, change, known)), _new_words(package, change, known, change.old)


def copied(package: Package, change: Change, folder: Path) -> list[Problem]:
    """A problem for every run of words that a change shares with a document in a folder of texts."""
    copies = Copies(folder, package)
    tables = {table.file for table in package.tables.values()}
    problems = list(copies.problems_in(package))
    for path in change.paths:
        if path not in tables and (text := _text(package.root / path)) is not None:
            there = set((_at(change, path) or "").splitlines())
            new = [number for number, line in enumerate(text.splitlines(), 1) if line not in there]
            problems += copies.problems_in_text(path, text, new)
    for commit, message in change.messages:
        problems += copies.problems_in_text(f"commit {commit}", message)
    return problems


def vocabulary(change: Change, *otherwise: Package) -> Known:
    """The vocabulary of the base, or of `otherwise` if it has none, with the words that the contribution lists."""
    return known_words(*([change.old] if change.old else otherwise), listed=_text(change.root / WORDS))


def _new_words(package: Package, change: Change, known: Known, old: Package) -> list[str]:
    root, there = package.root, set(WORD.findall(names_of(old)))
    found = [
        f"{word} ({name})"
        for name in LISTS
        if change.base and name in change.paths
        for word in _added(entries(_at(change, name) or ""), entries(_text(root / name) or ""))
    ]
    found += [f"{GAZETTEER} changed: read its new lines"] if GAZETTEER in change.paths else []
    names = known.unknown(names_of(package))
    return found + [f"{word} (a name in data/)" for word in names if word not in there]


def _added(old: list[str], new: list[str]) -> list[str]:
    there = set(old)
    return [entry for entry in new if entry not in there]


def _of_files(package: Package, change: Change, known: Known) -> Iterator[Problem]:
    """The problems of file names and new lines of files that are neither tables nor reasons."""
    tables = {table.file for table in package.tables.values()}
    unread = {*tables, *LISTS, GAZETTEER}
    read = [p for p in change.paths if p not in unread and not p.startswith(f"{REASONS}/")]
    if read:
        known = known.also(_words_of_base(change))  # what the project's files say already is no news
    before = texts_at(change.repository, change.base, change.paths) if change.base else {}
    for path in change.paths:
        old = before.get(path)
        if old is None:
            folder = path.rpartition("/")[0]
            yield from (
                Problem(f"{folder or '.'}/", 0, "", "", "", f"a file here {m}") for m in faults_of_address(path, known)
            )
        if path in read:
            yield from _of_lines(path, old or "", _text(package.root / path) or "", known)


def _of_lines(path: str, old: str, new: str, known: Known) -> Iterator[Problem]:
    suffix = Path(path).suffix.lower()
    if suffix == ".svg":  # a tag may begin on a line that is not new
        there, lines = set(old.split("\n")), new.split("\n")
        found = [fault for fault in faults_in_svg(new, known) if lines[fault[0] - 1] not in there]
    else:
        there = set(old.splitlines())
        text = "\n".join("" if line in there else line for line in new.splitlines())
        found = (faults if suffix in PROSE else faults_in_code)(text, known)
    yield from (Problem(path, line, "", "", "", message) for line, kind, message in found if kind != "quote")


def _words_of_base(change: Change) -> str:
    """All lines of the text files of the base, apart from its data."""
    return _git(change.repository, "grep", "-I", "-h", "-e", "", change.base, "--", ".", ":!data") or ""


def _at(change: Change, path: str) -> str | None:
    """The text of a file in the base; None if it is not there, or there is no base."""
    return _git(change.repository, "show", f"{change.base}:./{path}") if change.base else None


def _git(repository: Path, *words: str) -> str | None:
    done = subprocess.run(["git", *words], cwd=repository, capture_output=True, check=False)
    return None if done.returncode else done.stdout.decode(errors="replace")


def _text(path: Path) -> str | None:
    """The text of a file; None if it is no file, is too large or is not text."""
    try:
        data = (
            path.read_bytes() if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST else b"\0"
        )
    except OSError:
        return None
    return None if b"\0" in data[:8192] else data.decode("utf-8-sig", errors="replace")
