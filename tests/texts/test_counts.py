"""Which numbers in a text are counts, and which are dates, ages, times and designations."""

import pytest

from tests.shared.figuring import counted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve houses and 5 cars burned.", [12, 5]),
        ("They killed four.", [4]),
        ("Killed: 93", [93]),
        ("a toll of 1,000 dead", [1000]),
        ("both brothers died", [2]),
        ("one civilian and one ambulance", [1, 1]),
        ("over 40 thousand people", [40_000]),
        ("killing 10, among them two women, and wounding 70", [10, 2, 70]),
        ("120 people, 150, and more", [120, 150]),
        ("killing 3, 4, and 5", [3, 4, 5]),
        ("five-six killed", [5, 6]),
    ],
)
def test_counts_are_counts(text: str, expected: list[int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on 1 October",
        "on 27 September 2020",
        "on October 27",
        "on October 27, 2020",
        "in 2020",
        "between 1900 and 2100",
        "on 4, 5, 8 and 17 October",
        "from 27 to 28 September",
        "on 7 or 8 November",
        "27 and 28 October 2020",
        "October 27-28",
        "on 2020-10-27",
        "on 31 MAY",
        "on twenty-seven September",
    ],
)
def test_a_date_counts_nothing(text: str) -> None:
    assert counted(f"Four people were killed {text}.") == [4]


@pytest.mark.parametrize(
    "text",
    [
        "a 52-year-old man",
        "a man, 52, who fled",
        "a man aged 52",
        "two years old",
        "a 10 month old",
        "a boy born 3 nights ago",
    ],
)
def test_an_age_counts_nothing(text: str) -> None:
    assert counted(f"Four people, among them {text}, were killed.") == [4]


@pytest.mark.parametrize(
    "text",
    [
        "at 13:00",
        "around 01:30 local time",
        "at 2 a.m.",
        "at two a.m.",
        "by 7 pm",
        "around 4 o'clock",
        "GMT+4",
        "UTC 4",
        "in the 44-day war",
        "for 30 minutes",
        "within two hours",
        "six weeks on",
        "since 5",
    ],
)
def test_a_time_or_span_of_time_counts_nothing(text: str) -> None:
    assert counted(f"Four people were killed {text}.") == [4]


@pytest.mark.parametrize(
    "text",
    [
        "60 km away",
        "sixty kilometres away",
        "100 metres away",
        "20 miles away",
        "a BM-30 rocket",
        "a 300 mm rocket",
        "a 300-mm rocket",
        "an MM-21",
        "under Article 5",
        "on page 12",
        "by 20 percent",
        "hit three times",
        "both sides",
        "the two countries",
        "in a town with a population of 40 thousand",
        "population: 1,200",
    ],
)
def test_a_distance_designation_or_other_number_counts_nothing(text: str) -> None:
    assert counted(f"Four people were killed {text}.") == [4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no one was killed", []),
        ("one of them was killed", []),
        ("one by one", []),
        ("one other died", [1]),
        ("one person died", [1]),
        ("one house burned", [1]),
    ],
)
def test_one_is_a_number_only_before_what_is_counted(text: str, expected: list[int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 32 October", [32]),  # no day of a month
        ("killed 4, in October", [4]),
        ("a toll, 150, that grew", [150]),  # no age
        ("killing 1899 and 2101", [1899, 2101]),  # no years
        ("2,020 houses", [2020]),
        ("two thousand houses", [2000]),
    ],
)
def test_a_number_that_only_resembles_a_date_or_age_is_a_count(text: str, expected: list[int]) -> None:
    assert counted(text) == expected
