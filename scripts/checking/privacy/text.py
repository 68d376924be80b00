"""What a text contains that must not be published: names, quotes, addresses, numbers, photographs, other scripts."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ..vocabulary import SURNAME, Known, fold
from .disguises import apart, decoded, disguised, small, surnames
from .names import ID, blanked, names

LONGEST_QUOTE = 5  # words: enough for a disputed term, too short for most sentences
Spans = dict[str, list[tuple[int, int]]]  # of characters, by kind

ADVICE = {
    "name": "looks like a person's name ({}): describe a person by role (a resident, the ministry); for an"
    ' institution or place that is new in this change, write its id or "the document", or add its full name to'
    " scripts/checking/known_words.txt",
    "quote": f"quotes more than {LONGEST_QUOTE} words ({{}}): use your own words; write a work's title without"
    " quotation marks",
    "address": "has words that look like a person's name: leave the address empty, or rename the file; words that are"
    " not a name go into scripts/checking/known_words.txt",
    "photo": "links to a photograph or video ({}): remove the link",
    "script": "has letters of another script than Latin, Cyrillic, Armenian and Greek ({}): write the words in one of"
    " these, or in English",
    "email": "contains an e-mail address ({}): remove it",
    "phone": "contains what looks like a telephone number ({}): remove it",
    "profile": "links to a social-media page or post ({}): remove it; say whose page it is if it is an institution's",
    "page": "is of a social-media page or post, which may be a person's: leave it empty, and say in the notes whose"
    " page it is if it is an institution's",
    "embedded": "has a picture or file inside an address ({}): remove it; it cannot be read here",
}

EMAIL = re.compile(
    r"[\w.+%-]+(?:@|\s?[\[(]\s?at\s?[\])]\s?)(?:[\w-]+(?:\.|\s?[\[(]\s?dot\s?[\])]\s?))+[^\W\d_]{2,}", re.IGNORECASE
)
PROFILE = re.compile(
    r"(?<![\w-])(?:facebook|fb|instagram|vk|vkontakte|ok|odnoklassniki|twitter|x|t|telegram|tiktok|linkedin|wa|youtube"
    r"|threads)"
    r"\.(?:com|ru|me|net)\.?(?::\d+)?[/?#](?!watch\b)[@\w]\S*",
    re.IGNORECASE,
)
# An address that holds a file itself, as in data:image/png;base64,... (at the end of a long run it may be divided).
EMBEDDED = re.compile(
    r"(?<![\w-])data:(?:[a-z]+/[\w.+-]+[;,]|;base64|,\S)|(?<=\S{80})data\s?:\s?[a-z]*\s?[/;,]", re.IGNORECASE
)

PHOTO = re.compile(
    r"(?:https?://|www\.)[^\s/]*(?:imgur|flickr|gettyimages|shutterstock|pinterest|imgbb|500px|alamy|photobucket|unsplash)\S*"
    r"|(?:https?://|www\.)\S*(?:\.(?:jpe?g|png|gif|webp|heic|avif|tiff?|bmp|mp4|mov|avi|webm|m4v)(?![^\W_])"
    r"|/(?:photos?|fotos?|gallery|galleries|images?|pictures|slideshow|File:)(?=[/?#]|$)|/wiki/(?:File|Файл|Image):)\S*",
    re.IGNORECASE,
)
# Runs that no word is as long as are divided, since the time that patterns take grows with the square of a run.
LONG = re.compile(r"\S{100}[^\W\d_]{0,100}(?=\S)")
# Letters that may belong to another script; unicodedata then tells which.
FOREIGN = re.compile(r"[^\x00-\u058f\u1d00-\u214f\u2190-\u2bff\u2e00-\u2e7f\ufb13-\ufb17]")

PHONE = re.compile(
    "|".join(
        (
            r"(?<![\w.,/+-])(?:\+(?:~\d){9,15}|00[1-9](?:~\d){7,12}|\(?0\)?[1-9](?:~\d){7,8}"
            r"|[78]~[3489]\d\d(?:~\d){7}|994(?:~\d){9}|374(?:~\d){8}|\(?[2-9]\d\d\)?[\s.-]\d{3}[.-]\d{4})(?!\w|[.,/-]?\d)",
            r"\b(?:tel|phone|mobile|mob|whatsapp|тел|моб|հեռ)\b\.?:?\s*\+?\d(?:~\d){4,}",
        )
    ).replace("~", r"[\s().–-]{0,3}"),
    re.IGNORECASE,
)

# Ids, dates, coordinates and times may have as many digits as a telephone number.
NO_PHONE = re.compile(
    r"[\w-]*[^\W\d][\w-]*\d[\w-]*|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b|\b\d+\.\d{4,}\b|\b\d{1,2}:\d\d\b"
)
# What is reserved for examples, with what stands before it.
EXAMPLE = re.compile(r"\S*\bexample\.(?:org|com|net|invalid)\b\S*|\S+@\S*\.(?:example|invalid|test)\b\S*")
QUOTE = re.compile(
    r'(?<![\w.,;!?])"(?=\S)([^"]+)"|“([^“”]+)(?:”|$)|«([^«»]+)(?:»|$)|„([^„“”]+)(?:[“”]|$)'
    r"|(?<![^\s(])['‘](?=\S)(.{1,2000}?)(?<=\S)['’](?!\w)|^[ \t]*>[ \t]*(.+)$",
    re.MULTILINE,
)


def faults(text: str, known: Known) -> list[tuple[int, str, str]]:
    """What a text contains that must not be published: line, kind, and a message with the positions of the words."""
    if ID.fullmatch(text):
        return []
    plain = _plain(text)
    quotes = [match.span(match.lastindex or 0) for match in QUOTE.finditer(re.sub("`[^`\n]*`", blanked, plain))]
    spans: Spans = {
        "name": names(plain, known) + disguised(plain, known),
        "quote": [(start, end) for start, end in quotes if _is_sentence(plain[start:end].split())],
        "script": [match.span() for match in FOREIGN.finditer(plain) if _is_foreign(match[0])],
    }
    return _told(plain, spans | _contacts(plain))


def _contacts(plain: str) -> Spans:
    """The spans of addresses, telephone numbers and links; masking digits is slow, and few texts have any."""
    return {
        kind: [match.span() for match in pattern.finditer(NO_PHONE.sub(blanked, plain) if kind == "phone" else plain)]
        for kind, sign, pattern in (
            ("email", r"@|(?i:at) ?[\])]", EMAIL),
            ("phone", PHONE, PHONE),
            ("profile", "/", PROFILE),
            ("photo", "/", PHOTO),
            ("embedded", "(?i:data)", EMBEDDED),
        )
        if re.search(sign, plain)
    }


def _told(plain: str, spans: Spans) -> list[tuple[int, str, str]]:
    return [
        (line, kind, ADVICE[kind].format(where))
        for kind, found in spans.items()
        if found
        for line, where in _positions(plain, found)
    ]


def faults_in_code(text: str, known: Known) -> list[tuple[int, str, str]]:
    """The same for code and data that are no prose: names in two words or with the ending of a surname, addresses.

    Names in letters that stand apart are looked for too; numbers of telephones are not, nor is what lies on example.org
    and its like.
    """
    whole = _plain(text)
    plain = EXAMPLE.sub(blanked, whole)
    found = sorted(names(plain, known))
    pairs = [(a, d) for (a, b), (c, d) in pairwise(found) if plain[b:c] in (" ", "_", "-", ".")]
    ending = [(a, b) for a, b in found if SURNAME.search(fold(plain[a:b]))]
    contacts = {kind: spans for kind, spans in _contacts(plain).items() if kind != "phone"}
    contacts["embedded"] = [match.span() for match in EMBEDDED.finditer(whole)]
    return _told(plain, {"name": pairs + ending + surnames(plain, known) + apart(plain, known), **contacts})


def faults_of_address(address: str, known: Known) -> list[str]:
    """What the words of an address or a path contain that must not be published, one message for each kind."""
    plain = address if address.isascii() else _composed(address)
    found = [ADVICE["address"]] if disguised(LONG.sub(r"\g<0> ", small(plain)), known) else []
    shown = LONG.sub(r"\g<0> ", decoded(plain))
    found += [ADVICE["page"]] if PROFILE.search(shown) else []
    return found + ([ADVICE["photo"].format("the address")] if PHOTO.search(shown) else [])


def _plain(text: str) -> str:
    """A text with composed letters and decoded addresses, in runs of bounded length."""
    return LONG.sub(r"\g<0> ", decoded(text if text.isascii() else _composed(text)))


def _composed(text: str) -> str:
    """A text with composed letters, without format characters and marks on their own, which divide no word."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Mn"))


