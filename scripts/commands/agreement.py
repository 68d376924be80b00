"""Print how far the two codings agree: Krippendorff's alpha and F1 for each field.

The table has the figures over all documents first, then by side and language of the publication, then for each
document. A dash means that a figure is undefined.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from ..checking.validation import validate
from ..derived.agreement import agreement_rows
from ..derived.compute import add_terms
from ..package.package import open_package
from ..package.problem import render

MEANING = (
    "Alpha is Krippendorff's alpha for nominal data, with an omission counted as a value: 1 is full agreement,\n"
    "0 is what chance would give. Both codings were made by the same kind of language model and share its\n"
    "blind spots: agreement puts a bound on carelessness, not on error."
)


def register(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command has no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Print the agreement as a table, with a note on what it means; returns 1 if the data has problems, else 0."""
    package = open_package(Path(arguments.package))
    problems, _, connection = validate(package)
    if problems:
        print(render(problems))
        print("agreement was not computed: fix the data first", file=sys.stderr)
        return 1
    add_terms(connection)
    titles = dict(connection.execute("SELECT source_id, title FROM sources").fetchall())
    print(f"{'field':<12}{'units':>6}{'agree':>6}{'alpha':>7}  {'95 % interval':<15}{'F1':>6}")
    heading = None
    for row in agreement_rows(connection):
        if row[:2] != heading:
            heading = number, scope = row[:2]
            print(f"round {number}, {titles.get(scope) or _group(scope)}")
        print(_line(row))
    print(MEANING)
    return 0


def _group(scope: str) -> str:
    if scope == "all":
        return "all documents"
    kind, value = scope.split(":")
    return f"documents by {kind.replace('_', ' ')}: {value}"


def _line(row: tuple[Any, ...]) -> str:
    _, _, field, units, agreeing, alpha, low, high, f1 = row
    interval = "" if low is None else f"{low:.2f} to {high:.2f}"
    show = ["-" if value is None else f"{value:.2f}" for value in (alpha, f1)]
    return f"  {field:<10}{units:>6}{agreeing:>6}{show[0]:>7}  {interval:<15}{show[1]:>6}"
