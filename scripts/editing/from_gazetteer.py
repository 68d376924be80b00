"""Answers about a new place from the gazetteer: its names, point and identifiers."""

import re

from ..package.database import raw
from ..package.problem import shorten
from .answers import Answers, Refused
from .draft import Draft
from .gazetteer import SHOWN, Record, look_up

ASKED = "in any language; Enter to fill in every field yourself"


def from_gazetteer(draft: Draft, sought: str | None, asking: bool) -> tuple[Answers, Answers]:
    """Look up a place by a name or identifier, which is asked for if `sought` is None; choose one of those that fit.

    Returns the answers that the gazetteer has and, where it has several names of a language, the likeliest, to be
    offered; it does not tell a town from a village. Raises Refused if nothing is asked and there is not exactly one
    place.
    """
    if sought is None:
        print("\nThe gazetteer knows the names, points and identifiers of places in the region.")
        sought = input(f"Place name or identifier ({ASKED}): ").strip()
    if not sought or sought == "-":
        return {}, {}
    found = look_up(sought)
    lines = [f"  {number}  {record.shown()}{_coded(draft, record)}" for number, record in enumerate(found[:SHOWN], 1)]
    if len(found) > SHOWN:
        lines.append(f"  and {len(found) - SHOWN} more; look up a longer name or an identifier to see them")
    if asking:
        chosen = _chosen(found[:SHOWN], sought, lines)
    elif len(found) == 1:
        chosen = found[0]
    else:
        raise Refused("\n".join([f"--look-up {shorten(sought)}: {_advice(found)}", *lines]))
    return answers_of(chosen, sought) if chosen else ({}, {})


def _advice(found: list[Record]) -> str:
    """What to do if not exactly one place was found."""
    if not found:
        return "not in the gazetteer; try another spelling or language, or leave --look-up out"
    return f"several places match; run it again with one identifier, such as --look-up {found[0].wof_id}"


def _chosen(found: list[Record], sought: str, lines: list[str]) -> Record | None:
    print(
        f"\nin the gazetteer, for {shorten(sought)}:", *(lines or ["  nothing; fill in the fields yourself"]), sep="\n"
    )
    default = "1" if len(found) == 1 else ""
    while found:
        hint = f" [{default}]" if default else f" (1 to {len(found)}; - for none of these)"
        typed = input(f"Number{hint}: ").strip() or default
        if typed == "-":
            break
        if re.fullmatch("[1-9][0-9]?", typed) and int(typed) <= len(found):
            return found[int(typed) - 1]
        print(f"  give a number from 1 to {len(found)}, or - for none of these")
    return None


def _coded(draft: Draft, record: Record) -> str:
    row = draft.connection.execute(
        f"SELECT place_id FROM {raw('places')} WHERE gazetteer = ?", [record.identifier]
    ).fetchone()
    return f"; already {row[0]}" if row else ""


def answers_of(record: Record, sought: str) -> tuple[Answers, Answers]:
    """What a record says of a place, by column, and the likeliest of several names, for a place that was sought."""
    known = {
        "country": record.country,
        "admin": "" if record.kind == "district" else record.admin,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "coordinate_precision": record.kind,
        "geonames_id": record.geonames_id,
        "wikidata_id": record.wikidata_id,
        "gazetteer": record.identifier,
    }
    if record.country == "AM":
        known["held_by"] = "armenia"
    if record.kind == "district":
        known["kind"] = "district"
    names = record.of_languages()
    known |= {field: its[0] if its else "" for field, its in names.items() if len(its) < 2}
    offered = {field: its[0] for field, its in names.items() if len(its) > 1}
    typed = sought if re.fullmatch("[^\\W\\d_][^\\d_]*", sought) and sought.isascii() else record.name
    return known, offered | {"name": typed}
