"""Cells: for every field, values that must be accepted and values that must be refused, written without the schemas.

What a constraint refuses is stated here a second time, by example, so a constraint that is dropped, loosened or
tightened in a schema is noticed. Only codes are taken from the categories in the schemas; each category must be in
its field's enum.
"""

from tests.shared.cell_kinds import (
    ANY_ID,
    FLAG,
    LANGUAGE,
    NAME,
    READING_DAY,
    SAYING_DAY,
    SHA256,
    STRIKE_DAY,
    TIME,
    URL,
    VERSION,
    WIKIDATA,
    Cells,
    id_,
    number,
    text,
    whole,
)

PEOPLE = OBJECTS = {"count_min": whole(0, 100_000), "count_max": whole(0, 100_000)}
MUNITIONS = {"count_min": whole(0, 1_000_000), "count_max": whole(0, 1_000_000)}
POSITION = whole(0, 1_000_000)
ROUND = whole(1, 99)
FREE = {
    name: text()
    for name in (
        "outcome object extent scope population demographic occupation topic party_role code stance qualifier wording"
        " reason speech"
    ).split()
}

CELLS: dict[str, dict[str, Cells]] = {
    "sources": {
        "source_id": id_("so"),
        "title": text(200),
        "publisher_id": id_("ac"),
        "author": text(120),
        "voice_id": id_("ac"),
        "published_on": READING_DAY,
        "language": LANGUAGE,
        "url": URL,
        "archived_url": URL,
        "read_on": READING_DAY,
        "text_words": whole(1, 1_000_000),
        "text_sha256": SHA256,
        "notes": text(500),
    },
    "citations": {
        "citation_id": id_("ci"),
        "source_id": id_("so"),
        "passage_sha256": SHA256,
        "passage_words": whole(1, 400),
        "passage_start": POSITION,
        "speaker_id": id_("ac"),
        "said_on": SAYING_DAY,
        "via_id": id_("ac"),
    },
    "actors": {
        "actor_id": id_("ac"),
        "name": text(120),
        "side_source": text(200),
        "parent_id": id_("ac"),
        "notes": text(300),
    },
    "places": {
        "place_id": id_("pl"),
        "name": text(80),
        "name_az": text(80),
        "name_hy": text(80),
        "name_ru": text(80),
        "held_by_source": text(200),
        "admin": text(80),
        "latitude": number(38, 42),
        "longitude": number(43, 51),
        "geonames_id": whole(1, 99_999_999),
        "wikidata_id": WIKIDATA,
        "gazetteer": text(120),
    },
    "strikes": {"strike_id": id_("st"), "name": text(120), "place_id": id_("pl"), "notes": text(500)},
    "strike_links": {"link_id": id_("sl"), "strike_id": id_("st"), "other_id": id_("st")},
    "strike_reports": {
        "report_id": id_("sr"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "date_start": STRIKE_DAY,
        "date_end": STRIKE_DAY,
        "local_time": TIME,
        "place_id": id_("pl"),
        "strikes_counted": whole(1, 10_000),
    },
    "victim_counts": {
        "claim_id": id_("vc"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "part_of": id_("vc"),
        **PEOPLE,
        "counted_by_coder": FLAG,
        "hedged": FLAG,
    },
    "damage_counts": {
        "claim_id": id_("dc"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "part_of": id_("dc"),
        **OBJECTS,
        "counted_by_coder": FLAG,
        "hedged": FLAG,
    },
    "statements": {
        "statement_id": id_("sm"),
        "strike_id": id_("st"),
        "citation_id": id_("ci"),
        "party_id": id_("ac"),
        "hedged": FLAG,
        "answers": id_("sm"),
        **MUNITIONS,
    },
    "exclusions": {"exclusion_id": id_("ex"), "citation_id": id_("ci"), "repeats": id_("ci")},
    "crosswalk": {"crosswalk_id": id_("cw"), "strike_id": id_("st"), "external_id": text(200)},
    "decisions": {
        "decision_id": id_("de"),
        "id": ANY_ID,
        "other_id": ANY_ID,
        "reason": text(300),
        "decided_on": READING_DAY,
    },
    "withdrawn": {
        "withdrawal_id": id_("wd"),
        "id": ANY_ID,
        "reason": text(300),
        "replaced_by": ANY_ID,
        "version": VERSION,
    },
    "history": {
        "change_id": id_("hi"),
        "version": VERSION,
        "table": NAME,
        "id": ANY_ID,
        "field": NAME,
        "old": text(1000),
        "new": text(1000),
        "reason": text(300),
    },
    "codings": {
        "coding_row_id": id_("cr"),
        "round": ROUND,
        "source_id": id_("so"),
        "passage_sha256": SHA256,
        "passage_words": whole(1, 400),
        "passage_start": POSITION,
        "speaker_id": id_("ac"),
        "via_id": id_("ac"),
        "strike": text(160),
        "place_id": id_("pl"),
        "date_start": STRIKE_DAY,
        "date_end": STRIKE_DAY,
        "party_id": id_("ac"),
        **FREE,
        **MUNITIONS,
        "counted_by_coder": FLAG,
        "hedged": FLAG,
    },
    "adjudications": {
        "adjudication_id": id_("aj"),
        "round": ROUND,
        "source_id": id_("so"),
        "passage_start": POSITION,
        "passage_words": whole(1, 400),
        "reason": text(400),
    },
    "audits": {"audit_id": id_("au"), "citation_id": id_("ci"), "auditor": text(60), "audited_on": READING_DAY},
}
REQUIRED = {
    "sources": "source_id title publisher_id language read_on read_from text_access identified_by",
    "citations": "citation_id source_id passage_sha256 passage_words passage_start speaker_id speech",
    "actors": "actor_id name kind",
    "places": "place_id name kind country held_by held_by_source",
    "strikes": "strike_id name level",
    "strike_links": "link_id strike_id other_id relation",
    "strike_reports": "report_id strike_id citation_id date_precision basis",
    "victim_counts": "claim_id strike_id citation_id outcome scope population demographic occupation qualifier"
    " counted_by_coder hedged",
    "damage_counts": "claim_id strike_id citation_id object extent scope qualifier counted_by_coder hedged",
    "statements": "statement_id strike_id citation_id topic stance hedged",
    "exclusions": "exclusion_id citation_id reason",
    "crosswalk": "crosswalk_id strike_id scheme external_id match",
    "decisions": "decision_id id other_id decision reason decided_on",
    "withdrawn": "withdrawal_id id reason",
    "history": "change_id version table id field kind",
    "codings": "coding_row_id coding round source_id passage_sha256 passage_words passage_start row_kind speaker_id"
    " speech",
    "adjudications": "adjudication_id round source_id passage_start passage_words decision reason",
    "audits": "audit_id citation_id auditor audited_on verdict",
}
UNIQUE = {
    "sources": "source_id text_sha256",
    "actors": "actor_id name",
    "strikes": "strike_id name",
}  # in the other tables only the first field
REFERENCES = {
    "sources": {"publisher_id": "actors", "voice_id": "actors"},
    "citations": {"source_id": "sources", "speaker_id": "actors", "via_id": "actors"},
    "actors": {"parent_id": "actors"},
    "strikes": {"place_id": "places"},
    "strike_links": {"strike_id": "strikes", "other_id": "strikes"},
    "strike_reports": {"strike_id": "strikes", "citation_id": "citations", "place_id": "places"},
    "victim_counts": {"strike_id": "strikes", "citation_id": "citations", "part_of": "victim_counts"},
    "damage_counts": {"strike_id": "strikes", "citation_id": "citations", "part_of": "damage_counts"},
    "statements": {"strike_id": "strikes", "citation_id": "citations", "party_id": "actors", "answers": "statements"},
    "exclusions": {"citation_id": "citations", "repeats": "citations"},
    "crosswalk": {"strike_id": "strikes"},
    "codings": {
        "source_id": "sources",
        "speaker_id": "actors",
        "via_id": "actors",
        "party_id": "actors",
        "place_id": "places",
    },
    "adjudications": {"source_id": "sources"},
    "audits": {"citation_id": "citations"},
}
