"""A settled sheet: whether it is, what was decided in each stretch, and the rows of codings and adjudications."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...editing.draft import Draft
from ...editing.neighbours import days_of
from ..document import SAID, Rows, every_row
from ..drawing import ROUND
from ..grammar.sheet import Cells, Fault
from ..rows import Made
from .beside import stretches
from .sides import Place, Side

NAMED = ("speaker_id", "via_id", "party_id", "place_id")  # the columns of codings that name actors and places
WHY = re.compile(r"why:\s*(.*)")
MARKED = re.compile(r"([12])\|")
UNSETTLED = "is not settled; remove the mark from the line that is right, and delete or correct the other"


@dataclass
class Settled:
    """A settled sheet without its reasons; these by line, and faults."""

    sheet: str = ""
    whys: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_settled(written: str) -> Settled:
    """Take the reasons out of a settled sheet; the other lines keep their numbers."""
    found, lines = Settled(), []
    for number, line in enumerate(written.splitlines(), 1):
        plain = line.strip()
        if marked := MARKED.match(plain):
            found.faults.append(Fault(number, f"the line marked {marked[1]}| {UNSETTLED}"))
        if why := WHY.fullmatch(plain):
            found.whys[number] = why[1].strip()
            if not why[1].strip():
                found.faults.append(Fault(number, "why: has no text; say why, without names or words of the document"))
        lines.append("#" if marked or why else line)
    found.sheet = "\n".join(lines) + "\n"
    return found


@dataclass(frozen=True)
class Decision:
    """What was decided of a whole stretch of text: where it is, whose coding stays, and why."""

    place: Place
    decision: str
    reason: str


def decisions(made: Made, settled: Settled, sides: list[Side]) -> tuple[list[Decision], list[Fault]]:
    """What was decided where the codings differ, or agree and the result does not; and what has no reason.

    `sides` has the first coding, the second and the result; `made` is what was made of the result.
    """
    lines = {(found.start, found.length): passage.line for passage, found in made.found if found}
    starts = sorted(lines.values())
    found, faults = [], []
    for stretch in stretches({place for side in sides for place in side.said}):
        first, second, result = (side.content(stretch) for side in sides)
        if first == second == result:
            continue
        here = [lines[place] for place in stretch if place in lines]
        reason = " ".join(_whys_of(settled, starts, here, stretch, lines))
        if not reason:
            what = "differ here" if first != second else "agree here, and the result differs"
            line = min(here, default=max((lines[its] for its in lines if its < stretch[0]), default=1))
            faults.append(Fault(line, f"the codings {what}; write why: and the reason below the passage"))
        decision = "first" if result == first else "second" if result == second else "neither"
        decision = "both" if result == first | second and first and second and decision == "neither" else decision
        found.append(Decision(_whole(stretch), decision, reason))
    return found, faults


def _whys_of(
    settled: Settled, starts: list[int], here: list[int], stretch: list[Place], lines: dict[Place, int]
) -> Iterator[str]:
    """The reasons below the passages of a stretch; of one that is gone, those below the passage before it."""
    for number, why in settled.whys.items():
        above = max((line for line in starts if line < number), default=0)
        before = max((lines[place] for place in lines if place < stretch[0]), default=0)
        if why and (above in here or (not here and above == before)):
            yield why


def _whole(stretch: list[Place]) -> Place:
    """Where a stretch begins and how many words it has, also where the codings cut it differently."""
    start = stretch[0][0]
    return start, max(first + length for first, length in stretch) - start


def add_both(draft: Draft, sides: list[Side], found: list[Decision], source: str) -> list[str]:
    """Add both codings of a source and what was decided, as the present round; also actors and places that only
    they name. Returns lines on what was added."""
    number = str(ROUND)
    codings, adjudications = (draft.package.tables[name] for name in ("codings", "adjudications"))
    added = 0
    for name, side in zip(("first", "second"), sides, strict=False):
        its_rows = {tuple(sorted(row.items())): row for row in _codings(side, source)}  # each once
        for row in its_rows.values():
            named = {column: _there(draft, side, row[column]) for column in NAMED if row.get(column)}
            own = {codings.key[0]: draft.fresh_id(codings), "coding": name, "round": number}
            draft.add(codings, row | named | own)
            added += 1
    for one in found:
        start, words = one.place
        row = {"source_id": source, "passage_start": str(start), "passage_words": str(words)}
        row |= {"round": number, "decision": one.decision, "reason": one.reason}
        draft.add(adjudications, row | {adjudications.key[0]: draft.fresh_id(adjudications)})
    return [f"codings: {added} added, as round {number}", f"adjudications: {len(found)} added"]


def _there(draft: Draft, side: Side, id_: str) -> str:
    """The id that an actor or place of a coding has in the draft, by its name; it is added if it is not there."""
    for table, key in (("actors", "actor_id"), ("places", "place_id")):
        if not (row := side.writer.names.rows[table].get(id_)):
            continue
        there = [its[key] for its in every_row(draft, table) if id_ == its[key] or row["name"] == its["name"]]
        if not there:
            parent = {"parent_id": _there(draft, side, row["parent_id"])} if row.get("parent_id") else {}
            draft.add(draft.package.tables[table], row | parent)
        return there[0] if there else id_
    return id_


def _codings(side: Side, source: str) -> Iterator[Cells]:
    """The rows of a coding as `codings` has them: each with its passage, speaker, strike, place and days."""
    rows, names = side.writer.rows, side.writer.names
    cited = {row["citation_id"]: row for row in rows["citations"]}
    reports = _reports(rows)
    for table in SAID:
        for row in rows[table]:
            cells = {**cited[row["citation_id"]], "row_kind": table, "source_id": source}
            if strike := names.rows["strikes"].get(row.get("strike_id", "")):
                cells |= {"strike": strike["name"], **_when(strike, reports)}
            yield cells | {name: cell for name, cell in row.items() if name not in ("citation_id", "strike_id")}


def _reports(rows: Rows) -> dict[str, Cells]:
    """The first report of every strike, in the order of the text."""
    start = {row["citation_id"]: int(row["passage_start"]) for row in rows["citations"]}
    ordered = sorted(rows["strike_reports"], key=lambda row: -start[row["citation_id"]])
    return {row["strike_id"]: row for row in ordered}


def _when(strike: Cells, reports: dict[str, Cells]) -> Cells:
    """The place and days of a strike: those of its name, else those of its first report."""
    place = {"place_id": strike["place_id"]}
    if days := days_of(strike["name"]):
        return place | {"date_start": days[0].isoformat(), "date_end": days[1].isoformat()}
    report = reports.get(strike["strike_id"], {})
    return place | {name: report.get(name, "") for name in ("date_start", "date_end")}
