"""The gazetteer that ships with the project: looked up by a name in any language, or by an identifier.

`gazetteer.csv` is cut from Who's On First (admin records of Azerbaijan and Armenia: whosonfirst-data-admin-az at
e174b861629f, whosonfirst-data-admin-am at 8bebe67601e7): settlements between 38.8 and 41.4 degrees north and 45.0 and
48.6 east, all districts, and elsewhere the places that have a Wikidata id or a row of `places`. Superseded records are
left out, and so are second records of one place: the same GeoNames or Wikidata id, a municipality within 10 km of a
settlement of its name.
Licences: Who's On First CC0 for its own work, else CC BY 4.0; many points and names are from GeoNames, CC BY 4.0.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

AZERBAIJANI = re.compile("[A-VX-ZƏİÖÜÇŞĞa-vx-zəıöüçşğ -]+")
ITS_OWN = re.compile("[ƏİÖÜÇŞĞəıöüçşğ]")
ARMENIAN = re.compile("[\u0531-\u0588 -]+")
RUSSIAN = re.compile(r"[а-яё -]+", re.IGNORECASE)
NOT_A_NAME = re.compile(r"rayon|şəhəri|shrjan|горад|хот$|район|[аоу]ь", re.IGNORECASE)
# Letters that are written in several ways, so that Gəncə, Gäncä and Gence are equal.
ALIKE = str.maketrans({"ə": "a", "ǝ": "a", "ә": "a", "e": "a", "ı": "i", "ё": "е"})
LATIN = str.maketrans({"ş": "sh", "ç": "ch", "ğ": "gh", "x": "kh", "q": "g", "c": "j"})
SHOWN = 12  # records offered at once


@dataclass(frozen=True)
class Record:
    """A settlement or district of the gazetteer, with all its names; texts as in `gazetteer.csv`."""

    wof_id: str
    name: str
    names: str
    kind: str
    country: str
    admin: str
    latitude: str
    longitude: str
    geonames_id: str
    wikidata_id: str

    @property
    def every_name(self) -> list[str]:
        """The display name, then the others, in any language and script."""
        return [self.name, *filter(None, self.names.split(" | "))]

    @property
    def identifier(self) -> str:
        """The record as `places` names it."""
        return f"Who's On First {self.wof_id}"

    def of_languages(self) -> dict[str, list[str]]:
        """The names that may be Azerbaijani, Armenian and Russian, by field of `places`, the likeliest first."""
        names = [name for name in self.every_name if not NOT_A_NAME.search(name)]
        latin = [name for name in names if AZERBAIJANI.fullmatch(name)]
        own = [name for name in latin if ITS_OWN.search(name)]
        plain = [self.name] if self.country == "AZ" and AZERBAIJANI.fullmatch(self.name) else []
        return {
            "name_az": sorted(own, key=lambda name: _key(name) != _key(self.name)) or plain,
            "name_hy": [name for name in names if ARMENIAN.fullmatch(name)],
            "name_ru": sorted((name for name in names if RUSSIAN.fullmatch(name)), key=lambda name: "э" in name),
        }

    def shown(self) -> str:
        """One line: the names of all languages side by side, then what and where the place is."""
        tongues = [name for its in self.of_languages().values() for name in its[:1]]
        names = ", ".join(dict.fromkeys(name for name in tongues if name != self.name))
        where = f"{self.kind}, {self.admin + ', ' if self.admin else ''}{self.country}"
        return (
            f"{self.name}{f' ({names})' if names else ''}: {where}, {self.latitude} {self.longitude}, {self.identifier}"
        )


def look_up(wanted: str) -> list[Record]:
    """The records that have a name or identifier, else those that have it as part of a name, best known first."""
    if digits := re.fullmatch(r"(?:who's on first |geonames )?(Q?\d+)", wanted.strip(), re.IGNORECASE):
        asked = digits[1].upper()
        return [record for record in records() if asked in (record.wof_id, record.geonames_id, record.wikidata_id)]
    sought = set(keys([wanted]))
    found = [record for key in sought for record in _index().get(key, [])]
    if not found and min(map(len, sought), default=0) > 2:
        found = [record for name, its in _index().items() if any(key in name for key in sought) for record in its]
    return sorted(dict.fromkeys(found), key=lambda record: (not record.wikidata_id, record.admin, record.wof_id))


@cache
def records() -> list[Record]:
    """Every record, in the order of the file."""
    with Path(__file__).with_name("gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return [Record(**row) for row in csv.DictReader(file)]


@cache
def _index() -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records():
        for key in dict.fromkeys(keys(record.every_name)):
            found.setdefault(key, []).append(record)
    return found


def keys(names: Iterable[str]) -> Iterable[str]:
    """What names are compared by: without case, accents, spaces and signs; Azerbaijani also as written in English."""
    for name in names:
        yield _key(name)
        if AZERBAIJANI.fullmatch(name):
            yield _key(name.casefold().translate(LATIN))


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(ALIKE)).translate(ALIKE)
    return "".join(letter for letter in plain if letter.isalnum())
