"""`format` turns every spelling of a table into the same bytes."""

import codecs
import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.spreadsheet import CODE, forgiven, untouched
from scripts.package.package import open_package
from tests.shared.speeds import quick
from tests.shared.spelling import ACTORS, Edit, edit_every_table, parse, reversed_columns, shuffled_rows, spell
from tests.shared.tiny import ROOT, columns, contents, tiny, write


def shuffled_columns(text: str) -> bytes:
    return spell([row[1::2] + row[0::2] for row in parse(text)]).encode()


def with_semicolons(text: str) -> bytes:
    return spell(parse(text), ";").encode()


def with_spaces(text: str) -> bytes:
    header, *rows = parse(text)
    return spell([header, *([f"  {cell}\t" for cell in row] for row in rows)]).encode()


def with_every_cell_quoted(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(parse(text))
    return out.getvalue().encode()


def with_empty_columns(text: str) -> bytes:
    return spell([[*row[:2], " ", *row[2:], "", ""] for row in parse(text)]).encode()


def with_rows_of_commas(text: str) -> bytes:
    header, *rows = parse(text)
    empty = [""] * len(header)
    return spell([header, empty, *rows, empty, [" ", *empty[1:]]]).encode()


def as_unicode_text(text: str) -> bytes:
    """Excel's "Unicode text": UTF-16 with tabs."""
    return spell(parse(text), "\t").replace("\n", "\r\n").encode("utf-16")


def rows_in_one_cell(text: str) -> bytes:
    """How Excel saves a comma CSV in locales with semicolons: each row is one cell, quoted if it contains a quote."""
    return spell([[line] for line in text.splitlines()], ";").encode()


SPELLINGS: dict[str, Edit] = {
    "shuffled rows": shuffled_rows,
    "shuffled columns": shuffled_columns,
    "reversed columns": reversed_columns,
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR alone": lambda text: text.replace("\n", "\r").encode(),
    "semicolons": with_semicolons,
    "blank lines": lambda text: ("\n\n" + text.replace("\n", "\n\n")).encode(),
    "a missing last newline": lambda text: text.removesuffix("\n").encode(),
    "spaces around cells": with_spaces,
    "needless quotes": with_every_cell_quoted,
    "tabs": lambda text: spell(parse(text), "\t").encode(),
    "empty columns": with_empty_columns,
    "rows of commas": with_rows_of_commas,
    "Unicode text": as_unicode_text,
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "rows in one cell": rows_in_one_cell,
    "rows in one cell, header too": lambda text: rows_in_one_cell(text).replace(
        text.split("\n")[0].encode(), b'"' + text.split("\n")[0].encode() + b'"', 1
    ),
    "no-break spaces around cells": lambda text: with_spaces(text).replace(b"  ", "\u00a0\u202f".encode()),
    "all that Excel does": lambda text: (
        b"\xef\xbb\xbf" + with_semicolons(shuffled_rows(text).decode()).replace(b"\n", b"\r\n") + b"\r\n"
    ),
}


@pytest.mark.parametrize("edit", quick(SPELLINGS.values(), 12), ids=SPELLINGS.keys())
def test_every_spelling_of_the_tables_is_brought_back_to_the_same_bytes(package: Path, edit: Edit) -> None:
    canonical = contents(package)
    edit_every_table(package, edit)
    assert contents(package) != canonical
    assert main(["--package", str(package), "format"]) == 0
    assert contents(package) == canonical


@pytest.fixture
def long(package: Path) -> Path:
    """The package with 40 more actors, and notes only on the last."""
    rows = tiny()["actors"] + [
        {"actor_id": f"ac-zz{number:06}", "name": "Somebody", "kind": "person", "side": "none"} for number in range(40)
    ]
    write(package, {"actors": [*rows[:-1], rows[-1] | {"notes": "The last."}]})
    return package


def as_excel_writes(rows: list[list[str]], block: int = 16) -> list[list[str]]:
    """Rows without the columns that are empty in every row of a block that Excel writes."""
    blocks = [rows[start : start + block] for start in range(0, len(rows), block)]
    widths = [max(max((i + 1 for i, cell in enumerate(row) if cell), default=1) for row in part) for part in blocks]
    return [row[:width] for part, width in zip(blocks, widths, strict=True) for row in part]


def test_the_commas_that_excel_leaves_out_at_the_end_of_sixteen_lines_come_back(long: Path) -> None:
    canonical = (long / ACTORS).read_bytes()
    rows = as_excel_writes(parse(canonical.decode()))
    assert {len(row) for row in rows} == {7, 4}
    (long / ACTORS).write_text(spell(rows), encoding="utf-8")
    assert main(["--package", str(long), "format"]) == 0
    assert (long / ACTORS).read_bytes() == canonical


@pytest.mark.parametrize("short", [[20], [20, 21], list(range(16, 31)), list(range(15, 31))])
def test_commas_that_a_hand_left_out_are_told_and_not_put_anywhere(
    long: Path, short: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = parse((long / ACTORS).read_text(encoding="utf-8"))
    spoilt = spell([row[:-1] if number in short else row for number, row in enumerate(rows)])
    (long / ACTORS).write_text(spoilt, encoding="utf-8")
    assert main(["--package", str(long), "format"]) == 1
    assert capsys.readouterr().out.count("has 6 cells where the header has 7") == len(short)
    assert (long / ACTORS).read_text(encoding="utf-8") == spoilt


def test_a_comma_that_a_hand_left_out_is_told_though_excel_left_out_others(
    long: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = as_excel_writes(parse((long / ACTORS).read_text(encoding="utf-8")))
    rows[2] = rows[2][:-1]  # among the first sixteen, which have all their columns
    (long / ACTORS).write_text(spell(rows), encoding="utf-8")
    assert main(["--package", str(long), "format"]) == 1
    fault = "has 6 cells where the header has 7; add or remove commas, and quote a cell that contains one"
    assert capsys.readouterr().out == f"data/actors.csv:3: {fault}\n"


def test_blank_lines_are_no_sign_that_excel_left_commas_out(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (package / ACTORS).open("a", encoding="utf-8") as file:
        file.write("\n" * 41 + "ac-zzzzzzzz,Somebody,person,none,,\n")
    assert main(["--package", str(package), "format"]) == 1
    assert "has 6 cells where the header has 7" in capsys.readouterr().out


def test_an_optional_column_that_was_left_out_comes_back_empty(package: Path) -> None:
    canonical = contents(package)
    rows = parse((package / ACTORS).read_text(encoding="utf-8"))
    assert rows[0][-1] == "notes" and not any(row[-1] for row in rows[1:])
    (package / ACTORS).write_text(spell([row[:-1] for row in rows]), encoding="utf-8")
    assert main(["--package", str(package), "format"]) == 0
    assert contents(package) == canonical


def test_a_file_without_a_byte_gets_its_header_back(package: Path) -> None:
    (package / "data/audits.csv").write_bytes(b"")
    assert main(["--package", str(package), "format"]) == 0
    assert (package / "data/audits.csv").read_text() == ",".join(columns("audits")) + "\n"


def test_spaces_around_the_names_of_columns_are_taken_away(package: Path) -> None:
    canonical = contents(package)
    text = (package / ACTORS).read_text(encoding="utf-8")
    (package / ACTORS).write_text(text.replace("actor_id,name,kind,", "actor_id, name , kind,", 1), encoding="utf-8")
    assert main(["--package", str(package), "format"]) == 0
    assert contents(package) == canonical


INTEGER, TEXT = {"name": "count_min", "type": "integer"}, {"name": "name", "type": "string"}


@pytest.mark.parametrize(
    ("field", "written", "cell"),
    [
        (INTEGER, "+5", "5"),
        (INTEGER, "007", "7"),
        (INTEGER, "+0", "0"),
        (INTEGER, "-0", "0"),
        (INTEGER, "-07", "-7"),
        (INTEGER, "000", "0"),
        (INTEGER, "100", "100"),
        (TEXT, "Ga\u0308nca\u0308", "G\u00e4nc\u00e4"),
        (TEXT, "\u0415\u0308\u0308", "\u0401\u0308"),
        (TEXT, "\u212b", "\u00c5"),
        (TEXT, "007", "007"),
        (TEXT, "\ufb01", "\ufb01"),  # another letter, not another form of one
    ],
)
def test_an_integer_has_one_spelling_and_a_letter_one_form(field: dict[str, str], written: str, cell: str) -> None:
    assert forgiven(field, written) == (cell, None)


FIELDS = [field for table in open_package(ROOT).tables.values() for field in table.fields]


@given(st.data())
def test_cells_that_are_judged_together_are_judged_as_one_by_one(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    examples = st.sampled_from([str(field.get("example", "")), "", "+5", "007", "TRUE", "Ga\u0308nca", "a?b", "1,5"])
    codes = st.from_regex(CODE, fullmatch=True)
    cells = data.draw(st.sets(st.one_of(examples, examples.map(" {}".format), st.text(max_size=5), codes)))
    together = untouched(field, cells)
    assert together <= {cell for cell in cells if forgiven(field, cell) == (cell, None)}
    assert {str(field.get("example", ""))} & cells <= together or not _judged(field)
    assert {cell for cell in cells if CODE.fullmatch(cell)} <= together or _judged(field)


def _judged(field: dict[str, Any]) -> bool:
    """Whether a field has a type, codes or a pattern, which a cell can satisfy; free text has none."""
    return field["type"] != "string" or bool({"enum", "pattern"} & field.get("constraints", {}).keys())


def test_format_composes_letters_and_writes_integers_in_digits(package: Path) -> None:
    def edited(table: str, old: str, new: str) -> bytes:
        path = package / "data" / f"{table}.csv"
        before = path.read_bytes()
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        assert path.read_bytes() != before
        return before

    counts = edited("victim_counts", ",4,4,exact", ",+4,004,exact")
    actors = edited("actors", "Eastland", "E\u0301astland")
    assert main(["--package", str(package), "format", "--check"]) == 1
    assert main(["--package", str(package), "format"]) == 0
    assert (package / "data/victim_counts.csv").read_bytes() == counts
    assert (package / ACTORS).read_bytes() == actors.replace(b"Eastland", "\u00c9astland".encode(), 1)
