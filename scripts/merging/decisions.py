"""Decisions between two sides: for each conflict, whose row or cell is to stand."""

from collections.abc import Collection, Iterable

from ..package.schema import did_you_mean

OURS, THEIRS = "ours", "theirs"


class Decisions:
    """What the user decided: words such as vc-7k3mq2xd or vc-7k3mq2xd.count_min, each for one side.

    An id stands for every conflict of its row for which there is no word of its own.
    """

    def __init__(self, ours: Iterable[str] = (), theirs: Iterable[str] = ()) -> None:
        self._given = {OURS: [*dict.fromkeys(ours)], THEIRS: [*dict.fromkeys(theirs)]}
        self._asked: set[str] = set()
        self._used: set[str] = set()

    def side(self, id_: str, field: str = "") -> str:
        """The side that is to stand in a conflict of a row, or of one of its fields; empty if it is not decided."""
        words = [f"{id_}.{field}", id_] if field else [id_]
        self._asked |= {*words}
        for word in words:
            for side, given in self._given.items():
                if word in given:
                    self._used.add(word)
                    return side
        return ""

    def faults(self) -> list[str]:
        """A line for each word that is given twice or is in no conflict; call this after all conflicts were asked."""
        given = {word: [side for side in self._given if word in self._given[side]] for word in self._all()}
        found = [f"{word}: is given to both sides; give it to one" for word, sides in given.items() if len(sides) > 1]
        return found + [self._unknown(word) for word in given if word not in self._used]

    def _all(self) -> Collection[str]:
        return dict.fromkeys(word for given in self._given.values() for word in given)

    def _unknown(self, word: str) -> str:
        is_row = any(asked.startswith(f"{word}.") for asked in self._asked)
        if word in self._asked or is_row:  # every field of the row has a word of its own
            return f"{word}: decides nothing that is not decided already; leave it out"
        hint = did_you_mean(word, sorted(self._asked), 0.8)
        return f"{word}: is in no conflict; leave it out{hint}"
