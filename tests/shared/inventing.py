"""Names that nobody bears and notes that name nobody, made from a seed, to measure what is found and what is refused.

A name is put together from syllables and from endings that names have in Armenia, Azerbaijan, Russia, Greece and
English-speaking countries. No list of names is kept. Three notes of four are in English, as the project's are.
"""

import random
import unicodedata
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote


class Person(NamedTuple):
    """Given name and surname of nobody, and the language in which a note on such a person may be written."""

    given: str
    surname: str
    language: str


# For each script: consonants, vowels, and for each tradition the endings of given names and surnames, and a language.
Tradition = tuple[list[str], list[str], str]
SCRIPTS: dict[str, tuple[str, str, list[Tradition]]] = {
    "Latin": (
        "b d f g h k l m n p r s t v z",
        "a e i o u",
        [
            (["en", "ik", "ush", "ine", "uhi", "ar"], ["yan", "yan", "ian", "yants", "yan"], "Azerbaijani"),
            (
                ["il", "ur", "ad", "ana", "iyə", "ət"],
                ["ov", "ova", "yev", "yeva", "zadə", "zade", "lı", "li"],
                "Azerbaijani",
            ),
            (["ey", "ir", "ina", "ana", "an"], ["ov", "ova", "ev", "eva", "in", "ina", "sky", "enko"], "Azerbaijani"),
            (["er", "y", "a", "ow", "eth"], ["son", "ton", "ford", "well", "man", "ley", "ham", "wood"], "English"),
        ],
    ),
    "Cyrillic": (
        "б в г д ж з к л м н п р с т ф х ш",
        "а е и о у",
        [
            (["ен", "ик", "уш", "ине", "ар"], ["ян", "ян", "янц", "ян"], "Russian"),
            (["ил", "ур", "ад", "ана", "ет"], ["ов", "ова", "иев", "иева", "заде", "ов"], "Russian"),
            (["ей", "ир", "ина", "ана", "ан"], ["ов", "ова", "ев", "ева", "енко", "ин", "ский"], "Russian"),
        ],
    ),
    "Armenian": (
        "բ գ դ զ թ լ խ կ հ մ ն շ պ ջ ս վ տ ր",
        "ա ե ի ո",
        [(["են", "իկ", "ուշ", "ինե", "ար", "ակ"], ["յան", "յան", "յան", "եան", "յանց"], "Armenian")],
    ),
    "Greek": (
        "β γ δ ζ θ κ λ μ ν π ρ σ τ φ χ",
        "α ε ι ο",
        [
            (["ίνος", "άνης", "ίκος", "ούλα", "ένη"], ["όπουλος", "οπούλου", "ίδης", "ίδου", "άκης", "ιάδης"], "Greek"),
            (["ίκ", "άρ", "έν"], ["ιάν", "γιάν"], "Greek"),
        ],
    ),
}
DISGUISES = ["plain", "lower case", "spaced letters", "initials and age", "address or file", "inflected or joined"]
AGES = {
    "Latin": ["{}, {age}", "{} ({age})", "{}, aged {age}", "{}, {age} years old"],
    "Cyrillic": ["{}, {age}", "{} ({age})", "{}, {age} года", "{}, {age} лет"],
    "Armenian": ["{}, {age}", "{} ({age})", "{}, {age} տարեկան"],
    "Greek": ["{}, {age}", "{} ({age})", "{}, {age} ετών"],
}
CASES = {
    "Latin": ["{}'s", "{}'un", "{}da", "{}"],
    "Cyrillic": ["{}а", "{}у", "{}ым", "{}"],
    "Armenian": ["{}ի", "{}ին", "{}ը", "{}ից"],
    "Greek": ["{}", "{}"],
}
AROUND = {
    "English": [
        "The text says that {} was killed in Barda.",
        "A resident, {}, is counted once; the second coding has the same.",
        "Among the dead was {}; see the heading.",
        "The name of {} stands in the caption of the photograph.",
        "It is not told whether {} was hurt by the second rocket.",
        "Counted from a list: {}, and three others.",
    ],
    "Russian": [
        "В Барде погиб {}.",
        "По данным ведомства, {} получил ранения.",
        "Среди погибших был {}, как сообщает источник.",
    ],
    "Armenian": ["Ստեփանակերտում զոհվել է {}։", "Հրետակոծության հետևանքով {} վիրավորվել է։"],
    "Greek": ["Στην πόλη σκοτώθηκε {}.", "Σύμφωνα με την έκθεση, {} τραυματίστηκε."],
    "Azerbaijani": ["Bərdədə {} həlak olub.", "Nazirliyin məlumatına görə, {} yaralanıb."],
}
ADDRESSES = [
    "https://example.org/wiki/{}",
    "https://www.example.org/news/2020/10/{}.html",
    "https://news.example.org/world/{}-killed-in-strike-on-town",
    "https://example.org/articles?title={}&page=2",
    "docs/{}.md",
    "data/notes/{}.csv",
]


