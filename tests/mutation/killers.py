"""Killers: packages whose faults are stated, and what the validator finds in them under a mutant."""

import csv
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scripts.checking import judge
from scripts.checking.engine import Embedded
from scripts.checking.table_checks import ask_checks
from scripts.checking.validation import validate
from scripts.package import schema
from scripts.package.listings import listings, read_by
from scripts.package.package import Package, Schema, Table, open_package
from scripts.package.problem import Problem
from scripts.package.sql_files import read_sql
from tests.checking import cases
from tests.mutation.mutants import Mutant
from tests.shared import edge_rows
from tests.shared.cells import REFERENCES
from tests.shared.probe import probe
from tests.shared.tiny import ROOT, Rows

PACKAGE = open_package(ROOT)
CHECKS = judge.CHECKS
Opened = tuple[Embedded, Package, list[Table]]
OPENED: dict[tuple[Path, tuple[str, ...]], Opened | None] = {}
SECONDS = 2  # of processor time; a mutant can make a recursive query endless


@dataclass(frozen=True)
class Killer:
    """A package or some of its tables, the faults to be found there, and the parts of a problem that are compared."""

    name: str
    folder: Path
    schemas: dict[str, Schema]
    expects: Counter[tuple[Any, ...]]
    told: Callable[[Problem], tuple[Any, ...]]


def by_place(problem: Problem) -> tuple[Any, ...]:
    """A cell at fault: its file, line, row id and field."""
    return Path(problem.file).stem, problem.line, problem.key, problem.field


def in_full(problem: Problem) -> tuple[Any, ...]:
    """What a check reports: file, row id, field, value and the whole message."""
    return Path(problem.file).stem, problem.key, problem.field, problem.value, problem.message


def found(killer: Killer, mutant: Mutant | None, checks: Path) -> Counter[tuple[Any, ...]]:
    """What the validator finds in a killer's package, with a mutant in place of its rule and the checks of a folder."""
    if mutant and mutant.sql and (opened := opened_for_checks(killer, checks.parent / "none")):
        with time_limit(SECONDS):
            problems, _ = ask_checks(*opened, checks)
        return Counter(map(killer.told, problems))
    schemas = killer.schemas | (
        {mutant.place: mutant.schema} if mutant and mutant.schema and mutant.place in killer.schemas else {}
    )
    with replaced(mutant, checks), time_limit(SECONDS):
        problems = validate(package_of(killer, schemas)).problems
    return Counter(map(killer.told, problems))


def package_of(killer: Killer, schemas: dict[str, Schema]) -> Package:
    """A killer's tables with the schemas given."""
    resources = [{"name": name, "path": f"data/{name}.csv", "schema": its} for name, its in schemas.items()]
    return Package(killer.folder, {"version": "0", "resources": resources})


def opened_for_checks(killer: Killer, none: Path) -> Opened | None:
    """A killer's tables in a database that stays open, since a changed check changes nothing before the checks.

    None if the validator finds faults in the tables without any check; `none` is a folder without checks.
    """
    key = (killer.folder, tuple(killer.schemas))
    if key not in OPENED:
        package = package_of(killer, killer.schemas)
        tables = list(package.tables.values())
        with replaced(None, none):
            sound = not validate(package).problems
        engine = Embedded(package)
        for table in tables if sound else []:
            engine.load(table)
        engine.make_typed(tables if sound else [])
        OPENED[key] = (engine, package, tables) if sound else None
    return OPENED[key]


