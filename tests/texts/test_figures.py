"""Figures: the numbers in a text, their positions, and whether each counts something."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.texts.quantities import Figure
from tests.shared.figuring import counted, found, values

settings.register_profile("shared machine", deadline=None, database=None)
settings.load_profile("shared machine")

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]


# Which numbers are found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 dead", [4]),
        ("killing 21, wounding 70", [21, 70]),
        ("0 dead", [0]),
        ("007 dead", [7]),
        ("1,000 houses", [1000]),
        ("1,234,567 houses", [1_234_567]),
        ("12, 345 and 6", [12, 345, 6]),
        ("10,00", [10, 0]),
        ("40 thousand people", [40_000]),
        ("2 million people", [2_000_000]),
        ("３ ｄｅａｄ", [3]),
        ("one person, then two", [1, 2]),
        ("Four were killed and FIVE hurt", [4, 5]),
        ("twenty-one people", [21]),
        ("ninety nine people", [99]),
        ("twenty, one of them a child", [20, 1]),
        ("twenty ten", [20, 10]),
        ("a dozen houses", [12]),
        ("both men", [2]),
        ("a couple of houses", [2]),
        ("hit once, then twice", [1, 2]),
        ("a hundred houses", [100]),
        ("a thousand people", [1000]),
        ("more than hundred people", [100]),
        ("over thousand people", [1000]),
        ("three hundred houses", [300]),
        ("forty-five thousand people", [45_000]),
        ("two hundred thousand people", [200_000]),
        ("hundreds of houses, dozens of people", []),
        ("Hundred houses", []),
        ("many, several and some", []),
        ("1st, 2nd, 60km, T72 and 1990s", []),
        ("anyone alone in Tenby", []),
        ("", []),
    ],
)
def test_numbers_in_digits_and_words_are_found(text: str, expected: list[int]) -> None:
    assert values(text) == expected


def test_every_number_word_up_to_ninety_nine_has_its_value() -> None:
    singles = dict(zip([*UNITS, *TEENS], range(1, 20), strict=True))
    compounds = {f"{ten}-{unit}": value + n for ten, value in TENS.items() for n, unit in enumerate(UNITS, 1)}
    expected = {"zero": 0, **singles, **TENS, **compounds}
    assert {word: values(f"{word} people") for word in expected} == {word: [value] for word, value in expected.items()}


@given(st.integers(0, 10**15))
def test_digits_with_and_without_thousands_separators_have_one_value(number: int) -> None:
    assert values(f"about {number:,} people and {number} houses") == [number, number]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("killed 4 people", Figure(4, 1, 2)),
        ("killed 1,234 people", Figure(1234, 1, 3)),
        ("killed 40 thousand people", Figure(40_000, 1, 3)),
        ("killed twenty-one people", Figure(21, 1, 3)),
        ("killed a thousand people", Figure(1000, 2, 3)),
        ("killed five", Figure(5, 1, 2)),
    ],
)
def test_a_figure_says_which_words_spell_it(text: str, figure: Figure) -> None:
    assert found(text) == [figure]


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "one",
                "two",
                "twenty",
                "dozen",
                "hundred",
                "thousand",
                "7",
                "000",
                "31",
                "May",
                "killed",
                ",",
                "-",
                ".",
            ]
        )
    )
)
def test_figures_stand_in_order_and_never_overlap(pieces: list[str]) -> None:
    spans = [(figure.first, figure.last) for figure in found(" ".join(pieces))]
    ends = [0, *(last for _, last in spans)]
    assert all(end <= first < last for end, (first, last) in zip(ends, spans, strict=False))


# Harder cases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two dozen people", [24]),
        ("half a dozen people", [6]),
        ("one hundred and twenty-one people", [121]),
        ("a hundred and five people", [105]),
        ("two thousand five hundred people", [2500]),
        ("1.5 million people", [1_500_000]),
    ],
)
def test_a_number_of_several_words_is_one_number(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    ["twenty\none people", "twenty-\none people", "twenty  one people", "twenty\u2011one people", "twenty–one people"],
)
def test_a_number_word_is_one_number_in_any_rendering(text: str) -> None:
    assert values(text) == [21]


@pytest.mark.parametrize("text", ["a man,\n52, was hit", "a BM\u201130 rocket", "a BM–30 rocket", "on October 27–28"])
def test_what_counts_nothing_counts_nothing_in_any_rendering(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("September 27 and 28", "October 4, 5 and 8", "27 Oct", "Oct. 27", "27/10/2020", "27.10.2020"),
        *("the 27 of October", "am 17. Oktober", "27 октября", "le 4 octobre", "11 oktyabr", "28 Ekim"),
        "2020 թ. հոկտեմբերի 27",
    ],
)
def test_other_forms_of_dates_count_nothing(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize("text", ["20% of it", "20 per cent of it", "around 13.00"])
def test_a_share_or_time_in_other_spelling_counts_nothing(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "text", ["It killed 5. A man fled.", "It killed five. Hours later it rained.", "It killed 5. October was cold."]
)
def test_a_count_at_the_end_of_a_sentence_is_a_count(text: str) -> None:
    assert counted(text) == [5]


@pytest.mark.parametrize(("text", "expected"), [("one hundred wounded", [100]), ("5-6 killed", [5, 6])])
def test_one_hundred_and_the_end_of_a_range_are_counts(text: str, expected: list[int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize("text", ["1,፩፪፫ people", "9" * 5000])
def test_no_text_breaks_the_search_for_figures(text: str) -> None:
    found(text)


# Known faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed twenty — five of them children", [20, 5]),
        ("killed twenty - five of them children", [20, 5]),
        ("killed a hundred – two of them women", [100, 2]),
        ("Fatalities: twenty\n\nFive rockets fell", [20, 5]),
    ],
)
def test_a_dash_with_spaces_or_an_empty_line_parts_two_numbers(text: str, expected: list[int]) -> None:
    assert values(text) == expected


def test_a_decimal_of_endless_millions_breaks_nothing() -> None:
    found("1.5" + " million" * 60)
