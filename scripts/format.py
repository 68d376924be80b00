"""Write data in canonical form and renew generated files. Twice changes nothing; what would lose something is refused.

Canonical: the schema's column order, rows sorted by key, UTF-8 without BOM, LF, quotes only where needed, no spaces around a
cell. Generated: CODEBOOK.md and CITATION.cff.
"""

import argparse
import csv
import io
import sys
from pathlib import Path

from .citation import citation_cff
from .codebook import codebook
from .derive import write_csv
from .package import Package, Table, open_package
from .report import Problem, render
from .schema import did_you_mean

GENERATED = {"CODEBOOK.md": codebook, "CITATION.cff": citation_cff}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name the files that would change")


def run(arguments: argparse.Namespace) -> int:
    """Format every table and renew every generated file, or say what would change."""
    package = open_package(Path(arguments.package))
    wanted, problems = canonical(package)
    if problems:
        print(render(problems))
        print("nothing was written: mend these first", file=sys.stderr)
        return 1
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text.encode()]
    for path in stale:
        shown = path.relative_to(package.root.resolve())
        if arguments.check:
            print(f"{shown}: not in canonical form or not fresh. Run: python -m scripts format")
        else:
            write_whole(path, wanted[path])
            print(f"{shown}: rewritten")
    if not stale:
        print(f"{len(wanted)} files are in canonical form and fresh")
    return 1 if stale and arguments.check else 0


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all, even when killed: beside it first, then in its place."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)


def canonical(package: Package) -> tuple[dict[Path, str], list[Problem]]:
    """The canonical text of every table and generated file, by path, and what stands in the way."""
    wanted, problems = {}, []
    for table in package.tables.values():
        text, found = canonical_csv(table)
        wanted[table.path] = text
        problems += found
    for name, generate in GENERATED.items():
        wanted[package.root.resolve() / name] = generate(package)
    return wanted, problems


def canonical_csv(table: Table) -> tuple[str, list[Problem]]:
    """The canonical text of one table's file, or the faults for which it cannot be had without loss."""
    try:
        text = table.path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return "", [Problem(table.file, 0, "", "", "", "is missing; the descriptor names it, so it must be there")]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return "", [Problem(table.file, line, "", "", "", "has a byte that is not UTF-8; save the file again as CSV in UTF-8")]
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    head = lines.lstrip("\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=";" if ";" in head and "," not in head else ",", strict=True)
    numbered, before = [], 0
    try:
        for row in reader:
            numbered.append((row, before + 1))
            before = reader.line_num
    except csv.Error as error:
        return "", [Problem(table.file, before + 1, "", "", "", f"cannot be read as CSV ({error}); close the quotes")]
    numbered = [(row, line) for row, line in numbered if row]
    if not numbered:
        return write_csv(table.columns, []), []
    header, *rows = numbered
    names = [name.strip() for name in header[0]]
    problems = _header(table, names) or [
        Problem(table.file, line, "", "", "", f"has {len(row)} cells where the header has {len(names)}; add or remove commas")
        for row, line in rows if len(row) != len(names)]
    if problems:
        return "", problems
    place = {name: i for i, name in enumerate(names)}
    cells = [[row[place[name]].strip() if name in place else "" for name in table.columns] for row, _ in rows]
    keys = [table.columns.index(name) for name in table.key]
    return write_csv(table.columns, sorted(cells, key=lambda row: [row[k] for k in keys])), _broken_lines(table, cells, rows)


def _broken_lines(table: Table, cells: list[list[str]], rows: list[tuple[list[str], int]]) -> list[Problem]:
    return [Problem(table.file, line, row[0], "", "", "has a line break inside a cell; write the cell on one line")
            for row, (_, line) in zip(cells, rows, strict=True) if any("\n" in cell for cell in row)]


def _header(table: Table, names: list[str]) -> list[Problem]:
    missing = [f["name"] for f in table.fields if f["name"] not in names and f.get("constraints", {}).get("required")]
    unknown = [name for name in names if name not in table.columns]
    found = [Problem(table.file, 1, "", name, "", "the column is missing and every row needs it; put it back") for name in missing]
    found += [Problem(table.file, 1, "", name, "", "the schema has no such column; remove it" + did_you_mean(name, table.columns)) for name in unknown]
    if len(set(names)) < len(names):
        found.append(Problem(table.file, 1, "", "", "", "a column stands twice in the header; remove one"))
    return found
