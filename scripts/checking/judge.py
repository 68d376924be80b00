"""The judge: asks an engine whether the tables keep their schemas and the checks over tables. The same SQL for every engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..package.database import read_sql
from ..package.listings import listings, read_by
from ..package.package import CHECKS, Package, Table
from ..package.problem import SHOWN, Problem, unshown
from ..package.progress import Advance, unseen
from ..package.schema import explain, first_broken, identifier, sound
from .engine import Engine
from .unanswered import Check, Misfit, fault_of_answer, fault_of_check, fault_of_rule, together_or_alone

STAGES = 5


def judge(
    engine: Engine, package: Package, problems: list[Problem], advance: Advance = unseen
) -> tuple[list[Problem], str]:
    """Ask an engine everything about the tables that no problem is known of.

    A table that fails one stage is not asked the next, and a check is asked only where all tables that it reads are sound, so
    that one fault gives one message. Of many faults of one kind in a column the first are shown and the others counted.
    Returns all problems, and for the reader a line on what was checked.
    """
    tables = _faultless(package.tables.values(), problems)
    for stage in (_cells, _unique, _foreign_keys, _rules):
        problems = problems + stage(engine, tables)
        tables = _faultless(tables, problems)
        if stage is _cells:
            engine.make_typed(tables)
        advance()
    found, asked = _checks(engine, package, tables)
    advance()
    rows = sum(_count(engine, [f"SELECT 1 FROM {identifier(table.name)}" for table in tables]).values())
    rules = sum(len(t.schema.get("rules", [])) for t in tables)
    return problems + found, f"{len(tables)} tables, {rows} rows, {rules} row rules, {asked} checks over tables"


def _faultless(tables: Iterable[Table], problems: list[Problem]) -> list[Table]:
    at_fault = {problem.file for problem in problems}
    return [table for table in tables if table.file not in at_fault]


def _together(engine: Engine, queries: list[str]) -> list[dict[str, Any]]:
    """The rows of several queries of the same columns, in as few statements as the engine is to be given."""
    statements = [" UNION ALL ".join(queries[i : i + engine.at_once]) for i in range(0, len(queries), engine.at_once)]
    return [row for statement in statements for row in engine.rows(statement)]


def _count(engine: Engine, queries: list[str]) -> dict[int, int]:
    """How many rows each query gives, by its place, where it gives any."""
    counts = [f"SELECT {i} AS number, count(*) AS total FROM ({sql}) AS asked" for i, sql in enumerate(queries)]
    return {row["number"]: row["total"] for row in _together(engine, counts) if row["total"]}


def _first(sql: str, order: str) -> str:
    return f"SELECT * FROM ({sql}) AS found ORDER BY {order} LIMIT {SHOWN}"


def _cells(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Ask first which tables have a broken cell at all, then only those in which columns, and then which cells and why."""
    texts = [(table, sql) for table in tables if (sql := engine.as_text(table))]
    unsound = [
        f"SELECT 1 FROM ({sql}) AS text WHERE NOT ({' AND '.join(sound(field) for field in table.fields)})"
        for table, sql in texts
    ]
    return [problem for i in _count(engine, unsound) for problem in _cells_of(engine, *texts[i])]


def _cells_of(engine: Engine, table: Table, text: str) -> list[Problem]:
    counted = ", ".join(f"count({first_broken(field)}) AS broken_{i}" for i, field in enumerate(table.fields))
    [totals] = engine.rows(f"SELECT {counted} FROM ({text}) AS text")
    columns = ", ".join(map(identifier, table.columns))
    asked, shown = [], []
    for i, field in enumerate(table.fields):
        if totals[f"broken_{i}"]:
            broken = (
                f"SELECT {i} AS number, rowid AS line, {columns}, {first_broken(field)} AS broken FROM ({text}) AS text"
            )
            asked.append(
                f"SELECT * FROM ({_first(f'SELECT * FROM ({broken}) AS cells WHERE broken IS NOT NULL', 'line')}) AS shown"
            )
    for row in sorted(_together(engine, asked), key=lambda row: (row["number"], row["line"])):
        field, cells = table.fields[row["number"]], {name: row[name] or "" for name in table.columns}
        shown.append(
            _problem(
                engine, table, row["line"], cells, field["name"], explain(field, row["broken"], row[field["name"]])
            )
        )
    return shown + [
        more
        for i, field in enumerate(table.fields)
        if totals[f"broken_{i}"]
        for more in unshown([p for p in shown if p.field == field["name"]], totals[f"broken_{i}"])
    ]


def _problem(engine: Engine, table: Table, rowid: int, cells: dict[str, str], field: str, message: str) -> Problem:
    return Problem(
        table.file, engine.line(rowid), " ".join(cells[name] for name in table.key), field, cells[field], message
    )


@dataclass(frozen=True)
class Question:
    """A query for the rowids of a table's rows at fault, with a detail for the message; the field at fault; a quicker query for as many rows."""

    table: Table
    field: str
    sql: str
    message: str
    quick: str = ""
    rule: str = ""


