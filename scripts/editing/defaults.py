"""Defaults for the fields of a new row: the likely answer, from the answers so far and the rows of the package."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ..package.database import raw
from ..package.package import Table
from ..package.schema import identifier
from .answers import LISTED, Answers, Field, called, label, target_of
from .draft import Draft

if TYPE_CHECKING:
    import duckdb

FOLLOWED = {"date_end": "date_start", "count_max": "count_min"}  # fields whose default is the answer of another


def default_of(draft: Draft, table: Table, field: Field, answers: Answers) -> str:
    """The likely answer for a field, from the answers so far (texts by field name); empty if nothing suggests one.

    For a reference it is the row that the other rows of the passage are about, or else the only row to which nothing
    refers yet, but never a row that another answer already names.
    """
    name = field["name"]
    if (implied := _implied(draft, name, answers)) is not None:
        return implied
    target = target_of(table, field)
    if target and field.get("constraints", {}).get("required"):
        unused = waiting(draft, target)
        beside, only = _beside(draft, name, answers), unused[0] if len(unused) == 1 else ""
        likely = (only or beside if name == "citation_id" else beside or only) or _unclaimed(draft, name)
        return "" if likely in answers.values() else likely
    return str(field.get("suggested", ""))


def _implied(draft: Draft, name: str, answers: Answers) -> str | None:
    """The default that other answers or the calendar imply; None for a field of which they say nothing."""
    if name == "count_max" and answers.get("qualifier", "exact") not in ("exact", "about"):
        return ""
    if name in FOLLOWED:
        return answers.get(FOLLOWED[name], "")
    if name == "qualifier" and answers.get("count_min"):
        return _qualifier(answers["count_min"], answers.get("count_max"))
    if name in ("read_on", "decided_on"):
        return date.today().isoformat()
    if name == "speaker_id":
        publisher = "SELECT publisher_id FROM raw_sources WHERE source_id = ?"
        return _one(draft.connection, publisher, [answers.get("source_id")])
    if name == "place_id" and "strike_id" in answers:
        return _one(draft.connection, "SELECT place_id FROM raw_strikes WHERE strike_id = ?", [answers["strike_id"]])
    return None


def _qualifier(low: str, high: str | None) -> str:
    if low == high:
        return "exact"
    return "range" if high else "at_least"


def _one(connection: "duckdb.DuckDBPyConnection", sql: str, values: list[Any]) -> str:
    """The value of a query that returns exactly one row; otherwise empty."""
    rows = connection.execute(sql, values).fetchall()
    return str(rows[0][0] or "") if len(rows) == 1 else ""


def _beside(draft: Draft, name: str, answers: Answers) -> str:
    """The only strike of the rows with the same citation, or the only citation of the rows about the same strike."""
    known = {"strike_id": "citation_id", "citation_id": "strike_id"}.get(name, "")
    if not answers.get(known):
        return ""
    sql = " UNION ".join(
        f"SELECT {identifier(name)} FROM {raw(table)} WHERE {identifier(known)} = $1" for table in _told(draft)
    )
    return _one(draft.connection, sql, [answers[known]])


def _told(draft: Draft) -> list[str]:
    """The tables whose rows say something about a strike and cite a passage for it."""
    return [table.name for table in draft.package.tables.values() if {"strike_id", "citation_id"} <= set(table.columns)]


def _unclaimed(draft: Draft, name: str) -> str:
    """The only strike that has a report but no claim yet."""
    if name != "strike_id":
        return ""
    claimed = " UNION ".join(f"SELECT strike_id FROM {raw(t)}" for t in _told(draft) if t != "strike_reports")
    groups = "SELECT other_id FROM raw_strike_links"
    return _one(
        draft.connection,
        f"SELECT DISTINCT strike_id FROM raw_strike_reports WHERE strike_id NOT IN ({claimed} UNION {groups})",
        [],
    )


def waiting(draft: Draft, target: str) -> list[str]:
    """The ids of the rows of a table to which no row refers."""
    key = identifier(draft.package.tables[target].key[0])
    unused = " AND ".join(
        f"{key} NOT IN (SELECT {identifier(field)} FROM {raw(table.name)} WHERE {identifier(field)} IS NOT NULL)"
        for table, field in draft.references(target)
    )
    rows = draft.connection.execute(f"SELECT {key} FROM {raw(target)} WHERE {unused} ORDER BY {key}").fetchall()
    return [id_ for (id_,) in rows]


def offered(draft: Draft, target: str) -> list[str]:
    """Lines on the citations that no row uses yet, those of the document read last first; none for another table."""
    if target != "citations":
        return []
    cited = f"""
        SELECT citation_id, passage_start, CAST(passage_start AS INTEGER) + CAST(passage_words AS INTEGER) - 1,
            source_id, speaker_id
        FROM {raw("citations")} LEFT JOIN {raw("sources")} USING (source_id)
        WHERE list_contains(?, citation_id) ORDER BY read_on DESC, source_id, CAST(passage_start AS INTEGER)
    """
    lines = [
        f"    {id_}  words {first} to {last} of {source}{called(draft, source)}, speaker {label(draft, speaker)}"
        for id_, first, last, source, speaker in draft.connection.execute(cited, [waiting(draft, target)]).fetchall()
    ]
    more = [f"    and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return [*lines[:LISTED], *more] or ["    every citation is used; its id is in data/citations.csv"]
