"""Questions about a new row: what each field means, what it is likely to be, and what is wrong with an answer."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from ..checking.spreadsheet import forgiven
from ..package.database import raw
from ..package.package import Package, Table
from ..package.schema import did_you_mean, identifier
from ..package.soundness.patterns import matches
from .draft import Draft, fault_of

if TYPE_CHECKING:
    import duckdb


Field = dict[str, Any]
Answers = dict[str, str]
LISTED = 8  # rows that are offered where a name fits several
EPILOG = "A field that refers to a row takes its id, or its name where one row alone has it; - leaves a field empty that has a default."


class Refused(Exception):
    """Nothing is added; the message has a line for each reason."""


class _Parser(argparse.ArgumentParser):
    """A parser that tells wrong usage in a line, and offers the flag that a mistyped one comes near."""

    def error(self, message: str) -> NoReturn:
        flags = [flag for action in self._actions for flag in action.option_strings if "_" not in flag]
        near = "".join(
            did_you_mean(word, flags)
            for word in message.split()
            if word.startswith("--") and message.startswith("unrec")
        )
        self.exit(2, f"{message}{near}; see: {self.prog} --help\n")


def parser_of(table: Table) -> argparse.ArgumentParser:
    """The parser of a table's answers: a flag a field, whose help is the schema's."""
    made = _Parser(
        prog=f"python -m scripts new {table.name}",
        usage=f"python -m scripts new {table.name} [FLAG VALUE ...]",
        description=table.schema["description"],
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--id", metavar="ID", help="an id of your own; without it one is drawn that no row has or had")
    made.add_argument("--no-questions", action="store_true", help="ask nothing: take defaults, refuse what is missing")
    if table.name == "sources":
        made.add_argument("address", nargs="?", metavar="URL", help="where the document was published")
    if table.name in ("sources", "citations"):
        made.add_argument("--text", metavar="FILE", help="the document's text, which is fingerprinted and never stored")
    if table.name == "citations":
        made.add_argument("--find", metavar="WORDS", help="words of the passage, or its first words ... its last words")
        made.add_argument(
            "--exact", action="store_true", help="the passage is these words, not the sentence around them"
        )
        made.add_argument(
            "--at", type=int, metavar="N", help="where several passages hold the words: the one that begins at word N"
        )
    for field in table.fields[1:]:
        flags = dict.fromkeys((f"--{field['name'].replace('_', '-')}", f"--{field['name']}"))
        made.add_argument(
            *flags, dest=field["name"], metavar=field["type"].upper(), help=meaning(table, field).replace("%", "%%")
        )
    return made


def meaning(table: Table, field: Field) -> str:
    """A field's description, its unit, and its codes with their labels, the row that it takes, or an example."""
    codes = "; ".join(f"{c['value']} ({c['label']})" for c in field.get("categories", []))
    target, unit = target_of(table, field), f" Unit: {field['unit']}." if "unit" in field else ""
    taken = (
        f"One of: {codes}"
        if codes
        else f"Takes the id of a row of {target}, or its name where it has one"
        if target
        else f"Example: {field['example']}"
    )
    return f"{field['description']}{unit} {taken}"


def target_of(table: Table, field: Field) -> str | None:
    """The table to which a field refers, None where it refers to none."""
    return next(
        (
            key["reference"]["resource"] or table.name
            for key in table.schema.get("foreignKeys", [])
            if key["fields"] == [field["name"]]
        ),
        None,
    )


def default_of(draft: Draft, table: Table, field: Field, answers: Answers) -> str:
    """What a field is likely to be, from the answers so far and the rows that are there; empty where nothing tells.

    A reference is likely to the row that the passage's other rows are about, or to the one row that nothing refers to yet; never
    to a row that another field names already.
    """
    name = field["name"]
    followed = {"date_end": "date_start", "count_max": "count_min"}
    if name == "count_max" and answers.get("qualifier", "exact") not in ("exact", "about"):
        return ""
    if name in followed:
        return answers.get(followed[name], "")
    if name == "qualifier" and answers.get("count_min"):
        return (
            "exact"
            if answers["count_min"] == answers.get("count_max")
            else "range"
            if answers.get("count_max")
            else "at_least"
        )
    if name == "read_on":
        return date.today().isoformat()
    if name == "speaker_id":
        return _one(
            draft.connection, "SELECT publisher_id FROM raw_sources WHERE source_id = ?", [answers.get("source_id")]
        )
    if name == "place_id" and "strike_id" in answers:
        return _one(draft.connection, "SELECT place_id FROM raw_strikes WHERE strike_id = ?", [answers["strike_id"]])
    target = target_of(table, field)
    if target and field.get("constraints", {}).get("required"):
        beside, waiting = _beside(draft, name, answers), _waiting(draft, target)
        likely = (waiting or beside if name == "citation_id" else beside or waiting) or _unclaimed(draft, name)
        return "" if likely in answers.values() else likely
    return str(field.get("suggested", ""))


def _one(connection: "duckdb.DuckDBPyConnection", sql: str, values: list[Any]) -> str:
    """The one value that a query gives, empty where it gives none or several."""
    rows = connection.execute(sql, values).fetchall()
    return str(rows[0][0] or "") if len(rows) == 1 else ""


