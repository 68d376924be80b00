"""A table's file that is cut off, was changed, or has uneven rows is refused in the same words by every way to read."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from scripts import PackageError, load, resolve
from scripts.frames import pandas_frames, polars_frames
from tests.shared.tiny import tiny, write

BACKENDS = ["pandas", "polars"]


@pytest.fixture
def cut(released: Path, tmp_path: Path) -> Path:
    """A copy of a release in which a table ends before its last row, at the end of a line."""
    root = shutil.copytree(released, tmp_path / "cut")
    file = root / "data/strikes.csv"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))
    return root


def said_of(file: Path, full: Path) -> str:
    sizes = f"{file.stat().st_size} bytes, not {full.stat().st_size}"
    return f"has {sizes} as datapackage.json says; it is incomplete or was changed; download the release again"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_table_that_is_cut_off_at_the_end_of_a_line_is_refused(
    cut: Path, released: Path, tmp_path: Path, form: str, backend: str
) -> None:
    given, inside = cut, "/data/strikes.csv"
    if form == "zip":
        given, inside = tmp_path / "cut.zip", "/cut/data/strikes.csv"
        with zipfile.ZipFile(given, "w") as archive:
            for path in ("datapackage.json", "data/strikes.csv", "data/places.csv"):
                archive.write(cut / path, f"cut/{path}")
    with pytest.raises(PackageError) as caught:
        load("strikes", given, backend)  # type: ignore[call-overload]
    assert str(caught.value) == f"{given}{inside}: {said_of(cut / 'data/strikes.csv', released / 'data/strikes.csv')}"
    assert len(load("places", given, backend)) == len(load("places", released))  # type: ignore[call-overload]


WAYS: dict[str, Callable[[Path], object]] = {
    "a table computed from it": lambda root: load("strike_summary", root),
    "an earlier version": lambda root: load("places", root, as_of="0.8.0"),
    "what became of an id": lambda root: resolve("st-first234", root),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_rests_on_a_table_that_is_cut_off_is_refused(cut: Path, released: Path, way: str) -> None:
    shutil.rmtree(cut / "computed")
    with pytest.raises(PackageError) as caught:
        WAYS[way](cut)
    assert str(caught.value).endswith(said_of(cut / "data/strikes.csv", released / "data/strikes.csv"))


@pytest.mark.parametrize("way", WAYS)
def test_what_rests_on_a_table_that_a_release_lacks_is_refused(cut: Path, way: str) -> None:
    shutil.rmtree(cut / "computed")
    (cut / "data/strikes.csv").unlink()
    with pytest.raises(
        PackageError, match=r"data/strikes\.csv: there is no such file; take it from the release again$"
    ):
        WAYS[way](cut)


def test_a_computed_table_that_is_cut_off_is_refused(cut: Path, released: Path) -> None:
    file = cut / "computed/claims.csv"
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(PackageError, match=r"computed/claims\.csv: has .* download the release again"):
        load("claims", cut)


UNEVEN = {"too many": ("more,", 1), "too few": ("", -1)}


@pytest.mark.parametrize("kind", UNEVEN)
@pytest.mark.parametrize("table", ["strikes", "strike_summary"])
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_row_with_more_or_fewer_cells_is_refused_in_a_checkout_too(
    tmp_path: Path, backend: str, table: str, kind: str
) -> None:
    file = write(tmp_path, tiny()).root / "data/strikes.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = lines[0].count(",") + 1
    put, more = UNEVEN[kind]
    lines[1] = lines[1].replace(",", f",{put}", 1) if put else lines[1].rpartition(",")[0] + "\n"
    file.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(PackageError) as caught:
        load(table, tmp_path, backend)  # type: ignore[call-overload]
    assert str(caught.value).startswith(f"{file}:2: has {cells + more} cells where the header has {cells}; ")


@pytest.mark.parametrize("table", ["strikes", "strike_summary"])
@pytest.mark.parametrize("damage", [b'strike_id,name\n"st-1', b"strike_id,name\nst-1,\xff\n"])
def test_what_is_no_csv_is_one_error_for_a_table_computed_from_it_too(
    tmp_path: Path, table: str, damage: bytes
) -> None:
    file = write(tmp_path, tiny()).root / "data/strikes.csv"
    file.write_bytes(damage)
    with pytest.raises(PackageError, match=rf"^{file}:"):
        load(table, tmp_path)


@pytest.mark.parametrize("library", [pandas_frames, polars_frames])
@pytest.mark.parametrize(
    ("kind", "cell", "is_what"),
    [
        ("boolean", "TRUE", "neither true nor false"),
        ("boolean", "1", "neither true nor false"),
        ("date", "2020-02-30", "not of type date"),
        ("date", "2020-2-3", "not of type date"),
        ("integer", "1.9", "not of type integer"),
        ("number", "inf", "not of type number"),
    ],
)
def test_a_cell_of_another_type_is_told_in_the_same_words(
    library: ModuleType, kind: str, cell: str, is_what: str
) -> None:
    text = io.StringIO(f"other,mine\nx,\nx,{cell}\nx,A\n")
    with pytest.raises(ValueError) as caught:
        library.read(text, [{"name": "other", "type": "string"}, {"name": "mine", "type": kind}])
    assert str(caught.value) == f"mine has {cell!r}, which is {is_what}"
