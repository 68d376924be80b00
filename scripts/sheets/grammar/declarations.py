"""Declarations of a sheet: short names, new actors, places and strikes, and what strikes are to each other."""

import re
from collections.abc import Iterator

from ...package.schema import did_you_mean
from .days import WRITE, named_days
from .sheet import Cells, Declared, Relation, Wrong

KEYS = {  # what may follow the name of a new row, in the order of writing; the last takes the rest of the line
    "actor": ("kind", "side", "source", "under", "note"),
    "place": ("from", "kind", "country", "held", "source", "admin", "az", "hy", "ru", "point", "geonames", "wikidata"),
    "strike": ("note",),
    "distinct": ("on", "why"),
}
LEVELS = ("strike", "series", "campaign")
NAMED = re.compile(r"(\w+)\s*=\s*(.*)")
SEVERAL = re.compile(r"new (strikes|series|campaigns) (on|during|between|before|since|until) ([^:]+):(.*)")
WHERE = re.compile(r"(?:(at|in) (.+?))? ?((?:on|during|between|before|since|until) (?:[0-9]{4}-|unknown|the war).*)?")
QUOTED = re.compile(r'["“”„]([^"“”„]+)["“”„]\s*(.*)')
LINK = re.compile(r"(\w+) (part of|may be|distinct from) (\w+)\s*(;.*)?")
RELATIONS = {"part of": "part_of", "may be": "may_be_same", "distinct from": "distinct"}
WHAT = "actor NAME, place NAME, strike NAME, strike at PLACE on DAY, or new ..."


def read_declared(text: str) -> Iterator[Declared]:
    """The names of a declaration, at line 0; raises Wrong."""
    if match := SEVERAL.fullmatch(text):
        level = match[1] if match[1] == "series" else match[1].removesuffix("s")
        for part in match[4].split(","):
            if not (one := NAMED.fullmatch(part.strip())):
                raise Wrong(f"{part.strip() or '(nothing)'} declares nothing; write X = PLACE")
            yield _in_days(Declared(0, one[1], "strike", True, level=level, places=[one[2]]), f"{match[2]} {match[3]}")
        return
    if not (match := NAMED.fullmatch(text)):
        raise Wrong(f"it declares no name; write X = {WHAT}")
    yield _one(match[1], match[2].strip())


def _one(short: str, rest: str) -> Declared:
    new, rest = rest.startswith("new "), rest.removeprefix("new ").strip()
    kind, _, what = rest.partition(" ")
    if kind in LEVELS:
        return _strike(short, kind, new, what.strip())
    if kind not in ("actor", "place"):
        near = did_you_mean(kind, ["actor", "place", *LEVELS, "new"])
        raise Wrong(f"{kind or '(nothing)'} is no kind of name{near}; write {short} = {WHAT}")
    name, cells = split_keys(what, kind)
    if cells and not new:
        raise Wrong(f"only a new {kind} takes {', '.join(cells)}; write {short} = new {kind} ..., or remove them")
    if not name:
        raise Wrong(f"the {kind} has no name; write {short} = {'new ' * new}{kind} NAME")
    return Declared(0, short, kind, new, name, cells)


def _strike(short: str, level: str, new: bool, what: str) -> Declared:
    what, cells = split_keys(what, "strike")
    if cells and not new:
        raise Wrong(f"only a new {level} takes a note; write {short} = new {level} ..., or remove it")
    made = Declared(0, short, "strike", new, cells=cells, level=level)
    if match := QUOTED.fullmatch(what):
        made.name, what = match[1].strip(), match[2].strip()
    elif not new and not re.match("(at|in) ", what):
        made.name, what = what, ""
    match = WHERE.fullmatch(what)
    if not match or not (made.name or match[2]):
        raise Wrong(f"it is not clear where and when the {level} was; write {level} at PLACE on DAY")
    made.unnamed, made.places = match[1] == "in", [match[2].strip()] if match[2] else []
    if not made.name or match[3]:
        return _in_days(made, match[3] or "")
    return made


def _in_days(made: Declared, phrase: str) -> Declared:
    phrase = phrase.strip()
    if not phrase:
        raise Wrong(f"the days of the strike are missing; {WRITE}")
    named_days(phrase)
    made.days = phrase
    return made


def read_relation(text: str) -> Relation | None:
    """What one strike is to another, at line 0; None if the text says no such thing; raises Wrong."""
    if not (match := LINK.fullmatch(text)):
        return None
    relation = RELATIONS[match[2]]
    _, cells = split_keys(match[4] or "", "distinct")
    if relation == "distinct" and not cells.get("why"):
        raise Wrong(f"it does not say why; write {match[1]} distinct from {match[3]}; why REASON")
    if relation != "distinct" and match[4]:
        raise Wrong(f"nothing follows {match[2]} {match[3]}; remove {match[4].strip()}")
    return Relation(0, match[1], relation, match[3], cells.get("why", ""), cells.get("on", ""))


def split_keys(text: str, kind: str) -> tuple[str, Cells]:
    """The name in front, and the texts by key; `;` parts them before a key, and `;;` stands for `;`. Raises Wrong."""
    first, *parts = re.split(rf"(?<!;);(?!;)\s*(?=(?:{'|'.join(KEYS[kind])})\b)", text)
    cells: Cells = {}
    for part in parts:
        key, _, value = part.partition(" ")
        if key in cells:
            raise Wrong(f"{key} is given twice; remove one")
        if not value.strip():
            raise Wrong(f"{key} has no text; write it, or remove {key}")
        cells[key] = _unescaped(value)
    return _unescaped(first), cells


def _unescaped(text: str) -> str:
    return text.replace(";;", ";").strip()


def join_keys(name: str, kind: str, cells: Cells) -> str:
    """The text that `split_keys` reads into a name and cells; cells that are empty are left out."""
    ambiguous = re.compile(rf";(;|\s*({'|'.join(KEYS[kind])})\b)")
    texts = [name, *(f"{key} {cells[key]}" for key in KEYS[kind] if cells.get(key))]
    return "; ".join(text.replace(";", ";;") if ambiguous.search(text) else text for text in texts).strip()
