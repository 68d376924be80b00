"""Write data in canonical form and renew generated files. Twice changes nothing; what would lose something is refused.

Canonical: the schema's column order, rows sorted by key, UTF-8 without BOM, LF, quotes only where needed, no spaces around a
cell. What a spreadsheet did to a cell on saving is undone where it is certain what the cell was. Generated: CODEBOOK.md and
CITATION.cff.
"""

import argparse
import sys
from pathlib import Path

from ..package.files import write_whole
from ..package.package import open_package
from ..package.problem import render
from ..pages.freshness import canonical, stale


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 and name the files that would change"
    )


def run(arguments: argparse.Namespace) -> int:
    """Format every table and renew every generated file, or say what would change."""
    package = open_package(Path(arguments.package))
    wanted, problems = canonical(package)
    if problems:
        print(render(problems))
        print("nothing was written: mend these first", file=sys.stderr)
        return 1
    old = stale(wanted)
    for path in old:
        shown = path.relative_to(package.root.resolve())
        if arguments.check:
            print(f"{shown}: not in canonical form or not fresh. Run: python -m scripts format")
        else:
            write_whole(path, wanted[path])
            print(f"{shown}: rewritten")
    if not old:
        print(f"{len(wanted)} files are in canonical form and fresh")
    return 1 if old and arguments.check else 0
