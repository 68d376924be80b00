"""A release of a small made-up package, which every program opens in seconds."""

import contextlib
import io
from pathlib import Path

from scripts.__main__ import main
from tests.shared.deriving import claim
from tests.shared.tiny import tiny, write_canonical


def small_release(folder: Path) -> Path:
    """Build the tests' tiny package in a folder, with figures of its second strike too; return the release's folder.

    That strike may be the same as the first. So every code of `countable` is there: where "yes" and "no" are alone,
    DuckDB takes a column of a CSV for true and false, as the release's README says.
    """
    rows = tiny()
    for outcome in ("killed", "injured"):
        claim(rows, "ci-eeee2222", 3, of="st-secon234", outcome=outcome, population="civilians")
    write_canonical(folder / "package", rows)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        words = ["--package", str(folder / "package"), "build", "--declare", "--to", str(folder / "dist")]
        assert main(words) == 0, said.getvalue()
    return next(path for path in (folder / "dist").iterdir() if path.is_dir())
