"""Two codings of a document: written side by side, and, once they are settled, as rows with both codings."""

import re
from collections.abc import Iterator
from functools import partial

from ...checking.privacy import problems_of_row
from ...checking.vocabulary import known_words
from ...editing.draft import Draft
from ...package.database import open_texts
from ...package.package import Package
from ...texts.search import Text, copied
from ..coding import COPIED, GONE, Coded, code_in, source_of
from ..document import rows_of_document
from ..drawing import faults_of_draw
from ..grammar.reading import read_sheet
from ..grammar.sheet import Fault
from ..grammar.vocabulary import Vocabulary
from ..matching import Plan
from ..rows import Made, rows_of_sheet
from .beside import to_adjudicate
from .settling import Decision, add_both, decisions, read_settled
from .sides import Side, sides

GAP = re.compile(r"\[\d+\] follows ")
ONE_SHEET = (
    "has the same bytes as the first sheet, so the document was coded once; give the sheet of somebody who coded it"
    " without seeing the first"
)


class AtFault(Exception):
    """A coding cannot be compared; `faults` has what is wrong with each, by the number of the sheet."""

    def __init__(self, faults: list[list[Fault]]) -> None:
        super().__init__("a coding has faults")
        self.faults = faults


def beside(package: Package, text: Text, first: str, second: str) -> str:
    """The sheet to adjudicate of two codings; raises AtFault."""
    if first == second:
        raise AtFault([[], [Fault(0, ONE_SHEET)]])
    with open_texts(package) as connection:
        one, other = _sides(Draft(package, connection), text, [first, second])[1]
        return to_adjudicate(text, one, other)


def settle(package: Package, text: Text, codings: tuple[str, str], written: str, reason: str = GONE) -> Coded:
    """What a settled sheet of two codings changes: its rows, both codings and what was decided; nothing is written.

    Raises AtFault if one of the codings cannot be compared.
    """
    if codings[0] == codings[1]:
        raise AtFault([[], [Fault(0, ONE_SHEET)]])
    settled = read_settled(written)
    if settled.faults:
        return Coded(sorted(settled.faults))
    with open_texts(package) as connection:
        draft = Draft(package, connection)
        its = read_sheet(Vocabulary(package), settled.sheet)
        source = source_of(draft, its, text)
        if settled_before := faults_of_draw(draft, its, source, alone=False):
            return Coded(settled_before)
        document = rows_of_document(draft, source)
        result = rows_of_sheet(draft, its, text, document)
        if result.faults:
            return Coded(sorted({*result.faults}))
        all_made, all_sides = _sides(draft, text, [*codings, settled.sheet])
        found, faults = decisions(all_made[-1], settled, all_sides)
        faults += _whys_at_fault(package, text, settled.whys)
        if faults:
            return Coded(sorted(faults))
        coded = code_in(draft, text, settled.sheet, reason, partial(_add_both, all_sides, found))
        # the labels count the passages of both codings, so that those of one leave gaps
        coded.questions = [its for its in coded.questions if not GAP.match(its.message)]
        return coded


def _sides(draft: Draft, text: Text, sheets: list[str]) -> tuple[list[Made], list[Side]]:
    read = [read_sheet(Vocabulary(draft.package), sheet) for sheet in sheets]
    document = rows_of_document(draft, source_of(draft, read[0], text))
    all_made = [rows_of_sheet(draft, sheet, text, document) for sheet in read]
    if any(made.faults for made in all_made):
        raise AtFault([sorted({*made.faults}) for made in all_made])
    return all_made, sides(draft, text, all_made, document)


def _whys_at_fault(package: Package, text: Text, whys: dict[int, str]) -> Iterator[Fault]:
    """The reasons that name a person, or seem to, or have words of the document."""
    table, known = package.tables["adjudications"], known_words(package)
    for line, why in whys.items():
        for problem in problems_of_row(table, {"reason": why}, known):
            yield Fault(line, f"why: {problem.message}")
        if copied(text, why):
            yield Fault(line, f"why: {COPIED}")


def _add_both(all_sides: list[Side], found: list[Decision], draft: Draft, plan: Plan) -> list[str]:
    """Add both codings to the rows of the settled sheet, and to the source that it has been given."""
    return add_both(draft, all_sides, found, plan.source)
