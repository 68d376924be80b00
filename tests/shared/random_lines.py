"""Two random contributions that touch different cells, and the rows that their merge must have."""

import random
from collections import Counter
from copy import deepcopy
from typing import NamedTuple

Tables = dict[str, dict[str, dict[str, str]]]  # rows by table and id
STONES = "withdrawn"
LEFT_ALONE = (STONES, "history")
LETTERS = "abcdefghjkmnpqrstuvwxyz"


class Pair(NamedTuple):
    """The tables of both sides, and what their merge must be."""

    ours: Tables
    theirs: Tables
    merged: Tables


class Contributions:
    """Random changes of two sides, of which none touches what another has touched."""

    def __init__(self, seed: int, base: Tables) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.base, self.pair = base, Pair(*(deepcopy(base) for _ in Pair._fields))
        self.touched: set[tuple[str, ...]] = set()
        self.named = Counter(cell for rows in base.values() for row in rows.values() for cell in row.values() if cell)
        self.made = 0

    def sides(self) -> list[Tables]:
        """The side that makes the next change, and the merge."""
        return [self.pair.ours if self.random.random() < 0.5 else self.pair.theirs, self.pair.merged]

    def fresh(self, like: str) -> str:
        """An id that no side has, with the prefix of another."""
        self.made += 1
        return f"{like[:3]}{''.join(self.random.choices(LETTERS, k=4))}{self.made + 2000:04}"

    def row(self) -> tuple[str, str]:
        """A row that both have, as (table, id)."""
        table = self.random.choice([name for name, rows in self.base.items() if rows and name not in LEFT_ALONE])
        return table, self.random.choice(sorted(self.base[table]))

    def change(self, *sides: Tables) -> None:
        """Give a cell the value of another row, in one side or in several."""
        table, id_ = self.row()
        if (table, id_) in self.touched:
            return
        field = self.random.choice([*self.base[table][id_]][1:])
        # a row of another id may not be referred to, since its own side may withdraw it
        values = sorted({row[field] for row in self.base[table].values()} - {self.base[table][id_][field]})
        values = [value for value in values if value not in self.withdrawable()]
        if values and (table, id_, field) not in self.touched:
            self.touched |= {(table, id_, field), (table, id_, "kept")}
            value = self.random.choice(values)
            for side in sides or self.sides():
                side[table][id_][field] = value

    def add(self) -> None:
        """Add a row, a copy of another under its own id."""
        table, id_ = self.row()
        if not self.withdrawable() & {*list(self.base[table][id_].values())[1:]}:
            new = self.fresh(id_)
            key = next(iter(self.base[table][id_]))
            for side in self.sides():
                side[table][new] = self.base[table][id_] | {key: new}

    def withdraw(self, both: bool = False) -> None:
        """Withdraw a row that no other names; if both do, one tombstone is to remain."""
        table, id_ = self.row()
        if id_ not in self.withdrawable() or (table, id_, "kept") in self.touched or (table, id_) in self.touched:
            return
        self.touched.add((table, id_))
        sides = [*self.pair] if both else self.sides()
        for number, side in enumerate(sides):
            del side[table][id_]
            if not (both and number == 1):
                key = self.fresh("wd-")
            stone = {"withdrawal_id": key, "id": id_, "reason": "Wrong.", "replaced_by": "", "version": ""}
            if both and number == 1:  # the other side draws an id of its own, which the merge drops
                other = self.fresh("wd-")
                side[STONES][other] = stone | {"withdrawal_id": other}
            else:
                side[STONES][key] = stone

    def withdrawable(self) -> set[str]:
        """The ids of rows that no other row names."""
        return {
            id_ for table, rows in self.base.items() if table not in LEFT_ALONE for id_ in rows if self.named[id_] == 1
        }


def contributions(seed: int, base: Tables, count: int = 12) -> Pair:
    """Two contributions of some random changes each; two changes are made by both."""
    made = Contributions(seed, base)
    for _ in range(count):
        made.random.choice([made.change, made.change, made.add, made.withdraw])()
    made.change(*made.pair)
    made.withdraw(both=True)
    return made.pair


def comparable(tables: Tables) -> Tables:
    """Tables with each tombstone under what it says, since its own id is drawn."""
    told: Tables = {name: rows for name, rows in tables.items() if name != STONES}
    stones = Counter((row["id"], row["reason"], row["replaced_by"]) for row in tables[STONES].values())
    return told | {STONES: {" ".join(said): {"number": str(number)} for said, number in stones.items()}}
