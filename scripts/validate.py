"""Check the package: bytes and header, cells and keys, rows, tables. With --thorough, ask pandera and frictionless too.

With --engine spark the same questions are asked on a cluster, of Parquet that all its workers can read; see docs/SPARK.md.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from .engine import Embedded, Engine, Misfit, close_outside, connect, load_text, read_sql
from .form import check_form, explain_rows
from .package import Package, Table, open_package
from .progress import Advance, progress, unseen
from .report import Problem, render
from .schema import explain, first_broken, sound, text_of

CHECKS = Path(__file__).parent / "checks"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--thorough", action="store_true", help="also ask pandera and frictionless")
    parser.add_argument("--output", choices=["text", "github", "json"], default="text", help="how problems are written")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb", help="what runs the SQL (default: duckdb, embedded)")
    parser.add_argument("--master", metavar="URL", help="spark: the cluster, such as spark://host:7077 (default: local[*])")
    parser.add_argument("--parquet", metavar="FOLDER", help="spark: where <table>.parquet is (default: that of the bundle)")
    parser.add_argument("--export", action="store_true", help="spark: first write the CSVs there, every cell as text")


def run(arguments: argparse.Namespace) -> int:
    """Validate the package in the working folder; print every problem, or an account of what was checked."""
    package = open_package(Path(arguments.package))
    if arguments.engine == "spark" or arguments.master or arguments.parquet or arguments.export:
        from .spark import CannotRun, validate_on_spark

        try:
            problems, account = validate_on_spark(package, arguments)
        except CannotRun as why:
            print(why, file=sys.stderr)
            return 2
    else:
        problems, account = validate(package)
    if arguments.thorough and not problems:
        from .derive import check_computed
        from .engine import open_database
        from .judges import ask_frictionless, ask_pandera

        problems = ask_pandera(package) + ask_frictionless(package) + check_computed(open_database(package), package)
        account += "; pandera and frictionless agree"
    if problems or arguments.output == "json":
        print(render(problems, arguments.output))
    if problems:
        print(f"{len(problems)} problem{'s' * (len(problems) > 1)}", file=sys.stderr)
    elif arguments.output != "json":
        print(f"valid: {account}")
    return 1 if problems else 0


def validate(package: Package) -> tuple[list[Problem], str]:
    """Judge a package by its schemas and checks; returns every problem found and, for the reader, a line on what was checked."""
    connection = connect(package)
    problems = []
    with progress("validating", len(package.tables) + 5) as advance:  # the tables, four stages, the checks
        for table in package.tables.values():
            problems += check_form(table) or read(table, partial(load_text, connection, table))
            advance()
        close_outside(connection)
        return judge(Embedded(connection), package, problems, advance)


def read(table: Table, load: Callable[[], int]) -> list[Problem]:
    """Load a CSV whose form is right with a function that returns how many rows it saw; the problems where it does not fit."""
    import duckdb

    lines = table.path.read_bytes().count(b"\n")
    try:
        if load() == lines - 1:
            return []
    except duckdb.Error:
        pass
    unknown = "cannot be read as CSV; look for quotes that do not close, and for cells that are too many"
    return explain_rows(table) or [Problem(table.file, 0, "", "", "", unknown)]


def judge(engine: Engine, package: Package, problems: list[Problem], advance: Advance = unseen) -> tuple[list[Problem], str]:
    """Ask an engine everything about the tables that no problem is known of.

    A table that fails one stage is not asked the next, and a check is asked only where all tables that it reads are sound, so
    that one fault gives one message.
    """
    tables = _faultless(package.tables.values(), problems)
    for stage in (_cells, _unique, _foreign_keys, _rules):
        if stage is _rules:
            for table in tables:
                engine.make_typed(table)
        problems = problems + stage(engine, tables)
        tables = _faultless(tables, problems)
        advance()
    found, asked = _checks(engine, package, tables)
    advance()
    rows = sum(row["rows"] for row in engine.rows(" UNION ALL ".join(f"SELECT count(*) AS rows FROM raw_{t.name}" for t in tables))) if tables else 0
    rules = sum(len(t.schema.get("rules", [])) for t in tables)
    return problems + found, f"{len(tables)} tables, {rows} rows, {rules} row rules, {asked} checks over tables"


def _faultless(tables: Iterable[Table], problems: list[Problem]) -> list[Table]:
    at_fault = {problem.file for problem in problems}
    return [table for table in tables if table.file not in at_fault]


def _cells(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Ask first which tables have a broken cell at all, then only those which cells and why."""
    unchecked = [table for table in tables if engine.is_text(table)]
    conditions = [" AND ".join(sound(field) for field in table.fields) for table in unchecked]
    broken = _any([f"SELECT 1 FROM raw_{table.name} WHERE NOT ({sql})" for table, sql in zip(unchecked, conditions, strict=True)], engine)
    return [problem for number in broken for problem in _cells_of(engine, unchecked[number])]


