"""The names of a sheet: short names, full names and names in any language, each of exactly one row."""

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from ..editing.draft import Draft
from ..editing.gazetteer import keys
from ..editing.neighbours import Days, days_of
from ..package.problem import shorten
from ..package.schema import did_you_mean
from .document import every_row
from .grammar.days import days_in
from .grammar.sheet import Cells, Declared, Wrong
from .near import from_gazetteer

TABLES = {"actor": "actors", "place": "places", "strike": "strikes"}
KEYS = {"actors": "actor_id", "places": "place_id", "strikes": "strike_id"}
NAMES = ("name", "name_az", "name_hy", "name_ru")
NUMBERS = ("gazetteer", "geonames_id", "wikidata_id")
LISTED = 8


class Silent(Wrong):
    """A name is at fault, and that was told where it is declared."""


class Names:
    """The rows that a sheet can name, and its short names; `rows` also has the new ones, once they are added."""

    def __init__(self, draft: Draft) -> None:
        self.rows = {table: {row[KEYS[table]]: row for row in every_row(draft, table)} for table in KEYS}
        self.short: dict[str, tuple[str, str]] = {}  # table and id; no id if the declaration is at fault
        self.broken: set[str] = set()  # names of lines at fault, which were told
        self._folded: dict[str, dict[str, list[str]]] = {}
        self.reports: dict[str, list[Days]] = {}  # the days that each strike is reported on
        for row in every_row(draft, "strike_reports"):
            if row["date_start"] and row["date_end"]:
                its = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
                self.reports.setdefault(row["strike_id"], []).append(its)

    def id_of(self, kind: str, name: str) -> str:
        """The id of the one row that a name means; raises Wrong, or Silent if that was told already."""
        table = TABLES[kind]
        if name in self.broken:
            raise Silent(f"{name} is at fault elsewhere")
        if name in self.short:
            its, id_ = self.short[name]
            if its != table:
                raise Wrong(f"{name} is a name of {its}; name {_article(kind)}")
            if not id_:
                raise Silent(f"{name} is at fault where it is declared")
            return id_
        return self.of_full_name(kind, name)

    def of_full_name(self, kind: str, name: str) -> str:
        """The id of the one row that a name means that is no short name; raises Wrong."""
        table = TABLES[kind]
        if name in self.rows[table]:
            return name
        found = self._named(table, name)
        if len(found) != 1:
            self.broken.add(name)
            raise Wrong(self._not_one(kind, name, found))
        return found[0]

    def shown(self, table: str, id_: str) -> str:
        """A row by its name, and a place also by its district and number."""
        row = self.rows[table][id_]
        more = [part for part in (row.get("admin"), row.get("gazetteer")) if part] if table == "places" else []
        return row["name"] + (f" ({', '.join(more)})" if more else "")

    def same_folded(self, table: str, name: str) -> list[str]:
        """The rows whose full name differs from a name in case, marks and signs at most."""
        return [id_ for id_, row in self.rows[table].items() if folded(row["name"]) == folded(name)]

    def add(self, table: str, row: Cells) -> None:
        """Add a new row, or the new cells of one that is there."""
        self.rows[table][row[KEYS[table]]] = row
        self._folded.pop(table, None)

    def _named(self, table: str, name: str) -> list[str]:
        """The rows with a name: in full, else in any language or as a half of a name, folded; else by number."""
        rows = self.rows[table]
        if full := [id_ for id_, row in rows.items() if row["name"] == name]:
            return full
        index = self._folded.setdefault(table, _index(rows))
        if found := list(dict.fromkeys(index.get(folded(name), []))):
            return found
        digits = name.removeprefix("Who's On First ")
        return [id_ for id_, row in rows.items() if digits in _numbers(row)]

    def _not_one(self, kind: str, name: str, found: list[str]) -> str:
        table = TABLES[kind]
        if found:
            listed = "; ".join(self.shown(table, id_) for id_ in found[:LISTED])
            return f"{shorten(name)} is the name of several: {listed}; write the full name or the number of one"
        near = self.near(table, name) or (from_gazetteer(name) if table == "places" and name else "")
        what = f"no {kind} has the name {shorten(name)}" if name else f"the name of the {kind} is missing"
        declare = f"; name one that is there, or declare it: X = new {kind} ..."
        return f"{what}{f'; near: {near}' if near else did_you_mean(name, [*self.short])}{declare}"

    def near(self, table: str, name: str) -> str:
        """The rows whose names are like a name: they share its root. Those with all its words come first."""
        root, words = folded(name)[:5], [folded(word) for word in name.split()]
        alike = [
            (
                not all(word in key for word in words),
                -SequenceMatcher(None, folded(self.rows[table][id_]["name"]), folded(name)).ratio(),
                self.shown(table, id_),
            )
            for key, its in self._folded.setdefault(table, _index(self.rows[table])).items()
            for id_ in its
            if len(root) > 2 and root in key
        ]
        return "; ".join(shown for *_, shown in sorted(set(alike))[:LISTED])

    def strikes_at(self, declared: Declared, places: list[str], name: str = "") -> list[str]:
        """The strikes of the level, place and days of a declaration, by their reports or names.

        Days of which one end is open, and several places, are only told by the name that is computed of them.
        """
        days, level = days_in(declared.days), declared.level
        rows = [(id_, row) for id_, row in self.rows["strikes"].items() if row["level"] == level]
        if not days or len(places) != 1:
            return [id_ for id_, row in rows if name and folded(row["name"]) == folded(name)]
        return [
            id_
            for id_, row in rows
            if row["place_id"] == places[0] and days in (*self.reports.get(id_, []), days_of(row["name"]))
        ]


def _article(kind: str) -> str:
    return f"{'an' if kind == 'actor' else 'a'} {kind}"


def folded(name: str) -> str:
    """A name without case, marks and signs."""
    return next(iter(keys([name])), "")


def _index(rows: dict[str, Cells]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, row in rows.items():
        for name in _every_name(row):
            if key := folded(name):
                found.setdefault(key, []).append(id_)
    return found


def _every_name(row: Cells) -> Iterable[str]:
    for column in NAMES:
        if name := row.get(column):
            yield name
            yield from name.split(" / ") if " / " in name and "strike_id" not in row else ()


def _numbers(row: Cells) -> set[str]:
    return {row.get(name, "").removeprefix("Who's On First ") for name in NUMBERS} - {""}
