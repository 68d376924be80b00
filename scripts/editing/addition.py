"""Adding rows: answers from options or questions, new ids, and nothing written unless everything passes all checks."""

import argparse
import shlex
import sys
from contextlib import nullcontext
from datetime import date

from ..checking.privacy import problems_of_row
from ..checking.vocabulary import known_words
from ..package.database import raw
from ..package.files import write_together, writing
from ..package.ids import DECISIONS, PAIR, Place
from ..package.package import Table
from ..package.problem import Problem, render, shorten
from ..package.schema import identifier
from .answers import Answers, Refused, called, flag_of_id, meaning, resolved, tables_to_add_to
from .defaults import default_of
from .draft import Draft, judged, still_to_do
from .from_gazetteer import from_gazetteer
from .from_text import from_text
from .kept import Kept
from .neighbours import neighbours, of_new, undecided
from .questions import HINT, Questions, confirmed

SETTLING = ("decisions", "strike_links")  # a row of these may settle one of several problems: the others are to do


def add(draft: Draft, table: Table, given: argparse.Namespace, asking: bool) -> list[str]:
    """Complete a row from the parsed options `given` and, if `asking`, from questions; check it and write its table.

    Rows of other tables that are added on the way are written together with it. Returns lines on every row and on what
    is still to do. Raises Refused; then nothing was written, and what was typed is kept. Without questions, the caller
    holds the lock.
    """
    before = judged(draft.package, {}) if asking or table.name in SETTLING else []
    known = [p for p in before if p.check] if table.name in SETTLING else []
    if asking and (faults := [p for p in before if not _is_to_do(p, known)]):
        raise Refused(f"{render(faults)}\nfix this first, then add the row")
    run = _Run(draft, Kept(draft.package.root, table.name, asking), asking, known)
    run.distinct = (getattr(given, "distinct", None) or "").strip()
    answers = run.resumed(table) | _given(table, given)
    shown, found = from_text(draft, table, given, answers, asking)
    id_, wrong = _id(draft, table, given.own_id)
    if asking and wrong:
        raise Refused("\n".join(wrong))
    print("".join(f"{line}\n" for line in ([*shown, HINT] if asking else shown)), end="")
    offered: Answers = {}
    if table.name == "places" and "gazetteer" not in answers:
        told, offered = from_gazetteer(draft, given.look_up if given.look_up or asking else "", asking)
        answers = told | answers
    to_do = run.row(table, id_, answers | found, offered, {*found}, wrong)
    with writing(draft.package.root) if asking else nullcontext():  # nobody waits for somebody who is asked
        if draft.is_outdated:
            raise Refused("another run has written tables since this one began; start again")
        write_together(draft.written({made.name: made for made, _ in run.rows}.values()), draft.package.root)
    run.kept.drop()
    return [*run.told(), *still_to_do(to_do)]


