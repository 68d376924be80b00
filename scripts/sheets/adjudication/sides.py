"""Sheets of one document side by side: rows of one name are one row, and every line is written in the same words."""

from dataclasses import replace
from typing import NamedTuple

from ...editing.draft import Draft
from ...texts.search import Text
from ..document import Document, Rows
from ..grammar.sheet import Cells
from ..grammar.vocabulary import Vocabulary
from ..names import KEYS, Names
from ..rows import Made
from ..writer.said_lines import Citation, Unit, marks_of
from ..writer.short_names import short_names
from ..writer.writing import Writer

Place = tuple[int, int]  # start and length of a passage, in words
# The columns that name actors, places or strikes.
NAMING = "publisher_id voice_id speaker_id via_id party_id parent_id place_id strike_id other_id id".split()


class Said(NamedTuple):
    """A line of a speaker in a passage, and everything below it, in the words that all sheets share."""

    by: str
    units: list[Unit]


class Side:
    """One sheet beside others: its lines above the passages, and what it says in each passage."""

    def __init__(self, writer: Writer, labels: dict[Place, str], letters: dict[str, str]) -> None:
        self.writer, self.sections, self.citations = writer, writer.sections(), writer.citations()
        of_citation = {its.id: labels[place] for place, all_ in self.citations.items() for its in all_}
        marks = marks_of(writer.rows, of_citation, letters)
        self.said = {
            place: [self._said(its, of_citation, marks) for its in all_] for place, all_ in self.citations.items()
        }

    def _said(self, citation: Citation, labels: dict[str, str], marks: dict[str, str]) -> Said:
        by = citation.by()
        return Said(f"({marks[citation.id]}) {by}" if citation.id in marks else by, citation.units(labels, marks))

    def content(self, places: list[Place]) -> frozenset[tuple[Place, str, Unit]]:
        """What it says in some passages."""
        return frozenset(
            (place, said.by, unit) for place in places for said in self.said.get(place, []) for unit in said.units
        )


def sides(draft: Draft, text: Text, all_made: list[Made], document: Document) -> list[Side]:
    """The sheets side by side; takes what was made of each, and the document as it is coded already."""
    names, ids = Names(draft), dict[str, str]()
    for made in all_made:
        _unify(names, made, ids)
    documents = [_whole(draft, names, made, document) for made in all_made]
    vocabulary = Vocabulary(draft.package)
    writers = [Writer(vocabulary, names, one, text) for one in documents]
    short = short_names(names, {its for writer in writers for its in writer.declared()})
    for writer in writers:
        writer.short = short
    places = sorted({place for writer in writers for place in writer.citations()})
    labels = {place: str(number) for number, place in enumerate(places, 1)}
    letters: dict[str, str] = {}
    return [Side(writer, labels, letters) for writer in writers]


def _unify(names: Names, made: Made, ids: dict[str, str]) -> None:
    """Give new rows that another sheet has, too, by their name, the id that they have there; `ids` is by name."""
    same = {}
    for table, key in KEYS.items():
        for row in made.rows[table]:
            same[row[key]] = ids.setdefault(f"{table} {row['name']}", row[key])
    source = made.rows["sources"][0]["source_id"]
    same[source] = ids.setdefault("source", source)
    for rows in made.rows.values():
        for row in rows:
            row |= {name: same[cell] for name, cell in row.items() if cell in same}
    for table in KEYS:
        for row in made.rows[table]:
            names.add(table, row)


def _whole(draft: Draft, names: Names, made: Made, document: Document) -> Document:
    """The rows of a sheet with every column, and those that are there already and that it names."""
    tables = draft.package.tables
    rows: Rows = {
        table: [{name: row.get(name, "") for name in tables[table].columns} for row in its]
        for table, its in made.rows.items()
    }
    new = {row[key] for table, key in KEYS.items() for row in rows[table]}
    for table in KEYS:
        named = _named(rows) - new
        rows[table] += [row for id_, row in names.rows[table].items() if id_ in named]
    return replace(document, rows=rows, own=new)


def _named(rows: Rows) -> set[str]:
    every: list[Cells] = [row for its in rows.values() for row in its]
    return {row[name] for row in every for name in NAMING if row.get(name)}
