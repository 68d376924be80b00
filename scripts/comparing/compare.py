"""Compares two packages: tables, fields, codes, rows cell by cell, the effect on estimates, and the version."""

import filecmp
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..package.closed import close_off, limited
from ..package.csv_form import check_form
from ..package.database import connect, load_typed
from ..package.ids import TOMBSTONES
from ..package.package import Package, PackageError, withdrawal
from ..package.past.history import HISTORY
from ..package.progress import Advance, progress, unseen
from ..package.schema import quote
from ..package.soundness.withdrawn_versions import LISTED
from .difference import Changes, Difference, Effect
from .estimates import effects, rule_ids
from .recipe import RULES, demanded_version, highest
from .rows import row_differences
from .schemas import schema_differences
from .withholding import withhold

if TYPE_CHECKING:
    import duckdb

    Compared = tuple[duckdb.DuckDBPyConnection, list[Difference], list[Effect] | None]

# The tables from which estimates are computed.
ESTIMATED = {"actors", "citations", "sources", "strikes", "strike_links", "victim_counts"}
MEMORY = "1200MB"


def compare(old: Package, new: Package) -> Changes:
    """All changes between two packages: rows by key, cell by cell, and the effects on estimates.

    Raises PackageError if a table cannot be read; `validate` says why.
    """
    with compared(old, new) as (_, found, impact):
        pass
    step = highest({d.kind for d in found})
    counted = Counter(d.kind for d in found)
    demands = {kind: counted[kind] for kind in RULES if kind in counted}
    demanded, withdrawn = demanded_version(old.version, step), new.descriptor.get(LISTED, [])
    estimated = impact is not None
    changes = Changes(old.version, new.version, step, demanded, demands, found, impact or [], estimated, withdrawn)
    return withhold(changes, old, new)


@contextmanager
def compared(old: Package, new: Package, whole: bool = False) -> "Iterator[Compared]":
    """The database with both packages, attached as `old` and `new`; the differences; the effects on estimates.

    If `whole`, it has every table of both, and the estimates; otherwise those that may differ. Nothing is withheld
    yet. The effects are None if no rule fits both models, or a rule cannot be run. Raises PackageError if a table
    cannot be read.
    """
    found, same = schema_differences(old, new)
    found += _rule_differences(old, new)
    needed = _needed(old, new, same)
    then, now = ({*old.tables}, {*new.tables}) if whole else ({*needed}, {*needed.values()})
    # each table is loaded, on both sides, and compared; the last step is the effects
    with (
        tempfile.TemporaryDirectory() as folder,
        progress("comparing", len(then) + len(now) + len(needed) + 1) as advance,
        connect(old, new, settings=_bounds(folder)) as connection,
    ):
        connection.execute("ATTACH ':memory:' AS old")
        connection.execute("ATTACH ':memory:' AS new")
        _load(connection, "old", old, then, advance)
        _load(connection, "new", new, now, advance)
        found += row_differences(connection, old, new, needed, advance)
        touched = whole or any(map(_may_move_estimates, found))
        yield connection, found, _effects(connection, old, new, then, now) if touched else []


def withdrawals(old: Package, new: Package) -> list[str]:
    """What is to be said of the versions of two packages that were withdrawn, a line for each."""
    said = [withdrawal(old.descriptor, new.descriptor), withdrawal(new.descriptor, old.descriptor)]
    return list(dict.fromkeys(map(str, filter(None, said))))


def unfit(lacking: KeyError) -> str:
    """The message where a package lacks what a comparison asks of it."""
    return f"a descriptor or schema lacks {lacking}, or has an unexpected type there; see: python -m scripts validate"


def _rule_differences(old: Package, new: Package) -> list[Difference]:
    then, now = rule_ids(old), rule_ids(new)
    return [
        Difference("rule_changed", name, old=then[name], new=now.get(name))
        for name in then
        if now.get(name) != then[name]
    ]


def _may_move_estimates(difference: Difference) -> bool:
    """Whether a difference can move an estimate; of added rows only counts can, and links of a part to its group."""
    if difference.kind == "row_added":
        return difference.table in ("victim_counts", "strike_links")
    return difference.table in ESTIMATED or difference.kind == "rule_changed"


def _needed(old: Package, new: Package, same: dict[str, str]) -> dict[str, str]:
    """Those of the common tables that differ in bytes or schema, tables that refer to them, and the tombstones.

    Never the history, which says of every version what this comparison finds.
    """
    differ = {
        a
        for a, b in same.items()
        if not _same_bytes(old.tables[a].path, new.tables[b].path) or old.tables[a].schema != new.tables[b].schema
    }
    refer = {
        t.name
        for t in old.tables.values()
        for key in t.schema.get("foreignKeys", [])
        if key["reference"]["resource"] in differ
    }
    return {a: b for a, b in same.items() if a in (differ | refer | {TOMBSTONES}) - {HISTORY}}


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _bounds(folder: str) -> list[str]:
    """The settings that limit the memory; what does not fit is written to `folder`."""
    return [
        f"SET memory_limit = '{MEMORY}'",
        f"SET temp_directory = {quote(folder)}",
        "SET preserve_insertion_order = false",
    ]


def _load(
    connection: "duckdb.DuckDBPyConnection", side: str, package: Package, names: set[str], advance: Advance = unseen
) -> None:
    """Load the named tables of a package into the database of a side; raises PackageError if one cannot be read."""
    import duckdb

    connection.execute(f"USE {side}")
    for table in [t for t in package.tables.values() if t.name in names]:
        if faults := check_form(table):
            raise PackageError(str(replace(faults[0], file=str(table.path))))
        try:
            load_typed(connection, table)
        except duckdb.Error as error:
            why = f"cannot be read ({str(error).splitlines()[0][:200]})"
            raise PackageError(f"{table.path}: {why}; see: python -m scripts validate") from None
        advance()


def _effects(
    connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, then: set[str], now: set[str]
) -> list[Effect] | None:
    """The effects on estimates; None if no rule fits both models, or a rule cannot be run.

    `then` and `now` are the tables that are loaded already.
    """
    import duckdb

    for side, package, loaded in (("old", old, then), ("new", new, now)):
        _load(connection, side, package, ESTIMATED - loaded)
    published = old.computed.get("strike_estimates")
    try:
        if published and published.path.exists():
            connection.execute(f"CREATE TABLE old.published AS SELECT * FROM read_csv({quote(str(published.path))})")
        close_off(connection)
        with limited(connection):  # the rules of a package may come from anyone
            return effects(connection, old, new)
    except (duckdb.Error, OSError):
        return None
