"""Privacy: refuse persons' names, other people's sentences, addresses and telephone numbers in free text."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from .package import Package, Table
from .report import Problem

LONGEST_QUOTE = 5  # words: a term in dispute is as short, a sentence of somebody's own hardly ever
WITHHELD = "[withheld]"

# What is not asked of a field that is free text by its schema, and why.
EXCEPTIONS: dict[tuple[str, str], tuple[set[str], str]] = {
    ("sources", "author"): ({"name"}, "a journalist's byline as printed is a name by its nature"),
    ("sources", "title"): ({"quote"}, "a title is given as printed; one that names a person gives way to a description in brackets"),
    ("audits", "auditor"): ({"name"}, "a public handle that its owner chose"),
    ("crosswalk", "external_id"): ({"phone"}, "an identifier elsewhere may be a long number"),
}
# Names of these kinds of actors are institutions' and teach words; under the other kinds somebody might write a person's.
INSTITUTIONS = {"state", "media", "ngo", "igo", "encyclopedia", "research"}
ADVICE = {
    "name": "looks like a person's name ({}): write who it is by role (a resident, the ministry), or add an institution or place"
            " to actors or places, or its name to scripts/known_words.txt",
    "quote": f"quotes more than {LONGEST_QUOTE} words ({{}}): say it in your own words; give a work's title without quotation marks",
    "email": "holds an e-mail address ({}): remove it",
    "phone": "holds what looks like a telephone number ({}): remove it",
    "profile": "links to a social-media profile or post ({}): remove it; an institution's own page or a publication can be a source",
}
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
BREAK = re.compile(r"[.!?…։:][\"'”’»)\]*_`]*\s|\n\s*(?:\n|[-*+#>]|\d+[.)])|\||->")
SMALL = set("a after an and as at before by for from in near of off on or over the to under with".split())
HONORIFICS = {"mr", "mrs", "ms", "miss", "mister", "madam", "dr", "prof"}
ABBREVIATIONS = HONORIFICS | {"gen", "col", "lt", "capt", "maj", "sgt", "st", "no", "vs", "cf"}
ROLES = """resident villager citizen civilian father mother parent son daughter child wife husband widow widower brother sister grandmother grandfather uncle
    aunt cousin teacher doctor nurse farmer driver worker journalist photographer soldier volunteer pensioner student pupil schoolboy schoolgirl boy girl
    baby infant teenager victim survivor witness neighbour refugee man woman""".split()
BEFORE = {*ROLES, *"named called name names born aged killed wounded injured dead victims survivors buried family".split()}
AFTER = re.compile(rf"(?:[,(\s–-]+(?:(?:an?|the|his|her|their)\s+)?(?:local\s+)?(?:{'|'.join(ROLES)}|bey|bəy|xanım|hanim|khanum|müəllim)|[,(\s]+aged?\s+\d+"
                   r"|\s+(?:was|is) (?:killed|wounded|injured|born|buried)|\s+(?:died|said|says|told|who|whose|and (?:his|her)))\b"
                   r"|\s*\(\d{1,3}\)|,\s*\d{1,3}(?:\s*[,)]|[\s-]years?\b|$)")
PATRONYMIC = re.compile(r"[\s-]*(?:o[gğ]h?l[uıy]|q[ıi]zı|[gqk][iıy]z[iıy]|оглу|оглы|[кг]ызы)\b", re.IGNORECASE)
# On folded words: an ending as common elsewhere as -li or -in is no sign. ORDINARY: English by its ending, an acronym, a program's name.
SURNAME = re.compile(r"..(?:[oe]va?|[iy]ant?s?|zadeh?|ogh?l[uy]|shvili|adze|idze|ski|sky|skaya|enko|[eo]vi[ct]h|[eo]vna"
                     r"|[ое]в(?:а|у|е|ым|ои|ы|ых)?|ян(?:а|у|ом|е|ц|ца)?|оглу|оглы|[кг]ызы|заде|енко|швили|дзе|[ое]вич(?:а|у|ем)?|[ое]вн(?:а|ы|е|у|ои)"
                     r"|(?<!ութ)(?:յան|եան|յանց|եանց)(?:ի|ին|ը|ն|ից|ով)?)$")
LOWER = re.compile(r"(?:.*-)?[a-z]{3,}(?:[^aeiou\W]ova?|yeva?|[^aeiou\W]yan|zadeh?|shvili|[eo]vich|[eo]vna)(?:-.*)?")
ORDINARY = re.compile(r"[A-Z][a-z]{2,}(?:ing|[ts]ion|ed|ly|ment|ness|ers|ies|ous|ful|less|[ai]ble|ity|[ae]nce|ive|ism|ist|ists|ions|ments|ings|ways|wards?)"
                      r"|[A-Z]{1,4}|(?!Mac?[A-Z]|Mc)(?=[A-Z]*[a-z])[A-Za-z]+?[A-Z][A-Za-z]*")
EMAIL = re.compile(r"[\w.+%-]+(?:@|\s?[\[(]\s?at\s?[\])]\s?)(?:[\w-]+(?:\.|\s?[\[(]\s?dot\s?[\])]\s?))+[^\W\d_]{2,}", re.IGNORECASE)
PROFILE = re.compile(r"(?<![\w-])(?:facebook|fb|instagram|vk|vkontakte|ok|odnoklassniki|twitter|x|t|telegram|tiktok|linkedin|wa|youtube|threads)"
                     r"\.(?:com|ru|me|net)/(?!watch\b)[@\w]\S*", re.IGNORECASE)
PHONE = re.compile("|".join((
    r"(?<![\w.,/+-])(?:\+(?:~\d){9,15}|00[1-9](?:~\d){7,12}|\(?0\)?[1-9](?:~\d){7,8}|[78]~[3489]\d\d(?:~\d){7}|994(?:~\d){9}|374(?:~\d){8}"
    r"|\(?[2-9]\d\d\)?[\s.-]\d{3}[.-]\d{4})(?!\w|[.,/-]?\d)",
    r"\b(?:tel|phone|mobile|mob|whatsapp|тел|моб|հեռ)\b\.?:?\s*\+?\d(?:~\d){4,}")).replace("~", r"[\s().–-]{0,3}"), re.IGNORECASE)
# Ids, days, coordinates and times may hold as many digits as a telephone number.
NO_PHONE = re.compile(r"[\w-]*[^\W\d][\w-]*\d[\w-]*|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b|\b\d+\.\d{4,}\b|\b\d{1,2}:\d\d\b")
QUOTE = re.compile(r'(?<![\w.,;!?])"(?=\S)([^"]+)"|“([^“”]+)(?:”|$)|«([^«»]+)(?:»|$)|„([^„“”]+)(?:[“”]|$)'
                   r"|(?<![^\s(])['‘](?=\S)(.+?)(?<=\S)['’](?!\w)|^[ \t]*>[ \t]*(.+)$", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Known:
    """What may have a capital: ordinary words; words of institutions' and places' names, and their stems; phrases. Folded."""

    common: frozenset[str]
    proper: frozenset[str]
    stems: frozenset[str]
    phrases: re.Pattern[str]

    def __contains__(self, folded: str) -> bool:
        if folded.isascii():
            return any(form in words for form in (folded, folded.removesuffix("s")) for words in (self.common, self.proper))
        return folded in self.proper or (not SURNAME.search(folded) and any(folded[:-cut] in self.stems for cut in (1, 2, 3)))


class Word(NamedTuple):
    """A word of a text: where it is, whether it begins a sentence, has a capital, and has one that nothing known explains."""

    start: int
    end: int
    first: bool
    text: str
    folded: str
    capital: bool
    unknown: bool


def problems_in(package: Package) -> list[Problem]:
    """Every cell of free text that holds what must not be published; the problems do not repeat it."""
    ask = cache(partial(faults, known=known_words(package)))
    return sorted(problem for table in package.tables.values() for problem in _problems_of(table, ask))


def problems_in_text(file: str, text: str, known: Known) -> list[Problem]:
    """The same for prose, such as a change's reason or a commit message, but for the lines by which somebody signs it."""
    return [Problem(file, line, "", "", "", message) for line, _, message in faults(re.sub("(?m)^(?:Signed-off|Co-authored)-by: .*$", "", text), known)]


