"""`new citation` finds a passage by its words and stores its fingerprint, never its words."""

from pathlib import Path

import pytest

from scripts.texts.words import fingerprint
from tests.shared.adding import FINDINGS, added, refused, rows
from tests.shared.documents import folded
from tests.shared.locating import LEAF, assert_is, cited, with_fingerprints
from tests.shared.speeds import quick
from tests.shared.terminal import Terminal, talked
from tests.shared.tiny import NGO, PAPER

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, with the fingerprints of its two documents."""
    return with_fingerprints(tmp_path_factory.mktemp("made"))


def passage_of(text: str, quote: str, start: int | None = None) -> dict[str, str]:
    """What a citation of a quote stores."""
    document, quoted = folded(text), folded(quote)
    places = [i for i in range(len(document)) if document[i : i + len(quoted)] == quoted]
    return {
        "passage_sha256": fingerprint(quoted),
        "passage_words": str(len(quoted)),
        "passage_start": str(places[0] if start is None else start),
    }


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
        "said_on",
        "via_id",
        "speech",
    ]
    assert dict(asked)["speaker_id"] == "[ac-paper234 (The Paper)]"
    assert start in [row["passage_start"] for row in rows(package, "citations").values()]


def test_a_rule_that_relates_two_fields_is_asked_of_both_and_never_of_what_the_text_tells(
    package: Path, texts: Path
) -> None:
    answers = {"speech": ["relayed\n", "relayed\n"], "via_id": ["\n", "The Watchers\n"]}
    terminal, code, asked = talked(
        package, answers, "citation", "--text", str(texts / "paper"), "--find", "weather was fine"
    )
    assert (code, [name for name, _ in asked]) == (
        0,
        ["speaker_id", "said_on", "via_id", "speech", "via_id", "speech"],
    ), terminal.said
    terminal = Terminal(
        package, "citation", "--text", str(texts / "ngo"), "--find", "They counted", "--speech", "own_finding"
    )
    code, asked = terminal.talk({})
    assert (code, [name for name, _ in asked]) == (1, ["speaker_id", "said_on", "via_id"]), terminal.said
    assert "the new row is the same as ci-gggg2222" in terminal.said
