"""After tables were edited in LibreOffice or Excel, `format` restores the same bytes or says what was lost.

LibreOffice itself opens every table here, in every way that people use; each test starts it once for all tables. What
Excel does is imitated below, one habit at a time.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package as OpenPackage
from frictionless import Resource
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
    """Open every table in LibreOffice and save it in place, optionally by way of a workbook; returns the old texts."""
    tables = sorted((real / "data").iterdir())
    before = {path.name: path.read_text(encoding="utf-8") for path in tables}
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
@pytest.mark.thorough
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


def test_the_real_tables_have_no_cell_that_looks_spoilt() -> None:
    assert [problem for table in TABLES for problem in canonical_csv(table)[1]] == []


# --- a habit at a time, by the type of the field

FLAG = {"name": "hedged", "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
COUNT = {"name": "count_min", "type": "integer", "constraints": {"minimum": 0}}
LATITUDE = {"name": "latitude", "type": "number", "constraints": {"minimum": 38, "maximum": 42}}
SHARE = {"name": "share", "type": "number"}
DAY = {"name": "date_start", "type": "date", "example": "2020-10-28"}
TIME = {"name": "local_time", "type": "string", "constraints": {"pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|night)$"}}
CODE = {"name": "kind", "type": "string", "constraints": {"enum": ["state", "ngo"]}}
ID = {"name": "actor_id", "type": "string", "constraints": {"pattern": "^ac-[a-z0-9]{8}$"}}
TEXT = {"name": "notes", "type": "string", "constraints": {"maxLength": 300}}

FORGIVEN = [
    (FLAG, "true", ["true", "TRUE", "True", "WAHR", "ИСТИНА", "VRAI", "DOĞRU", "doğru", "1", "'true"]),
    (FLAG, "false", ["false", "FALSE", "False", "FALSCH", "ЛОЖЬ", "FAUX", "YANLIŞ", "0"]),
    (COUNT, "4", ["4", "4.0", "4,0", "4.00", "'4"]),
    (COUNT, "2804", ["2804", "2,804", "2.804", "2\u00a0804", "2\u202f804", "2804.0", "2,804.00", "2.804,00"]),
    (COUNT, "1234567", ["1,234,567", "1.234.567", "1\u202f234\u202f567"]),
    (COUNT, "0", ["0", "0.0", "0,000"]),
    (LATITUDE, "40.25", ["40.25", "40,25", "'40.25"]),
    (LATITUDE, "40.345", ["40.345", "40,345"]),  # the bounds leave no thousands
    (SHARE, "40.345", ["40.345"]),  # a valid number is never reinterpreted
    (SHARE, "1234.5", ["1234.5", "1234,5", "1,234.5", "1.234,5", "1\u00a0234,5"]),
    (
        DAY,
        "2020-10-05",
        [
            "2020-10-05",
            "05.10.2020",
            "5.10.2020",
            "2020/10/05",
            "2020/10/5",
            "2020-10-5",
            "2020-10-05 00:00:00",
            "2020-10-05T00:00:00.000",
            "05.10.2020 00:00",
            "'2020-10-05",
        ],
    ),
    (DAY, "2020-10-27", ["10/27/2020", "27/10/2020", "27-10-2020", "2020.10.27"]),  # there is no month 27
    (DAY, "2020-10-10", ["10/10/2020", "2020.10.10"]),
    (TIME, "13:00", ["13:00", "13:00:00", "01:00 PM", "1:00 PM", "01:00:00 PM", "1:00\u202fpm", "1:00 p.m.", "'13:00"]),
    (TIME, "09:30", ["09:30", "9:30", "09:30:00", "9:30 AM", "09:30:00 AM"]),
    (TIME, "00:15", ["12:15 AM", "12:15:00 AM", "0:15"]),
    (TIME, "12:15", ["12:15 PM"]),
    (TIME, "night", ["night"]),
    (CODE, "ngo", ["ngo", "Ngo", "NGO"]),
]


@pytest.mark.parametrize(
    ("field", "cell", "written"), [(field, cell, form) for field, cell, forms in FORGIVEN for form in forms]
)
def test_a_habit_that_loses_nothing_is_forgiven(field: dict[str, Any], cell: str, written: str) -> None:
    assert forgiven(field, written) == (cell, None)


REFUSED = [
    (
        DAY,
        "10/05/2020",
        "may be 2020-05-10 or 2020-10-05, and the spreadsheet's form does not show which;"
        " write the correct one, or open the CSV again",
    ),
    (DAY, "5-10-2020", "may be 2020-05-10 or 2020-10-05"),
    (DAY, "2020.10.05", "may be 2020-05-10 or 2020-10-05"),
    (
        DAY,
        "10/05/20",
        "leaves the day, month or century unclear; write it as 2020-10-28,"
        " or open the CSV again with every column as Text",
    ),
    (DAY, "27.10.20", "leaves the day, month or century unclear"),
    (DAY, "5-Oct-20", "leaves the day, month or century unclear"),
    (DAY, "44109", "leaves the day, month or century unclear"),
    (DAY, "########", "error code in place of the value"),
    (COUNT, "1,000", "may be 1 or 1000"),
    (COUNT, "1.000", "may be 1 or 1000"),
    (COUNT, "1.23E+05", "is a number that a spreadsheet shortened"),
    (COUNT, "#VALUE!", "error code in place of the value"),
    (SHARE, "40,345", "may be 40.345 or 40345"),
    (SHARE, "1.23E+05", "is a number that a spreadsheet shortened"),
    (LATITUDE, "40345", "may have removed the point of 40.345; write it with the point"),
    (TEXT, "#NAME?", "error code in place of the value"),
    (TEXT, "#ИМЯ?", "error code in place of the value"),
    (TEXT, "Err:508", "error code in place of the value"),
    (TEXT, "1.23457E+15", "is a number that a spreadsheet shortened"),
    (TEXT, "10/01/20", "made from a text"),
    (TEXT, "28.10.2020", "made from a text"),
    (TEXT, "Oct-20", "made from a text"),
    (TEXT, "4-Oct", "made from a text"),
    (TEXT, "?yric?", "lost a letter"),
    (TEXT, "??????", "lost a letter"),
    (TEXT, "Bərdə".encode().decode("cp1252"), "read in the wrong character set"),
    (TEXT, "Бард".encode().decode("cp1251"), "read in the wrong character set"),
    (TEXT, "Türk".encode().decode("cp1254"), "read in the wrong character set"),
    (TEXT, "Æ\x8fyricÉ™", "read in the wrong character set"),
    (TEXT, "Æ\uf18fyricÉ™", "read in the wrong character set"),
]


@pytest.mark.parametrize(("field", "cell", "said"), REFUSED)
def test_a_habit_that_loses_something_is_refused_with_the_remedy(field: dict[str, Any], cell: str, said: str) -> None:
    kept, message = forgiven(field, cell)
    assert kept == cell
    assert message and said in message


def test_the_no_break_space_at_the_end_of_a_misread_text_is_half_a_letter() -> None:
    kept, message = forgiven(TEXT, "voilà".encode().decode("cp1252"))
    assert kept == "voilÃ"
    assert message and "read in the wrong character set" in message


# Not done by a spreadsheet: left to `validate`, which knows every rule. Curly quotes in a text may have been typed.
LEFT_ALONE = [
    (FLAG, "yes"),
    (COUNT, "four"),
    (COUNT, "4.5"),
    (COUNT, "-1"),
    (COUNT, "1 2"),
    (LATITUDE, "95.1"),
    (LATITUDE, "95"),
    (DAY, "2020-02-30"),
    (DAY, "31.02.2020"),
    (DAY, "October"),
    (DAY, "2020-10-05 13:00"),
    (TIME, "25:00"),
    (TIME, "13:00:30"),
    (TIME, "13:00 PM"),
    (TIME, "noon"),
    (ID, "AC-12345678"),
    (ID, "ac-1e234567"),
    (ID, "12345678"),
    (TEXT, "“Curly”"),
    (TEXT, "Why? Nobody says."),
    (TEXT, "https://example.org/?id=1"),
    (TEXT, "TRUE"),
    (TEXT, "1.0"),
    (TEXT, "13:00:00"),
    (TEXT, "27 October 2020"),
    (TEXT, "2020-10-27"),
    (TEXT, "'quoted'"),
    (TEXT, "Gəncə, Գանձակ, Гянджа, Türk, «É»"),
    (TEXT, "007"),
    (TEXT, ""),
]


@pytest.mark.parametrize(("field", "cell"), LEFT_ALONE)
def test_what_no_spreadsheet_does_is_left_as_it_is(field: dict[str, Any], cell: str) -> None:
    assert forgiven(field, cell) == (cell, None)


# --- any valid cell of any field, after any habit


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


# --- Open Data Editor is built on frictionless: what that opens, the editor opens


def test_frictionless_opens_the_package_in_the_repository_and_finds_it_valid() -> None:
    package = OpenPackage(str(ROOT / "datapackage.json"))
    assert [resource.path for resource in package.resources] == [table.file for table in TABLES]
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_frictionless_opens_a_single_file_with_its_schema(table: Any) -> None:
    """A single file has no other table in which to look up keys, so its schema is used without foreign keys."""
    schema = {name: value for name, value in json.loads(json.dumps(table.schema)).items() if name != "foreignKeys"}
    resource = Resource({"name": table.name, "path": table.file, "schema": schema}, basepath=str(ROOT))
    report = resource.validate()
    assert report.valid, report.flatten(["type", "message"])
    assert resource.schema.field_names == table.columns
