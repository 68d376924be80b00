"""The head of a sheet and the lines that declare its names, written from rows."""

from collections.abc import Callable
from typing import Protocol

from ..grammar.days import phrase_of
from ..grammar.declarations import join_keys
from ..grammar.reading import HEAD
from ..grammar.sheet import Cells, Declared, Wrong
from ..names import Names
from ..new_rows import EMPTY, PLACE, basis, computed_name, from_gazetteer


class Namer(Protocol):
    """Who knows the rows and what a line calls each."""

    names: Names
    own: set[str]
    short: dict[str, str]
    rows: dict[str, list[Cells]]

    def name(self, table: str, id_: str) -> str:
        """What a line calls a row."""


def head_lines(source: Cells, name: Callable[[str, str], str]) -> list[str]:
    """The lines of the head."""
    cells = {key: source[column] for key, column in HEAD.items()}
    cells |= {key: name("actors", cells[key]) for key in ("publisher", "voice") if cells[key]}
    cells["basis"] = "" if cells["basis"] == "stated" else cells["basis"]
    cells["read"] = ", ".join(source[column] for column in ("read_on", "read_from", "text_access", "identified_by"))
    return [f"{key}: {value}" for key, value in cells.items() if value]


def declared_line(namer: Namer, table: str, row: Cells) -> str:
    """The line that declares one row: as new, if it is the document's own."""
    id_, kind = next(iter(row.values())), table.removesuffix("s")
    short = namer.short[id_]
    if id_ not in namer.own:
        return f"{short} = {kind if table != 'strikes' else 'strike'} {_full(namer, kind, id_, row)}"
    what = {"actors": _actor, "places": _place, "strikes": _strike}[table](namer, row)
    return f"{short} = new {what}"


def _full(namer: Namer, kind: str, id_: str, row: Cells) -> str:
    """The full name of a row that is there, or its id if other rows have the name, too."""
    try:
        return row["name"] if namer.names.of_full_name(kind, row["name"]) == id_ else id_
    except Wrong:
        return id_


def _actor(namer: Namer, row: Cells) -> str:
    parent = row["parent_id"]
    of_parent = namer.names.rows["actors"].get(parent, {}).get("side", "")
    side = "" if row["side"] == of_parent else row["side"] or EMPTY
    source = "" if row["side_source"] == basis(row["kind"], row["side"]) else row["side_source"]
    under = namer.name("actors", parent) if parent else ""
    cells = {"kind": row["kind"], "side": side, "source": source, "under": under, "note": row["notes"]}
    return join_keys(f"actor {row['name']}", "actor", cells)


def _place(namer: Namer, row: Cells) -> str:
    number = row["gazetteer"].removeprefix("Who's On First ")
    try:
        known = from_gazetteer(number, "") if row["gazetteer"] else {}
    except Wrong:
        known, number = {}, ""
    cells = {key: row[column] or EMPTY for key, column in PLACE.items() if row[column] != known.get(column, "")}
    cells["from"] = number if known else ""
    cells["source"] = row["held_by_source"]
    point = [row[name] for name in ("latitude", "longitude", "coordinate_precision")]
    if point != [known.get(name, "") for name in ("latitude", "longitude", "coordinate_precision")]:
        cells["point"] = f"{' '.join(point)}{' of ' * bool(row['gazetteer'])}{row['gazetteer']}" if point[0] else EMPTY
    return join_keys(f"place {row['name']}", "place", cells)


def _strike(namer: Namer, row: Cells) -> str:
    level, places = row["level"], _places(namer, row)
    names = [namer.names.rows["places"][id_]["name"] for id_ in places]
    phrase = phrase_of(row["name"].rpartition(", ")[2])
    called = [namer.name("places", id_) for id_ in places]
    where = f"at {', '.join(called)}" if places else ""
    for unnamed in (False, True):
        declared = Declared(0, "", "strike", True, level=level, unnamed=unnamed, days=phrase)
        if phrase and places and computed_name(names, declared) == row["name"]:
            what = f"{level} {where if not unnamed else f'in {called[0]}'} {phrase}"
            return join_keys(what, "strike", {"note": row["notes"]})
    what = f'{level} "{row["name"]}"{f" at {called[0]}" if row["place_id"] else ""}'
    return join_keys(what, "strike", {"note": row["notes"]})


def _places(namer: Namer, row: Cells) -> list[str]:
    """The place of a strike; of a group without one, those of its parts whose names its own name has, in its order."""
    if row["place_id"]:
        return [row["place_id"]]
    parts = {
        its["strike_id"]
        for its in namer.rows["strike_links"]
        if its["other_id"] == row["strike_id"] and its["relation"] == "part_of"
    }
    strikes = namer.names.rows["strikes"]
    places = {strikes[id_]["place_id"] for id_ in parts} - {""}
    named = {id_: row["name"].find(namer.names.rows["places"][id_]["name"]) for id_ in places}
    found = sorted((id_ for id_ in named if named[id_] >= 0), key=lambda id_: named[id_])
    return found if len(found) > 1 else []
