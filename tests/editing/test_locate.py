"""`new source` and `new citation` read a document and store its fingerprints, never its words."""

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
from tests.shared.speeds import quick
from tests.shared.terminal import Terminal, talked
from tests.shared.tiny import NGO, PAPER, contents, tiny, write_canonical

LEAF = """A page of a made-up paper

The mayor of Hightown said that "nine sheds" of the town's [market](https://example.org/market) were damaged[1] and that
two carts were **gone**. Nobody was near. The mayor didn’t say when: "nine sheds" is what he said.

The mayor of Hightown said no more. Rain fell… and the market of Hightown opened again.
"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, with the fingerprints of its two documents."""
    its = tiny()
    for source, text in zip(its["sources"], (PAPER, NGO), strict=True):
        source.update(text_sha256=fingerprint(folded(text)), text_words=str(len(folded(text))))
    return write_canonical(tmp_path_factory.mktemp("made"), its)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The folder of the documents."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in {"paper": PAPER, "ngo": NGO, "leaf": LEAF}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def cited(
    folder: Path, capsys: pytest.CaptureFixture[str], text: Path, sought: str, *more: str
) -> tuple[dict[str, str], str]:
    """Add a citation by words; returns its row and what was said."""
    before = rows(folder, "citations")
    code = new(folder, "citation", "--text", str(text), "--find", sought, "--speech", "own_voice", *more)
    said = capsys.readouterr()
    assert (code, said.err) == (0, ""), said
    (id_,) = set(rows(folder, "citations")) - set(before)
    return rows(folder, "citations")[id_], said.out


def passage_of(text: str, quote: str, start: int | None = None) -> dict[str, str]:
    """What a citation of a quote stores."""
    document, quoted = folded(text), folded(quote)
    places = [i for i in range(len(document)) if document[i : i + len(quoted)] == quoted]
    return {
        "passage_sha256": fingerprint(quoted),
        "passage_words": str(len(quoted)),
        "passage_start": str(places[0] if start is None else start),
    }


def assert_is(row: dict[str, str], expected: dict[str, str]) -> None:
    assert {name: row[name] for name in expected} == expected


# A new source


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


# A new citation


FIRST = passage_of(LEAF, LEAF.split("\n\n")[1].split(" Nobody")[0])
FOUND = {
    "words of a sentence": ("nine sheds of the town", FIRST, []),
    "over a line break": ("damaged and that two carts", FIRST, []),
    "curly quotes": ("said that “nine sheds” of", FIRST, []),
    "other letters' size and signs": ("THE TOWN’S MARKET - were", FIRST, []),
    "a link": ("town's market were", FIRST, []),
    "the link's markup": ("[market](https://example.org/other) were damaged", FIRST, []),
    "a note's number": ("damaged[7] and", FIRST, []),
    "markup": ("two carts were gone", FIRST, []),
    "soft hyphens": ("two ca\u00adrts were", FIRST, []),
    "an apostrophe": (
        "didn't say when",
        passage_of(LEAF, 'The mayor didn’t say when: "nine sheds" is what he said'),
        [],
    ),
    "first and last words": ("The mayor of ... carts were", FIRST, []),
    "three dots in one sign": ("sheds”…damaged", FIRST, []),
    "first words of one sentence, last of another": (
        "two carts … was near",
        passage_of(LEAF, LEAF.split("\n\n")[1].split(" The mayor didn")[0]),
        [],
    ),
    "dots that the text has": ("Rain fell... and the", passage_of(LEAF, LEAF.split("more. ")[1]), []),
    "the words alone": ("two carts", passage_of(LEAF, "two carts"), ["--exact"]),
    "from first to last alone": ("two ... gone", passage_of(LEAF, "two carts were gone"), ["--exact"]),
    "words over the end of a sentence": ("gone. Nobody", passage_of(LEAF, "gone. Nobody"), ["--exact"]),
    "one word": ("near", passage_of(LEAF, "Nobody was near"), []),
}


