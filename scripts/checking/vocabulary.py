"""Vocabulary: words that may be capitalised in free text although they are not a person's name."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..package.package import Package, Table

# Actors of these kinds are institutions, so the words of their names are learnt; other kinds might name a person.
INSTITUTIONS = {"state", "media", "ngo", "igo", "encyclopedia", "research"}

POSSESSIVE = re.compile("['’]s?$")
LIST = Path(__file__).with_name("known_words.txt")

# For folded words. Endings that are common in other words, such as -li or -in, are left out.
SURNAME = re.compile(
    r"..(?:[oe]va?|[iy]ant?s?|zadeh?|ogh?l[uy]|shvili|adze|idze|ski|sky|skaya|enko|[eo]vi[ct]h|[eo]vna"
    r"|[ое]в(?:а|у|е|ым|ои|ы|ых)?|ян(?:а|у|ом|ым|е)?|янц(?:а|у|ем|ом|е)?|оглу|оглы|[кг]ызы|заде|енко|швили|дзе"
    r"|[ое]вич(?:а|у|ем)?|[ое]вн(?:а|ы|е|у|ои)"
    r"|(?<!ութ)(?:յան|եան|յանց|եանց)(?:ի|ին|ը|ն|ից|ով)?)$"
)

# For folded words: the endings of cases in Turkish and Azerbaijani, in harmony with the last vowel of the stem.
CASE = re.compile(
    r"(?:lar|ler)?(?:(?<=[aeiou])(?:n[iu]n|y[ae]|n[iu]|nd[ae]n?)|(?<=[^aeiou])(?:[iu]n|[ae])|[dt][ae]n?|[dt][ae]ki|l[ae]|)"
)
# For folded words: the endings of Russian adjectives, also of those that are made of a place's name.
ADJECTIVE = re.compile(
    r"(?:ин|н)?ск(?:ии|ого|ому|им|ом|ая|ои|ую|ое|ие|их|ими)$|(?:ыи|ого|ому|ым|ом|ая|ои|ую|ое|ые|ых|ыми)$"
)
# For folded words: the endings of cases in Armenian.
ARMENIAN = re.compile(r"(?:ներ)?(?:[իյ]?ում|յ?ից|յ?ին?|ով|ու|ը|ն)$")
LEAST = 4  # letters of a word to which an ending may be added


@dataclass(frozen=True, eq=False)
class Known:
    """Words that may be capitalised, folded: ordinary words, words of names, stems of those words, whole phrases."""

    common: frozenset[str]
    proper: frozenset[str]
    stems: frozenset[str]
    phrases: re.Pattern[str]

    def __contains__(self, folded: str) -> bool:
        folded = folded.replace("’", "'")
        if folded.isascii():
            return any(
                form in words for form in (folded, folded.removesuffix("s")) for words in (self.common, self.proper)
            ) or declined(folded, self.proper)
        return folded in self.proper or (
            not SURNAME.search(folded)
            and (
                any(folded[:-cut] in self.stems for cut in (1, 2, 3))
                or any(ending.sub("", folded) in self.stems for ending in (ADJECTIVE, ARMENIAN))
            )
        )

    def unknown(self, names: str) -> list[str]:
        """The words with a capital in names that the vocabulary lacks."""
        found = dict.fromkeys(re.findall(r"[^\W\d_]{2,}", names))
        return [word for word in found if word[0].isupper() and fold(word) not in self]

    def also(self, text: str) -> "Known":
        """The vocabulary with every word of a text, such as the files that the project has already."""
        return replace(
            self,
            proper=self.proper.union(map(fold, set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text))))),
        )

    def taught(self, names: str) -> "Known":
        """The vocabulary with the words of names of institutions and places, unless they end like a surname."""
        learnt = {word for word in map(fold, re.findall(r"[^\W\d_]+", names)) if not SURNAME.search(word)}
        return replace(
            self, common=self.common - learnt, proper=self.proper | learnt, stems=self.stems | _stems(learnt)
        )


def declined(folded: str, words: frozenset[str]) -> bool:
    """Whether a folded word is one of some words with the ending of a case in Turkish or Azerbaijani."""
    if SURNAME.search(folded):
        return False
    return any(
        folded[:cut].rstrip("'’") in words
        for cut in range(len(folded) - 1, LEAST - 1, -1)
        if CASE.fullmatch(folded, cut) or folded[cut - 1] in "'’"
    )


def _stems(words: Iterable[str]) -> frozenset[str]:
    """Words that are not in Latin letters, also without what their cases change."""
    others = [word for word in words if not word.isascii()]
    return frozenset(
        stem for word in others for stem in (word, word[:-1], ADJECTIVE.sub("", word)) if len(stem) > LEAST - 1
    )


def rows_of(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """A table's rows with their line numbers; a file that is not CSV is left to `validate`."""
    lines = lines_of(table)
    _, header = next(lines, (1, []))
    yield from ((line, dict(zip(header, cells, strict=False))) for line, cells in lines)


