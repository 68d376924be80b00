"""Notes that name nobody, in the languages and words of the project, made from a seed."""

import csv
import random
from collections.abc import Callable, Iterator
from functools import partial

from scripts.editing.gazetteer import records
from tests.shared.tiny import ROOT

ENGLISH = """
The text says that {n} {people} were killed in {place} on {day}; the heading says {n}.
{n} {people} were injured and {n} {objects} were damaged, according to {office}.
{office} denies it; {office} accuses {state}.
The passage gives no day; {day} is inferred from the date of publication.
Whether the strike on {place} is the one of {day} cannot be told, so both rows stay.
The figure was misread: the passage has {n}, not {n}.
Counted twice: the same sentence is quoted in the caption, with {n} {people}.
The second coding has {n}, the first {n}; the guide counts each {person} once.
A {weapon} struck a {object} in {place} at {time}; nobody was hurt.
The munition is a {weapon}; the warhead is said to be a cluster one, which {office} denies.
The place is called {place} in the text; its Azerbaijani name is {place_az}, its Armenian one {place_hy}.
The text writes {place_ru}, which is the Russian form of the name.
{office} published the figure on {day}, and {medium} repeated it {n} days later.
The point is that of the settlement, from Who's On First {long}; GeoNames has {long}.
The address is that of a copy in the Internet Archive; the page itself was not found.
The title is that of the page; the heading of the text differs by one word.
Only the opening could be read: the rest is behind a paywall.
A {person} aged {n} is counted among the {n} dead, so the row is a subgroup of {id}.
The same speaker's figure in the same document is a repeat of {id}.
Residents of {place} were in shelters when the {weapon} fell near the {object}.
It is the toll of all strikes on {place} from {day} to {day}, so it belongs to the campaign.
The translation into English has "wounded" where the original has "killed".
The row was withdrawn because the passage does not say who fired.
The spokesperson of {office} spoke of a "terrorist act"; the code is that of the law.
Four {people}, two of them children, were taken to hospital and discharged on the next day.
According to preliminary information, shelling of {place} resumed in the morning and lasted until the evening.
The ceasefire of {day} was broken within hours, says each side of the other.
The rocket that did not explode was photographed in a vegetable garden, {medium} reports.
The church, the school and the maternity ward were hit by shrapnel; the power line was cut.
Heavy artillery, multiple launch rockets and drones were used against {place}, says {office}.
Both sides published coordinates that lie {n} km apart; the point stays that of the town.
The date in the caption is {day}, that in the text {day}.
Rounded in the text ("about {n}"), so the qualifier is about.
This corrects the day of the strike on {place}: {medium} dates it {day}.
Added the denial of {office}, with its source, a statement of {day}.
See rule {n} of the guide; the word "casualties" alone does not say which outcome.
The list of the dead in the annex was counted, and not copied: {n} entries, {n} of them women.
Nothing in the text tells whether the {weapon} was fired from Armenia or from Nagorno-Karabakh.
Two {objects} burned down; a third was partly destroyed, which is damaged.
The village is {place}, another than the town of the same name; see the gazetteer.
Not a strike: a landmine went off under a tractor, {n} weeks after the fighting ended.
The summary in the infobox, {n} killed and {n} wounded, is later than the text.
Martial law, mobilisation and a curfew were declared on {day}.
Unexploded ordnance was cleared by deminers; the crater measured {n} metres across.
""".strip().splitlines()
RUSSIAN = """
В тексте сказано, что в городе {place_ru} погибли {n} мирных жителей.
Обстрел начался утром {n} октября и продолжался несколько часов.
По данным министерства обороны, повреждены {n} домов и школа.
Снаряды попали в жилой дом; есть раненые, среди них дети.
В заголовке указано другое число погибших, чем в тексте.
Армия обороны отрицает удар по городу {place_ru}.
Прокуратура сообщила о повреждении {n} объектов гражданской инфраструктуры.
Русский текст говорит о кассетных боеприпасах, английский нет.
Из-под завалов извлекли тела {n} человек, сообщает агентство.
""".strip().splitlines()
ARMENIAN = """
Տեքստում ասվում է, որ զոհվել է {n} քաղաքացիական անձ։
Հրետակոծության հետևանքով վնասվել են {n} տներ և դպրոցը։
Պաշտպանության նախարարությունը հերքում է հարվածը։
Վերնագրում նշված է այլ թիվ, քան տեքստում։
Քաղաքի բնակիչները գտնվում էին ապաստարաններում։
Հրթիռներով և անօդաչու սարքերով հարվածել են քաղաքին։
""".strip().splitlines()
AZERBAIJANI = """
Mətndə deyilir ki, {n} nəfər mülki şəxs həlak olub.
Raket zərbəsi nəticəsində {n} ev dağılıb və məktəb zədələnib.
Müdafiə Nazirliyi bu məlumatı təkzib edir.
Başlıqda yaralıların sayı fərqli göstərilib.
Artilleriya atəşi nəticəsində {n} obyektə ziyan dəyib.
Prokurorluq bildirir ki, şəhər gecə saatlarında atəşə tutulub.
""".strip().splitlines()
GREEK = """
Το κείμενο αναφέρει ότι σκοτώθηκαν {n} άμαχοι στην πόλη.
Ο τίτλος δίνει διαφορετικό αριθμό τραυματιών.
Το υπουργείο διαψεύδει την επίθεση.
""".strip().splitlines()
OTHERS = """
Le texte parle de {n} morts et de {n} blessés dans la ville.
Metinde {n} sivilin öldüğü ve {n} evin yıkıldığı yazıyor.
""".strip().splitlines()
ADDRESSES = """
https://example.org/news/{year}/10/azerbaijan-{place_slug}-rocket-attack-civilians-killed
https://www.example.com/world/europe/nagorno-karabakh-shelling-{long}.html
https://example.az/az/xeber/{long}/{place_slug}-raket-zerbesi-neticesinde-dagilan-evler
https://example.am/arm/news/{long}.html
https://example.ru/politics/karabah-obstrel-goroda-{place_slug}
https://en.wikipedia.org/wiki/2020_{place_wiki}_missile_attacks
https://web.archive.org/web/{year}1028120000/https://example.org/en/articles/id/{long}
docs/rehearsals/{place_slug}-toll.md
changes/{place_slug}-{year}-toll.md
""".strip().splitlines()
WORDS = {
    "people": "civilians residents persons children women men girls boys elderly volunteers medics journalists".split(),
    "person": "child resident woman boy girl journalist doctor volunteer teacher farmer".split(),
    "objects": "houses shops vehicles schools flats warehouses power lines, barns, gas pipes".split(", ")
    + "houses cars schools kindergartens hospitals cemeteries bridges".split(),
    "object": "house market school hospital kindergarten cathedral bakery substation bridge courtyard".split(),
    "weapon": "BM-30 Smerch,Grad rocket,9M55K,Tochka-U,LAR-160,Harop drone,Bayraktar,Scud-B,mortar shell,"
    "artillery shell,Polonez,cluster munition,howitzer,Su-25,EXTRA missile".split(","),
    "state": "Armenia,Azerbaijan,Artsakh,Nagorno-Karabakh,the other side".split(","),
    "time": ["01:00", "13:20", "about 9 in the morning", "dawn", "noon", "11 p.m."],
}
MONTHS = ["September", "October", "November"]
# How often each language is taken, of a hundred.
SHARES = [(ENGLISH, 70), (RUSSIAN, 8), (ARMENIAN, 5), (AZERBAIJANI, 6), (GREEK, 1), (OTHERS, 3), (ADDRESSES, 7)]


