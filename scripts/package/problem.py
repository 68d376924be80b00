"""Problems: what is wrong, where, and how to mend it; rendered for a terminal, for GitHub or as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

LONGEST = 60
SHOWN = 100  # of the faults of one kind in one column; the others are counted


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file as the user knows it, the line (1 is the header, 0 is the whole file), key, field, value, cure, the check that found it.

    `more` is 0, or for faults of a column that are not shown one by one how many they are.
    """

    file: str
    line: int
    key: str
    field: str
    value: str
    message: str
    check: str = ""
    more: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        cell = f"{self.field}={shorten(self.value)}" if self.value else self.field
        return " ".join(part for part in (place, self.key, cell) if part) + f": {self.message}"


def number(problems: Iterable[Problem]) -> int:
    """How many faults the problems stand for."""
    return sum(problem.more or 1 for problem in problems)


def unshown(shown: list[Problem], total: int) -> list[Problem]:
    """What is to be said of faults of one column beyond those that are shown: nothing where there are none."""
    if total <= len(shown):
        return []
    one, more = shown[0], total - len(shown)
    return [
        Problem(
            one.file,
            0,
            "",
            one.field,
            "",
            f"{total} rows are at fault here; the first {len(shown)} are shown",
            one.check,
            more,
        )
    ]


def shorten(value: str, longest: int = LONGEST) -> str:
    """A value fit for one line: control characters escaped, cut after so many characters."""
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in value[: longest + 1]
    )
    return shown if len(value) <= longest else f"{shown[:longest]}… ({len(value)} characters)"


def _github(problem: Problem) -> str:
    """A workflow command; what would end its text, or one of its properties, is escaped as GitHub's toolkit does it."""
    text = str(problem).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = (
        problem.file.replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
        .replace(":", "%3A")
        .replace(",", "%2C")
    )
    return f"::error file={file},line={problem.line or 1}::{text}"


def render(problems: Iterable[Problem], output: str = "text") -> str:
    """All problems as one string; `output` is text (a line each), github (workflow annotations) or json (a list)."""
    ordered = sorted(problems)
    if output == "json":
        return json.dumps([asdict(p) for p in ordered], ensure_ascii=False, indent=2)
    return "\n".join(map(_github if output == "github" else str, ordered))
