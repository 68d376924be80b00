"""Pictures: what they say, that they are fresh and the same every time, and that they can be read in grey."""

import colorsys
import html
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.generate import generate
from scripts.__main__ import main
from scripts.derived.compute import computed_database
from scripts.package.database import rows_of
from scripts.package.package import Package, open_package
from scripts.package.snapshot import snapshot
from scripts.pictures.drawing import BORDER, COLOURS, INK, LAND, SHAPES, SOFT, WIDTHS
from scripts.pictures.pictures import DRAWN, FOLDER, picture_files, readme_files
from scripts.pictures.reading import documents_read
from scripts.pictures.tolls import NONE, in_words
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

# how colours look to those who lack one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), linear RGB
SEEN = {
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
Files = dict[str, bytes]


def drawn(root: Path) -> Files:
    package = open_package(root)
    return picture_files(package, computed_database(package))


@pytest.fixture(scope="module")
def small(tiny_package: Path) -> Files:
    return drawn(tiny_package)


@pytest.fixture(scope="module")
def released() -> Iterator[Package]:
    with snapshot(open_package(ROOT).version, ROOT) as package:
        yield package


@pytest.mark.thorough
def test_the_readme_has_the_pictures_of_the_last_release(released: Package) -> None:
    files = readme_files(released, (ROOT / "README.md").read_text(encoding="utf-8"))
    stored = {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).iterdir()} | {"README.md"}
    assert {*files} == stored
    stale = [path for path, data in files.items() if (ROOT / path).read_bytes() != data]
    assert not stale, "run: python -m scripts pictures"
    assert files["README.md"].count(b"<img ") == len(DRAWN)


@pytest.mark.thorough
def test_the_same_package_gives_the_same_bytes(small: Files, tiny_package: Path) -> None:
    assert drawn(tiny_package) == small


@pytest.mark.thorough
def test_every_picture_has_its_title_words_sources_and_version_inside(small: Files) -> None:
    assert len(small) == 2 * len(DRAWN)
    version = f"nk2020-strikes {open_package(ROOT).version}"
    for name, data in small.items():
        if name.endswith(".svg"):
            said = data.decode()
            title, words = re.findall(r"<title>(.*?)</title><desc>(.*?)</desc>", said)[0]
            assert '<svg role="img"' in said and not re.search(r"\b\d{4}-\d\d-\d\dT", said)
            assert html.unescape(words).endswith("The table sources lists the documents.") and version in words
        else:
            with Image.open(io.BytesIO(data)) as opened:
                about = opened.info
            assert html.escape(about["Title"]) == title and html.escape(about["Description"]) == words
            assert version in about["Source"]


@pytest.mark.thorough
def test_what_is_empty_is_said_in_words(small: Files) -> None:
    by_day = small["strikes_by_day.svg"].decode()
    assert by_day.count("The documents read so far report no strike here.") == 2
    assert "Armenia: none is reported. Azerbaijan: 2 strikes" in by_day
    said = re.sub(r"<desc>.*?</desc>", "", small["claimed_tolls.svg"].decode())
    assert said.count(NONE) == 3


@pytest.mark.thorough
def test_documents_are_in_the_order_of_reading_that_the_release_gives() -> None:
    package = open_package(ROOT)
    connection = computed_database(package)
    found = documents_read(package, connection)
    table = rows_of(connection, "SELECT * FROM saturation ORDER BY documents")
    assert [row["seam"] for row in found] == [row["seam"] for row in table]
    for row, one in zip(found, table, strict=True):
        new = row["firsts"] or []
        assert len(new) == one["new_strikes"]
        assert all(new.count(code) == one[f"new_{code}"] for code in SHAPES if code)


@pytest.mark.parametrize(
    "low, high, is_open, said",
    quick(
        [
            (5, 10, False, "5 to 10"),
            (5, 10, True, "5 to 10 or more"),
            (5, 5, False, "5"),
            (5, 5, True, "5 or more"),
            (None, None, None, "not numbered"),
            (None, 4, False, "not numbered, at most 4"),
            (1, None, None, "1 or more (no total; the largest subgroup)"),
        ],
        7,
    ),
)
def test_a_range_is_said_in_the_words_of_the_explorer(
    low: int | None, high: int | None, is_open: bool | None, said: str
) -> None:
    assert in_words({"low": low, "high": high, "high_open": is_open}) == said


