"""Write a made-up package of any size: python benchmarks/generate.py FOLDER --claims N [--seed S] [--edits K].

The package consists of copies of the real one. Codes, empty cells and references stay, so the copies keep every rule
and check that the real data keep. Ids, fingerprints, addresses, numbers and the letters of free text are made up, so
nothing in it is a real claim. The last copy has only some of the documents, to come near N claims. With --edits, the
package is then edited in place and the edits are printed as JSON; the same command without --edits writes the package
before the edits.
"""

import argparse
import json
import math
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.edits import edit
from benchmarks.templates import (
    ADDRESS,
    ANY_ID,
    CLAIMS,
    COUNTS,
    DIGITS,
    FINGERPRINT,
    TEXT,
    chosen,
    draw,
    kind,
    part_of,
    read,
    references,
    write_templates,
)
from scripts.package.package import Package, Table, open_package
from scripts.package.schema import quote

# The digits of generated ids begin with f or later, those of added ids with b, those of ids that never were in use
# with d: they are never equal, and none looks like a number.
LOWEST, ABOVE = DIGITS.index("f") * 31**7, 31**8
GONE = "d"
AT_ONCE = 200_000  # lines made and sorted together, which limits the memory
# Places of two copies have different points and numbers in gazetteers. Copies are spread over the whole region, so that
# there are not more strikes near each other in a larger package.
APART = {
    "latitude": "round(38.1 + (CAST(latitude AS DOUBLE) - 38.1 + copy * 0.6180339) % 3.8, 5)",
    "longitude": "round(43.1 + (CAST(longitude AS DOUBLE) - 43.1 + copy * 1.4142135) % 7.8, 5)",
    "geonames_id": "CASE WHEN copy = 0 THEN geonames_id END",
    "wikidata_id": "wikidata_id || right('00000' || copy, 6)",
}
SETTINGS = "SET threads = 2; SET memory_limit = '600MB'; SET preserve_insertion_order = true"


@dataclass(frozen=True)
class Plan:
    """The number of copies of the real package, and its rows by table: `whole` in each copy, `part` in the last one."""

    seed: int
    copies: int
    whole: dict[str, int]
    part: dict[str, int]

    def rows(self, table: str) -> int:
        """The number of rows of the generated table."""
        return self.copies * self.whole[table] + self.part[table]


@dataclass(frozen=True)
class Spread:
    """The positions and ids of a table's rows.

    Row r is on line (factor * r + shift) % rows. Line i has the id LOWEST + i * step plus a jitter below one step.
    Each line has one row, and ids rise from line to line, so ids are unique and no file needs sorting.
    """

    prefix: str
    rows: int
    factor: int
    shift: int
    jitter: int

    def id_of_line(self, line: str) -> str:
        """SQL for the id on a line."""
        step = (ABOVE - LOWEST) // self.rows
        return f"'{self.prefix}' || digits({LOWEST} + {line} * {step} + (({line} + 1) * {self.jitter}) % {step})"

    def id_of_row(self, row: str) -> str:
        """SQL for the id of a row."""
        return self.id_of_line(f"(({self.factor} * ({row}) + {self.shift}) % {self.rows})")

    def row_of_line(self, line: str) -> str:
        """SQL for the row on a line."""
        return f"({pow(self.factor, -1, self.rows)} * ({line} + {self.rows - self.shift})) % {self.rows}"


def spread(plan: Plan, table: Table) -> Spread:
    """Draw a table's spread from the seed."""
    random, rows = draw(plan.seed, table.name), max(plan.rows(table.name), 1)
    factor = random.randrange(rows) + 1
    while math.gcd(factor, rows) > 1:
        factor = random.randrange(rows) + 1
    key = next(field for field in table.fields if field["name"] == table.key[0])
    return Spread(
        key["constraints"]["pattern"][1:4], rows, factor, random.randrange(rows), random.randrange(10**9, 10**11)
    )


def cell_sql(table: Table, field: dict[str, Any], plan: Plan, spreads: dict[str, Spread]) -> str:
    """SQL for a cell: from the template's cell of the same name, the line and the copy."""
    name, refers = field["name"], references(table)
    if name == table.key[0]:
        return spreads[table.name].id_of_line("line")
    if name in refers:
        return spreads[refers[name]].id_of_row(f"copy * {plan.whole[refers[name]]} + CAST({name} AS BIGINT)")
    if table.name == "withdrawn" and name == "id":
        return f"substr(id, 1, 3) || '{GONE}' || substr(digits({LOWEST} + line), 2)"
    if table.name == "withdrawn" and name == "replaced_by":
        return "NULL"
    if name in ANY_ID.get(table.name, ()):
        return _of_any(name, plan, spreads)
    if table.name == "places" and name in APART:
        return f"if({name} IS NULL, NULL, {APART[name]})"
    if name in COUNTS:
        return f"CAST({name} AS BIGINT) * (1 + (copy * 7 + {plan.seed % 97}) % 5)"
    made = {
        TEXT: f"replace({name}, ' / ', ' ' || copy || ' / ') || ' ' || copy",
        ADDRESS: f"{name} || '/' || copy",
        FINGERPRINT: f"sha256({name} || ' {plan.seed} ' || copy)",
    }
    return made.get(kind(field), name)


