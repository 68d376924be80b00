"""A tiny valid package, made in place from the project's own schemas: the smallest that uses every table."""

import contextlib
import csv
import io
import json
import shutil
from copy import deepcopy
from pathlib import Path

from scripts.__main__ import main
from scripts.package.package import Package, open_package
from scripts.texts.words import fingerprint, normalise, words

ROOT = Path(__file__).resolve().parents[2]
Rows = dict[str, list[dict[str, str]]]

# Two made-up documents, in the order in which the tiny package cites them.
PAPER = """Strikes on Lowtown

The Ministry of Westland said on Friday that Eastland's army fired rockets at Lowtown on 1 October, killing four
civilians, among them two women, and wounding at least 10 people. Twelve houses were damaged, three of them "by fire". Eastland denied
that it had fired on Lowtown. The ministry said that four civilians were killed. A further strike hit Lowtown on 2 October.

The weather was fine.
"""
NGO = """Findings of the Watchers

The Watchers examined Lowtown and confirmed that Eastland's army fired rockets there on 1 October 2020. They counted 5 dead in both strikes.
"""
DOCUMENTS = {"so-paper234": PAPER, "so-watch234": NGO}


def passage(source: str, quote: str) -> dict[str, str]:
    """The three columns that bind a citation to a quote of one of the documents above."""
    document = [word.text for word in words(normalise(DOCUMENTS[source]))]
    quoted = [word.text for word in words(normalise(quote))]
    start = next(i for i in range(len(document)) if document[i : i + len(quoted)] == quoted)
    return {
        "source_id": source,
        "passage_sha256": fingerprint(quoted),
        "passage_words": str(len(quoted)),
        "passage_start": str(start),
    }


def _citation(id_: str, source: str, quote: str, speaker: str, speech: str) -> dict[str, str]:
    return {"citation_id": id_, **passage(source, quote), "speaker_id": speaker, "speech": speech}


ACCUSATION = (
    "The Ministry of Westland said on Friday that Eastland's army fired rockets at Lowtown on 1 October, killing four"
    " civilians, among them two women, and wounding at least 10 people"
)
COUNT = {
    "scope": "total",
    "population": "civilians",
    "demographic": "all",
    "occupation": "any",
    "qualifier": "exact",
    "counted_by_coder": "false",
    "hedged": "false",
}

