"""Ids: the rows that have them, what replaced the withdrawn ones, and new ones."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .database import raw, rows_of
from .package import Package, Table
from .schema import did_you_mean, identifier

if TYPE_CHECKING:
    import duckdb


TOMBSTONES = "withdrawn"
DECISIONS, PAIR = "decisions", ("id", "other_id")  # the table of decisions, and its two ids, which may be of any table


@dataclass(frozen=True)
class Place:
    """Where a row is: its table, its line in the file, and its name (empty if its table has no names)."""

    table: Table
    line: int
    name: str

    @property
    def shown(self) -> str:
        """The file and line, as an editor opens them."""
        return f"{self.table.file}:{self.line}"


@dataclass(frozen=True)
class Tombstone:
    """One row of `withdrawn`; an id that was split has several. Empty text means no replacement or no release yet.

    `line` is its line in the file; 0 if it is not written yet.
    """

    reason: str
    replaced_by: str
    version: str
    line: int = field(default=0, compare=False)


def spelled(text: str) -> str:
    """An id as tables have it, without capitals, spaces and invisible characters; a text that is no id as it is."""
    bare = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf").casefold()
    return bare if re.fullmatch(r"[a-z]{2}-[a-z0-9]{8}", bare) else text


def in_use(connection: "duckdb.DuckDBPyConnection", package: Package) -> dict[str, Place]:
    """The place of every row, by its id; takes a database from `open_texts`."""
    found: dict[str, Place] = {}
    for table in package.tables.values():
        name = "name" if "name" in table.columns else "''"
        rows = connection.execute(
            f"SELECT {identifier(table.key[0])}, rowid + 2, coalesce({name}, '') FROM {raw(table.name)} ORDER BY rowid"
        ).fetchall()
        found |= {id_: Place(table, line, called) for id_, line, called in rows if id_}
    return found


def tombstones(connection: "duckdb.DuckDBPyConnection") -> dict[str, list[Tombstone]]:
    """The tombstones of every withdrawn id, by id, sorted by replacement; takes a database from `open_texts`."""
    found: dict[str, list[Tombstone]] = {}
    for row in rows_of(
        connection,
        f"SELECT id, reason, replaced_by, version, rowid + 2 AS line FROM raw_{TOMBSTONES}"
        " WHERE id IS NOT NULL ORDER BY id, replaced_by",
    ):
        found.setdefault(row["id"], []).append(
            Tombstone(row["reason"] or "", row["replaced_by"] or "", row["version"] or "", row["line"])
        )
    return found


def account(asked: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]], file: str) -> list[str]:
    """What became of an id, as lines of text: the id, its replacements, and the ids that are in use now.

    Takes the id, the results of `in_use` and `tombstones`, and the file that has the tombstones. Every row is shown
    with its file and line. A replacement is indented under what it replaced and
    followed only once.
    """
    if asked not in used and asked not in withdrawn:
        return [f"{asked}: never used here{similar_id(asked, [*used, *withdrawn]) or '; check the spelling'}"]
    lines, now = [], in_use_now(asked, used, withdrawn)
    shown: set[str] = set()
    waiting = [(asked, 0)]
    while waiting:
        id_, depth = waiting.pop()
        before = f"{'  ' * depth}replaced by {id_}" if depth else id_
        lines.append(f"{before}: {'shown above' if id_ in shown else _standing(id_, used, withdrawn, file)}")
        if id_ not in shown and id_ not in used:
            waiting += [(one, depth + 1) for one in reversed(_replacements(id_, withdrawn))]
        shown.add(id_)
    if asked in used:
        return lines
    return [*lines, f"  in use now: {', '.join(now)}" if now else "  no replacement is in use"]


def in_use_now(asked: str, used: Container[str], withdrawn: dict[str, list[Tombstone]]) -> list[str]:
    """The ids of the rows in use that an id has come to: itself, or the last of every chain of replacements."""
    now: list[str] = []
    shown: set[str] = set()
    waiting = [asked]
    while waiting:
        id_ = waiting.pop()
        if id_ in shown:
            continue
        shown.add(id_)
        if id_ in used:
            now.append(id_)
        else:
            waiting += reversed(_replacements(id_, withdrawn))
    return now


def _replacements(id_: str, withdrawn: dict[str, list[Tombstone]]) -> list[str]:
    return [stone.replaced_by for stone in withdrawn.get(id_, []) if stone.replaced_by]


def similar_id(asked: str, ids: list[str]) -> str:
    """A hint with the id that is one or two letters away, to append to a message; empty if there is none."""
    return did_you_mean(asked.casefold(), ids, 0.8)


def _standing(id_: str, used: dict[str, Place], withdrawn: dict[str, list[Tombstone]], file: str) -> str:
    if id_ in used:
        place = used[id_]
        cut_short = ", though it has a tombstone: its withdrawal was cut short" if id_ in withdrawn else ""
        return f"in use, in {place.shown}{cut_short}" + (f": {place.name}" if place.name else "")
    lines: dict[str, list[str]] = {}
    for stone in withdrawn.get(id_, []):
        since = f"in {stone.version}" if stone.version else "since the last release"
        lines.setdefault(f"withdrawn {since} ({{}}): {stone.reason}", []).append(f"{file}:{stone.line}")
    return "; ".join(words.replace("{}", ", ".join(at), 1) for words, at in lines.items()) or "never used here"


LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike


def fresh_id(prefix: str, taken: Iterable[str]) -> str:
    """A random id that is not in `taken`: a table's prefix and eight letters or digits that are not like a number."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
        if not _is_like_a_number(drawn) and prefix + drawn not in taken:
            return prefix + drawn


def derived_id(prefix: str, text: str, taken: Iterable[str]) -> str:
    """The id that a text always gets, of the form of `fresh_id`; where `taken` has it, that of the text and a star."""
    rest = int.from_bytes(hashlib.sha256(text.encode()).digest())
    drawn = "".join(LETTERS[rest // len(LETTERS) ** place % len(LETTERS)] for place in range(8))
    if _is_like_a_number(drawn) or prefix + drawn in taken:
        return derived_id(prefix, f"{text}*", taken)
    return prefix + drawn


def _is_like_a_number(drawn: str) -> bool:
    """Whether a spreadsheet could take it for a number: digits, also with an exponent."""
    return not set(drawn) - set("0123456789e")


def stones_of(reason: str, replaced_by: Iterable[str]) -> list[Tombstone]:
    """The tombstones for a withdrawn id: one for each replacement, or a single one if nothing replaces it."""
    return [Tombstone(reason, id_, "") for id_ in replaced_by] or [Tombstone(reason, "", "")]