def lines_of(table: Table) -> Iterator[tuple[int, list[str]]]:
    """The cells of a table's header and rows with their line numbers; a file that is not CSV is left to `validate`."""
    text = table.path.read_bytes().replace(b"\0", b"").decode(errors="replace") if table.path.exists() else ""
    reader = csv.reader(text.split("\n"))
    with suppress(csv.Error):
        yield from ((reader.line_num, cells) for cells in reader)


def known_words(*packages: Package, listed: str | None = None) -> Known:
    """The vocabulary: listed words, words of schema descriptions, and words of names unless they end like a surname.

    Descriptions and names are those of the packages given, and the listed words by default those of this code.
    """
    words = entries(LIST.read_text(encoding="utf-8") if listed is None else listed)
    phrases = "|".join(re.escape(line) for line in words if " " in line)
    single = {line for line in words if " " not in line}
    prose = " ".join(_prose(package.tables.values()) for package in packages)
    common = {word for word in single if word.islower()}.union(re.findall(r"\b[a-z]+\b", prose))
    proper = {fold(word) for word in single - common}
    known = Known(
        frozenset(common - proper), frozenset(proper), _stems(proper), re.compile(rf"\b(?:{phrases or '(?!)'})\b")
    )
    return known.taught(" ".join(map(names_of, packages)))


def entries(listed: str) -> list[str]:
    """The words and phrases of a list as in known_words.txt."""
    return [line for line in listed.splitlines() if line[:1] not in ("", "#")]


def _prose(tables: Iterable[Table]) -> str:
    """Titles, descriptions and labels of schemas, fields and categories."""
    described = [
        of
        for t in tables
        for of in (t.schema, *t.fields, *(category for f in t.fields for category in f.get("categories", [])))
    ]
    return " ".join(str(of.get(name)) for of in described for name in ("title", "description", "label"))


def names_of(package: Package) -> str:
    """The names of a package's institutions and places, in every language."""
    tables = [package.tables[name] for name in ("actors", "places") if name in package.tables]
    named = [naming(table, row) for table in tables for _, row in rows_of(table)]
    return " ".join(value for cells in named for value in cells.values())


def naming(table: Table, row: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row that name an institution or a place, by field."""
    if table.name == "candidates":
        return {"publisher": _site_of(row)}
    if table.name != "places" and not (table.name == "actors" and row.get("kind") in INSTITUTIONS):
        return {}
    return {field: row[field] for field in row if field.startswith("name") or field == "admin"}


def _site_of(row: Mapping[str, str]) -> str:
    """The words of a publisher that stand in the host of the address, as the name of a site does."""
    host = re.sub(r"^\w+://|[/?#].*", "", row.get("url", ""))
    words = re.findall(r"[^\W\d_]+", row.get("publisher", ""))
    return " ".join(word for word in words if fold(word) in host)


@cache
def fold(word: str) -> str:
    """A word without case, diacritics and possessive ending, so that Gəncə's and Gence are equal."""
    bare = POSSESSIVE.sub("", word).casefold()
    if bare.isascii():
        return bare
    letters = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("ə", "e").replace("ı", "i")
