"""`format` rewrites tables and generated files, once, and loses no text."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.spreadsheet import forgiven
from scripts.package.files import write_csv
from scripts.pages.freshness import GENERATED
from tests.shared.spelling import ACTORS, edit_every_table, parse, shuffled_rows, spell
from tests.shared.tiny import columns, contents, tiny, write, write_canonical

SORTED_BY = {table: columns(table)[0] for table in tiny()}
RELAXED = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package for the property tests, which restore its canonical form after every example."""
    return write_canonical(tmp_path_factory.mktemp("format") / "package")


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
)  # what looks spoilt is in test_spreadsheet_habits
FORM = st.tuples(st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]), st.booleans())


@pytest.mark.thorough
@RELAXED
@given(cells=st.lists(st.tuples(UNTOUCHED, UNTOUCHED), min_size=1, max_size=5), form=FORM)
def test_no_text_of_a_cell_is_lost_or_changed(
    shared: Path, cells: list[tuple[str, str]], form: tuple[str, str, bool]
) -> None:
    delimiter, ending, bom = form
    header = columns("actors")
    rows = [[f"ac-{number:08}", name, "state", "", "", "", notes] for number, (name, notes) in enumerate(cells)]
    text = spell([header, *reversed(rows)], delimiter).replace("\n", ending)
    (shared / ACTORS).write_text(text, encoding="utf-8-sig" if bom else "utf-8", newline="")
    assert main(["--package", str(shared), "format"]) == 0
    written = (shared / ACTORS).read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(written, newline=""))) == [header, *rows]
    assert written == write_csv(header, rows)


@pytest.mark.thorough
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
