"""Make an environment for a cell, use the reader in it, and judge what was read."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.interop.comparing import differences
from tests.interop.truth import Tables, tables_of

from .cells import Cell

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 600


@dataclass(frozen=True)
class Result:
    """What became of a cell. `not_tried` says why it could not be tried, and `faults` what is wrong."""

    cell: Cell
    python: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    not_tried: str = ""
    faults: tuple[str, ...] = ()


class Failed(Exception):
    """A command ended with an error; the message is the end of what it said."""


def run_all(cells: Iterable[Cell], pythons: dict[str, Path], release: Path) -> Iterator[Result]:
    """The results of all cells in their order, two at a time."""
    tables = tables_of(release)
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda cell: run(cell, pythons.get(cell.python), release, tables), cells)


def run(cell: Cell, python: Path | None, release: Path, tables: Tables) -> Result:
    """Try the wheel of a release in an environment of its own, which is removed afterwards."""
    if not python:
        return Result(cell, not_tried=f"Python {cell.python} was not found")
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "read.json"
        try:
            inside = environment(cell, python, release, Path(folder) / "environment")
            said = _done([str(inside), "-m", "tests.versions.smoke", str(release.resolve()), str(to)])
        except Failed as error:
            return Result(cell, faults=tuple(str(error).splitlines()))
        return judged(cell, json.loads(to.read_text(encoding="utf-8")), said, tables)


def environment(cell: Cell, python: Path, release: Path, folder: Path) -> Path:
    """The Python of a new environment with the libraries of a cell and the wheel; raises Failed if they do not fit."""
    [wheel] = release.glob("*.whl")
    inside = folder / "bin/python"
    uv = [sys.executable, "-m", "uv"]
    install = [*uv, "pip", "install", "--quiet", "--python", str(inside)]
    _done([*uv, "venv", "--quiet", "--python", str(python), str(folder)])
    _done([*install, "--require-hashes", "--only-binary", ":all:", "--requirements", str(cell.lock)])
    _done([*install, "--no-deps", str(wheel)])
    _done([*uv, "pip", "check", "--quiet", "--python", str(inside)])  # against the wheel's own metadata
    return inside


def judged(cell: Cell, read: dict[str, Any], said: str, tables: Tables) -> Result:
    """The result of a cell in which the reader ran to its end: what it said, and what it read."""
    warnings = [f"it warns: {line}" for line in said.splitlines() if line.strip()]
    wrong = [
        f"in {library}, {line}" for library, found in read["tables"].items() for line in differences(tables, found, ())
    ]
    return Result(cell, read["python"], read["versions"], faults=(*warnings, *read["faults"], *wrong))


def _done(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"did not end within {SECONDS} seconds") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()
        raise Failed("\n".join(said[-3:]))
    return done.stdout + done.stderr
