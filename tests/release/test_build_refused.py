"""What `build` refuses, and why; no folder is made then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.package.database import open_database
from scripts.package.files import scratch_folder
from scripts.package.package import PackageError, open_package
from scripts.release.bundle import build as release
from scripts.release.bundle import contents_of
from scripts.release.wheel import reader_wheel
from tests.shared.building import DEV, build, names
from tests.shared.tiny import contents, tiny, write


def invalid(package: Path) -> None:
    rows = tiny()
    rows["victim_counts"][0]["count_min"] = "five"
    write(package, rows)


def stale(package: Path) -> None:
    (package / "CODEBOOK.md").write_text("# Old\n")


def out_of_order(package: Path) -> None:
    write(package, {"strikes": tiny()["strikes"][::-1]})


def without_a_schema(package: Path) -> None:
    (package / "schemas/actors.schema.json").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (invalid, "data/victim_counts.csv:2 vc-aaaa2222 count_min=five: is not an integer; write digits only, such as"),
        (stale, "CODEBOOK.md: not in canonical form or out of date; run: python -m scripts format"),
        (out_of_order, "data/strikes.csv: not in canonical form or out of date; run: python -m scripts format"),
        (without_a_schema, "actors.schema.json: there is no such file"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--declare"]], ids=["build", "declare"])
def test_what_is_not_fit_builds_nothing_and_says_why(
    package: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    said: str,
    more: list[str],
) -> None:
    (tmp_path / "dist" / DEV).mkdir(parents=True)
    (tmp_path / "dist" / DEV / "previous.txt").write_text("the release before")
    spoil(package)
    before = contents(tmp_path)
    assert build(package, tmp_path / "dist", *more) == 1
    output = capsys.readouterr()
    assert said in output.out + output.err
    assert "built:" not in output.out
    assert contents(tmp_path) == before
    assert names(tmp_path / "dist") == [DEV]


def test_what_is_not_fit_makes_no_folder_either(package: Path, tmp_path: Path) -> None:
    stale(package)
    assert build(package, tmp_path / "dist") == 1
    assert not (tmp_path / "dist").exists()


def test_a_document_that_is_missing_is_named(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "docs/METHOD.md").unlink()
    assert build(package, tmp_path / "dist") == 1
    assert "docs/METHOD.md" in capsys.readouterr().err


def test_a_place_that_is_a_file_is_wrong_usage(package: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("a file")
    assert build(package, tmp_path / "dist") == 2


def test_a_file_with_the_name_of_the_release_is_named_and_left(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / DEV).write_text("a file")
    assert build(package, tmp_path / "dist") == 1
    assert (
        capsys.readouterr().err
        == f"{tmp_path / 'dist' / DEV}: is a file where the folder of the release belongs; move it away\n"
    )
    assert names(tmp_path / "dist") == [DEV]


@pytest.mark.parametrize(
    ("code", "why"), [("", "hatchling wrote none"), ("raise ImportError('no library')", "ImportError: no library")]
)
def test_a_wheel_that_cannot_be_built_says_why(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, why: str
) -> None:
    (tmp_path / "hatchling.py").write_text(code)
    (package / "pyproject.toml").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(
        PackageError, match=rf"the wheel of the reader cannot be built \({why}\); correct it, or install"
    ):
        reader_wheel(open_package(package))


def test_a_release_is_not_built_from_a_release(released: Path, tmp_path: Path) -> None:
    assert build(released, tmp_path / "dist") == 1


def test_a_table_that_changes_while_the_release_is_built_is_named(package: Path, tmp_path: Path) -> None:
    opened = open_package(package)
    with scratch_folder() as scratch, open_database(opened, scratch=scratch) as connection:
        read = contents_of(opened, connection, scratch)
        table = package / "data" / "victim_counts.csv"
        table.write_bytes(table.read_bytes() + b"\n")
        with pytest.raises(PackageError, match=r"data/victim_counts\.csv: changed while the release was built"):
            release(opened, read, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()
