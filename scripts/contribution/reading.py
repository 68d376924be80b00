"""What a reviewer reads: changed cells before new rows, and new rows by document and passage, as in the text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..comparing.difference import Difference
from ..package.database import rows_of
from ..package.package import Package
from ..package.problem import shorten
from ..package.schema import identifier
from .claims import WORDS, cells, in_words, part, plain

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
NAMES = ("name", "title")  # fields by which a row is known
LONGEST = 120  # characters of a name
MOST = 20  # rows listed of a table whose rows have no name; the others are counted
OTHERS = "Other new rows"
IN = "  "  # before a claim below its passage, and once more before a part of it
JOINING, JOINED = "New links and decisions", ("strike_links", "decisions")  # always listed in full


def by_weight(differences: Iterable[Difference], package: Package) -> list[Difference]:
    """Differences in the order in which they matter: the model, lost rows, cells with codes, other cells, new rows."""
    fields = {(t.name, f["name"]): f for t in package.tables.values() for f in t.fields}
    return sorted(differences, key=lambda d: _weight(d, fields))


def _weight(difference: Difference, fields: dict[tuple[str, str], dict[str, Any]]) -> int:
    d = difference
    if not d.key:
        return 0
    if d.kind in ("row_added", "tombstone_added"):
        return 6 if d.kind == "row_added" else 5
    if d.kind not in ("value_changed", "reference_changed"):
        return 1
    field = fields.get((d.table, d.field), {})
    if "enum" in field.get("constraints", {}) or field.get("type") == "boolean":
        return 2
    return 3 if d.kind == "reference_changed" or field.get("type") != "string" else 4


class Reader:
    """The rows of a package by id, from its database, and their names."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", package: Package) -> None:
        self.rows: dict[str, dict[str, Row]] = {}
        self.names: dict[str, str] = {}
        for table in package.tables.values():
            named = next((field for field in NAMES if field in table.columns), None)
            if named or table.name in (*WORDS, "citations"):
                rows = rows_of(connection, f"SELECT * FROM {identifier(table.name)}")
                self.rows[table.name] = {str(row[table.key[0]]): row for row in rows}
                self.names |= {id_: str(row[named]) for id_, row in self.rows[table.name].items() if named}
        citations = self.rows.get("citations", {})
        for of in self.rows.values():
            cited = {id_: citations.get(str(row.get("citation_id"))) for id_, row in of.items()}
            self.names |= {id_: self.place(citation) for id_, citation in cited.items() if citation}

    def name(self, id_: Any) -> str:
        """The name of the row with an id, or the value itself."""
        return shorten(self.names.get(str(id_), str(id_)), LONGEST)

    def with_name(self, value: Any) -> Any:
        """An id with the name of its row; any other value as it is."""
        return f"{value} ({self.name(value)})" if isinstance(value, str) and value in self.names else value

    def place(self, citation: Row) -> str:
        """Where a passage is in its document."""
        start, words = citation.get("passage_start"), citation.get("passage_words") or 1
        return f"words {start} to {start + words - 1}" if start is not None else "a passage"

    def passage(self, citation: Row) -> str:
        """Where a passage is, and who speaks in it."""
        place = self.place(citation)
        speaker = f", {self.name(citation['speaker_id'])}" if citation.get("speaker_id") else ""
        via = f" via {self.name(citation['via_id'])}" if citation.get("via_id") else ""
        said_on = f", said on {citation['said_on']}" if citation.get("said_on") else ""
        return f"{place}{speaker}{via}, {plain(citation.get('speech'))}{said_on}"

    def context(self, difference: Difference, before: Row) -> str:
        """The claim of a changed cell, or of a row that is gone, in words, with its document; empty for other rows.

        `before` has the cells of the row that changed, as they were: the claim that they made stands beside.
        """
        gone = difference.old if isinstance(difference.old, dict) else None
        row = gone or self.rows.get(difference.table, {}).get(difference.key)
        if row and difference.table == "citations":
            return self._claims_on(difference.key)
        if not row or difference.table not in WORDS:
            return self.names.get(difference.key, "") if difference.field not in NAMES else ""
        citation = self.rows.get("citations", {}).get(str(row.get("citation_id")), {})
        of = [self.name(row["strike_id"])] if row.get("strike_id") else []
        of += [self.name(citation["source_id"]), self.passage(citation)] if citation else []
        now, was = (in_words(difference.table, its, self.name) for its in (row, row | before))
        return "; ".join([now, *([f"was: {was}"] if was != now else []), *of])

    def _claims_on(self, citation: str) -> str:
        """The claims that rest on a citation, in words; empty if none does."""
        told = [
            f"{id_}: {in_words(table, row, self.name)}"
            for table in WORDS
            for id_, row in self.rows.get(table, {}).items()
            if row.get("citation_id") == citation
        ]
        return f"its claims: {'; '.join(told)}" if told else ""


def contexts(differences: Iterable[Difference], reader: Reader) -> dict[str, str]:
    """The claim of each changed or withdrawn row in words, as it is and as it was, by the key of the row."""
    listed, before = list(differences), defaultdict[str, Row](dict)
    for d in listed:
        if d.kind in ("value_changed", "reference_changed"):
            before[d.key][d.field] = d.old
    return {d.key: told for d in listed if (told := reader.context(d, before[d.key]))}


