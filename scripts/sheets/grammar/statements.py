"""Statements of a sheet: `fired HF`, `denies fired HF answers [2]`, `weapon rocket x6`; read, and written."""

import re
from collections.abc import Iterator

from .numbers import TIMES, read_times, write_times
from .sheet import Cells, Wrong
from .vocabulary import ROLES, TOPICS, Vocabulary

STANCES = ("denies", "admits", "confirms")  # those that stand in front; a line without one accuses or asserts
NUMBER = r"(.*) (x(?:[0-9>~]\S*|{}))"


def read_statements(vocabulary: Vocabulary, text: str) -> Iterator[tuple[Cells, Cells]]:
    """The cells of each statement of a line without references, and the names behind them, by column; raises Wrong."""
    stance, rest = _taken(text, STANCES)
    word, rest = _taken(rest, (*ROLES, *TOPICS))
    hedged = rest == "hedged" or rest.endswith(" hedged")
    rest = rest.removesuffix("hedged").strip() if hedged else rest
    said = {"hedged": str(hedged).lower()}
    if word in ROLES:
        party, times = _times(vocabulary, rest)
        if not party:
            raise Wrong(f"{word} names nobody; write {word} PARTY")
        its = {"topic": "responsibility", "party_role": word, "code": "", "stance": stance or "accuses"}
        yield said | its | times, {"party_id": party}
        return
    if not word:
        raise Wrong(f"{stance} says not what; write {stance} fired PARTY, or {stance} weapon CODE")
    for part in rest.split(","):
        words, times = _times(vocabulary, part.strip())
        code = vocabulary.of_topic(TOPICS[word], words)
        its = {"topic": TOPICS[word], "party_role": "", "code": code, "stance": stance or "asserts"}
        yield said | its | times, {}


def _taken(text: str, words: tuple[str, ...]) -> tuple[str, str]:
    """The first word, if it is one of some, and the rest."""
    first, _, rest = text.partition(" ")
    return (first, rest.strip()) if first in words else ("", text)


def _times(vocabulary: Vocabulary, text: str) -> tuple[str, Cells]:
    wordings = vocabulary.codes("statements", "wording")
    if match := re.fullmatch(NUMBER.format("|".join(wordings)), text):
        return match[1], read_times(match[2], wordings)
    return text, dict.fromkeys(TIMES, "")


def write_statement(cells: Cells, party: str) -> str:
    """The words of a statement without references and `hedged`; `party` is the name of who fired or supported."""
    stance = f"{cells['stance']} " if cells["stance"] in STANCES else ""
    if cells["topic"] == "responsibility":
        return f"{stance}{cells['party_role']} {party}{write_times(cells)}"
    word = next(word for word, topic in TOPICS.items() if topic == cells["topic"])
    code = cells["code"].removeprefix(f"{cells['topic']}_").replace("_", " ")
    return f"{stance}{word} {code}{write_times(cells)}"