def _any(queries: list[str], engine: Engine) -> list[int]:
    """The places of the queries that find anything, in one statement."""
    asked = " UNION ALL ".join(f"SELECT {i} AS number FROM ({sql}) GROUP BY 1" for i, sql in enumerate(queries))
    return sorted(row["number"] for row in engine.rows(asked)) if asked else []


def _cells_of(engine: Engine, table: Table) -> list[Problem]:
    broken = ", ".join(f"{first_broken(field)} AS broken_{i}" for i, field in enumerate(table.fields))
    any_broken = " OR ".join(f"broken_{i} IS NOT NULL" for i in range(len(table.fields)))
    found = []
    for row in engine.rows(f"SELECT * FROM (SELECT rowid AS line, {_columns(table)}, {broken} FROM raw_{table.name}) WHERE {any_broken}"):
        for i, field in enumerate(table.fields):
            if (index := row[f"broken_{i}"]) is not None:
                found.append(_problem(engine, table, row, field["name"], explain(field, index, row[field["name"]])))
    return found


def _columns(table: Table) -> str:
    return ", ".join(f'"{name}"' for name in table.columns)


def _problem(engine: Engine, table: Table, row: dict[str, Any], field: str, message: str) -> Problem:
    """A problem of a row, given as its cells and its `line`, which is its rowid."""
    key = " ".join(text_of(row[name]) for name in table.key)
    return Problem(table.file, engine.line(row["line"]), key, field, text_of(row[field]), message)