def beside(differences: Iterable[Difference], reader: Reader) -> list[Difference]:
    """The differences with names beside ids in changed references, and with the new row beside a withdrawn one.

    A withdrawn row is given the row that replaces it if that is new in the same change, as it may hide a changed row.
    """
    listed = list(differences)
    added = {d.key: d for d in listed if d.kind == "row_added"}
    found = []
    for d in listed:
        instead = next((added[id_] for id_ in d.replaced_by if id_ in added and added[id_].table == d.table), None)
        if d.kind == "reference_changed":
            d = replace(d, old=reader.with_name(d.old), new=reader.with_name(d.new))
        elif instead and d.kind in ("row_withdrawn", "row_removed_while_referenced"):
            old, new = ({k: reader.with_name(v) for k, v in row.items()} for row in (d.old, instead.new))
            d = replace(d, old=old, new=new)
        found.append(d)
    return found


def documents_of(differences: Iterable[Difference], reader: Reader) -> set[str]:
    """The titles of the documents whose citations, or whose rows with a citation, were added, changed or withdrawn."""
    citations, sources = reader.rows.get("citations", {}), reader.rows.get("sources", {})
    found = set()
    for d in differences:
        row = reader.rows.get(d.table, {}).get(d.key) or (d.old if isinstance(d.old, dict) else {})
        cited = row if d.table == "citations" else citations.get(str(row.get("citation_id")), {})
        found.add(str(sources.get(str(cited.get("source_id")), {}).get("title")))
    return found


def new_rows(differences: Iterable[Difference], reader: Reader) -> list[tuple[str, str]]:
    """New rows as lines below headings: links and decisions, passages below their document, and all other rows."""
    added = [d for d in differences if d.kind == "row_added" and isinstance(d.new, dict)]
    citations = reader.rows.get("citations", {})
    cited: dict[str, list[Difference]] = {d.key: [] for d in added if d.table == "citations"}
    documents, others = [], []
    for d in added:
        id_ = str(d.new.get("citation_id"))
        if d.table in WORDS and id_ in citations:
            cited.setdefault(id_, []).append(d)
        elif d.table == "sources":
            documents.append(d)
        elif d.table != "citations":
            others.append(d)
    joins = [
        (JOINING, f"{d.table} {d.key}: {in_words(d.table, d.new, reader.name)}") for d in others if d.table in JOINED
    ]
    others = [d for d in others if d.table not in JOINED]
    return joins + _passages(cited, documents, reader) + _others(others, reader)


def _passages(cited: dict[str, list[Difference]], documents: list[Difference], reader: Reader) -> list[tuple[str, str]]:
    new = {d.key for d in documents}
    found = [
        ((f"{reader.name(d.key)} ({d.key}, a new document)", -1, ""), [f"the document: {cells(d.new, reader.name)}"])
        for d in documents
    ]
    for id_, claims in cited.items():
        citation = reader.rows["citations"].get(id_, {})
        source = str(citation.get("source_id"))
        heading = f"{reader.name(source)} ({source}{', a new document' if source in new else ''})"
        place = (heading, citation.get("passage_start") or 0, id_)
        found.append((place, _by_strikes(claims, reader, reader.passage(citation))))
    return [(place[0], line) for place, lines in sorted(found) for line in lines]


def _by_strikes(claims: list[Difference], reader: Reader, passage: str) -> list[str]:
    """A passage with its claims beneath; strikes of which it claims the same stand together."""
    found: dict[Any, list[Difference]] = defaultdict(list)
    for d in claims:
        found[d.new.get("strike_id")].append(d)
    strikes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for strike, rows in found.items():
        strikes[tuple(_claims(rows, reader))] += [reader.name(strike)] if strike else []
    lines = []
    for told, names in strikes.items():
        lines += [f"{passage}: {' and '.join(sorted(names))}" if names else passage, *told]
    return lines or [f"{passage}: a passage that new rows do not use"]


def _claims(rows: list[Difference], reader: Reader) -> list[str]:
    """A line for each claim, in the order of WORDS, the killed first; the parts of a count stand beneath it."""
    wholes = {d.key for d in rows if not d.new.get("part_of")}
    parts: dict[Any, list[Difference]] = defaultdict(list)
    for d in rows:
        parts[d.new["part_of"] if d.new.get("part_of") in wholes else None].append(d)
    order = list(WORDS)
    told = [
        (
            (order.index(d.table), d.new.get("outcome") != "killed", in_words(d.table, d.new, reader.name)),
            [part(p.table, p.new, d.new) for p in parts[d.key]],
        )
        for d in parts[None]
    ]
    return [line for (*_, words), its in sorted(told) for line in (f"{IN}{words}", *(f"{IN}{IN}{one}" for one in its))]


def _others(rows: list[Difference], reader: Reader) -> list[tuple[str, str]]:
    found: dict[str, list[Difference]] = defaultdict(list)
    for d in rows:
        found[d.table].append(d)
    lines = []
    for table, new in found.items():
        told = [f"{table} {d.key}: {in_words(table, d.new, reader.name)}" for d in new]
        most = len(told) if any(field in new[0].new for field in NAMES) else MOST
        lines += told[:most] + ([f"{table}: {len(told) - most} more"] if told[most:] else [])
    return [(OTHERS, line) for line in lines]