class _Run:
    """The rows of one run in the order in which they were completed, as (table, texts by column)."""

    def __init__(self, draft: Draft, kept: Kept, asking: bool, known: list[Problem]) -> None:
        self.draft, self.kept, self.asking, self.known = draft, kept, asking, known
        self.rows: list[tuple[Table, Answers]] = []
        self.distinct = ""  # why the next row is not the same as those that it looks like
        self._questions = Questions(draft, kept, self._made)

    def resumed(self, table: Table) -> Answers:
        """The answers about a row of a table that an earlier run kept, if they are wanted; rows are taken over too."""
        if not self.kept:
            return {}
        of_row = self.kept.answers.get(table.name, {})
        print("answers of an earlier run, which was not finished:")
        for name, its in [*self.kept.rows, *self.kept.answers.items()]:
            print(f"  {name}: " + "; ".join(f"{field} {shorten(value)}" for field, value in its.items() if value))
        if not confirmed("Continue with these answers?", "yes"):
            self.kept.drop()
            return {}
        tables = tables_to_add_to(self.draft.package)
        for name, row in self.kept.rows:
            if name in tables and row.get(key := tables[name].key[0]) and row[key] not in self.draft.places:
                self.draft.add(tables[name], row)
                self._register(tables[name], row)
        return {name: value for name, value in of_row.items() if name in table.columns}

    def row(
        self, table: Table, id_: str, answers: Answers, offered: Answers, found: set[str], wrong: list[str]
    ) -> list[Problem]:
        """Complete one row, until it passes all checks; returns what is still to do. Raises Refused."""
        whole = (
            self._questions.ask(table, answers, offered)
            if self.asking
            else _complete(self.draft, table, offered | answers, wrong)
        )
        row = {table.key[0]: id_} | whole
        self._compare(table, row)
        to_do = self._until_sound(table, row, found)
        self._register(table, row)
        return to_do

    def _compare(self, table: Table, row: Answers) -> None:
        """Show the neighbours of a row; record why it is not the same as those that a check takes for the same.

        Raises Refused if the row is not wanted.
        """
        reason, self.distinct = self.distinct, ""
        if near := neighbours(self.draft, table, row):
            print("", *near, sep="\n") if self.asking else print("\n".join(near), file=sys.stderr)
        if near and self.asking and not confirmed("Add it anyway?", "no"):
            raise Refused("not added: it may be one of the rows above")
        if alike := undecided(self.draft, table, row):
            if self.asking and not reason:
                reason = self._reason(alike)
            if not reason:
                print("if it is a different one, add --distinct REASON", file=sys.stderr)
            for other in alike if reason else []:
                self._decide(row[table.key[0]], other, reason)

    def _reason(self, alike: list[str]) -> str:
        """Ask why a new row is not one of those that look the same; raises Refused if there is no reason."""
        print(f"\nIt looks the same as {', '.join(alike)}. Your answer is stored in decisions.")
        if not (reason := input("Why are they different? ").strip().removeprefix("-")):
            raise Refused("not added: there is no reason why it is a different one")
        return reason

    def _decide(self, one: str, other: str, reason: str) -> None:
        """Add the decision that two rows are distinct; raises Refused if the reason is at fault."""
        table = self.draft.package.tables[DECISIONS]
        cells = [self.draft.fresh_id(table), one, other, "distinct", reason, date.today().isoformat()]
        row = dict(zip([table.key[0], *PAIR, "decision", "reason", "decided_on"], cells, strict=True))
        if problems := problems_of_row(table, row, known_words(self.draft.package)):
            raise Refused(render(problems))
        self.draft.add(table, row)
        self._register(table, row)

    def _register(self, table: Table, row: Answers) -> None:
        place = Place(table, 0, row.get("name", ""))
        self.draft.places[row[table.key[0]]] = self.draft.used[row[table.key[0]]] = place
        self.rows.append((table, row))

    def _made(self, table: Table, name: str) -> str:
        """Add a row of another table on the way; returns its id."""
        print(f"\na new row of {table.name}")
        answers: Answers = self.kept.answers.get(table.name, {})
        offered: Answers = {}
        if table.name == "places" and not answers:
            answers, offered = from_gazetteer(self.draft, name or None, True)
        if name and not answers:
            answers = {next(column for column in table.columns if column in ("name", "title")): name}
        self.row(table, self.draft.fresh_id(table), answers, offered, set(), [])
        self.kept.finish(*(self.rows[-1][0].name, self.rows[-1][1]))
        print(f"\nback to the row of {self.kept.table}")
        return self.rows[-1][1][table.key[0]]

    def _until_sound(self, table: Table, row: Answers, found: set[str]) -> list[Problem]:
        """Ask again for the fields at fault until there are none; returns what is still to do. Raises Refused."""
        while problems := _judge(self.draft, table, row):
            if not (faults := [p for p in problems if not _is_to_do(p, self.known)]):
                break
            faults = [of_new(self.draft, row[table.key[0]], fault) for fault in faults]
            again = _at_fault(table, row, faults) - found
            if not self.asking or not again:
                raise Refused("\n".join([render(faults), *([_repeated(table, row)] if self.asking else [])]))
            print(f"\n{render(faults)}")
            right = {name: value for name, value in row.items() if name not in again}
            row |= self._questions.ask(table, right, row)
        return problems

    def told(self) -> list[str]:
        """Lines on every row: where it is, and its cells."""
        return [line for table, row in self.rows for line in _account(self.draft, table, row)]


def _given(table: Table, given: argparse.Namespace) -> Answers:
    """The answers given by options; a hyphen is the empty answer."""
    flags = {field["name"]: getattr(given, field["name"]) for field in table.fields[1:]} | (
        {"url": given.address} if getattr(given, "address", None) else {}
    )
    return {name: "" if value.strip() == "-" else value.strip() for name, value in flags.items() if value is not None}


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
                + ("" if answer else f". {meaning(draft.package, table, field)}")
            )
    if faults:
        raise Refused("\n".join(faults))
    return row


def _judge(draft: Draft, table: Table, row: Answers) -> list[Problem]:
    """The problems of the package with the new row, which the draft has afterwards."""
    draft.connection.execute(f"DELETE FROM {raw(table.name)} WHERE {identifier(table.key[0])} = ?", [row[table.key[0]]])
    draft.add(table, row)
    named = problems_of_row(table, row, known_words(draft.package))
    return judged(draft.package, draft.written(draft.changed.values())) + named


def _is_to_do(problem: Problem, known: list[Problem]) -> bool:
    """Whether a problem is already known, or says only that no row uses the new row yet."""
    return problem in known or (problem.check.startswith("every_") and problem.value == problem.key)


def _account(draft: Draft, table: Table, row: Answers) -> list[str]:
    line = draft.connection.execute(
        f"SELECT count(*) + 1 FROM {raw(table.name)} WHERE {identifier(table.key[0])} <= ?", [row[table.key[0]]]
    ).fetchone() or (0,)
    cells = [f"  {name}: {shorten(row[name])}{called(draft, row[name])}" for name in table.columns[1:] if row[name]]
    return [f"{table.file}:{line[0]} {row[table.key[0]]} added", *cells]
