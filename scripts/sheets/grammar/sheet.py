"""A sheet as it was read: head, names, links, passages with speakers and claims; and what is wrong, line by line."""

from dataclasses import dataclass, field

Cells = dict[str, str]
COUNTS = ("victim_counts", "damage_counts")


class Wrong(Exception):
    """A line, or a part of one, is at fault; the message says what is wrong and what to write."""


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong at a line of a sheet, and what to write; line 0 is the whole sheet."""

    line: int
    message: str


@dataclass
class Declared:
    """A short name: of a row that exists, by its full name or by place and days, or of a new row.

    `cells` has what a new row is given, by keyword; `places` and `days` say where and when a strike was.
    """

    line: int
    short: str
    kind: str
    new: bool
    name: str = ""
    cells: Cells = field(default_factory=dict)
    level: str = "strike"
    places: list[str] = field(default_factory=list)
    unnamed: bool = False
    days: str = ""


@dataclass
class Relation:
    """What one strike is to another: part_of, may_be_same or distinct, with the reason and day of a decision."""

    line: int
    one: str
    relation: str
    other: str
    why: str = ""
    on: str = ""


@dataclass(frozen=True)
class Reference:
    """A line that another refers to: by the label of its passage, or by its mark; or a row of another document."""

    label: str = ""
    mark: str = ""
    row_id: str = ""

    def __str__(self) -> str:
        if self.row_id:
            return self.row_id
        return f"[{self.label}]" if self.label else f"({self.mark})"


@dataclass(eq=False)
class Claim:
    """One claim: its table, the strikes that it is given to, its cells, and the names and lines that it refers to.

    `strikes` is empty for an exclusion. `total` is the count above that it breaks down, and `refers` the line meant by
    `of`, `answers` or `repeat of`; `names` has the names behind its cells, by column.
    """

    line: int
    table: str
    cells: Cells
    strikes: list[str] = field(default_factory=list)
    mark: str = ""
    total: "Claim | None" = None
    refers: Reference | None = None
    names: Cells = field(default_factory=dict)


@dataclass(eq=False)
class Speaker:
    """Who speaks in a passage, as it was written, and the claims."""

    line: int
    name: str = "us"
    via: str = ""
    said_on: str = ""
    speech: str = ""
    mark: str = ""
    claims: list[Claim] = field(default_factory=list)


@dataclass(eq=False)
class Passage:
    """A passage: its label, the strikes that its lines are given to, its words, and its speakers.

    `skipped` is the number of passages with the same words to pass over; `at_fault` says that one of its lines could
    not be read.
    """

    line: int
    label: str
    strikes: list[str]
    words: str
    skipped: int = 0
    speakers: list[Speaker] = field(default_factory=list)
    at_fault: bool = False


@dataclass
class Sheet:
    """A whole sheet; the head by key, as (value, line). `broken` has short names and keys of lines at fault."""

    head: dict[str, tuple[str, int]] = field(default_factory=dict)
    declared: list[Declared] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
