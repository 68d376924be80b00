"""Problems: what is wrong, where, and how to fix it; rendered for a terminal, for GitHub or as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

LONGEST = 60
SHOWN = 100  # faults of one kind in one column; the others are only counted


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: file (path as shown to the user), line, key, field, value, message with the fix, and check.

    Line 1 is the header and line 0 the whole file. `more` is 0 for a single fault, or the number of faults that this
    problem counts without showing them.
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


class PackageError(Exception):
    """The package cannot be used; the message names the file and says what to do."""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, a Problem each."""
        file, _, message = str(self).partition(": ")
        return (
            [Problem(file, 0, "", "", "", message)] if message else [Problem("datapackage.json", 0, "", "", "", file)]
        )


class Unsound(PackageError):
    """A descriptor or schema cannot be used; `problems` has every fault, and the message a line for each."""

    def __init__(self, problems: list[Problem], folder: str) -> None:
        super().__init__("\n".join(f"{folder}/{problem}" for problem in sorted(problems)))
        self._problems = problems

    @property
    def problems(self) -> list[Problem]:
        """See PackageError."""
        return self._problems


def number(problems: Iterable[Problem]) -> int:
    """The number of faults, including those that are only counted."""
    return sum(problem.more or 1 for problem in problems)


def unshown(shown: list[Problem], total: int) -> list[Problem]:
    """A summary of the faults of one column that are not shown; an empty list if all `total` faults are."""
    if total <= len(shown):
        return []
    one, more = shown[0], total - len(shown)
    message = f"{total} rows are wrong here; the first {len(shown)} are shown"
    return [Problem(one.file, 0, "", one.field, "", message, one.check, more)]


def escaped(text: str) -> str:
    """A text for one line of output, with control and invisible characters escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def shorten(value: str, longest: int = LONGEST) -> str:
    """A value for one line of output: escaped, and cut after `longest` characters."""
    shown = escaped(value[: longest + 1])
    return shown if len(value) <= longest else f"{shown[:longest]}… ({len(value)} characters)"


def seen(value: str) -> str:
    """A value that begins a message: as `shorten` shows it, and in quotes if it would not be seen."""
    return shorten(value) if value.strip() else repr(value[:LONGEST])


def _github(problem: Problem) -> str:
    """A GitHub workflow command; its text and properties are escaped as in GitHub's toolkit."""
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
    """All problems, sorted, as one string; `output` is text (one line each), github (annotations) or json (a list)."""
    ordered = sorted(problems)
    if output == "json":
        return json.dumps([asdict(p) for p in ordered], ensure_ascii=False, indent=2)
    return "\n".join(map(_github if output == "github" else str, ordered))
