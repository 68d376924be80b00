"""Problems: what is wrong, where, and how to mend it; rendered for a terminal, for GitHub or as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

LONGEST = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file as the user knows it, the line (1 is the header, 0 is the whole file), key, field, value, cure, the check that found it."""

    file: str
    line: int
    key: str
    field: str
    value: str
    message: str
    check: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        cell = f"{self.field}={shorten(self.value)}" if self.value else self.field
        return " ".join(part for part in (place, self.key, cell) if part) + f": {self.message}"


def shorten(value: str) -> str:
    """A value fit for one line: control characters escaped, cut after LONGEST characters."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in value[: LONGEST + 1])
    return shown if len(value) <= LONGEST else f"{shown[:LONGEST]}… ({len(value)} characters)"


def _github(problem: Problem) -> str:
    text = str(problem).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={problem.file},line={problem.line or 1}::{text}"


def render(problems: Iterable[Problem], output: str = "text") -> str:
    """All problems as one string; `output` is text (a line each), github (workflow annotations) or json (a list)."""
    ordered = sorted(problems)
    if output == "json":
        return json.dumps([asdict(p) for p in ordered], ensure_ascii=False, indent=2)
    return "\n".join(map(_github if output == "github" else str, ordered))
