"""Check the package: bytes and header, cells and keys, rows, tables. With --thorough, ask pandera and frictionless too."""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .engine import close_outside, connect, load_text, make_typed, read_sql, rows_of
from .form import check_form, explain_rows
from .package import Package, Table, open_package
from .report import Problem, render
from .schema import explain, first_broken, sound

if TYPE_CHECKING:
    import duckdb

CHECKS = Path(__file__).parent / "checks"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--thorough", action="store_true", help="also ask pandera and frictionless")
    parser.add_argument("--output", choices=["text", "github", "json"], default="text", help="how problems are written")


def run(arguments: argparse.Namespace) -> int:
    """Validate the package in the working folder; print every problem, or an account of what was checked."""
    package = open_package(Path(arguments.package))
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
    """Judge a package by its schemas and checks.

    Returns every problem found and, for the reader, a line on what was checked. A table that fails one stage is not
    asked the next, and a check is asked only where all tables that it reads are sound, so that one fault gives one
    message.
    """
    connection = connect(package)
    problems = []
    for table in package.tables.values():
        problems += check_form(table) or _read(connection, table)
    close_outside(connection)
    tables = [t for t in package.tables.values() if t.file not in {p.file for p in problems}]
    for stage in (_cells, _unique, _foreign_keys, _rules):
        if stage is _rules:
            for table in tables:
                make_typed(connection, table)
        problems += stage(connection, tables)
        tables = [t for t in tables if t.file not in {p.file for p in problems}]
    asked = _checks(connection, package, tables, problems)
    rows = sum(_one(connection, f"SELECT count(*) FROM raw_{t.name}") for t in tables)
    rules = sum(len(t.schema.get("rules", [])) for t in tables)
    return problems, f"{len(tables)} tables, {rows} rows, {rules} row rules, {asked} checks over tables"


