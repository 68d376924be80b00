"""The sheet to adjudicate: what two codings share stands plain, what only one says is marked 1| or 2|."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ...texts.search import Passage, Text
from ..passages import BEFORE, words_of
from ..writer.said_lines import Unit, strikes_of
from .sides import Place, Side

MARKS = ("1| ", "2| ")
WHY = "  why:"


def to_adjudicate(text: Text, first: Side, second: Side) -> str:
    """The text of the sheet to adjudicate."""
    sections = [[*_beside(*pair)] for pair in zip(first.sections, second.sections, strict=True)]
    return "\n\n".join("\n".join(lines) for lines in [*sections, _passages(text, first, second)] if lines) + "\n"


def _beside(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    """The lines of two lists in their order, those of only one marked."""
    first, second = [*one], [*other]
    for what, start, end, its_start, its_end in SequenceMatcher(None, first, second, False).get_opcodes():
        if what == "equal":
            yield from first[start:end]
        else:
            yield from (MARKS[0] + line for line in first[start:end])
            yield from (MARKS[1] + line for line in second[its_start:its_end])


def stretches(places: Iterable[Place]) -> list[list[Place]]:
    """Passages that overlap, together; in the order of the text."""
    found: list[list[Place]] = []
    end = -1
    for start, length in sorted(places):
        if start >= end:
            found.append([])
        found[-1].append((start, length))
        end = max(end, start + length)
    return found


def _passages(text: Text, first: Side, second: Side) -> list[str]:
    lines: list[str] = []
    above, number = BEFORE, 0
    for stretch in stretches({*first.said, *second.said}):
        for place in stretch:
            number += 1
            lines += _passage(text, place, str(number), above, (first, second))
            if place in first.said and place in second.said:
                above = Passage(*place, "", "")
        if first.content(stretch) != second.content(stretch):
            lines.append(WHY)
    return lines


def _passage(text: Text, place: Place, label: str, above: Passage, both: tuple[Side, Side]) -> list[str]:
    having = [side for side in both if place in side.said]
    units = [unit for said in having[0].said[place] for unit in said.units]
    here = strikes_of([{its: [((0,), [*lines])] for its, lines in units if its}])
    words, skipped = words_of(text, *place, above)
    head = f"[{label}{' @' + ', '.join(here) if here else ''}{f' +{skipped}' if skipped else ''}] {words}"
    whose = MARKS[both.index(having[0])] if len(having) == 1 else ""
    lines = [whose + head]
    bys = list(dict.fromkeys(said.by for side in having for said in side.said[place]))
    for by in sorted(bys, key=lambda by: by != "by us"):
        said = [{said.by: said.units for said in side.said.get(place, [])}.get(by) for side in both]
        if by != "by us" or bys[0] != "by us":
            lines.append(f"{_mark(said[0] is not None, said[1] is not None)}{by}")
        one, other = (_lines(units or [], here) for units in said)
        lines += _beside(one, other)
    return lines


def _mark(in_first: bool, in_second: bool) -> str:
    return "" if in_first and in_second else MARKS[0] if in_first else MARKS[1]


def _lines(units: list[Unit], here: tuple[str, ...]) -> list[str]:
    found = []
    for its, lines in sorted(units, key=lambda unit: unit[0] != here):
        at = "" if its in (here, ()) else f"@{', '.join(its)} "
        found += [f"  {at}{line}" for line in lines]
    return found