def test_where_nothing_is_coded_that_is_said() -> None:
    assert in_words(None) == "nothing coded"


@pytest.mark.thorough
def test_pictures_of_many_strikes_and_documents_stay_readable(tmp_path: Path) -> None:
    package = generate(tmp_path / "many", 24_000)
    files = picture_files(package, computed_database(package))
    assert all(len(data) < 1_000_000 for data in files.values())
    for name in (name for name in files if name.endswith(".png")):
        with Image.open(io.BytesIO(files[name])) as opened:
            assert opened.width == 1350 and opened.height <= 1600


def test_sides_are_told_apart_by_shape_and_none_is_red() -> None:
    assert len({*SHAPES.values()}) == len(SHAPES) == len(COLOURS)
    for colour in COLOURS.values():
        hue, _, saturation = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(colour[1:])))
        assert saturation < 0.2 or 15 < hue * 360 < 345


@pytest.mark.thorough
def test_no_sides_marks_look_larger_for_the_same_number() -> None:
    from matplotlib.figure import Figure

    areas = {}
    for shape, width in WIDTHS.items():
        figure = Figure(figsize=(2, 2), dpi=100)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.scatter([0], [0], s=(80 * width) ** 2, marker=shape, color="black", linewidths=0)
        axes.set_axis_off()
        written = io.BytesIO()
        figure.savefig(written, format="png")
        with Image.open(written) as opened:
            areas[shape] = opened.convert("L").histogram()[0]
    assert {*areas} == {*SHAPES.values()}
    assert max(areas.values()) < 1.03 * min(areas.values()), areas


def test_colours_are_those_of_the_explorer() -> None:
    style = (ROOT / "scripts/explorer/web/style.css").read_text(encoding="utf-8")
    named = {code.replace("_", "-") or "unknown": colour for code, colour in COLOURS.items()}
    for name, colour in {**named, "land": LAND, "border": BORDER, "ink": INK, "soft": SOFT}.items():
        assert f"--{name}: {colour};" in style


@pytest.mark.parametrize("seen", SEEN)
def test_marks_and_texts_stand_out_in_grey_and_to_the_colour_blind(seen: str) -> None:
    wanted = dict.fromkeys(COLOURS.values(), 3) | {INK: 4.5, SOFT: 4.5}  # WCAG 2.2: graphics, texts
    for (ink, least), ground in product(wanted.items(), [LAND, "#ffffff"]):
        first, second = sorted((_light(ink, seen), _light(ground, seen)), reverse=True)
        assert (first + 0.05) / (second + 0.05) > least, (ink, ground)


def _light(colour: str, seen: str) -> float:
    """The relative luminance of a colour as it is seen (WCAG)."""
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    turned = [sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in SEEN[seen]]
    return sum(w * min(max(part, 0), 1) for w, part in zip((0.2126, 0.7152, 0.0722), turned, strict=True))


@pytest.mark.thorough
def test_no_side_comes_first_but_by_the_alphabet(small: Files) -> None:
    said = re.sub(r"<desc>.*?</desc>", "", small["strikes_by_day.svg"].decode())
    places = [said.index(name) for name in (">Armenia", ">Azerbaijan", ">Nagorno-Karabakh")]
    assert all(one < other for one, other in pairwise(places))


@pytest.mark.thorough
def test_the_verb_draws_into_a_folder(
    tiny_package: Path, tmp_path: Path, small: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--package", str(tiny_package), "pictures", str(tmp_path / "drawn")]) == 0
    assert {path.name for path in (tmp_path / "drawn").iterdir()} == {*small}
    assert capsys.readouterr().out.count("drawn: ") == len(small)


@pytest.mark.thorough
def test_another_version_is_said_in_the_picture(tiny_package: Path, small: Files) -> None:
    opened = open_package(tiny_package)
    package = replace(opened, descriptor=opened.descriptor | {"version": "9.9.9"})
    files = picture_files(package, computed_database(package))
    assert {name for name, data in files.items() if data != small[name]} == {*small}
    assert b"nk2020-strikes 9.9.9" in files["places.svg"]
