"""New actors, places and strikes of a sheet: their cells, with what follows from the gazetteer and from other names."""

import re

from ..editing.from_gazetteer import answers_of
from ..editing.gazetteer import look_up
from ..package.problem import shorten
from .grammar.days import named_days
from .grammar.sheet import Cells, Declared, Wrong
from .names import Names

EMPTY = "-"  # leaves a cell empty that the gazetteer would fill in
THIRD = "third_party"
# What the side of an actor rests on where a line does not say it: of a side's own, and of a third party's.
BASES = {
    "state": ("The side itself.", "A third state."),
    "office": ("An office of that side.", "An office of a third state."),
    "armed_force": ("The armed forces of that side.", ""),
    "former_official": ("Held an office of that side.", ""),
    "media": ("", "Published in a third state."),
    "ngo": ("", "An organisation that works in many states."),
    "igo": ("", "An international body."),
    "encyclopedia": ("", "Written by people in many states."),
}
PLACE = {  # the keys of a new place that are given as they are stored
    "kind": "kind",
    "country": "country",
    "held": "held_by",
    "admin": "admin",
    "az": "name_az",
    "hy": "name_hy",
    "ru": "name_ru",
    "geonames": "geonames_id",
    "wikidata": "wikidata_id",
}
POINT = re.compile(r"(\S+) (\S+) (settlement|district)(?: of (.+))?")


def basis(kind: str, side: str) -> str:
    """What the side of an actor of a kind rests on, where its line does not say it."""
    return BASES.get(kind, ("", ""))[side == THIRD] if side else ""


def new_actor(names: Names, declared: Declared, id_: str) -> Cells:
    """The cells of a new actor; raises Wrong."""
    given = declared.cells
    parent = names.id_of("actor", given["under"]) if "under" in given else ""
    side = given.get("side", names.rows["actors"].get(parent, {}).get("side", ""))
    side = "" if side == EMPTY else side
    if not given.get("kind"):
        raise Wrong(f"the kind of {declared.name} is missing; write ; kind ...")
    source = given.get("source") or basis(given["kind"], side)
    if side and not source:
        raise Wrong(f"what the side of {declared.name} rests on is missing; write ; source ...")
    return {
        "actor_id": id_,
        "name": declared.name,
        "kind": given["kind"],
        "side": side,
        "side_source": source,
        "parent_id": parent,
        "notes": given.get("note", ""),
    }


def from_gazetteer(number: str, name: str) -> Cells:
    """The cells that the gazetteer has for a number; raises Wrong if it does not have exactly one place with it."""
    found = look_up(number) if re.fullmatch(r"Q?[0-9]+", number) else []
    if len(found) != 1:
        near = _with_this_name(name)
        raise Wrong(f"{shorten(number)} is no number of the gazetteer{near}; write ; from NUMBER, or leave it out")
    known, likely = answers_of(found[0], number)
    cells = {"kind": "village"} | known | likely
    return {key: value for key, value in cells.items() if key != "name"}


def _with_this_name(name: str) -> str:
    """The records of the gazetteer with a name, as a part of a message."""
    near = "; ".join(record.shown() for record in look_up(name)[:4]) if name else ""
    return f"; with this name: {near}" if near else ""


def new_place(names: Names, declared: Declared, id_: str) -> Cells:
    """The cells of a new place; raises Wrong."""
    given = declared.cells
    cells = dict.fromkeys(PLACE.values(), "") | dict.fromkeys(("latitude", "longitude", "coordinate_precision"), "")
    cells |= {"gazetteer": "", "held_by_source": ""}
    if "from" in given:
        cells |= from_gazetteer(given["from"], declared.name)
    cells |= {column: given[key] for key, column in PLACE.items() if key in given}
    if point := given.get("point"):
        cells |= _point(point)
    source = given.get("source", "")
    if source.startswith("as "):
        other = names.id_of("place", source.removeprefix("as ").strip())
        source = names.rows["places"][other].get("held_by_source", "")
    cells |= {"held_by_source": source}
    for key, column in (("held", "held_by"), ("source", "held_by_source"), ("kind", "kind"), ("country", "country")):
        if not cells[column]:
            near = _with_this_name(declared.name) if key == "country" else ""
            said = f"{column} of {declared.name} is missing; write ; {key} ..."
            raise Wrong(f"{said}, or ; from NUMBER{near}" if near else said)
    return {"place_id": id_, "name": declared.name} | {k: "" if v == EMPTY else v for k, v in cells.items()}


def _point(text: str) -> Cells:
    if text == EMPTY:
        return dict.fromkeys(("latitude", "longitude", "coordinate_precision", "gazetteer"), "")
    if not (match := POINT.fullmatch(text)):
        raise Wrong(f"point {shorten(text)} is not clear; write point 40.1 47.2 settlement of GAZETTEER, or point -")
    columns = ("latitude", "longitude", "coordinate_precision", "gazetteer")
    return {name: value or "" for name, value in zip(columns, match.groups(), strict=True)}


def new_strike(names: Names, declared: Declared, id_: str) -> Cells:
    """The cells of a new strike; raises Wrong."""
    places = places_of(names, declared)
    name = declared.name or computed_name([names.rows["places"][its]["name"] for its in places], declared)
    return {
        "strike_id": id_,
        "name": name,
        "level": declared.level,
        "place_id": places[0] if len(places) == 1 else "",
        "notes": declared.cells.get("note", ""),
    }


def places_of(names: Names, declared: Declared) -> list[str]:
    """The ids of the places of a strike; raises Wrong."""
    if not declared.places:
        return []
    [text] = declared.places
    try:
        return [names.id_of("place", text)]
    except Wrong:
        if "," not in text:
            raise
    if declared.level == "strike":
        raise Wrong("a strike has one place; declare one for each, or a series")
    return [names.id_of("place", part.strip()) for part in text.split(",")]


def computed_name(places: list[str], declared: Declared) -> str:
    """The name of a strike from its places and days."""
    where = " and ".join(filter(None, [", ".join(places[:-1]), places[-1]]))
    return f"{'Village in ' * declared.unnamed}{where}, {named_days(declared.days)}"
