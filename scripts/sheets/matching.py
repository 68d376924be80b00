"""The rows of a sheet beside those that its document has already: which are the same, changed, new or gone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from ..package.ids import DECISIONS
from .document import SAID, Document, Rows
from .grammar.sheet import Cells
from .names import KEYS as NAMED
from .rows import KEYS

REFERENCES = ("part_of", "answers", "repeats")
IDS = NAMED | KEYS | {"sources": "source_id", "strike_links": "link_id", DECISIONS: "decision_id"}
ALIKE = {  # the cells that make a row another claim; where they are equal, the other cells are corrections
    "strike_reports": ("strike_id",),
    "victim_counts": ("strike_id", "outcome", "demographic", "occupation"),
    "damage_counts": ("strike_id", "object"),
    "statements": ("strike_id", "topic", "party_role"),
    "exclusions": (),
}


@dataclass
class Plan:
    """What a sheet changes: new rows by table, changed rows with their old cells, ids of rows that go; lines by id."""

    added: Rows = field(default_factory=dict)
    changed: list[tuple[str, Cells, Cells]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    equal: int = 0
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (any(self.added.values()) or self.changed or self.gone)


def planned(document: Document, made: Rows, lines: dict[str, int], columns: dict[str, list[str]]) -> Plan:
    """What has to change so that a document has the rows that a sheet made.

    Takes the lines of the made rows by id, and the columns of every table.
    """
    made = {table: [{name: row.get(name, "") for name in columns[table]} for row in made[table]] for table in made}
    old = {table: document.rows.get(table, []) for table in made}
    same = _same_rows(old, made)
    plan = Plan(source=made["sources"][0]["source_id"], lines={same.get(id_, id_): line for id_, line in lines.items()})
    for table, rows in made.items():
        known = {row[IDS[table]]: row for row in old[table]}
        final = [{name: same.get(cell, cell) for name, cell in row.items()} for row in rows]
        plan.added[table] = [row for row in final if row[IDS[table]] not in known]
        pairs = [(table, known[row[IDS[table]]], row) for row in final if row[IDS[table]] in known]
        plan.changed += [pair for pair in pairs if pair[1] != pair[2]]
        plan.equal += sum(one == other for _, one, other in pairs)
        kept = {row[IDS[table]] for row in final}
        if table not in NAMED and table != "sources":
            plan.gone += [id_ for id_ in known if id_ not in kept and id_ not in document.shared]
    named = {cell for rows in made.values() for row in rows for cell in row.values()}
    plan.gone += [row["strike_id"] for row in old["strikes"] if row["strike_id"] in document.own - named]
    return plan


def _same_rows(old: Rows, made: Rows) -> dict[str, str]:
    """The id of the row that is there for the id of each made row that is the same or a corrected one."""
    same: dict[str, str] = {}
    passage = ("passage_sha256", "passage_words")
    speaker = ("speaker_id", "said_on", "via_id", "speech")
    for cells in (
        (*passage, "passage_start", *speaker),
        (*passage, *speaker),
        (*passage, "speaker_id"),
        passage,
        ("passage_start", "speaker_id"),
    ):
        _pair("citations", old, made, same, partial(_cells, cells))
    _pair_overlapping(old["citations"], made["citations"], same)
    for table in SAID:
        told, claimed = _told(old, table, {}), _told(made, table, same)
        for key in (told_whole, told_without_references, told_alike, told_elsewhere):
            _pair(table, old, made, same, partial(key, table, told | claimed))
    for table in ("strike_links", DECISIONS):
        _pair(table, old, made, same, partial(_first, None))
        _pair(table, old, made, same, partial(_first, 3))
    return same


Told = dict[str, tuple[Cells, Cells]]  # of each row by id: its cells as they are in the package, and its citation


def _told(rows: Rows, table: str, same: dict[str, str]) -> Told:
    cited = {row["citation_id"]: row for row in rows["citations"]}
    own = [*rows[table], *(rows["citations"] if table == "exclusions" else ())]
    found = {}
    for row in own:
        cells = {name: same.get(cell, cell) for name, cell in row.items()}
        found[next(iter(row.values()))] = (cells, cited[row["citation_id"]])
    return found


def _cells(names: tuple[str, ...], row: Cells) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


def _first(number: int | None, row: Cells) -> tuple[str, ...]:
    """The cells of a row behind its id, up to a number."""
    return tuple([*row.values()][1:number])


def told_whole(table: str, told: Told, row: Cells) -> tuple[object, ...]:
    """What a row says, with what it refers to."""
    refers = [told[row[name]] for name in REFERENCES if row.get(name) in told]
    beside = [
        (its[1]["passage_start"], its[1]["passage_words"], its[1]["speaker_id"], tuple(_plain(its[0]).items()))
        for its in refers
    ]
    return (*told_without_references(table, told, row), *beside)


def told_without_references(table: str, told: Told, row: Cells) -> tuple[object, ...]:
    """What a row says in its citation."""
    cells = told[row[KEYS[table]]][0]
    return (cells["citation_id"], *_plain(cells).items())


def told_alike(table: str, told: Told, row: Cells) -> tuple[object, ...]:
    """What stays the same where a claim is corrected."""
    cells = told[row[KEYS[table]]][0]
    return tuple(cells[name] for name in ("citation_id", *ALIKE[table]))


def told_elsewhere(table: str, told: Told, row: Cells) -> tuple[object, ...]:
    """What a row says, wherever it is cited."""
    return (
        (told[row[KEYS[table]]][1]["speaker_id"], *_plain(row).items())
        if table != "exclusions"
        else (row[KEYS[table]],)
    )


def _plain(row: Cells) -> Cells:
    return {name: cell for name, cell in row.items() if name not in (*KEYS.values(), *REFERENCES)}


def _pair(table: str, old: Rows, made: Rows, same: dict[str, str], key: Callable[[Cells], object]) -> None:
    """Pair the rows that are not paired yet and have one key, in their order."""
    id_, taken = IDS[table], {*same.values()}
    waiting: dict[object, list[str]] = {}
    for row in old[table]:
        if row[id_] not in taken:
            waiting.setdefault(key(row), []).append(row[id_])
    for row in made[table]:
        if row[id_] not in same and (its := waiting.get(key(row))):
            same[row[id_]] = its.pop(0)


def _pair_overlapping(old: list[Cells], made: list[Cells], same: dict[str, str]) -> None:
    """Pair the citations of one speaker whose passages overlap and that are not paired yet: they were cut otherwise."""
    taken = {*same.values()}
    for row in made:
        first, last = _ends(row)
        for other in old if row["citation_id"] not in same else ():
            start, end = _ends(other)
            is_free = other["citation_id"] not in taken and other["speaker_id"] == row["speaker_id"]
            if is_free and start < last and first < end:
                same[row["citation_id"]] = other["citation_id"]
                taken.add(other["citation_id"])
                break


def _ends(row: Cells) -> tuple[int, int]:
    return int(row["passage_start"]), int(row["passage_start"]) + int(row["passage_words"])


def changes_in(plan: Plan) -> Iterator[tuple[str, str, str, str, str]]:
    """Every changed cell: table, id, field, old and new text."""
    for table, before, after in plan.changed:
        for name, cell in after.items():
            if cell != before[name]:
                yield table, after[IDS[table]], name, before[name], cell