@contextmanager
def replaced(mutant: Mutant | None, checks: Path) -> Iterator[None]:
    """Use the checks of a folder, and a mutant's pattern, in place of the project's own."""
    guards, stray, nowhere = dict(schema.GUARDS), schema.STRAY, dict(schema.NOWHERE)
    judge.CHECKS = checks
    if mutant and mutant.pattern is not None:
        kind = mutant.place.partition("[")[2].rstrip("]")
        if mutant.place.startswith("GUARDS"):
            schema.GUARDS[kind] = mutant.pattern
        else:
            kind = kind or "stray"
            schema.NOWHERE[kind] = (mutant.pattern, nowhere[kind][1])
            schema.STRAY = schema.NOWHERE["stray"][0]
    try:
        yield
    finally:
        judge.CHECKS, schema.STRAY = CHECKS, stray
        schema.GUARDS.update(guards)
        schema.NOWHERE.update(nowhere)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the main thread after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Killers:
    """All killers, each written to a folder when first needed.

    For a mutant, they come in the order in which they are likely to detect it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.none = folder / "checks" / "none"
        self.none.mkdir(parents=True)
        self.schemas = {table.name: table.schema for table in PACKAGE.tables.values()}

    @cache  # noqa: B019 - as long-lived as the run
    def of_table(self, table: str) -> list[Killer]:
        """Packages on both sides of each constraint, key and row rule of a table, and its real rows."""
        found = []
        for name, rows, refused in edge_rows.packages(table):
            here = set(rows) if len(rows) == 1 else {table, *REFERENCES[table].values()}
            found.append(self._write(name, rows, {t: s for t, s in self.schemas.items() if t in here}, refused))
        return [*found, Killer(f"the real {table}", ROOT, {table: self.schemas[table]}, Counter(), by_place)]

    @cache  # noqa: B019
    def of_check(self, check: str) -> list[Killer]:
        """Packages on both sides of a check and the real data, each with only the tables that the check reads."""
        reads = read_by(read_sql(CHECKS / f"{check}.sql")[1], listings(PACKAGE.tables.values()))
        asked = {table: its for table, its in self.schemas.items() if table in reads}
        found = [
            self._write(name, {t: r for t, r in rows.items() if t in asked}, asked, told, in_full)
            for name, rows, told in cases.of_check(check)
        ]
        return [*found, Killer("the real data", ROOT, asked, Counter(), in_full)]

    @cache  # noqa: B019
    def of_guards(self) -> list[Killer]:
        """The made-up table whose fields have only a type, and the ids of every table."""
        its, rows, refused = probe()
        return [
            self._write("probe", rows, {"probe": its}, refused),
            *(killer for table in self.schemas for killer in self.of_table(table)[:1]),
        ]

    def _write(
        self,
        name: str,
        rows: Rows,
        schemas: dict[str, Schema],
        expects: Any,
        told: Callable[[Problem], tuple[Any, ...]] = by_place,
    ) -> Killer:
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        (folder / "data").mkdir()
        for table, its in schemas.items():
            with (folder / f"data/{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, [f["name"] for f in its["fields"]], restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows[table])
        if told is by_place:
            main = next(iter(schemas)) if len(schemas) == 1 else name.rpartition(" ")[2]
            expects = [(main, line, next(iter(rows[main][line - 2].values())), field) for line, field in expects]
        return Killer(name, folder, schemas, Counter(expects), told)

    def of(self, mutant: Mutant) -> list[Killer]:
        """The killers whose result a mutant can change."""
        if mutant.pattern is not None:
            return self.of_guards()
        if mutant.schema is None:
            return self.of_check(mutant.place)
        own = f"cells of {mutant.name.partition(' ')[0]}"
        first = {
            "row rule": "edges of",
            "key": "doubles in",
            "unique": "doubles in",
            "foreign key": "nowhere from",
        }.get(mutant.kind, own)
        mine = [
            killer
            for killer in self.of_table(mutant.place)
            if killer.name == own or not killer.name.startswith("cells of")
        ]
        return sorted(mine, key=lambda killer: not killer.name.startswith(first))

    def checks(self, mutant: Mutant) -> Path:
        """The folder of checks to run: only the mutant if it is a check, else an empty folder."""
        return self._folder(mutant.place, mutant.sql) if mutant.sql else self.none

    def alone(self, check: str) -> Path:
        """A folder with only this check, unchanged."""
        return self._folder(check, (CHECKS / f"{check}.sql").read_text(encoding="utf-8"))

    def _folder(self, check: str, sql: str) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self.folder / "checks"))
        (folder / f"{check}.sql").write_text(sql, encoding="utf-8")
        return folder


def killed_by(killers: Killers, mutant: Mutant) -> str | None:
    """The killer that detects a mutant and how, or None.

    A mutant that the engine cannot run, or that does not finish in time, also counts as detected.
    """
    checks = killers.checks(mutant)
    for killer in killers.of(mutant):
        try:
            told = found(killer, mutant, checks)
            if told != killer.expects:
                return killer.name + (
                    ", by not fitting the tables" if any(place[0] == "datapackage" for place in told) else ""
                )
        except TimeoutError:
            return f"{killer.name}, by not finishing"
        except Exception as error:  # a validator that breaks under a mutant has revealed it
            engine = type(error).__module__.startswith(("duckdb", "_duckdb"))
            return f"{killer.name}, by an error of {'the engine' if engine else 'the validator'}"
    return None


def unsound(killers: Killers) -> list[str]:
    """The names of the killers in which the unchanged validator does not find exactly the stated faults.

    Any such killer makes the results worthless.
    """
    checks = [
        (killer, killers.alone(check))
        for check in sorted(path.stem for path in CHECKS.glob("*.sql"))
        for killer in killers.of_check(check)
    ]
    tables = [(killer, killers.none) for table in killers.schemas for killer in killers.of_table(table)]
    return [
        killer.name
        for killer, folder in [*checks, (killers.of_guards()[0], killers.none), *tables]
        if found(killer, None, folder) != killer.expects
    ]
