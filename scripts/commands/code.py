"""Code a document: one text file, the coding sheet, becomes rows of all tables, written at once or not at all.

  python -m scripts code TEXT SHEET            writes the rows of a sheet; a second run changes nothing
  python -m scripts code TEXT SHEET --dry-run  says what would change, and writes nothing
  python -m scripts code --sheet SOURCE TEXT   prints the sheet of a document that is coded, by its id or title
  python -m scripts code --draft TEXT          prints a draft: sentences to look at, and proposals, marked with ?
  python -m scripts code TEXT FIRST SECOND     prints one sheet of two codings: what only one says is marked 1| or 2|
  python -m scripts code TEXT FIRST SECOND SETTLED
                                               writes the rows of the settled sheet, both codings and the decisions

TEXT is the file with the text of the document. SHEET says what each passage claims, in the words of docs/SHEET.md. Both
stay on your machine: neither is ever committed. Everything that is wrong is told at once, with the line of the sheet
and what to write. A sheet may also be the text of an issue, as the form for coded documents on GitHub has it. If a
document is coded already, rows that are equal keep their ids, corrected ones are changed in
place, and those that the sheet does not say any more are withdrawn.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ..editing.answers import source_with
from ..editing.draft import Draft
from ..package.database import open_texts
from ..package.files import write_together, writing
from ..package.package import Package, open_package
from ..package.problem import shorten
from ..sheets.adjudication.adjudicating import AtFault, beside, settle
from ..sheets.coding import GONE, code, sheet_of
from ..sheets.drafting import draft_of
from ..sheets.grammar.reading import read_file
from ..sheets.grammar.sheet import Fault
from ..sheets.writer.writing import CannotWrite
from ..texts.search import Text, read_text


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("text", metavar="TEXT", help="plain-text file (UTF-8) with the text of the document")
    help_of_sheets = "its coding sheet; or the sheets of two codings; or these and the settled one"
    parser.add_argument("sheets", nargs="*", metavar="SHEET", help=help_of_sheets)
    parser.add_argument(
        "--sheet", metavar="SOURCE", help="print the sheet of this coded document: the id or title of its source"
    )
    parser.add_argument("--draft", action="store_true", help="print a draft of the sheet of the text")
    parser.add_argument("--dry-run", action="store_true", help="write nothing (default: write the tables)")
    parser.add_argument(
        "--reason",
        default=GONE,
        metavar="TEXT",
        help=f"why rows are withdrawn that the sheet does not say any more (default: {GONE})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the rows of a sheet, or print the sheet of rows; returns 0, 1 for a fault, 2 for wrong usage."""
    prints = bool(arguments.sheet) + arguments.draft
    if prints + bool(arguments.sheets) != 1 or len(arguments.sheets) > 3:
        wanted = "either --sheet SOURCE or --draft, and no sheet" if prints else "one to three sheets"
        print(f"give a text and {wanted}; see: python -m scripts code --help", file=sys.stderr)
        return 2
    package = open_package(Path(arguments.package))
    if arguments.sheet:
        return _sheet(package, arguments)
    text = read_text(Path(arguments.text), "")
    if arguments.draft:
        print(draft_of(package, text, date.today()), end="")
        return 0
    written = [read_file(Path(sheet)) for sheet in arguments.sheets]
    try:
        if len(written) == 2:
            print(beside(package, text, *written), end="")
            return 0
        return _write(package, text, written, arguments)
    except AtFault as fault:
        for sheet, faults in zip(arguments.sheets, fault.faults, strict=False):
            print("".join(f"{line}\n" for line in _lines(Path(sheet), faults)), end="")
        print("correct the codings first; nothing was written", file=sys.stderr)
        return 1


def _write(package: Package, text: Text, written: list[str], arguments: argparse.Namespace) -> int:
    """Write the rows of a sheet, or of a settled one, while no other run writes."""
    reason = arguments.reason.strip()
    with writing(package.root):
        coded = (
            settle(package, text, (written[0], written[1]), written[2], reason)
            if len(written) == 3
            else code(package, text, written[0], reason, arguments.dry_run)
        )
        if coded.texts and not arguments.dry_run:
            write_together(coded.texts, package.root)
    sheet = Path(arguments.sheets[-1])
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
        print(sheet_of(package, found[0], read_text(Path(arguments.text), "")), end="")
    except CannotWrite as why:
        print(f"{why}\nno sheet was written: it would not give these rows again", file=sys.stderr)
        return 1
    return 0
