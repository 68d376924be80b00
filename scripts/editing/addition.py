"""Adding a row: answers from options or questions, a new id, and nothing written unless the row passes all checks."""

import argparse
import shlex

from ..checking.privacy import problems_of_row
from ..checking.vocabulary import known_words
from ..package.database import raw
from ..package.files import write_whole
from ..package.package import Table
from ..package.problem import Problem, render, shorten
from ..package.schema import identifier
from .answers import Answers, Field, Refused, flag_of_id, label, meaning, resolved, target_of
from .defaults import default_of
from .draft import Draft, judged
from .from_text import from_text

SETTLING = ("decisions", "strike_links")  # a row of these may settle one of several problems: the others are to do
HINT = "Enter accepts the value in [square brackets]; - leaves a field empty; Ctrl-C stops, and nothing is written"


def add(draft: Draft, table: Table, given: argparse.Namespace, asking: bool) -> list[str]:
    """Complete a row from the parsed options `given` and, if `asking`, from questions; check it and write its table.

    Returns lines on the row and on what is still to do. Raises Refused; then nothing was written.
    """
    answers = _given(table, given)
    before = judged(draft.package, {}) if asking or table.name in SETTLING else []
    known = [p for p in before if p.check] if table.name in SETTLING else []
    if asking and (faults := [p for p in before if not _is_to_do(p, known)]):
        raise Refused(f"{render(faults)}\nfix this first, then add the row")
    shown, found = from_text(draft, table, given, answers, asking)
    answers |= found
    id_, wrong = _id(draft, table, given.own_id)
    if asking and wrong:
        raise Refused("\n".join(wrong))
    print("".join(f"{line}\n" for line in ([*shown, HINT] if asking else shown)), end="")
    row = {table.key[0]: id_} | (_asked(draft, table, answers) if asking else _complete(draft, table, answers, wrong))
    to_do = _until_sound(draft, table, row, set(found), asking, known)
    for path, text in draft.written([table]).items():
        write_whole(path, text)
    line = draft.connection.execute(
        f"SELECT count(*) + 1 FROM {raw(table.name)} WHERE {identifier(table.key[0])} <= ?", [id_]
    ).fetchone() or (0,)
    return [f"{table.file}:{line[0]} {id_} added", *_account(draft, table, row), *_to_do(to_do)]


def _given(table: Table, given: argparse.Namespace) -> Answers:
    """The answers given by options; a hyphen is the empty answer."""
    flags = {field["name"]: getattr(given, field["name"]) for field in table.fields[1:]} | (
        {"url": given.address} if getattr(given, "address", None) else {}
    )
    return {name: "" if value.strip() == "-" else value.strip() for name, value in flags.items() if value is not None}


def _until_sound(
    draft: Draft, table: Table, row: Answers, found: set[str], asking: bool, known: list[Problem]
) -> list[Problem]:
    """Ask again for the fields at fault until there are none; returns what is still to do. Raises Refused."""
    while (problems := _judge(draft, table, row)) and (faults := [p for p in problems if not _is_to_do(p, known)]):
        again = _at_fault(table, row, faults) - found
        if not asking or not again:
            raise Refused("\n".join([render(faults), *([_repeated(table, row)] if asking else [])]))
        print(f"\n{render(faults)}")
        row |= _asked(draft, table, {name: value for name, value in row.items() if name not in again}, row)
    return problems


def _at_fault(table: Table, row: Answers, faults: list[Problem]) -> set[str]:
    """The fields of the new row that are at fault; for a broken row rule, all fields that the rule names."""
    values = {name: value or "empty" for name, value in row.items()}
    rules = {rule["message"].format(**values): rule["fields"] for rule in table.schema.get("rules", [])}
    return {name for p in faults if p.key == row[table.key[0]] for name in rules.get(p.message, [p.field])} - {
        table.key[0]
    }


def _repeated(table: Table, row: Answers) -> str:
    flags = [word for name in table.columns[1:] if row[name] for word in (f"--{name.replace('_', '-')}", row[name])]
    return f"to give the same answers again: python -m scripts new {table.name} {shlex.join(flags)}"


