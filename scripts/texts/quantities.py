"""Figures in a text: numbers in digits or words, their positions, and whether each counts something."""

import re
from typing import NamedTuple

from .numerals import Numerals, numerals
from .words import Word

MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
    " januar februar märz mai juni juli oktober dezember"
    " janvier février mars avril juin juillet août septembre octobre novembre décembre"
    " января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    " yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"
    " ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
    " հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի".split()
)
# The German months that are no English words.
GERMAN = frozenset("januar februar märz mai juni juli oktober dezember".split())
NOT_COUNTS = frozenset(
    "year years yr month months week weeks day days hour hours minute minutes night nights"  # ages and spans of time
    " km kilometer kilometers kilometre kilometres m meter meters metre metres mile miles yard yards"  # distances
    " mm"  # calibres
    " am pm a p o clock local gmt utc percent per times"  # times of day, shares, how often
    " sides countries parties leaders nations powers"  # who fights or talks
    " yo olds год года году лет летний летняя летнего летней летнюю летние летних месяц месяца месяцев день дня дней"
    " час часа часов минут км метров мм процент процента процентов"
    " yaş yaşlı yaşında yaşındakı yaşındaki il yıl ay gün günü saat dəqiqə dakika km metr metre faiz"
    " ans mois jours jour heures heure minutes mètres"
    " jahre jahren jährige jähriger jährigen jähriges monate monaten tage tagen stunden uhr minuten prozent"
    " տարեկան ամյա տարի տարվա օր օրվա ժամ րոպե կմ մետր տոկոս".split()
)
BEFORE_NOT_COUNTS = frozenset(
    "article protocol gmt utc born aged ages at since no page saat ժամը статья статьи №".split()
)
# What may stand between the numbers of a list of ages, and the words before such a list.
AMONG_AGES = frozenset("and or to between from".split())
AGED = frozenset("aged ages age".split())
# "one" is a number only before these words; elsewhere it is a pronoun.
COUNTED = frozenset(
    "civilian person people child boy girl man woman resident volunteer soldier serviceman house building vehicle car"
    " ambulance driver employee member journalist family other"
    " человек мирный житель ребенок ребёнок nəfər şəxs mülki kişi sivil personne civil civile zivilist zivilperson"
    " մարդ քաղաքացի անձ".split()
)
PEOPLE = COUNTED | {"people", "children", "women", "men", "azerbaijani", "armenian"}
ISO_DATE = re.compile(r"\b(19|20)\d\d-\d\d?(-\d\d?)?$")
# Allowed between two words of one number: space with at most one line break, or a dash right after the first word.
JOINED = re.compile(r"[ \t]*\n?[ \t]*|[-\u2010-\u2015]\s?")
NEAR = re.compile(r"[^.!?;:%]*")  # allowed between a number and the word that it counts
DASH = re.compile(r"[-\u2010-\u2015+]")
GREATEST = 10**15
LONGEST = 30  # digits; longer runs are codes, not figures


class Figure(NamedTuple):
    """A number in a text: its value, and the positions of its words, from `first` to `last` (exclusive)."""

    value: int
    first: int
    last: int


def figures(text: str, words: list[Word], language: str = "en") -> list[Figure]:
    """Every number in a normalised text with these words, in order, including dates and designations."""
    found, i, known = list[Figure](), 0, numerals(language)
    while i < len(words):
        figure = _digits(text, words, i, known) or _spelled(text, words, i, known)
        if figure:
            found.append(figure)
        i = figure.last if figure else i + 1
    return found


def _gap(text: str, words: list[Word], i: int) -> str:
    """The text between word i and the next."""
    return text[words[i].end : words[i + 1].start] if 0 <= i < len(words) - 1 else ""


def _word(words: list[Word], i: int) -> str:
    return words[i].text if 0 <= i < len(words) else ""