def harmless(seed: int, count: int) -> Iterator[str]:
    """As many notes, addresses and paths."""
    chance = random.Random(f"harmless {seed}")  # noqa: S311 - not for secrets
    places, actors, gazetteer = _rows("places"), _rows("actors"), records()
    offices = [row["name"] for row in actors if row["kind"] not in ("resident", "unnamed", "media")]
    media = [row["name"] for row in actors if row["kind"] == "media"]
    languages = chance.choices([lines for lines, _ in SHARES], [share for _, share in SHARES], k=count)
    for lines in languages:
        words: dict[str, Callable[[], str]] = {name: partial(chance.choice, listed) for name, listed in WORDS.items()}
        words |= {
            "n": lambda: str(chance.randint(1, 120)),
            "year": lambda: str(chance.choice([2020, 2021, 2023])),
            "long": lambda: str(chance.randint(10**5, 10**9)),
            "day": lambda: f"{chance.randint(1, 28)} {chance.choice(MONTHS)} 2020",
            "id": lambda: "vc-" + "".join(chance.choices("abcdefghjkmnpqrstuvwxyz23456789", k=8)),
            "office": lambda: chance.choice(offices),
            "medium": lambda: chance.choice(media),
            "place_slug": lambda: _latin(chance.choice(places)["name"]).lower(),
            "place_wiki": lambda: _latin(chance.choice(places)["name"]),
        }
        for name in ("name", "name_az", "name_hy", "name_ru"):
            listed = [row[name] for row in places if row[name]]
            words[name.replace("name", "place")] = partial(chance.choice, listed)
        # a third of the places have no row yet, as in most contributions
        words["place"] = lambda: (
            chance.choice(gazetteer).name if chance.random() < 1 / 3 else chance.choice(places)["name"]
        )
        text = chance.choice(lines)
        while "{" in text:
            name = text.split("{", 1)[1].split("}", 1)[0]
            text = text.replace(f"{{{name}}}", words[name](), 1)
        yield text


def _rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _latin(name: str) -> str:
    return name.split(" / ")[0].replace(" ", "-")
