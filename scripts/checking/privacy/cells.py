"""Cells and prose judged: a problem for whatever must not be published, told by its place and never repeated."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, partial
from typing import Any

from ...package.package import Package, Table
from ...package.problem import Problem
from ..vocabulary import Known, known_words, lines_of, naming
from .text import faults, faults_in_code, faults_of_address

WITHHELD = "[withheld]"
# A line by which a contributor signs: a name of at most five words and an address, and nothing else.
SIGNED = re.compile(r"^(?:Signed-off|Co-authored)-by:(?: [^\s<>,;:()]+){1,5} <[^\s<>@]+@[^\s<>@]+>$", re.MULTILINE)

BYLINE = "says more than who wrote it: give names or a desk only, as printed, or leave it empty"
# Words that say what happened to somebody, which no byline does.
ROLES = frozenset(
    "the of aged age victim victims killed wounded injured died dead deceased late resident residents civilian"
    " civilians"
    " witness survivor mother father son daughter wife husband brother sister child children boy girl man woman widow"
    " погиб погибла погибший погибшая погибшие ранен ранена житель жительница жители жертва жертвы мирный убит убита"
    " öldürülüb həlak yaralı sakin sakini zohvlu զոհված զոհ վիրավոր բնակիչ".split()
)
PARTICLES = frozenset("von van de der den di da la le el al bin ibn desk staff news reporter correspondent".split())

FORMER = ({"name", "quote", "address", "phone"}, "a release withholds what the cell's own table must not publish")
# What is not checked in a free-text field, and why.
EXCEPTIONS: dict[tuple[str, str], tuple[set[str], str]] = {
    ("sources", "author"): ({"name"}, "a byline is a name as printed"),
    ("sources", "title"): (
        {"quote"},
        "a title is given as printed; one that names a person is replaced by a description in brackets",
    ),
    ("audits", "auditor"): ({"name"}, "a public handle that its owner chose"),
    ("history", "old"): FORMER,
    ("history", "new"): FORMER,
    ("crosswalk", "external_id"): ({"phone"}, "an identifier in another dataset may be a long number"),
}


def problems_in(
    package: Package, known: Known | None = None, names: Collection[str] | None = None, judged: Package | None = None
) -> list[Problem]:
    """A problem for every free-text cell that contains what must not be published, without repeating it.

    The known words are by default those of the package itself, and the tables, by name, all that it has. Rows that are
    as in the package `judged` are left out.
    """
    judge, there = Judge(known or known_words(package)), judged.tables if judged else {}
    return sorted(
        problem for table in package.some(names) for problem in _problems_of(table, judge, there.get(table.name))
    )


def problems_in_text(file: str, text: str, known: Known) -> list[Problem]:
    """The same for prose, such as a change's reason."""
    return [Problem(file, line, "", "", "", message) for line, _, message in faults(text, known)]


def problems_in_message(commit: str, message: str, known: Known) -> list[Problem]:
    """The same for a commit message, except for its lines by which contributors sign."""
    return problems_in_text(f"commit {commit}", SIGNED.sub("", message), known)


class Judge:
    """Judges cells by a vocabulary, each text once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.faults = cache(partial(faults, known=known))
        self.faults_of_address = cache(partial(faults_of_address, known=known))
        self.faults_in_code = cache(partial(faults_in_code, known=known))

    def shown(self, value: Any) -> Any:
        """Prose, or a list or an object with prose, with each text withheld that must not be published."""
        return _each(value, lambda text: WITHHELD if self.faults(text) else text)

    def shown_code(self, value: Any) -> Any:
        """The same for code, such as SQL or a constraint; a single word is judged as a path."""
        return _each(value, lambda text: WITHHELD if self._refuses_code(text) else text)

    def shown_cell(self, text: str) -> str:
        """A cell of any field, a column's name or a key; withheld if it reads like a name as prose or as an address."""
        refused = self.faults(text) or (not re.search(r"\s", text) and self.faults_of_address(text))
        return WITHHELD if refused else text

    def shown_path(self, path: str) -> str:
        """A path up to the first folder or name that must not be published."""
        kept = ""
        for part in path.split("/"):
            if self.faults_of_address(f"{kept}{part}"):
                return f"{kept}{WITHHELD}"
            kept += f"{part}/"
        return path

    def _refuses_code(self, text: str) -> bool:
        return bool(self.faults_in_code(text) if re.search(r"\s", text) else self.faults_of_address(text))

    def messages(self, table: Table, row: Mapping[str, Any], name: str, allowed: bool = True) -> list[str]:
        """What a cell of free text contains and its field does not allow, one message for each.

        If not `allowed`, names are told also in the fields that may have one.
        """
        value = str(row.get(name) or "")
        if value.startswith("http") and " " not in value:
            return self.faults_of_address(value)
        found = self.faults(value)
        if found and (names := naming(table, row)).get(name):
            found = faults(value, self.known.taught(" ".join(names.values())))  # a new name explains itself
        excepted = EXCEPTIONS.get((table.name, name), (set(), ""))[0] - (set() if allowed else {"name"})
        told = [message for _, kind, message in found if kind not in excepted]
        return told or ([BYLINE] if (table.name, name) == ("sources", "author") and not _is_byline(value) else [])


