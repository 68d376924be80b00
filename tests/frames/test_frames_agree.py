"""The pandera schemas of pandas and polars refuse the same cells and rows."""

import functools
import json
import random
import re
from datetime import date, timedelta
from typing import Any

import pandas
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.frames.schemas import pandera_schema_of
from scripts.package.package import Table
from scripts.package.schema import STRAY, UNFIT
from tests.shared.cell_kinds import stepped
from tests.shared.framing import COMPUTED, DTYPES, FRAMES, WRITTEN, fields, loaded, refused, schema_for, values
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

# pandas and polars agree

ANY_TEXT = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "=1",
            "<b>",
            "Agdаm",
            "Շուշի",
            "a\n",
            " a",
            "a\u2003",
            "\x00",
            "𐍈" * 80,
            "ə" * 81,
            "x" * 500,
            "vc-7k3mq2xd\n",
        ]
    ),
)


BOUNDS = [(1988, 2, 1), (2020, 7, 1), (2023, 12, 31), (2049, 12, 31)]  # those of days in the schemas


def any_value(field: dict[str, Any], neighbours: list[Any]) -> st.SearchStrategy[Any]:
    """A value of a field's type, valid or not: unknown, from another row, at or next to a bound, or random."""
    bounds = [field.get("constraints", {}).get(name, 0) for name in ("minimum", "maximum")]
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "string": st.one_of(ANY_TEXT, st.sampled_from(field.get("constraints", {}).get("enum", ["x"]))),
        "integer": st.one_of(
            st.sampled_from([stepped(b, step) for b in bounds for step in (-1, 0, 1)]), st.integers(-(2**63), 2**63 - 1)
        ),
        "number": st.one_of(
            st.sampled_from([stepped(b, step) for b in bounds for step in (-1e-9, 0.0, 1e-9)]),
            st.floats(allow_nan=False),
        ),
        "boolean": st.booleans(),
        "date": st.dates(date(1900, 1, 1), date(2100, 1, 1))
        | st.sampled_from([date(*day) + timedelta(days=n) for day in BOUNDS for n in (-1, 0, 1)]),
    }
    return st.one_of(st.none(), st.sampled_from(neighbours), kinds[field["type"]])


@pytest.mark.exhaustive
@pytest.mark.parametrize("table", WRITTEN + COMPUTED)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_pandas_and_polars_refuse_the_same_broken_cells_and_rows(table: str, data: st.DataObject) -> None:
    by_name = {field["name"]: field for field in fields(table)}
    rows = {name: values(loaded(table).iloc[:8], name) or [None] * 4 for name in by_name}
    for _ in range(data.draw(st.integers(1, 8))):
        name = data.draw(st.sampled_from(sorted(by_name)))
        rows[name][data.draw(st.integers(0, len(rows[name]) - 1))] = data.draw(any_value(by_name[name], rows[name]))
    frame = pandas.DataFrame(
        {name: pandas.array(rows[name], dtype=DTYPES[field["type"]]) for name, field in by_name.items()}
    )
    assert refused(compiled("pandas", table), frame, "pandas") == refused(
        compiled("polars", table), frame, "polars lazy"
    )


@functools.cache
def compiled(kind: str, table: str) -> Any:
    return schema_for(kind, table)


def test_pandas_and_polars_agree_on_lengths_and_bounds_that_no_schema_uses_yet() -> None:
    made = [
        {"name": "id", "type": "string", "constraints": {"required": True, "unique": True, "pattern": "a|ab"}},
        {"name": "text", "type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
        {"name": "yes", "type": "boolean", "constraints": {"unique": True}},
    ]
    frame = pandas.DataFrame(
        {
            "id": pandas.array(["a", "ab", "abc", "ca", None, None], dtype="string"),
            "text": pandas.array(["𐍈", "𐍈𐍈", "𐍈𐍈𐍈", "𐍈𐍈𐍈𐍈", None, "é\u0301"], dtype="string"),
            "yes": pandas.array([True, False, None, None, None, True], dtype="boolean"),
        }
    )
    table = Table(
        "made",
        ROOT,
        "made",
        {"fields": made, "primaryKey": ["id"], "rules": [{"name": "long", "sql": "length(text) > 1"}]},
    )
    for kind in FRAMES:
        assert refused(pandera_schema_of(table, "pandas" if kind == "pandas" else "polars"), frame, kind) == {
            ("pattern a|ab", "id", 2),
            ("pattern a|ab", "id", 3),
            ("not_nullable", "id", 4),
            ("not_nullable", "id", 5),
            ("str_length(2, None)", "text", 0),
            ("str_length(None, 3)", "text", 3),
            ("field_uniqueness", "yes", 0),
            ("field_uniqueness", "yes", 5),
            ("long", "", 0),
        }, kind


def random_rows(table: str, number: int = 600) -> pandas.DataFrame:
    """Random rows of a table with few values per column, so that some rows keep and some break every rule."""
    draw = random.Random(table)  # noqa: S311 - no secret
    few: dict[str, list[Any]] = {
        "integer": [0, 1, 2],
        "number": [38.0, 40.5],
        "boolean": [True, False],
        "string": ["same", "other"],
        "date": [date(2020, 10, 1) + timedelta(days=i) for i in range(3)],
    }
    columns = {}
    for field in fields(table):
        choice = [None, *field.get("constraints", {}).get("enum", few[field["type"]])]
        columns[field["name"]] = pandas.array(draw.choices(choice, k=number), dtype=DTYPES[field["type"]])
    return pandas.DataFrame(columns)


RULES = {
    table: {
        rule["name"]
        for rule in json.loads((ROOT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8")).get("rules", [])
    }
    for table in WRITTEN + COMPUTED
}


@pytest.mark.parametrize("table", quick([table for table, rules in RULES.items() if rules], 5))
def test_every_row_rule_refuses_the_same_rows_for_pandas_and_polars(table: str) -> None:
    frame = random_rows(table)
    of_pandas, of_polars = (
        {(check, row) for check, _, row in refused(compiled(kind, table), frame, kind) if check in RULES[table]}
        for kind in ("pandas", "polars")
    )
    assert of_pandas == of_polars
    for rule in RULES[table]:
        assert 0 < sum(check == rule for check, _ in of_pandas) < len(frame), rule


def test_every_letter_is_fit_or_unfit_alike_for_pandas_and_polars() -> None:
    letters = [chr(point) for point in range(0x3100) if not 0xD800 <= point <= 0xDFFF]
    texts = [
        before + letter + after
        for letter in letters
        for before, after in (("", ""), ("a", ""), ("", "a"), ("a", "a"), ("б", ""), ("<", ""))
    ]
    for pattern in [STRAY, *(pattern for pattern, _ in UNFIT.values())]:
        expected = [re.search(pattern, text) is not None for text in texts]
        assert polars.Series(texts).str.contains(pattern).to_list() == expected
