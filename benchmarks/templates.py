"""Templates of a generated package: the real rows, all and a part, without their ids, addresses and words."""

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from scripts.checking.judge import CHECKS
from scripts.checking.spreadsheet import is_misread
from scripts.checking.vocabulary import LIST, entries
from scripts.package.database import open_database, rows_of
from scripts.package.listings import statements
from scripts.package.package import Package, Table
from scripts.package.sql_files import read_sql

CLAIMS = ("victim_counts", "damage_counts", "statements")
ANY_ID = {"decisions": ("id", "other_id"), "readings": ("id",)}  # fields with an id of whatever table
COUNTS = ("count_min", "count_max")
DIGITS = "23456789abcdefghjkmnpqrstuvwxyz"  # the digits of ids, in sorting order
# Small letters, without those that the endings of surnames need, and ordinary words: few texts look like a name.
ALPHABETS = {
    "LATIN": "abcdefhijlmopqrstuwxy",
    "ARMENIAN": "աբգդեզէըթժիլխծկհձղճմշոչպջռսվտրցւփքօֆև",
    "CYRILLIC": "абдеёжийклмопрстуфхцчшщъыьэюя",
}
ORDINARY = [word for word in entries(LIST.read_text(encoding="utf-8")) if re.fullmatch("[a-z]{3,}", word)]
TEXT, ADDRESS, FINGERPRINT = "text", "address", "fingerprint"
Row = dict[str, str]
Rows = dict[str, list[Row]]
Ids = dict[str, set[str]]


def draw(seed: int, purpose: str) -> Random:
    """Random numbers for a seed and a purpose, the same on every machine."""
    return Random(f"{seed} {purpose}")  # noqa: S311 - nothing here is secret


def references(table: Table) -> dict[str, str]:
    """The reference fields of a table, each with the table it refers to."""
    return {key["fields"][0]: key["reference"]["resource"] or table.name for key in table.schema.get("foreignKeys", [])}


def read(table: Table) -> list[Row]:
    """A table's rows as text, from its file."""
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chosen(rows: Rows, wanted: int) -> list[str]:
    """The sources whose claims together come nearest to the wanted number."""
    source = {row["citation_id"]: row["source_id"] for row in rows["citations"]}
    claims = Counter(source[row["citation_id"]] for table in CLAIMS for row in rows[table])
    names = sorted(claims)
    reached = [1]  # after each name, a bit for every sum that some of the names so far have
    for name in names:
        reached.append(reached[-1] | reached[-1] << claims[name])
    total = min((t for t in range(claims.total() + 1) if reached[-1] >> t & 1), key=lambda t: (abs(t - wanted), t))
    kept: list[str] = []
    while total:
        kept.insert(0, names[next(i for i, sums in enumerate(reached) if sums >> total & 1) - 1])
        total -= claims[kept[0]]
    return kept


def part_of(package: Package, sources: list[str]) -> Ids:
    """The ids, by table, of the real rows that belong to the given sources.

    Rows with a dangling reference and rows that break one of the project's checks are removed until there are none.
    """
    connection = open_database(package)
    connection.execute("DELETE FROM sources WHERE NOT list_contains(?, source_id)", [sources])
    connection.execute("DELETE FROM history")
    connection.execute(statements(package.tables.values()))
    checks = [read_sql(path)[1] for path in sorted(CHECKS.glob("*.sql"))]
    while _remove_stray(connection, package) or _remove_faulty(connection, package, checks):
        pass
    ids = {
        table.name: connection.execute(f"SELECT {table.key[0]} FROM {table.name}").fetchall()
        for table in package.tables.values()
    }
    return {name: {id_ for (id_,) in found} for name, found in ids.items()}


def _remove_stray(connection: duckdb.DuckDBPyConnection, package: Package) -> int:
    removed = 0
    for table in package.tables.values():
        for field, target in references(table).items():
            key = package.tables[target].key[0]
            sql = f"DELETE FROM {table.name} WHERE {field} IS NOT NULL AND {field} NOT IN (SELECT {key} FROM {target})"
            removed += (connection.execute(sql).fetchone() or (0,))[0]
    return removed


