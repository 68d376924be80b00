"""Verify citations against documents: is each passage there, is its figure in it, is anything left out or copied?

Any rendering of a document will do: differences in quotation marks, links, markup, line breaks and added lines do not
matter. A document is recognized by its passages, so its file may have any name.
"""

import argparse
import sys
from pathlib import Path

from ..checking.privacy.copies import Copies
from ..checking.validation import validate
from ..package.package import open_package
from ..package.problem import render, shorten
from ..texts.citations import UNCOMPARED, Document, Result, verify_citations


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--texts",
        required=True,
        metavar="FOLDER",
        help="folder with the texts of the documents, one plain-text file (UTF-8) per document, such as texts",
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify the citations of every available document and print the faults; returns 0, or 1 for a fault."""
    package, folder = open_package(Path(arguments.package)), Path(arguments.texts)
    if not folder.is_dir():
        print(f"{folder} is not a folder; give the folder that holds the texts", file=sys.stderr)
        return 2
    problems, _, connection = validate(package)
    if problems:
        print(render(problems))
        print("no citation was verified: fix the data first", file=sys.stderr)
        return 1
    faults = 0
    for title, document, result in verify_citations(connection, folder):
        faults += _account(title, document, result)
    copies = list(Copies(folder, package).problems_in(package))
    print(render(copies), end="\n" if copies else "")
    return 1 if faults or copies else 0


def _account(title: str, document: Document | None, result: Result) -> int:
    if document is None:
        print(f"{title}: {UNCOMPARED}")
        return 0
    print(
        f"{title} ({shorten(document.path.name)}): {result.in_place} citations in place,"
        f" {len(result.moved)} moved, {len(result.missing)} missing; {result.figures} figures are in their passage,"
        f" {len(result.without_figure)} are not; {len(result.left_out)} left out"
    )
    for line in result.faults + result.moved[:3]:
        print(f"  {line}")
    if len(result.moved) > 3:
        print(f"  and {len(result.moved) - 3} more moved: this rendering has different words before them")
    return len(result.faults)
