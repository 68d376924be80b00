"""The page with the matrix, and its lines as they are printed."""

import json
import platform
from collections.abc import Iterable
from pathlib import Path

from .comparing import LOSSES
from .running import Result

PAGE = "docs/INTEROP.md"
HEAD = """# Programs that open a release

Each of these programs opens a release. What it reads is compared with the CSVs and with the types in
`datapackage.json`: the names of tables and columns, the number of rows, and every cell with its type. Unknown must stay
unknown, and true must stay true. *Equal* means that nothing differs and that the program warned of nothing; anything
else makes continuous integration fail. The last column says which types a format or a program does not have.

To repeat it, run `make release .venv/interop/made`, and then
`.venv/bin/python -m tests.interop dist/nk2020-strikes-VERSION`.
With `--write` it writes this page, with the versions and results of its run.

"""


def page(results: Iterable[Result], release: Path) -> str:
    """The page with the results of all trials."""
    version = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["version"]
    lines = ["| program | version | opens | result | types |", "|---|---|---|---|---|", *map(_row, results)]
    number, dev, _ = version.partition("-dev")  # the commit of a build is not known before the page is committed
    opened = f"Opened: {'a build after ' if dev else ''}{number}, with Python {platform.python_version()}.\n"
    return HEAD + opened + "\n" + "\n".join(lines) + "\n"


def _row(result: Result) -> str:
    trial = result.trial
    losses = "; ".join(LOSSES[loss] for loss in trial.losses) or "kept"
    return f"| {trial.program} | {result.version} | {trial.opened} | {_outcome(result)} | {losses} |"


def _outcome(result: Result) -> str:
    if result.not_tried:
        return f"not tried: {result.not_tried}"
    return "fails" if result.faults else "equal"


def printed(result: Result) -> str:
    """A result as it is printed: one line, and one for each fault."""
    trial = result.trial
    line = f"{trial.program:26} {result.version:12} {trial.opened.replace('`', ''):40} {_outcome(result)}"
    return "\n".join([line, *(f"    {fault}" for fault in result.faults)])