def _id(draft: Draft, table: Table, wanted: str | None) -> tuple[str, list[str]]:
    """The id of the new row, and what is wrong with it."""
    if wanted is None:
        return draft.fresh_id(table), []
    taken = wanted in draft.places or wanted in draft.stones
    fault = "is taken, and ids are never reused" if taken else resolved(draft, table, table.fields[0], wanted)[1]
    flag = flag_of_id(table)
    return wanted, [f"{flag} {shorten(wanted)}: {fault}; leave out {flag} to have one drawn"] if fault else []


def _complete(draft: Draft, table: Table, answers: Answers, wrong: list[str]) -> Answers:
    """The answers, with defaults for what is not given. Raises Refused with `wrong` and all further faults."""
    row: Answers = {}
    faults = list(wrong)
    for field in table.fields[1:]:
        name = field["name"]
        answer = answers[name] if name in answers else default_of(draft, table, field, {**answers, **row})
        row[name], fault = resolved(draft, table, field, answer)
        # a default that repeats another answer repeats its fault
        if fault and (name in answers or not answer or answer not in answers.values()):
            faults.append(
                f"--{name.replace('_', '-')} {shorten(answer)}".rstrip()
                + f": {fault}"
                + ("" if answer else f". {meaning(table, field)}")
            )
    if faults:
        raise Refused("\n".join(faults))
    return row


def _asked(draft: Draft, table: Table, answers: Answers, before: Answers | None = None) -> Answers:
    """Ask for every field that has no answer yet, again until the answer is acceptable; `before` has the defaults."""
    row: Answers = {}
    for field in table.fields[1:]:
        name = field["name"]
        row[name], fault = resolved(draft, table, field, answers[name]) if name in answers else ("", "")
        if fault is not None and name in answers:
            print(f"{name} {shorten(answers[name])}: {fault}")
        while fault is not None:
            default = (before or {}).get(name) or default_of(draft, table, field, {**answers, **row})
            row[name], fault = resolved(draft, table, field, _question(draft, table, field, default))
            if fault:
                print(f"  {fault}")
    return row


def _question(draft: Draft, table: Table, field: Field, default: str) -> str:
    """Ask for one field; returns the answer, the default for an empty answer, and an empty text for a hyphen."""
    print(
        f"\n{field['name']}: {field['description']}"
        + ("" if field.get("constraints", {}).get("required") else " (may be empty)")
    )
    for code in field.get("categories", []):
        print(f"    {code['value']:<24} {code['label']}")
    hint = "an id, or a name" if target_of(table, field) else f"such as {field['example']}"
    shown = f" [{default}{_called(draft, default)}]" if default else "" if field.get("categories") else f" ({hint})"
    answer = input(f"{field['name']}{shown}: ").strip()
    return "" if answer == "-" else answer or default


def _judge(draft: Draft, table: Table, row: Answers) -> list[Problem]:
    """The problems of the package with the new row, which the draft has afterwards."""
    draft.connection.execute(f"DELETE FROM {raw(table.name)} WHERE {identifier(table.key[0])} = ?", [row[table.key[0]]])
    draft.add(table, row)
    return judged(draft.package, draft.written([table])) + problems_of_row(table, row, known_words(draft.package))


def _is_to_do(problem: Problem, known: list[Problem]) -> bool:
    """Whether a problem is already known, or says only that no row uses the new row yet."""
    return problem in known or (problem.check.startswith("every_") and problem.value == problem.key)


def _account(draft: Draft, table: Table, row: Answers) -> list[str]:
    return [f"  {name}: {shorten(row[name])}{_called(draft, row[name])}" for name in table.columns[1:] if row[name]]


def _called(draft: Draft, value: str) -> str:
    """The name, in brackets, of the row that has a value as its id; empty if there is none."""
    name = label(draft, value)
    return f" ({shorten(name)})" if name else ""


def _to_do(problems: list[Problem]) -> list[str]:
    return (
        ["still to do before the package is valid again:", *(f"  {line}" for line in render(problems).splitlines())]
        if problems
        else []
    )
