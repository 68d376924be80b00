"""Add a row: each field is asked for in its order, or given by a flag; the id is drawn, and the row stands in its place.

  python -m scripts new place                       asks; Enter takes what is in [brackets], - leaves a field empty
  python -m scripts new place --help                says what every field means and which codes it takes
  python -m scripts new source URL --text FILE      fingerprints the document
  python -m scripts new citation --text FILE --find "words"    finds the passage, and stores its place and fingerprint, never its words

Nothing is written unless the row is sound. What is then still to do, such as a citation on which nothing hangs yet, is said. The
order of a new document: source, citation, then what hangs on it: strike, strike_report, victim_count, damage_count, statement or exclusion.
"""

import argparse
import sys
from pathlib import Path

from ..editing.addition import add
from ..editing.answers import Refused, parser_of, tables_to_add_to
from ..editing.draft import Draft
from ..package.database import open_texts
from ..package.package import Package, Table, open_package
from ..package.problem import shorten
from ..package.schema import did_you_mean

CLOSED = {
    "withdrawn": "python -m scripts withdraw ID --reason TEXT",
    "codings": "docs/CODING.md",
    "adjudications": "docs/CODING.md",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments; those of a table are read once the package is open."""
    parser.add_argument(
        "table",
        metavar="TABLE",
        help="the table, or the name of one of its rows: source, citation, strike, victim_count …",
    )
    parser.add_argument(
        "answers",
        nargs=argparse.REMAINDER,
        metavar="FLAGS",
        help="a flag for each field; see: python -m scripts new TABLE --help",
    )


def run(arguments: argparse.Namespace) -> int:
    """Add one row and say where it stands and what is still to do; or say what is wrong and write nothing."""
    package = open_package(Path(arguments.package))
    if fault := _misnamed(package, arguments.table):
        print(fault, file=sys.stderr)
        return 2
    table = tables_to_add_to(package)[arguments.table]
    parser = parser_of(table)
    given = parser.parse_args(arguments.answers)
    if (
        table.name == "citations"
        and not (given.find and given.text)
        and (given.find or given.text or given.exact or given.at is not None)
    ):
        parser.error("--text and --find go together: the file that holds the document's text, and words of the passage")
    return _run(package, table, given)


def _run(package: Package, table: Table, given: argparse.Namespace) -> int:
    try:
        with open_texts(package) as connection:
            print(
                "\n".join(add(Draft(package, connection), table, given, sys.stdin.isatty() and not given.no_questions))
            )
    except Refused as refusal:
        print(refusal)
        print("nothing was written", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nnothing was written", file=sys.stderr)
        return 1
    return 0


def _misnamed(package: Package, name: str) -> str | None:
    """What is wrong with the name of a table to add to, if anything."""
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
