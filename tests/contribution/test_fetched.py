"""A commit of a stranger is read as data: byte for byte, nothing followed, nothing outside of its folder."""

import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.git import LARGEST, MOST_FILES, commit_of, fetched, texts_at
from scripts.package.package import PackageError
from tests.shared.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A repository with one file."""
    made = Bench(tmp_path / "r")
    made.root.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    made.write("kept.csv", "id\n1\n")
    made.commit()
    return made


def stored(bench: Bench, kind: str, content: bytes) -> str:
    """Store an object as it is, whether or not git would write it; returns its name."""
    words = ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
    done = subprocess.run(words, cwd=bench.root, input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit_with(bench: Bench, entries: list[tuple[str, str, str]]) -> str:
    """A commit whose tree has these entries: mode, name, object."""
    tree = b"".join(f"{mode} {name}".encode() + b"\0" + bytes.fromhex(blob) for mode, name, blob in entries)
    return bench.git("commit-tree", "-m", "A tree", stored(bench, "tree", tree))


def test_files_are_as_git_stores_them_whatever_attributes_say(bench: Bench) -> None:
    contents = {
        "a.csv": b"id\r\n1\r\n",
        "b.csv": b"\xef\xbb\xbfid\n",
        "c.csv": b"$Id$\n",
        "deep/d.csv": b"\0\xff\n",
        "e.csv": b"",
    }
    commit = bench.git("rev-parse", "HEAD")
    names = [(name, stored(bench, "blob", text)) for name, text in contents.items() if "/" not in name]
    deep = stored(bench, "tree", b"100644 d.csv\0" + bytes.fromhex(stored(bench, "blob", contents["deep/d.csv"])))
    attributes = stored(bench, "blob", b"* ident text eol=crlf export-ignore working-tree-encoding=UTF-16 filter=lfs\n")
    entries = [("100644", ".gitattributes", attributes), *(("100755", name, blob) for name, blob in names)]
    commit = commit_with(bench, [*entries, ("40000", "deep", deep)])
    with fetched(bench.root, commit) as folder:
        assert {name: (folder / name).read_bytes() for name in contents} == contents
    with fetched(bench.root, commit, without="deep") as folder:
        assert not (folder / "deep").exists() and (folder / "a.csv").exists()


@pytest.mark.parametrize("target", ["/etc/passwd", "..", "kept.csv", ".", "x" * 5000])
def test_a_link_leads_nowhere(bench: Bench, target: str) -> None:
    blob = stored(bench, "blob", target.encode())
    with fetched(bench.root, commit_with(bench, [("120000", "link", blob)])) as folder:
        assert (folder / "link").is_symlink() and not (folder / "link").exists()
        assert (folder / "link").readlink() == Path(".git")


def test_a_repository_inside_is_an_empty_folder(bench: Bench) -> None:
    with fetched(bench.root, commit_with(bench, [("160000", "inside", "1" * 40)])) as folder:
        assert list((folder / "inside").iterdir()) == []


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT", "a/../../b", "/etc/x", "a//b"])
def test_a_path_that_leads_out_is_refused(bench: Bench, name: str) -> None:
    blob = stored(bench, "blob", b"x")
    commit = commit_with(bench, [("100644", name, blob)])
    with pytest.raises(PackageError, match=r"leads out of its folder|cannot be read"), fetched(bench.root, commit):
        pass


def test_a_file_and_a_folder_of_one_name_and_a_name_too_long_are_refused(bench: Bench) -> None:
    blob = stored(bench, "blob", b"x")
    inner = stored(bench, "tree", b"100644 b\0" + bytes.fromhex(blob))
    for entries in ([("120000", "a", blob), ("40000", "a", inner)], [("100644", "x" * 300, blob)]):
        with pytest.raises(PackageError, match="cannot be unpacked"), fetched(bench.root, commit_with(bench, entries)):
            pass


def test_a_large_file_has_its_size_alone_and_a_large_table_its_rows(bench: Bench) -> None:
    blob = stored(bench, "blob", b"1\n" * (LARGEST // 2 + 1))
    with fetched(bench.root, commit_with(bench, [("100644", "a.csv", blob), ("100644", "b.txt", blob)])) as folder:
        assert (folder / "a.csv").stat().st_size == (folder / "b.txt").stat().st_size == LARGEST + 2
        assert (folder / "a.csv").read_bytes()[:2] == b"1\n" and (folder / "b.txt").read_bytes()[:2] == b"\0\0"
        assert (folder / "b.txt").stat().st_blocks < 100


def test_what_would_fill_the_disk_is_refused_before_it_is_written(bench: Bench) -> None:
    blob = stored(bench, "blob", b"1\n" * (LARGEST // 2))
    commit = commit_with(bench, [("100644", f"{i:04}.txt", blob) for i in range(201)])
    with pytest.raises(PackageError, match="would unpack to 1005000000 bytes"), fetched(bench.root, commit):
        pass


def test_a_commit_of_very_many_files_is_refused(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    blob = stored(bench, "blob", b"x")
    commit = commit_with(bench, [("100644", f"{i:05}.txt", blob) for i in range(MOST_FILES + 1)])
    assert main(["--package", str(bench.root), "check", "--contribution", commit]) == 2
    assert f"has {MOST_FILES + 1} files, more than {MOST_FILES}; keep" in capsys.readouterr().err


def test_the_texts_of_a_commit_are_found_by_path(bench: Bench) -> None:
    contents = {"a\nb.txt": "with\n\nlines\n", "empty.txt": "", "é.txt": "é"}
    blobs = [("100644", name, stored(bench, "blob", text.encode())) for name, text in sorted(contents.items())]
    commit = commit_with(bench, [*blobs, ("160000", "repository", "1" * 40)])
    assert texts_at(bench.root, commit, [*contents, "repository", "absent"]) == contents


def test_a_commit_whose_content_is_missing_is_refused(bench: Bench) -> None:
    blob = bench.git("rev-parse", "HEAD:kept.csv")
    commit = bench.git("rev-parse", "HEAD")
    (bench.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(PackageError, match="cannot be"), fetched(bench.root, commit):
        pass


@pytest.mark.parametrize("revision", ["nowhere", "--help", "0" * 40, "HEAD:kept.csv", "", "a\nb", "HEAD^{tree}"])
def test_a_revision_that_is_no_commit_is_wrong_usage(bench: Bench, revision: str) -> None:
    with pytest.raises(PackageError, match="is not known here; fetch it first"):
        commit_of(bench.root, revision)
