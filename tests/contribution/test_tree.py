"""`check` examines the files of a change as files: links, repositories, sizes, bytes and names."""

import json
import os
import shutil
from pathlib import Path

import pytest

from scripts.contribution.changed_files import REMOVED, changes_since, declared_tables, problems_of_files
from scripts.package.package import PackageError
from tests.shared.bench import Bench


def repository(folder: Path) -> Bench:
    """A small repository that is not a package: two files, one commit."""
    bench = Bench(folder)
    folder.mkdir()
    bench.git("init", "--quiet", "--initial-branch=main")
    bench.write("data/kept.csv", "id\n1\n")
    bench.write("gone.txt", "text\n")
    bench.commit()
    return bench


def changed_files(root: Path, base: str) -> list[str]:
    """The files that are there and were added or changed."""
    return [path for path, word in changes_since(root, base).items() if word != REMOVED]


def faults(bench: Bench) -> dict[str, str]:
    return {
        p.file: p.message
        for p in problems_of_files(bench.root, changed_files(bench.root, bench.git("rev-parse", "main")))
    }


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("to", ["/etc/passwd", "/etc", "nowhere", "kept.csv", ".", ".."])
def test_a_symbolic_link_is_a_fault_wherever_it_leads(tmp_path: Path, to: str, committed: bool) -> None:
    bench = repository(tmp_path / "r")
    bench.git("switch", "--quiet", "--create", "mine")
    (bench.root / "data" / "link").symlink_to(to)
    if committed:
        bench.commit()
    assert list(faults(bench)) == ["data/link"] and "symbolic link" in faults(bench)["data/link"]


def test_a_folder_that_became_a_link_is_a_fault(tmp_path: Path) -> None:
    bench = repository(tmp_path / "r")
    shutil.move(bench.root / "data", tmp_path / "data")
    (bench.root / "data").symlink_to(tmp_path / "data")
    assert list(faults(bench)) == ["data"]


@pytest.mark.parametrize("how", ["nested", "submodule"])
def test_a_repository_inside_is_a_fault_even_when_git_is_told_to_be_silent(tmp_path: Path, how: str) -> None:
    bench, inner = repository(tmp_path / "r"), repository(tmp_path / "inner")
    bench.git("switch", "--quiet", "--create", "mine")
    if how == "nested":
        shutil.copytree(inner.root, bench.root / "inner")
    else:
        bench.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "inner")
        bench.git("config", "--file", ".gitmodules", "submodule.inner.ignore", "all")
        bench.commit()
    assert [message for file, message in faults(bench).items() if file.startswith("inner")] == [
        "is a repository inside this one; remove it"
    ]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("large.csv", b"1\n" * 2_500_001, "has 5000002 bytes"),
        ("fits.csv", b"1\n" * 2_500_000, None),
        ("photo.jpg", b"\xff\xd8\0", "is not text"),
        ("docs/chart.png", b"\x89PNG\0", None),
        ("data/docs/chart.png", b"\x89PNG\0", "is not text"),
        ("data/saved.csv", "id\n1\n".encode("utf-16"), "is not UTF-8"),
        ("saved.doc", "id".encode("utf-16"), "is not UTF-8"),
        ("latin1.csv", b"G\xe4nc\xe4\n", "is not UTF-8"),
        ("changes/why\u200b.md", b"", "has invisible"),
        ("changes/\u202ewhy.md", b"", "has invisible"),
        ("changes/why\nnot.md", b"", "has invisible"),
        ("data/\u0455trikes.csv", b"", "letters of two scripts"),
        ("data/\uff53trikes.csv", b"", "letters of two scripts"),
        ("data/\u13dartikes.csv", b"", "letters of two scripts"),
        ("changes/b\u0259rd\u0259.md", b"", None),
        ("changes/\u0411\u0435\u0440\u0434.md", b"", None),
        (os.fsdecode(b"changes/\xff.md"), b"", "has invisible"),
        (" blank.jpg", b"\0", "is not text"),
        ("blank.jpg ", b"\0", "is not text"),
        ("\nline.jpg", b"\0", "is not text"),
    ],
)
@pytest.mark.parametrize("committed", [False, True])
def test_a_file_is_judged_by_size_bytes_and_name(
    tmp_path: Path, name: str, content: bytes, told: str | None, committed: bool
) -> None:
    bench = repository(tmp_path / "r")
    bench.git("switch", "--quiet", "--create", "mine")
    path = bench.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if committed:
        bench.commit()
    found = faults(bench)
    assert len(found) == bool(told) and all(told and told in message for message in found.values())
    "".join(found).encode()  # whatever the name, it can be printed
    assert "".join(found).isprintable()


def test_a_declared_table_may_have_any_size_and_no_other_file(tmp_path: Path) -> None:
    bench = repository(tmp_path / "r")
    declared = ["data/kept.csv", "data/new.csv", "photo.jpg", "../out.csv", 7]
    bench.write("datapackage.json", json.dumps({"resources": [{"path": path} for path in declared]}))
    for name in ("data/kept.csv", "data/new.csv", "data/other.csv", "photo.jpg", "changes/why.md"):
        bench.write(name, "1\n" * 2_500_001)
    assert sorted(faults(bench)) == ["changes/why.md", "data/other.csv", "photo.jpg"]
    assert all("has 5000002 bytes, more than 5000000" in fault for fault in faults(bench).values())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"resources": 1}', '{"resources": [1]}', "[" * 10_000, "\udcff"])
def test_a_descriptor_that_is_none_declares_no_table(tmp_path: Path, text: str) -> None:
    bench = repository(tmp_path / "r")
    (bench.root / "datapackage.json").write_bytes(os.fsencode(text))
    bench.write("data/kept.csv", "1\n" * 2_500_001)
    assert "data/kept.csv" in faults(bench)
    (bench.root / "datapackage.json").unlink()
    (bench.root / "datapackage.json").symlink_to("/dev/zero")
    assert declared_tables(bench.root) == set()


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    bench = repository(tmp_path / "r")
    (bench.root / "data/kept.csv").unlink()
    os.mkfifo(bench.root / "data/kept.csv")
    assert faults(bench) == {"data/kept.csv": "is a pipe or a device, not a file; remove it"}


@pytest.mark.thorough
def test_a_deletion_is_no_fault_and_ten_thousand_files_are_looked_at(tmp_path: Path) -> None:
    bench = repository(tmp_path / "r")
    (bench.root / "gone.txt").unlink()
    assert changed_files(bench.root, "HEAD") == []
    for i in range(10_000):
        (bench.root / f"{i}.txt").touch()
    (bench.root / "9999.txt").write_bytes(b"\0")
    assert len(changed_files(bench.root, "HEAD")) == 10_000 and list(faults(bench)) == ["9999.txt"]


def test_files_are_asked_of_git_and_a_commit_that_is_none_is_said(tmp_path: Path) -> None:
    bench = repository(tmp_path / "r")
    with pytest.raises(PackageError, match="git diff"):
        changed_files(bench.root, "nowhere")
