"""Privacy: refuses personal names, long quotations, addresses and telephone numbers in free text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from ..package.package import Package, Table
from ..package.problem import Problem
from .disguises import decoded, disguised, small
from .names import blanked, names
from .vocabulary import Known, known_words, naming, rows_of

LONGEST_QUOTE = 5  # words: enough for a disputed term, too short for most sentences
WITHHELD = "[withheld]"

# What is not checked in a free-text field, and why.
EXCEPTIONS: dict[tuple[str, str], tuple[set[str], str]] = {
    ("sources", "author"): ({"name"}, "a byline is a name as printed"),
    ("sources", "title"): (
        {"quote"},
        "a title is given as printed; one that names a person is replaced by a description in brackets",
    ),
    ("audits", "auditor"): ({"name"}, "a public handle that its owner chose"),
    ("crosswalk", "external_id"): ({"phone"}, "an identifier in another dataset may be a long number"),
}
ADVICE = {
    "name": "looks like a person's name ({}): describe the person by role (a resident, the ministry); add an"
    " institution or place to actors or places, or its name to scripts/checking/known_words.txt",
    "quote": f"quotes more than {LONGEST_QUOTE} words ({{}}): use your own words; write a work's title without"
    " quotation marks",
    "address": "has words that look like a person's name: leave the address empty, or rename the file; words that are"
    " no name go into scripts/checking/known_words.txt",
    "photo": "links to a photograph or video ({}): remove the link",
    "script": "has letters of another script than Latin, Cyrillic, Armenian and Greek ({}): write the words in one of"
    " these, or in English",
    "email": "contains an e-mail address ({}): remove it",
    "phone": "contains what looks like a telephone number ({}): remove it",
    "profile": "links to a social-media profile or post ({}): remove it; an institution's own page or a publication can"
    " be a source",
}

EMAIL = re.compile(
    r"[\w.+%-]+(?:@|\s?[\[(]\s?at\s?[\])]\s?)(?:[\w-]+(?:\.|\s?[\[(]\s?dot\s?[\])]\s?))+[^\W\d_]{2,}", re.IGNORECASE
)
PROFILE = re.compile(
    r"(?<![\w-])(?:facebook|fb|instagram|vk|vkontakte|ok|odnoklassniki|twitter|x|t|telegram|tiktok|linkedin|wa|youtube"
    r"|threads)"
    r"\.(?:com|ru|me|net)/(?!watch\b)[@\w]\S*",
    re.IGNORECASE,
)

PHOTO = re.compile(
    r"(?:https?://|www\.)[^\s/]*(?:imgur|flickr|gettyimages|shutterstock|pinterest|imgbb|500px|alamy|photobucket|unsplash)\S*"
    r"|(?:https?://|www\.)\S*(?:\.(?:jpe?g|png|gif|webp|heic|avif|tiff?|bmp|mp4|mov|avi|webm|m4v)(?![^\W_])"
    r"|/(?:photos?|fotos?|gallery|galleries|images?|pictures|slideshow|File:)(?=[/?#]|$)|/wiki/(?:File|Файл|Image):)\S*",
    re.IGNORECASE,
)
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
QUOTE = re.compile(
    r'(?<![\w.,;!?])"(?=\S)([^"]+)"|“([^“”]+)(?:”|$)|«([^«»]+)(?:»|$)|„([^„“”]+)(?:[“”]|$)'
    r"|(?<![^\s(])['‘](?=\S)(.+?)(?<=\S)['’](?!\w)|^[ \t]*>[ \t]*(.+)$",
    re.MULTILINE,
)


def problems_in(package: Package) -> list[Problem]:
    """A problem for every free-text cell that contains what must not be published, without repeating it."""
    judge = Judge(known_words(package))
    return sorted(problem for table in package.tables.values() for problem in _problems_of(table, judge))


def problems_in_text(file: str, text: str, known: Known) -> list[Problem]:
    """The same for prose, such as a change's reason or a commit message, except for its sign-off lines."""
    return [
        Problem(file, line, "", "", "", message)
        for line, _, message in faults(re.sub("(?m)^(?:Signed-off|Co-authored)-by: .*$", "", text), known)
    ]


