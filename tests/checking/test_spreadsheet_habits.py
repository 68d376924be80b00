"""The habits of spreadsheets, one at a time: forgiven where nothing is lost, or refused with the remedy."""

from typing import Any

import pytest

from scripts.checking.spreadsheet import forgiven

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