@cache
def _is_foreign(letter: str) -> bool:
    is_letter, script = unicodedata.category(letter)[0] == "L", unicodedata.name(letter, "UNNAMED").split()[0]
    return is_letter and script not in ("LATIN", "CYRILLIC", "ARMENIAN", "GREEK", "MODIFIER")


def _is_sentence(quoted: list[str]) -> bool:
    """Whether quoted words are more than a term and not a work's title, whose longer words are all capitalised."""
    return len(quoted) > LONGEST_QUOTE and any(word[0].islower() for word in quoted if len(word) > 4)


def _positions(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The lines that spans touch, with the positions of the words, as in: word 3, words 3 and 4, words 3 to 9."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    starts = [start for start, _ in joined]
    for number, line in enumerate(re.finditer(".*(?:\n|$)", text), 1):
        if bisect_left(starts, line.end()) == 0 or joined[bisect_left(starts, line.end()) - 1][1] <= line.start():
            continue
        words = enumerate(re.finditer(r"\S+", line[0]), 1)
        ends = ((n, line.start() + word.start(), line.start() + word.end()) for n, word in words)
        touched = [n for n, a, b in ends if (i := bisect_left(starts, b)) and joined[i - 1][1] > a]
        if touched:
            first, last, run = touched[0], touched[-1], touched[-1] - touched[0] == len(touched) - 1 > 1
            several = f"words {first} to {last}" if run else f"words {', '.join(map(str, touched[:-1]))} and {last}"
            yield number, several if first < last else f"word {first}"
