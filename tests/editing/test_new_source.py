"""`new source` reads a document and stores its fingerprint; the words of documents are kept nowhere."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.texts.words import fingerprint
from tests.shared.adding import FINDINGS, added, flags, new, refused, rows
from tests.shared.documents import DOCUMENT, folded, run_of, written
from tests.shared.locating import LEAF, assert_is, cited, with_fingerprints
from tests.shared.speeds import quick
from tests.shared.tiny import PAPER, contents

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, with the fingerprints of its two documents."""
    return with_fingerprints(tmp_path_factory.mktemp("made"))


def test_a_source_has_the_fingerprint_of_its_text(
    package: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(package, "source", "https://example.org/leaf", "--text", str(texts / "leaf"), *flags(FINDINGS)) == 0
    assert capsys.readouterr().out.startswith(
        f"the text has {len(folded(LEAF))} words; only its fingerprint is kept\ndata/sources.csv:"
    )
    (row,) = [row for row in rows(package, "sources").values() if row["title"] == "A leaf"]
    assert_is(
        row,
        {
            "url": "https://example.org/leaf",
            "text_sha256": fingerprint(folded(LEAF)),
            "text_words": str(len(folded(LEAF))),
        },
    )


def test_a_source_may_do_without_text_and_address(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert_is(added(package, capsys, "source", FINDINGS), {"url": "", "text_sha256": "", "text_words": ""})


@pytest.mark.parametrize(
    "rendering", [PAPER, PAPER.upper(), "\ufeff" + PAPER.replace("\n", "\r\n"), PAPER.replace('"', "“")]
)
def test_a_text_that_is_registered_is_refused_with_its_source(
    package: Path, texts: Path, rendering: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "again").write_text(rendering, encoding="utf-8")
    (line,) = refused(package, capsys, "source", "--text", str(texts / "again"), *flags(FINDINGS))
    assert line.startswith("--text ")
    assert line.endswith(
        ": is already registered as so-paper234 (Strikes on Lowtown); add citations to it:"
        " python -m scripts new citation --source-id so-paper234 --text FILE --find WORDS"
    )


@pytest.mark.parametrize(
    "words_", [["https://example.org/findings"], ["--url", "https://example.org/findings"]], ids=["address", "flag"]
)
@pytest.mark.parametrize("with_text", [True, False])
def test_an_address_that_is_registered_is_refused_with_its_source(
    package: Path, texts: Path, words_: list[str], with_text: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ["--text", str(texts / "leaf")] if with_text else []
    *_, line = refused(package, capsys, "source", *words_, *text, *flags(FINDINGS))
    assert line.startswith(
        "--url https://example.org/findings: is already registered as so-watch234 (Findings); add citations to it: "
    )


UNREADABLE = {
    "missing": (None, "cannot be read (No such file or directory); give the file with the document's text"),
    "empty": (b"", "contains no text; save the document as plain text in UTF-8"),
    "blank": (b" \n\n...\n", "contains no text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text in UTF-8"),
    "binary": (b"some words\0\0and more", "contains no text"),
    "another character set": (
        "Град упал на село.".encode("cp1251"),
        "is not text in UTF-8; save the document as plain text in UTF-8",
    ),
    "UTF-16": ("A leaf".encode("utf-16"), "is not text in UTF-8"),
    "a page": (
        b"\n<!DOCTYPE html>\n<html><body>A leaf</body></html>",
        "is HTML, whose markup is not part of the document; save the page as plain",
    ),
}


@pytest.mark.parametrize(("data", "why"), quick(UNREADABLE.values(), 3), ids=UNREADABLE.keys())
@pytest.mark.parametrize("table", ["source", "citation"])
def test_a_file_without_a_text_is_refused(
    package: Path, texts: Path, table: str, data: bytes | None, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (texts / "bad").write_bytes(data)
    before = contents(package)
    assert (
        new(
            package,
            table,
            "--text",
            str(texts / "bad"),
            *(["--find", "leaf"] if table == "citation" else flags(FINDINGS)),
        )
        == 1
    )
    said = capsys.readouterr()
    assert (said.out, contents(package)) == ("", before)
    assert said.err.startswith("--text ")
    assert f"bad: {why}" in said.err.replace("… (", "bad: ") or why in said.err


@pytest.mark.parametrize(
    "text", quick([LEAF, "Գյուղը հեռու է։ Երկու սայլ վնասվեց այնտեղ։"], 1), ids=["English", "Armenian"]
)
def test_no_file_has_three_words_of_the_document(
    package: Path,
    texts: Path,
    tmp_path: Path,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    left = tmp_path / "temporary"
    left.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(left))
    (texts / "doc").write_text(text, encoding="utf-8")
    before = contents(package)
    added(package, capsys, "source", FINDINGS, "--text", str(texts / "doc"))
    start = " ".join(folded(text)[-6:-2])
    cited(package, capsys, texts / "doc", start)
    added(package, capsys, "exclusion", {"reason": "no_claim"})
    refused(package, capsys, "citation", "--text", str(texts / "doc"), "--find", start, "--speech", "own_voice")
    runs = {" ".join(folded(text)[i : i + 3]) for i in range(len(folded(text)) - 2)}
    changed = {name: data for name, data in contents(package).items() if before.get(name) != data}
    assert set(changed) == {"data/sources.csv", "data/citations.csv", "data/exclusions.csv"}
    for data in changed.values():
        said = " ".join(folded(data.decode()))
        assert not [run for run in runs if run in said]
    assert list(left.iterdir()) == []


@pytest.mark.usefixtures("judging")
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENT, st.data())
def test_any_citation_is_verified_in_its_place(
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    sentences: list[list[tuple[str, str]]],
    data: st.DataObject,
) -> None:
    with tempfile.TemporaryDirectory(dir=tmp_path) as name:
        folder, texts = shutil.copytree(made, Path(name, "package")), Path(name, "texts")
        texts.mkdir()
        (texts / "doc").write_text(written(sentences), encoding="utf-8")
        first, last = run_of(data, folded(written(sentences)))
        added(folder, capsys, "source", FINDINGS, "--text", str(texts / "doc"))
        sought = " ".join(folded(written(sentences))[first:last])
        cited(folder, capsys, texts / "doc", sought, "--exact", "--at", str(first))
        added(folder, capsys, "exclusion", {"reason": "no_claim"})
        main(["--package", str(folder), "cite", "--texts", str(texts)])
        assert "A leaf (doc): 1 citations in place, 0 moved, 0 missing; " in capsys.readouterr().out