def _problems_of(table: Table, ask: Callable[[str], list[tuple[int, str, str]]]) -> Iterator[Problem]:
    asked = free_text(table)
    rows = list(_rows(table)) if asked else []
    for name in asked:
        excepted = EXCEPTIONS.get((table.name, name), (set(), ""))[0]
        for value in {row.get(name, "") for _, row in rows}:
            messages = [message for _, kind, message in ask(value) if kind not in excepted]
            for line, row in rows if messages else ():
                if row.get(name, "") == value:
                    ids = [row[part] for part in table.key if re.fullmatch("[a-z]{2}-[a-z0-9]{8}", row.get(part, ""))]  # what is no id may be a name
                    yield from (Problem(table.file, line, " ".join(ids), name, "", message) for message in messages)


def publishable(table: Table, cells: dict[str, Any], known: Known) -> dict[str, Any]:
    """Cells of a row as they may be shown: what must not be published, and a mended package may hold in its past, is withheld."""
    asked = [name for name in free_text(table) if isinstance(cells.get(name), str)]
    kinds = {name: {kind for _, kind, _ in faults(cells[name], known)} - EXCEPTIONS.get((table.name, name), (set(), ""))[0] for name in asked}
    return {name: WITHHELD if kinds.get(name) else value for name, value in cells.items()}


