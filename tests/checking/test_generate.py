"""The benchmark generator writes valid packages in the proportions of the real data, the same for the same seed."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.edits import edit
from benchmarks.generate import generate
from benchmarks.measure import run
from benchmarks.templates import CLAIMS, Words
from scripts.checking.canonical import canonical_csv
from scripts.checking.spreadsheet import is_misread
from scripts.checking.validation import validate
from scripts.package.package import Package, open_package
from tests.shared.tiny import ROOT, contents

pytestmark = pytest.mark.thorough

REAL = open_package(ROOT)


def sizes(package: Package) -> dict[str, int]:
    return {table.name: table.path.read_bytes().count(b"\n") - 1 for table in package.tables.values()}


def claims(package: Package) -> int:
    return sum(sizes(package)[table] for table in CLAIMS)


def rows(package: Package, table: str) -> dict[str, dict[str, str]]:
    its = package.tables[table]
    with its.path.open(encoding="utf-8", newline="") as file:
        return {row[its.key[0]]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return generate(tmp_path_factory.mktemp("generated") / "thousand", 1000)


def test_a_thousand_claims_are_valid_and_about_a_thousand(thousand: Package) -> None:
    assert validate(thousand).problems == []
    assert 900 <= claims(thousand) <= 1100


def test_tables_are_in_canonical_form_but_for_the_quotes_of_a_semicolon(thousand: Package) -> None:
    for table in thousand.tables.values():
        text, problems = canonical_csv(table)
        assert problems == []
        assert list(csv.reader(text.splitlines())) == list(
            csv.reader(table.path.read_text(encoding="utf-8").splitlines())
        )


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(thousand: Package, tmp_path: Path) -> None:
    generate(tmp_path / "again", 1000)
    generate(tmp_path / "other", 1000, seed=1)
    first, other = contents(thousand.root), contents(tmp_path / "other")
    assert contents(tmp_path / "again") == first
    assert {name for name in first if name.startswith("data/") and first[name] == other[name]} <= {
        "data/audits.csv",
        "data/decisions.csv",
        "data/history.csv",
        "data/withdrawn.csv",
    }


def test_proportions_are_those_of_the_real_data(tmp_path: Path) -> None:
    package = generate(tmp_path / "package", 10 * claims(REAL) + claims(REAL) // 2)
    real, times = sizes(REAL) | {"history": 0}, claims(package) / claims(REAL)
    assert times == pytest.approx(10.5, rel=0.02)
    assert sizes(package) == pytest.approx({table: number * times for table, number in real.items()}, rel=0.2)


def test_a_package_may_be_smaller_than_the_real_one(tmp_path: Path) -> None:
    package = generate(tmp_path / "package", claims(REAL) // 4)
    assert validate(package).problems == []
    assert 0 < claims(package) < claims(REAL) // 2


def test_nothing_real_is_said(thousand: Package) -> None:
    for table, field in (
        ("actors", "name"),
        ("strikes", "name"),
        ("sources", "url"),
        ("citations", "passage_sha256"),
        ("places", "name_hy"),
    ):
        made, real = ({row[field] for row in rows(package, table).values()} - {""} for package in (thousand, REAL))
        assert made
        assert not made & real
    assert not {id_ for table in CLAIMS for id_ in rows(thousand, table)} & {
        id_ for table in CLAIMS for id_ in rows(REAL, table)
    }


def test_names_are_in_unicode_cells_are_empty_and_notes_are_long(thousand: Package) -> None:
    places, strikes = rows(thousand, "places").values(), rows(thousand, "strikes").values()
    assert any("\u0531" <= row["name_hy"][:1] <= "\u0587" for row in places)
    assert any(row["name_hy"] == "" for row in places)
    assert max(len(row["notes"]) for row in strikes) > 100


def test_edits_are_what_the_ledger_says_and_leave_the_package_valid(thousand: Package, tmp_path: Path) -> None:
    package = generate(tmp_path / "edited", 1000)
    ledger = edit(package, 31, seed=0)
    assert [sum(entry["edit"] == kind for entry in ledger) for kind in ("withdrawn", "added", "corrected")] == [
        10,
        10,
        11,
    ]
    assert validate(package).problems == []
    for table in CLAIMS:
        expected = rows(thousand, table)
        for entry in (entry for entry in ledger if entry["table"] == table):
            assert (entry["id"] in expected) == (entry["edit"] != "added")
            assert entry["row"] != expected.pop(entry["id"], {}) or entry["edit"] == "withdrawn"
            expected |= {entry["id"]: entry["row"]} if entry["edit"] != "withdrawn" else {}
        assert rows(package, table) == expected
        assert canonical_csv(package.tables[table])[0] == package.tables[table].path.read_text(encoding="utf-8")
    assert {row["id"] for row in rows(package, "withdrawn").values()} >= {
        entry["id"] for entry in ledger if entry["edit"] == "withdrawn"
    }


def test_more_edits_than_claims_are_refused(thousand: Package) -> None:
    with pytest.raises(SystemExit, match="too few claims"):
        edit(thousand, 5000, seed=0)


def test_the_command_prints_the_ledger_and_refuses_a_folder_in_use(tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "generate.py"),
        str(tmp_path / "new"),
        "--claims",
        "400",
        "--edits",
        "5",
    ]
    made = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    assert len(json.loads(made.stdout)) == 5
    again = subprocess.run(command, capture_output=True, check=False, text=True)
    assert again.returncode == 2
    assert "is not empty" in again.stderr


def test_no_word_looks_like_one_that_was_read_in_the_wrong_character_set() -> None:
    texts = ["Öş, rə", "Şö, ər"]
    assert not [words for seed in range(3000) for text in texts if is_misread(words := Words(seed)(text, 80))]


def test_cyrillic_words_keep_their_script() -> None:
    assert all("а" <= letter <= "я" or letter == "ё" for letter in Words(0)("съёмочьный", 80))


def test_a_command_that_takes_longer_than_its_limit_has_no_figures() -> None:
    assert run(["-c", "import time; time.sleep(30)"], limit=0.2) is None
    spent = run(["-c", "pass"], limit=30)
    assert spent is not None
    assert 0 < spent.processor < 30
