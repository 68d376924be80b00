"""The reader's own facts: its version, its names, what it opens, the columns that it loads, schemas for a part."""

import csv
import itertools
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas
import pandera.errors
import pytest

import scripts as reader
from scripts import PackageError, load, pandera_schema, resolve, version
from scripts.package.past.history import numbers
from tests.shared.tiny import ROOT, tiny, write

DECLARED = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]


def zip_of(released: Path) -> Path:
    return released.with_name(f"{released.name}.zip")


def test_the_reader_knows_its_version_and_lists_its_names() -> None:
    assert reader.__version__ == version() == DECLARED
    assert set(dir(reader)) == {*reader.__all__, "__version__"}
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = reader.lod


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_release_is_opened_as_folder_descriptor_or_zip(released: Path, backend: str) -> None:
    by_folder = load("claims", released, backend)  # type: ignore[call-overload]
    for given in (released / "datapackage.json", zip_of(released), str(zip_of(released))):
        assert load("claims", given, backend).equals(by_folder)  # type: ignore[call-overload]
    assert version(zip_of(released)) == version(released) == DECLARED


def test_ids_are_resolved_in_a_zip(released: Path) -> None:
    assert [one.standing for one in resolve(["st-first234"], zip_of(released))] == ["in_use"]


def test_what_is_no_release_is_one_error(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_bytes(b"no zip")
    for given in (wrong, tmp_path / "nothing", tmp_path / "datapackage.json"):
        with pytest.raises(PackageError):
            load("claims", given)


@pytest.mark.parametrize("given", ["x" * 5000, "x" * 300])
def test_a_path_that_no_file_can_have_is_one_error(given: str) -> None:
    with pytest.raises(PackageError, match="cannot be opened"):
        load("claims", given)


def test_an_empty_path_is_not_taken_for_the_data_that_ship_with_the_reader() -> None:
    for read in (version, lambda given: load("claims", given)):
        with pytest.raises(TypeError, match="package must be the path of a folder, not ''"):
            read("")


def test_a_fresh_process_loads_in_many_threads_at_once(released: Path) -> None:
    code = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from scripts import load;"
        " names = ['strikes', 'places', 'claims', 'tallies'] * 4; read = lambda name: len(load(name, sys.argv[1]));"
        " print(len(list(ThreadPoolExecutor(8).map(read, names))), read('strikes') > 0)"
    )
    words = [sys.executable, "-W", "error", "-c", code, str(released)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("16 True\n", "")


@pytest.mark.parametrize("where", ["reader", "parquet"])
def test_conditions_on_texts_numbers_and_truths_join_in_any_order(released: Path, where: str) -> None:
    claims = load("claims", released) if where == "reader" else pandas.read_parquet(released / "parquet/claims.parquet")
    conditions = [
        claims["count_min"] > 1,
        claims["outcome"] == "killed",
        claims["in_war"],
        claims["url"].str.contains("x"),
    ]
    for one, other in itertools.permutations(conditions, 2):
        assert (one & other).dtype == "boolean"


DAMAGES = {
    "missing": None,
    "empty": b"",
    "other columns": b"id,title\n1,2\n",
    "not UTF-8": b"strike_id,name\nst-1,\xff\n",
    "spreadsheet's truths": "TRUE",
    "not a number": "many",
    "no integer": "1.9",
    "an exponent": "1e3",
    "no finite number": "inf",
    "a sign between digits": "1_0",
}


def damaged(folder: Path, damage: bytes | str | None) -> tuple[Path, str]:
    """A small package with one file replaced, removed, or with one cell changed; and the name of its table."""
    root = write(folder, tiny()).root
    path = root / "data" / ("victim_counts.csv" if isinstance(damage, str) else "strikes.csv")
    if damage is None:
        path.unlink()
    elif isinstance(damage, bytes):
        path.write_bytes(damage)
    else:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        rows[0]["hedged" if damage == "TRUE" else "count_min"] = damage
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return root, path.stem


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_file_that_is_not_its_table_is_one_error_that_names_it(tmp_path: Path, damage: str, backend: str) -> None:
    root, table = damaged(tmp_path, DAMAGES[damage])
    with pytest.raises(PackageError, match=rf"^{root}/data/{table}\.csv: .*take it from the release again") as caught:
        load(table, root, backend)  # type: ignore[call-overload]
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("nope.zip", "nope.zip: there is no such file or folder"),
        ("nope/datapackage.json", "nope/datapackage.json: there is no such file or folder"),
        ("nope", "nope: there is no such file or folder"),
        ("https://example.org/x.zip", "https://example.org/x.zip: there is no such file or folder; addresses are not"),
        ("cut.zip", "cut.zip: is not the zip of a release, or only a part of it"),
        ("data/strikes.csv", "data/strikes.csv: is not the zip of a release, or only a part of it"),
    ],
)
def test_a_path_that_is_no_release_is_told_as_it_was_given(
    tmp_path: Path, released: Path, monkeypatch: pytest.MonkeyPatch, given: str, told: str
) -> None:
    write(tmp_path, tiny())
    (tmp_path / "cut.zip").write_bytes(zip_of(released).read_bytes()[:-1000])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackageError) as caught:
        load("strikes", given)
    assert str(caught.value).startswith(told)


def test_a_computed_table_that_lacks_a_file_is_one_error_that_names_it(tmp_path: Path) -> None:
    root = write(tmp_path, tiny()).root
    (root / "data/strikes.csv").unlink()
    with pytest.raises(PackageError, match=rf"^{root}/data/strikes\.csv: there is no such file, which"):
        load("strike_summary", root)


