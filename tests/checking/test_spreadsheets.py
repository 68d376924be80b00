"""Tables survive being opened and saved in a spreadsheet, or `format` says what it harmed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.canonical import canonical_csv
from scripts.checking.spreadsheet import forgiven
from scripts.package.package import Package, open_package
from tests.shared.tiny import ROOT, tiny, write

libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
TABLES = list(open_package(ROOT).tables.values())

# LibreOffice's CSV filter: separators, quote, 76 for UTF-8, first line, columns, locale, quoted as text, detect special
# numbers.
EVERY_COLUMN_AS_TEXT = "/".join(["2"] * 60)
RECOMMENDED = f"CSV:44,34,76,1,{EVERY_COLUMN_AS_TEXT},0,false,false"
COLUMNS_DETECTED = "CSV:44,34,76,1,,0,false,false"
COLUMNS_DETECTED_AT_EVERY_SEPARATOR = "CSV:44/59/9,34,76,1,,0,false,false"
SPECIAL_NUMBERS_US = "CSV:44,34,76,1,,1033,false,true"
SPECIAL_NUMBERS_GERMAN = "CSV:44,34,76,1,,1031,false,true"
SPECIAL_NUMBERS_RUSSIAN = "CSV:44,34,76,1,,1049,false,true"
WRONG_CHARACTER_SET = "CSV:44,34,1,1,,0,false,false"
SAVED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
SAVED_QUOTED_WITH_SEMICOLONS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,true"


def convert(paths: list[Path], to: str, folder: Path, opened_as: str = "") -> list[Path]:
    """Open files in LibreOffice and save them to a folder, in one start; returns the new files."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder.parent}/profile",
        *([f"--infilter={opened_as}"] if opened_as else []),
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    saved = [folder / path.with_suffix("." + to.split(":")[0]).name for path in paths]
    assert all(path.exists() for path in saved), done.stdout + done.stderr
    return saved


def save_over(real: Path, opened_as: str, by_way_of: str = "", saved_as: str = SAVED) -> dict[str, str]:
    """Open every table in LibreOffice and save it in place, optionally by way of a workbook; returns the old texts.

    Not history, which nobody edits: release writes it, and history --check proves it. Its cells are of all kinds.
    """
    before = texts(real)
    tables = [path for path in sorted((real / "data").iterdir()) if path.name != "history.csv"]
    if by_way_of:
        saved = convert(
            convert(tables, by_way_of, real.parent / "workbooks", opened_as), saved_as, real.parent / "saved"
        )
    else:
        saved = convert(tables, saved_as, real.parent / "saved", opened_as)
    for path in saved:
        shutil.copy(path, real / "data" / path.name)
    return before


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "data").iterdir()}


# How a table is opened, by way of which workbook, and how it is saved: nothing is lost in any of these.
HARMLESS = {
    "as recommended": (RECOMMENDED, "", SAVED),
    "as recommended, saved with semicolons and every text quoted": (RECOMMENDED, "", SAVED_QUOTED_WITH_SEMICOLONS),
    "as recommended, by way of ods": (RECOMMENDED, "ods", SAVED),
    "with columns detected": (COLUMNS_DETECTED, "", SAVED),
    "with columns detected at every separator": (COLUMNS_DETECTED_AT_EVERY_SEPARATOR, "", SAVED),
    "with special numbers detected, US": (SPECIAL_NUMBERS_US, "", SAVED),
    "with special numbers detected, US, by way of ods": (SPECIAL_NUMBERS_US, "ods", SAVED),
    "with special numbers detected, US, by way of xlsx": (SPECIAL_NUMBERS_US, "xlsx", SAVED),
    "with special numbers detected, Russian": (SPECIAL_NUMBERS_RUSSIAN, "", SAVED),
}


