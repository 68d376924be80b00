"""Declaring the names of a sheet: each of one row that is there or new, and what strikes are to each other."""

from collections.abc import Callable
from datetime import date
from functools import partial

from ..editing.draft import Draft
from ..editing.neighbours import days_of
from ..package.ids import DECISIONS
from .document import Document, Rows
from .grammar.days import day, days_in
from .grammar.sheet import Declared, Fault, Relation, Sheet, Wrong
from .grammar.vocabulary import Vocabulary
from .names import KEYS, LISTED, TABLES, Names, Silent
from .near import places_near, strikes_near
from .new_rows import EMPTY, computed_name, new_actor, new_place, new_strike, places_of

ORDER = ("actor", "place", "strike")
CODED = {  # the keys whose texts are codes, and the columns that they fill in
    "actor": {"kind": "kind", "side": "side"},
    "place": {"kind": "kind", "country": "country", "held": "held_by"},
}
PAIRS = (("strike_links", "strike_id", "other_id"), (DECISIONS, "id", "other_id"))
MAYBE = ", X may be Y, or X distinct from Y; why REASON"
MADE = {"actor": new_actor, "place": new_place, "strike": new_strike}


class Declaring:
    """The short names of a sheet, its new rows, links and decisions; faults, and lines by id, are added on the way.

    `document` has the rows of the document as it is coded already: a new row that is its own is that one.
    """

    def __init__(self, draft: Draft, sheet: Sheet, document: Document, fresh: Callable[[str], str]) -> None:
        self.sheet, self.document, self.fresh = sheet, document, fresh
        self.names, self.vocabulary = Names(draft), Vocabulary(draft.package)
        self.names.broken |= sheet.broken
        self.rows: Rows = {table: [] for table in (*KEYS, "strike_links", DECISIONS)}
        self.lines: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.questions: list[Fault] = []
        self.strikes: list[str] = []  # the ids of the strikes that have a name, in the order of the lines

    def declare(self) -> None:
        """Give every short name its row."""
        first: dict[str, int] = {}
        unique = []
        for its in self.sheet.declared:
            if its.short in first:
                self.fault(its.line, f"{its.short} is declared on line {first[its.short]} too; give one another name")
            elif its.short == "us":
                self.fault(its.line, "us is the voice of the document; give it another short name")
            else:
                first[its.short] = its.line
                unique.append(its)
        for kind in ORDER:
            for its in _parents_first([its for its in unique if its.kind == kind]):
                self._declare(its)
        for relation in self.sheet.relations:
            self._try(relation.line, partial(self._relate, relation))
        self._ask()
        self.strikes = [
            id_ for its in unique for table, id_ in [self.names.short[its.short]] if table == "strikes" and id_
        ]

    def fault(self, line: int, message: str) -> None:
        """Note what is wrong at a line."""
        self.faults.append(Fault(line, message))

    def _try(self, line: int, what: Callable[[], None]) -> None:
        try:
            what()
        except Silent:
            pass
        except Wrong as wrong:
            self.fault(line, str(wrong))

    def _declare(self, its: Declared) -> None:
        names = self.names.short
        names[its.short] = (TABLES[its.kind], "")
        self._try(its.line, lambda: self._make(its) if its.new else self._find(its))
        if not names[its.short][1]:
            self.names.broken |= {its.short, its.name} - {""}

    def _find(self, its: Declared) -> None:
        names = self.names
        if its.kind != "strike" or its.name:
            names.short[its.short] = (TABLES[its.kind], names.of_full_name(its.kind, its.name))
            return
        places = places_of(names, its)
        shown = [names.rows["places"][id_]["name"] for id_ in places]
        found = names.strikes_at(its, places, computed_name(shown, its) if shown else "")
        if len(found) == 1:
            names.short[its.short] = ("strikes", found[0])
            return
        where = ", ".join(names.shown("places", id_) for id_ in places)
        listed = "; ".join(names.shown("strikes", id_) for id_ in found)
        if found:
            raise Wrong(f"several are at {where} on these days: {listed}; write {its.short} = strike NAME")
        near = [id_ for place in places for id_ in strikes_near(names, place, days_in(its.days))]
        here = f"; near: {self._listed('strikes', near)}" if near else ""
        raise Wrong(f"no {its.level} is at {where} on these days{here}; write {its.short} = new {its.level} ...")

    def _listed(self, table: str, ids: list[str]) -> str:
        return "; ".join(self.names.shown(table, id_) for id_ in ids[:LISTED])

    def _ask(self) -> None:
        """Ask about new strikes and places near which others are that no line relates to them."""
        told = {frozenset((row[one], row[other])) for table, one, other in PAIRS for row in self.rows[table]}
        known = {row[KEYS[table]] for table in KEYS for row in self.document.rows.get(table, [])}
        for table, near in (("strikes", self._near_strike), ("places", partial(places_near, self.names))):
            for row in self.rows[table]:
                id_ = row[KEYS[table]]
                others = [its for its in near(row) if its not in self.lines and frozenset((id_, its)) not in told]
                if id_ not in known and others:
                    instead = f"write X = {table.removesuffix('s')} NAME" + MAYBE * (table == "strikes")
                    listed = self._listed(table, others)
                    self.questions.append(
                        Fault(self.lines[id_], f"is it one of these, which are near: {listed}? {instead}")
                    )

    def _near_strike(self, row: dict[str, str]) -> list[str]:
        return strikes_near(self.names, row["place_id"], days_of(row["name"])) if row["level"] == "strike" else []

    def _make(self, its: Declared) -> None:
        """Make a new row, or take the document's own that is the same; raises Wrong if it is another document's."""
        names, table = self.names, TABLES[its.kind]
        for key in [key for key in CODED.get(its.kind, {}) if its.cells.get(key, EMPTY) != EMPTY]:
            self.vocabulary.code(table, CODED[its.kind][key], its.cells[key])
        row = MADE[its.kind](names, its, "")
        there = [id_ for id_ in self._same(its, row) if id_ not in self.lines]
        mine = [id_ for id_ in there if id_ in {known[KEYS[table]] for known in self.document.rows.get(table, [])}]
        id_ = mine[0] if mine else self.fresh(table)
        row = row | {KEYS[table]: id_}
        if mine and id_ not in self.document.own and row != names.rows[table][id_]:
            raise Wrong(f"{row['name']} is used by other documents, and its cells differ; {_instead(its, row['name'])}")
        if there and not mine:
            there_so = names.rows[table][there[0]]["name"]
            raise Wrong(f"{names.shown(table, there[0])} is there already; {_instead(its, there_so)}")
        if any(other["name"] == row["name"] for other in self.rows[table]):
            remedy = ' give it a name: new strike "NAME" at ...' if its.kind == "strike" else " remove one"
            raise Wrong(f"{row['name']} is declared twice;{remedy}")
        names.add(table, row)
        names.short[its.short] = (table, id_)
        self.lines[id_] = its.line
        self.rows[table].append(row)

    def _same(self, its: Declared, row: dict[str, str]) -> list[str]:
        """The rows that are the same as a new one: of its name, its place and days, or its record of the gazetteer."""
        rows = self.names.rows[TABLES[its.kind]]
        same = [id_ for id_, known in rows.items() if known["name"] == row["name"]]
        if its.kind == "strike" and not its.name:
            same += self.names.strikes_at(its, [row["place_id"]] if row["place_id"] else [])
        elif its.kind == "place" and not same:
            same += [id_ for id_, known in rows.items() if row["gazetteer"] and known["gazetteer"] == row["gazetteer"]]
        elif its.kind == "actor" and not same:
            same += self.names.same_folded("actors", row["name"])
        return list(dict.fromkeys(same))

    def _relate(self, relation: Relation) -> None:
        table = self.names.short.get(relation.one, ("strikes",))[0]
        kind = next(kind for kind, its in TABLES.items() if its == table)
        one, other = (self.names.id_of(kind, name) for name in (relation.one, relation.other))
        if one == other:
            raise Wrong(f"{relation.one} and {relation.other} are one row; name two")
        if relation.relation == "distinct":
            row = {"decision_id": self.fresh(DECISIONS), "id": one, "other_id": other, "decision": "distinct"}
            row |= {"reason": relation.why, "decided_on": self._decided_on(one, other, relation)}
            self._keep(DECISIONS, row, relation)
        elif kind != "strike":
            raise Wrong(f"only strikes are part of another or may be another; {relation.one} is of {TABLES[kind]}")
        else:
            row = {"link_id": self.fresh("strike_links"), "strike_id": one, "other_id": other}
            self._keep("strike_links", row | {"relation": relation.relation}, relation)

    def _decided_on(self, one: str, other: str, relation: Relation) -> str:
        """The day of a decision: as the line says, else that on which it was made before, else today."""
        if relation.on:
            return day(relation.on).isoformat()
        before = [row for row in self.document.rows.get(DECISIONS, []) if {row["id"], row["other_id"]} == {one, other}]
        return before[0]["decided_on"] if before else date.today().isoformat()

    def _keep(self, table: str, row: dict[str, str], relation: Relation) -> None:
        key = next(iter(row))
        if any({**its, key: ""} == {**row, key: ""} for its in self.rows[table]):
            raise Wrong("the line stands twice; remove one")
        self.rows[table].append(row)
        self.lines[row[key]] = relation.line


def _instead(its: Declared, name: str) -> str:
    return f"write {its.short} = {its.level if its.kind == 'strike' else its.kind} {name}"


def _parents_first(declared: list[Declared]) -> list[Declared]:
    """Declarations in an order in which those that others name come first."""
    by_name = {name: its for its in declared for name in (its.short, its.name) if name}
    done: list[Declared] = []
    for its in declared:
        chain = [its]
        while (above := by_name.get(_above(chain[-1]))) and above not in chain:
            chain.append(above)
        done += [one for one in reversed(chain) if one not in done]
    return done


def _above(its: Declared) -> str:
    return its.cells.get("under", "") or its.cells.get("source", "").removeprefix("as ").strip()