def free_text(table: Table) -> list[str]:
    """The fields of a table that hold free text: strings with neither codes nor pattern nor a key to another table."""
    keys = {name for key in table.schema.get("foreignKeys", []) for name in key["fields"]}
    return [f["name"] for f in table.fields if f["type"] == "string" and f["name"] not in keys and not {"enum", "pattern"} & set(f.get("constraints", {}))]


def _rows(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """A table's rows with their line numbers; what is no CSV is for `validate` to tell."""
    text = table.path.read_bytes().replace(b"\0", b"").decode(errors="replace") if table.path.exists() else ""
    reader = csv.reader(text.split("\n"))
    with suppress(csv.Error):
        header = next(reader, [])
        yield from ((reader.line_num, dict(zip(header, row, strict=False))) for row in reader)


def known_words(package: Package) -> Known:
    """The vocabulary: the list, the schemas' descriptions, the names of institutions and places that have no surname's ending."""
    lines = [line for line in Path(__file__).with_name("known_words.txt").read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    phrases = "|".join(re.escape(line) for line in lines if " " in line)
    listed = {line for line in lines if " " not in line}
    tables = package.tables
    described = [of for t in tables.values() for of in (t.schema, *t.fields, *(category for f in t.fields for category in f.get("categories", [])))]
    prose = " ".join(str(of.get(name)) for of in described for name in ("title", "description", "label"))
    rows = [row for _, row in _rows(tables["actors"]) if row.get("kind") in INSTITUTIONS] + [row for _, row in _rows(tables["places"])]
    names = " ".join(value for row in rows for field, value in row.items() if field.startswith("name") or field == "admin")
    common = {word for word in listed if word.islower()}.union(re.findall(r"\b[a-z]+\b", prose))
    learnt = {word for word in map(fold, re.findall(r"[^\W\d_]+", names)) if not SURNAME.search(word)}
    proper = learnt.union(fold(word) for word in listed - common)
    stems = {stem for word in proper if not word.isascii() for stem in (word, word[:-1]) if len(stem) > 3}
    return Known(frozenset(common - proper), frozenset(proper), frozenset(stems), re.compile(rf"\b(?:{phrases})\b"))


@cache
def fold(word: str) -> str:
    """A word without case, diacritics and possessive, so that Gəncə's and Gence are one."""
    letters = unicodedata.normalize("NFKD", re.sub("['’]s?$", "", word).casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("ə", "e").replace("ı", "i")


def faults(text: str, known: Known) -> list[tuple[int, str, str]]:
    """What a text holds that must not be published: line, kind and a message that tells which words by their position."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    quotes = [match.span(match.lastindex or 0) for match in QUOTE.finditer(re.sub("`[^`\n]*`", _blank, plain))]
    spans = {"name": names(plain, known), "quote": [(start, end) for start, end in quotes if _is_sentence(plain[start:end].split())]}
    # masking digits and looking for addresses are slow, and most texts need neither
    for kind, sign, pattern in (("email", r"@|(?i:at) ?[\])]", EMAIL), ("phone", PHONE, PHONE), ("profile", "/", PROFILE)):
        if re.search(sign, plain):
            spans[kind] = [match.span() for match in pattern.finditer(NO_PHONE.sub(_blank, plain) if kind == "phone" else plain)]
    return [(line, kind, ADVICE[kind].format(where)) for kind, found in spans.items() if found for line, where in _positions(plain, found)]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"\S", "x", match[0])


def _is_sentence(quoted: list[str]) -> bool:
    """Whether words are more than a term, and no title of a work, whose longer words all have capitals."""
    return len(quoted) > LONGEST_QUOTE and any(word[0].islower() for word in quoted if len(word) > 4)


def _positions(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The lines that spans touch, and their words as a reader counts them: word 3, words 3 and 4, words 3 to 9."""
    for number, line in enumerate(re.finditer(".*(?:\n|$)", text), 1):
        words = enumerate(re.finditer(r"\S+", line[0]), 1)
        touched = [n for n, word in words if any(start < line.start() + word.end() and line.start() + word.start() < end for start, end in spans)]
        if touched:
            first, last, run = touched[0], touched[-1], touched[-1] - touched[0] == len(touched) - 1 > 1
            several = f"words {first} to {last}" if run else f"words {', '.join(map(str, touched[:-1]))} and {last}"
            yield number, several if first < last else f"word {first}"


def names(text: str, known: Known) -> list[tuple[int, int]]:
    """Where a text has what looks like a person's name, word by word."""
    plain = re.sub(r"(?m)^(#.*)\n", r"\1|", known.phrases.sub(_blank, text))
    found: list[tuple[int, int]] = []
    before = None
    for sentence in [] if all(_is_harmless(word, known) for word in WORD.findall(plain)) else _sentences(plain, known):
        ordinary = [word for word in sentence if word.capital and not word.first and word.folded in known.common]
        lower = [word for word in sentence if not word.capital and word.text not in SMALL]
        title = len(ordinary) > 1 and len(lower) * 6 <= sum(word.capital for word in sentence)  # there a capital says nothing
        for word, after in zip(sentence, [*sentence[1:], None], strict=True):
            if _is_name(plain, before, word, after, title, known):
                found.append((word.start, word.end))
            before = word
    return found


@cache
def _is_harmless(word: str, known: Known) -> bool:
    """Whether a word makes a name neither itself nor of a known one beside it; most texts have no other words."""
    return not (_capital(word, known, False)[2] or LOWER.fullmatch(word) or PATRONYMIC.fullmatch(word))


def _sentences(text: str, known: Known) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    before, end = "", 0
    for match in WORD.finditer(text):
        gap, word = text[end : match.start()], match[0]
        first = not sentences or (bool(BREAK.search(gap)) and not (gap[0] == "." and before in ABBREVIATIONS))
        if first:
            sentences.append([])
        end = match.end()
        model = text[end : end + 2].removeprefix("-")[:1].isdigit() and (len(word) < 4 or word.isupper())
        sentences[-1].append(Word(match.start(), end, first, word, *_capital(word, known, model)))
        before = sentences[-1][-1].folded
    return sentences


@cache
def _capital(word: str, known: Known, model: bool) -> tuple[str, bool, bool]:
    """A word folded, whether it or a part of it has a capital, and whether one that nothing explains."""
    capitals = [part for part in word.split("-") if part[0].isupper()]
    unknown = [part for part in capitals if fold(part) not in known and (SURNAME.search(fold(part)) or not ORDINARY.fullmatch(part))]
    return fold(word), bool(capitals), bool(unknown) and not model and fold(word) not in known


def _is_name(text: str, before: Word | None, word: Word, after: Word | None, title: bool, known: Known) -> bool:
    """An unknown capital inside a sentence; where a capital says nothing, one that something beside it makes a name."""
    if not word.capital:
        return bool(LOWER.fullmatch(word.text)) and word.text not in known
    if before and before.folded in HONORIFICS and word.folded not in known.proper:
        return True
    if not word.unknown:
        return bool(PATRONYMIC.match(text, word.end))
    signs = (AFTER.match(text, word.end), PATRONYMIC.match(text, word.end), SURNAME.search(word.folded), word.text[-2:] in ("'s", "’s"),
             before and before.folded in BEFORE and not text[before.end : word.start].strip(" :–-"))
    if not (word.first or title) or any(signs):
        return True
    beside = [w for w, left, right in ((before, before, word), (after, word, after)) if w and left and right and w.capital
              and text[left.end : right.start].strip() in ("", "." if len(left.text) == 1 else "")]
    return any(w.unknown or len(w.text) == 1 or (w is after and not title and w.folded in known.common)
               or (SURNAME.search(w.folded) and not w.folded.endswith("ian")) for w in beside)  # Armenian and civilian are known
