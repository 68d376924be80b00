"""References between the lines of a sheet: totals of parts, accusations answered, passages repeated."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .grammar.claims import is_part
from .grammar.sheet import COUNTS, Cells, Claim, Passage, Reference, Speaker

COLUMNS = {  # the column that a reference fills in, and what is said where no line, or several, can be meant
    "victim_counts": ("part_of", ("no total of this speaker and outcome on this strike", "such totals")),
    "damage_counts": ("part_of", ("no total of this speaker on this strike", "such totals")),
    "statements": ("answers", ("no such claim on this strike that could be answered", "claims that could be answered")),
    "exclusions": ("repeats", ("no line of this speaker", "speakers that could be meant")),
}
KIN = {"hospitalised": ("hospitalised", "injured")}  # outcomes of a total of which a count may be a part


class Said(NamedTuple):
    """A row of a table, with the label of its passage, the mark of its line, its citation, and whether it is a part."""

    label: str
    mark: str
    table: str
    row: Cells
    citation: Cells
    is_part: bool


class References:
    """The rows of a sheet by passage and mark, and those that wait for the line that they refer to."""

    def __init__(self) -> None:
        self._said: list[Said] = []
        self._by_claim: dict[tuple[int, str], Cells] = {}
        self._waiting: list[tuple[Said, Claim, str]] = []
        self._citations: list[tuple[str, str, Cells]] = []  # label, mark, row

    def citation(self, passage: Passage, speaker: Speaker, row: Cells) -> None:
        """Note a citation."""
        self._citations.append((passage.label, speaker.mark, row))

    def claim(self, passage: Passage, claim: Claim, row: Cells, citation: Cells, said_by: str) -> None:
        """Note the row of a claim, and fill in the total of a part that stands below it; others wait."""
        one = Said(passage.label, claim.mark, claim.table, row, citation, is_part(claim))
        self._said.append(one)
        self._by_claim[id(claim), row.get("strike_id", "")] = row
        empty = {"statements": ("answers", "party_id"), "exclusions": ("repeats",)}
        for column in empty.get(claim.table, ("part_of",) if claim.table in COUNTS else ()):
            row.setdefault(column, "")
        if claim.total:
            row["part_of"] = self._by_claim.get((id(claim.total), row["strike_id"]), {}).get("claim_id", "")
        if claim.refers:
            self._waiting.append((one, claim, said_by))

    def settle(self) -> Iterator[tuple[int, str]]:
        """Fill in what every reference means; yields the line and message of each that means no line, or several."""
        told = set()
        for one, claim, said_by in self._waiting:
            if not (refers := claim.refers):
                continue
            column, what = COLUMNS[one.table]
            if refers.row_id:  # of another document: the checks say whether there is such a row
                one.row[column] = refers.row_id
                continue
            if one.table == "exclusions":
                found = self._repeated(one, refers, said_by)
            else:
                found = meant(one, [its for its in self._said if _is_meant(its, refers)], bool(refers.mark))
            if len(found) == 1:
                one.row[column] = next(iter(found[0].values()))
            elif (claim.line, str(refers)) not in told:
                told.add((claim.line, str(refers)))
                yield claim.line, self._not_one(refers, len(found), what)

    def _repeated(self, one: Said, refers: Reference, said_by: str) -> list[Cells]:
        who = said_by or one.citation["speaker_id"]
        if refers.mark:
            marked = [row for _, mark, row in self._citations if mark == refers.mark]
            return marked or _once([its.citation for its in self._said if its.mark == refers.mark])
        return [row for label, _, row in self._citations if label == refers.label and row["speaker_id"] == who]

    def _not_one(self, refers: Reference, number: int, what: tuple[str, str]) -> str:
        known = {Reference(label) for label, _, _ in self._citations}
        known |= {Reference(mark=mark) for _, mark, _ in self._citations} | {Reference(mark=i.mark) for i in self._said}
        if refers not in known:
            return f"{refers} is no passage or mark of this sheet; write the label of a passage"
        if not number:
            return f"{refers} has {what[0]}; name another passage"
        return f"{refers} has {number} {what[1]}; write (a) before the one that is meant, and (a) for {refers}"


def _once(rows: list[Cells]) -> list[Cells]:
    return list({row["citation_id"]: row for row in rows}.values())


def _is_meant(its: Said, refers: Reference) -> bool:
    return its.mark == refers.mark if refers.mark else its.label == refers.label


def meant(one: Said, among: Iterable[Said], is_marked: bool) -> list[Cells]:
    """The rows of some lines that another can refer to; of damage, those of the same object if there are any."""
    found = [its.row for its in among if _fits(one, its, is_marked)]
    return [row for row in found if row.get("object") == one.row.get("object")] or found


def _fits(one: Said, its: Said, is_marked: bool) -> bool:
    """Whether a line can be what another refers to: of the same strike, and, unless it is marked, of the same kind."""
    row, other = one.row, its.row
    if its.table != one.table or other["strike_id"] != row["strike_id"] or other is row:
        return False
    if one.table == "statements":
        return is_marked or (
            other["stance"] not in ("denies", "admits")
            and all(other[name] == row[name] for name in ("topic", "party_id", "code"))
        )
    if is_marked:
        return True
    if its.is_part or its.citation["speaker_id"] != one.citation["speaker_id"]:
        return False
    if one.table == "damage_counts":
        return True  # the checks say which objects may be parts of which
    return other["outcome"] in KIN.get(row["outcome"], (row["outcome"],))
