"""Citations: `cite` finds every passage in any rendering, and says what is changed, wrong or left out."""

import hashlib
import os
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.__main__ import main
from scripts.texts.words import fingerprint, normalise, words
from tests.shared.speeds import quick
from tests.shared.tiny import NGO, PAPER, ROOT, Rows, tiny, write, write_documents

TEXTS = os.environ.get("NK2020_TEXTS", "")
NOISE = hashlib.shake_256(b"no text").digest(5000)


def account(document: str, *numbers: int) -> str:
    """The line on a document: citations in place, moved, missing; figures in their passage, not in it; left out."""
    in_place, moved, missing, found, absent, left_out = numbers
    return (
        f"{document}: {in_place} citations in place, {moved} moved, {missing} missing;"
        f" {found} figures are in their passage, {absent} are not; {left_out} left out"
    )


def no_row(number: int) -> str:
    """The fault of a number that no row has."""
    return f"no row on its passage has the number {number}; code it or exclude the passage"


PAPER_NAME = "Strikes on Lowtown (so-paper234.txt)"
NGO_NAME = "Findings (so-watch234.txt)"
PAPER_SOUND = account(PAPER_NAME, 5, 0, 0, 5, 0, 0)
NGO_SOUND = account(NGO_NAME, 2, 0, 0, 2, 0, 0)
NGO_ABSENT = "Findings: not compared, because its text is not in the folder"


class Outcome(NamedTuple):
    """The result of a run of `cite`: exit code, lines on standard output, text on standard error."""

    code: int
    lines: list[str]
    errors: str


