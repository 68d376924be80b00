"""Vocabulary: the words that may have a capital in free text without being a person's name."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..package.package import Package, Table

# Names of these kinds of actors are institutions' and teach words; under the other kinds somebody might write a person's.
INSTITUTIONS = {"state", "media", "ngo", "igo", "encyclopedia", "research"}

# On folded words: an ending as common elsewhere as -li or -in is no sign. ORDINARY: English by its ending, an acronym, a program's name.
SURNAME = re.compile(
    r"..(?:[oe]va?|[iy]ant?s?|zadeh?|ogh?l[uy]|shvili|adze|idze|ski|sky|skaya|enko|[eo]vi[ct]h|[eo]vna"
    r"|[ое]в(?:а|у|е|ым|ои|ы|ых)?|ян(?:а|у|ом|е|ц|ца)?|оглу|оглы|[кг]ызы|заде|енко|швили|дзе|[ое]вич(?:а|у|ем)?|[ое]вн(?:а|ы|е|у|ои)"
    r"|(?<!ութ)(?:յան|եան|յանց|եանց)(?:ի|ին|ը|ն|ից|ով)?)$"
)


@dataclass(frozen=True, eq=False)
class Known:
    """What may have a capital: ordinary words; words of institutions' and places' names, and their stems; phrases. Folded."""

    common: frozenset[str]
    proper: frozenset[str]
    stems: frozenset[str]
    phrases: re.Pattern[str]

    def __contains__(self, folded: str) -> bool:
        if folded.isascii():
            return any(
                form in words for form in (folded, folded.removesuffix("s")) for words in (self.common, self.proper)
            )
        return folded in self.proper or (
            not SURNAME.search(folded) and any(folded[:-cut] in self.stems for cut in (1, 2, 3))
        )


def rows_of(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """A table's rows with their line numbers; what is no CSV is for `validate` to tell."""
    text = table.path.read_bytes().replace(b"\0", b"").decode(errors="replace") if table.path.exists() else ""
    reader = csv.reader(text.split("\n"))
    with suppress(csv.Error):
        header = next(reader, [])
        yield from ((reader.line_num, dict(zip(header, row, strict=False))) for row in reader)


def known_words(package: Package) -> Known:
    """The vocabulary: the list, the schemas' descriptions, the names of institutions and places that have no surname's ending."""
    lines = [
        line
        for line in Path(__file__).with_name("known_words.txt").read_text(encoding="utf-8").splitlines()
        if line[:1] not in ("", "#")
    ]
    phrases = "|".join(re.escape(line) for line in lines if " " in line)
    listed = {line for line in lines if " " not in line}
    tables = package.tables
    described = [
        of
        for t in tables.values()
        for of in (t.schema, *t.fields, *(category for f in t.fields for category in f.get("categories", [])))
    ]
    prose = " ".join(str(of.get(name)) for of in described for name in ("title", "description", "label"))
    rows = [row for _, row in rows_of(tables["actors"]) if row.get("kind") in INSTITUTIONS] + [
        row for _, row in rows_of(tables["places"])
    ]
    names = " ".join(
        value for row in rows for field, value in row.items() if field.startswith("name") or field == "admin"
    )
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
