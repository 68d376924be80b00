"""Ordinary words of headlines, addresses and publishers in other languages pass, and a name among them does not.

The headlines are made up, and so are the names.
"""

import pytest

from scripts.checking.privacy import faults
from scripts.checking.privacy.cells import Judge
from scripts.checking.privacy.text import faults_of_address
from tests.checking.measure_privacy import in_titles
from tests.shared.people import ARMENIAN, AZERBAIJANI, CYRILLIC, LATIN
from tests.shared.sentences import KNOWN, PACKAGE
from tests.shared.speeds import quick

HEADLINES = {
    "Heavy Shelling Continues In Karabakh": LATIN,
    "Armenischer Raketenangriff auf Wohnsiedlungen: zwei Zivilisten verletzt": LATIN,
    "Streitkräfte Aserbaidschans nahmen Krankenhaus in Stepanakert unter Beschuss": LATIN,
    "Haut-Karabakh : deux journalistes français blessés": LATIN,
    "Ataque a Ganja: el Ministerio de Defensa de Azerbaiyán acusa a Armenia": LATIN,
    "Ermənistanın Gəncədə törətdiyi növbəti terror – RƏSMİ": AZERBAIJANI,
    "Baş Prokurorluqdan Mingəçevirdə təxribatla bağlı AÇIQLAMA": AZERBAIJANI,
    "SON DAKİKA: Ermenistan, Terter’de sivilleri vurdu": AZERBAIJANI,
    "Заявление МИД Республики Армения об ударе БПЛА": CYRILLIC,
    "В Нагорном Карабахе и Тертерском районе погибли 5 человек – ВИДЕО": CYRILLIC,
    "Статистика Генпрокуратуры Азербайджана растет": CYRILLIC,
    "Вірменія звинувачує Азербайджан": CYRILLIC,
    "Ադրբեջանի ԶՈՒ հրետակոծությունից տներ են վնասվել. ՊՆ": ARMENIAN,
}
ADDRESSES = [
    "https://news.example.org/ru/obstrel-gorodov-prodolzhaetsya",
    "https://example.org/mirnye-zhiteli-stali-zhertvami-massirovannyh-obstrelov",
    "https://report.example.org/daxili-siyaset/terterde-dagidilmis-evlerden",
    "https://example.org/de/in-gandscha-werden-ermittlungsmaßnahmen-ergriffen.html",
    "https://seoul.mfa.example.org/en/news/3136",
    "https://kavkaz-uzel.example.org/articles/1",
]


@pytest.mark.parametrize("headline", quick(HEADLINES, 4))
def test_ordinary_words_of_a_headline_pass_and_a_name_in_it_does_not(headline: str) -> None:
    assert faults(headline, KNOWN) == []
    words = headline.split()
    for given, surname in HEADLINES[headline][:4]:
        for at in range(len(words) + 1):
            text = " ".join([*words[:at], given, surname, *words[at:]])
            assert "name" in {kind for _, kind, _ in faults(text, KNOWN)}, text


@pytest.mark.parametrize(
    "headline",
    [
        "Velmir Hunter Killed In Ganja Shelling",
        "Teacher Hunter Killed In Ganja Shelling",
        "Heavy Shelling Kills Hunter, 34, In Ganja",
        "Velmir Tazgul Flees Heavy Shelling In Ganja",
    ],
)
def test_a_name_that_is_also_a_word_is_found_beside_a_sign(headline: str) -> None:
    assert "name" in {kind for _, kind, _ in faults(headline, KNOWN)}


@pytest.mark.parametrize("address", quick(ADDRESSES, 3))
def test_ordinary_words_of_an_address_pass_and_a_name_in_it_does_not(address: str) -> None:
    assert faults_of_address(address, KNOWN) == []
    for given, surname in LATIN[:4]:
        assert faults_of_address(f"{address}/{given}-{surname}".lower(), KNOWN)
        assert faults_of_address(f"{address}-{surname}".lower(), KNOWN)


@pytest.mark.parametrize(
    ("publisher", "url", "refused"),
    [
        ("Ormelun Velkat", "https://www.ormelunvelkat.example.org/a", 0),
        ("Ormelun Velkat", "https://news.example.org/a", 1),
        ("Tazakov", "https://tazakov.example.org/a", 1),
    ],
)
def test_a_publisher_may_be_called_as_its_site_is_unless_that_is_a_surname(
    publisher: str, url: str, refused: int
) -> None:
    row = {"publisher": publisher, "url": url}
    assert len(Judge(KNOWN).messages(PACKAGE.tables["candidates"], row, "publisher")) == refused


@pytest.mark.thorough
def test_a_full_name_is_found_in_nearly_every_title_of_the_data() -> None:
    shares = in_titles()
    print(shares)
    assert min(shares.values()) >= 0.99