TINY: Rows = {
    "sources": [
        {
            "source_id": "so-paper234",
            "title": "Strikes on Lowtown",
            "publisher_id": "ac-paper234",
            "published_on": "2020-10-03",
            "language": "en",
            "read_on": "2026-01-02",
            "read_from": "publisher",
            "text_access": "full_text",
            "identified_by": "own_text",
        },
        {
            "source_id": "so-watch234",
            "title": "Findings",
            "publisher_id": "ac-watch234",
            "published_on": "2020-12-11",
            "language": "en",
            "url": "https://example.org/findings",
            "read_on": "2026-01-02",
            "read_from": "publisher",
            "text_access": "full_text",
            "identified_by": "own_text",
        },
    ],
    "citations": [
        _citation("ci-aaaa2222", "so-paper234", ACCUSATION, "ac-minis234", "reported"),
        _citation(
            "ci-bbbb2222",
            "so-paper234",
            'Twelve houses were damaged, three of them "by fire"',
            "ac-paper234",
            "own_voice",
        ),
        _citation(
            "ci-cccc2222", "so-paper234", "Eastland denied that it had fired on Lowtown", "ac-eastl234", "reported"
        ),
        _citation(
            "ci-dddd2222", "so-paper234", "The ministry said that four civilians were killed", "ac-minis234", "reported"
        ),
        _citation(
            "ci-eeee2222", "so-paper234", "A further strike hit Lowtown on 2 October", "ac-paper234", "own_voice"
        ),
        _citation(
            "ci-ffff2222",
            "so-watch234",
            "The Watchers examined Lowtown and confirmed that Eastland's army fired rockets there on 1 October 2020",
            "ac-watch234",
            "own_finding",
        ),
        _citation("ci-gggg2222", "so-watch234", "They counted 5 dead in both strikes", "ac-watch234", "own_finding"),
    ],
    "actors": [
        {
            "actor_id": "ac-army2345",
            "name": "Army of Eastland",
            "kind": "armed_force",
            "side": "armenia",
            "parent_id": "ac-eastl234",
        },
        {"actor_id": "ac-eastl234", "name": "Eastland", "kind": "state", "side": "armenia"},
        {
            "actor_id": "ac-minis234",
            "name": "Ministry of Westland",
            "kind": "office",
            "side": "azerbaijan",
            "parent_id": "ac-westl234",
        },
        {"actor_id": "ac-paper234", "name": "The Paper", "kind": "media", "side": "third_party"},
        {"actor_id": "ac-watch234", "name": "The Watchers", "kind": "ngo", "side": "third_party"},
        {"actor_id": "ac-westl234", "name": "Westland", "kind": "state", "side": "azerbaijan"},
    ],
    "places": [
        {
            "place_id": "pl-lowto234",
            "name": "Lowtown",
            "name_az": "Aşağı",
            "kind": "town",
            "country": "AZ",
            "held_by": "azerbaijan",
            "held_by_source": "Findings",
            "latitude": "40.5",
            "longitude": "47",
            "coordinate_precision": "settlement",
            "gazetteer": "Example 1",
        },
    ],
    "strikes": [
        {"strike_id": "st-first234", "name": "Lowtown, 1 October 2020", "level": "strike", "place_id": "pl-lowto234"},
        {
            "strike_id": "st-group234",
            "name": "Lowtown, 1 and 2 October 2020",
            "level": "series",
            "place_id": "pl-lowto234",
        },
        {"strike_id": "st-secon234", "name": "Lowtown, 2 October 2020", "level": "strike", "place_id": "pl-lowto234"},
    ],
    "strike_links": [
        {"link_id": "sl-aaaa2222", "strike_id": "st-first234", "other_id": "st-group234", "relation": "part_of"},
        {"link_id": "sl-bbbb2222", "strike_id": "st-secon234", "other_id": "st-group234", "relation": "part_of"},
        {"link_id": "sl-cccc2222", "strike_id": "st-first234", "other_id": "st-secon234", "relation": "may_be_same"},
    ],
    "strike_reports": [
        {
            "report_id": "sr-aaaa2222",
            "strike_id": "st-first234",
            "citation_id": "ci-aaaa2222",
            "date_start": "2020-10-01",
            "date_end": "2020-10-01",
            "date_precision": "day",
            "local_time": "13:00",
            "place_id": "pl-lowto234",
            "basis": "stated",
        },
        {
            "report_id": "sr-bbbb2222",
            "strike_id": "st-secon234",
            "citation_id": "ci-eeee2222",
            "date_start": "2020-10-02",
            "date_end": "2020-10-02",
            "date_precision": "day",
            "place_id": "pl-lowto234",
            "basis": "stated",
        },
        {
            "report_id": "sr-cccc2222",
            "strike_id": "st-group234",
            "citation_id": "ci-gggg2222",
            "date_start": "2020-10-01",
            "date_end": "2020-10-02",
            "date_precision": "days",
            "place_id": "pl-lowto234",
            "basis": "inferred",
            "strikes_counted": "2",
        },
    ],
    "victim_counts": [
        {
            "claim_id": "vc-aaaa2222",
            "strike_id": "st-first234",
            "citation_id": "ci-aaaa2222",
            "outcome": "killed",
            **COUNT,
            "count_min": "4",
            "count_max": "4",
        },
        {
            "claim_id": "vc-bbbb2222",
            "strike_id": "st-first234",
            "citation_id": "ci-aaaa2222",
            "outcome": "killed",
            **COUNT,
            "scope": "subgroup",
            "part_of": "vc-aaaa2222",
            "demographic": "women",
            "count_min": "2",
            "count_max": "2",
        },
        {
            "claim_id": "vc-cccc2222",
            "strike_id": "st-first234",
            "citation_id": "ci-aaaa2222",
            "outcome": "injured",
            **COUNT,
            "population": "persons",
            "qualifier": "at_least",
            "count_min": "10",
        },
        {
            "claim_id": "vc-dddd2222",
            "strike_id": "st-group234",
            "citation_id": "ci-gggg2222",
            "outcome": "killed",
            **COUNT,
            "population": "persons",
            "count_min": "5",
            "count_max": "5",
        },
    ],
    "damage_counts": [
        {
            "claim_id": "dc-aaaa2222",
            "strike_id": "st-first234",
            "citation_id": "ci-bbbb2222",
            "object": "house",
            "extent": "damaged",
            "scope": "total",
            "count_min": "12",
            "count_max": "12",
            "qualifier": "exact",
            "counted_by_coder": "false",
            "hedged": "false",
        },
        {
            "claim_id": "dc-bbbb2222",
            "strike_id": "st-first234",
            "citation_id": "ci-bbbb2222",
            "object": "house",
            "extent": "damaged",
            "scope": "subgroup",
            "part_of": "dc-aaaa2222",
            "count_min": "3",
            "count_max": "3",
            "qualifier": "exact",
            "counted_by_coder": "false",
            "hedged": "false",
        },
    ],
    "statements": [
        {
            "statement_id": "sm-aaaa2222",
            "strike_id": "st-first234",
            "citation_id": "ci-aaaa2222",
            "topic": "responsibility",
            "party_id": "ac-army2345",
            "party_role": "fired",
            "stance": "accuses",
            "hedged": "false",
        },
        {
            "statement_id": "sm-bbbb2222",
            "strike_id": "st-first234",
            "citation_id": "ci-aaaa2222",
            "topic": "munition",
            "code": "munition_rocket",
            "stance": "asserts",
            "hedged": "false",
        },
        {
            "statement_id": "sm-cccc2222",
            "strike_id": "st-first234",
            "citation_id": "ci-cccc2222",
            "topic": "responsibility",
            "party_id": "ac-eastl234",
            "party_role": "fired",
            "stance": "denies",
            "hedged": "false",
            "answers": "sm-aaaa2222",
        },
        {
            "statement_id": "sm-dddd2222",
            "strike_id": "st-first234",
            "citation_id": "ci-ffff2222",
            "topic": "responsibility",
            "party_id": "ac-army2345",
            "party_role": "fired",
            "stance": "confirms",
            "hedged": "false",
        },
    ],
    "exclusions": [
        {"exclusion_id": "ex-aaaa2222", "citation_id": "ci-dddd2222", "reason": "repeat", "repeats": "ci-aaaa2222"}
    ],
    "crosswalk": [
        {
            "crosswalk_id": "cw-aaaa2222",
            "strike_id": "st-first234",
            "scheme": "hrw",
            "external_id": "https://example.org/1",
            "match": "exact",
        }
    ],
    "withdrawn": [
        {
            "withdrawal_id": "wd-aaaa2222",
            "id": "vc-zzzz2222",
            "reason": "Counted twice.",
            "replaced_by": "vc-aaaa2222",
            "version": "0.1.0",
        }
    ],
    "codings": [
        {
            "coding_row_id": "cr-aaaa2222",
            "coding": coding,
            **passage("so-paper234", ACCUSATION),
            "row_kind": "victim_counts",
            "speaker_id": "ac-minis234",
            "speech": "reported",
            "strike": "Lowtown",
            "place_id": "pl-lowto234",
            "date_start": "2020-10-01",
            "date_end": "2020-10-01",
            "outcome": "killed",
            "scope": "total",
            "population": "civilians",
            "demographic": "all",
            "occupation": "any",
            "count_min": "4",
            "count_max": "4",
            "qualifier": "exact",
            "counted_by_coder": "false",
            "hedged": "false",
        }
        | {"coding_row_id": row_id}
        for coding, row_id in (("first", "cr-aaaa2222"), ("second", "cr-bbbb2222"))
    ],
    "adjudications": [
        {
            "adjudication_id": "aj-aaaa2222",
            "source_id": "so-paper234",
            "passage_start": "3",
            "passage_words": "20",
            "decision": "first",
            "reason": "The number is of the killed.",
        }
    ],
    "audits": [
        {
            "audit_id": "au-aaaa2222",
            "citation_id": "ci-aaaa2222",
            "auditor": "somebody",
            "audited_on": "2026-01-03",
            "verdict": "confirmed",
        }
    ],
}


