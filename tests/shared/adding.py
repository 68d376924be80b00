"""Rows to add to the tiny package by flags: valid answers, and whether they are accepted or refused."""

import csv
import json
from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.tiny import columns, contents

NAMED = {
    "name": "Hightown",
    "name-az": "Yuxarı",
    "kind": "town",
    "country": "AZ",
    "held-by": "azerbaijan",
    "held-by-source": "Findings",
}
COUNTED = {
    "strike-id": "st-secon234",
    "citation-id": "ci-eeee2222",
    "scope": "total",
    "qualifier": "exact",
    "count-min": "7",
}
KILLED = COUNTED | {"outcome": "killed", "population": "persons"}
FINDINGS = {
    "title": "A leaf",
    "publisher-id": "ac-paper234",
    "language": "en",
    "read-from": "archive",
    "identified-by": "own_text",
}
REPORT = {"strike-id": "st-first234", "citation-id": "ci-bbbb2222", "date-start": "2020-10-01", "date-precision": "day"}
CITED = {
    "source-id": "so-paper234",
    "passage-sha256": "0" * 64,
    "passage-words": "4",
    "passage-start": "90",
    "speech": "own_voice",
}
CROSSWALK = {"strike-id": "st-first234", "scheme": "wikidata", "external-id": "Q1", "match": "exact"}
MUNITION = {
    "strike-id": "st-secon234",
    "citation-id": "ci-eeee2222",
    "topic": "munition",
    "code": "munition_rocket",
    "stance": "asserts",
}


def flags(answers: dict[str, str]) -> list[str]:
    return [word for name, value in answers.items() for word in (f"--{name}", value)]


def new(folder: Path, *words: str) -> int:
    return main(["--package", str(folder), "new", *words])


def rows(folder: Path, table: str) -> dict[str, dict[str, str]]:
    """A table's rows by id."""
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row[columns(table)[0]]: row for row in csv.DictReader(file)}


def added(
    folder: Path, capsys: pytest.CaptureFixture[str], table: str, answers: dict[str, str], *words: str
) -> dict[str, str]:
    """Add a row by flags, and return it."""
    name = next(
        t
        for t in json.loads((folder / "datapackage.json").read_text())["resources"]
        if t["name"] in (table, f"{table}s")
    )["name"]
    before = rows(folder, name)
    code = new(folder, table, *words, *flags(answers))
    said = capsys.readouterr()
    assert (code, said.err) == (0, ""), said
    (id_,) = set(rows(folder, name)) - set(before)
    assert f" {id_} added\n" in said.out
    return rows(folder, name)[id_]


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Try to add a row; returns the reasons for the refusal, after checking that no byte was written."""
    before = contents(folder)
    code = new(folder, *words)
    said = capsys.readouterr()
    assert (code, said.err, contents(folder)) == (1, "nothing was written\n", before), said
    return said.out.splitlines()


def without(answers: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in answers.items() if name not in names}


# Options that add a valid row to each table, and what is then still to do.
SOUND = {
    "source": (FINDINGS, ["no citation uses the source; code the document, or remove it"]),
    "citation": (CITED, ["no row uses the citation; add what it is cited for, or remove it"]),
    "actor": ({"name": "Third", "kind": "media"}, []),
    "place": (NAMED, []),
    "strike": (
        {"name": "Lowtown, 3 October 2020", "place-id": "Lowtown"},
        [
            "no report says when or where the strike happened; add a row to strike_reports or withdraw the strike",
            "there is no claim about the strike or any group that it is part of; add a claim or withdraw the strike",
        ],
    ),
    "strike_link": ({"strike-id": "st-group234", "other-id": "st-first234", "relation": "may_be_same"}, []),
    "strike_report": (REPORT, []),
    "victim_count": (KILLED, []),
    "damage_count": (COUNTED | {"object": "house", "extent": "damaged"}, []),
    "statement": (MUNITION, []),
    "exclusion": ({"citation-id": "ci-eeee2222", "reason": "no_claim"}, []),
    "crosswalk": (CROSSWALK, []),
    "decision": (
        {
            "id": "st-first234",
            "other-id": "st-secon234",
            "decision": "may_be_same",
            "reason": "The day is not certain.",
        },
        [],
    ),
    "audit": (
        {"citation-id": "ci-bbbb2222", "auditor": "nobody", "audited-on": "2026-01-03", "verdict": "corrected"},
        [],
    ),
    "candidate": (
        {
            "url": "https://example.org/two",
            "seam": "Papers",
            "position": "2",
            "read-on": "2026-01-03",
            "disposition": "out_of_scope",
        },
        [],
    ),
    "search": (
        {
            "seam": "Papers",
            "position": "2",
            "query": "Lowtown denial",
            "searched-on": "2026-01-03",
            "language": "en",
            "pages-seen": "8",
            "pages-new": "0",
        },
        [],
    ),
    "reading": (
        {"id": "vc-aaaa2222", "draw": "1", "reader": "Nobody", "read-on": "2026-01-03", "verdict": "agrees"},
        [],
    ),
}
