"""Moving rows from one row to another that they refer to, such as the reports and claims of one strike to another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..package.database import open_texts, raw
from ..package.ids import TOMBSTONES, similar_id
from ..package.package import Package, Table
from ..package.problem import Problem, render
from ..package.schema import identifier
from .answers import singular
from .draft import Draft, judged, still_to_do


class Refused(Exception):
    """Nothing was moved; the message has one line for each reason."""


@dataclass(frozen=True)
class Move:
    """The rows to move, the row that they refer to now (empty: whichever it is), and the one to refer to instead."""

    rows: list[str]
    old: str
    new: str


def planned(package: Package, move: Move) -> tuple[dict[Path, str], list[str]]:
    """The new text of every file that changes, by path, and lines on each row moved and on what is still to do.

    Raises Refused, with every fault, if a row cannot be moved or if the package would break a rule afterwards.
    """
    with open_texts(package) as connection:
        draft = Draft(package, connection)
        if faults := [*_faults(draft, move)]:
            raise Refused("\n".join(faults))
        before = [problem for problem in judged(package, {}) if problem.check]
        ends = {
            (key, field): (key, table, field) for row in move.rows for key, table, field in _meant(draft, move, row)
        }
        for key, table, field in ends.values():
            draft.point(key, table, field, move.new)
        texts = draft.written(draft.changed.values())
        problems = [replace(problem, line=draft.line(problem.key)) for problem in judged(package, texts)]
        if broken := [problem for problem in problems if not _is_to_do(problem) and problem not in before]:
            raise Refused(render(broken))
        return texts, [*draft.done, *still_to_do(problems)]


def _is_to_do(problem: Problem) -> bool:
    """Whether a problem says only that a row is not used, as the row that lost its last report or claim."""
    return problem.check.startswith("every_") and problem.value == problem.key


def _faults(draft: Draft, move: Move) -> Iterator[str]:
    wrong = [*_unknown(draft, [move.new, *([move.old] if move.old else []), *move.rows])]
    if wrong:
        yield from wrong
        return
    tables = [draft.used[id_].table.name for id_ in (move.old or move.new, move.new)]
    if tables[0] != tables[1]:
        yield f"--from {move.old}: is in {tables[0]}, and {move.new} in {tables[1]}; give two rows of one table"
        return
    if move.old == move.new:
        yield f"--to {move.new}: is the row of --from; give another"
        return
    for row in move.rows:
        ends = [*_meant(draft, move, row)]
        if not ends:
            yield _no_end(draft, move, row)
        elif len({key for key, _, _ in ends}) < len(ends):
            named = " and ".join(field for _, _, field in ends)
            yield f"{row}: refers to {tables[0]} in {named}; say which with --from ID, the row that it refers to now"


def _unknown(draft: Draft, ids: list[str]) -> Iterator[str]:
    for id_ in ids:
        if id_ in draft.stones:
            yield f"{id_}: is withdrawn; see: python -m scripts resolve {id_}"
        elif id_ not in draft.used:
            yield f"{id_}: no row has this id{similar_id(id_, list(draft.used))}"


def _meant(draft: Draft, move: Move, row: str) -> Iterator[tuple[str, Table, str]]:
    """The ends to change for one id, as (key, table, field): of the row itself, of the rows that cite it, or all."""
    target = draft.used[move.new].table.name
    for table, field in draft.references(target):
        if table.name == TOMBSTONES:
            continue
        said = f"{identifier(table.key[0])} = $1 OR $1 = $2"
        if "citation_id" in table.columns:
            cited = f"SELECT citation_id FROM {raw('citations')} WHERE source_id = $1"
            said += f" OR citation_id = $1 OR citation_id IN ({cited})"
        now = f"{identifier(field)} = $2" if move.old else f"{identifier(field)} <> $2"
        sql = f"SELECT {identifier(table.key[0])} FROM {raw(table.name)} WHERE ({said}) AND {now} ORDER BY 1"
        for (key,) in draft.connection.execute(sql, [row, move.old or move.new]).fetchall():
            if key == row or move.old:
                yield key, table, field


def _kind(table: str) -> str:
    """What one row of a table is called, such as "a strike"."""
    one = singular(table).replace("_", " ")
    return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"


def _no_end(draft: Draft, move: Move, row: str) -> str:
    """Why a row has no end to change, and what to do."""
    table, wanted = draft.used[row].table, draft.used[move.new].table.name
    if table.name in ("citations", "sources"):
        if move.old:
            return f"{row}: no row that cites it refers to {move.old}; look up the rows in data/"
        return (
            f"{row}: is {_kind(table.name)}; add --from ID, the {_kind(wanted).split(' ', 1)[1]} whose rows should move"
        )
    targets = [key["reference"]["resource"] or table.name for key in table.schema.get("foreignKeys", [])]
    if wanted not in targets:
        named = " or ".join(map(_kind, dict.fromkeys(targets))) or "no other row"
        return f"{row}: {move.new} is {_kind(wanted)}; {_kind(table.name)} refers to {named}"
    whose = f"does not refer to {move.old}" if move.old else f"already refers to {move.new}"
    return f"{row}: {whose}; remove it from the command"
