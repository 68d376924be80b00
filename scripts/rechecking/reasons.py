"""Reasons of releases: which of them changed a cell, and what they say in words."""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from ..comparing.recipe import parsed

VERSION = r"\d+\.\d+\.\d+"
WITHDRAWN = re.compile(r"\A`*Version \S+ was withdrawn \([^\n]*\s*")

Cell = tuple[str, str, str]  # table, id and field


class Reasons:
    """What a package says of the versions after `since`.

    `history` has the versions of cells, if the package has such a table; its changelog and changes.json, which are in
    the folder `root`, may be missing.
    """

    def __init__(self, root: Path, since: str, history: dict[Cell, set[str]]) -> None:
        self.root = root
        self.since = since
        self.history = history

    def of_cell(self, table: str, id_: str, field: str) -> list[str]:
        """The versions that changed a cell, as far as the package tells."""
        # releases before 0.4.0 name the kind of a change first
        named = rf"{re.escape(table)} {re.escape(id_)}:? {re.escape(field)}"
        line = re.compile(rf"^- `*(?:[a-z]+_changed )?{named}\b", re.MULTILINE)
        found = {version for version, text in self._sections.items() if line.search(text)}
        found |= self.history.get((table, id_, field), set())
        version, cells = self._last
        found |= {version} if (table, id_, field) in cells else set()
        return sorted(filter(self._is_later, found), key=parsed)

    def words(self, versions: Iterable[str]) -> dict[str, str]:
        """What the changelog says in words about versions, above the differences, by version.

        That a version was withdrawn is no reason for what it changed, and is left out.
        """
        said = {version: self._sections.get(version, "").partition("### Data")[0].strip() for version in versions}
        said = {version: WITHDRAWN.sub("", text) for version, text in said.items()}
        return {version: re.sub(r"(?<!\n)\n(?!\n)", " ", text) for version, text in said.items() if text}

    def _is_later(self, version: str) -> bool:
        try:
            return parsed(version) > parsed(self.since)
        except ValueError:
            return False

    @cached_property
    def _sections(self) -> dict[str, str]:
        path = self.root / "CHANGELOG.md"
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return dict(re.findall(rf"^## ({VERSION})\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))

    @cached_property
    def _last(self) -> tuple[str, frozenset[Cell]]:
        """The version of changes.json, and the cells that changed in it, as table, id and field."""
        try:
            found = json.loads((self.root / "changes.json").read_text(encoding="utf-8"))
            cells = ((str(d.get("table")), str(d.get("key")), str(d.get("field"))) for d in found["differences"])
            return str(found["new"]), frozenset(cells)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "", frozenset()
