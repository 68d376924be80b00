"""Code a document: one text file, the coding sheet, becomes rows of all tables, written at once or not at all.

  python -m scripts code TEXT SHEET            writes the rows of a sheet; a second run changes nothing
  python -m scripts code TEXT SHEET --dry-run  says what would change, and writes nothing
  python -m scripts code --sheet SOURCE TEXT   prints the sheet of a document that is coded, by its id or title

TEXT is the file with the text of the document. SHEET says what each passage claims, in the words of docs/SHEET.md. Both
stay on your machine: neither is ever committed. Everything that is wrong is told at once, with the line of the sheet
and what to write. If a document is coded already, rows that are equal keep their ids, corrected ones are changed in
place, and those that the sheet does not say any more are withdrawn.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from ..editing.answers import source_with
from ..editing.draft import Draft
from ..package.database import open_texts
from ..package.files import locked, write_together
from ..package.package import Package, open_package
from ..package.problem import shorten
from ..sheets.coding import GONE, code, sheet_of
from ..sheets.grammar.reading import read_file
from ..sheets.grammar.sheet import Fault
from ..sheets.writer.writing import CannotWrite
from ..texts.search import read_text


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("text", metavar="TEXT", help="plain-text file (UTF-8) with the text of the document")
    parser.add_argument("sheets", nargs="*", metavar="SHEET", help="its coding sheet")
    parser.add_argument(
        "--sheet", metavar="SOURCE", help="print the sheet of this coded document: the id or title of its source"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing (default: write the tables)")
    parser.add_argument(
        "--reason",
        default=GONE,
        metavar="TEXT",
        help=f"why rows are withdrawn that the sheet does not say any more (default: {GONE})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the rows of a sheet, or print the sheet of rows; returns 0, 1 for a fault, 2 for wrong usage."""
    wanted = 0 if arguments.sheet else 1
    if len(arguments.sheets) != wanted:
        use = "code --sheet SOURCE TEXT" if arguments.sheet else "code TEXT SHEET"
        print(f"give {'the text alone' if arguments.sheet else 'a text and one sheet'}: {use}", file=sys.stderr)
        return 2
    package = open_package(Path(arguments.package))
    return _sheet(package, arguments) if arguments.sheet else _code(package, arguments)


def _code(package: Package, arguments: argparse.Namespace) -> int:
    sheet = Path(arguments.sheets[0])
    text, written = read_text(Path(arguments.text)), read_file(sheet)
    with locked(package.root, lambda: print("waiting until another run has written its rows", file=sys.stderr)):
        coded = code(package, text, written, arguments.reason.strip())
        if coded.texts and not arguments.dry_run:
            write_together(coded.texts, package.root)
    told = [*_lines(sheet, coded.faults), *_lines(sheet, coded.questions, "question: ")]
    print("".join(f"{line}\n" for line in told), end="")
    if coded.faults:
        print(f"{len(coded.faults)} fault{'s' * (len(coded.faults) > 1)}; nothing was written", file=sys.stderr)
        return 1
    print(*coded.done, sep="\n")
    if arguments.dry_run:
        print("dry run: nothing was written", file=sys.stderr)
    return 0


def _lines(sheet: Path, faults: Iterable[Fault], what: str = "") -> list[str]:
    name = shorten(sheet.name)
    return [
        f"{name}:{fault.line}: {what}{fault.message}" if fault.line else f"{name}: {fault.message}" for fault in faults
    ]


def _sheet(package: Package, arguments: argparse.Namespace) -> int:
    with open_texts(package) as connection:
        draft, wanted = Draft(package, connection), arguments.sheet
        found = source_with(draft, "source_id", wanted) or source_with(draft, "title", wanted)
    if not found:
        print(f"{shorten(wanted)}: no source has this id or title; see data/sources.csv", file=sys.stderr)
        return 1
    try:
        print(sheet_of(package, found[0], read_text(Path(arguments.text))), end="")
    except CannotWrite as why:
        print(f"{why}\nno sheet was written: it would not give these rows again", file=sys.stderr)
        return 1
    return 0
