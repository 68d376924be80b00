"""As strict as the standard: what Table Schema refuses is refused; what it accepts is accepted, with listed exceptions.

frictionless represents the standard and reads each cell with the field from the schema. pandera checks the typed
values. docs/VALIDATION.md lists the exceptions and their reasons.
"""

import json
import os
import re
from functools import cache
from typing import Any

import pandas
import pandera.errors
import pytest
from frictionless import Field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.frames.pandas_frames import DTYPES
from scripts.frames.schemas import pandera_schema_of
from scripts.package.database import connect
from scripts.package.package import open_package
from scripts.package.schema import STRAY, UNFIT, cell_conditions, first_broken, sound
from tests.shared.cell_kinds import stepped
from tests.shared.tiny import ROOT

TABLES = {**open_package(ROOT).tables, **open_package(ROOT).computed}


def shape(field: dict[str, Any]) -> str:
    """The properties of a field that decide which cells it accepts: its type and constraints."""
    return json.dumps(
        [
            {name: field[name] for name in ("type", "trueValues", "falseValues") if name in field},
            field.get("constraints", {}),
        ],
        sort_keys=True,
    )


EXAMPLES = int(os.environ.get("NK2020_EXAMPLES", "12"))  # lists of cells, a field
# one field for every combination of type and constraints in use
FIELDS = {shape(field): (table, field) for table in TABLES.values() for field in table.fields}
NAMES = [f"{table.name}.{field['name']}" for table, field in FIELDS.values()]

# cells that we refuse and Table Schema accepts: the condition of ours that they break, and their pattern
STRICTER = {
    "spaces, control and invisible characters": ({"stray", "type", "pattern", "enum"}, re.compile(STRAY)),
    "formulas": ({"formula"}, re.compile(UNFIT["formula"][0])),
    "markup": ({"markup"}, re.compile(UNFIT["markup"][0])),
    "letters of two scripts": ({"mixed_letters"}, re.compile(UNFIT["mixed_letters"][0])),
    "long integers": ({"type"}, re.compile("^[+-]?[0-9]{19,}$")),
    "digits of other scripts": ({"type"}, re.compile(r"(?=.*[^\x00-\x7f])\d")),
    "underscores": ({"type"}, re.compile("_")),
    "exponents": ({"type"}, re.compile("[0-9.][eE][+-]?[0-9]")),
    "short dates": ({"type"}, re.compile("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")),
}


@cache
def reader(name: str) -> Any:
    """frictionless's reader for the cells of a field."""
    field = FIELDS[name][1]
    return Field.from_descriptor(
        {key: field[key] for key in ("name", "type", "trueValues", "falseValues", "constraints") if key in field}
    )


def standard(name: str, text: str) -> tuple[Any, bool]:
    """The value that frictionless reads from a cell, and whether its type or a constraint on one cell refuses it."""
    cell, notes = reader(name).read_cell(text or None)
    return cell, bool(notes) or (cell is None and bool(FIELDS[name][1].get("constraints", {}).get("required")))


DATABASE = connect()


def broken(name: str, texts: list[str]) -> list[str]:
    """The name of our condition that each text breaks; empty for none."""
    field = FIELDS[name][1]
    cells = f"SELECT unnest(?) AS place, nullif(unnest(?), '') AS \"{field['name']}\""
    rows = DATABASE.execute(
        f"SELECT {first_broken(field)}, {sound(field)} FROM ({cells}) ORDER BY place", [list(range(len(texts))), texts]
    ).fetchall()
    assert all((index is None) == is_sound for index, is_sound in rows)
    return ["" if index is None else cell_conditions(field)[index][0] for index, _ in rows]


