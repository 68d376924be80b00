"""Problems of the package told at the lines of a sheet: rows by name or line, never by id."""

import re
from collections.abc import Iterable, Iterator

from ..editing.draft import Draft
from ..package.database import raw, rows_of
from ..package.problem import Problem, shorten
from .document import Rows
from .grammar.sheet import Fault
from .matching import IDS, Plan
from .rows import Made

ID = re.compile(r"\b[a-z]{2}-[a-z0-9]{8}\b")
DECIDE = re.compile(r"(link the two in strike_links or |if not, )?run: python -m scripts new decision .*")
RELATE = "write X may be Y, or X distinct from Y; why REASON"


def faults_of_problems(draft: Draft, plan: Plan, made: Made, problems: Iterable[Problem]) -> Iterator[Fault]:
    """The problems at the lines of the rows that they are of; line 0 if no line of the sheet has to do with one."""
    names = _names(draft, made.rows)
    for problem in problems:
        ids = [problem.key, problem.value, *ID.findall(problem.message)]
        line = next((plan.lines[id_] for id_ in ids if id_ in plan.lines), 0)
        if problem.key.startswith("so-"):
            line = made.head.get(problem.field) or line
        yield Fault(line, _told(problem, line, plan, names))


def _told(problem: Problem, line: int, plan: Plan, names: dict[str, str]) -> str:
    """The message with what the rows are called in place of their ids."""

    def called(match: re.Match[str]) -> str:
        id_ = match[0]
        if name := names.get(id_):
            return name
        its = plan.lines.get(id_)
        return f"line {its}" if its else "a row of another document"

    message = DECIDE.sub(RELATE, problem.message)
    cell = problem.field if not problem.value or ID.fullmatch(problem.value) else f"{problem.field} {problem.value}"
    is_key = problem.field in IDS.values() and problem.value == problem.key
    where = "" if line else f"{problem.file}: "
    return where + ID.sub(called, message if is_key or not cell else f"{shorten(cell)}: {message}")


def _names(draft: Draft, rows: Rows) -> dict[str, str]:
    """What rows that have a name are called, by id."""
    found = {}
    for table, name in (("actors", "name"), ("places", "name"), ("strikes", "name"), ("sources", "title")):
        for row in [*rows_of(draft.connection, f"SELECT * FROM {raw(table)}"), *rows.get(table, [])]:
            found[row[IDS[table]]] = shorten(row[name] or "")
    return found


def account(draft: Draft, plan: Plan) -> list[str]:
    """What a sheet changes, a line for each table, then each new actor, place and strike."""
    lines = []
    gone = {id_: draft.places[id_].table.name for id_ in plan.gone if id_ in draft.places}
    for table in plan.added:
        added = len(plan.added[table])
        changed = sum(its[0] == table for its in plan.changed)
        lost = sum(its == table for its in gone.values())
        counts = [(added, "added"), (changed, "changed"), (lost, "withdrawn")]
        if any(number for number, _ in counts):
            lines.append(f"{table}: " + ", ".join(f"{number} {what}" for number, what in counts if number))
    for table in ("actors", "places", "strikes"):
        lines += [f"new in {table}: {row['name']}" for row in plan.added.get(table, [])]
    return lines
