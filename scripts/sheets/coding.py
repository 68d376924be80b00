"""Coding a document: a sheet and a text become rows of all tables, written together or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..checking.privacy import problems_of_row
from ..checking.vocabulary import known_words, naming
from ..editing.draft import Draft, judged
from ..package.database import open_texts, raw
from ..package.ids import DECISIONS
from ..package.package import Package
from ..package.problem import Problem
from ..package.schema import identifier
from ..texts.search import Text, copied
from .completeness import faults_of_text
from .document import Document, rows_of_document
from .drawing import faults_of_draw
from .grammar.reading import read_sheet
from .grammar.sheet import Fault, Sheet
from .grammar.vocabulary import Vocabulary
from .matching import IDS, Plan, changes_in, planned
from .names import KEYS as NAMED
from .names import Names
from .questions import questions
from .rows import Made, rows_of_sheet
from .telling import account, faults_of_problems
from .writer.writing import CannotWrite, Writer

PROSE = ("sources", *NAMED, DECISIONS)  # tables with free text
COPIED = (
    "it has words of the document, which are somebody else's: say it in your own words, at most seven in a row of the"
    " document's"
)
GONE = "No longer in the coding of its document."


More = Callable[[Draft, Plan], list[str]]


def nothing_more(draft: Draft, plan: Plan) -> list[str]:
    """Add no rows beyond those of the sheet, and say nothing."""
    return []


@dataclass
class Coded:
    """What became of a sheet: faults, questions, lines on what changes, the new text of each file, and the plan."""

    faults: list[Fault] = field(default_factory=list)
    questions: list[Fault] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    texts: dict[Path, str] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)


def code(package: Package, text: Text, written: str, reason: str = GONE, dry_run: bool = False) -> Coded:
    """What a sheet changes in a package; nothing is written, and there are no texts if there is a fault.

    `reason` is why rows are withdrawn that the sheet does not say any more. That a document needs two codings is only
    asked about in a dry run, so that each coder can try a sheet alone.
    """
    with open_texts(package) as connection:
        draft = Draft(package, connection)
        sheet = read_sheet(Vocabulary(package), written)
        alone = faults_of_draw(draft, sheet, source_of(draft, sheet, text), alone=True)
        coded = code_in(draft, text, written, reason)
    if dry_run:
        coded.questions = sorted({*coded.questions, *alone})
    elif alone:
        coded.faults, coded.texts = sorted({*coded.faults, *alone}), {}
    return coded


def code_in(draft: Draft, text: Text, written: str, reason: str = GONE, more: More = nothing_more) -> Coded:
    """The same in a draft, which changes unless a line of the sheet is at fault; `more` may add rows to it."""
    sheet = read_sheet(Vocabulary(draft.package), written)
    document = rows_of_document(draft, source_of(draft, sheet, text))
    made = rows_of_sheet(draft, sheet, text, document)
    coded = Coded(sorted({*made.faults, *faults_of_text(made, text, sheet.head.get("language", ("en", 0))[0])}))
    if made.faults:
        return coded
    plan = coded.plan = plan_of(draft.package, document, made, text)
    coded.questions = sorted({*questions(sheet, made, text)})
    apply(draft, plan, reason)
    added = more(draft, plan)
    texts = draft.written(draft.changed.values())
    if draft.changed:
        problems = judged(draft.package, texts) + _named_persons(draft.package, plan)
        known = {*judged(draft.package, {})} if problems else set()
        new = [problem for problem in problems if problem not in known]
        coded.faults = sorted({*coded.faults, *faults_of_problems(draft, plan, made, new)})
        coded.faults = sorted({*coded.faults, *_copied(plan, made, text)})
    coded.done = [*account(draft, plan), *added, *([f"{plan.equal} rows as they were"] if plan.equal else [])]
    coded.texts = {} if coded.faults else texts
    return coded


def _named_persons(package: Package, plan: Plan) -> list[Problem]:
    """The problems of new and changed rows that name a person, or seem to."""
    names = [naming(package.tables[table], row) for table in ("actors", "places") for row in plan.added.get(table, [])]
    known = known_words(package).taught(" ".join(name for its in names for name in its.values()))
    rows = [(table, row) for table, its in plan.added.items() for row in its]
    rows += [(table, after) for table, _, after in plan.changed]
    rows = [(table, row) for table, row in rows if table in PROSE]
    return [problem for table, row in rows for problem in problems_of_row(package.tables[table], row, known)]


def _copied(plan: Plan, made: Made, text: Text) -> Iterator[Fault]:
    """The notes and reasons of new and changed rows that have words of the document."""
    rows = [row for its in plan.added.values() for row in its] + [after for _, _, after in plan.changed]
    for row in rows:
        id_ = next(iter(row.values()))
        for name in ("notes", "reason"):
            if copied(text, row.get(name, "")):
                line = made.head.get(name, 0) if "source_id" in row and "title" in row else plan.lines.get(id_, 0)
                yield Fault(line, f"{name.removesuffix('s')}: {COPIED}")


def source_of(draft: Draft, sheet: Sheet, text: Text) -> str:
    """The id of the source that has the text or the address of a sheet; empty if none has."""
    url = sheet.head.get("url", ("", 0))[0]
    for column, value in (("text_sha256", text.sha256), ("url", url)):
        row = draft.connection.execute(
            f"SELECT source_id FROM {raw('sources')} WHERE {identifier(column)} = ? AND ? <> ''", [value, value]
        ).fetchone()
        if row:
            return str(row[0])
    return ""


def plan_of(package: Package, document: Document, made: Made, text: Text) -> Plan:
    """What has to change; of another rendering of a document that is there, fingerprint and positions stay."""
    plan = planned(document, made.rows, made.lines, {table.name: table.columns for table in package.tables.values()})
    known = document.rows["sources"]
    if known and known[0]["text_sha256"] and known[0]["text_sha256"] != text.sha256:
        kept = {"sources": ("text_sha256", "text_words"), "citations": ("passage_start",)}
        for table, before, after in plan.changed:
            if before.get("passage_sha256") == after.get("passage_sha256"):
                after |= {name: before[name] for name in kept.get(table, ())}
        plan.changed = [its for its in plan.changed if its[1] != its[2]]
    return plan


def apply(draft: Draft, plan: Plan, reason: str) -> None:
    """Change the draft: rows that go, changed cells, new rows; then names that nothing uses any more go, too."""
    order = [*NAMED]
    named = [id_ for id_ in plan.gone if draft.used[id_].table.name in NAMED]
    for id_ in [id_ for id_ in plan.gone if id_ not in named]:
        draft.withdraw(id_, reason)
    for table, id_, name, _, cell in changes_in(plan):
        draft.connection.execute(
            f"UPDATE {raw(table)} SET {identifier(name)} = ? WHERE {identifier(IDS[table])} = ?", [cell or None, id_]
        )
        draft.changed[table] = draft.package.tables[table]
    for table, rows in plan.added.items():
        for row in rows:
            draft.add(draft.package.tables[table], row)
    for id_ in sorted(named, key=lambda id_: -order.index(draft.used[id_].table.name)):
        if draft.referring(id_):
            plan.gone.remove(id_)
        else:
            draft.withdraw(id_, reason)


def sheet_of(package: Package, source: str, text: Text) -> str:
    """The sheet of a document that is coded; raises CannotWrite if it cannot say its rows."""
    with open_texts(package) as connection:
        draft, vocabulary = Draft(package, connection), Vocabulary(package)
        document = rows_of_document(draft, source)
        written = Writer(vocabulary, Names(draft), document, text).written()
        made = rows_of_sheet(draft, read_sheet(vocabulary, written), text, document)
        plan = plan_of(package, document, made, text)
        if made.faults or not plan.is_empty:
            lines = written.splitlines()
            why = [f"{lines[fault.line - 1] if fault.line else 'the sheet'}: {fault.message}" for fault in made.faults]
            why += [
                f"{table} {id_} {name}: {old} would become {new}" for table, id_, name, old, new in changes_in(plan)
            ]
            why += [f"{id_} would be withdrawn" for id_ in plan.gone]
            raise CannotWrite("\n".join(why))
        return written
