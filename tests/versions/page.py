"""The page with the matrix, and its lines as they are printed."""

import json
from collections.abc import Sequence
from pathlib import Path

from .cells import LIBRARIES
from .running import Result

PAGE = "docs/VERSIONS.md"
HEAD = """# Versions of Python and of libraries

The reader is installed from the wheel of a release, with the lowest and with the highest versions of its libraries that
the wheel's metadata allows and the Python can install. In each environment it loads every table in pandas and polars.
Every cell is compared with the CSVs, and every type with `datapackage.json`. The pandera schemas must accept each table
and refuse it with its rows twice. The computed tables must be those of the release. `resolve` and `recheck` must know
which ids are in use, withdrawn or unknown. *Equal* means that nothing differs and that nothing warned.

To repeat it, run `make .venv/dev`, and then `.venv/bin/python -m tests.versions`.
With `--write` it writes this page, with the versions and results of its run. The versions are in
`tests/versions/locks/`; `make locks` chooses them anew.

"""


def page(results: Sequence[Result], release: Path) -> str:
    """The page with the results of all cells."""
    version = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["version"]
    number, dev, _ = version.partition("-dev")  # the commit of a build is not known before the page is committed
    tried = f"Tried: {'a build after ' if dev else ''}{number}.\n"
    names = ["Python", "libraries", *LIBRARIES, "result"]
    lines = [f"| {' | '.join(names)} |", "|---" * len(names) + "|", *map(_row, results)]
    return HEAD + tried + _absent(results) + "\n" + "\n".join(lines) + "\n"


def _absent(results: Sequence[Result]) -> str:
    absent = dict.fromkeys(result.cell.python for result in results if result.not_tried)
    return f"Not found on the computer that wrote this page: Python {', '.join(absent)}.\n" if absent else ""


def _row(result: Result) -> str:
    versions = [result.versions.get(name, "") for name in LIBRARIES]
    return (
        f"| {' | '.join([result.python or result.cell.python, result.cell.libraries, *versions, _outcome(result)])} |"
    )


def _outcome(result: Result) -> str:
    if result.not_tried:
        return f"not tried: {result.not_tried}"
    return "fails" if result.faults else "equal"


def printed(result: Result) -> str:
    """A result as it is printed: one line, and one for each fault."""
    versions = "".join(f"{name} {result.versions.get(name, ''):9}" for name in LIBRARIES if result.versions)
    line = f"{result.python or result.cell.python:8}{result.cell.libraries:9}{versions}{_outcome(result)}"
    return "\n".join([line, *(f"    {fault}" for fault in result.faults)])