def test_the_history_of_an_earlier_version_has_no_later_release() -> None:
    now, then = (load("history", as_of=version).set_index("change_id").sort_index() for version in (None, "0.8.0"))
    kept = now[[numbers(version) <= (0, 8, 0) for version in now["version"]]]
    assert 0 < len(kept) < len(now)
    assert then.equals(kept)


def test_what_is_wrong_in_a_zip_names_the_zip(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.zip"
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("datapackage.json", "{")
    with pytest.raises(PackageError, match=rf"^{wrong}/datapackage\.json: not readable as JSON"):
        load("claims", wrong)


@pytest.mark.parametrize(("second", "is_refused"), [("other/deep", True), ("first/old", False)])
def test_a_zip_of_two_packages_side_by_side_is_refused_by_both_their_names(
    tmp_path: Path, second: str, is_refused: bool
) -> None:
    root, both = write(tmp_path / "tiny", tiny()).root, tmp_path / "both.zip"
    with zipfile.ZipFile(both, "w") as archive:
        for folder in (second, "first"):
            for path in [root / "datapackage.json", *root.glob("schemas/*.json"), *root.glob("data/*.csv")]:
                archive.write(path, f"{folder}/{path.relative_to(root)}")
    if is_refused:
        with pytest.raises(PackageError) as caught:
            load("strikes", both)
        said = "has more than one package, first and other/deep; unzip it, and give the one you mean"
        assert str(caught.value) == f"{both}: {said}"
    else:
        assert len(load("strikes", both)) == len(tiny()["strikes"])


def test_what_is_said_of_a_package_with_another_name_is_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, tiny()).root / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described |= {
        "name": "other-data",
        "version": "7.0.0",
        "homepage": "",
        "contributors": [{"title": "Somebody else"}],
    }
    path.write_text(json.dumps(described), encoding="utf-8")
    facts = load("strikes", tmp_path).attrs
    assert version(tmp_path) == facts["version"] == "7.0.0"
    year, title = described["created"][:4], described["title"]
    assert facts["citation"] == f"Somebody else ({year}): {title}. other-data, version 7.0.0."
    assert reader.__version__ == DECLARED


def test_the_home_folder_may_be_written_short(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(released.parent))
    assert version(f"~/{released.name}") == version(released)
    with pytest.raises(PackageError, match="there is no such file"):
        version("~nobody-here/package")


@pytest.mark.thorough
@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_columns_come_in_the_order_in_which_they_are_named(backend: str) -> None:
    frame = load("claims", backend=backend, columns=["count_min", "strike_id"])  # type: ignore[call-overload]
    assert list(frame.columns) == ["count_min", "strike_id"]
    whole = load("claims", backend=backend)  # type: ignore[call-overload]
    assert frame.equals(whole[["count_min", "strike_id"]])


def test_columns_of_an_earlier_version() -> None:
    assert list(load("strikes", as_of="0.3.0", columns="name").columns) == ["name"]


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="no column 'killed' in claims; there are claim_id"):
        load("claims", columns=["claim_id", "killed"])
    with pytest.raises(ValueError, match="columns is empty"):
        load("claims", columns=[])
    for function in (load, pandera_schema):
        with pytest.raises(ValueError, match=r"^columns has 'claim_id' twice; name each column once$"):
            function("claims", columns=["claim_id", "strike_id", "claim_id"])
    with pytest.raises(TypeError, match=r"columns\[0\] must be a text"):
        load("claims", columns=[3])  # type: ignore[list-item]


def test_a_frame_says_what_it_is(released: Path) -> None:
    facts = load("claims", released).attrs
    assert (facts["table"], facts["version"], facts["licence"]) == ("claims", DECLARED, "CC-BY-4.0")
    assert DECLARED in facts["citation"]


PART = ["count_max", "claim_id", "count_min"]


def test_the_schema_of_a_part_asks_the_rules_that_still_apply() -> None:
    counts = load("victim_counts", columns=PART)
    schema = pandera_schema("victim_counts", columns=PART)
    assert schema.validate(counts[PART[::-1]], lazy=True).equals(counts[PART[::-1]])
    wrong = counts.assign(count_min=pandas.array([9] * len(counts), "Int64"), count_max=1)
    with pytest.raises(pandera.errors.SchemaErrors, match="count_max"):
        schema.validate(wrong.astype({"count_max": "Int64"}), lazy=True)
    with pytest.raises(pandera.errors.SchemaErrors, match="mine"):
        schema.validate(counts.assign(mine=1), lazy=True)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_columns_of_a_users_own_are_let_through_if_wanted(backend: str) -> None:
    counts = load("victim_counts")
    mine = counts.assign(mine=1)[["mine", *counts.columns]]
    given = mine if backend == "pandas" else load("victim_counts", backend="polars").with_row_index("mine")
    schema = pandera_schema("victim_counts", backend=backend, extra=True)  # type: ignore[call-overload]
    assert next(iter(schema.validate(given, lazy=True).columns)) == "mine"
    part = pandera_schema("victim_counts", backend=backend, columns=["claim_id"], extra=True)  # type: ignore[call-overload]
    part.validate(given, lazy=True)


def test_a_zip_leaves_nothing_behind(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    load("claims", shutil.copy(zip_of(released), tmp_path / "a.zip"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
