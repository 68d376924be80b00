"""Readers of maps and bibliographies."""

import json
import re
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .frames import Read
from .plain import table

FIELDS = ["key", "title", "author", "publisher", "year", "date", "url"]


def gdal_map(release: Path) -> Read:
    """GDAL, with which QGIS reads files: convert the map and read the copy."""
    path = release / "strikes.geojson"
    said = subprocess.run(["ogrinfo", "--version"], capture_output=True, text=True, check=True).stdout
    done = subprocess.run(["ogrinfo", "-so", "-al", str(path)], capture_output=True, text=True, check=True)
    words = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", str(path)]
    copied = subprocess.run(words, capture_output=True, text=True, check=True)
    if done.stderr or copied.stderr:
        raise SystemExit(done.stderr + copied.stderr)
    types = dict(re.findall(r"^(\w+): (\w+(?:\(\w+\))?) \(", done.stdout, re.MULTILINE))
    rows, columns = [], []
    for feature in json.loads(copied.stdout)["features"]:
        longitude, latitude = (feature["geometry"] or {}).get("coordinates", [None, None])
        values = feature["properties"] | {"latitude": latitude, "longitude": longitude}
        columns = list(values)
        rows.append([_day(types.get(name), value) for name, value in values.items()])
    return said.split()[1].rstrip(","), {"strikes.geojson": table(columns, rows)}


def _day(kind: str | None, value: Any) -> Any:
    from datetime import date

    return date.fromisoformat(value.replace("/", "-")) if kind == "Date" and value else value


def bibtexparser_entries(release: Path) -> Read:
    import bibtexparser
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors

    path = str(release / "sources.bib")
    library = bibtexparser.parse_file(path, append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware()])
    if library.failed_blocks:
        raise SystemExit(f"not read: {library.failed_blocks[0].raw}")
    # an address is verbatim, not LaTeX: decoding would end it at "%" and join "--" to a dash
    addresses = {entry.key: entry.get("url") for entry in bibtexparser.parse_file(path).entries}
    rows = []
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields} | {"key": entry.key}
        if address := addresses[entry.key]:
            fields["url"] = address.value
        [fields["author"]] = fields["author"]
        rows.append([_unbraced(fields.get(name)) for name in FIELDS])
    return version("bibtexparser"), {"sources.bib": table(FIELDS, rows)}


def pybtex_entries(release: Path) -> Read:
    from pybtex.database import parse_file
    from pybtex.richtext import Text

    def shown(text: str | None) -> str | None:
        return None if text is None else Text.from_latex(text).render_as("text")

    rows = []
    for key, entry in parse_file(str(release / "sources.bib")).entries.items():
        [author] = entry.persons["author"]
        fields = {name: shown(entry.fields.get(name)) for name in FIELDS}
        fields |= {"key": key, "author": shown(str(author)), "url": entry.fields.get("url")}
        rows.append([fields[name] for name in FIELDS])
    return version("pybtex"), {"sources.bib": table(FIELDS, rows)}


def _unbraced(text: str | None) -> str | None:
    return text[1:-1] if text and text.startswith("{") and text.endswith("}") else text
