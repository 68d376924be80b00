"""`verify` of what is no regular file, what an operating system left, and converted line ends."""

import os
import zipfile
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.release.verification import BLOCK
from tests.shared.verifying import ACTORS, FORMS, NAME, Files, Form, as_folder, as_zip, verify, with_sums


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of a release that is not verified."""
    code, said = verify(path, capsys)
    assert code == 1
    return said.splitlines()


@pytest.mark.parametrize("to", ["/etc/hostname", "nowhere", "actors.csv", "."])
def test_a_link_is_named_wherever_it_leads(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    folder = as_folder(release, tmp_path)
    (folder / "data/more.csv").symlink_to(to)
    assert refused(folder, capsys) == [
        "data/more.csv is a link, which a release does not hold; download the release again"
    ]


def test_a_link_in_place_of_a_file_or_folder_is_one_fault_for_each_file(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = as_folder(release, tmp_path)
    (folder / ACTORS).rename(tmp_path / "actors.csv")
    (folder / ACTORS).symlink_to(tmp_path / "actors.csv")
    assert [line.split(",")[0] for line in refused(folder, capsys)] == [f"{ACTORS} is a link"]
    (folder / "computed").rename(tmp_path / "computed")
    (folder / "computed").symlink_to(tmp_path / "computed")
    lines = refused(folder, capsys)
    assert [line.split(",")[0] for line in lines[:2]] == ["computed is a link", f"{ACTORS} is a link"]
    assert "computed/claims.csv is missing" in lines


def test_a_pipe_is_named_and_not_waited_for(release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = as_folder(release, tmp_path)
    os.mkfifo(folder / "data/pipe")
    what = "is a pipe, a device or a socket, which a release does not hold; download the release again"
    assert refused(folder, capsys) == [f"data/pipe {what}"]
    assert refused(folder / "data/pipe", capsys) == [f"cannot be read as a release: it {what}"]


def test_a_link_in_a_zip_is_named(release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = as_zip(release, tmp_path)
    link = zipfile.ZipInfo(f"{NAME}/data/more.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    assert [line.split(",")[0] for line in refused(path, capsys)] == ["data/more.csv is a link"]


LITTER = [".DS_Store", "data/.DS_Store", "Thumbs.db", "data/thumbs.db", "desktop.ini", "__MACOSX/data/._actors.csv"]


@FORMS
def test_what_an_operating_system_left_is_ignored_with_a_remark(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    number = len(release)
    path = form(release | dict.fromkeys(LITTER, b"\0"), tmp_path)
    code, said = verify(path, capsys)
    remarks = [f"{name} was left by an operating system; ignored" for name in sorted(LITTER)]
    assert (code, said.splitlines()) == (0, [*remarks, f"verified: {path}, {number} files"])


def test_a_folder_beside_the_release_in_a_zip_is_ignored_as_well(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = as_zip(release, tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"__MACOSX/{NAME}/._README.md", "\0")
    assert verify(path, capsys)[0] == 0


@pytest.mark.parametrize(
    "name", ["DS_Store", "data/Thumbs.db.csv", "MACOSX/actors.csv", "__MACOSX", "data/._actors.csv"]
)
def test_what_only_looks_like_litter_was_added(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = as_folder(release | {name: b"x"}, tmp_path)
    assert refused(path, capsys) == [f"{name} was added: SHA256SUMS does not list it"]


def converted(files: Files) -> Files:
    """The files as a careless unzip leaves them: each text file with CRLF line ends."""
    return {name: data if b"\0" in data else data.replace(b"\n", b"\r\n") for name, data in files.items()}


@FORMS
def test_where_all_line_ends_were_converted_that_is_said_once(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    path = form(converted(release), tmp_path)
    assert refused(path, capsys) == ["all text files have CRLF line ends: unzip again without converting"]


def test_where_one_file_was_converted_it_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = as_folder(release | {ACTORS: converted(release)[ACTORS]}, tmp_path)
    only = f"{ACTORS} has CRLF line ends and is otherwise unchanged: unzip again without converting"
    assert refused(path, capsys) == [only]


def test_a_cell_changed_among_converted_files_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = converted(release)
    files[ACTORS] = files[ACTORS].replace(b"Eastland", b"Westland", 1)
    lines = refused(as_folder(files, tmp_path), capsys)
    assert f"{ACTORS} was changed: its SHA-256 is not the one in SHA256SUMS" in lines
    assert "README.md has CRLF line ends and is otherwise unchanged: unzip again without converting" in lines


@pytest.mark.parametrize("before", [BLOCK - 1, BLOCK, 2 * BLOCK - 1])
def test_line_ends_are_read_across_the_blocks(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], before: int
) -> None:
    text = b"x" * before + b"\n" + b"y" * 9 + b"\n"
    files = with_sums(release | {"docs/long.md": text})
    path = as_folder(files | {"docs/long.md": text.replace(b"\n", b"\r\n")}, tmp_path)
    assert [line.split(" and ")[0] for line in refused(path, capsys)] == ["docs/long.md has CRLF line ends"]


def test_control_characters_of_names_and_paths_are_escaped(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = as_folder(release | {"data/\x1b[2J\x07\u202e.csv": b"x"}, tmp_path).rename(tmp_path / "a\x1b[31mb")
    assert main(["verify", str(path)]) == 1
    (tmp_path / "a\x1b[31m.zip").write_bytes(b"\x1b")
    assert main(["verify", str(tmp_path / "a\x1b[31m.zip")]) == 1
    assert main(["verify", str(tmp_path / "\x1b[31m")]) == 2
    out, errors = capsys.readouterr()
    assert not [c for c in out + errors if c in "\x1b\x07\u202e"]
    assert r"data/\x1b[2J\x07\u202e.csv was added" in out
