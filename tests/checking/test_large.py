"""A large package is loaded in parts and asked side by side, with the verdict, lines and messages of a small one."""

from pathlib import Path

import duckdb
import pytest

from scripts.checking import engine, validation
from scripts.checking.engine import Embedded, columns_asked
from scripts.checking.validation import only_validate, validate
from scripts.package.package import Package, open_package
from tests.checking.cases import NAMES, fails
from tests.checking.test_format_faults import FAULTS
from tests.shared.faults import RULES, STRAY_TEXTS, TYPES, UNFIT_TEXTS, Change
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, tiny, write


def copied(table: str) -> Change:
    """A change that repeats the first row of a table under another id."""

    def change(rows: Rows) -> None:
        row, key = rows[table][0], next(iter(rows[table][0]))
        rows[table].append({**row, key: f"{row[key][:3]}zzzz2223"})

    return change


def written(table: str, field: str, text: str) -> Change:
    """A change that writes a text into a cell of the first row."""
    return lambda rows: rows[table][0].update({field: text})


CELLS = [
    *(("codings", "reason", text) for text in [*STRAY_TEXTS, *UNFIT_TEXTS]),
    *(("codings", "passage_start", text) for text in TYPES["integer"]),
    *(("codings", "date_start", text) for text in TYPES["date"]),
    ("codings", "source_id", "so-zzzz2222"),
    ("codings", "passage_sha256", "0" * 63),
    ("codings", "coding_row_id", ""),
]
CHANGES: dict[str, Change] = {
    **{f"{table} are copied": copied(table) for table in ("codings", "adjudications", "exclusions", "sources")},
    **{f"{table}.{field} is {text!r}": written(table, field, text) for table, field, text in CELLS},
    **{f"{table} break {rule}": change for (table, rule), change in RULES.items()},
    **{check: fails(check)[0][0] for check in NAMES},
}


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_small", lambda package: False)


def same_as_small(package: Package, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The problems of a package, which must be the same whether it counts as small or as large."""
    problems, account = only_validate(package)
    with monkeypatch.context() as context:
        context.setattr(engine, "is_small", lambda package: False)
        assert only_validate(package) == (problems, account)
        assert validate(package)[:2] == (problems, account)
    return [problem.message for problem in problems]


@pytest.mark.thorough
def test_a_sound_package_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same_as_small(write(tmp_path, tiny()), monkeypatch) == []


@pytest.mark.parametrize("name", quick(CHANGES, 1))
def test_a_faulty_row_is_told_in_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    rows = tiny()
    CHANGES[name](rows)
    assert same_as_small(write(tmp_path, rows), monkeypatch)


@pytest.mark.thorough
@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_file_is_told_in_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    package = write(tmp_path, tiny())
    file = package.tables["actors"].path
    file.write_bytes(FAULTS[name][0](file.read_text(encoding="utf-8")))
    same_as_small(open_package(tmp_path), monkeypatch)


@pytest.mark.usefixtures("large")
def test_only_the_columns_that_a_query_reads_are_kept(tmp_path: Path) -> None:
    package = write(tmp_path, tiny())
    assert Embedded(package).kept == {}
    kept = Embedded(package, whole=False).kept
    assert kept == {name: columns_asked(table) for name, table in package.tables.items()}
    assert {"coding_row_id", "source_id", "place_id"} <= set(kept["codings"]) < set(package.tables["codings"].columns)
    assert {"claim_id", "strike_id", "count_min"} <= set(kept["victim_counts"])
    assert "hedged" not in kept["victim_counts"]  # which a code list judges as it is loaded, and nothing else reads


@pytest.mark.thorough
@pytest.mark.usefixtures("large")
def test_a_question_that_needs_another_column_is_asked_of_whole_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []

    class Counted(Embedded):
        def __init__(self, package: Package, scratch: Path | None = None, whole: bool = True) -> None:
            made.append(whole)
            super().__init__(package, scratch, whole)

    monkeypatch.setattr(validation, "Embedded", Counted)
    rows = tiny()
    copied("codings")(rows)
    assert [problem.file for problem in only_validate(write(tmp_path, rows))[0]] == ["data/codings.csv"]
    assert made == [False, True]


@pytest.mark.usefixtures("large")
def test_a_database_that_answers_side_by_side_is_closed_off_too(tmp_path: Path) -> None:
    package = write(tmp_path, tiny())
    (tmp_path / "other.csv").write_text("a\n1\n")
    cursor = validate(package).connection.cursor()
    visible_to_python = [1]
    assert visible_to_python
    for source in ("'{}'".format(tmp_path / "other.csv"), "visible_to_python"):
        with pytest.raises(duckdb.Error):
            cursor.execute(f"FROM {source}")
