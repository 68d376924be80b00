"""The bibliography and the Croissant metadata have the same contents as the CSVs when read with their own readers."""

import hashlib
import json
import re
import socket
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scripts.export.bibtex import escaped
from scripts.export.croissant import croissant_metadata
from scripts.export.datasette import datasette_metadata
from tests.shared.exporting import TITLE, Made
from tests.shared.tiny import ROOT

# BibTeX


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read a bibliography by counting braces, as BibTeX does; its fields stay escaped."""
    found: dict[str, dict[str, str]] = {}
    for start in re.finditer(r"^@misc\{([a-z0-9-]+),\n", text, re.MULTILINE):
        fields, at = {}, start.end()
        while field := re.compile(r"  ([a-z]+) = \{").match(text, at):
            depth, end = 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            fields[field[1]] = text[field.end() : end - 1]
            assert text[end : end + 2] == ",\n"
            at = end + 2
        assert text[at : at + 2] == "}\n"
        found[start[1]] = fields
    return found


def typeset(text: str) -> str:
    """The text that LaTeX prints for an escaped field."""
    words = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    return re.sub(r"\\([a-z]+)\{\}|\\(.)|[{}]", lambda m: words[m[1]] if m[1] else m[2] or "", text)


def test_the_bibliography_has_every_source(made: Made) -> None:
    publishers = {row["actor_id"]: row["name"] for row in made.texts("actors")}
    found = entries(made.path(".bib").read_text(encoding="utf-8"))
    assert list(found) == sorted(row["source_id"] for row in made.texts("sources"))
    for row in made.texts("sources"):
        fields = found[row["source_id"]]
        publisher = publishers[row["publisher_id"]]
        assert [typeset(fields[name]) for name in ("title", "author", "publisher")] == [
            row["title"],
            row["author"] or publisher,
            publisher,
        ]
        assert (fields.get("date", ""), fields.get("url", "")) == (
            row["published_on"],
            row["url"].replace("{", "%7B").replace("}", "%7D"),
        )
        assert row["read_on"] in fields["note"]


@pytest.mark.parametrize(
    "text", [TITLE, "{", "}", "a}{b", "\\", "\\{}", "100 % & more", "~^_#$", "Ստեփանակերտ Xankəndi Степанакерт"]
)
def test_an_escaped_text_has_even_braces_and_prints_as_it_is(text: str) -> None:
    assert typeset(escaped(text)) == text
    assert escaped(text).count("{") == escaped(text).count("}")
    assert not re.search(r"(?<!\\)[$&%#_~^]", escaped(text))


# Croissant


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def plain(value: Any) -> Any:
    """A value from mlcroissant as a built-in Python type."""
    import pandas

    if isinstance(value, bytes):
        return value.decode()
    if value is None or pandas.isna(value):
        return None
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
@pytest.mark.usefixtures("offline")
def test_mlcroissant_reads_every_record_set_without_a_word(made: Made) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(made.path("croissant.json")))
    assert (dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.warnings) == (set(), set())
    assert [record_set.uuid for record_set in dataset.metadata.record_sets] == list(made.tables)
    for name, table in made.tables.items():
        if name == "crosswalk" and made.package.root != ROOT:
            continue  # the reader guesses which cells are numbers
        read = [
            tuple(plain(record[f"{name}/{column}"]) for column in table.columns) for record in dataset.records(name)
        ]
        assert read == [tuple(row) for row in made.rows(name)], name


def test_croissant_states_the_checksum_size_and_type_of_every_csv(made: Made) -> None:
    described = json.loads(made.path("croissant.json").read_text(encoding="utf-8"))
    assert described["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    for file in described["distribution"]:
        data = (made.bundle / file["contentUrl"]).read_bytes()
        assert (file["sha256"], file["contentSize"]) == (hashlib.sha256(data).hexdigest(), f"{len(data)} B")
    for record_set in described["recordSet"]:
        table = made.tables[record_set["name"]]
        assert [key["@id"] for key in record_set["key"]] == [f"{table.name}/{name}" for name in table.key]
        assert [field["source"]["extract"]["column"] for field in record_set["field"]] == table.columns
    types = {field["@id"]: field["dataType"] for record_set in described["recordSet"] for field in record_set["field"]}
    assert [
        types[name]
        for name in (
            "places/latitude",
            "victim_counts/count_min",
            "victim_counts/hedged",
            "sources/read_on",
            "places/name",
        )
    ] == ["sc:Float", "sc:Integer", "sc:Boolean", "sc:Date", "sc:Text"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_croissant_has_the_descriptors_facts_and_the_version_of_the_build(small: Made, tmp_path: Path) -> None:
    import mlcroissant

    descriptor = small.package.descriptor
    described = json.loads(small.path("croissant.json").read_text(encoding="utf-8"))
    for name in ("name", "description", "version", "keywords"):
        assert described[name] == descriptor[name]
    assert (described["license"], described["datePublished"]) == (
        descriptor["licenses"][0]["path"],
        descriptor["created"][:10],
    )
    assert [person["name"] for person in described["creator"]] == [
        person["title"] for person in descriptor["contributors"]
    ]
    built = replace(small.package, descriptor=descriptor | {"version": "9.9.9-dev+0123abc"})
    (tmp_path / "croissant.json").write_bytes(croissant_metadata(built, small.csvs))
    issues = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json")).metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert "version = {9.9.9-dev+0123abc}" in (tmp_path / "croissant.json").read_text(encoding="utf-8")


# Datasette


def test_datasette_is_told_what_every_table_and_field_of_the_database_means(made: Made) -> None:
    described = json.loads(made.path("datasette.json").read_text(encoding="utf-8"))
    assert (described["license"], described["title"]) == (
        made.package.descriptor["licenses"][0]["name"],
        made.package.descriptor["title"],
    )
    tables = described["databases"][made.path(".sqlite").stem]["tables"]
    assert list(tables) == list(made.tables)
    for name, table in made.tables.items():
        assert list(tables[name]["columns"]) == table.columns
        assert tables[name]["title"] == table.schema["title"]
    labels = {name: told["label_column"] for name, told in tables.items() if "label_column" in told}
    assert (labels["strikes"], labels["sources"], "claims" in labels) == ("name", "title", False)
    assert tables["places"]["columns"]["latitude"].endswith("Unit: degrees.")


def test_datasette_links_to_a_home_page_only_if_there_is_one(small: Made) -> None:
    bare = {name: value for name, value in small.package.descriptor.items() if name != "homepage"}
    for more in ({}, {"homepage": "https://example.org/data"}):
        described = json.loads(datasette_metadata(replace(small.package, descriptor=bare | more)))
        assert described.get("source_url") == more.get("homepage")
