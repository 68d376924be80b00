"""Staged files are a mapping of bytes by path, kept in a folder."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from scripts.export.staged import Staged


def test_files_are_kept_in_the_folder_in_the_order_of_their_paths(tmp_path: Path) -> None:
    files = Staged(tmp_path / "bundle")
    assert list(files) == []
    files.update({"b.txt": b"two", "a/c.txt": b"one", "a.txt": b""})
    files.place("d/made.bin").write_bytes(b"by itself")
    assert list(files) == ["a.txt", "a/c.txt", "b.txt", "d/made.bin"] and len(files) == 4
    assert files["d/made.bin"] == (tmp_path / "bundle/d/made.bin").read_bytes() == b"by itself"
    assert "a/c.txt" in files and "a" not in files and "none" not in files
    files["b.txt"] = b"three"
    del files["a.txt"]
    assert dict(files) == {"a/c.txt": b"one", "b.txt": b"three", "d/made.bin": b"by itself"}
    with pytest.raises(KeyError, match="none"):
        files["none"]


def test_the_sums_are_those_of_sha256sum(tmp_path: Path) -> None:
    files = Staged(tmp_path / "bundle")
    files.update({"b.txt": b"two", "a/c.txt": b"one"})
    assert files.sums().splitlines()[0] == f"{hashlib.sha256(b'one').hexdigest()}  a/c.txt"
    (tmp_path / "SUMS").write_text(files.sums(), encoding="utf-8")
    told = subprocess.run(
        ["sha256sum", "--check", tmp_path / "SUMS"], cwd=tmp_path / "bundle", capture_output=True, text=True, check=True
    )
    assert told.stdout == "a/c.txt: OK\nb.txt: OK\n"
