"""`verify` of what cannot be read as a release, and of what is odd in a zip."""

import warnings
import zipfile
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.release.verification import TRUST
from tests.shared.verifying import ACTORS, NAME, Files, as_zip, verify


def test_the_zip_that_build_makes_is_verified_beside_its_folder(
    built: Path, release: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(built / NAME), str(built / f"{NAME}.zip")]) == 0
    count = len(release)
    assert (
        capsys.readouterr().out
        == f"verified: {built / NAME}, {count} files\nverified: {built / NAME}.zip, {count} files\n{TRUST}\n"
    )


@pytest.mark.parametrize("left", [0, 1, 1000, -500, -1])
def test_a_truncated_zip_cannot_be_read(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], left: int
) -> None:
    path = tmp_path / "release.zip"
    path.write_bytes((built / f"{NAME}.zip").read_bytes()[:left])
    code, said = verify(path, capsys)
    assert (code, said.split(":")[0]) == (1, "cannot be read as a release")


def test_a_file_that_is_no_zip_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "release.zip"
    path.write_text("<html>404 Not Found</html>")
    assert verify(path, capsys) == (1, "cannot be read as a release: File is not a zip file\n")


def test_a_zip_with_a_changed_byte_in_a_stored_file_cannot_be_read(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "release.zip"
    with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_STORED) as archive:
        for name, data in release.items():
            archive.writestr(f"{NAME}/{name}", data)
    path.write_bytes(path.read_bytes().replace(b"Ministry of Westland", b"Ministry of Eastland"))
    code, said = verify(path, capsys)
    assert (code, said.split(" for file")[0]) == (1, "cannot be read as a release: Bad CRC-32")


def test_a_zip_with_damaged_compressed_data_cannot_be_read(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "release.zip"
    data = bytearray((built / f"{NAME}.zip").read_bytes())
    with zipfile.ZipFile(built / f"{NAME}.zip") as archive:
        entry = archive.getinfo(f"{NAME}/CODEBOOK.md")
    start = entry.header_offset + 30 + len(entry.filename)
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    code, said = verify(path, capsys)
    assert (code, said.split(":")[0]) == (1, "cannot be read as a release")


def test_a_file_added_beside_the_folder_in_the_zip_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = as_zip(release, tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("extra.txt", "added")
    assert verify(path, capsys) == (1, "extra.txt was added: SHA256SUMS does not list it\n")


@pytest.mark.parametrize("inner", ["another", NAME])
def test_a_second_copy_of_a_file_in_the_zip_is_found(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], inner: str
) -> None:
    path = tmp_path / "release.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")  # zipfile warns of the doubled name
        for name, data in [
            (f"{inner}/{ACTORS}", b"changed"),
            *((f"{NAME}/{name}", data) for name, data in release.items()),
        ]:
            archive.writestr(name, data)
    code, said = verify(path, capsys)
    assert code == 1
    assert ACTORS in said
