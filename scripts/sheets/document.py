"""The rows of one document in a package: those that say what it says, and those that only it uses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..editing.draft import Draft
from ..package.database import raw, rows_of
from ..package.ids import DECISIONS
from ..package.schema import identifier
from .grammar.sheet import Cells

Rows = dict[str, list[Cells]]
SAID = ("strike_reports", "victim_counts", "damage_counts", "statements", "exclusions")
NAMED = ("actors", "places", "strikes")
USERS = {  # the columns in which rows of a document name the rows that it may share with others
    "actors": [
        *(("sources", name) for name in ("publisher_id", "voice_id")),
        *(("citations", name) for name in ("speaker_id", "via_id")),
        ("statements", "party_id"),
    ],
    "places": [("strike_reports", "place_id"), ("strikes", "place_id")],
    "strikes": [(table, "strike_id") for table in SAID if table != "exclusions"],
}


@dataclass
class Document:
    """The rows of a document by table, and the ids of the actors, places and strikes that no other document uses.

    `shared` has the ids of the links and decisions that may be another document's, since it alone uses one of the two.
    """

    rows: Rows = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)


def every_row(draft: Draft, table: str) -> list[Cells]:
    """The rows of a table as texts, in the order of their ids."""
    key = draft.package.tables[table].key[0]
    asked = f"SELECT * FROM {raw(table)} ORDER BY {identifier(key)}"
    return [{name: cell or "" for name, cell in row.items()} for row in rows_of(draft.connection, asked)]


def rows_of_document(draft: Draft, source: str) -> Document:
    """The rows of the document with an id: what it says, whom, where and what it names, and links and decisions."""
    every = {
        name: every_row(draft, name) for name in ("sources", "citations", *SAID, *NAMED, "strike_links", DECISIONS)
    }
    rows: Rows = {"sources": [row for row in every["sources"] if row["source_id"] == source]}
    rows["citations"] = [row for row in every["citations"] if row["source_id"] == source]
    cited = {row["citation_id"] for row in rows["citations"]}
    for table in SAID:
        rows[table] = [row for row in every[table] if row["citation_id"] in cited]
    made = Document(rows)
    codings = [row for row in every_row(draft, "codings") if row["source_id"] != source]
    _own_and_used(every, made, codings)
    return made


def _own_and_used(every: Rows, made: Document, codings: list[Cells]) -> None:
    """Add the strikes, links, places and actors of a document, and which of them no other document uses."""
    rows = made.rows
    used = {row["strike_id"] for table, _ in USERS["strikes"] for row in rows[table]}
    others = {row["strike_id"] for table, _ in USERS["strikes"] for row in _rest(every, rows, table)}
    made.own |= used - others
    links = [*_about(every["strike_links"], ("strike_id", "other_id"), made.own)]
    rows["strike_links"] = links
    beside = {row[name] for row in links for name in ("strike_id", "other_id")}
    decided = [row for row in every[DECISIONS] if row["decision"] == "distinct"]
    rows[DECISIONS] = [*_about(decided, ("id", "other_id"), made.own)]
    beside |= {row[name] for row in rows[DECISIONS] for name in ("id", "other_id")}
    made.shared |= _shared(every, made)
    rows["strikes"] = [row for row in every["strikes"] if row["strike_id"] in used | beside]
    places = _named(rows, "places", made.own)
    made.own |= places - _elsewhere(every, made, "places", codings)
    rows["places"] = [row for row in every["places"] if row["place_id"] in places]
    _actors(every, made, _elsewhere(every, made, "actors", codings))


def _elsewhere(every: Rows, made: Document, table: str, codings: list[Cells]) -> set[str]:
    """The ids of a table that rows of other documents name, and their codings."""
    named = {row[name] for user, name in USERS[table] for row in _others(every, made.rows, user, made.own)}
    return named | {cell for row in codings for name, cell in row.items() if name.endswith("_id")}


def _rest(every: Rows, rows: Rows, table: str) -> Iterator[Cells]:
    kept = {id(row) for row in rows.get(table, [])}
    return (row for row in every[table] if id(row) not in kept)


def _others(every: Rows, rows: Rows, table: str, own: set[str]) -> Iterator[Cells]:
    """The rows of a table that other documents use; of strikes, those that are not the document's own."""
    if table == "strikes":
        return (row for row in every["strikes"] if row["strike_id"] not in own)
    return _rest(every, rows, table)


def _shared(every: Rows, made: Document) -> set[str]:
    """The links and decisions of which one strike is used by one other document alone."""
    source = {row["citation_id"]: row["source_id"] for row in every["citations"]}
    users: dict[str, set[str]] = {}
    for table, _ in USERS["strikes"]:
        for row in every[table]:
            users.setdefault(row["strike_id"], set()).add(source.get(row["citation_id"], ""))
    alone = {id_ for id_, its in users.items() if len(its) == 1} - made.own
    pairs = [(next(iter(row.values())), row["strike_id"], row["other_id"]) for row in made.rows["strike_links"]]
    pairs += [(row["decision_id"], row["id"], row["other_id"]) for row in made.rows[DECISIONS]]
    return {id_ for id_, *pair in pairs if alone & {*pair}}


def _about(rows: Iterable[Cells], names: tuple[str, str], own: set[str]) -> Iterator[Cells]:
    return (row for row in rows if {row[name] for name in names} & own)


def _named(rows: Rows, table: str, own: set[str]) -> set[str]:
    """The ids of a table that rows of a document name; of its strikes, those that are its own."""
    cells = {
        row[name] for user, name in USERS[table] for row in rows[user] if user != "strikes" or row["strike_id"] in own
    }
    return cells - {""}


def _actors(every: Rows, made: Document, elsewhere: set[str]) -> None:
    """Add the actors of a document, and those above its own ones; one is its own if all below it are."""
    actors = {row["actor_id"]: row for row in every["actors"]}
    listed = _named(made.rows, "actors", made.own)
    while above := {actors[id_]["parent_id"] for id_ in listed - elsewhere} - listed - {""}:
        listed |= above
    free = listed - elsewhere  # not those that no document names
    while above := {actors[id_]["parent_id"] for id_ in {*actors} - free} & free:
        free -= above
    listed = _named(made.rows, "actors", made.own)
    while above := {actors[id_]["parent_id"] for id_ in listed & free} - listed - {""}:
        listed |= above
    made.own |= listed & free
    made.rows["actors"] = [row for id_, row in actors.items() if id_ in listed]
