"""What the columns of a list are: the ids, figures of estimates, and what an estimate is of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..comparing.difference import FIGURES
from ..comparing.estimates import RENAMED
from ..package.package import Package, Table
from ..package.schema import did_you_mean
from .listing import Line, Listing, Refused, plain

ANY = "id"  # the name of a column with ids of any table
ALL, CIVILIANS = "all", "civilians"


@dataclass(frozen=True)
class Figure:
    """What a column has of estimates: low, best or high, of which outcome and population; None where the line says."""

    figure: str
    outcome: str | None = None
    population: str | None = None


@dataclass(frozen=True)
class Estimate:
    """Which estimate of a strike is meant."""

    outcome: str
    population: str
    view: str

    def __str__(self) -> str:
        counted = self.outcome if self.population == ALL else f"{self.population} {self.outcome}"
        return counted if self.view == ALL else f"{counted}, {self.view}"


@dataclass(frozen=True)
class Columns:
    """The column of ids, the columns of figures, and the codes that a line may use to say which estimate it is of."""

    id: str
    figures: dict[str, Figure]
    codes: dict[str, list[str]]


def columns_of(listing: Listing, old: Package, new: Package, asked: str | None = None) -> Columns:
    """Find the columns of a list by their names; `asked` is the column of ids, if the user named it.

    Raises Refused, with every fault, if it is not clear which ids are meant, or which estimates.
    """
    outcomes = codes(("victim_counts", "outcome"), old, new)
    found = {name: figure for name in listing.columns if (figure := _figure(name, outcomes))}
    views = [*codes(("strike_estimates", "view"), old, new), *RENAMED]
    named = {"outcome": outcomes, "population": [ALL, CIVILIANS], "view": views}
    return Columns(_id_column(listing, old, new, asked), found, named)


def codes(of: tuple[str, str], *packages: Package) -> list[str]:
    """The codes of a field in any of the packages."""
    tables = [table for p in packages for table in (*p.tables.values(), *p.computed.values()) if table.name == of[0]]
    listed = [f.get("constraints", {}).get("enum", []) for table in tables for f in table.fields if f["name"] == of[1]]
    return list(dict.fromkeys(code for enum in listed for code in enum))


def _figure(name: str, outcomes: Iterable[str]) -> Figure | None:
    """What a column called low, killed, killed_best or civilians_killed_high has of estimates; None for any other."""
    if name in FIGURES:
        return Figure(name)
    match = re.fullmatch(rf"(?:({CIVILIANS})_)?({'|'.join(map(re.escape, outcomes))})(?:_({'|'.join(FIGURES)}))?", name)
    return Figure(match[3] or "best", match[2], match[1]) if match else None


def _id_column(listing: Listing, old: Package, new: Package, asked: str | None) -> str:
    if asked is not None:
        if (name := plain(asked)) in listing.columns:
            return name
        raise Refused([listing.problem(f"has no column {asked}; there are {_listed(listing.columns.values())}")])
    keyed: dict[str, list[Table]] = {}
    for table in (t for p in (old, new) for t in (*p.tables.values(), *p.computed.values()) if len(t.key) == 1):
        keyed.setdefault(table.key[0], []).append(table)
    found = [name for name in listing.columns if name in keyed] or [name for name in listing.columns if name == ANY]
    if len(found) == 1:
        return found[0]
    # a row of a claim also has the ids of its strike and its citation: the ids are those whose table has the others
    of_all = [name for name in found if any({*found} <= {*table.columns} for table in keyed.get(name, []))]
    if len(of_all) == 1:
        return of_all[0]
    if found:
        several = f"has several columns of ids, {_listed(listing.columns[name] for name in found)}"
        raise Refused([listing.problem(f"{several}; say which is meant, such as --id {listing.columns[found[0]]}")])
    hints = [hint for name in listing.columns if (hint := did_you_mean(name, [*keyed, ANY], 0.8))]
    wanted = (
        "has no column of ids; call it id, or as its table does, such as claim_id or strike_id, or name it with --id"
    )
    raise Refused([listing.problem(wanted + "".join(hints[:1]))])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def estimate_of(line: Line, figure: Figure, columns: Columns) -> tuple[Estimate | None, list[tuple[str, str, str]]]:
    """Which estimate a figure of a line is of; otherwise what is wrong, as column, value and message."""
    chosen: dict[str, Any] = {"outcome": figure.outcome, "population": figure.population}
    faults = []
    for name, default in (("outcome", None), ("population", ALL), ("view", ALL)):
        if chosen.get(name):
            continue
        value = line.cells.get(name, "").casefold() or default
        if value is None:
            wanted = f"add a column outcome with one of {', '.join(columns.codes['outcome'])}, or call it killed_best"
            faults.append((figure.figure, "", f"does not say of which outcome it is; {wanted}"))
        elif value not in columns.codes[name]:
            listed = f"is not one of {', '.join(columns.codes[name])}; correct it, or rename the column"
            faults.append((name, value, listed + did_you_mean(value, columns.codes[name])))
        chosen[name] = RENAMED.get(value or "", value)
    return (None, faults) if faults else (Estimate(**chosen), [])