def _remove_faulty(connection: duckdb.DuckDBPyConnection, package: Package, checks: list[str]) -> int:
    faults = {(row["resource"], row["id"]) for sql in checks for row in rows_of(connection, sql)}
    for table, id_ in sorted(faults):
        connection.execute(f"DELETE FROM {table} WHERE {package.tables[table].key[0]} = ?", [id_])
    return len(faults)


class Words:
    """Makes words up: every second one of letters of the same script; the same text always gives the same words."""

    def __init__(self, seed: int) -> None:
        """Start without any words; `seed` determines all of them."""
        self.seed, self.made, self.taken = seed, dict[str, str](), set[str]()

    def __call__(self, text: str, longest: int) -> str:
        """Words for a text, unlike those of any other text, with room for the number of a copy after them."""
        if text not in self.made:
            random = draw(self.seed, text)
            words = _scrambled(random, text, longest)
            while words in self.taken or is_misread(words):
                words = _scrambled(random, text, longest)
            self.made[text] = words
            self.taken.add(words)
        return self.made[text]


def _scrambled(random: Random, text: str, longest: int) -> str:
    parts = re.split(r"([^\W\d_]+)", text)
    made = [
        random.choice(ORDINARY) if at % 4 == 3 and _script(part[0]) == "LATIN" else _letters(random, part)
        for at, part in enumerate(parts)
    ]
    return unicodedata.normalize("NFC", "".join(made))[: longest - 9].strip()  # a mark may follow another letter now


def _letters(random: Random, text: str) -> str:
    """Other letters for those of a text; two scripts in one word are a fault."""
    return "".join(random.choice(ALPHABETS[_script(c)]) if c.isalpha() else c for c in text)


@cache
def _script(letter: str) -> str:
    script = unicodedata.name(letter, "").partition(" ")[0]
    return script if script in ALPHABETS else "LATIN"


def kind(field: dict[str, Any]) -> str:
    """How a field's cells are made up: TEXT if its length is limited, ADDRESS or FINGERPRINT by pattern, else ""."""
    constraints = field.get("constraints", {})
    pattern = constraints.get("pattern", "")
    if pattern.startswith("^http"):
        return ADDRESS
    return FINGERPRINT if pattern == "^[0-9a-f]{64}$" else TEXT if "maxLength" in constraints else ""


def write_templates(package: Package, rows: Rows, part: Ids, seed: int, folder: Path) -> None:
    """Write one CSV per table: the real rows, then those of the last copy, with made-up words.

    References are the numbers of the rows referred to.
    """
    words, tables = Words(seed), package.tables.values()
    blocks = [
        rows,
        {table.name: [row for row in rows[table.name] if row[table.key[0]] in part[table.name]] for table in tables},
    ]
    places = [
        {table.name: {row[table.key[0]]: i for i, row in enumerate(block[table.name])} for table in tables}
        for block in blocks
    ]
    for table in tables:
        lines = [
            _template(table, row, place, words)
            for block, place in zip(blocks, places, strict=True)
            for row in block[table.name]
        ]
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [["number", *table.columns], *([i, *line] for i, line in enumerate(lines))]
            )


def _template(table: Table, row: dict[str, str], place: dict[str, dict[str, int]], words: Words) -> list[Any]:
    refers = references(table)
    row = row | {name: f"{row[name][:3]}{_number(row[name], place)}" for name in ANY_ID.get(table.name, ())}
    return [
        place[refers[name]].get(value, "") if name in refers else _cell(field, value, words)
        for field in table.fields
        for name, value in [(field["name"], row[field["name"]])]
    ]


def _number(id_: str, place: dict[str, dict[str, int]]) -> int:
    """The number of the row with an id, in whatever table it is."""
    return next(rows[id_] for rows in place.values() if id_ in rows)


def _cell(field: dict[str, Any], value: str, words: Words) -> str:
    if value and kind(field) == ADDRESS:
        return "https://example.org/" + hashlib.sha256(value.encode()).hexdigest()[:24]
    return words(value, field["constraints"]["maxLength"]) if value and kind(field) == TEXT else value
