"""`verify` names every file that was changed, added or taken out, in a folder or zip."""

import json
import os
import shutil
import tracemalloc
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.release.verification import TRUST
from tests.shared.verifying import ACTORS, FORMS, NAME, Files, Form, as_folder, verify, with_sums


@FORMS
def test_a_release_as_it_was_built_is_verified(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    path = form(release, tmp_path)
    assert verify(path, capsys) == (0, f"verified: {path}, {len(release)} files\n")


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
def test_a_folder_of_many_files_that_was_added_is_one_line(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    for folder in ("many", "few"):
        (tmp_path / folder).mkdir()
    release.update({f"venv/lib/{number}.py": b"" for number in range(11)})
    text = "venv/ was added: SHA256SUMS lists none of its 11 files; move it out of the release\n"
    assert verify(form(release, tmp_path / "many"), capsys) == (1, text)
    del release["venv/lib/10.py"]
    code, said = verify(form(release, tmp_path / "few"), capsys)
    assert code == 1 and said.count("was added: SHA256SUMS does not list it") == 10


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
        TRUST.split(",")[0],
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


@pytest.mark.thorough
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
    assert capsys.readouterr().out.splitlines()[-1] == TRUST
    own = json.loads(release["datapackage.json"]) | {"repository": "https://example.org/strikes"}
    release["datapackage.json"] = json.dumps(own).encode()
    shutil.rmtree(tmp_path / NAME, ignore_errors=True)
    assert main(["verify", str(as_folder(with_sums(release), tmp_path))]) == 0
    assert "gh attestation verify FILE.zip --repo OWNER/REPOSITORY" in capsys.readouterr().out.splitlines()[-1]


def test_a_withdrawn_version_is_verified_and_said_to_be_withdrawn(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(release["datapackage.json"])
    old = json.dumps(found | {"version": "0.1.0"}).encode()
    code, said = verify(as_folder(with_sums(release | {"datapackage.json": old}), tmp_path), capsys)
    assert code == 0
    entry = found["withdrawnVersions"][0]
    assert f"version 0.1.0 was withdrawn (high: do not use it or pass it on): {entry['reason'][:-1]}; use 0.3.0" in said
    assert "verified" in said


@pytest.mark.parametrize("listed", ["x", [1], [{"version": "0.1.0"}], {"version": "0.1.0"}])
def test_a_release_with_an_odd_list_of_withdrawn_versions_is_verified_without_a_traceback(
    release: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], listed: object
) -> None:
    odd = json.dumps(json.loads(release["datapackage.json"]) | {"withdrawnVersions": listed}).encode()
    code, said = verify(as_folder(with_sums(release | {"datapackage.json": odd}), tmp_path), capsys)
    assert code == 0 and "withdrawn" not in said