def _of_any(name: str, plan: Plan, spreads: dict[str, Spread]) -> str:
    """SQL for an id that may be of any table: the template has its prefix and the number of its row."""
    number = f"CAST(substr({name}, 4) AS BIGINT)"
    cases = " ".join(
        f"WHEN '{its.prefix}' THEN {its.id_of_row(f'copy * {plan.whole[table]} + {number}')}"
        for table, its in spreads.items()
        if plan.rows(table)
    )
    return f"CASE substr({name}, 1, 3) {cases} END"


def lines_sql(table: Table, plan: Plan, spreads: dict[str, Spread], lines: range) -> str:
    """SQL for some of a table's lines, in order."""
    whole = plan.whole[table.name]
    cells = ", ".join(f'{cell_sql(table, field, plan, spreads)} AS "{field["name"]}"' for field in table.fields)
    place = spreads[table.name].row_of_line("range")
    rows = f"SELECT range AS line, {place} AS place FROM range({lines.start}, {lines.stop})"
    copies = f"SELECT *, least(place // {whole}, {plan.copies}) AS copy FROM ({rows})"
    numbers = f"SELECT *, place - copy * {whole} + if(copy = {plan.copies}, {whole}, 0) AS number FROM ({copies})"
    return f"SELECT {cells} FROM ({numbers}) JOIN template_{table.name} USING (number) ORDER BY line"


def write_table(
    connection: duckdb.DuckDBPyConnection, table: Table, plan: Plan, spreads: dict[str, Spread], scratch: Path, to: Path
) -> None:
    """Write a table's CSV file from its template, AT_ONCE lines at a time."""
    rows, some = plan.rows(table.name), scratch / "some"
    with to.open("wb") as file:
        file.write((",".join(table.columns) + "\n").encode())
        for start in range(0, rows, AT_ONCE):
            sql = lines_sql(table, plan, spreads, range(start, min(start + AT_ONCE, rows)))
            connection.execute(f"COPY ({sql}) TO {quote(str(some))} (FORMAT csv, HEADER false)")
            with some.open("rb") as written:
                shutil.copyfileobj(written, file)


def open_scratch(package: Package, scratch: Path) -> duckdb.DuckDBPyConnection:
    """A database with the templates and a macro that writes numbers as ids."""
    connection = duckdb.connect()
    connection.execute(SETTINGS)
    connection.execute(f"SET temp_directory = {quote(str(scratch))}")
    pairs = [one + other for one in DIGITS for other in DIGITS]
    pair = " || ".join(f"({pairs})[(number // {961**i}) % 961 + 1]" for i in (3, 2, 1, 0))
    connection.execute(f"CREATE MACRO digits(number) AS {pair}")
    for table in package.tables.values():
        path = quote(str(scratch / f"{table.name}.csv"))
        source = f"read_csv({path}, all_varchar = true, header = true, nullstr = '', delim = ',', quote = '\"')"
        connection.execute(
            f"CREATE TABLE template_{table.name} AS SELECT * REPLACE (CAST(number AS BIGINT) AS number) FROM {source}"
        )
    return connection


def write_descriptor(package: Package, folder: Path) -> None:
    """Copy the schemas, and the descriptor under another name, to distinguish the package from the dataset."""
    shutil.copytree(package.root / "schemas", folder / "schemas")
    said = {
        "name": "generated",
        "title": "Generated",
        "description": "A made-up package for tests of speed. Nothing in it is real.",
    }
    descriptor = {name: value for name, value in (package.descriptor | said).items() if name != "content"}
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def generate(folder: Path, claims: int, seed: int = 0) -> Package:
    """Write a package of about so many claims into a new or empty folder, and open it."""
    real = open_package(Path(__file__).resolve().parent.parent)
    rows = {table.name: read(table) for table in real.tables.values()}
    rows["history"] = []  # nothing was released
    # withdrawn ids are made up, so that no row can name them
    gone = {row["id"] for row in rows["withdrawn"]}
    for table, names in ANY_ID.items():
        rows[table] = [row for row in rows[table] if not gone & {row[name] for name in names}]
    copies, rest = divmod(claims, sum(len(rows[table]) for table in CLAIMS))
    part = part_of(real, chosen(rows, rest))
    plan = Plan(
        seed, copies, {name: len(its) for name, its in rows.items()}, {name: len(ids) for name, ids in part.items()}
    )
    spreads = {table.name: spread(plan, table) for table in real.tables.values()}
    folder.mkdir(parents=True, exist_ok=True)
    write_descriptor(real, folder)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        write_templates(real, rows, part, seed, Path(scratch))
        with open_scratch(real, Path(scratch)) as connection:
            for table in real.tables.values():
                (folder / table.file).parent.mkdir(parents=True, exist_ok=True)
                write_table(connection, table, plan, spreads, Path(scratch), folder / table.file)
    return open_package(folder)


def main() -> None:
    """Generate a package, and edit it if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--claims", type=int, required=True, metavar="N", help="approximate number of claims")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the made-up parts (default: 0)")
    parser.add_argument("--edits", type=int, default=0, metavar="K", help="number of edits to make afterwards")
    arguments = parser.parse_args()
    if arguments.claims < 1 or arguments.edits < 0 or arguments.seed < 0:
        parser.error("--claims must be at least 1; --seed and --edits must not be negative")
    if arguments.folder.exists() and (not arguments.folder.is_dir() or any(arguments.folder.iterdir())):
        parser.error(f"{arguments.folder} is not empty; give a new folder")
    package = generate(arguments.folder, arguments.claims, arguments.seed)
    if arguments.edits:
        print(json.dumps(edit(package, arguments.edits, arguments.seed), ensure_ascii=False, indent=1))
    print(f"written: {arguments.folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