@libreoffice
@pytest.mark.exhaustive
@pytest.mark.parametrize(("opened_as", "by_way_of", "saved_as"), HARMLESS.values(), ids=HARMLESS.keys())
def test_every_table_survives_being_opened_and_saved_in_libreoffice(
    real: Path, opened_as: str, by_way_of: str, saved_as: str
) -> None:
    before = save_over(real, opened_as, by_way_of, saved_as)
    assert main(["--package", str(real), "format"]) == 0
    assert texts(real) == before


# Here LibreOffice reads the point of 40.345 as a thousands separator, or misreads letters.
HARMFUL = {
    "with special numbers detected, German": (SPECIAL_NUMBERS_GERMAN, "latitude=40345: is out of bounds"),
    "in another character set": (WRONG_CHARACTER_SET, "was read in the wrong character set"),
}


@pytest.mark.thorough
@libreoffice
@pytest.mark.parametrize(("opened_as", "said"), HARMFUL.values(), ids=HARMFUL.keys())
def test_what_libreoffice_harms_is_refused_and_what_it_does_not_comes_back(
    real: Path, opened_as: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = real / "data/places.csv"
    with path.open("a", encoding="utf-8") as file:  # a place that each of them harms
        file.write(
            'pl-zzzzzzzz,Place,,,Бард,village,AZ,azerbaijan,"A source, with a comma",Here; there,'
            "40.345,46.5,settlement,,,Gazetteer\n"
        )
    assert main(["--package", str(real), "format"]) == 0
    before = save_over(real, opened_as)
    harmed = texts(real)
    assert main(["--package", str(real), "format"]) == 1
    assert re.search(rf"data/places\.csv:\d+ pl-zzzzzzzz.*{said}", capsys.readouterr().out)
    assert texts(real) == harmed
    for table in open_package(real).tables.values():
        text, problems = canonical_csv(table)
        assert problems or text == before[table.path.name], table.file


def in_code_page(cell: str, page: str) -> str:
    """A text's UTF-8 bytes decoded as Windows does in a code page: undefined bytes become control characters."""
    return "".join(bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in cell.encode())


def half_a_day(cell: str, form: str) -> str:
    hour, minute = map(int, cell.split(":"))
    return form.format(hour % 12 or 12, minute, "PM" if hour >= 12 else "AM")


Habit = Callable[[str], str]
STAYS: list[Habit] = [str, "'{}".format, "\u00a0{} ".format]
HABITS: dict[str, list[Habit]] = {
    "boolean": [
        str.upper,
        str.capitalize,
        lambda cell: "1" if cell == "true" else "0",
        lambda cell: "ИСТИНА" if cell == "true" else "ЛОЖЬ",
    ],
    "integer": [
        "{}.0".format,
        "{},00".format,
        "{}.000".format,
        lambda cell: f"{int(cell):,}",
        lambda cell: f"{int(cell):,}.00",
        lambda cell: f"{int(cell):.2E}",
        lambda cell: f"{int(cell):,}".replace(",", "."),
        lambda cell: f"{int(cell):,}".replace(",", "\u202f"),
    ],
    "number": [
        lambda cell: cell.replace(".", ","),
        lambda cell: f"{float(cell):.2E}",
        lambda cell: cell.replace(".", "") if re.fullmatch(r"\d+\.\d{3}", cell) else cell,
    ],
    "date": [
        "{} 00:00:00".format,
        "{}T00:00:00".format,
        lambda cell: str((date.fromisoformat(cell) - date(1899, 12, 30)).days),
        *[
            lambda cell, form=form: format(date.fromisoformat(cell), form)
            for form in (
                "%d.%m.%Y",
                "%d.%m.%y",
                "%m/%d/%Y",
                "%m/%d/%y",
                "%d/%m/%Y",
                "%d/%m/%y",
                "%Y/%m/%d",
                "%Y.%m.%d",
                "%d-%m-%Y",
                "%y/%m/%d",
                "%d-%b-%y",
                "%b-%y",
            )
        ],
    ],
    "time": [
        "{}:00".format,
        lambda cell: cell.removeprefix("0"),
        *[
            lambda cell, form=form: half_a_day(cell, form)
            for form in ("{:02}:{:02}:00 {}", "{}:{:02} {}", "{}:{:02}\u202f{}")
        ],
    ],
    "code": [str.upper, str.capitalize],
    "id": [],
    "text": [*(lambda cell, page=page: in_code_page(cell, page) for page in ("cp1252", "cp1250", "cp1251", "cp1254"))],
}


def kind_of(field: dict[str, Any]) -> str:
    constraints = field.get("constraints", {})
    if field["type"] != "string":
        return str(field["type"])
    return (
        "code"
        if "enum" in constraints
        else "time"
        if ":[0-5]" in constraints.get("pattern", "")
        else "id"
        if "pattern" in constraints
        else "text"
    )


def valid_cells(field: dict[str, Any]) -> st.SearchStrategy[str]:
    constraints = field.get("constraints", {})
    low, high = constraints.get("minimum", 0), constraints.get("maximum", 9_999_999)
    kinds: dict[str, Callable[[], st.SearchStrategy[str]]] = {
        "boolean": lambda: st.sampled_from(["true", "false"]),
        "integer": lambda: st.integers(low, high).map(str),
        "number": lambda: st.decimals(low, high, places=3).map(str) | st.decimals(low, high, places=5).map(str),
        "date": lambda: st.dates(date(2015, 1, 1), date(2030, 1, 1)).map(date.isoformat),
        "time": lambda: st.times().map(lambda time: f"{time:%H:%M}"),
        "code": lambda: st.sampled_from(constraints["enum"]),
        "id": lambda: st.from_regex(re.compile(constraints["pattern"], re.ASCII), fullmatch=True).filter(
            lambda cell: "://" not in cell
        ),
        "text": lambda: st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12).filter(
            lambda cell: forgiven(field, cell) == (cell, None)
        ),
    }
    return kinds[kind_of(field)]()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return write(tmp_path_factory.mktemp("habits"), tiny())


