"""Answers about a new row: the options that take them, what each field means, and what is wrong with an answer."""

import argparse
from typing import Any, NoReturn

from ..checking.spreadsheet import forgiven
from ..package.database import raw
from ..package.package import Package, Table
from ..package.problem import shorten
from ..package.schema import did_you_mean, identifier
from ..package.soundness.patterns import matches
from .draft import Draft, fault_of

Field = dict[str, Any]
Answers = dict[str, str]
LISTED = 8  # rows listed when a name fits several
EPILOG = (
    "A field that refers to a row takes its id, or its name if only one row has that name."
    " Give - to leave a field empty although it has a default."
)


IMPLIED = {  # how the help describes the defaults that follow from other answers
    "date_end": "the answer for date_start",
    "count_max": "the answer for count_min, if the count is exact or about",
    "qualifier": "exact, range or at_least, according to the counts",
    **dict.fromkeys(("read_on", "decided_on"), "today"),
    "speaker_id": "the publisher of the source",
    **dict.fromkeys(("passage_sha256", "passage_words", "passage_start"), "computed from --text and --find"),
    **dict.fromkeys(("text_words", "text_sha256"), "computed from --text"),
}


class Refused(Exception):
    """Nothing was added; the message has one line for each reason."""


class _Parser(argparse.ArgumentParser):
    """A parser that reports wrong usage in one line, and suggests an option similar to a mistyped one."""

    def error(self, message: str) -> NoReturn:
        flags = [flag for action in self._actions for flag in action.option_strings if "_" not in flag]
        near = "".join(
            did_you_mean(word, flags)
            for word in message.split()
            if word.startswith("--") and message.startswith("unrec")
        )
        self.exit(2, f"{message}{near}; see: {self.prog} --help\n")


def parser_of(package: Package, table: Table) -> argparse.ArgumentParser:
    """A parser with one option for each field of a table except its id; the help texts come from the schema."""
    named = f"python -m scripts new {table.name}"
    made = _Parser(
        prog=named,
        usage=f"{named} {'[URL] ' * (table.name == 'sources')}[OPTION VALUE ...]",
        description=table.schema["description"],
        epilog=EPILOG,
        allow_abbrev=False,
    )
    drawn = "id of the new row (default: a random id that no row has or had)"
    made.add_argument(flag_of_id(table), dest="own_id", metavar="ID", help=drawn)
    questions = "do not ask: use the defaults, and refuse if an answer is missing (default: ask, in a terminal)"
    made.add_argument("--no-questions", action="store_true", help=questions)
    _add_document(made, table)
    for field in table.fields[1:]:
        flags = dict.fromkeys((f"--{field['name'].replace('_', '-')}", f"--{field['name']}"))
        text = f"{meaning(package, table, field)} ({_need(table, field)})".replace("%", "%%")
        made.add_argument(*flags, dest=field["name"], metavar=field["type"].upper(), help=text)
    return made


def flag_of_id(table: Table) -> str:
    """The option for the id of the new row: --id, unless a field of the table has that name."""
    return f"--{table.key[0].replace('_', '-')}" if "id" in table.columns else "--id"


def _add_document(made: argparse.ArgumentParser, table: Table) -> None:
    """Add the arguments about the document, for a source or a citation."""
    if table.name == "sources":
        made.add_argument("address", nargs="?", metavar="URL", help="address of the document, the same as --url")
    if table.name == "places":
        text = (
            "find the place in the gazetteer by a name in any language or an identifier, and take its fields from there"
        )
        made.add_argument("--look-up", metavar="NAME", help=text)
    if table.name in ("sources", "places", "strikes", "actors"):
        why = "why the row is not the same as one that is there and looks like it; stored in decisions"
        made.add_argument("--distinct", metavar="REASON", help=why)
    if table.name in ("sources", "citations"):
        text = "file with the text of the document in UTF-8, such as report.txt; only its fingerprint is stored"
        made.add_argument("--text", metavar="FILE", help=text)
    if table.name == "citations":
        words = "words of the passage, or its first and last words: 'Two people ... were injured'"
        made.add_argument("--find", metavar="WORDS", help=f"{words}; needs --text")
        exact = "the passage is only the words of --find (default: the sentence around them)"
        made.add_argument("--exact", action="store_true", help=exact)
        at = "if several passages have the words: the one that begins at word N, counted from 0, such as 212"
        made.add_argument("--at", type=int, metavar="N", help=at)


def _need(table: Table, field: Field) -> str:
    """Whether a field is required, and what its default is."""
    name, required = field["name"], field.get("constraints", {}).get("required")
    default = IMPLIED.get(name) or field.get("suggested")
    if name == "place_id" and "strike_id" in table.columns[1:]:
        default = "the place of the strike"
    elif not default and required and target_of(table, field):
        default = "the only row that fits, if there is one"
    return ("required" if required else "may be empty") + (f"; default: {default}" if default else "")