def _one(connection: "duckdb.DuckDBPyConnection", sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


def _read(connection: "duckdb.DuckDBPyConnection", table: Table) -> list[Problem]:
    import duckdb

    lines = table.path.read_bytes().count(b"\n")
    try:
        if load_text(connection, table) == lines - 1:
            return []
    except duckdb.Error:
        pass
    unknown = "cannot be read as CSV; look for quotes that do not close, and for cells that are too many"
    return explain_rows(table) or [Problem(table.file, 0, "", "", "", unknown)]


def _cells(connection: "duckdb.DuckDBPyConnection", tables: list[Table]) -> list[Problem]:
    """Ask first which tables have a broken cell at all, then only those which cells and why."""
    conditions = [(table, " AND ".join(sound(field) for field in table.fields)) for table in tables]
    asked = " UNION ALL ".join(f"SELECT {i} AS number FROM raw_{t.name} WHERE NOT ({sql}) GROUP BY 1" for i, (t, sql) in enumerate(conditions))
    broken = sorted(number for (number,) in connection.execute(asked).fetchall()) if asked else []
    return [problem for number in broken for problem in _cells_of(connection, tables[number])]


def _cells_of(connection: "duckdb.DuckDBPyConnection", table: Table) -> list[Problem]:
    broken = ", ".join(f"{first_broken(field)} AS broken_{i}" for i, field in enumerate(table.fields))
    any_broken = " OR ".join(f"broken_{i} IS NOT NULL" for i in range(len(table.fields)))
    rows = connection.execute(f"SELECT * FROM (SELECT rowid, *, {broken} FROM raw_{table.name}) WHERE {any_broken}").fetchall()
    width = len(table.fields)
    found = []
    for line, *cells in rows:
        for field, value, index in zip(table.fields, cells[:width], cells[width:], strict=True):
            if index is not None:
                found.append(_problem(table, line, cells, field["name"], explain(field, index, value)))
    return found


def _problem(table: Table, rowid: int, cells: list[Any], field: str, message: str) -> Problem:
    row = dict(zip(table.columns, cells, strict=False))
    key = " ".join(str(row[name] or "") for name in table.key)
    return Problem(table.file, rowid + 2, key, field, str(row[field] or ""), message)


def _unique(connection: "duckdb.DuckDBPyConnection", tables: list[Table]) -> list[Problem]:
    """Keys and unique fields: every row after the first that has the value."""
    questions = []
    for table in tables:
        unique = {tuple(table.key)} | {(f["name"],) for f in table.fields if f.get("constraints", {}).get("unique")}
        for names in sorted(unique):
            columns = ", ".join(f'"{name}"' for name in names)
            rows = f"SELECT rowid, min(rowid) OVER (PARTITION BY {columns}) AS first FROM raw_{table.name} WHERE {names[0]} IS NOT NULL"
            message = f"stands on line {{detail}} already; give this row another {' and '.join(names)}"
            questions.append(Question(table, names[0], f"SELECT rowid, first + 2 AS detail FROM ({rows}) WHERE rowid > first", message))
    return _ask(connection, questions)


def _foreign_keys(connection: "duckdb.DuckDBPyConnection", tables: list[Table]) -> list[Problem]:
    questions = []
    for table in tables:
        for key in table.schema.get("foreignKeys", []):
            target = key["reference"]["resource"] or table.name
            field, there = key["fields"][0], key["reference"]["fields"][0]
            if target in {t.name for t in tables}:
                sql = (f"SELECT rowid, NULL AS detail FROM raw_{table.name} AS here WHERE {field} IS NOT NULL"
                       f" AND NOT EXISTS (SELECT 1 FROM raw_{target} AS there WHERE there.{there} = here.{field})")
                questions.append(Question(table, field, sql, f"no row of {target} has this {there}; add it there or correct the id"))
    return _ask(connection, questions)


def _rules(connection: "duckdb.DuckDBPyConnection", tables: list[Table]) -> list[Problem]:
    """Row rules under the semantics of SQL's CHECK: a rule that is unknown for a row passes."""
    return _ask(connection, [
        Question(table, rule["fields"][0], f"SELECT rowid, NULL AS detail FROM {table.name} WHERE NOT ({rule['sql']})", rule["message"])
        for table in tables for rule in table.schema.get("rules", [])])


@dataclass(frozen=True)
class Question:
    """A query for the rowids of a table's rows at fault, with a detail for the message, and the field at fault."""

    table: Table
    field: str
    sql: str
    message: str


def _ask(connection: "duckdb.DuckDBPyConnection", questions: list[Question]) -> list[Problem]:
    """Ask all questions in one statement, since on small tables every statement costs more than its answer."""
    if not questions:
        return []
    union = " UNION ALL ".join(f"SELECT {i} AS question, rowid AS line, detail FROM ({q.sql})" for i, q in enumerate(questions))
    found = []
    for i, rowid, detail in connection.execute(union).fetchall():
        question = questions[i]
        cells = connection.execute(f"SELECT * FROM raw_{question.table.name} WHERE rowid = ?", [rowid]).fetchone() or ()
        values = {name: "empty" if value is None else value for name, value in zip(question.table.columns, cells, strict=True)}
        found.append(_problem(question.table, rowid, list(cells), question.field, question.message.format(detail=detail, **values)))
    return found


Check = tuple[str, str, str]  # name, message, query


def _checks(connection: "duckdb.DuckDBPyConnection", package: Package, sound: list[Table], problems: list[Problem]) -> int:
    """Ask every check over tables whose tables are sound; add what it finds to `problems`, return how many were asked."""
    import duckdb

    unsound = set(package.tables) - {t.name for t in sound}
    checks: list[Check] = [(path.stem, *read_sql(path)) for path in sorted(CHECKS.glob("*.sql"))]
    checks = [check for check in checks if not set(re.findall(r"\w+", check[2])) & unsound]
    try:
        at_fault = _at_fault(connection, checks)
    except duckdb.BinderException:  # the package has other columns than the checks were written for
        checks, misfits = _fitting(connection, checks)
        problems += misfits
        at_fault = _at_fault(connection, checks)
    for i in at_fault:
        problems += _check(connection, package, *checks[i])
    return len(checks)


def _at_fault(connection: "duckdb.DuckDBPyConnection", checks: list[Check]) -> list[int]:
    """The places of the checks that find anything, in one statement."""
    asked = " UNION ALL ".join(f"SELECT {i} AS number FROM ({sql}) GROUP BY 1" for i, (_, _, sql) in enumerate(checks))
    return sorted(i for (i,) in connection.execute(asked).fetchall()) if asked else []


def _fitting(connection: "duckdb.DuckDBPyConnection", checks: list[Check]) -> tuple[list[Check], list[Problem]]:
    """The checks that can be asked of this package, and a problem for each that cannot."""
    import duckdb

    fitting, problems = [], []
    for name, message, sql in checks:
        try:
            connection.execute(f"EXPLAIN {sql}")
            fitting.append((name, message, sql))
        except duckdb.BinderException as error:
            why = str(error).splitlines()[0].removeprefix("Binder Error: ")
            problems.append(Problem("datapackage.json", 0, "", "", "", f"the check {name} does not fit these schemas ({why});"
                                    " validate a package with the code of its own version", name))
    return fitting, problems


def _check(connection: "duckdb.DuckDBPyConnection", package: Package, name: str, message: str, sql: str) -> list[Problem]:
    """A check selects `resource`, `id`, `field`, `value` of each row at fault, and whatever its message names."""
    found = []
    for values in rows_of(connection, sql):
        row = {name: "" if value is None else str(value) for name, value in values.items()}
        table = package.tables[row["resource"]]
        line = connection.execute(f"SELECT rowid + 2 FROM raw_{table.name} WHERE {table.key[0]} = ?", [row["id"]]).fetchone()
        found.append(Problem(table.file, line[0] if line else 0, row["id"], row["field"], row["value"], message.format(**row), name))
    return found