class Bench:
    """The tiny package and its documents in a temporary folder, to change and verify."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.rows: Rows = tiny()
        self.package = folder / "package"
        self.texts = write_documents(folder / "texts")
        self.capsys = capsys

    def paper(self, text: str) -> None:
        """Replace the text of the first document."""
        (self.texts / "so-paper234.txt").write_text(text, encoding="utf-8")

    def quote(self, citation: str, document: str, quote: str) -> None:
        """Make a citation refer to a quote from another text."""
        spoken = [[word.text for word in words(normalise(text))] for text in (document, quote)]
        start = next(i for i in range(len(spoken[0])) if spoken[0][i : i + len(spoken[1])] == spoken[1])
        bound = {
            "passage_sha256": fingerprint(spoken[1]),
            "passage_words": str(len(spoken[1])),
            "passage_start": str(start),
        }
        self.row("citations", "citation_id", citation).update(bound)

    def row(self, table: str, key: str, value: str) -> dict[str, str]:
        return next(row for row in self.rows[table] if row[key] == value)

    def drop(self, table: str, key: str, value: str) -> None:
        self.rows[table].remove(self.row(table, key, value))

    def cite(self, texts: Path | None = None) -> Outcome:
        """Write the package and run `cite`; assert that it shows no traceback."""
        self.package.mkdir(exist_ok=True)
        write(self.package, self.rows)
        return cite(self.package, texts or self.texts, self.capsys)


def cite(package: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> Outcome:
    code = main(["--package", str(package), "cite", "--texts", str(texts)])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    return Outcome(code, printed.out.splitlines(), printed.err)


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    return Bench(tmp_path, capsys)


def position(text: str, word: str, nth: int = 0) -> int:
    """The position of a word in a text, in words; its nth occurrence, from 0."""
    return [i for i, w in enumerate(words(normalise(text))) if w.text == word][nth]


def uncited(word: str) -> str:
    """What is said of a word of harm or denial that no citation has."""
    return f"'{word}' is not in any cited passage; code or exclude its sentence"


def curly(text: str) -> str:
    """The text with typographic quotation marks, apostrophes and dashes."""
    return re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’").replace(" - ", " – ")


def unlinked(text: str) -> str:
    return re.sub(r"\[([^\]\n]*)\]\([^()\s]*\)", r"\1", text)


def rewrapped(text: str, width: int) -> str:
    """The text with its paragraphs re-wrapped; blank lines, list items and headings stay as they are."""
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    return re.sub(r"(?m)^(?![-=*#|]).+(?:\n(?![-=*#|\n]).+)*", lambda found: wrapper.fill(found[0]), text)


# Everything in place


def test_documents_as_they_were_coded_have_every_passage_in_place(bench: Bench) -> None:
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_files_may_have_any_name(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").rename(bench.texts / "z")
    (bench.texts / "so-watch234.txt").rename(bench.texts / "so-paper234.txt")
    assert bench.cite().lines == [
        PAPER_SOUND.replace("so-paper234.txt", "z"),
        NGO_SOUND.replace("so-watch234.txt", "so-paper234.txt"),
    ]


def test_a_passage_that_stands_again_below_is_found_where_it_was_cited(bench: Bench) -> None:
    again = "\nEastland denied that it had fired on Lowtown.\n"
    bench.paper(PAPER + again)
    left_out = f"  word {position(PAPER + again, 'denied', 1)}: {uncited('denied')}"
    paper = PAPER_SOUND.replace("0 left out", "1 left out")
    assert bench.cite() == Outcome(1, [paper, left_out, NGO_SOUND], "")


def test_a_passage_that_stands_again_above_is_found_nearest_to_where_it_was_cited(bench: Bench) -> None:
    bench.paper("Eastland denied that it had fired on Lowtown.\n\n" + PAPER)
    start = position(PAPER, "eastland", 1)
    assert f"  ci-cccc2222: found at word {start + 8}, not {start}" in bench.cite().lines


# Renderings


@pytest.mark.parametrize(
    "rendering",
    [
        curly(PAPER),
        rewrapped(PAPER, 30),
        rewrapped(PAPER, 1000),
        PAPER.replace("\n", "\r\n"),
        "\ufeff" + PAPER.upper(),
        PAPER.replace("Lowtown", "[Lowtown](https://example.org/lowtown)").replace(
            "four civilians", "[four civilians](#dead)"
        ),
        PAPER.replace("killed", "**killed**").replace("people.", "people.[1][2]").replace("houses", "hou\u00adses"),
        PAPER.replace("Twelve houses", "https://example.org/houses Twelve houses"),
        "\n\n" + PAPER.replace("Strikes on Lowtown", "# Strikes on Lowtown"),
    ],
    ids=["curly", "narrow", "wide", "line ends", "capitals", "links", "markup", "address", "heading"],
)
def test_a_rendering_with_the_same_words_has_every_passage_in_place(bench: Bench, rendering: str) -> None:
    assert rendering != PAPER
    bench.paper(rendering)
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_a_document_that_was_coded_with_links_is_found_without_them(bench: Bench) -> None:
    linked = PAPER.replace("Eastland denied", "[Eastland](/wiki/eastland) denied[7]")
    bench.quote("ci-cccc2222", linked, "[Eastland](/wiki/eastland) denied[7] that it had fired on Lowtown")
    bench.paper(unlinked(linked))
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_a_rendering_with_a_line_added_at_the_top_is_sound_and_moved(bench: Bench) -> None:
    linked = curly(PAPER).replace("Lowtown", "[Lowtown](https://example.org/l)")
    bench.paper("Subscribe to our letter!\n\n" + rewrapped(linked, 50))
    starts = [position(PAPER, "the"), position(PAPER, "twelve"), position(PAPER, "eastland", 1)]
    assert bench.cite() == Outcome(
        0,
        [
            account(PAPER_NAME, 0, 5, 0, 5, 0, 0),
            f"  ci-aaaa2222: found at word {starts[0] + 4}, not {starts[0]}",
            f"  ci-bbbb2222: found at word {starts[1] + 4}, not {starts[1]}",
            f"  ci-cccc2222: found at word {starts[2] + 4}, not {starts[2]}",
            "  and 2 more moved: this rendering has different words before them",
            NGO_SOUND,
        ],
        "",
    )


def test_only_the_passages_after_an_added_line_are_moved(bench: Bench) -> None:
    bench.paper(PAPER.replace("Eastland denied", "\n\nRead also this.\n\nEastland denied"))
    outcome = bench.cite()
    assert (outcome.code, outcome.lines[0]) == (
        0,
        PAPER_SOUND.replace("5 citations in place, 0 moved", "2 citations in place, 3 moved"),
    )
    assert [line.split(":")[0].strip() for line in outcome.lines[1:4]] == ["ci-cccc2222", "ci-dddd2222", "ci-eeee2222"]


# Passages that are not there


def test_a_changed_word_makes_its_citation_missing(bench: Bench) -> None:
    bench.paper(PAPER.replace("Eastland denied", "Eastland doubted"))
    assert bench.cite() == Outcome(
        1,
        [
            PAPER_SOUND.replace("5 citations in place, 0 moved, 0 missing", "4 citations in place, 0 moved, 1 missing"),
            "  ci-cccc2222: its passage of 8 words is not in this text; check whether the text or the citation changed",
            NGO_SOUND,
        ],
        "",
    )


def test_the_harm_in_a_missing_passage_is_left_out(bench: Bench) -> None:
    bench.paper(PAPER.replace("Twelve houses were", "Twelve cottages were"))
    assert bench.cite() == Outcome(
        1,
        [
            account(PAPER_NAME, 4, 0, 1, 3, 0, 1),
            "  ci-bbbb2222: its passage of 9 words is not in this text; check whether the text or the citation changed",
            f"  word {position(PAPER, 'damaged')}: 'damaged' is not in any cited passage; code or exclude its sentence",
            NGO_SOUND,
        ],
        "",
    )


@pytest.mark.parametrize(
    "cited", ["Eastland denied that it fired on Lowtown", "Eastland denied that had it fired on Lowtown", "It denied"]
)
def test_a_word_dropped_or_swapped_and_a_sentence_rewritten_are_noticed(bench: Bench, cited: str) -> None:
    bench.paper(re.sub(r"Eastland denied\sthat it had fired on Lowtown", cited, PAPER))
    outcome = bench.cite()
    assert (outcome.code, [line.split(":")[0] for line in outcome.lines if "is not in this text" in line]) == (
        1,
        ["  ci-cccc2222"],
    )


# Figures that are not there


def test_a_claimed_figure_that_is_not_in_its_passage_is_reported_with_the_claim(bench: Bench) -> None:
    bench.row("damage_counts", "claim_id", "dc-aaaa2222").update(count_min="14", count_max="14")
    assert bench.cite() == Outcome(
        1,
        [
            account(PAPER_NAME, 5, 0, 0, 4, 1, 1),
            "  dc-aaaa2222: its figure 14 is not in its passage; correct it, or mark it counted_by_coder",
            f"  word {position(PAPER, 'twelve')}: {no_row(12)}",
            NGO_SOUND,
        ],
        "",
    )


@pytest.mark.parametrize(
    ("counted", "code", "faults"),
    [
        ("true", 0, []),
        (
            "false",
            1,
            ["  vc-eeee2222: its figure 3 is not in its passage; correct it, or mark it counted_by_coder"],
        ),
    ],
)
def test_a_figure_that_the_coder_counted_need_not_stand_in_its_passage(
    bench: Bench, counted: str, code: int, faults: list[str]
) -> None:
    added = {
        "claim_id": "vc-eeee2222",
        "demographic": "men",
        "count_min": "3",
        "count_max": "3",
        "counted_by_coder": counted,
    }
    bench.rows["victim_counts"].append(bench.row("victim_counts", "claim_id", "vc-bbbb2222") | added)
    outcome = bench.cite()
    assert (outcome.code, outcome.lines[1:-1]) == (code, faults)


def test_the_number_of_strikes_that_a_report_counts_must_stand_in_its_passage(bench: Bench) -> None:
    bench.row("strike_reports", "report_id", "sr-cccc2222").update(strikes_counted="3")
    assert bench.cite().lines[1:] == [
        account(NGO_NAME, 2, 0, 0, 1, 1, 1),
        "  sr-cccc2222: its figure 3 is not in its passage; correct it, or mark it counted_by_coder",
        f"  word {position(NGO, 'both')}: {no_row(2)}",
    ]


# What is left out


def test_a_sentence_of_harm_that_is_not_cited_is_reported_by_its_place_and_never_shown(bench: Bench) -> None:
    added = "A shell killed a shepherd near Hightown."
    bench.paper(PAPER + "\n" + added + "\n")
    outcome = bench.cite()
    assert outcome == Outcome(
        1,
        [
            PAPER_SOUND.replace("0 left out", "1 left out"),
            f"  word {position(PAPER + added, 'killed', 1)}: 'killed' is not in any cited passage;"
            " code or exclude its sentence",
            NGO_SOUND,
        ],
        "",
    )
    assert not {"shell", "shepherd", "near", "hightown"} & {word.text for line in outcome.lines for word in words(line)}


def test_a_denial_that_is_taken_out_of_the_data_is_left_out(bench: Bench) -> None:
    place = position(PAPER, "denied")
    bench.rows["statements"] = [row for row in bench.rows["statements"] if row["statement_id"] != "sm-cccc2222"]
    exclusion = {"exclusion_id": "ex-cccc2222", "citation_id": "ci-cccc2222", "reason": "no_claim"}
    bench.rows["exclusions"].append(exclusion)
    assert bench.cite().code == 0
    bench.rows["exclusions"].remove(exclusion)
    bench.rows["citations"] = [row for row in bench.rows["citations"] if row["citation_id"] != "ci-cccc2222"]
    assert f"  word {place}: {uncited('denied')}" in bench.cite().lines


def test_a_denial_beside_something_coded_must_be_coded_itself(bench: Bench) -> None:
    bench.row("statements", "statement_id", "sm-cccc2222").update(stance="accuses", answers="", party_id="ac-army2345")
    fault = "no row on its passage denies, though it has 'denied'; code the denial or exclude it"
    assert bench.cite().lines[1] == f"  word {position(PAPER, 'denied')}: {fault}"


@pytest.mark.parametrize(
    "denial",
    [
        "Westland rejected the claim.",
        "It called the claim baseless.",
        "The army DENIES it.",
        "A denial followed.",
        "The report was refuted.",
    ],
)
def test_every_word_of_denial_is_looked_for(bench: Bench, denial: str) -> None:
    bench.paper(f"{PAPER}\n{denial}\n")
    assert bench.cite().lines[0] == PAPER_SOUND.replace("0 left out", "1 left out")


@pytest.mark.parametrize(
    "harm",
    [
        "Nine died.",
        "A bridge was destroyed.",
        "INJURIES FOLLOWED.",
        "The [dead](/list) were many.",
        "Two are miss\u00ading.",
        "It burned.",
    ],
)
def test_every_kind_of_harm_must_be_cited(bench: Bench, harm: str) -> None:
    bench.paper(PAPER + "\n" + harm + "\n")
    outcome = bench.cite()
    assert (outcome.code, outcome.lines[0]) == (1, PAPER_SOUND.replace("0 left out", "1 left out"))


@pytest.mark.parametrize(
    "harmless",
    ["The deadline passed.", "He is a skilled diplomat.", "Nine ministers met.", "They live on the burnished hill."],
)
def test_a_sentence_without_harm_need_not_be_cited(bench: Bench, harmless: str) -> None:
    bench.paper(PAPER + "\n" + harmless + "\n")
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_a_number_beside_harm_that_no_row_carries_is_reported(bench: Bench) -> None:
    bench.drop("victim_counts", "claim_id", "vc-cccc2222")
    assert bench.cite() == Outcome(
        1,
        [
            PAPER_SOUND.replace("5 figures", "4 figures").replace("0 left out", "1 left out"),
            f"  word {position(PAPER, '10')}: {no_row(10)}",
            NGO_SOUND,
        ],
        "",
    )


def test_an_exclusion_on_the_passage_excuses_the_number(bench: Bench) -> None:
    bench.drop("victim_counts", "claim_id", "vc-cccc2222")
    bench.rows["citations"].append(
        bench.row("citations", "citation_id", "ci-aaaa2222") | {"citation_id": "ci-hhhh2222", "speech": "quoted"}
    )
    bench.rows["exclusions"].append({"exclusion_id": "ex-bbbb2222", "citation_id": "ci-hhhh2222", "reason": "no_claim"})
    sound = PAPER_SOUND.replace("5 citations", "6 citations").replace("5 figures", "4 figures")
    assert bench.cite() == Outcome(0, [sound, NGO_SOUND], "")


def test_a_number_in_an_excluded_passage_is_reported_once_a_row_takes_the_exclusions_place(bench: Bench) -> None:
    bench.rows["exclusions"] = []
    statement = bench.row("statements", "statement_id", "sm-bbbb2222") | {
        "statement_id": "sm-eeee2222",
        "citation_id": "ci-dddd2222",
    }
    bench.rows["statements"].append(statement)
    outcome = bench.cite()
    assert (outcome.code, outcome.lines[1:-1]) == (
        1,
        [f"  word {position(PAPER, 'four', 1)}: {no_row(4)}"],
    )


def test_a_number_outside_the_passage_but_in_its_sentence_is_reported(bench: Bench) -> None:
    bench.paper(PAPER.replace("civilians were killed.", "civilians were killed and sixteen fled."))
    outcome = bench.cite()
    assert (outcome.code, [line for line in outcome.lines if "number" in line]) == (
        1,
        [f"  word {position(PAPER, 'killed') + 2}: {no_row(16)}"],
    )


@pytest.mark.parametrize(
    ("phrase", "code"),
    quick(
        [
            ("of 4, 5, 8 and 17 October", 0),
            ("of October 27, 2020", 0),
            ("with a man, 52, at their head", 0),
            ("with a 52-year-old man", 0),
            ("at 13:00 or 2 a.m. (GMT+4)", 0),
            ("60 km from the 44-day front", 0),
            ("of a BM-30", 0),
            ("and 7 elsewhere", 1),
            ("and a hundred sheep", 1),
        ],
        3,
    ),
)
def test_dates_ages_times_and_distances_beside_harm_need_no_row(bench: Bench, phrase: str, code: int) -> None:
    sentence = f"They counted 5 dead in both strikes {phrase}"
    text = NGO.replace("They counted 5 dead in both strikes", sentence)
    bench.quote("ci-gggg2222", text, sentence)
    (bench.texts / "so-watch234.txt").write_text(text, encoding="utf-8")
    outcome = bench.cite()
    assert (outcome.code, outcome.lines[1]) == (code, NGO_SOUND.replace("0 left out", f"{code} left out"))


# Folders and files


def test_a_folder_without_the_document_is_said_to_have_no_text_at_hand(bench: Bench) -> None:
    (bench.texts / "so-watch234.txt").unlink()
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_ABSENT], "")


def test_an_empty_folder_has_no_text_at_hand(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert bench.cite(tmp_path / "empty") == Outcome(
        0, ["Strikes on Lowtown: not compared, because its text is not in the folder", NGO_ABSENT], ""
    )


@pytest.mark.parametrize("name", ["nowhere", "texts/so-paper234.txt", "texts/so-paper234.txt/below"])
def test_texts_that_are_no_folder_are_wrong_usage(bench: Bench, tmp_path: Path, name: str) -> None:
    assert bench.cite(tmp_path / name) == Outcome(
        2, [], f"{tmp_path / name} is not a folder; give the folder that holds the texts\n"
    )


def test_texts_that_are_not_given_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["cite"])
    assert (stopped.value.code, capsys.readouterr().err.splitlines()[-1]) == (
        2,
        "python -m scripts cite: error: the following arguments are required: --texts",
    )


@pytest.mark.parametrize(
    "content",
    [
        NOISE,
        b"\x00" * 100,
        b"\xff\xfe" + PAPER.encode("utf-16-le"),
        b"\xed\xa0\x80 \xc3",
        b"",
        b"\n" * 100,
        b"[" * 5000,
        b"](" * 5000,
    ],
    ids=["random", "nul", "utf-16", "broken utf-8", "empty", "blank", "brackets", "links"],
)
def test_a_file_that_is_no_text_does_no_harm(bench: Bench, content: bytes) -> None:
    (bench.texts / "a.bin").write_bytes(content)
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_bytes_that_are_no_text_inside_a_document_do_no_harm(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").write_bytes(PAPER.encode() + NOISE)
    assert (
        bench.cite()
        .lines[0]
        .startswith("Strikes on Lowtown (so-paper234.txt): 5 citations in place, 0 moved, 0 missing; 5 figures are in")
    )


def test_a_folder_or_dead_link_among_the_texts_is_passed_over(bench: Bench) -> None:
    (bench.texts / "a folder").mkdir()
    (bench.texts / "a link").symlink_to(bench.texts / "nowhere")
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_data_with_problems_is_refused_before_any_text_is_read(bench: Bench) -> None:
    bench.drop("actors", "actor_id", "ac-paper234")
    outcome = bench.cite()
    assert (outcome.code, outcome.errors) == (1, "no citation was verified: fix the data first\n")
    assert all(line.startswith("data/") for line in outcome.lines)


def test_a_folder_without_a_package_is_reported(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = cite(tmp_path / "nowhere", bench.texts, capsys)
    assert outcome == Outcome(1, [], f"{tmp_path / 'nowhere' / 'datapackage.json'}: there is no such file\n")


# The repository's own package, if its documents are available


def rendered(text: str, width: int) -> str:
    """Another rendering of a document: curly, without links, re-wrapped, with a line added at the top."""
    return "Skip to content. Subscribe to our letter!\n\n" + rewrapped(unlinked(curly(text)), width)


def sound(outcome: Outcome) -> bool:
    accounts = [line for line in outcome.lines if not line.startswith("  ")]
    return outcome.code == 0 and len(accounts) > 1 and all(" 0 missing;" in line for line in accounts)


@pytest.mark.skipif(not TEXTS, reason="NK2020_TEXTS names no folder")
def test_every_citation_of_the_repository_is_in_its_document(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = cite(ROOT, Path(TEXTS), capsys)
    assert sound(outcome), outcome
    assert all(" 0 moved," in line for line in outcome.lines)


@pytest.mark.skipif(not TEXTS, reason="NK2020_TEXTS names no folder")
@pytest.mark.parametrize("width", [50, 100, 100_000])
def test_every_citation_of_the_repository_is_in_another_rendering(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    for path in Path(TEXTS).iterdir():
        (tmp_path / path.name).write_text(rendered(path.read_text(encoding="utf-8"), width), encoding="utf-8")
    outcome = cite(ROOT, tmp_path, capsys)
    assert sound(outcome), outcome
    assert all(": 0 citations in place, " in line for line in outcome.lines if not line.startswith("  "))


# Harder cases


def test_a_text_that_quotes_one_sentence_of_an_absent_document_is_not_that_document(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").unlink()
    quoting = NGO + "The Paper wrote: Eastland denied that it had fired on Lowtown.\n"
    (bench.texts / "so-watch234.txt").write_text(quoting, encoding="utf-8")
    ngo = [NGO_SOUND.replace("0 left out", "1 left out"), f"  word {position(quoting, 'denied')}: {uncited('denied')}"]
    assert bench.cite() == Outcome(
        1, ["Strikes on Lowtown: not compared, because its text is not in the folder", *ngo], ""
    )


@pytest.mark.parametrize("broken", ["twenty-\none", "twenty\none", "twenty\u2011one"])
def test_a_number_word_broken_at_a_line_end_stands_in_its_passage(bench: Bench, broken: str) -> None:
    text = PAPER.replace("Twelve houses", "Twenty-one houses")
    bench.quote("ci-bbbb2222", text, 'Twenty-one houses were damaged, three of them "by fire"')
    for citation in ("ci-cccc2222", "ci-dddd2222", "ci-eeee2222"):
        row = bench.row("citations", "citation_id", citation)
        row["passage_start"] = str(int(row["passage_start"]) + 1)
    bench.row("damage_counts", "claim_id", "dc-aaaa2222").update(count_min="21", count_max="21")
    bench.paper(text.replace("Twenty-one", broken))
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


@pytest.mark.parametrize("digits", ["1,፩፪፫", "9" * 5000], ids=["Ethiopic", "long"])
def test_digits_that_are_no_number_do_no_harm(bench: Bench, digits: str) -> None:
    bench.paper(PAPER + "\n" + digits + "\n")
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_a_file_whose_name_is_not_unicode_does_no_harm(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").rename(bench.texts / os.fsdecode(b"caf\xe9.txt"))
    assert bench.cite().code == 0
