"""The rows of the tiny package, by table."""

from tests.shared.tiny_claims import CLAIMS
from tests.shared.tiny_documents import ACCUSATION, passage

Rows = dict[str, list[dict[str, str]]]


def _citation(id_: str, source: str, quote: str, speaker: str, speech: str) -> dict[str, str]:
    return {"citation_id": id_, **passage(source, quote), "speaker_id": speaker, "speech": speech}


TINY: Rows = {
    "sources": [
        {
            "source_id": "so-paper234",
            "title": "Strikes on Lowtown",
            "publisher_id": "ac-paper234",
            "published_on": "2020-10-03",
            "published_basis": "stated",
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
            "published_basis": "stated",
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
            "side_source": "What it is.",
            "parent_id": "ac-eastl234",
        },
        {
            "actor_id": "ac-eastl234",
            "name": "Eastland",
            "kind": "state",
            "side": "armenia",
            "side_source": "What it is.",
        },
        {
            "actor_id": "ac-minis234",
            "name": "Ministry of Westland",
            "kind": "office",
            "side": "azerbaijan",
            "side_source": "What it is.",
            "parent_id": "ac-westl234",
        },
        {
            "actor_id": "ac-paper234",
            "name": "The Paper",
            "kind": "media",
            "side": "third_party",
            "side_source": "What it is.",
        },
        {
            "actor_id": "ac-watch234",
            "name": "The Watchers",
            "kind": "ngo",
            "side": "third_party",
            "side_source": "What it is.",
        },
        {
            "actor_id": "ac-westl234",
            "name": "Westland",
            "kind": "state",
            "side": "azerbaijan",
            "side_source": "What it is.",
        },
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
    **CLAIMS,
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
    "decisions": [
        {
            "decision_id": "de-aaaa2222",
            "id": "so-paper234",
            "other_id": "so-watch234",
            "decision": "distinct",
            "reason": "The two describe the same strike in their own words.",
            "decided_on": "2026-01-03",
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
            "round": "1",
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
    "history": [
        {
            "change_id": "hi-aaaa2222",
            "version": "0.1.0",
            "table": "victim_counts",
            "id": "vc-aaaa2222",
            "field": "count_min",
            "old": "3",
            "new": "4",
            "kind": "value_changed",
            "reason": "",
        }
    ],
    "adjudications": [
        {
            "adjudication_id": "aj-aaaa2222",
            "round": "1",
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
    "candidates": [
        {
            "candidate_id": "ca-aaaa2222",
            "url": "https://example.org/one",
            "publisher": "Lowland Paper",
            "seam": "Papers",
            "position": "1",
            "read_on": "2026-01-02",
            "disposition": "coded",
            "source_id": "so-paper234",
            "notes": "",
        }
    ],
    "searches": [
        {
            "search_id": "sq-aaaa2222",
            "seam": "Papers",
            "position": "1",
            "query": "Lowtown shelling October 2020",
            "searched_on": "2026-01-02",
            "language": "en",
            "pages_seen": "8",
            "pages_new": "3",
        }
    ],
    "readings": [
        {
            "reading_id": "rd-aaaa2222",
            "id": "vc-aaaa2222",
            "draw": "1",
            "speaker_side": "azerbaijan",
            "reader": "Somebody else",
            "read_on": "2026-01-03",
            "verdict": "differs",
            "field": "count_min",
            "reason": "The number is of the injured.",
        }
    ],
}