@pytest.mark.usefixtures("judging")
@pytest.mark.parametrize(("sought", "expected", "more"), quick(FOUND.values(), 9), ids=FOUND.keys())
def test_a_passage_is_found_shown_and_stored_by_place_and_fingerprint(
    package: Path,
    texts: Path,
    sought: str,
    expected: dict[str, str],
    more: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    row, said = cited(package, capsys, texts / "leaf", sought, "--source-id", "so-paper234", *more)
    assert_is(row, expected)
    shown = said.split("the passage, words ")[1].splitlines()[0]
    start, last = expected["passage_start"], int(expected["passage_start"]) + int(expected["passage_words"]) - 1
    assert shown.startswith(f"{start} to {last}: ")
    assert fingerprint(folded(shown.split(": ", 1)[1])) == expected["passage_sha256"]


@pytest.mark.usefixtures("judging")
def test_the_text_tells_its_source_and_the_source_its_speaker(
    package: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row, _ = cited(package, capsys, texts / "ngo", "Findings of the Watchers")
    assert_is(
        row, {"source_id": "so-watch234", "speaker_id": "ac-watch234", **passage_of(NGO, "Findings of the Watchers")}
    )


@pytest.mark.usefixtures("judging")
@pytest.mark.parametrize("given_", ["so-watch234", "Findings", "find"])
def test_the_source_of_a_text_may_be_given_by_id_or_title(
    package: Path, texts: Path, given_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_is(
        cited(package, capsys, texts / "ngo", "Findings of", "--source-id", given_)[0], {"source_id": "so-watch234"}
    )


def test_a_text_of_another_source_is_refused(package: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(
        package,
        capsys,
        "citation",
        "--source-id",
        "so-paper234",
        "--text",
        str(texts / "ngo"),
        "--find",
        "They counted",
    ) == [
        "--source-id so-paper234: the text belongs to so-watch234 (Findings);"
        " give that source, or the text of the other"
    ]


def test_another_rendering_is_said_to_be_one(package: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / "moved").write_text("Subscribe! " + PAPER, encoding="utf-8")
    noted = "no source has exactly this text; in a different rendering, positions may differ, but fingerprints do not"
    row, said = cited(package, capsys, texts / "moved", "Strikes on", "--exact", "--source-id", "so-paper234")
    assert said.startswith(f"{noted}\n")
    assert_is(row, passage_of(PAPER, "Strikes on", 1))
    lines = refused(
        package,
        capsys,
        "citation",
        "--text",
        str(texts / "moved"),
        "--find",
        "was fine",
        "--source-id",
        "so-paper234",
        "--speech",
        "own_voice",
    )
    assert (lines[0], len(lines)) == (noted, 3)
    assert f"the passage ends after the document's last word, {len(folded(PAPER))}" in lines[2]


def test_words_that_are_cited_already_are_said_to_be(
    package: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = cited(package, capsys, texts / "ngo", "They counted", "--speaker-id", "Eastland", "--speech", "reported")[1]
    assert "\nci-gggg2222 already cites these words; use it, unless the speaker or the kind of speech differs\n" in said
    *_, line = refused(
        package,
        capsys,
        "citation",
        "--text",
        str(texts / "ngo"),
        "--find",
        "They counted",
        "--speech",
        "own_finding",
        "--id",
        "ci-zzzz2222",
    )
    assert line.startswith("data/citations.csv ci-zzzz2222 citation_id: the new row is the same as ci-gggg2222")


def test_words_that_several_passages_hold_are_shown_with_their_places(
    package: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words_ = ["citation", "--text", str(texts / "leaf"), "--source-id", "so-paper234", "--find", "nine sheds"]
    other = int(passage_of(LEAF, "The mayor didn't")["passage_start"])
    several = [f"  word {start}: " for start in (int(FIRST["passage_start"]), other)]
    lines = refused(package, capsys, *words_)
    assert lines[0] == "--find nine sheds: several passages have these words; choose with --at N"
    assert [line[: len(start)] for line, start in zip(lines[1:], several, strict=True)] == several
    assert refused(package, capsys, *words_, "--at", "1") == [
        "--at 1: no passage with these words begins there; choose with --at N",
        *lines[1:],
    ]
    assert_is(
        cited(package, capsys, texts / "leaf", "nine sheds", "--source-id", "so-paper234", "--at", str(other))[0],
        {"passage_start": str(other)},
    )


def test_a_place_where_the_one_passage_does_not_begin_is_refused(
    package: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = refused(
        package,
        capsys,
        "citation",
        "--text",
        str(texts / "leaf"),
        "--source-id",
        "so-paper234",
        "--find",
        "two carts",
        "--at",
        "9",
    )
    assert lines[0] == "--at 9: no passage with these words begins there; choose with --at N"


@pytest.mark.parametrize(
    "sought", ["nine carts", "sheds nine", "fell ... Nobody", "…", "?!", "near didn't", "town market"]
)
def test_words_that_do_not_follow_each_other_are_refused(
    package: Path, texts: Path, sought: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = refused(package, capsys, "citation", "--text", str(texts / "leaf"), "--find", sought)
    assert line.startswith(f"--find {sought}: no passage of ")
    assert line.endswith(" has these words in this order; copy a few words from it")


def test_a_sentence_that_is_too_long_for_a_passage_is_refused(
    package: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "long").write_text("Sheds " + "and more " * 300, encoding="utf-8")
    words_ = ["citation", "--text", str(texts / "long"), "--find", "Sheds and"]
    assert refused(package, capsys, *words_) == [
        "--find Sheds and: the passage has 601 words, more than 400; give only some of its words, with --exact"
    ]
    assert_is(
        cited(package, capsys, texts / "long", "Sheds and", "--exact", "--source-id", "so-paper234")[0],
        {"passage_words": "2"},
    )


@pytest.mark.usefixtures("judging")
@pytest.mark.parametrize(
    ("text", "sought", "sentence"),
    [
        (
            "Գյուղը հեռու է։ «Երկու սայլ վնասվեց», ասաց գյուղապետը։ Ուրիշ ոչինչ։",
            "ԵՐԿՈՒ սայլ",
            "«Երկու սայլ վնասվեց», ասաց գյուղապետը",
        ),
        (
            "Село далеко. Староста сказал: «Две телеги повреждены.» Больше ничего.",
            "“две телеги”",
            "Староста сказал: «Две телеги повреждены",
        ),
        ("Kənd uzaqdır. İki araba zədələndi. Başqa heç nə.", "araba zədələndi", "İki araba zədələndi"),
    ],
    ids=["Armenian", "Russian", "Azerbaijani"],
)
def test_documents_in_other_scripts_are_cited_by_the_sentence(
    package: Path, texts: Path, text: str, sought: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "other").write_text(text, encoding="utf-8")
    source = added(package, capsys, "source", FINDINGS | {"language": "hy"}, "--text", str(texts / "other"))
    row, _ = cited(package, capsys, texts / "other", sought)
    assert_is(row, {"source_id": source["source_id"], "speaker_id": "ac-paper234", **passage_of(text, sentence)})


# In a terminal


@pytest.mark.thorough
def test_the_passage_that_is_meant_is_asked_for_until_it_is_one_of_them(package: Path, texts: Path) -> None:
    start = passage_of(LEAF, "The mayor didn't")["passage_start"]
    answers = {
        "the passage that begins at word": ["first\n", "\n", "1\n", f"{start}\n"],
        "source_id": ["so-paper234\n"],
        "speech": ["own_voice\n"],
    }
    terminal, code, asked = talked(package, answers, "citation", "--text", str(texts / "leaf"), "--find", "nine sheds")
    assert code == 0, terminal.said
    assert [name for name, _ in asked] == ["the passage that begins at word"] * 4 + [
        "source_id",
        "speaker_id",
        "via_id",
        "speech",
    ]
    assert dict(asked)["speaker_id"] == "[ac-paper234 (The Paper)]"
    assert start in [row["passage_start"] for row in rows(package, "citations").values()]


@pytest.mark.thorough
def test_a_rule_that_relates_two_fields_is_asked_of_both_and_never_of_what_the_text_tells(
    package: Path, texts: Path
) -> None:
    answers = {"speech": ["relayed\n", "relayed\n"], "via_id": ["\n", "The Watchers\n"]}
    terminal, code, asked = talked(
        package, answers, "citation", "--text", str(texts / "paper"), "--find", "weather was fine"
    )
    assert (code, [name for name, _ in asked]) == (0, ["speaker_id", "via_id", "speech", "via_id", "speech"]), (
        terminal.said
    )
    terminal = Terminal(
        package, "citation", "--text", str(texts / "ngo"), "--find", "They counted", "--speech", "own_finding"
    )
    code, asked = terminal.talk({})
    assert (code, [name for name, _ in asked]) == (1, ["speaker_id", "via_id"]), terminal.said
    assert "the new row is the same as ci-gggg2222" in terminal.said


# Words are never kept


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
@pytest.mark.thorough
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
