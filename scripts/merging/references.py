"""References across sides: rows that one side removed and to which the other side now refers."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..package.package import Package, Table
from .cells import Conflict, Rows, Three, gone
from .decisions import OURS, THEIRS, Decisions


class Missed(NamedTuple):
    """A reference to a row that a side removed: the table and id of that row, the side, and where the reference is."""

    target: str
    id: str
    remover: str
    place: str


def follow(
    packages: tuple[Package, Package],
    sides: dict[str, Three],
    merged: dict[str, Rows],
    decisions: Decisions,
    reasons: dict[str, dict[str, str]],
) -> list[Conflict]:
    """Put back the rows that are to stay since the other side refers to them; returns the undecided conflicts.

    A row that is put back may refer to another that is gone, so it is asked again until nothing is put back.
    """
    while True:
        waiting: dict[tuple[str, str, str], list[str]] = {}
        put_back = False
        for one in dict.fromkeys(_missed(packages, sides, merged)):
            other = THEIRS if one.remover == OURS else OURS
            side = decisions.side(one.id)
            if side == other and one.id not in merged[one.target]:
                merged[one.target][one.id] = sides[one.target].side(other)[one.id]
                put_back = True
            elif not side:
                waiting.setdefault((one.target, one.id, one.remover), []).append(one.place)
        if not put_back:
            return [_conflict(packages, *key, places, reasons) for key, places in waiting.items()]


def _conflict(
    packages: tuple[Package, Package],
    target: str,
    id_: str,
    remover: str,
    places: list[str],
    reasons: dict[str, dict[str, str]],
) -> Conflict:
    other = THEIRS if remover == OURS else OURS
    file = next(package.tables[target].file for package in packages if target in package.tables)
    return Conflict(file, id_, "", f"{gone(remover, id_, reasons)}; {other} refers to it in {', '.join(places)}")


def _missed(packages: tuple[Package, Package], sides: dict[str, Three], merged: Mapping[str, Rows]) -> Iterator[Missed]:
    """Every reference of the merged rows to a row that was there before, and that one side alone removed."""
    for table, field, target in dict.fromkeys(_keys(packages)):
        if target not in merged:
            continue
        for key, row in merged.get(table, {}).items():
            value = row.get(field, "")
            if not value or value in merged[target] or value not in sides[target].base:
                continue
            removers = [name for name in (OURS, THEIRS) if value not in sides[target].side(name)]
            # a side that refers to what it removed itself is at fault on its own: the checks say so
            if len(removers) == 1 and sides[table].side(removers[0]).get(key, {}).get(field) != value:
                yield Missed(target, value, removers[0], f"{field} of {key}")


def _keys(packages: tuple[Package, Package]) -> Iterator[tuple[str, str, str]]:
    """The references of the schemas of both sides, as (table, field, table that is referred to)."""
    for package in packages:
        for table in package.tables.values():
            for key in table.schema.get("foreignKeys", []):
                target = key["reference"]["resource"] or table.name
                if _is_key(package.tables.get(target), key["reference"]["fields"]):
                    yield table.name, key["fields"][0], target


def _is_key(target: Table | None, fields: list[str]) -> bool:
    return target is not None and target.key == fields
