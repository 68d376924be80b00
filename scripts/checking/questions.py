"""Questions about rows: many queries in few statements, counted first and then looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..package.package import Table
from ..package.problem import SHOWN, Problem, unshown
from .engine import Engine, side_by_side
from .unanswered import fault_of_rule, together_or_alone


@dataclass(frozen=True)
class Question:
    """A query for the rows of a table that break one rule.

    `sql` selects `rowid` and `detail`, which the message may use; `field` is the field to correct. `quick`, if given,
    is a faster query that finds rows if `sql` does; only then is `sql` asked. `rule` is the name of the row rule, if it
    is one, and `check` what the problem names as its check, if anything.
    """

    table: Table
    field: str
    sql: str
    message: str
    quick: str = ""
    rule: str = ""
    check: str = ""


def together(engine: Engine, queries: list[str]) -> list[dict[str, Any]]:
    """The rows of several queries with the same columns, asked in as few statements as `engine.at_once` allows."""
    statements = [" UNION ALL ".join(queries[i : i + engine.at_once]) for i in range(0, len(queries), engine.at_once)]
    return [row for rows in side_by_side(engine.rows, statements, engine.hands) for row in rows]


def count(engine: Engine, queries: list[str]) -> dict[int, int]:
    """The number of rows of each query, by its position in the list; queries without rows are left out."""
    counts = [f"SELECT {i} AS number, count(*) AS total FROM ({sql}) AS asked" for i, sql in enumerate(queries)]
    return {row["number"]: row["total"] for row in together(engine, counts) if row["total"]}


def first(sql: str, order: str) -> str:
    """SQL for the first rows of a query, as many as are shown to the user."""
    return f"SELECT * FROM ({sql}) AS found ORDER BY {order} LIMIT {SHOWN}"


def problem_at(engine: Engine, table: Table, rowid: int, cells: dict[str, str], field: str, message: str) -> Problem:
    """The problem of one cell, from the row's rowid and its cells as text."""
    key = " ".join(cells[name] for name in table.key)
    return Problem(table.file, engine.line(rowid), key, field, cells[field], message)


def ask(engine: Engine, questions: list[Question]) -> list[Problem]:
    """What all questions find; a question that cannot be asked is itself a problem."""
    return together_or_alone(
        questions, partial(_answers, engine), lambda q, why: fault_of_rule(q.table.schema_file, q.rule, why)
    )


def _answers(engine: Engine, questions: Sequence[Question]) -> list[Problem]:
    """Count the rows that every question finds, then fetch the first rows of those that find any."""
    totals = count(engine, [question.quick or question.sql for question in questions])
    quick = [i for i in totals if questions[i].quick]
    certain = count(engine, [questions[i].sql for i in quick]) if quick else {}
    totals = {i: total for i, total in totals.items() if i not in quick} | {
        quick[place]: total for place, total in certain.items()
    }
    firsts = [
        f"SELECT {i} AS number, rowid AS line, detail FROM ({first(questions[i].sql, 'rowid')}) AS shown"
        for i in totals
    ]
    answers = sorted(together(engine, firsts), key=lambda row: (row["number"], row["line"]))
    cells = _cells_of_rows(engine, questions, answers)
    found = []
    for i, total in totals.items():
        mine = [answer for answer in answers if answer["number"] == i]
        shown = [_answered(engine, questions[i], answer, cells) for answer in mine]
        found += shown + unshown(shown, total)
    return found


def _cells_of_rows(
    engine: Engine, questions: Sequence[Question], answers: list[dict[str, Any]]
) -> dict[str, dict[int, dict[str, str]]]:
    """The cells of every row that an answer names, by table name and rowid: one request to the engine per table."""
    tables = {questions[a["number"]].table.name: questions[a["number"]].table for a in answers}
    rowids: dict[str, set[int]] = {name: set() for name in tables}
    for answer in answers:
        rowids[questions[answer["number"]].table.name].add(answer["line"])
    return {name: engine.cells(table, rowids[name]) for name, table in tables.items()}


def _answered(
    engine: Engine, question: Question, answer: dict[str, Any], cells: dict[str, dict[int, dict[str, str]]]
) -> Problem:
    its = cells[question.table.name][answer["line"]]
    words = {name: value or "empty" for name, value in its.items()}
    message = question.message.format(detail=answer["detail"], **words)
    return replace(
        problem_at(engine, question.table, answer["line"], its, question.field, message), check=question.check
    )
