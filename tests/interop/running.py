"""Run trials, each in a process of its own, and judge what was read."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .comparing import differences
from .trials import Trial
from .truth import Tables, tables_of

ROOT = Path(__file__).resolve().parents[2]
READERS = Path(__file__).resolve().parent / "readers"
SECONDS = 300


@dataclass(frozen=True)
class Result:
    """What became of a trial. `not_tried` says why it could not be, and `faults` what is wrong."""

    trial: Trial
    version: str = ""
    not_tried: str = ""
    faults: tuple[str, ...] = ()


def run_all(trials: Iterable[Trial], release: Path, programs: Path) -> Iterator[Result]:
    """The results of all trials in their order, two at a time; `programs` is the environment of the other programs."""
    tables = tables_of(release)
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda trial: run(trial, release, programs, tables), trials)


def run(trial: Trial, release: Path, programs: Path, tables: Tables) -> Result:
    """Try one program. A program of a lock that is missing is a fault; one of the system is not tried."""
    if reason := lacking(trial, release):
        return Result(trial, not_tried=reason)
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "read.json"
        try:
            done = subprocess.run(
                command(trial, release.resolve(), programs.absolute(), to),
                cwd=ROOT,
                env=os.environ | {"NODE_LIBRARIES": str(programs.absolute()), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except FileNotFoundError as error:
            return Result(trial, faults=(f"{error.filename} is missing; run: make .venv/interop/made",))
        except subprocess.TimeoutExpired:
            return Result(trial, faults=(f"did not end within {SECONDS} seconds",))
        if done.returncode or not to.exists():
            said = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()
            return Result(trial, faults=tuple(said[-3:]))
        read = json.loads(to.read_text(encoding="utf-8"))
    warnings = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    wrong = differences(trial.says(tables, release), read["tables"], trial.losses)
    return Result(trial, read["version"], faults=(*(f"it warns: {line}" for line in warnings), *wrong))


def lacking(trial: Trial, release: Path) -> str:
    """Why a trial cannot be tried here; empty if it can."""
    needed = {"node": "npm", "R": "Rscript"}.get(trial.runs_in, trial.needs)
    if needed and not shutil.which(needed):
        return f"{needed} is not installed"
    if trial.beside and not release.with_name(release.name + trial.beside).is_file():
        return f"the release has no file {trial.beside} beside it"
    if trial.runs_in == "R":
        there = f"quit(status = !all(c('jsonlite', '{trial.reader}') %in% rownames(installed.packages())))"
        if subprocess.run(["Rscript", "-e", there], capture_output=True, check=False).returncode:
            return f"the R package {trial.reader} is not installed"
    return ""


def command(trial: Trial, release: Path, programs: Path, to: Path) -> list[str]:
    """The command that runs the reader of a trial."""
    if trial.runs_in == "node":
        return ["node", str(READERS / "read.cjs"), trial.reader, str(release), str(to)]
    if trial.runs_in == "R":
        return ["Rscript", str(READERS / "read.R"), trial.reader, str(release), str(to)]
    python = sys.executable if trial.runs_in == "project" else str(programs / "bin/python")
    return [python, "-m", "tests.interop.readers", *trial.reader.split("."), str(release), str(to)]