def meaning(package: Package, table: Table, field: Field) -> str:
    """The description and unit of a field, then its codes with labels, the kind of row it takes, or an example."""
    codes = "; ".join(f"{c['value']} ({c['label']})" for c in field.get("categories", []))
    target, unit = target_of(table, field), f" Unit: {field['unit']}." if "unit" in field else ""
    taken = (
        f"One of: {codes}"
        if codes
        else f"Takes the id of a row of {target}{', or its name' * bool(_naming(package, target))}"
        if target
        else f"Example: {field['example']}"
    )
    return f"{field['description']}{unit} {taken}"


def target_of(table: Table, field: Field) -> str | None:
    """The name of the table to which a field refers; None if it refers to none."""
    return next(
        (
            key["reference"]["resource"] or table.name
            for key in table.schema.get("foreignKeys", [])
            if key["fields"] == [field["name"]]
        ),
        None,
    )


def resolved(draft: Draft, table: Table, field: Field, answer: str) -> tuple[str, str | None]:
    """The text of a cell for an answer, and what is wrong with it, or None; the name of a row becomes its id."""
    target = target_of(table, field)
    if not target or not answer or answer in draft.used:
        fault = _fault(draft, field, target, answer)
        return answer if fault else forgiven(field, answer)[0], fault
    if answer in draft.stones:
        return answer, f"is withdrawn; see: python -m scripts resolve {answer}"
    if matches(field.get("constraints", {}).get("pattern", ""), answer):
        return answer, f"no row of {target} has this id; see data/{target}.csv, or give a name"
    return _named(draft, target, answer)


def _named(draft: Draft, target: str, answer: str) -> tuple[str, str | None]:
    """The id of the only row that has a name, or has it as part of a name; otherwise the answer and what is wrong."""
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
    """The names of the rows of a table, in every language, by id; empty if its rows have no names."""
    table, columns = draft.package.tables[target], _naming(draft.package, target)
    rows = (
        draft.connection.execute(
            f"SELECT {', '.join(map(identifier, [table.key[0], *columns]))} FROM {raw(target)}"
        ).fetchall()
        if columns
        else []
    )
    return {id_: [name for name in names if name] for id_, *names in rows if any(names)}


def _naming(package: Package, target: str) -> list[str]:
    """The columns of a table that have the names of its rows; empty if its rows have no names."""
    return [name for name in package.tables[target].columns if name == "title" or name.split("_")[0] == "name"]


def how_to_name(package: Package, target: str) -> str:
    """What a field that refers to a table takes, in a few words."""
    return "an id, or a name" if _naming(package, target) else "an id"


def _fault(draft: Draft, field: Field, target: str | None, answer: str) -> str | None:
    if answer and target and draft.used[answer].table.name != target:
        return f"is in {draft.used[answer].table.name}; this field takes a row of {target}"
    if any("\ud800" <= letter <= "\udfff" for letter in answer):
        return "has a byte that is not UTF-8; type it again in a terminal that is set to UTF-8"
    if field["name"] == "url" and (row := source_with(draft, "url", answer)):
        return already(row)
    return fault_of(draft.connection, field, answer) or forgiven(field, answer)[1]


def source_with(draft: Draft, column: str, value: str) -> tuple[str, str] | None:
    """The id and title of the source that has a value in a column; None if there is none."""
    return draft.connection.execute(
        f"SELECT source_id, title FROM raw_sources WHERE {identifier(column)} = ?", [value]
    ).fetchone()


def already(row: tuple[str, str]) -> str:
    """The message that a document is already registered, given its id and title, and what to do instead."""
    command = f"python -m scripts new citation --source-id {row[0]} --text FILE --find WORDS"
    return f"is already registered as {row[0]} ({row[1]}); add citations to it: {command}"


def label(draft: Draft, id_: str) -> str:
    """The name of the row with an id; empty if it has none."""
    return _names(draft, draft.used[id_].table.name).get(id_, [""])[0] if id_ in draft.used else ""


def called(draft: Draft, value: str) -> str:
    """The name, in brackets, of the row that has a value as its id; empty if there is none."""
    name = label(draft, value)
    return f" ({shorten(name)})" if name else ""


def tables_to_add_to(package: Package) -> dict[str, Table]:
    """The tables to which rows are added by hand, by name in the plural and in the singular."""
    closed = {"withdrawn", "codings", "adjudications", "history"}
    tables = [table for table in package.tables.values() if table.name not in closed]
    return {name: table for table in tables for name in (table.name, singular(table.name))}


def singular(name: str) -> str:
    """The name of one row of a table: strike for strikes, search for searches."""
    return name.removesuffix("es") if name.endswith("ches") else name.removesuffix("s")