def _unique(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Keys and unique fields: every row after the first that has the value."""
    questions = []
    for table in tables:
        unique = {tuple(table.key)} | {(f["name"],) for f in table.fields if f.get("constraints", {}).get("unique")}
        for names in sorted(unique):
            columns = ", ".join(f'"{name}"' for name in names)
            rows = f'SELECT rowid, min(rowid) OVER (PARTITION BY {columns}) AS first FROM raw_{table.name} WHERE "{names[0]}" IS NOT NULL'
            message = f"stands on line {{detail}} already; give this row another {' and '.join(names)}"
            questions.append(Question(table, names[0], f"SELECT rowid, first + 2 AS detail FROM ({rows}) WHERE rowid > first", message))
    return _ask(engine, questions)


def _foreign_keys(engine: Engine, tables: list[Table]) -> list[Problem]:
    questions = []
    for table in tables:
        for key in table.schema.get("foreignKeys", []):
            target = key["reference"]["resource"] or table.name
            field, there = key["fields"][0], key["reference"]["fields"][0]
            if target in {t.name for t in tables}:
                sql = (f'SELECT rowid, NULL AS detail FROM raw_{table.name} AS here WHERE "{field}" IS NOT NULL'
                       f' AND NOT EXISTS (SELECT 1 FROM raw_{target} AS there WHERE there."{there}" = here."{field}")')
                questions.append(Question(table, field, sql, f"no row of {target} has this {there}; add it there or correct the id"))
    return _ask(engine, questions)


def _rules(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Row rules under the semantics of SQL's CHECK: a rule that is unknown for a row passes."""
    return _ask(engine, [
        Question(table, rule["fields"][0], f"SELECT rowid, NULL AS detail FROM {table.name} WHERE NOT ({rule['sql']})", rule["message"])
        for table in tables for rule in table.schema.get("rules", [])])


@dataclass(frozen=True)
class Question:
    """A query for the rowids of a table's rows at fault, with a detail for the message, and the field at fault."""

    table: Table
    field: str
    sql: str
    message: str


def _ask(engine: Engine, questions: list[Question]) -> list[Problem]:
    """Ask all questions in one statement, since on small tables every statement costs more than its answer."""
    if not questions:
        return []
    answers = engine.rows(" UNION ALL ".join(f"SELECT {i} AS question, rowid AS line, detail FROM ({q.sql})" for i, q in enumerate(questions)))
    found = []
    for table in {questions[answer["question"]].table.name: questions[answer["question"]].table for answer in answers}.values():
        mine = [(questions[a["question"]], a) for a in answers if questions[a["question"]].table is table]
        rows = _rows_at(engine, table, {answer["line"] for _, answer in mine})
        for question, answer in mine:
            row = rows[answer["line"]]
            values = {name: text_of(row[name]) or "empty" for name in table.columns}
            found.append(_problem(engine, table, row, question.field, question.message.format(detail=answer["detail"], **values)))
    return found


def _rows_at(engine: Engine, table: Table, rowids: set[int]) -> dict[int, dict[str, Any]]:
    """A table's rows by their rowid."""
    wanted = ", ".join(f"({rowid})" for rowid in sorted(rowids))
    sql = f"SELECT rowid AS line, {_columns(table)} FROM raw_{table.name} JOIN (VALUES {wanted}) AS wanted(line_wanted) ON rowid = line_wanted"
    return {row["line"]: row for row in engine.rows(sql)}


Check = tuple[str, str, str]  # name, message, query


def _checks(engine: Engine, package: Package, sound: list[Table]) -> tuple[list[Problem], int]:
    """Ask every check over tables whose tables are sound; returns what they find, and how many were asked."""
    unsound = set(package.tables) - {t.name for t in sound}
    checks: list[Check] = [(path.stem, *read_sql(path)) for path in sorted(CHECKS.glob("*.sql"))]
    checks = [check for check in checks if not set(re.findall(r"\w+", check[2])) & unsound]
    misfits: list[Problem] = []
    try:
        at_fault = _any([sql for _, _, sql in checks], engine)
    except Misfit:  # the package has other columns than the checks were written for
        checks, misfits = _fitting(engine, checks)
        at_fault = _any([sql for _, _, sql in checks], engine)
    return misfits + [problem for i in at_fault for problem in _check(engine, package, *checks[i])], len(checks)


def _fitting(engine: Engine, checks: list[Check]) -> tuple[list[Check], list[Problem]]:
    """The checks that can be asked of this package, and a problem for each that cannot."""
    fitting, problems = [], []
    for name, message, sql in checks:
        try:
            engine.plan(sql)
            fitting.append((name, message, sql))
        except Misfit as why:
            problems.append(Problem("datapackage.json", 0, "", "", "", f"the check {name} does not fit these schemas ({why});"
                                    " validate a package with the code of its own version", name))
    return fitting, problems


def _check(engine: Engine, package: Package, name: str, message: str, sql: str) -> list[Problem]:
    """A check selects `resource`, `id`, `field`, `value` of each row at fault, and whatever its message names."""
    rows = [{name: "" if value is None else str(value) for name, value in row.items()} for row in engine.rows(sql)]
    keys = {resource: [row["id"] for row in rows if row["resource"] == resource] for resource in {row["resource"] for row in rows}}
    lines = {resource: engine.lines(package.tables[resource], its) for resource, its in keys.items()}
    return [Problem(package.tables[row["resource"]].file, lines[row["resource"]].get(row["id"], 0), row["id"], row["field"], row["value"],
                    message.format(**row), name) for row in rows]
