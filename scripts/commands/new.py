"""Add a row: the command asks for each field that no option gives, draws an id and writes the row in its place.

  python -m scripts new place                      finds it in the gazetteer, and asks for what that does not know
  python -m scripts new place --help               explains every field and its codes
  python -m scripts new source URL --text FILE     registers a document and stores the fingerprint of its text
  python -m scripts new citation --text FILE --find "words of the passage"
                                                   finds the passage and stores its position and fingerprint, never
                                                   its words

At a question, Enter accepts the value in [brackets] and - leaves the field empty. An actor, place or strike that is not
there yet is added on the way, when its name is given. If the command is stopped, nothing is written, and the answers
are offered again the next time. Outside a terminal nothing is asked.
The row is written only if it passes all checks; the command then says what is still to do, for example that no row uses
a new citation yet. For a new document, add its source first, then a citation, then the rows that use the citation:
strike, strike_report, victim_count, damage_count, statement or exclusion.
"""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from ..editing.addition import add
from ..editing.answers import Refused, parser_of, tables_to_add_to
from ..editing.draft import Draft
from ..editing.kept import Kept
from ..package.database import open_texts
from ..package.files import writing
from ..package.package import Package, Table, open_package
from ..package.problem import shorten
from ..package.schema import did_you_mean

KEPT = "; your answers are kept, and the same command offers them again"
CLOSED = {
    "withdrawn": "python -m scripts withdraw ID --reason TEXT",
    "codings": "docs/SHEET.md",
    "adjudications": "docs/SHEET.md",
    "history": "python -m scripts release",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments; those of a table come from its schema, once the package is open."""
    parser.add_argument(
        "table",
        metavar="TABLE",
        help="table to add to, in singular or plural: source, citation, strike, victim_count and so on",
    )
    parser.add_argument(
        "answers",
        nargs=argparse.REMAINDER,
        metavar="OPTIONS",
        help="one option for each field, such as --count-min 7; see: python -m scripts new TABLE --help",
    )


def run(arguments: argparse.Namespace) -> int:
    """Add a row and print its line and what is still to do; returns 0, 1 if it is refused, 2 for wrong usage."""
    package = open_package(Path(arguments.package))
    if fault := _misnamed(package, arguments.table):
        print(fault, file=sys.stderr)
        return 2
    table = tables_to_add_to(package)[arguments.table]
    parser = parser_of(package, table)
    given = parser.parse_args(arguments.answers)
    if (
        table.name == "citations"
        and not (given.find and given.text)
        and (given.find or given.text or given.exact or given.at is not None)
    ):
        parser.error("--text and --find go together: the file that holds the document's text, and words of the passage")
    return _run(package, table, given)


def _run(package: Package, table: Table, given: argparse.Namespace) -> int:
    asking = sys.stdin.isatty() and not given.no_questions
    try:
        with nullcontext() if asking else writing(package.root), open_texts(package) as connection:
            print("\n".join(add(Draft(package, connection), table, given, asking)))
    except Refused as refusal:
        print(refusal)
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
    else:
        return 0
    kept = Kept(package.root, table.name, asking)
    print(f"nothing was written{KEPT if kept else ''}", file=sys.stderr)
    return 1


def _misnamed(package: Package, name: str) -> str | None:
    """Why no row can be added to a table of this name; None if one can."""
    tables = tables_to_add_to(package)
    there = ", ".join(dict.fromkeys(table.name for table in tables.values()))
    for plural in (name, f"{name}s"):
        if plural in CLOSED:
            return f"rows of {plural} are not added by hand; see: {CLOSED[plural]}"
        if plural in package.computed:
            return f"{plural} is computed from the other tables; add to those: {there}"
    return (
        None
        if name in tables
        else f"there is no table {shorten(name)}{did_you_mean(name, list(tables))}; there are {there}"
    )
