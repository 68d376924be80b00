"""Withdrawing a row: its tombstone, the rows withdrawn with it, and the references changed to its replacement."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..checking.privacy import faults as faults_of_text
from ..checking.validation import validate
from ..checking.vocabulary import known_words
from ..package.database import open_texts, raw, rows_of
from ..package.ids import DECISIONS, TOMBSTONES, similar_id, stones_of
from ..package.package import CHECKS, Package, PackageError
from ..package.problem import Problem, render
from ..package.schema import identifier
from ..package.sql_files import read_sql
from .draft import Draft, fault_of, judged, still_to_do
from .joining import faults_of_keep, keep_cells, tell_of_links

# Rows of these tables only describe the row that they belong to, and are withdrawn with it.
PARTS = {"strikes": ("strike_reports", "strike_links")}

REFERS = (
    "the row refers to what would be withdrawn; withdraw it first, or change its {field}"
    " (in all such rows at once: --replaced-by ID --move)"
)


class Refused(Exception):
    """Nothing was withdrawn; the message has one line for each reason."""


@dataclass(frozen=True)
class Request:
    """The row to withdraw, the reason, the ids that replace it, and whether to change references to the replacement.

    `keep` has the fields whose cells the replacement takes over then.
    """

    id: str
    reason: str
    replaced_by: list[str]
    move: bool
    keep: tuple[str, ...] = ()


def planned(package: Package, request: Request) -> tuple[dict[Path, str], list[str]]:
    """The new text of every file that changes, by path in the order of writing, and lines on each row changed.

    Tombstones are written first and the table of the id last, so an id that has both marks an interrupted withdrawal.
    What broke a check before is still to do, and no reason to refuse. Raises Refused, and PackageError if a table
    cannot be read.
    """
    import duckdb

    with open_texts(package) as connection:
        draft = Draft(package, connection)
        try:
            known = check_request(draft, request)
            carry_out(draft, request)
            texts = draft.texts(request.id)
        except duckdb.Error:
            # a cell has the wrong type; only an interrupted withdrawal gets here without being validated
            raise PackageError("a table cannot be read; see: python -m scripts validate") from None
    problems = [replace(problem, line=draft.line(problem.key)) for problem in judged(package, texts)]
    if new := [problem for problem in problems if problem not in known]:
        raise Refused(render(new))
    return texts, [*draft.done, *still_to_do(problems)]


def check_request(draft: Draft, request: Request) -> list[Problem]:
    """The problems that the package has with its checks; the withdrawal may fix some of them.

    Raises Refused if the request does not make sense for this package, or if the package has other problems.
    """
    if faults := [*_faults(draft, request)]:
        raise Refused("\n".join(faults))
    problems = validate(draft.package).problems
    if request.id not in draft.stones and (broken := [problem for problem in problems if not problem.check]):
        raise Refused("\n".join(map(str, sorted(broken))))
    return [problem for problem in problems if problem.check]


def _faults(draft: Draft, request: Request) -> Iterable[str]:
    for field in [field for field in draft.package.tables[TOMBSTONES].fields if field["name"] == "reason"]:
        if fault := fault_of(draft.connection, field, request.reason):
            yield f"the reason {fault}"
    for _, _, fault in faults_of_text(request.reason, known_words(draft.package)):
        yield f"the reason {fault}"
    yield from _faults_of_id(draft, request)
    if request.id in draft.used:
        yield from faults_of_keep(draft.used[request.id].table, request.keep)
    for id_ in request.replaced_by:
        if id_ == request.id:
            yield f"{id_}: cannot replace itself; give the id to use instead"
        elif id_ in draft.stones:
            yield f"{id_}: is itself withdrawn; see: python -m scripts resolve {id_}"
        elif id_ not in draft.used:
            yield f"{id_}: no row has this id{similar_id(id_, list(draft.used))}"
        elif request.move and request.id in draft.used and draft.used[id_].table != draft.used[request.id].table:
            table = draft.used[id_].table.name
            yield f"{id_}: is in {table}, so references to {request.id} cannot be changed to it"


def _faults_of_id(draft: Draft, request: Request) -> Iterable[str]:
    if stones := draft.stones.get(request.id):
        if request.id not in draft.used:
            yield f"{request.id}: is already withdrawn; see: python -m scripts resolve {request.id}"
        elif set(stones) != set(stones_of(request.reason, request.replaced_by)):
            yield (
                f"{request.id}: already has a tombstone with a different reason or replacement;"
                " give those to finish its withdrawal"
            )
    elif request.id not in draft.used:
        unknown = f"no row has this id{similar_id(request.id, list(draft.used))}"
        yield f"{request.id}: {'is a tombstone, and cannot be withdrawn' if request.id in draft.places else unknown}"


def carry_out(draft: Draft, request: Request) -> None:
    """Change references, withdraw the row, then its parts and the rows that only it used. Raises Refused.

    Actors and places stay: they may be declared before anything uses them.
    """
    table = draft.used[request.id].table
    waiting = {*_unused(draft, ())}  # rows that nothing used before, such as a new citation
    row = (
        draft.connection.execute(
            f"SELECT * FROM {raw(table.name)} WHERE {identifier(table.key[0])} = ?", [request.id]
        ).fetchone()
        or ()
    )
    if request.id in draft.stones:
        draft.done.append(f"{request.id}: its withdrawal was interrupted; finishing it")
    if request.move:
        draft.move(request.id, request.replaced_by[0])
        keep_cells(draft, request.id, request.replaced_by[0], request.keep)
    draft.withdraw(request.id, request.reason, request.replaced_by)
    for id_ in [id_ for id_ in draft.stones if id_ in draft.used and id_ != request.id]:
        draft.withdraw(id_, "")
    if request.move:
        drop_links(draft, request.id, request.replaced_by[0])
        drop_copies(draft, f"now that {request.id} is {request.replaced_by[0]}")
        tell_of_links(draft, request.replaced_by[0])
    direct = () if any(table.name in parts for parts in PARTS.values()) else row
    while freed := {*_parts(draft)} or {*_unused(draft, direct)} - waiting:
        for id_ in sorted(freed):
            draft.withdraw(id_, f"Used only by {request.id}.")
    if lost := [id_ for id_ in request.replaced_by if id_ in draft.gone]:
        raise Refused(
            "\n".join(
                f"{id_}: cannot replace anything, because it is withdrawn with {request.id}, the only row that used it"
                for id_ in lost
            )
        )


def drop_links(draft: Draft, old: str, new: str) -> None:
    """After a merge, withdraw links and decisions that join the row to itself, or that repeat another the other way."""
    target = draft.used[new].table.name
    for table in draft.package.tables.values():
        ends = [field for to, field in draft.naming(target) if to == table]
        if len(ends) < 2 or len(ends) < len(table.schema.get("foreignKeys", [])):
            continue
        selfish = (
            f"SELECT {identifier(table.key[0])} FROM {raw(table.name)}"
            f" WHERE {' = '.join(map(identifier, ends[:2]))} ORDER BY 1"
        )
        for (key,) in draft.connection.execute(selfish).fetchall():
            draft.withdraw(key, f"Joined {old} and {new}, which are the same.")
        doubled: dict[str, str] = {}
        for row in _asked(draft, "*_are_distinct.sql", table.name):
            doubled[row["id"]] = min(row["first"], doubled.get(row["id"], row["first"]))
        for key, first in sorted(doubled.items()):
            draft.withdraw(key, f"Repeats {first} now that {old} is {new}.", [first])


def drop_copies(draft: Draft, why: str) -> None:
    """After a merge, withdraw the rows that have become equal to another in everything but the id."""
    while copies := [*_copies(draft)]:
        for key, first in copies:
            draft.move(key, first)
            draft.withdraw(key, f"Repeats {first} {why}.", [first])


def _copies(draft: Draft) -> Iterable[tuple[str, str]]:
    """The rows of the changed tables that repeat another, each with the row that it repeats."""
    for table in [table for table in draft.changed.values() if table.name != TOMBSTONES]:
        key, told = identifier(table.key[0]), ", ".join(map(identifier, table.columns[1:]))
        rows = f"SELECT {key} AS key, min({key}) OVER (PARTITION BY {told}) AS first FROM {raw(table.name)}"
        yield from draft.connection.execute(f"SELECT * FROM ({rows}) WHERE key > first ORDER BY key").fetchall()


def _asked(draft: Draft, checks: str, resource: str | None = None) -> Iterable[dict[str, Any]]:
    for path in sorted(CHECKS.glob(checks)):
        yield from (row for row in rows_of(draft.connection, read_sql(path)[1]) if resource in (None, row["resource"]))


def _unused(draft: Draft, direct: Iterable[str]) -> Iterable[str]:
    """The ids of the rows that are unused according to the checks `every_*`, which then name the key as the field.

    A row that has parts, that is a strike, is included only if it is in `direct`, the cells of the withdrawn row: it is
    withdrawn with its last claim, never with a link or a group.
    """
    for row in _asked(draft, "every_*.sql"):
        table = draft.package.tables[row["resource"]]
        if row["field"] == table.key[0] and (table.name not in PARTS or row["id"] in direct):
            yield row["id"]


def _parts(draft: Draft) -> Iterable[str]:
    """The rows that refer to withdrawn rows and are their parts; raises Refused if another row refers to one."""
    faults = []
    for id_ in draft.gone:
        for key, table, field in draft.referring(id_):
            if table.name in (DECISIONS, *PARTS.get(draft.used[id_].table.name, ())):
                yield key
            else:
                faults.append(Problem(table.file, draft.line(key), key, field, id_, REFERS.format(field=field)))
    if faults:
        raise Refused(render(faults))
