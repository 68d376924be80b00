"""`format` turns every spelling of a table into the same bytes; if something would be lost, it changes no file."""

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.spreadsheet import forgiven
from scripts.package.files import write_csv
from scripts.pages.freshness import GENERATED
from tests.shared.speeds import quick
from tests.shared.tiny import columns, contents, tiny, write, write_canonical

ACTORS = "data/actors.csv"
SORTED_BY = {table: columns(table)[0] for table in tiny()}
RELAXED = settings(max_examples=40, deadline=None)
Edit = Callable[[str], bytes]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package for the property tests, which restore its canonical form after every example."""
    return write_canonical(tmp_path_factory.mktemp("format") / "package")


def parse(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def spell(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def edit_every_table(package: Path, edit: Edit) -> None:
    for path in (package / "data").iterdir():
        path.write_bytes(edit(path.read_text(encoding="utf-8")))


def shuffled_rows(text: str) -> bytes:
    header, *rows = parse(text)
    return spell([header, *reversed(rows)]).encode()


def shuffled_columns(text: str) -> bytes:
    return spell([row[1::2] + row[0::2] for row in parse(text)]).encode()


def reversed_columns(text: str) -> bytes:
    return spell([row[::-1] for row in parse(text)]).encode()


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
    assert {len(row) for row in rows} == {6, 4}
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
    assert capsys.readouterr().out.count("has 5 cells where the header has 6") == len(short)
    assert (long / ACTORS).read_text(encoding="utf-8") == spoilt


def test_a_comma_that_a_hand_left_out_is_told_though_excel_left_out_others(
    long: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = as_excel_writes(parse((long / ACTORS).read_text(encoding="utf-8")))
    rows[2] = rows[2][:-1]  # among the first sixteen, which have all their columns
    (long / ACTORS).write_text(spell(rows), encoding="utf-8")
    assert main(["--package", str(long), "format"]) == 1
    fault = "has 5 cells where the header has 6; add or remove commas, and quote a cell that contains one"
    assert capsys.readouterr().out == f"data/actors.csv:3: {fault}\n"


def test_blank_lines_are_no_sign_that_excel_left_commas_out(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (package / ACTORS).open("a", encoding="utf-8") as file:
        file.write("\n" * 41 + "ac-zzzzzzzz,Somebody,person,none,\n")
    assert main(["--package", str(package), "format"]) == 1
    assert "has 5 cells where the header has 6" in capsys.readouterr().out


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


def test_a_cell_is_quoted_only_where_it_must_be(package: Path) -> None:
    assert main(["--package", str(package), "format"]) == 0
    strikes = (package / "data/strikes.csv").read_text(encoding="utf-8").splitlines()
    assert strikes[1] == 'st-first234,"Lowtown, 1 October 2020",strike,pl-lowto234,'


def test_formatting_twice_changes_nothing_and_touches_no_file(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_every_table(package, shuffled_rows)
    assert main(["--package", str(package), "format"]) == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in package.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["--package", str(package), "format"]) == 0
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in package.rglob("*") if path.is_file()
    } == before
    assert capsys.readouterr().out == f"{len(tiny()) + len(GENERATED)} files are in canonical form and up to date\n"


def test_only_the_files_that_changed_are_named(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / ACTORS).write_bytes(shuffled_rows((package / ACTORS).read_text(encoding="utf-8")))
    assert main(["--package", str(package), "format"]) == 0
    assert capsys.readouterr().out == f"{ACTORS}: rewritten\n"


@pytest.mark.parametrize("generated", ["CODEBOOK.md", "CITATION.cff"])
def test_a_generated_file_that_is_stale_or_gone_is_made_again(
    package: Path, generated: str, capsys: pytest.CaptureFixture[str]
) -> None:
    canonical = contents(package)
    for spoil in (lambda path: path.write_text("old"), Path.unlink):
        spoil(package / generated)
        assert main(["--package", str(package), "format"]) == 0
        assert capsys.readouterr().out == f"{generated}: rewritten\n"
        assert contents(package) == canonical


@pytest.mark.parametrize("name", [ACTORS, "data/strikes.csv", "CODEBOOK.md", "CITATION.cff"])
def test_check_writes_nothing_and_names_the_file_that_would_change(
    package: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / name).write_bytes((package / name).read_bytes().replace(b"\n", b"\r\n"))
    before = contents(package)
    assert main(["--package", str(package), "format", "--check"]) == 1
    assert capsys.readouterr().out == f"{name}: not in canonical form or out of date; run: python -m scripts format\n"
    assert contents(package) == before


def test_check_of_a_canonical_package_exits_0(package: Path) -> None:
    before = contents(package)
    assert main(["--package", str(package), "format", "--check"]) == 0
    assert contents(package) == before


# What cannot be read without loss: the fault and its message.
EASTLAND = "ac-eastl234,Eastland,state,armenia,,\n"  # line 3 of actors.csv
FAULTS: dict[str, tuple[Edit, str]] = {
    "a cell too many": (
        lambda text: text.replace(EASTLAND, "ac-eastl234,Eastland,state,armenia,,,\n").encode(),
        "data/actors.csv:3: has 7 cells where the header has 6",
    ),
    "a cell too few": (
        lambda text: text.replace(EASTLAND, "ac-eastl234,Eastland,state\n").encode(),
        "data/actors.csv:3: has 3 cells where the header has 6",
    ),
    "a byte that is not UTF-8": (
        lambda text: text.encode().replace(b"Eastland,state", b"East\xe9land,state"),
        "data/actors.csv:3: has a byte that is not UTF-8",
    ),
    "another encoding altogether": (lambda text: text.encode("utf-32"), "data/actors.csv:1: has a NUL byte"),
    "UTF-16 that does not say so": (lambda text: text.encode("utf-16-le"), "data/actors.csv:1: has a NUL byte"),
    "UTF-16 cut short": (lambda text: text.encode("utf-16")[:-1], "data/actors.csv:7: has a byte that is not UTF-8"),
    "a cell under no column name": (
        lambda text: spell([[*row, " b" if row[0] == "ac-eastl234" else ""] for row in parse(text)]).encode(),
        "data/actors.csv:3 ac-eastl234 = b: is in a column without a name; remove it;"
        " or, if a spreadsheet split a cell at a semicolon",
    ),
    "an unknown column": (
        lambda text: text.replace("notes\n", "notse\n", 1).encode(),
        "data/actors.csv:1 notse: the schema has no such column; remove it; did you mean notes?",
    ),
    "a doubled column": (
        lambda text: text.replace("parent_id,notes\n", "notes,notes\n", 1).encode(),
        "data/actors.csv:1: a column name appears twice in the header",
    ),
    "a required column that is missing": (
        lambda text: spell([row[:1] + row[2:] for row in parse(text)]).encode(),
        "data/actors.csv:1 name: the column is missing and every row needs it",
    ),
    "a header that is missing": (
        lambda text: text.split("\n", 1)[1].encode(),
        "data/actors.csv:1 actor_id: the column is missing and every row needs it",
    ),
    "a line break in a cell": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"East\nland",state,armenia,,\n').encode(),
        "data/actors.csv:3 ac-eastl234: has a line break inside a cell",
    ),
    "a carriage return in a cell": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"East\rland",state,armenia,,\n').encode(),
        "data/actors.csv:3 ac-eastl234: has a line break inside a cell",
    ),
    "an open quote": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"Eastland,state,armenia,,\n').encode(),
        "data/actors.csv",
    ),
    "text after a closed quote": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"East"land,state,armenia,,\n').encode(),
        "data/actors.csv",
    ),
}


@pytest.mark.parametrize(("edit", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_what_would_lose_something_is_refused_and_every_file_is_left_as_it_was(
    package: Path, edit: Edit, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "data/strikes.csv").write_bytes(
        shuffled_rows((package / "data/strikes.csv").read_text(encoding="utf-8"))
    )
    (package / "CODEBOOK.md").write_text("old")
    (package / ACTORS).write_bytes(edit((package / ACTORS).read_text(encoding="utf-8")))
    before = contents(package)
    assert main(["--package", str(package), "format"]) == 1
    output = capsys.readouterr()
    assert all(line.startswith("data/actors.csv") for line in output.out.splitlines())
    assert said in output.out
    assert output.err == "nothing was written: fix these first\n"
    assert contents(package) == before


@pytest.mark.parametrize(("edit", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_check_refuses_the_same_faults(
    package: Path, edit: Edit, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / ACTORS).write_bytes(edit((package / ACTORS).read_text(encoding="utf-8")))
    before = contents(package)
    assert main(["--package", str(package), "format", "--check"]) == 1
    assert said in capsys.readouterr().out
    assert contents(package) == before


def test_a_table_that_is_missing_is_named(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / ACTORS).unlink()
    before = contents(package)
    assert main(["--package", str(package), "format"]) == 1
    assert (
        capsys.readouterr().out == "data/actors.csv: is missing; datapackage.json lists it, so the file is required\n"
    )
    assert contents(package) == before


def test_every_fault_of_every_file_is_told_in_one_run(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for table in ("actors", "strikes"):
        with (package / f"data/{table}.csv").open("a", encoding="utf-8") as file:
            file.write("one,two\nthree\n")
    assert main(["--package", str(package), "format"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split(": has")[0] for line in said] == [
        "data/actors.csv:8",
        "data/actors.csv:9",
        "data/strikes.csv:5",
        "data/strikes.csv:6",
    ]


@pytest.mark.parametrize("fault", ["an open quote", "text after a closed quote"])
def test_a_quote_at_fault_is_named_with_its_line(package: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    (package / ACTORS).write_bytes(FAULTS[fault][0]((package / ACTORS).read_text(encoding="utf-8")))
    assert main(["--package", str(package), "format"]) == 1
    assert capsys.readouterr().out.startswith("data/actors.csv:3")


def test_a_line_break_in_a_cell_is_named_with_the_line_on_which_its_row_begins(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (package / ACTORS).read_text(encoding="utf-8")
    (package / ACTORS).write_text(
        text.replace(EASTLAND, 'ac-eastl234,"East\n\nland",state,armenia,,\n'), encoding="utf-8"
    )
    assert main(["--package", str(package), "format"]) == 1
    assert capsys.readouterr().out.startswith("data/actors.csv:3 ac-eastl234: has a line break")


def test_blank_lines_at_the_top_are_counted_in_the_line_that_is_named(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (package / ACTORS).read_text(encoding="utf-8")
    (package / ACTORS).write_text("\n\n" + text + "one,two\n", encoding="utf-8")
    assert main(["--package", str(package), "format"]) == 1
    assert capsys.readouterr().out.startswith("data/actors.csv:10: has 2 cells")


def test_a_line_break_under_shuffled_columns_is_named_by_the_rows_key(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        (package / ACTORS).read_text(encoding="utf-8").replace(EASTLAND, 'ac-eastl234,"East\nland",state,armenia,,\n')
    )
    (package / ACTORS).write_bytes(reversed_columns(text))
    assert main(["--package", str(package), "format"]) == 1
    assert "ac-eastl234: has a line break" in capsys.readouterr().out


def test_spaces_around_the_names_of_columns_are_taken_away(package: Path) -> None:
    canonical = contents(package)
    text = (package / ACTORS).read_text(encoding="utf-8")
    (package / ACTORS).write_text(text.replace("actor_id,name,kind,", "actor_id, name , kind,", 1), encoding="utf-8")
    assert main(["--package", str(package), "format"]) == 0
    assert contents(package) == canonical


@RELAXED
@given(data=st.data())
def test_a_canonical_file_stays_as_it_is_after_any_permutation_of_its_rows(shared: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([name for name, rows in tiny().items() if len(rows) > 1]))
    path = shared / "data" / f"{table}.csv"
    canonical = path.read_bytes()
    header, *rows = parse(canonical.decode())
    path.write_text(spell([header, *data.draw(st.permutations(rows))]), encoding="utf-8", newline="")
    assert main(["--package", str(shared), "format"]) == 0
    assert path.read_bytes() == canonical


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\",; '"), max_size=12).map(str.strip)
UNTOUCHED = CELL.filter(
    lambda cell: forgiven({"type": "string"}, cell) == (cell, None)
)  # what looks spoilt is in test_spreadsheets
FORM = st.tuples(st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]), st.booleans())


@RELAXED
@given(cells=st.lists(st.tuples(UNTOUCHED, UNTOUCHED), min_size=1, max_size=5), form=FORM)
def test_no_text_of_a_cell_is_lost_or_changed(
    shared: Path, cells: list[tuple[str, str]], form: tuple[str, str, bool]
) -> None:
    delimiter, ending, bom = form
    header = columns("actors")
    rows = [[f"ac-{number:08}", name, "state", "", "", notes] for number, (name, notes) in enumerate(cells)]
    text = spell([header, *reversed(rows)], delimiter).replace("\n", ending)
    (shared / ACTORS).write_text(text, encoding="utf-8-sig" if bom else "utf-8", newline="")
    assert main(["--package", str(shared), "format"]) == 0
    written = (shared / ACTORS).read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(written, newline=""))) == [header, *rows]
    assert written == write_csv(header, rows)


@RELAXED
@given(junk=st.binary(max_size=60), at=st.integers(0, 400))
def test_whatever_bytes_get_into_a_file_it_is_formatted_for_good_or_left_alone(
    shared: Path, junk: bytes, at: int
) -> None:
    write(shared, {"actors": tiny()["actors"]})
    path = shared / ACTORS
    canonical = path.read_bytes()
    spoilt = canonical[:at] + junk + canonical[at:]
    path.write_bytes(spoilt)
    if main(["--package", str(shared), "format"]) == 1:
        assert path.read_bytes() == spoilt
    else:
        formatted = path.read_bytes()
        assert main(["--package", str(shared), "format"]) == 0
        assert path.read_bytes() == formatted
    path.write_bytes(canonical)


def test_every_table_is_sorted_by_its_key(package: Path) -> None:
    for table, key in SORTED_BY.items():
        header, *rows = parse((package / "data" / f"{table}.csv").read_text(encoding="utf-8"))
        assert header[0] == key
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)


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
