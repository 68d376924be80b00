"""Pairs of rows that may be the same and that a change adds, in words, for a reviewer."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..comparing.difference import Difference
from ..package.closed import limited
from ..package.database import open_database, rows_of
from ..package.package import RULES, Package, PackageError
from ..package.sql_files import read_sql
from .change import Change
from .claims import WORDS, in_words
from .reading import Reader

if TYPE_CHECKING:
    import duckdb

NAME = "possible_duplicates"
Pair = dict[str, Any]


def new_pairs(
    connection: "duckdb.DuckDBPyConnection", change: Change, differences: list[Difference], reader: Reader
) -> list[str]:
    """Lines on the pairs of possible_duplicates that the package has and the base of the change has not."""
    touched = _touched(differences, reader)
    pairs = [pair for pair in _pairs(connection) if {pair["id"], pair["other_id"]} & touched]
    if not pairs:
        return []
    before = set(map(_key, _before(change.old)))
    return [_told(pair, reader) for pair in pairs if _key(pair) not in before]


def _touched(differences: list[Difference], reader: Reader) -> set[str]:
    """The ids of changed rows, and those that they name, directly or through a citation."""
    ids = {d.key for d in differences}
    for d in differences:
        rows = [
            reader.rows.get(d.table, {}).get(d.key, {}),
            *(side for side in (d.old, d.new) if isinstance(side, dict)),
        ]
        ids |= {str(value) for row in rows for value in row.values()} | {str(d.old), str(d.new)}
    places = {row["strike_id"] for row in reader.rows.get("strikes", {}).values() if row.get("place_id") in ids}
    return ids | places | {str(row.get("source_id")) for id_, row in reader.rows["citations"].items() if id_ in ids}


def _pairs(connection: "duckdb.DuckDBPyConnection") -> list[Pair]:
    with limited(connection):
        connection.execute(read_sql(RULES / "voices.sql")[1])
        connection.execute(f"CREATE TABLE districts AS {read_sql(RULES / 'districts.sql')[1]}")
    return rows_of(connection, read_sql(RULES / f"{NAME}.sql")[1])


def _before(old: Package | None) -> list[Pair]:
    """The pairs of the base; none if it has no package, or main's rule does not fit it."""
    import duckdb

    with suppress(PackageError, duckdb.Error):
        return _pairs(open_database(old)) if old else []
    return []


def _key(pair: Pair) -> tuple[str, ...]:
    return pair["id"], pair["other_id"], pair["why"], str(pair["decision"])


def _told(pair: Pair, reader: Reader) -> str:
    """A pair in words: the two rows, why they may be the same, and what was decided."""
    names = [f"{pair[side]} ({_name(pair['resource'], pair[side], reader)})" for side in ("id", "other_id")]
    why = str(pair["why"]).replace("_", " ")
    units = {"days": "day" if pair["days"] == 1 else "days", "km": "km"}
    apart = [f"{pair[name]} {unit}" for name, unit in units.items() if pair[name] is not None]
    why += f", {' and '.join(apart)} apart" if apart else ""
    decision = "not decided" if pair["is_open"] else f"decided: {str(pair['decision']).replace('_', ' ')}"
    return f"{pair['resource']} {' and '.join(names)}: {why}; {decision}"


def _name(table: str, id_: str, reader: Reader) -> str:
    row = reader.rows.get(table, {}).get(id_, {})
    return in_words(table, row, reader.name) if table in WORDS else reader.name(id_)