def pandera_refuses(name: str, values: list[Any]) -> set[int]:
    """The positions of the typed values that the column of our pandera schema refuses; no two values are equal."""
    table, field = FIELDS[name]
    schema = pandera_schema_of(table).columns[field["name"]]
    try:
        schema.validate(pandas.Series(values, dtype=DTYPES[field["type"]], name=field["name"]).to_frame(), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return set(errors.failure_cases["index"])
    return set()


ODD = [
    *[
        "",
        " ",
        "0",
        "-0",
        "+5",
        "007",
        "1e3",
        "1E-2",
        "1_000",
        "NaN",
        "INF",
        "-INF",
        "inf",
        "4.0",
        "4.",
        ".5",
        ".",
        "-",
        "4,5",
        "４",
        "٣",
    ],
    *[
        "9" * 18,
        "9" * 19,
        "-" + "9" * 19,
        "2020-10-01",
        "2020-1-1",
        "2020-02-30",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
    ],
    *[
        "2020-10-01 ",
        "2020/10/01",
        "epoch",
        "infinity",
        "true",
        "false",
        "True",
        "TRUE",
        "1",
        "yes",
        "=1+1",
        "<b>",
        "a < b",
        "B\u0430ku",
    ],
    *["x\u00a0y", "x\u200b", "\ufeffx", "x\n", "x\u2028", "\U0001f600", "e\u0301", "\u00e9", "x" * 5000],
]
NEAR = {
    "integer": r"[+-]?[0-9]{1,20}([._eE][0-9]{1,3})?",
    "number": r"[+-]?[0-9]{0,20}[.]?[0-9]{0,5}([eE_][+-]?[0-9]{1,2})?",
    "date": r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    "boolean": "true|false|True|0|1",
    "string": ".{0,30}",
}


def texts(field: dict[str, Any]) -> st.SearchStrategy[str]:
    """Cells: valid ones, nearly valid ones, and any UTF-8 text without NUL."""
    constraints = field.get("constraints", {})
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    kinds = [
        st.sampled_from(ODD),
        st.text(letters, max_size=20),
        st.from_regex(NEAR[field["type"]], alphabet=letters, fullmatch=True),
    ]
    if "enum" in constraints:
        kinds.append(st.sampled_from(constraints["enum"]))
    if "pattern" in constraints:
        kinds.append(st.from_regex(constraints["pattern"], alphabet=letters))
    bounds = [constraints[name] for name in ("minimum", "maximum") if name in constraints]
    if bounds:
        kinds.append(st.sampled_from([str(stepped(bound, step)) for bound in bounds for step in (-1, 0, 1)]))
    if "maxLength" in constraints:
        kinds += [
            st.sampled_from(["x" * (constraints["maxLength"] + step) for step in (-1, 0, 1)]),
            st.just("ə" * constraints["maxLength"]),
            st.just("\U0001f600" * constraints["maxLength"]),
        ]
    return st.one_of(kinds)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", FIELDS, ids=NAMES)
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_a_cell_is_refused_where_the_standard_refuses_it_and_accepted_where_it_accepts_it(
    name: str, data: st.DataObject
) -> None:
    compare(name, data.draw(st.lists(texts(FIELDS[name][1]), min_size=1, max_size=12, unique=True)))


def compare(name: str, texts: list[str]) -> set[str]:
    """Assert that all validators agree on the cells; return the listed exceptions that occurred."""
    met: set[str] = set()
    conditions = broken(name, texts)
    for text, condition in zip(texts, conditions, strict=True):
        if standard(name, text)[1]:
            assert condition, f"the standard refuses {text!r}, we do not"
        elif condition:
            cases = [case for case, (names, look) in STRICTER.items() if condition in names and look.search(text)]
            assert cases, f"{text!r} is refused ({condition}) without a reason on the list"
            met.update(cases)
    typed = {
        cell: condition
        for text, condition in zip(texts, conditions, strict=True)
        if condition != "type"
        for cell in [standard(name, text)[0]]
    }
    places = {place for place, condition in enumerate(typed.values()) if condition}
    assert pandera_refuses(name, [*typed]) == places
    return met


def test_the_page_lists_every_case_in_which_we_refuse_more() -> None:
    page = (ROOT / "docs" / "VALIDATION.md").read_text(encoding="utf-8")
    section = page.split("\n## Where it refuses more than the standard\n")[1].split("\n## ")[0]
    assert re.findall(r"^- \*\*(.+?)\*\*", section, re.MULTILINE) == [case[0].upper() + case[1:] for case in STRICTER]


@pytest.mark.thorough
def test_odd_cells_are_judged_as_the_standard_does_and_meet_every_case_on_the_list() -> None:
    assert set(STRICTER) == set().union(*(compare(name, ODD) for name in FIELDS))
