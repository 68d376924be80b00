"""Privacy: refuses personal names, long quotations, addresses and telephone numbers in free text."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from ..package.package import Package, Table
from ..package.problem import Problem
from .names import blanked, names
from .vocabulary import Known, known_words, rows_of

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
    ask = cache(partial(faults, known=known_words(package)))
    return sorted(problem for table in package.tables.values() for problem in _problems_of(table, ask))


def problems_in_text(file: str, text: str, known: Known) -> list[Problem]:
    """The same for prose, such as a change's reason or a commit message, except for its sign-off lines."""
    return [
        Problem(file, line, "", "", "", message)
        for line, _, message in faults(re.sub("(?m)^(?:Signed-off|Co-authored)-by: .*$", "", text), known)
    ]


def _problems_of(table: Table, ask: Callable[[str], list[tuple[int, str, str]]]) -> Iterator[Problem]:
    asked = free_text(table)
    rows = list(rows_of(table)) if asked else []
    for name in asked:
        excepted = EXCEPTIONS.get((table.name, name), (set(), ""))[0]
        for value in {row.get(name, "") for _, row in rows}:
            messages = [message for _, kind, message in ask(value) if kind not in excepted]
            for line, row in rows if messages else ():
                if row.get(name, "") == value:
                    # a key that is not an id may be a name, so it is not printed
                    ids = [row[k] for k in table.key if re.fullmatch("[a-z]{2}-[a-z0-9]{8}", row.get(k, ""))]
                    yield from (Problem(table.file, line, " ".join(ids), name, "", message) for message in messages)


def publishable(table: Table, cells: dict[str, Any], known: Known) -> dict[str, Any]:
    """Cells of a row, with those withheld that must not be published; old versions of a package may contain some."""
    asked = [name for name in free_text(table) if isinstance(cells.get(name), str)]
    kinds = {
        name: {kind for _, kind, _ in faults(cells[name], known)} - EXCEPTIONS.get((table.name, name), (set(), ""))[0]
        for name in asked
    }
    return {name: WITHHELD if kinds.get(name) else value for name, value in cells.items()}


def free_text(table: Table) -> list[str]:
    """The names of a table's free-text fields: strings without codes, pattern or foreign key."""
    keys = {name for key in table.schema.get("foreignKeys", []) for name in key["fields"]}
    return [
        f["name"]
        for f in table.fields
        if f["type"] == "string" and f["name"] not in keys and not {"enum", "pattern"} & set(f.get("constraints", {}))
    ]


def faults(text: str, known: Known) -> list[tuple[int, str, str]]:
    """What a text contains that must not be published: line, kind, and a message with the positions of the words."""
    plain = (
        text
        if text.isascii()
        else "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    )
    quotes = [match.span(match.lastindex or 0) for match in QUOTE.finditer(re.sub("`[^`\n]*`", blanked, plain))]
    spans = {
        "name": names(plain, known),
        "quote": [(start, end) for start, end in quotes if _is_sentence(plain[start:end].split())],
    }
    # masking digits and searching for addresses are slow, and most texts need neither
    for kind, sign, pattern in (
        ("email", r"@|(?i:at) ?[\])]", EMAIL),
        ("phone", PHONE, PHONE),
        ("profile", "/", PROFILE),
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
