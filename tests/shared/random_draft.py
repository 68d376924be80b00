"""A copy of the tiny package under random edits."""

import csv
import json
import random
import string
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.package.package import open_package
from tests.shared.differing import Json
from tests.shared.tiny import ROOT, TINY, Rows, tiny

PREFIX = {table: next(iter(rows[0].values()))[:3] for table, rows in TINY.items()}


def _inlined() -> Json:
    value: Json = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    for one in value["resources"]:
        one["schema"] = json.loads((ROOT / one["schema"]).read_text(encoding="utf-8"))
    computed = open_package(ROOT).computed  # with the codes that they take from other tables, as in a release
    for one in value["computedResources"]:
        one["schema"] = computed[one["name"]].schema
    return value


INLINED: Json = _inlined()


@dataclass
class Draft:
    """A package under random edits; each edit takes what no other edit has touched, so none undoes another."""

    random: random.Random
    rows: Rows = field(default_factory=tiny)
    descriptor: Json = field(default_factory=lambda: deepcopy(INLINED))
    touched: set[object] = field(default_factory=set)
    demands: list[str] = field(default_factory=list)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)

    def schema(self, table: str) -> Json:
        return next(r["schema"] for r in self.descriptor["resources"] if r["name"] == table)

    def key(self, table: str) -> str:
        return str(self.schema(table)["primaryKey"][0])

    def references(self, table: str) -> dict[str, str]:
        """The reference fields of a table, each with the table it refers to."""
        return {k["fields"][0]: k["reference"]["resource"] or table for k in self.schema(table).get("foreignKeys", [])}

    def take(self, candidates: list[Any], touch: Callable[[Any], list[object]] = lambda c: [c]) -> Any:
        """A candidate that no edit has touched, which is then touched; None if there is none."""
        free = [c for c in candidates if not self.touched & set(touch(c))]
        if not free:
            return None
        chosen = self.random.choice(free)
        self.touched |= set(touch(chosen))
        return chosen

    def fields(self, wanted: Callable[[Json], bool] = lambda f: True) -> list[tuple[str, str]]:
        """Fields that are neither key nor reference, as (table, field)."""
        return [
            (t, f["name"])
            for t in self.rows
            for f in self.schema(t)["fields"]
            if f["name"] not in (self.key(t), *self.references(t)) and wanted(f)
        ]

    def fresh(self, table: str) -> str:
        return PREFIX[table] + "".join(self.random.choices(string.ascii_lowercase + "23456789", k=8))

    def write(self, folder: Path) -> Path:
        folder.mkdir()
        (folder / "datapackage.json").write_text(json.dumps(self.descriptor), encoding="utf-8")
        for one in self.descriptor["resources"]:
            (folder / one["path"]).parent.mkdir(exist_ok=True, parents=True)
            with (folder / one["path"]).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(
                    file,
                    [f["name"] for f in one["schema"]["fields"]],
                    restval="",
                    extrasaction="ignore",
                    lineterminator="\n",
                )
                writer.writeheader()
                writer.writerows(self.rows[one["name"]])
        return folder
