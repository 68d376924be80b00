"""Numerals: the words for numbers by language, as they are folded, and how they join."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True)
class Numerals:
    """The number words of a language.

    `small` add up: units, tens, and hundreds that are one word. `groups` and `scales` multiply what stands before
    them, and `starts` says that they may begin a number. `tens` are the values after which a unit goes on, `alone` are
    whole numbers, `joins` may stand between two parts, and `ones` are articles or pronouns, too.
    """

    small: dict[str, int]
    tens: frozenset[int]
    groups: dict[str, int] = field(default_factory=dict)
    scales: dict[str, int] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    ones: frozenset[str] = frozenset()
    starts: bool = False
    thousands: tuple[str, ...] = (" ", "\u00a0", ".")  # what may divide the digits of a number


def _values(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """The words of a row of numbers; forms of one number are divided by strokes."""
    return {form.casefold(): first + step * at for at, forms in enumerate(words.split()) for form in forms.split("|")}


def _inflected(values: dict[str, int], endings: Iterable[str]) -> dict[str, int]:
    return values | {word + ending: value for word, value in values.items() for ending in endings}


TENS = frozenset(range(20, 100, 10))


@cache
def numerals(language: str) -> Numerals:
    """The number words of a language; none of one that is not known."""
    return MAKERS[language]() if language in MAKERS else Numerals({}, TENS)


def _english() -> Numerals:
    units = _values(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen"
    )
    tens = _values("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    return Numerals(
        units | tens,
        TENS,
        {"dozen": 12, "hundred": 100},
        {"thousand": 1000, "million": 1_000_000},
        {"both": 2, "couple": 2, "once": 1, "twice": 2},
        frozenset({"and"}),
        frozenset({"one"}),
        thousands=(",",),
    )


def _russian() -> Numerals:
    units = _values(
        "ноль|ноля один|одна|одно|одного|одной|одну|одном|одному|одним два|две|двух|двое|двоих|двум|двумя"
        " три|трех|трёх|трое|троих|трем|трём|тремя четыре|четырех|четырёх|четверо|четверых"
        " пять|пяти|пятеро|пятерых|пятью шесть|шести|шестеро|шестерых семь|семи|семеро|семерых"
        " восемь|восьми|восьмеро|восьмерых девять|девяти|девятеро|девятерых десять|десяти|десятеро"
        " одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати"
        " пятнадцать|пятнадцати шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати"
        " девятнадцать|девятнадцати"
    )
    tens = _values(
        "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти"
        " семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста",
        20,
        10,
    )
    hundreds = _values(
        "сто|ста двести|двухсот триста|трехсот|трёхсот четыреста|четырехсот пятьсот|пятисот шестьсот|шестисот"
        " семьсот|семисот восемьсот|восьмисот девятьсот|девятисот",
        100,
        100,
    )
    scales = dict.fromkeys("тысяча тысячи тысяч тысячу тыс".split(), 1000)
    scales |= dict.fromkeys("миллион миллиона миллионов млн".split(), 1_000_000)
    alone = {"оба": 2, "обе": 2, "обоих": 2, "однажды": 1, "дважды": 2, "трижды": 3}
    ones = frozenset("один одна одно одного одной одну одном одному одним".split())
    return Numerals(units | tens | hundreds, TENS, {}, scales, alone, ones=ones)


def _turkic(units: str, tens: str, hundred: str, thousand: str, ten: str) -> Numerals:
    single = _values(units, 1)
    small = single | {ten: 10} | _values(tens, 20, 10)
    endings = "i ı u ü si sı su sü inin ının sinin sının ni nı sini sını unun ünün".split()
    scales = _inflected({thousand: 1000, "milyon": 1_000_000}, "ə e i dən den də de".split())
    ones = frozenset(word for word, value in _inflected(single, endings).items() if value == 1)
    tens_too = TENS | {10}
    return Numerals(_inflected(small, endings), tens_too, {hundred: 100}, scales, ones=ones, starts=True)


def _french() -> Numerals:
    units = _values("zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    tens = _values("vingt|vingts trente quarante cinquante soixante", 20, 10)
    groups = {"cent": 100, "cents": 100}
    alone = _values("dizaine vingtaine trentaine quarantaine cinquantaine soixantaine", 10, 10)
    alone |= {"douzaine": 12, "quinzaine": 15, "centaine": 100}
    scales = {"mille": 1000, "million": 1_000_000, "millions": 1_000_000}
    ones = frozenset({"un", "une"})
    return Numerals(units | tens, TENS | {10}, groups, scales, alone, frozenset({"et"}), ones, starts=True)


def _german() -> Numerals:
    ones = "eins|ein|eine|einen|einem|einer|eines"
    units = _values(
        f"null {ones} zwei|zweier drei|dreier vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn"
        " fünfzehn sechzehn siebzehn achtzehn neunzehn"
    )
    tens = _values("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    parts = [(word, value) for word, value in units.items() if 0 < value < 10 and (value > 1 or word == "ein")]
    joined = {f"{unit}und{ten}": one + many for unit, one in parts for ten, many in tens.items()}
    hundreds = {f"{unit}hundert": 100 * one for unit, one in parts}
    groups, scales = {"hundert": 100, "dutzend": 12}, {"tausend": 1000, "million": 1_000_000, "millionen": 1_000_000}
    alone = {"einmal": 1, "zweimal": 2, "dreimal": 3, "beide": 2, "beiden": 2}
    its_ones = frozenset(ones.split("|"))
    return Numerals(units | tens | joined | hundreds, TENS, groups, scales, alone, ones=its_ones, starts=True)


def _armenian() -> Numerals:
    units = _values("զրո մեկ|մի երկու|երկուս երեք չորս հինգ վեց յոթ|եօթ ութ ինը|ինն տաս|տասը")
    teens = _values("տասնմեկ տասներկու|տասնեկու տասներեք տասնչորս տասնհինգ տասնվեց տասնյոթ տասնութ տասնինը|տասնինն", 11)
    tens = _values("քսան երեսուն քառասուն հիսուն վաթսուն յոթանասուն ութսուն իննսուն", 20, 10)
    joined = {f"{ten}{unit}": many + one for ten, many in tens.items() for unit, one in units.items() if 0 < one < 10}
    small = _inflected(units | teens | tens | joined, ["ը", "ն", "ի", "ին", "ից"])
    ones = frozenset(word for word, value in small.items() if value == 1)
    return Numerals(small, TENS, {"հարյուր": 100}, {"հազար": 1000, "միլիոն": 1_000_000}, ones=ones, starts=True)


def _romance(units: str, tens: str, hundreds: str, thousand: str, joins: str, alone: dict[str, int]) -> Numerals:
    """Spanish, Italian or Portuguese, of which each has a word for every number to nineteen."""
    small = _values(units) | _values(tens, 20, 10) | _values(hundreds, 100, 100)
    ones = frozenset(word for word, value in small.items() if value == 1)
    scales = dict.fromkeys(thousand.split("|"), 1000)
    return Numerals(small, TENS, {}, scales, alone, frozenset({joins}), ones)


def _spanish() -> Numerals:
    units = (
        "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciséis diecisiete dieciocho diecinueve"
    )
    hundreds = (
        "cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos quinientos seiscientos setecientos"
    )
    tens = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
    twenties = _values(
        "veintiún|veintiuno|veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
        " veintinueve",
        21,
    )
    alone = {"decena": 10, "docena": 12, "veintena": 20, "treintena": 30, "centenar": 100, "ambos": 2, "ambas": 2}
    return _romance(units, tens, hundreds, "mil", "y", alone | twenties)


def _italian() -> Numerals:
    units = (
        "zero un|uno|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
        " sedici diciassette diciotto diciannove"
    )
    tens = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
    hundreds = "cento duecento trecento quattrocento cinquecento seicento settecento ottocento novecento"
    joined = {
        f"{ten[:-1] if unit[0] in 'uo' else ten}{unit}": many + one
        for ten, many in _values(tens, 20, 10).items()
        for unit, one in _values("uno due tré quattro cinque sei sette otto nove", 1).items()
    }
    alone = {"decina": 10, "dozzina": 12, "quindicina": 15, "ventina": 20, "trentina": 30, "centinaio": 100}
    return _romance(units, tens, hundreds, "mille|mila", "e", alone | joined)


def _portuguese() -> Numerals:
    units = (
        "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze"
        " dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove"
    )
    tens = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
    hundreds = "cem|cento duzentos|duzentas trezentos|trezentas quatrocentos quinhentos seiscentos setecentos"
    alone = {"dezena": 10, "dúzia": 12, "centena": 100, "ambos": 2, "ambas": 2}
    return _romance(units, tens, hundreds, "mil", "e", alone)


def _ukrainian() -> Numerals:
    small = _values("один|одна|одне|одного|однієї|одну два|дві|двох|двоє три|трьох|троє чотири|чотирьох|четверо", 1)
    small |= _values(
        "шість|шести|шестеро|шістьох сім|семи|семеро|сімох вісім|восьми|восьмеро", 6
    )  # an apostrophe is in 5
    small |= _values("десять|десяти|десятеро одинадцять дванадцять тринадцять чотирнадцять", 10)
    small |= _values("шістнадцять сімнадцять вісімнадцять", 16)
    small |= {"двадцять": 20, "тридцять": 30, "сорок": 40, "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80}
    small |= {"сто": 100, "двісті": 200, "триста": 300}
    ones = frozenset(word for word, value in small.items() if value == 1)
    scales = dict.fromkeys("тисяча тисячі тисяч тис".split(), 1000)
    return Numerals(small, TENS, {}, scales, {"обидва": 2, "двічі": 2}, ones=ones)


def _polish() -> Numerals:
    small = _values(
        "zero jeden|jedna|jedno|jedną|jednego|jednej dwa|dwie|dwóch|dwoje|dwaj trzy|trzech|troje cztery|czterech|czworo"
        " pięć|pięciu|pięcioro sześć|sześciu siedem|siedmiu osiem|ośmiu dziewięć|dziewięciu dziesięć|dziesięciu"
        " jedenaście|jedenastu dwanaście|dwunastu trzynaście|trzynastu czternaście|czternastu piętnaście|piętnastu"
        " szesnaście|szesnastu siedemnaście|siedemnastu osiemnaście|osiemnastu dziewiętnaście|dziewiętnastu"
    )
    small |= _values(
        "dwadzieścia|dwudziestu trzydzieści|trzydziestu czterdzieści|czterdziestu pięćdziesiąt|pięćdziesięciu"
        " sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
        20,
        10,
    )
    small |= {"sto": 100, "stu": 100, "dwieście": 200, "trzysta": 300}
    ones = frozenset(word for word, value in small.items() if value == 1)
    return Numerals(small, TENS, {}, dict.fromkeys("tysiąc tysiące tysięcy tys".split(), 1000), {"oba": 2}, ones=ones)


MAKERS = {
    "en": _english,
    "ru": _russian,
    "az": lambda: _turkic(
        "bir iki üç dörd beş altı yeddi səkkiz doqquz",
        "iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
        "yüz",
        "min",
        "on",
    ),
    "tr": lambda: _turkic(
        "bir iki üç dört|dörd beş altı yedi sekiz dokuz",
        "yirmi otuz kırk elli altmış yetmiş seksen doksan",
        "yüz",
        "bin",
        "on",
    ),
    "fr": _french,
    "de": _german,
    "hy": _armenian,
    "es": _spanish,
    "it": _italian,
    "pt": _portuguese,
    "uk": _ukrainian,
    "pl": _polish,
}