def _is_byline(value: str) -> bool:
    """Whether a text is empty or names of at most four words each, which a comma, a semicolon or "and" divides."""
    parts = re.split(r"[,;&]| and | и | və | և ", value) if value else []
    return all(0 < len(part.split()) <= 4 and all(map(_may_be_in_byline, part.split())) for part in parts)


def _may_be_in_byline(word: str) -> bool:
    letters = re.sub(r"[\W_]", "", word)
    is_name = letters[:1].isupper() and letters.isalpha() and letters.lower() not in ROLES
    return is_name or letters in PARTICLES


def _each(value: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {shown(name): _each(one, shown) for name, one in value.items()}
    if isinstance(value, list):
        return [_each(one, shown) for one in value]
    return shown(value) if isinstance(value, str) else value


def problems_of_row(table: Table, row: dict[str, str], known: Known) -> list[Problem]:
    """The problems of one row, given as texts by column, that need not be in its table yet."""
    judge, key = Judge(known), row.get(table.key[0], "")
    return [
        Problem(table.file, 0, key, name, "", message)
        for name in [*free_text(table), *addresses(table)]
        for message in judge.messages(table, row, name)
    ]


def _problems_of(table: Table, judge: Judge, judged: Table | None) -> Iterator[Problem]:
    asked = [*free_text(table), *addresses(table)]
    lines = lines_of(table) if asked else iter(())
    _, header = next(lines, (1, []))
    there = _rows_of(judged, header) if judged and asked else set()
    place = {name: at for at, name in enumerate(header) if name in asked}
    sound: dict[str, set[str]] = {name: {""} for name in place}
    for line, cells in lines:
        if there and tuple(cells) in there:
            continue
        shown = [name for name, at in place.items() if at < len(cells) and cells[at] not in sound[name]]
        row = dict(zip(header, cells, strict=False)) if shown else {}
        for name in shown:
            messages = judge.messages(table, row, name)
            if not messages and name not in naming(table, row):  # there the row decides, not the value alone
                sound[name].add(row[name])
            yield from (Problem(table.file, line, key_of(table, row), name, "", message) for message in messages)


def _rows_of(table: Table, header: list[str]) -> set[tuple[str, ...]]:
    """The rows of a table, if its columns are those of a header; none otherwise."""
    rows = {tuple(cells) for _, cells in lines_of(table)}
    return rows if tuple(header) in rows else set()


def key_of(table: Table, row: Mapping[str, str]) -> str:
    """The id of a row; a key that is not an id may be a name, so it is not printed."""
    return " ".join(row[k] for k in table.key if re.fullmatch("[a-z]{2}-[a-z0-9]{8}", row.get(k, "")))


def publishable(table: Table, cells: Mapping[str, Any], judge: Judge) -> dict[str, Any]:
    """Cells of a row, with those withheld that must not be published; old versions of a package may contain some.

    So are bylines with a name, which may have been corrected because they were none.
    """
    asked = [*free_text(table), *addresses(table)]
    withheld = {name for name in asked if judge.messages(table, cells, name, allowed=False)}
    return {name: WITHHELD if name in withheld else value for name, value in cells.items()}


def free_text(table: Table) -> list[str]:
    """The names of a table's free-text fields: strings without codes, pattern or foreign key."""
    keys = {name for key in table.schema.get("foreignKeys", []) for name in key["fields"]}
    return [
        f["name"]
        for f in table.fields
        if f["type"] == "string" and f["name"] not in keys and not {"enum", "pattern"} & set(f.get("constraints", {}))
    ]


def addresses(table: Table) -> list[str]:
    """The names of a table's fields that hold an address."""
    return [field["name"] for field in table.fields if "://" in field.get("constraints", {}).get("pattern", "")]
