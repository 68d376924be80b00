"""Random errors in sheets: how many are told, asked about, or go unnoticed, by kind.

  python -m tests.sheets.errors [--texts FOLDER] [--characters 2000] [--lines 500] [--seed 15]

Takes the sheets of the coded documents whose texts are in the folder (by default that of NK2020_TEXTS), and without one
the example of docs/SHEET.md. Each trial changes one character of a sheet (replaced, left out, doubled, or swapped with
the next) or leaves out one line. It fails if a trial crashes, or if a sheet with a fault would write a table.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.package.package import Package, open_package
from scripts.sheets.coding import Coded, code_in
from scripts.sheets.matching import changes_in
from scripts.texts.search import Text, read_text
from tests.shared.coding import example, sheet
from tests.shared.tiny import ROOT

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 ,.;@[]()=-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OUTCOMES = ("told", "asked", "nothing changes", "unnoticed")


class Subject(NamedTuple):
    """A package, the text of a document that is coded in it, and its sheet."""

    package: Package
    text: Text
    sheet: str


class Trial(NamedTuple):
    """What became of a changed sheet: the outcome, what was changed, and which cells or rows would change."""

    outcome: str
    error: str
    kinds: tuple[str, ...]


def subjects(texts: str | None, folder: Path) -> list[Subject]:
    """The coded documents whose texts are there, or the example of the page."""
    if not texts:
        package, text = example(folder)
        return [Subject(package, text, sheet(package, source_of(package, text), text))]
    package = open_package(ROOT)
    found = [read_text(path) for path in sorted(Path(texts).glob("*.txt"))]
    return [Subject(package, text, sheet(package, source_of(package, text), text)) for text in found]


def source_of(package: Package, text: Text) -> str:
    """The id of the source with a text."""
    rows = [line.split(",") for line in package.tables["sources"].path.read_text(encoding="utf-8").splitlines()]
    return next(row[0] for row in rows if text.sha256 in row)


def with_a_wrong_character(written: str, drawn: random.Random) -> tuple[str, str]:
    """A sheet with one character changed, and what was changed."""
    at = drawn.choice([place for place, letter in enumerate(written) if letter != "\n"])
    before, letter, after = written[:at], written[at], written[at + 1 :]
    how = drawn.choice(["replaced", "left out", "doubled", "swapped"])
    if how == "replaced":
        new = before + drawn.choice([other for other in LETTERS if other != letter]) + after
    elif how == "swapped" and after[:1] not in ("", "\n", letter):
        new = before + after[0] + letter + after[1:]
    else:
        new = before + (letter * 2 if how == "doubled" else "") + after
    return new, f"line {written.count(chr(10), 0, at) + 1}: {how} {letter!r}"


def without_a_line(written: str, drawn: random.Random) -> tuple[str, str]:
    """A sheet without one of its lines, and which."""
    lines = written.splitlines()
    at = drawn.choice([number for number, line in enumerate(lines) if line.strip()])
    return "\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", f"line {at + 1}: {lines[at].split()[0]}"


def tried(subject: Subject, made: list[tuple[str, str]]) -> Iterator[Trial]:
    """What becomes of each changed sheet; a draft serves until a sheet without a faulty line has changed it."""
    todo, before = list(reversed(made)), Counter[str]()
    with open_texts(subject.package) as connection:
        before.update(
            its.message for its in code_in(Draft(subject.package, connection), subject.text, subject.sheet).questions
        )
    while todo:
        with open_texts(subject.package) as connection:
            draft = Draft(subject.package, connection)
            while todo and not draft.changed and not draft.gone:
                written, error = todo.pop()
                coded = code_in(draft, subject.text, written)
                assert not (coded.faults and coded.texts), f"{error}: a sheet with a fault would write tables"
                yield Trial(outcome_of(coded, before), error, kinds_of(coded))


def outcome_of(coded: Coded, before: Counter[str]) -> str:
    """Whether an error is told, asked about as it was not `before`, changes nothing, or goes unnoticed."""
    if coded.faults:
        return "told"
    if coded.plan.is_empty:
        return "nothing changes"
    return "asked" if Counter(its.message for its in coded.questions) - before else "unnoticed"


def kinds_of(coded: Coded) -> tuple[str, ...]:
    """Which cells would change, and in which tables rows would be new or gone."""
    cells = {f"{table}.{name}" for table, _, name, _, _ in changes_in(coded.plan)}
    added = {f"{table}: new" for table, rows in coded.plan.added.items() if rows}
    return tuple(sorted(cells | added | ({"rows gone"} if coded.plan.gone else set())))


def account(trials: list[Trial], shown: int) -> list[str]:
    """The numbers of outcomes, then the kinds of what went unnoticed, most frequent first, and examples."""
    total = Counter(trial.outcome for trial in trials)
    lines = [f"  {total[name]:5} {name} ({100 * total[name] / len(trials):.1f} %)" for name in OUTCOMES]
    missed = [trial for trial in trials if trial.outcome == "unnoticed"]
    for kinds, number in Counter(trial.kinds for trial in missed).most_common():
        lines.append(f"    {number:4} {', '.join(kinds)}")
    return [*lines, *(f"      {trial.error}: {', '.join(trial.kinds)}" for trial in missed[:shown])]


def main(words: list[str] | None = None) -> int:
    """Run the trials and print the account."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", default=os.environ.get("NK2020_TEXTS"), metavar="FOLDER")
    parser.add_argument("--characters", type=int, default=2000)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--show", type=int, default=0, help="errors that went unnoticed to be shown")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        its = subjects(given.texts, Path(folder))
        for what, number, change in (
            ("one wrong character", given.characters, with_a_wrong_character),
            ("one line left out", given.lines, without_a_line),
        ):
            drawn = random.Random(f"{given.seed} {what}")  # noqa: S311
            trials: list[Trial] = []
            for place, subject in enumerate(its):
                share = number // len(its) + (place < number % len(its))
                trials += tried(subject, [change(subject.sheet, drawn) for _ in range(share)])
            print(f"{what}: {len(trials)} trials in {len(its)} sheets", *account(trials, given.show), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
