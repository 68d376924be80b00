"""`cite` compares the citations with the texts of a folder, whatever else is in it."""

import hashlib
import os
from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.citing import NGO_SOUND, PAPER_SOUND, Bench, Outcome, cite
from tests.shared.tiny import PAPER

NOISE = hashlib.shake_256(b"no text").digest(5000)


NGO_ABSENT = "Findings: not compared, because its text is not in the folder"


def test_documents_as_they_were_coded_have_every_passage_in_place(bench: Bench) -> None:
    assert bench.cite() == Outcome(0, [PAPER_SOUND, NGO_SOUND], "")


def test_files_may_have_any_name(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").rename(bench.texts / "z")
    (bench.texts / "so-watch234.txt").rename(bench.texts / "so-paper234.txt")
    assert bench.cite().lines == [
        PAPER_SOUND.replace("so-paper234.txt", "z"),
        NGO_SOUND.replace("so-watch234.txt", "so-paper234.txt"),
    ]


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


def test_a_file_whose_name_is_not_unicode_does_no_harm(bench: Bench) -> None:
    (bench.texts / "so-paper234.txt").rename(bench.texts / os.fsdecode(b"caf\xe9.txt"))
    assert bench.cite().code == 0
