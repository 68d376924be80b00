"""Answers that were typed but not written: kept in a file that git ignores, and offered at the next run."""

import json
from contextlib import suppress
from pathlib import Path

from ..package.files import write_whole

FILE = "answers.new"
Rows = dict[str, dict[str, str]]


class Kept:
    """The answers of an unfinished `new TABLE`: by table, since it may add rows of others on the way.

    `answers` has those of rows that are not complete, and `rows` the complete ones as (table, texts by column). If `on`
    is false, nothing is read or kept.
    """

    def __init__(self, root: Path, table: str, on: bool) -> None:
        self._path, self.table, self._on = root / FILE, table, on
        mine = _read(self._path).get(table, {}) if on else {}
        self.answers: Rows = {name: _texts(its) for name, its in _dict(mine.get("answers")).items()}
        rows = mine.get("rows")
        self.rows = [(str(row[0]), _texts(row[1])) for row in _pairs(rows)]

    def keep(self, table: str, answers: dict[str, str]) -> None:
        """Keep the answers about a row that is not complete yet."""
        self.answers[table] = dict(answers)
        self._save()

    def finish(self, table: str, row: dict[str, str]) -> None:
        """Keep a complete row, which is written with the others of this run."""
        self.answers.pop(table, None)
        self.rows.append((table, row))
        self._save()

    def drop(self) -> None:
        """Forget everything: it is written, or not wanted."""
        self.answers, self.rows = {}, []
        self._save()

    def __bool__(self) -> bool:
        return bool(self.rows) or any(any(its.values()) for its in self.answers.values())

    def _save(self) -> None:
        if not self._on:
            return
        others = {name: its for name, its in _read(self._path).items() if name != self.table}
        every = others | ({self.table: {"answers": self.answers, "rows": self.rows}} if self else {})
        if every:
            write_whole(self._path, json.dumps(every, ensure_ascii=False, indent=2) + "\n")
        else:
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, dict[str, object]]:
    with suppress(OSError, ValueError, RecursionError):
        return {name: _dict(its) for name, its in _dict(json.loads(path.read_text(encoding="utf-8"))).items()}
    return {}


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _pairs(value: object) -> list[list[object]]:
    return [row for row in value if isinstance(row, list) and len(row) == 2] if isinstance(value, list) else []


def _texts(value: object) -> dict[str, str]:
    return {name: text for name, text in _dict(value).items() if isinstance(text, str)}
