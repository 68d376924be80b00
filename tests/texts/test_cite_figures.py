"""`cite` looks for the figure of every claim in its passage, and for a row for every number beside harm."""

import pytest

from tests.shared.citing import NGO_NAME, NGO_SOUND, PAPER_NAME, PAPER_SOUND, Bench, Outcome, account, position
from tests.shared.speeds import quick
from tests.shared.tiny import NGO, PAPER


def no_row(number: int) -> str:
    """The fault of a number that no row has."""
    return f"no row on its passage has the number {number}; code it or exclude the passage"


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
