"""Counts of a sheet: `killed 4 civilians`, `damaged some houses`, `of them a girl`; read, and written."""

from .numbers import read_number, write_number
from .sheet import Cells, Claim, Wrong
from .vocabulary import SINGULAR, UNDER_18, Vocabulary, plural

FLAGS = ("counted", "hedged")
# What a line leaves out.
VICTIMS = {"demographic": "all", "occupation": "any"}


def read_count(vocabulary: Vocabulary, words: list[str], total: Claim | None, is_part: bool) -> tuple[str, Cells]:
    """The table and the cells of a count, from its words without `of them` and references.

    `total` is the count above that `of them` breaks down; `is_part` says that it is a part, of that or of another.
    Raises Wrong.
    """
    first = words[0] if words else ""
    verbs = {name: vocabulary.codes("victim_counts", "outcome") for name in ("victim_counts",)}
    verbs["damage_counts"] = vocabulary.codes("damage_counts", "extent")
    table = next((name for name, its in verbs.items() if first in its), total.table if total else "")
    if not table:
        raise Wrong(f"{first or '(nothing)'} is neither an outcome nor an extent")
    verb = first if first in verbs[table] else ""
    number, *rest = words[bool(verb) :] or [""]
    if [number, *rest[:2]] == ["tens", "of", "thousands"]:
        number, rest = "tens_of_thousands", rest[2:]
    cells = read_number(number, vocabulary.codes(table, "wording"))
    cells["hedged"] = "true" if "hedged" in rest else "false"
    if "counted" in rest:
        cells["counted_by_coder"] = "true"
    repeated = [word for word in FLAGS if rest.count(word) > 1]
    rest = [word for word in rest if word not in FLAGS]
    if repeated:
        raise Wrong(f"{repeated[0]} stands twice; remove one")
    its = _victims if table == "victim_counts" else _objects
    return table, cells | its(vocabulary, verb, rest, total if total and total.table == table else None, is_part)


def _victims(vocabulary: Vocabulary, verb: str, rest: list[str], total: Claim | None, is_part: bool) -> Cells:
    meanings, given = vocabulary.words_of_count(), dict[str, str]()
    for word in rest:
        if word not in meanings:
            raise Wrong(f"{word} is not known after a number of people; {_known(meanings)}")
        field, code = meanings[word]
        if field in given:
            raise Wrong(f"{word} gives {field} a second time; keep one word for it")
        given[field] = code
    outcome = verb or (total.cells["outcome"] if total else "")
    demographic = given.get("demographic", "all")
    return {
        "outcome": outcome,
        "scope": default_scope(outcome, is_part),
        "population": default_population(demographic, total.cells if total else None),
        **VICTIMS,
        **given,
    }


def _known(meanings: dict[str, tuple[str, str]]) -> str:
    return f"write {', '.join(dict.fromkeys(code for _, code in meanings.values()))}, {' or '.join(FLAGS)}"


def default_scope(outcome: str, is_part: bool) -> str:
    """The scope of a count that says none: the patients among the injured are all of them who are in hospital."""
    return "subgroup" if is_part and outcome != "hospitalised" else "total"


def default_population(demographic: str, total: Cells | None) -> str:
    """The population of a count that says none."""
    if demographic in UNDER_18:
        return "civilians"
    return total["population"] if total else "persons"


def _objects(vocabulary: Vocabulary, verb: str, rest: list[str], total: Claim | None, is_part: bool) -> Cells:
    scopes = [word for word in rest if word in vocabulary.codes("damage_counts", "scope")]
    if len(scopes) > 1:
        raise Wrong(f"{scopes[1]} gives scope a second time; keep one word for it")
    words = " ".join(word for word in rest if word not in scopes)
    return {
        "extent": verb or (total.cells["extent"] if total else ""),
        "object": total.cells["object"] if total and not words else vocabulary.object(words),
        "scope": scopes[0] if scopes else default_scope("", is_part),
    }


def write_count(table: str, cells: Cells, total: Cells | None, is_part: bool) -> str:
    """The words of a count; those of a part are told beside its total, if `total` is the count above it."""
    verb = "outcome" if table == "victim_counts" else "extent"
    words = [] if total and total[verb] == cells[verb] else [cells[verb]]
    words.append(write_number(cells))
    one = words[-1] in ("a", "1")
    words += _people(cells, total, one) if table == "victim_counts" else _things(cells, total, one)
    if cells["scope"] != default_scope(cells.get("outcome", ""), is_part):
        words.append(cells["scope"])
    words += ["counted"] if cells["counted_by_coder"] == "true" and "a" not in words else []
    return " ".join(words + (["hedged"] if cells["hedged"] == "true" else []))


def _people(cells: Cells, total: Cells | None, one: bool) -> list[str]:
    demographic, population = cells["demographic"], cells["population"]
    words = [] if population == default_population(demographic, total) else [population]
    words += [cells[name] for name, default in VICTIMS.items() if cells[name] != default]
    return [SINGULAR.get(word, word) if one else word for word in words]


def _things(cells: Cells, total: Cells | None, one: bool) -> list[str]:
    if total and total["object"] == cells["object"]:
        return []
    return [(cells["object"] if one else plural(cells["object"])).replace("_", " ")]