class Judge:
    """Judges cells by a vocabulary, each text once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.faults = cache(partial(faults, known=known))
        self.faults_of_address = cache(partial(faults_of_address, known=known))

    def messages(self, table: Table, row: Mapping[str, Any], name: str) -> list[str]:
        """What a cell of free text contains and its field does not allow, one message for each."""
        value = str(row.get(name) or "")
        if name in addresses(table):
            return self.faults_of_address(value)
        found = self.faults(value)
        if found and (names := naming(table, row)).get(name):
            found = faults(value, self.known.taught(" ".join(names.values())))  # a new name explains itself
        excepted = EXCEPTIONS.get((table.name, name), (set(), ""))[0]
        return [message for _, kind, message in found if kind not in excepted]


def problems_of_row(table: Table, row: dict[str, str], known: Known) -> list[Problem]:
    """The problems of one row, given as texts by column, that need not be in its table yet."""
    judge, key = Judge(known), row.get(table.key[0], "")
    return [
        Problem(table.file, 0, key, name, "", message)
        for name in [*free_text(table), *addresses(table)]
        for message in judge.messages(table, row, name)
    ]


def _problems_of(table: Table, judge: Judge) -> Iterator[Problem]:
    asked = [*free_text(table), *addresses(table)]
    for line, row in rows_of(table) if asked else ():
        for name in asked:
            for message in judge.messages(table, row, name):
                # a key that is not an id may be a name, so it is not printed
                ids = [row[k] for k in table.key if re.fullmatch("[a-z]{2}-[a-z0-9]{8}", row.get(k, ""))]
                yield Problem(table.file, line, " ".join(ids), name, "", message)


def publishable(table: Table, cells: Mapping[str, Any], judge: Judge) -> dict[str, Any]:
    """Cells of a row, with those withheld that must not be published; old versions of a package may contain some."""
    withheld = {name for name in [*free_text(table), *addresses(table)] if judge.messages(table, cells, name)}
    return {name: WITHHELD if name in withheld else value for name, value in cells.items()}


def free_text(table: Table) -> list[str]:
    """The names of a table's free-text fields: strings without codes, pattern or foreign key."""
    keys = {name for key in table.schema.get("foreignKeys", []) for name in key["fields"]}
    return [
        f["name"]
        for f in table.fields
        if f["type"] == "string" and f["name"] not in keys and not {"enum", "pattern"} & set(f.get("constraints", {}))
    ]


def addresses(table: Table) -> list[str]:
    """The names of a table's fields that hold an address."""
    return [field["name"] for field in table.fields if "://" in field.get("constraints", {}).get("pattern", "")]


def faults(text: str, known: Known) -> list[tuple[int, str, str]]:
    """What a text contains that must not be published: line, kind, and a message with the positions of the words."""
    plain = decoded(text if text.isascii() else _composed(text))
    quotes = [match.span(match.lastindex or 0) for match in QUOTE.finditer(re.sub("`[^`\n]*`", blanked, plain))]
    spans = {
        "name": names(plain, known) + disguised(plain, known),
        "quote": [(start, end) for start, end in quotes if _is_sentence(plain[start:end].split())],
        "script": [match.span() for match in FOREIGN.finditer(plain) if _is_foreign(match[0])],
    }
    # masking digits and searching for addresses are slow, and most texts need neither
    for kind, sign, pattern in (
        ("email", r"@|(?i:at) ?[\])]", EMAIL),
        ("phone", PHONE, PHONE),
        ("profile", "/", PROFILE),
        ("photo", "/", PHOTO),
    ):
        if re.search(sign, plain):
            spans[kind] = [
                match.span() for match in pattern.finditer(NO_PHONE.sub(blanked, plain) if kind == "phone" else plain)
            ]
    return [
        (line, kind, ADVICE[kind].format(where))
        for kind, found in spans.items()
        if found
        for line, where in _positions(plain, found)
    ]


def faults_of_address(address: str, known: Known) -> list[str]:
    """What the words of an address or a path contain that must not be published, one message for each kind."""
    plain = address if address.isascii() else _composed(address)
    found = [ADVICE["address"]] if disguised(small(plain), known) else []
    return found + ([ADVICE["photo"].format("the address")] if PHOTO.search(plain) else [])


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
    for number, line in enumerate(re.finditer(".*(?:\n|$)", text), 1):
        words = enumerate(re.finditer(r"\S+", line[0]), 1)
        touched = [
            n
            for n, word in words
            if any(start < line.start() + word.end() and line.start() + word.start() < end for start, end in spans)
        ]
        if touched:
            first, last, run = touched[0], touched[-1], touched[-1] - touched[0] == len(touched) - 1 > 1
            several = f"words {first} to {last}" if run else f"words {', '.join(map(str, touched[:-1]))} and {last}"
            yield number, several if first < last else f"word {first}"