def invented(seed: int, script: str, count: int) -> list[Person]:
    """Given name and surname of as many people in a script, who do not exist."""
    chance = random.Random(f"{seed} {script}")  # noqa: S311 - not for secrets
    consonants, vowels, traditions = SCRIPTS[script][0].split(), SCRIPTS[script][1].split(), SCRIPTS[script][2]

    def root(syllables: int) -> str:
        made = "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables))
        return made + chance.choice(consonants)

    people = []
    for _ in range(count):
        given, surname, language = chance.choice(traditions)
        name = root(1) + chance.choice(given), root(chance.choice([1, 2, 2])) + chance.choice(surname)
        people.append(Person(name[0].capitalize(), name[1].capitalize(), language))
    return people


def disguised(seed: int, script: str, disguise: str, person: Person) -> str:
    """A note, an address or a path that has the name of a person in a disguise."""
    chance = random.Random(f"{seed} {script} {disguise} {person}")  # noqa: S311
    make: dict[str, Callable[[], str]] = {
        "plain": lambda: " ".join(person[:2] if chance.random() < 0.8 else person[1::-1]),
        "lower case": lambda: " ".join(person[:2]).lower(),
        "spaced letters": lambda: _spaced(chance, person),
        "initials and age": lambda: _initials(chance, script, person),
        "address or file": lambda: _slug(chance, person),
        "inflected or joined": lambda: _changed(chance, script, person),
    }
    name = make[disguise]()
    if disguise == "address or file":
        return chance.choice(ADDRESSES).format(name)
    return chance.choice(AROUND[chance.choice(["English", "English", "English", person.language])]).format(name)


def _spaced(chance: random.Random, person: Person) -> str:
    mark = chance.choice([" ", " ", ".", "-", "_", "·"])
    words = [mark.join(part if chance.random() < 0.7 else part.lower()) for part in person[:2]]
    return "   ".join(words)


def _initials(chance: random.Random, script: str, person: Person) -> str:
    first, second = person.given[0], person.surname[0]
    initials = chance.choice([f"{first}. {second}.", f"{first}.{second}.", f"{second}. {first}.", f"{first}."])
    return chance.choice(AGES[script]).format(initials, age=chance.randint(1, 90))


def _slug(chance: random.Random, person: Person) -> str:
    slug = chance.choice(
        [
            "-".join(person[:2]).lower(),
            "_".join(person[:2]),
            "_".join(person[:2]).lower(),
            "".join(person[:2]),
            "-".join(person[:2]),
            f"{person.surname}-{person.given}".lower(),
        ]
    )
    return quote(slug) if chance.random() < 0.5 else slug


def _changed(chance: random.Random, script: str, person: Person) -> str:
    given, surname, _ = person
    if surname[-1] in "аeəaei" or surname.endswith(("заде", "енко", "ский")):
        inflected = f"{given} {surname[:-1]}ой" if surname[-1] == "а" else f"{given} {surname}"
    elif surname.endswith(("ян", "янц")):
        inflected = f"{given} {surname}{chance.choice(['а', 'у', 'ом', 'е'])}"
    else:
        inflected = f"{given} {chance.choice(CASES[script]).format(surname)}"
    return chance.choice(
        [
            inflected,
            inflected.lower(),
            f"{given}-{surname}",
            f"{given}_{surname}",
            f"{given}{surname}",
            unicodedata.normalize("NFD", f"{given} {surname}"),
            f"{given[:2]}\u00ad{given[2:]} {surname[:3]}\u200b{surname[3:]}",
            f"{given} {surname}".upper(),
        ]
    )
