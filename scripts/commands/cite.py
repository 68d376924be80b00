"""Verify citations against documents: is each passage there, does its figure stand in it, is anything left out?

Texts may be any rendering of the documents: quotes, links, markup, line breaks and added lines change nothing.
"""

import argparse
import sys
from pathlib import Path

from ..checking.validation import validate
from ..package.package import open_package
from ..package.problem import render, shorten
from ..texts.citations import Document, Result, verify_citations


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "--texts", required=True, metavar="FOLDER", help="folder of the documents' texts, a file each, in any rendering"
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify every citation whose document is at hand; print an account a document, and every fault."""
    package, folder = open_package(Path(arguments.package)), Path(arguments.texts)
    if not folder.is_dir():
        print(f"{folder} is not a folder; give the folder that holds the texts", file=sys.stderr)
        return 2
    problems, _, connection = validate(package)
    if problems:
        print(render(problems))
        print("no citation was verified: mend the data first", file=sys.stderr)
        return 1
    faults = 0
    for title, document, result in verify_citations(connection, folder):
        faults += _account(title, document, result)
    return 1 if faults else 0


def _account(title: str, document: Document | None, result: Result) -> int:
    if document is None:
        print(f"{title}: no text at hand, not verified")
        return 0
    print(
        f"{title} ({shorten(document.path.name)}): {result.in_place} citations in place, {len(result.moved)} moved, {len(result.missing)} missing;"
        f" {result.figures} figures stand in their passage, {len(result.without_figure)} do not; {len(result.left_out)} left out"
    )
    for line in result.faults + result.moved[:3]:
        print(f"  {line}")
    if len(result.moved) > 3:
        print(f"  and {len(result.moved) - 3} more moved: this rendering has other words before them")
    return len(result.faults)
