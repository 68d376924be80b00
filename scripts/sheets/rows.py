"""From a sheet to rows: the source, citations, claims and exclusions, with ids of their own and their lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from ..editing.draft import Draft
from ..texts.search import Passage as Found
from ..texts.search import Text
from .declaring import Declaring
from .document import Document, Rows
from .grammar.days import day
from .grammar.reading import HEAD
from .grammar.reports import NO_PLACE
from .grammar.sheet import Cells, Claim, Fault, Passage, Sheet, Speaker, Wrong
from .names import Silent
from .passages import BEFORE, locate
from .references import References

LONGEST = 400  # words of a passage
KEYS = {
    "citations": "citation_id",
    "strike_reports": "report_id",
    "victim_counts": "claim_id",
    "damage_counts": "claim_id",
    "statements": "statement_id",
    "exclusions": "exclusion_id",
}
READ = ("read_on", "read_from", "text_access", "identified_by")
NEEDED = ("title", "publisher", "language", "read")


@dataclass
class Made:
    """The rows of a sheet by table, the line of each by id, where its passages are, and what is wrong.

    `head` has the line of each column of the source; `coded_before` says that the document is in the package.
    """

    rows: Rows = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    found: list[tuple[Passage, Found | None]] = field(default_factory=list)
    head: dict[str, int] = field(default_factory=dict)
    questions: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    coded_before: bool = False


def rows_of_sheet(draft: Draft, sheet: Sheet, text: Text, document: Document) -> Made:
    """The rows that a sheet says, with new ids but for what its document has declared before; nothing is written."""
    taken: set[str] = set()

    def fresh(table: str) -> str:
        while (id_ := draft.fresh_id(draft.package.tables[table])) in taken:
            pass
        taken.add(id_)
        return id_

    declaring = Declaring(draft, sheet, document, fresh)
    declaring.declare()
    made = Made(
        declaring.rows, declaring.lines, faults=[*sheet.faults, *declaring.faults], questions=declaring.questions
    )
    for table in ("sources", *KEYS):
        made.rows[table] = []
    _Making(made, declaring, text, fresh).make(sheet, document)
    return made


class _Making:
    """The rows of one sheet, while they are made."""

    def __init__(self, made: Made, declaring: Declaring, text: Text, fresh: Callable[[str], str]) -> None:
        self.made, self.names, self.text, self.fresh = made, declaring.names, text, fresh
        self.declared = declaring.strikes
        self.source: Cells = {}
        self.references = References()
        self.told: set[tuple[int, str]] = set()  # what was said of names, by the line of their passage

    def make(self, sheet: Sheet, document: Document) -> None:
        """Make every row."""
        known = document.rows.get("sources", [])
        self.made.coded_before = bool(known)
        self.source = {"source_id": known[0]["source_id"] if known else self.fresh("sources")}
        self.made.lines[self.source["source_id"]] = min((line for _, line in sheet.head.values()), default=1)
        self._source(sheet)
        self.made.rows["sources"].append(self.source)
        above = BEFORE
        for passage in sheet.passages:
            found = self._found(passage, above)
            self.made.found.append((passage, found))
            above = found or above
            for name in passage.strikes:
                self.tried(passage.line, partial(self.names.id_of, "strike", name), passage)
            for speaker in passage.speakers:
                self._citation(passage, speaker, found)
            if not passage.speakers and not passage.at_fault:
                self.fault(passage.line, f"[{passage.label}] says nothing; write a claim below it, or out: REASON")
        for line, message in self.references.settle():
            self.fault(line, message)

    def fault(self, line: int, message: str) -> None:
        self.made.faults.append(Fault(line, message))

    def tried(self, line: int, what: Callable[[], str], passage: Passage | None = None) -> str:
        """A cell that may be at fault; empty if it is, which is told."""
        try:
            return what()
        except Wrong as wrong:
            told = (passage.line if passage else line, str(wrong))
            if not isinstance(wrong, Silent) and told not in self.told:
                self.fault(line, str(wrong))
                self.told.add(told)
            if passage:
                passage.at_fault = True
            return ""

    def _source(self, sheet: Sheet) -> None:
        """Fill in the source from the head of the sheet and from the text."""
        self.made.head = {HEAD[key]: line for key, (_, line) in sheet.head.items()}
        self.made.head |= {column: self.made.head.get("read_on", 0) for column in READ}
        cells = {column: sheet.head.get(key, ("", 0))[0] for key, column in HEAD.items()}
        for key in NEEDED:
            if not sheet.head.get(key, ("", 0))[0] and key not in sheet.broken:
                self.fault(sheet.head.get(key, ("", 0))[1], f"{key} is missing in the head; write {key}: ...")
        for key in ("publisher", "voice"):
            value, line = sheet.head.get(key, ("", 0))
            cells[HEAD[key]] = self.tried(line, partial(self.names.id_of, "actor", value)) if value else ""
        if cells["voice_id"] and not cells["author"]:
            self.fault(
                sheet.head["voice"][1], "author is missing where there is a voice; write author: as the text has it"
            )
        if "published" in sheet.head and "basis" not in sheet.head:
            cells["published_basis"] = "stated"
        parts = [part.strip() for part in cells["read_on"].split(",")]
        if len(parts) != len(READ) and cells["read_on"]:
            self.fault(sheet.head["read"][1], "read needs four parts; write read: DAY, publisher, full_text, own_text")
        cells |= dict(zip(READ, [*parts, "", "", ""], strict=False))
        self.source |= cells | {"text_words": str(len(self.text.words)), "text_sha256": self.text.sha256}

    def _found(self, passage: Passage, above: Found) -> Found | None:
        if not passage.words:
            return None
        try:
            found = locate(self.text, passage.words, above, passage.skipped)
        except Wrong as wrong:
            self.fault(passage.line, f"[{passage.label}] {wrong}")
            return None
        if found.length > LONGEST:
            self.fault(passage.line, f"[{passage.label}] has {found.length} words, more than {LONGEST}; end it earlier")
        return found

    def _citation(self, passage: Passage, speaker: Speaker, found: Found | None) -> None:
        id_ = self.fresh("citations")
        us = self.source["voice_id"] or self.source["publisher_id"]
        name = speaker.name
        who = us if name == "us" else self.tried(speaker.line, lambda: self.names.id_of("actor", name), passage)
        if speaker.via == "us":
            self.fault(speaker.line, "what the document itself reports has no via; remove via us")
        via = speaker.via if speaker.via != "us" else ""
        via = self.tried(speaker.line, lambda: self.names.id_of("actor", via), passage) if via else ""
        on = speaker.said_on
        row = {
            "citation_id": id_,
            "source_id": self.source["source_id"],
            "passage_sha256": found.sha256 if found else "",
            "passage_words": str(found.length) if found else "",
            "passage_start": str(found.start) if found else "",
            "speaker_id": who,
            "said_on": self.tried(speaker.line, lambda: day(on).isoformat(), passage) if on else "",
            "via_id": via,
            "speech": speaker.speech or default_speech(who == us, via),
        }
        same = [its for its in self.made.rows["citations"] if {**its, "citation_id": id_} == row]
        if same and found:
            there = self.made.lines[same[0]["citation_id"]]
            self.fault(speaker.line, f"{name} speaks in these words on line {there} already; put the claims there")
        self._add("citations", row, speaker.line)
        self.references.citation(passage, speaker, row)
        if not speaker.claims and not passage.at_fault:
            self.fault(speaker.line, f"{name} says nothing here; write a claim below, or out: REASON")
        for claim in speaker.claims:
            self._claim(passage, speaker, claim, row)

    def _add(self, table: str, row: Cells, line: int) -> None:
        self.made.rows[table].append(row)
        self.made.lines[row[KEYS[table]]] = line

    def _claim(self, passage: Passage, speaker: Speaker, claim: Claim, citation: Cells) -> None:
        """Add the rows of a claim: one, or one for each of its strikes."""
        cells = dict(claim.cells)
        for column, name in claim.names.items():
            if column == "party_id":
                cells[column] = self.tried(claim.line, partial(self.names.id_of, "actor", name), passage)
        by = claim.names.get("by", "")
        said_by = self.tried(claim.line, lambda: self.names.id_of("actor", by)) if by and by != "us" else by
        if by == "us":
            said_by = self.source["voice_id"] or self.source["publisher_id"]
        for strike in self._strikes(passage, claim):
            row = {KEYS[claim.table]: self.fresh(claim.table), "citation_id": citation["citation_id"], **cells}
            if claim.table != "exclusions":
                row["strike_id"] = strike
            if claim.table == "strike_reports":
                row["place_id"] = self._place(claim, strike, passage)
            self._add(claim.table, row, claim.line)
            self.references.claim(passage, claim, row, citation, said_by)

    def _strikes(self, passage: Passage, claim: Claim) -> Iterator[str]:
        if claim.table == "exclusions":
            yield ""
            return
        if not claim.strikes:
            if len(self.declared) == 1:
                yield self.declared[0]
            elif not passage.at_fault:
                passage.at_fault = True
                self.fault(claim.line, "it is not clear of which strike this is; write @X in front, or [n @X]")
        for name in claim.strikes:
            if id_ := self.tried(claim.line, partial(self.names.id_of, "strike", name), passage):
                yield id_

    def _place(self, claim: Claim, strike: str, passage: Passage) -> str:
        name = claim.names["place_id"]
        if name == NO_PLACE:
            return ""
        if name:
            return self.tried(claim.line, lambda: self.names.id_of("place", name), passage)
        return self.names.rows["strikes"].get(strike, {}).get("place_id", "")


def default_speech(is_us: bool, via: str) -> str:
    """The kind of speech of a line that says none."""
    return "own_voice" if is_us else "relayed" if via else "reported"
