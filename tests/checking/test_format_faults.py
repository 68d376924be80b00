"""If something would be lost, `format` says where and changes no file."""

from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.spelling import ACTORS, Edit, parse, reversed_columns, shuffled_rows, spell
from tests.shared.tiny import contents

# What cannot be read without loss: the fault and its message.
EASTLAND = "ac-eastl234,Eastland,state,armenia,What it is.,,\n"  # line 3 of actors.csv
FAULTS: dict[str, tuple[Edit, str]] = {
    "a cell too many": (
        lambda text: text.replace(EASTLAND, "ac-eastl234,Eastland,state,armenia,What it is.,,,\n").encode(),
        "data/actors.csv:3: has 8 cells where the header has 7",
    ),
    "a cell too few": (
        lambda text: text.replace(EASTLAND, "ac-eastl234,Eastland,state\n").encode(),
        "data/actors.csv:3: has 3 cells where the header has 7",
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
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"East\nland",state,armenia,What it is.,,\n').encode(),
        "data/actors.csv:3 ac-eastl234: has a line break inside a cell",
    ),
    "a carriage return in a cell": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"East\rland",state,armenia,What it is.,,\n').encode(),
        "data/actors.csv:3 ac-eastl234: has a line break inside a cell",
    ),
    "an open quote": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"Eastland,state,armenia,What it is.,,\n').encode(),
        "data/actors.csv",
    ),
    "text after a closed quote": (
        lambda text: text.replace(EASTLAND, 'ac-eastl234,"East"land,state,armenia,What it is.,,\n').encode(),
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
        text.replace(EASTLAND, 'ac-eastl234,"East\n\nland",state,armenia,What it is.,,\n'), encoding="utf-8"
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
        (package / ACTORS)
        .read_text(encoding="utf-8")
        .replace(EASTLAND, 'ac-eastl234,"East\nland",state,armenia,What it is.,,\n')
    )
    (package / ACTORS).write_bytes(reversed_columns(text))
    assert main(["--package", str(package), "format"]) == 1
    assert "ac-eastl234: has a line break" in capsys.readouterr().out
