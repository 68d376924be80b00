"""From rows to a sheet: the text that says them all, and the same for the same rows."""

from ...package.ids import DECISIONS
from ...texts.search import Passage, Text
from ..document import Document
from ..grammar.declarations import join_keys
from ..grammar.sheet import Cells, Wrong
from ..grammar.vocabulary import Vocabulary
from ..names import KEYS, Names
from ..passages import BEFORE, words_of
from .declared_lines import declared_line, head_lines
from .said_lines import Citation, lines_of_passage, marks_of
from .short_names import short_names


class CannotWrite(Exception):
    """A sheet cannot say these rows; the message has one line for each reason."""


class Writer:
    """Writes the sheet of one document."""

    def __init__(self, vocabulary: Vocabulary, names: Names, document: Document, text: Text) -> None:
        self.vocabulary = vocabulary
        self.names, self.rows, self.own, self.text = names, document.rows, document.own, text
        self.source = self.rows["sources"][0]
        self.us = self.source["voice_id"] or self.source["publisher_id"]
        self.short = short_names(names, self.declared())

    def declared(self) -> set[tuple[str, str]]:
        """The rows that get a short name: those that are the document's own or that its lines name."""
        spoken = {row[name] for row in self.rows["citations"] for name in ("speaker_id", "via_id")} - {self.us, ""}
        spoken |= {row["party_id"] for row in self.rows["statements"]} - {""}
        listed = {("actors", id_) for id_ in spoken} | {("strikes", row["strike_id"]) for row in self.rows["strikes"]}
        for table in ("actors", "places"):
            listed |= {(table, row[KEYS[table]]) for row in self.rows[table] if row[KEYS[table]] in self.own}
        kinds = {"actors": "actor", "places": "place"}
        for table, kind in kinds.items():
            listed |= {(table, row[KEYS[table]]) for row in self.rows[table] if not self._is_clear(kind, table, row)}
        return listed

    def _is_clear(self, kind: str, table: str, row: Cells) -> bool:
        """Whether the full name of a row can stand in any line."""
        try:
            named = self.names.of_full_name(kind, row["name"]) == row[KEYS[table]]
        except Wrong:
            return False
        return named and not {*row["name"]} & {*",;[]()@="}

    def name(self, table: str, id_: str) -> str:
        """What a line calls a row."""
        return self.short.get(id_) or self.names.rows[table][id_]["name"]

    def _full_name(self, table: str, id_: str) -> str:
        row = self.names.rows[table][id_]
        return row["name"] if self._is_clear("actor", table, row) else self.name(table, id_)

    def sections(self) -> list[list[str]]:
        """The lines above the passages: the head, then actors, places, strikes, then links and decisions."""
        return [head_lines(self.source, self._full_name), *self._names(), self._relations()]

    def written(self) -> str:
        """The sheet; raises CannotWrite."""
        sections = [*self.sections(), self._passages()]
        return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"

    def _names(self) -> list[list[str]]:
        found = []
        for table, key in KEYS.items():
            rows = sorted((row for row in self.rows[table] if row[key] in self.short), key=lambda row: row["name"])
            found.append([declared_line(self, table, row) for row in rows])
        return found

    def _relations(self) -> list[str]:
        words = {"part_of": "part of", "may_be_same": "may be"}
        links = [
            f"{self.name('strikes', row['strike_id'])} {words[row['relation']]} {self.name('strikes', row['other_id'])}"
            for row in self.rows["strike_links"]
        ]
        return sorted(links) + sorted(self._decision(row) for row in self.rows[DECISIONS])

    def _decision(self, row: Cells) -> str:
        table = next(table for table, rows in self.names.rows.items() if row["id"] in rows)
        one, other = (self.name(table, row[name]) for name in ("id", "other_id"))
        return (
            f"{one} distinct from {other}{join_keys('', 'distinct', {'on': row['decided_on'], 'why': row['reason']})}"
        )

    def citations(self) -> dict[tuple[int, int], list[Citation]]:
        """The citations by start and length of their passage, in the order of the text."""
        places: dict[tuple[int, int], list[Citation]] = {}
        for row in self.rows["citations"]:
            at = int(row["passage_start"]), int(row["passage_words"])
            places.setdefault(at, []).append(Citation(self, row))
        return {at: sorted(places[at], key=lambda its: its.order()) for at in sorted(places)}

    def _passages(self) -> list[str]:
        ordered = self.citations()
        labels = {its.id: str(number) for number, all_ in enumerate(ordered.values(), 1) for its in all_}
        marks = marks_of(self.rows, labels)
        lines, above = [], BEFORE
        for (start, length), citations in ordered.items():
            label = labels[citations[0].id]
            try:
                words, skipped = words_of(self.text, start, length, above)
            except (Wrong, IndexError):
                raise CannotWrite(f"the text does not hold {length} words at word {start}; give its own text") from None
            above = Passage(start, length, "", "")
            more = f" +{skipped}" if skipped else ""
            lines += lines_of_passage(f"{label}", more, words, citations, labels, marks)
        return lines
