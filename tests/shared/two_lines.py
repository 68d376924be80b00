"""Two lines of work in a repository of the tiny package: main, which is checked out, and theirs."""

import contextlib
import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from scripts.__main__ import main
from scripts.package.files import write_csv
from tests.shared.bench import Bench, Outcome
from tests.shared.rehearsing import CLOCK

Change = Callable[["TwoLines"], object]


class TwoLines(Bench):
    """A repository with the branches main and theirs."""

    def run(self, *words: str) -> Outcome:
        """Run a command of the package."""
        out, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), patch.dict(os.environ, CLOCK):
            code = main(["--package", str(self.root), *words])
        return Outcome(code, out.getvalue().splitlines(), errors.getvalue().splitlines())

    def merge(self, *words: str) -> Outcome:
        return self.run("merge", *words)

    def on(self, branch: str, *changes: Change) -> None:
        """Make changes on a branch, commit them, and go back to main."""
        self.git("switch", "--quiet", branch)
        for change in changes:
            change(self)
        self.commit(f"Change {branch}")
        self.git("switch", "--quiet", "main")

    def rows(self, table: str) -> dict[str, dict[str, str]]:
        """The rows of a table by id."""
        return rows_in(self.root / "data" / f"{table}.csv")

    def tables(self) -> dict[str, bytes]:
        """The bytes of every table."""
        return {path.name: path.read_bytes() for path in sorted((self.root / "data").glob("*.csv"))}

    def is_under_way(self) -> bool:
        return (self.root / ".git" / "MERGE_HEAD").exists()


def rows_in(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def put(table: str, rows: dict[str, dict[str, str]]) -> Change:
    """Give a table such rows."""

    def act(lines: TwoLines) -> None:
        columns = (lines.root / f"data/{table}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        cells = [[row.get(name, "") for name in columns] for row in rows.values()]
        lines.write(f"data/{table}.csv", write_csv(columns, cells))

    return act


def cell(table: str, id_: str, **cells: str) -> Change:
    """Change cells of a row."""

    def act(lines: TwoLines) -> None:
        rows = lines.rows(table)
        assert cells.keys() <= rows[id_].keys()
        rows[id_] |= cells
        put(table, rows)(lines)

    return act


def copy(table: str, id_: str, new: str, **cells: str) -> Change:
    """Add a copy of a row under another id, with some other cells."""

    def act(lines: TwoLines) -> None:
        rows = lines.rows(table)
        rows[new] = rows[id_] | {next(iter(rows[id_])): new} | cells
        put(table, rows)(lines)

    return act


def without(table: str, id_: str) -> Change:
    """Remove a row, without a tombstone."""

    def act(lines: TwoLines) -> None:
        put(table, {key: row for key, row in lines.rows(table).items() if key != id_})(lines)

    return act


def stone(key: str, id_: str, reason: str, replaced_by: str = "") -> Change:
    """Add a tombstone."""

    def act(lines: TwoLines) -> None:
        row = {"withdrawal_id": key, "id": id_, "reason": reason, "replaced_by": replaced_by, "version": ""}
        put("withdrawn", lines.rows("withdrawn") | {key: row})(lines)

    return act


def conflicts(outcome: Outcome) -> list[str]:
    """The lines on conflicts, without the folder of the tables."""
    return [re.sub(r"^data/", "", line) for line in outcome.lines]


def refused(lines: TwoLines, *words: str) -> list[str]:
    """Merge, which must be refused and change nothing; returns the lines printed."""
    before, head = lines.tables(), lines.git("status", "--porcelain")
    done = lines.merge("theirs", *words)
    assert (done.code, lines.tables(), lines.git("status", "--porcelain")) == (1, before, head), done.text
    assert done.errors[0].startswith("nothing was written")
    return done.lines
