"""Questions that get no answer: a rule or check that is not SQL, does not fit the tables, or takes too long."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..package.closed import LIMIT, seconds
from ..package.problem import Problem
from ..package.soundness.row_rules import fault_of_message

MOST_LATE = 3  # questions that may run out of time before the others are left out
SELECTED = ("resource", "id", "field", "value")

Item = TypeVar("Item")
Check = tuple[str, str, str]  # name, message, query


class Misfit(Exception):
    """A query asks for a table or column that is not there; the message says which."""

    is_late = False


class Broken(Misfit):
    """A query is not SQL, or fails on the data; the message says why."""


class Late(Broken):
    """A query was not answered within the time limit."""

    is_late = True

    def __init__(self) -> None:
        super().__init__(f"not answered within {seconds():g} seconds; {LIMIT}=SECONDS sets the limit")


def together_or_alone(
    items: Sequence[Item],
    ask: Callable[[Sequence[Item]], list[Problem]],
    fault: Callable[[Item, Misfit], Problem],
) -> list[Problem]:
    """What `ask` finds for all items at once or, if that fails, for each alone; `fault` words the failure of one."""
    try:
        return ask(items)
    except Misfit:
        pass
    found: list[Problem] = []
    late = 0
    for item in items:
        try:
            found += [] if late == MOST_LATE else ask([item])
        except Misfit as why:
            found.append(fault(item, why))
            late += why.is_late
    return found


def fault_of_rule(file: str, name: str, why: Misfit) -> Problem:
    """The problem of a row rule or key of a schema that cannot be asked."""
    what = f"rules {name}" if name else "primaryKey and foreignKeys"
    return Problem(file, 0, "", what, "", f"cannot be checked ({why}); correct or simplify it")


def fault_of_check(check: Check, why: Misfit) -> Problem:
    """The problem of a check over tables that cannot be asked."""
    name = check[0]
    if isinstance(why, Broken):
        return Problem(f"scripts/checks/{name}.sql", 0, "", "", "", f"cannot be checked ({why}); correct its SQL", name)
    message = (
        f"the check {name} does not fit these schemas ({why}); validate a package with the code of its own version"
    )
    return Problem("datapackage.json", 0, "", "", "", message, name)


def fault_of_answer(check: Check, row: dict[str, str], resources: set[str]) -> Problem | None:
    """What is wrong with a row that a check selected, if it is not what a problem is made of; None if it is."""
    name, message, _ = check
    why = fault_of_message(message, set(row), "a column of its query")
    if missing := [column for column in SELECTED if column not in row]:
        why = f"does not select {', '.join(missing)}; add it to its query"
    elif row["resource"] not in resources:
        why = "does not select the name of a table as resource; correct its query"
    return Problem(f"scripts/checks/{name}.sql", 0, "", "", "", why, name) if why else None
