"""The lines below the passages of a sheet, written from rows: speakers, claims, exclusions, marks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..document import SAID, Rows
from ..grammar.counts import write_count
from ..grammar.reports import NO_PLACE, write_report
from ..grammar.sheet import COUNTS, Cells
from ..grammar.statements import write_statement
from ..grammar.vocabulary import ROLES, TOPICS
from ..references import COLUMNS, Said, meant
from ..rows import KEYS, default_speech

ORDER = [*ROLES, *TOPICS]
Block = tuple[tuple[Any, ...], list[str]]  # what it is sorted by, and its lines
Unit = tuple[tuple[str, ...], tuple[str, ...]]  # strikes, by their short names, and lines
SPEECH = {"own_finding": "found"}


def every_said(rows: Rows, labels: dict[str, str]) -> dict[str, Said]:
    """Every row that says something, by its id."""
    cited = {row["citation_id"]: row for row in rows["citations"]}
    found = {}
    for table in SAID:
        for row in rows[table]:
            citation = cited[row["citation_id"]]
            label, is_part = labels[citation["citation_id"]], bool(row.get("part_of"))
            found[row[KEYS[table]]] = Said(label, "", table, row, citation, is_part)
    return found


def marks_of(rows: Rows, labels: dict[str, str], letters: dict[str, str] | None = None) -> dict[str, str]:
    """The marks of the rows and citations that cannot be meant by the label of their passage alone, by id.

    `letters` has the marks that lines have in other sheets, by what they say; those of new ones are added.
    """
    letters = {} if letters is None else letters
    said = every_said(rows, labels)
    wanted: list[str] = []
    for one in said.values():
        if one.table not in COLUMNS or not (id_ := one.row[COLUMNS[one.table][0]]):
            continue
        if one.table == "statements" and id_ not in said:  # it answers another document
            continue
        if one.table == "exclusions":
            repeated = next(row for row in rows["citations"] if row["citation_id"] == id_)
            same = [
                row
                for row in rows["citations"]
                if (labels[row["citation_id"]], row["speaker_id"]) == (labels[id_], repeated["speaker_id"])
            ]
        elif one.table in COUNTS and _stands_below(one, said[id_]):
            continue
        else:
            same = meant(one, [its for its in said.values() if its.label == said[id_].label], False)
        if [next(iter(row.values())) for row in same] != [id_]:
            wanted.append(id_)
    places = {row["citation_id"]: (int(row["passage_start"]), int(row["passage_words"])) for row in rows["citations"]}
    told = {id_: one.row for id_, one in said.items()} | {row["citation_id"]: row for row in rows["citations"]}
    in_order = sorted({*wanted}, key=lambda id_: (places[told[id_]["citation_id"]], _content(told[id_])))
    marks: dict[str, str] = {}
    for id_ in in_order:
        key = repr((places[told[id_]["citation_id"]], _content(told[id_])))
        while letters.get(key) in marks.values():  # a line that says the same as another
            key += "+"
        marks[id_] = letters.setdefault(key, _mark(len(letters)))
    return marks


def _content(row: Cells) -> list[str]:
    """What a row is sorted by: its cells without ids of rows that may be drawn anew."""
    own = ("citation_id", "part_of", "answers", "repeats", "source_id")
    return [cell for name, cell in sorted(row.items()) if name not in (*own, *KEYS.values())]


def _mark(number: int) -> str:
    return _mark(number // 26 - 1) + _mark(number % 26) if number > 25 else "abcdefghijklmnopqrstuvwxyz"[number]


def _stands_below(part: Said, total: Said) -> bool:
    """Whether a part is written below its total, as `of them`."""
    return part.row["citation_id"] == total.row["citation_id"] and not total.is_part


class Citation:
    """A citation, its rows, and its lines."""

    def __init__(self, writer: Any, row: Cells) -> None:
        self.writer, self.row, self.id = writer, row, row["citation_id"]
        self.rows = {table: [its for its in writer.rows[table] if its["citation_id"] == self.id] for table in SAID}

    def order(self) -> tuple[Any, ...]:
        """What the citations of a passage are sorted by: our own voice first."""
        return self.row["speaker_id"] != self.writer.us, self.by(), self.id

    def by(self) -> str:
        """The line of the speaker."""
        row, name = self.row, self.writer.name
        is_us = row["speaker_id"] == self.writer.us
        line = f"by {'us' if is_us else name('actors', row['speaker_id'])}"
        line += f" via {name('actors', row['via_id'])}" if row["via_id"] else ""
        line += f" on {row['said_on']}" if row["said_on"] else ""
        default = default_speech(is_us, row["via_id"])
        return line + (f", {SPEECH.get(row['speech'], row['speech'])}" if row["speech"] != default else "")

    def blocks(self, labels: dict[str, str], marks: dict[str, str]) -> dict[tuple[str, ...], list[Block]]:
        """The lines by the strikes that they are given to, in their order."""
        strikes = sorted({row["strike_id"] for table in SAID[:-1] for row in self.rows[table]}, key=self._short)
        by_block: dict[tuple[Any, ...], tuple[list[str], list[str]]] = {}
        for strike in strikes:
            for order, lines in self._of_strike(strike, labels, marks):
                by_block.setdefault((order, *lines), ([], lines))[0].append(strike)
        found: dict[tuple[str, ...], list[Block]] = {}
        for key, (its, lines) in by_block.items():
            found.setdefault(tuple(map(self._short, its)), []).append((key[0], lines))
        return {its: sorted(blocks) for its, blocks in found.items()}

    def _short(self, strike: str) -> str:
        return str(self.writer.name("strikes", strike))

    def _of_strike(self, strike: str, labels: dict[str, str], marks: dict[str, str]) -> Iterator[Block]:
        rows = {table: [row for row in self.rows[table] if row["strike_id"] == strike] for table in SAID[:-1]}
        for row in rows["strike_reports"]:
            yield (0, 0), [self._marked(row["report_id"], marks, self._report(row))]
        for rank, table in enumerate(COUNTS, 1):
            yield from self._counts(rank, table, rows[table], labels, marks)
        yield from self._statements(rows["statements"], labels, marks)

    def _marked(self, id_: str, marks: dict[str, str], line: str) -> str:
        return f"({marks[id_]}) {line}" if id_ in marks else line

    def _report(self, row: Cells) -> str:
        of_strike = self.writer.names.rows["strikes"][row["strike_id"]]["place_id"]
        place = self.writer.name("places", row["place_id"]) if row["place_id"] else NO_PLACE
        return write_report(row, "" if row["place_id"] == of_strike else place)

    def _counts(
        self, rank: int, table: str, rows: list[Cells], labels: dict[str, str], marks: dict[str, str]
    ) -> Iterator[Block]:
        """Totals, each with its parts; and parts of totals elsewhere."""
        by_id = {row["claim_id"]: row for row in rows}
        heads = [row for row in rows if row["part_of"] not in by_id or by_id[row["part_of"]]["part_of"]]
        for row in heads:
            total = row["part_of"]
            ref = f" of {_reference(total, labels, marks, self.writer.rows[table])}" if total else ""
            line = self._marked(row["claim_id"], marks, write_count(table, row, None, bool(total)) + ref)
            parts = [its for its in rows if its["part_of"] == row["claim_id"] and not row["part_of"]]
            below = sorted(
                self._marked(its["claim_id"], marks, f"of them {write_count(table, its, row, True)}") for its in parts
            )
            verb = row["outcome"] if table == "victim_counts" else row["extent"]
            codes = self.writer.vocabulary.codes(table, "outcome" if table == "victim_counts" else "extent")
            yield (rank, codes.index(verb)), [line, *below]

    def _statements(self, rows: list[Cells], labels: dict[str, str], marks: dict[str, str]) -> Iterator[Block]:
        joined: dict[tuple[str, ...], list[str]] = {}
        for row in rows:
            party = self.writer.name("actors", row["party_id"]) if row["party_id"] else ""
            hedged = " hedged" if row["hedged"] == "true" else ""
            line = write_statement(row, party)
            rank = ORDER.index(next(word for word in line.split() if word in ORDER))
            if row["answers"]:
                answers = _reference(row["answers"], labels, marks, self.writer.rows["statements"])
                line += f" answers {answers}"
            if row["answers"] or row["party_id"] or row["statement_id"] in marks:
                yield (3, rank), [self._marked(row["statement_id"], marks, line + hedged)]
                continue
            words = line.split()
            first = " ".join(words[: 1 + (words[0] not in ORDER)])
            joined.setdefault((str(rank), first, hedged), []).append(line.removeprefix(first).strip())
        for (rank_, first, hedged), codes in joined.items():
            yield (3, int(rank_)), [f"{first} {', '.join(sorted(codes))}{hedged}"]

    def units(self, labels: dict[str, str], marks: dict[str, str]) -> list[Unit]:
        """What the citation says: lines that belong together, and the strikes that they are given to."""
        found = self.blocks(labels, marks)
        said = [(its, tuple(lines)) for its in sorted(found) for _, lines in found[its]]
        return [*said, *(((), (line,)) for line in self.excluded(labels, marks))]

    def excluded(self, labels: dict[str, str], marks: dict[str, str]) -> list[str]:
        """The lines of the exclusions."""
        return sorted(self._excluded(row, labels, marks) for row in self.rows["exclusions"])

    def _excluded(self, row: Cells, labels: dict[str, str], marks: dict[str, str]) -> str:
        if row["reason"] != "repeat":
            return f"out: {row['reason']}"
        repeated = next(its for its in self.writer.rows["citations"] if its["citation_id"] == row["repeats"])
        if row["repeats"] in marks:
            return f"repeat of ({marks[row['repeats']]})"
        who = "us" if repeated["speaker_id"] == self.writer.us else self.writer.name("actors", repeated["speaker_id"])
        by = "" if repeated["speaker_id"] == self.row["speaker_id"] else f" by {who}"
        return f"repeat of [{labels[row['repeats']]}]{by}"


def _reference(id_: str, labels: dict[str, str], marks: dict[str, str], rows: Iterable[Cells]) -> str:
    if id_ in marks:
        return f"({marks[id_]})"
    row = next((row for row in rows if next(iter(row.values())) == id_), None)
    return f"[{labels[row['citation_id']]}]" if row else id_


def strikes_of(all_blocks: list[dict[tuple[str, ...], list[Block]]]) -> tuple[str, ...]:
    """The strikes to which most lines of a passage are given."""
    weight = Counter(
        {
            its: sum(len(lines) for blocks in all_blocks for _, lines in blocks.get(its, []))
            for blocks in all_blocks
            for its in blocks
        }
    )
    return min(weight, key=lambda its: (-weight[its], its), default=())


def lines_of_passage(
    label: str, more: str, words: str, citations: list[Citation], labels: dict[str, str], marks: dict[str, str]
) -> list[str]:
    """The line of a passage and those below it."""
    all_blocks = [its.blocks(labels, marks) for its in citations]
    here = strikes_of(all_blocks)
    only = len(citations[0].writer.rows["strikes"]) == 1
    head = f" @{', '.join(here)}" if here and not only else ""
    lines = [f"[{label}{head}{more}] {words}"]
    for number, (citation, blocks) in enumerate(zip(citations, all_blocks, strict=True)):
        by = citation.by()
        if number or by != "by us" or citation.id in marks:
            lines.append(f"({marks[citation.id]}) {by}" if citation.id in marks else by)
        for its in sorted(blocks, key=lambda its: (its != here, its)):
            at = "" if its == here else f"@{', '.join(its)} "
            lines += [f"  {at}{line}" for _, block in blocks[its] for line in block]
        lines += [f"  {line}" for line in citation.excluded(labels, marks)]
    return lines