def _beside(draft: Draft, name: str, answers: Answers) -> str:
    """The strike of the rows that hang on the same passage, or the passage of the rows about the same strike, where there is one."""
    known = {"strike_id": "citation_id", "citation_id": "strike_id"}.get(name, "")
    if not answers.get(known):
        return ""
    return _one(
        draft.connection,
        " UNION ".join(f"SELECT {identifier(name)} FROM {raw(t)} WHERE {identifier(known)} = $1" for t in _told(draft)),
        [answers[known]],
    )


def _told(draft: Draft) -> list[str]:
    """The tables whose rows say something of a strike, by a passage."""
    return [table.name for table in draft.package.tables.values() if {"strike_id", "citation_id"} <= set(table.columns)]


def _unclaimed(draft: Draft, name: str) -> str:
    """The one strike that has a report and no claim yet."""
    if name != "strike_id":
        return ""
    claimed = " UNION ".join(f"SELECT strike_id FROM {raw(t)}" for t in _told(draft) if t != "strike_reports")
    groups = "SELECT other_id FROM raw_strike_links"
    return _one(
        draft.connection,
        f"SELECT DISTINCT strike_id FROM raw_strike_reports WHERE strike_id NOT IN ({claimed} UNION {groups})",
        [],
    )


def _waiting(draft: Draft, target: str) -> str:
    """The one row of a table to which no other refers."""
    key = identifier(draft.package.tables[target].key[0])
    unused = " AND ".join(
        f"{key} NOT IN (SELECT {identifier(field)} FROM {raw(table.name)} WHERE {identifier(field)} IS NOT NULL)"
        for table, field in draft.references(target)
    )
    return _one(draft.connection, f"SELECT {key} FROM {raw(target)} WHERE {unused}", [])


def resolved(draft: Draft, table: Table, field: Field, answer: str) -> tuple[str, str | None]:
    """The text of a cell for an answer, and what is wrong with it, if anything; a name becomes the id of its row."""
    target = target_of(table, field)
    if not target or not answer or answer in draft.used:
        return answer, _fault(draft, field, target, answer)
    if answer in draft.stones:
        return answer, f"is withdrawn; see: python -m scripts resolve {answer}"
    if matches(field.get("constraints", {}).get("pattern", ""), answer):
        return answer, f"no row of {target} has this id; see data/{target}.csv, or give a name"
    return _named(draft, target, answer)


def _named(draft: Draft, target: str, answer: str) -> tuple[str, str | None]:
    """The id of the row that has a name, or that alone has it as a part of one; or what is wrong."""
    names, sought = _names(draft, target), answer.casefold()
    found = [id_ for id_, its in names.items() if sought in map(str.casefold, its)]
    found = found or [id_ for id_, its in names.items() if any(sought in name.casefold() for name in its)]
    if len(found) == 1:
        return found[0], None
    if not found:
        return (
            answer,
            f"no row of {target} has this id{' or name' * bool(names)}; add it first: python -m scripts new {target}",
        )
    more = f"; and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return answer, "is in several names; give the id of one: " + "; ".join(
        f"{id_} ({names[id_][0]})" for id_ in found[:LISTED]
    ) + more


def _names(draft: Draft, target: str) -> dict[str, list[str]]:
    """What the rows of a table are called, in every language, by id; nothing where its rows have no names."""
    table = draft.package.tables[target]
    columns = [name for name in table.columns if name == "title" or name.split("_")[0] == "name"]
    rows = (
        draft.connection.execute(
            f"SELECT {', '.join(map(identifier, [table.key[0], *columns]))} FROM {raw(target)}"
        ).fetchall()
        if columns
        else []
    )
    return {id_: [name for name in names if name] for id_, *names in rows if any(names)}


def _fault(draft: Draft, field: Field, target: str | None, answer: str) -> str | None:
    if answer and target and draft.used[answer].table.name != target:
        return f"is of {draft.used[answer].table.name}; this field takes a row of {target}"
    if any("\ud800" <= letter <= "\udfff" for letter in answer):
        return "has a byte that is not UTF-8; type it anew in a terminal that is set to UTF-8"
    if field["name"] == "url" and (row := source_with(draft, "url", answer)):
        return already(row)
    return fault_of(draft.connection, field, answer) or forgiven(field, answer)[1]


def source_with(draft: Draft, column: str, value: str) -> tuple[str, str] | None:
    """The id and title of the source that has a value in a column, None where none has."""
    return draft.connection.execute(
        f"SELECT source_id, title FROM raw_sources WHERE {identifier(column)} = ?", [value]
    ).fetchone()


def already(row: tuple[str, str]) -> str:
    """That a document is registered, and what to do with it instead."""
    return f"is of {row[0]} ({row[1]}) already; add citations to it: python -m scripts new citation --source-id {row[0]} --text FILE --find WORDS"


def label(draft: Draft, id_: str) -> str:
    """What a row is called, empty where it has no name."""
    return _names(draft, draft.used[id_].table.name).get(id_, [""])[0] if id_ in draft.used else ""


def tables_to_add_to(package: Package) -> dict[str, Table]:
    """The tables to which rows are added by hand, under their own name and that of one of their rows."""
    closed = {"withdrawn", "codings", "adjudications"}
    tables = [table for table in package.tables.values() if table.name not in closed]
    return {name: table for table in tables for name in (table.name, table.name.removesuffix("s"))}