def _is_digits(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= LONGEST


def _joined(text: str, words: list[Word], i: int) -> bool:
    """Whether word i can continue a number that word i - 1 belongs to."""
    return i < len(words) and JOINED.fullmatch(_gap(text, words, i - 1)) is not None


def _digits(text: str, words: list[Word], i: int, known: Numerals) -> Figure | None:
    """A number that begins with digits: 27, 1,000, 40 thousand, 1.5 million; 1 000 and 1.000 in other languages."""
    if not _is_digits(words[i].text):
        return None
    digits, last = words[i].text, i + 1
    while (
        len(words[i].text) <= 3
        and len(digits) < LONGEST
        and _gap(text, words, last - 1) in known.thousands
        and re.fullmatch("[0-9]{3}", _word(words, last))
    ):
        digits, last = digits + words[last].text, last + 1
    value: float = int(digits)
    if _gap(text, words, last - 1) == "." and _is_digits(_word(words, last)) and _word(words, last + 1) in known.scales:
        value, last = float(f"{digits}.{words[last].text}"), last + 1
    scaled = last
    while value < GREATEST and _joined(text, words, last) and words[last].text in known.scales:
        value, last = value * known.scales[words[last].text], last + 1
    if (
        last > scaled
        and value % 1000 == 0
        and _joined(text, words, last)
        and re.fullmatch("[0-9]{3}", words[last].text)
    ):
        value, last = value + int(words[last].text), last + 1  # 15 тысяч 500
    return Figure(round(value), i, last)


def _spelled(text: str, words: list[Word], i: int, known: Numerals) -> Figure | None:
    """A number in words: twenty-one, two dozen, a hundred and five, two thousand five hundred."""
    first = words[i].text
    if first in known.alone:
        return Figure(known.alone[first], i, i + 1)
    if first == "half" and _word(words, i + 1) == "a" and _word(words, i + 2) in known.groups:
        return Figure(known.groups[words[i + 2].text] // 2, i, i + 3)
    many = first in known.groups or first in known.scales
    if first not in known.small and not (many and (known.starts or _word(words, i - 1) in ("a", "an", "over", "than"))):
        return None
    total, part, last = 0, 0, i
    while last < len(words) and (last == i or _joined(text, words, last)):
        word, after = words[last].text, _word(words, last + 1)
        if word in known.joins and part >= 20 and after in known.small and _joined(text, words, last + 1):
            last += 1
        elif word == "quatre" and after.startswith("vingt") and part % 100 == 0:
            part, last = part + 80, last + 2
        elif word in known.small and _fits(known.small[word], part, known):
            part, last = part + known.small[word], last + 1
        elif word in known.groups and part < 100:
            part, last = (part or 1) * known.groups[word], last + 1
        elif word in known.scales:
            total, part, last = total + (part or 1) * known.scales[word], 0, last + 1
        else:
            break
    return Figure(total + part, i, last)


def _fits(value: int, part: int, known: Numerals) -> bool:
    """Whether a unit or ten can follow the number so far: 5 after 20 or 100, 20 after 100, nothing after 5."""
    if part % 100 in (60, 80) and "et" in known.joins:
        return 0 < value < 20  # soixante-dix, quatre-vingt-quinze
    return part == 0 or (part % 100 == 0 and 0 < value < 100) or (part % 100 in known.tens and 0 < value < 10)


def counts_something(text: str, words: list[Word], figure: Figure, language: str = "en") -> bool:
    """Whether a figure can be a count: not a date, age, time, share, distance, calibre or designation."""
    known, first = numerals(language), words[figure.first].text
    before, after = _word(words, figure.first - 1), _word(words, figure.last)
    gap_before, gap_after = _gap(text, words, figure.first - 1), _gap(text, words, figure.last - 1)
    says_before, says_after = (
        word if NEAR.fullmatch(gap) else "" for word, gap in ((before, gap_before), (after, gap_after))
    )
    if (
        says_after in NOT_COUNTS
        or says_before in BEFORE_NOT_COUNTS
        or gap_after.startswith("%")
        or is_date(text, words, figure)
    ):
        return False
    if any(_is_digits(word) and gap in (".", ":", "/") for word, gap in ((before, gap_before), (after, gap_after))):
        return False  # 13:00, 13.00, 27/10/2020
    if DASH.fullmatch(gap_before) and before.isalpha() and before not in known.small:
        return False  # BM-30, GMT+4
    if "population" in (word.text for word in words[max(0, figure.first - 2) : figure.first]):
        return False  # the population of a town
    if first == "once" or _is_age(text, words, figure):
        return False
    if figure.last - figure.first == 1 and first in known.ones:
        return says_after in COUNTED
    is_age = (
        re.fullmatch(r",\s+", gap_before) and gap_after.startswith(",") and not before.isdigit() and figure.value < 120
    )
    return not is_age


def _is_age(text: str, words: list[Word], figure: Figure) -> bool:
    """Whether a figure is one of several ages: aged 5 and 14, between the ages of 5 and 14, 59, 61 and 79-year-old."""
    if figure.value >= 120:
        return False
    at = figure.last
    while _word(words, at).isdigit() or _word(words, at) in AMONG_AGES:
        at += 1
    if at > figure.last and _word(words, at) in ("year", "years") and _word(words, at + 1) in ("old", "olds", "of"):
        return NEAR.fullmatch(text[words[figure.last - 1].end : words[at].start]) is not None
    at = figure.first - 1
    while _word(words, at).isdigit() or _word(words, at) in AMONG_AGES or _word(words, at) == "of":
        at -= 1
    return _word(words, at) in AGED and at < figure.first - 1


def is_date(text: str, words: list[Word], figure: Figure) -> bool:
    """Whether a figure in a normalised text is a year or part of a date."""
    is_one_word = figure.last - figure.first == 1 and words[figure.first].text.isdigit()
    if is_one_word and 1900 <= figure.value <= 2100:
        return True
    if ISO_DATE.search(text[: words[figure.last - 1].end][-10:]):
        return True
    in_digits = words[figure.first].text.isdigit()  # "30 September three people" is another number
    counts = _gap(text, words, figure.first - 1) == ", " and _word(words, figure.last).removesuffix("s") in PEOPLE
    after_month = (
        in_digits and not counts and _month(text, words, figure.first, -1)
    )  # "October 10, 25 civilians" counts
    return figure.value <= 31 and (after_month or _month(text, words, figure.last - 1, 1))


def is_ordinal_day(word: str, after: str) -> bool:
    """Whether two words with a full stop between them are a day and its German month: "17. Oktober"."""
    return word.isdigit() and len(word) <= 2 and after in GERMAN


def _month(text: str, words: list[Word], i: int, step: int) -> bool:
    """Whether a month follows in one direction after only numbers and joining words: "4, 5, 8 and 17 October"."""
    while True:
        gap = _gap(text, words, i if step > 0 else i - 1)
        i += step
        word = _word(words, i)
        if word in MONTHS:
            after_point = gap.startswith(".") and (len(word) < 5 if step < 0 else word in GERMAN)
            return NEAR.fullmatch(gap) is not None or after_point
        if not (word.isdigit() or word in ("and", "to", "or", "of")) or not NEAR.fullmatch(gap):
            return False
