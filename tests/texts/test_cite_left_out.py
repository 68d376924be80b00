"""`cite` names every sentence of harm or denial that no citation has, and shows none of its words."""

import pytest

from scripts.texts.coverage import sentences, uncovered
from scripts.texts.words import words
from tests.shared.citing import NGO_SOUND, PAPER_SOUND, Bench, Outcome, position, uncited
from tests.shared.tiny import PAPER


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


def test_a_german_article_is_no_word_of_harm_and_a_german_day_ends_no_sentence() -> None:
    text = "Am 17. Oktober traf es die Stadt. Die Post kam."
    its_words = words(text)
    assert sentences(text, its_words) == [(0, 7), (7, 10)]
    assert uncovered(text, its_words, [], "de") == []
    assert len(uncovered(text, its_words, [], "en")) == 2


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