@pytest.mark.thorough
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_after_any_habit_format_gives_back_the_cell_or_a_problem(shared: Package, data: st.DataObject) -> None:
    table = shared.tables[data.draw(st.sampled_from(list(shared.tables)))]
    field = data.draw(st.sampled_from(table.fields))
    cell = data.draw(valid_cells(field))
    habit = data.draw(
        st.sampled_from(
            STAYS[:1] + STAYS[2:] + HABITS[kind_of(field)] + (STAYS[1:2] if kind_of(field) != "text" else [])
        )
    )
    row = tiny()[table.name][0] | {field["name"]: cell}
    write(shared.root, {table.name: [row]})
    wanted, problems = canonical_csv(table)
    assert not problems
    write(shared.root, {table.name: [row | {field["name"]: habit(cell)}]})
    text, problems = canonical_csv(table)
    if problems:
        assert [(problem.line, problem.field) for problem in problems] == [(2, field["name"])]
    else:
        assert text == wanted


def test_a_spoilt_cell_is_told_with_file_line_key_field_and_value_and_nothing_is_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = package / "data/strike_reports.csv"
    path.write_text(
        path.read_text().replace("13:00,", "13:00:00,").replace("2020-10-02,2020-10-02", "10/02/2020,10/02/2020")
    )
    (package / "CODEBOOK.md").write_text("old")
    spoilt = texts(package)
    assert main(["--package", str(package), "format"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"data/strike_reports.csv:3 sr-bbbb2222 {field}=10/02/2020: may be 2020-02-10 or 2020-10-02,"
        " and the spreadsheet's form does not show which;"
        " write the correct one, or open the CSV again with every column as Text"
        for field in ("date_end", "date_start")
    ]
    assert texts(package) == spoilt
    assert (package / "CODEBOOK.md").read_text() == "old"
