"""`verify` names every file that differs from the built release, in a folder or zip, and never shows a traceback."""

import hashlib
import json
import os
import shutil
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.release.verification import ATTESTATION, BLOCK
from tests.shared.tiny import ROOT, contents

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
NAME = f"{DESCRIPTOR['name']}-{DESCRIPTOR['version']}"
ACTORS = "data/actors.csv"
Files = dict[str, bytes]


@pytest.fixture
def built(released: Path) -> Path:
    """The folder with a release of the tiny package and its zip; tests use copies."""
    return released.parent


@pytest.fixture
def release(built: Path) -> Files:
    """The files of the release, which a test may change."""
    return contents(built / NAME)


def as_folder(files: Files, where: Path) -> Path:
    for name, data in files.items():
        path = where / "release" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return where / "release"


def as_zip(files: Files, where: Path) -> Path:
    with zipfile.ZipFile(where / "release.zip", "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{NAME}/{name}", data)
    return where / "release.zip"


def with_sums(files: Files) -> Files:
    """The files with SHA256SUMS rewritten to match, as someone who tampers with a release would do."""
    others = {name: data for name, data in sorted(files.items()) if name != "SHA256SUMS"}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in others.items())
    return {**others, "SHA256SUMS": sums.encode()}


def verify(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code, and the output without the path of the release."""
    capsys.readouterr()
    code = main(["verify", str(path)])
    said = capsys.readouterr().out.replace(f"{path}: ", "")
    assert said.endswith(f"{ATTESTATION}\n") == (code == 0)
    return code, said.removesuffix(f"{ATTESTATION}\n")


FORMS = pytest.mark.parametrize("form", [as_folder, as_zip], ids=["folder", "zip"])
Form = Callable[[Files, Path], Path]


@FORMS
def test_a_release_as_it_was_built_is_verified(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    path = form(release, tmp_path)
    assert verify(path, capsys) == (0, f"verified: {path}, {len(release)} files\n")


def test_the_zip_that_build_makes_is_verified_beside_its_folder(
    built: Path, release: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(built / NAME), str(built / f"{NAME}.zip")]) == 0
    count = len(release)
    assert (
        capsys.readouterr().out
        == f"verified: {built / NAME}, {count} files\nverified: {built / NAME}.zip, {count} files\n{ATTESTATION}\n"
    )


@FORMS
@pytest.mark.parametrize("name", [ACTORS, "computed/claims.csv", "datapackage.json", "README.md", "docs/CODING.md"])
def test_a_changed_file_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form, name: str
) -> None:
    release[name] += b" "
    assert verify(form(release, tmp_path), capsys) == (
        1,
        f"{name} was changed: its SHA-256 is not the one in SHA256SUMS\n",
    )


@FORMS
def test_one_changed_bit_is_found(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    data = bytearray(release[ACTORS])
    data[len(data) // 2] ^= 1
    release[ACTORS] = bytes(data)
    assert verify(form(release, tmp_path), capsys) == (
        1,
        f"{ACTORS} was changed: its SHA-256 is not the one in SHA256SUMS\n",
    )


@FORMS
@pytest.mark.parametrize("name", [ACTORS, "datapackage.json", "LICENSE"])
def test_a_missing_file_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form, name: str
) -> None:
    del release[name]
    assert verify(form(release, tmp_path), capsys) == (1, f"{name} is missing\n")


@FORMS
@pytest.mark.parametrize("name", ["extra.txt", "data/extra.csv", "data/deeper/extra.csv", ".hidden"])
def test_an_added_file_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form, name: str
) -> None:
    release[name] = b"added"
    assert verify(form(release, tmp_path), capsys) == (1, f"{name} was added: SHA256SUMS does not list it\n")


@FORMS
def test_a_renamed_file_is_both_missing_and_added(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    release["data/actor.csv"] = release.pop(ACTORS)
    assert verify(form(release, tmp_path), capsys) == (
        1,
        f"{ACTORS} is missing\ndata/actor.csv was added: SHA256SUMS does not list it\n",
    )


@FORMS
def test_every_fault_is_told_at_once(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    del release["LICENSE"]
    release["extra.txt"] = b"added"
    release[ACTORS] += b" "
    code, said = verify(form(release, tmp_path), capsys)
    assert (code, [line.split()[0] for line in said.splitlines()]) == (1, ["LICENSE", "extra.txt", ACTORS])


@FORMS
def test_without_checksums_it_is_no_whole_release(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    del release["SHA256SUMS"]
    assert verify(form(release, tmp_path), capsys) == (1, "SHA256SUMS is missing; this is not a complete release\n")


def test_an_empty_folder_is_no_whole_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(tmp_path, capsys) == (1, "SHA256SUMS is missing; this is not a complete release\n")


@FORMS
@pytest.mark.parametrize("line", [b"not a checksum\n", b"abc  data/actors.csv\n", b"\xff\xfe\n"])
def test_a_line_that_is_no_checksum_is_named_by_its_number(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form, line: bytes
) -> None:
    number = release["SHA256SUMS"].count(b"\n") + 1
    release["SHA256SUMS"] += line
    assert verify(form(release, tmp_path), capsys) == (
        1,
        f"SHA256SUMS:{number} is not a checksum and a name; download the release again\n",
    )


@FORMS
def test_a_table_changed_with_its_checksum_is_found_by_the_descriptor(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    release[ACTORS] = release[ACTORS].replace(b"Eastland", b"Westland", 1)
    assert verify(form(with_sums(release), tmp_path), capsys) == (
        1,
        f"{ACTORS} does not match datapackage.json: its size or hash differs\n",
    )


@FORMS
@pytest.mark.parametrize(("key", "value"), [("hash", f"sha256:{'0' * 64}"), ("bytes", 1)])
def test_a_descriptor_changed_with_its_checksum_is_found(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form, key: str, value: str | int
) -> None:
    descriptor = json.loads(release["datapackage.json"])
    resource = next(resource for resource in descriptor["resources"] if resource["path"] == ACTORS)
    resource[key] = value
    release["datapackage.json"] = json.dumps(descriptor).encode()
    assert verify(form(with_sums(release), tmp_path), capsys) == (
        1,
        f"{ACTORS} does not match datapackage.json: its size or hash differs\n",
    )


@FORMS
def test_a_table_taken_out_with_its_checksum_is_missed_by_the_descriptor(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    del release[ACTORS]
    assert verify(form(with_sums(release), tmp_path), capsys) == (
        1,
        f"{ACTORS} is listed in datapackage.json but missing\n",
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


@pytest.mark.parametrize("where", ["nowhere", "nowhere/release.zip"])
def test_a_path_that_does_not_exist_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    assert main(["verify", str(tmp_path / where)]) == 2
    assert capsys.readouterr().err == f"{tmp_path / where}: no such file or folder\n"


def test_no_path_verifies_the_newest_release_in_dist(
    built: Path, package: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package)
    assert main(["verify"]) == 2
    assert "there is no release in dist" in capsys.readouterr().err
    shutil.copytree(built, package / "dist")
    assert main(["derive"]) == 0  # writes a newer folder to dist
    capsys.readouterr()
    assert main(["verify"]) == 0
    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()] == [
        f"verified: dist/{NAME}",
        f"verified: dist/{NAME}.zip",
        ATTESTATION.split(",")[0],
    ]


def test_one_bad_release_among_good_ones_is_enough_for_exit_1(
    built: Path, release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release[ACTORS] += b" "
    bad = as_folder(release, tmp_path)
    (tmp_path / "no.zip").write_text("no zip")
    assert main(["verify", str(tmp_path / "no.zip"), str(bad), str(built / NAME)]) == 1
    assert [line.split(" ")[-1] for line in capsys.readouterr().out.splitlines()] == ["file", "SHA256SUMS", "files"]


def test_verifying_changes_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in built.rglob("*") if path.is_file()}
    assert main(["verify", str(built / NAME), str(built / f"{NAME}.zip")]) == 0
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in built.rglob("*") if path.is_file()} == before


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


@FORMS
def test_a_descriptor_taken_out_with_its_checksum_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    del release["datapackage.json"]
    code, said = verify(form(with_sums(release), tmp_path), capsys)
    assert code == 1
    assert "datapackage.json" in said


@pytest.mark.parametrize("text", [b"{", b"{}", b"[]", b"\xff", b'{"resources": [{"path": "data/actors.csv"}]}'])
def test_a_descriptor_that_is_none_is_named(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes
) -> None:
    release["datapackage.json"] = text
    code, said = verify(as_folder(with_sums(release), tmp_path), capsys)
    assert code == 1
    assert "datapackage.json" in said


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


# ---- what is no regular file, what an operating system left, what only differs by its line ends


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


@FORMS
def test_a_large_file_is_read_in_blocks(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    path = form(with_sums(release | {"docs/large.bin": os.urandom(1 << 16) * 400}), tmp_path)
    tracemalloc.start()
    assert verify(path, capsys)[0] == 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000  # of 26 MB


def test_it_is_said_how_to_check_the_attestation_since_sums_can_be_made_anew(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release["README.md"] += b" "
    assert main(["verify", str(as_folder(with_sums(release), tmp_path))]) == 0
    assert "gh attestation verify FILE.zip --repo OWNER/REPOSITORY" in capsys.readouterr().out.splitlines()[-1]