def _unique(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Keys and unique fields: every row after the first that has the value."""
    questions = []
    for table in tables:
        unique = {tuple(table.key)} | {(f["name"],) for f in table.fields if f.get("constraints", {}).get("unique")}
        for names in sorted(unique):
            columns = ", ".join(map(identifier, names))
            given = f"FROM {identifier(table.name)} WHERE {identifier(names[0])} IS NOT NULL"
            rows = f"SELECT rowid, min(rowid) OVER (PARTITION BY {columns}) AS first {given}"
            message = f"stands on line {{detail}} already; give this row another {' and '.join(names)}"
            quick = f"SELECT 1 {given} GROUP BY {columns} HAVING count(*) > 1"
            questions.append(
                Question(
                    table,
                    names[0],
                    f"SELECT rowid, first + 2 AS detail FROM ({rows}) AS keys WHERE rowid > first",
                    message,
                    quick,
                )
            )
    return _ask(engine, questions)


def _foreign_keys(engine: Engine, tables: list[Table]) -> list[Problem]:
    questions = []
    for table in tables:
        for key in table.schema.get("foreignKeys", []):
            target = key["reference"]["resource"] or table.name
            field, there = key["fields"][0], key["reference"]["fields"][0]
            if target in {t.name for t in tables}:
                cell = identifier(field)
                sql = (
                    f"SELECT rowid, NULL AS detail FROM {identifier(table.name)} AS here WHERE {cell} IS NOT NULL"
                    f" AND NOT EXISTS (SELECT 1 FROM {identifier(target)} AS there WHERE there.{identifier(there)} = here.{cell})"
                )
                questions.append(
                    Question(table, field, sql, f"no row of {target} has this {there}; add it there or correct the id")
                )
    return _ask(engine, questions)


def _rules(engine: Engine, tables: list[Table]) -> list[Problem]:
    """Row rules under the semantics of SQL's CHECK: a rule that is unknown for a row passes."""
    return _ask(
        engine,
        [
            Question(
                table,
                rule["fields"][0],
                f"SELECT rowid, NULL AS detail FROM {identifier(table.name)} WHERE NOT ({rule['sql']})",
                rule["message"],
                rule=rule["name"],
            )
            for table in tables
            for rule in table.schema.get("rules", [])
        ],
    )


def _ask(engine: Engine, questions: list[Question]) -> list[Problem]:
    """What all questions find; one that cannot be asked is a problem itself."""
    return together_or_alone(
        questions, partial(_answers, engine), lambda q, why: fault_of_rule(q.table.schema_file, q.rule, why)
    )


def _answers(engine: Engine, questions: Sequence[Question]) -> list[Problem]:
    """Count what all questions find, then look at the first rows of those that find any."""
    totals = _count(engine, [question.quick or question.sql for question in questions])
    quick = [i for i in totals if questions[i].quick]
    totals |= {quick[place]: total for place, total in _count(engine, [questions[i].sql for i in quick]).items()}
    firsts = [
        f"SELECT {i} AS number, rowid AS line, detail FROM ({_first(questions[i].sql, 'rowid')}) AS shown"
        for i in totals
    ]
    answers = sorted(_together(engine, firsts), key=lambda row: (row["number"], row["line"]))
    tables = {questions[i].table.name: questions[i].table for i in totals}
    cells = {
        name: engine.cells(table, {a["line"] for a in answers if questions[a["number"]].table is table})
        for name, table in tables.items()
    }
    found = []
    for i, total in totals.items():
        question, shown = questions[i], []
        for answer in answers:
            if answer["number"] == i:
                its = cells[question.table.name][answer["line"]]
                message = question.message.format(
                    detail=answer["detail"], **{name: value or "empty" for name, value in its.items()}
                )
                shown.append(_problem(engine, question.table, answer["line"], its, question.field, message))
        found += shown + unshown(shown, total)
    return found


def _checks(engine: Engine, package: Package, sound: list[Table]) -> tuple[list[Problem], int]:
    """Ask every check over tables whose tables are sound; returns what they find, and how many were asked."""
    unsound = set(package.tables) - {t.name for t in sound}
    checks: list[Check] = [(path.stem, *read_sql(path)) for path in sorted(CHECKS.glob("*.sql"))]
    views = listings(package.tables.values())
    checks = [check for check in checks if not read_by(check[2], views) & unsound]
    refused: list[Problem] = []

    def fault(check: Check, why: Misfit) -> Problem:
        refused.append(fault_of_check(check, why))
        return refused[-1]

    found = together_or_alone(checks, partial(_found, engine, package), fault)
    return found, len(checks) - len(refused)


def _found(engine: Engine, package: Package, checks: Sequence[Check]) -> list[Problem]:
    totals = _count(engine, [sql for _, _, sql in checks])
    return [problem for i, total in totals.items() for problem in _check(engine, package, checks[i], total)]


def _check(engine: Engine, package: Package, check: Check, total: int) -> list[Problem]:
    """A check selects `resource`, `id`, `field`, `value` of each row at fault, and whatever its message names."""
    name, message, sql = check
    rows = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in engine.rows(_first(sql, "resource, id"))
    ]
    faults = (fault_of_answer(check, row, set(package.tables)) for row in rows)
    if fault := next(filter(None, faults), None):
        return [fault]
    keys = {
        resource: [row["id"] for row in rows if row["resource"] == resource]
        for resource in {row["resource"] for row in rows}
    }
    lines = {resource: engine.lines(package.tables[resource], its) for resource, its in keys.items()}
    shown = [
        Problem(
            package.tables[row["resource"]].file,
            lines[row["resource"]].get(row["id"], 0),
            row["id"],
            row["field"],
            row["value"],
            message.format(**row),
            name,
        )
        for row in rows
    ]
    return shown + unshown(shown, total)
