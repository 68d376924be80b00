"""`new` adds one row from options, in its place, and says what is still to do."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.spreadsheet import forgiven
from scripts.checking.validation import validate
from scripts.editing.answers import resolved, tables_to_add_to
from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.package.package import open_package
from tests.shared.adding import (
    NAMED,
    REPORT,
    SOUND,
    added,
    flags,
    new,
)
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, contents


def test_every_table_that_is_added_to_has_a_sound_row() -> None:
    tables = tables_to_add_to(open_package(ROOT))
    assert [tables[name].name for name in SOUND] == list(dict.fromkeys(table.name for table in tables.values()))


@pytest.mark.parametrize("table", quick(SOUND, {"source", "statement"}))
def test_a_row_stands_in_its_place_and_what_is_to_do_is_said(
    package: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, to_do = SOUND[table]
    before, expected = contents(package), to_do
    assert new(package, table, *flags(answers)) == 0
    lines = capsys.readouterr().out.splitlines()
    (name,) = {name for name, data in contents(package).items() if before.get(name) != data}
    old, now = before[name].splitlines(), (package / name).read_bytes().splitlines()
    (place,) = [i for i, line in enumerate(now) if line not in old]
    assert [*now[:place], *now[place + 1 :]] == old
    assert now[1:] == sorted(now[1:])
    id_ = now[place].split(b",")[0].decode()
    assert f"{name}:{place + 1} {id_} added" in lines
    assert [line.split(": ", 1)[1] for line in lines if line.startswith("  data/")] == expected
    assert ("still to do before the package is valid again:" in lines) == bool(expected)
    assert sorted(p.message for p in validate(open_package(package)).problems) == sorted(expected)
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_the_row_is_told_with_the_names_of_what_it_refers_to(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        new(package, "strike_report", "--id", "sr-aaaa3333", *flags(REPORT | {"strike-id": "Lowtown, 1 October 2020"}))
        == 0
    )
    assert capsys.readouterr().out == (
        "data/strike_reports.csv:3 sr-aaaa3333 added\n"
        "  strike_id: st-first234 (Lowtown, 1 October 2020)\n"
        "  citation_id: ci-bbbb2222\n"
        "  date_start: 2020-10-01\n"
        "  date_end: 2020-10-01\n"
        "  date_precision: day\n"
        "  place_id: pl-lowto234 (Lowtown)\n"
        "  basis: stated\n"
    )


def test_cells_with_commas_quotes_and_other_scripts_are_written_as_format_writes_them(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"name": 'Up, "Down" / Вверх', "name-hy": "Վերին", "name-ru": "  Верхний  ", "admin": "Bərdə's"}
    row = added(package, capsys, "place", NAMED | names)
    assert [row["name"], row["name_hy"], row["name_ru"], row["admin"]] == [
        'Up, "Down" / Вверх',
        "Վերին",
        "Верхний",
        "Bərdə's",
    ]
    assert main(["--package", str(package), "format", "--check"]) == 0


@pytest.mark.thorough
def test_a_row_of_the_real_package_changes_one_line(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (real / "data/places.csv").read_bytes().splitlines()
    added(real, capsys, "place", NAMED, "--no-questions")
    assert [line for line in (real / "data/places.csv").read_bytes().splitlines() if b"Hightown" not in line] == before
    assert main(["--package", str(real), "format", "--check"]) == 0


TAKEN = {
    "places": ["held_by_source", "latitude"],
    "strikes": ["notes"],
    "victim_counts": ["count_min", "hedged"],
    "strike_reports": ["local_time"],
    "sources": ["published_on"],
}
SPOILT = [
    "3/4",
    "1-2",
    "Oct-20",
    "12.10.2020",
    "1,5",
    "#REF!",
    "a?b",
    "'x'",
    "TRUE",
    "1E+05",
    "Ð¡Ñ‚",
    "007",
    "+5",
    ".5",
    "9:05",
]


@pytest.fixture(scope="session")
def draft(made: Path) -> Draft:
    package = open_package(made)
    return Draft(package, open_texts(package))


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1, max_size=20) | st.sampled_from(SPOILT))
def test_an_answer_that_is_taken_is_left_alone_by_format(draft: Draft, text: str) -> None:
    for table in [draft.package.tables[name] for name in TAKEN]:
        for field in [f for f in table.fields if f["name"] in TAKEN[table.name]]:
            cell, fault = resolved(draft, table, field, text.strip())
            assert fault or forgiven(field, cell) == (cell, None)
