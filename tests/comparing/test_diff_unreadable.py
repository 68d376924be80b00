"""OLD and NEW that cannot be read give a message, not a traceback, and write nothing."""

# ruff: noqa: S108 - hostile paths are meant

import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.snapshot import AGAIN
from tests.shared.differing import (
    Edit,
    bytes_edit,
    changed,
    changes,
    columns,
    derived,
    descriptor,
    diff,
    make,
    on_field,
    resource,
    schema,
    without,
)
from tests.shared.revisions import Repository
from tests.shared.tiny import Rows, tiny

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(
    "name",
    [
        "no-such-thing",
        "9.9.9",
        "v9.9.9",
        "no/such/folder",
        "HEAD~99",
        "",
    ],
)
def test_what_names_nothing_is_wrong_usage(name: str, repository: Repository) -> None:
    code, out, err = diff(name, ".", repository.root)
    assert (code, out) == (2, "")
    assert err.startswith(f"{name}: is not a folder, file, version or git revision here")


def test_outside_a_repository_a_version_names_nothing(tiny_package: Path) -> None:
    code, out, err = diff("0.1.0", ".", tiny_package)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_words_that_the_command_does_not_know_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["diff"], ["diff", "a", "b", "c"], ["diff", ".", "--output", "xml"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert capsys.readouterr().err.startswith("usage: ")


UNREADABLE = {
    "a table is missing": (None, [lambda folder: (folder / "data" / "strikes.csv").unlink()], "data/strikes.csv"),
    "a number is a word": (changed("victim_counts", 0, count_min="four"), [], "data/victim_counts.csv"),
    "a date is none": (changed("sources", 0, published_on="soon"), [], "data/sources.csv"),
    "a table is not UTF-8": (
        None,
        [bytes_edit("data/strikes.csv", lambda b: b + b"st-xxxx2222,\xe9,series,,\n")],
        "data/strikes.csv",
    ),
    "a row has too few cells": (
        None,
        [bytes_edit("data/strikes.csv", lambda b: b + b"st-xxxx2222\n")],
        "data/strikes.csv",
    ),
    "a descriptor is no JSON": (None, [bytes_edit("datapackage.json", lambda b: b[:100])], "datapackage.json"),
    "a descriptor has no version": (None, [descriptor(lambda d: d.pop("version"))], "datapackage.json"),
    "a schema is missing": (
        None,
        [lambda folder: (folder / "schemas" / "strikes.schema.json").unlink()],
        "schemas/strikes.schema.json",
    ),
    "a path leads out": (None, [resource("strikes", path="../strikes.csv")], "datapackage.json"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gives_a_message_and_no_traceback(name: str, tmp_path: Path, tiny_package: Path) -> None:
    rows, edits, file = UNREADABLE[name]
    broken = make(tmp_path / "broken", rows, *edits)
    for old, new in ((tiny_package, broken), (broken, tiny_package)):
        code, out, err = diff(old, new)
        assert (code, out) == (2, "")
        assert err.startswith((f"{broken / file}: ", f"{broken / file} "))
        assert "Traceback" not in err


def zipped(folder: Path, path: Path, inside: str = "release") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{inside}/{file.relative_to(folder)}")
    return path


def test_a_zip_that_is_none_or_holds_no_package_is_wrong_usage(tmp_path: Path, tiny_package: Path) -> None:
    (tmp_path / "a.zip").write_text("no zip")
    assert diff(tmp_path / "a.zip", tiny_package)[0::2] == (
        2,
        f"{tmp_path / 'a.zip'}: is not the zip of a release, or only a part of it (File is not a zip file); {AGAIN}\n",
    )
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("README.md", "nothing")
    assert diff(tmp_path / "b.zip", tiny_package)[0::2] == (
        2,
        f"{tmp_path / 'b.zip'}: contains no datapackage.json; give a release\n",
    )


@pytest.mark.parametrize(
    "member", ["../evil", "../../evil", "release/../../../evil", "/tmp/nk2020-evil/evil", "release/data/../../../evil"]
)
def test_a_hostile_member_of_a_zip_writes_nothing_outside(
    member: str, tmp_path: Path, tiny_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "around" / "temporary"
    temporary.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    hostile = zipped(tiny_package, tmp_path / "hostile.zip")
    with zipfile.ZipFile(hostile, "a") as archive:
        archive.writestr(member, "evil")
    assert changes(hostile, tiny_package)["differences"] == []
    assert [path for path in tmp_path.rglob("*") if path.name != "hostile.zip"] == [tmp_path / "around", temporary]
    assert not Path("/tmp/nk2020-evil").exists()


def _swapped_header(folder: Path) -> None:
    bytes_edit("data/strikes.csv", lambda b: b.replace(b"name,level", b"level,name", 1))(folder)


def test_a_table_whose_header_is_not_that_of_its_schema_cannot_be_read(tmp_path: Path, tiny_package: Path) -> None:
    assert diff(tiny_package, make(tmp_path / "new", None, _swapped_header))[0] == 2


def _report_key_moved(folder: Path) -> None:
    names = [
        f["name"]
        for f in json.loads((folder / "schemas" / "strike_reports.schema.json").read_text(encoding="utf-8"))["fields"]
    ]
    columns("strike_reports", {n: n for n in names[1:]} | {"report_id": "id"})(folder)


TRACEBACKS: dict[str, tuple[Rows | None, list[Edit], int]] = {
    "a version is a word": (None, [descriptor(lambda d: d.update(version="banana"))], 2),
    "a version has a plus and no hyphen": (None, [descriptor(lambda d: d.update(version="0.1.0+local"))], 1),
    "a version is a number": (None, [descriptor(lambda d: d.update(version=1))], 2),
    "a schema has no primary key": (None, [schema("strikes", lambda s: s.pop("primaryKey"))], 2),
    "a type is one that we do not read": (None, [on_field("victim_counts", "count_min", type="year")], 2),
    "a number becomes text that is no number": (
        changed("victim_counts", 0, count_min="about 4"),
        [on_field("victim_counts", "count_min", type="string")],
        2,
    ),
    "a tombstone's column has another name": (
        None,
        [columns("withdrawn", {"withdrawal_id": "withdrawal_id", "id": "gone", "reason": "reason"})],
        1,
    ),
    "a referring table's key is another and a row is gone": (without(tiny(), "st-secon234"), [_report_key_moved], 1),
    "the rules of old lack that of estimates": (
        None,
        [derived(), lambda folder: (folder / "scripts" / "derived" / "strike_estimates.sql").unlink()],
        1,
    ),
}


@pytest.mark.parametrize("name", TRACEBACKS)
def test_no_package_gives_a_traceback(name: str, tmp_path: Path, tiny_package: Path) -> None:
    rows, edits, code = TRACEBACKS[name]
    other = make(tmp_path / "other", rows, *edits)
    assert {diff(other, tiny_package)[0], diff(tiny_package, other)[0]} <= {0, 1, code}


def _spoiled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:400] = bytes(byte ^ 0x55 for byte in content[60:400])
    path.write_bytes(content)


def _encrypted(path: Path) -> None:
    path.write_bytes(re.sub(rb"(PK\x01\x02.{4}).", b"\\g<1>\x01", path.read_bytes(), flags=re.DOTALL))


def _file_and_folder(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("release/README.md/more", "a member within a file")


@pytest.mark.parametrize("spoil", [_spoiled, _encrypted, _file_and_folder])
def test_a_zip_that_cannot_be_unpacked_is_wrong_usage(
    spoil: Callable[[Path], None], tmp_path: Path, tiny_package: Path
) -> None:
    path = zipped(tiny_package, tmp_path / "a.zip")
    spoil(path)
    assert diff(path, tiny_package)[0] == 2


def test_the_sql_in_a_zip_writes_nothing(tmp_path: Path, tiny_package: Path) -> None:
    hostile = make(
        tmp_path / "hostile",
        None,
        derived(("voices.sql", "CREATE TABLE roots", f"COPY (SELECT 1) TO '{tmp_path / 'evil'}'; CREATE TABLE roots")),
    )
    diff(tiny_package, zipped(hostile, tmp_path / "hostile.zip"))
    assert not (tmp_path / "evil").exists()