def tiny() -> Rows:
    """A copy of the tiny package's rows, to change at will."""
    return deepcopy(TINY)


def columns(table: str) -> list[str]:
    """A table's columns, from its schema."""
    schema = json.loads((ROOT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))
    return [field["name"] for field in schema["fields"]]


COPIED = [
    "datapackage.json",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "LICENSE",
    "benchmarks/README.md",
    "benchmarks/speed.svg",
]


def write(folder: Path, rows: Rows) -> Package:
    """Write rows as a package: real descriptor, real schemas, one CSV a table in the order of the rows given."""
    for name in ("schemas", "docs"):
        if not (folder / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("rehearsals"))
    (folder / "benchmarks").mkdir(exist_ok=True)
    for name in COPIED:
        if not (folder / name).exists():
            shutil.copy(ROOT / name, folder / name)
    (folder / "data").mkdir(exist_ok=True)
    for table, its_rows in rows.items():
        with (folder / "data" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns(table), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(its_rows)
    return open_package(folder)


def write_canonical(folder: Path, rows: Rows | None = None) -> Path:
    """Write rows, those of the tiny package where none are given, as `format` leaves them: in canonical form, generated files included."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, tiny() if rows is None else rows)
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["--package", str(folder), "format"]) == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_documents(folder: Path) -> Path:
    """Write the two made-up documents as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
