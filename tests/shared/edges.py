"""Edges of row rules: rows just inside and just outside of each."""

from tests.shared.edges_of_claims import CLAIMS, SELF, Edges

NO_POINT = {"latitude": "", "longitude": "", "coordinate_precision": ""}


GONE = ("row_withdrawn", "row_removed_while_referenced", "id_renamed", "row_lost")
RULES: dict[str, Edges] = CLAIMS | {
    "sources": {
        "read_on_not_before_published_on": (
            "published_on",
            [
                {"published_on": "2026-01-01"},
                {"published_on": "2026-01-02"},
                {"published_on": "", "published_basis": ""},
            ],
            [{"published_on": "2026-01-03"}],
        ),
        "text_is_fingerprinted_with_its_length": (
            "text_sha256",
            [{"text_sha256": "1" * 64, "text_words": "5"}],
            [{"text_sha256": "2" * 64}, {"text_words": "5"}],
        ),
        "a_publication_date_has_a_basis": (
            "published_basis",
            [{"published_basis": "inferred"}, {"published_on": "", "published_basis": ""}],
            [{"published_basis": ""}, {"published_on": ""}],
        ),
        "voice_is_not_the_publisher": (
            "voice_id",
            [{"voice_id": "ac-minis234"}, {"voice_id": "ac-westl234"}, {"voice_id": ""}],
            [{"voice_id": "ac-paper234"}],
        ),
    },
    "citations": {
        "via_goes_with_relayed": (
            "speech",
            [{"speech": "relayed", "via_id": "ac-paper234"}],
            [{"speech": "relayed"}, {"via_id": "ac-paper234"}],
        ),
        "via_is_not_the_speaker": (
            "via_id",
            [{"speech": "relayed", "via_id": "ac-army2345"}],
            [{"speech": "relayed", "via_id": "ac-minis234"}],
        ),
    },
    "actors": {
        "parent_is_another_actor": (
            "parent_id",
            [{"actor_id": "ac-00000000"}, {"actor_id": "ac-zzzzzzzz"}, {"parent_id": ""}],
            [{"parent_id": SELF}],
        ),
        "armed_force_has_a_side": (
            "side",
            [{"kind": "ngo", "side": "", "side_source": ""}, {"kind": "ngo"}],
            [{"side": "", "side_source": ""}],
        ),
        "a_side_has_a_basis": (
            "side_source",
            [{"side_source": "Its office."}, {"kind": "ngo", "side": "", "side_source": ""}],
            [{"side_source": ""}, {"kind": "ngo", "side": ""}],
        ),
    },
    "places": {
        "latitude_goes_with_longitude": (
            "latitude",
            [NO_POINT],
            [{"longitude": ""}, {"latitude": "", "coordinate_precision": ""}],
        ),
        "point_has_a_precision": (
            "coordinate_precision",
            [],
            [{"coordinate_precision": ""}, {**NO_POINT, "coordinate_precision": "settlement"}],
        ),
        "point_has_a_gazetteer": ("gazetteer", [{**NO_POINT, "gazetteer": ""}], [{"gazetteer": ""}]),
        "place_has_a_name_of_a_side": (
            "name_az",
            [{"name_az": "", "name_hy": "Ներքին"}, {"name_hy": "Ներքին"}],
            [{"name_az": ""}],
        ),
        "armenia_is_held_by_armenia": (
            "held_by",
            [{"country": "AM", "held_by": "armenia"}, {"held_by": "nagorno_karabakh"}],
            [{"country": "AM"}, {"held_by": "armenia"}],
        ),
    },
    "strikes": {
        "a_strike_has_a_place": (
            "place_id",
            [{"level": "series", "place_id": ""}, {"level": "series"}],
            [{"place_id": ""}],
        )
    },
    "strike_links": {
        "link_joins_two_strikes": (
            "other_id",
            [{"strike_id": "st-secon234", "other_id": "st-first234"}],
            [{"other_id": "st-first234"}],
        )
    },
    "strike_reports": {
        "dates_in_order": (
            "date_end",
            [{"date_precision": "days", "date_end": "2020-10-02"}, {"date_precision": "days"}],
            [{"date_precision": "days", "date_start": "2020-10-05", "date_end": "2020-10-02"}],
        ),
        "dates_come_in_pairs": (
            "date_start",
            [
                {"date_precision": "unknown", "date_start": "", "date_end": ""},
                {"date_precision": "period", "date_end": ""},
            ],
            [{"date_precision": "days", "date_end": ""}, {"date_precision": "unknown", "date_start": ""}],
        ),
        "unknown_date_is_empty": (
            "date_precision",
            [],
            [{"date_precision": "unknown"}, {"date_precision": "days", "date_start": "", "date_end": ""}],
        ),
        "a_day_is_one_day": (
            "date_end",
            [],
            [{"date_end": "2020-10-02"}, {"date_start": "2020-10-02", "also": "dates_in_order"}],
        ),
        "counted_strikes_have_a_qualifier": (
            "strikes_qualifier",
            [{"strikes_counted": "", "strikes_qualifier": ""}, {"strikes_counted": "2", "strikes_qualifier": "about"}],
            [{"strikes_counted": "", "strikes_qualifier": "about"}, {"strikes_counted": "2", "strikes_qualifier": ""}],
        ),
    },
    "candidates": {
        "a_coded_page_names_its_source": ("source_id", [{}], [{"source_id": ""}]),
        "only_a_coded_page_or_a_duplicate_has_a_source": (
            "source_id",
            [{"disposition": "duplicate"}, {"disposition": "mirror"}, {"disposition": "unreadable", "source_id": ""}],
            [{"disposition": "unreadable"}, {"disposition": "out_of_scope"}, {"disposition": "not_found"}],
        ),
        "what_is_left_out_has_a_reason": (
            "notes",
            [{"disposition": "left_out", "source_id": "", "notes": "Only a headline."}],
            [{"disposition": "left_out", "source_id": "", "notes": ""}],
        ),
    },
    "searches": {"new_pages_were_seen": ("pages_new", [{"pages_new": "8"}, {"pages_new": "0"}], [{"pages_new": "9"}])},
    "readings": {
        "a_difference_names_its_field": (
            "field",
            [{}, {"verdict": "agrees", "field": "", "reason": ""}],
            [{"field": ""}, {"verdict": "agrees"}],
        ),
        "a_difference_has_a_reason": ("reason", [], [{"reason": ""}]),
    },
    "history": {
        "a_change_has_two_values": (
            "new",
            [{"old": ""}, {"new": ""}, {"old": "[withheld]", "new": "[withheld]"}, {"old": "4", "new": "40"}],
            [{"new": "3"}, {"old": "", "new": ""}],
        ),
        "a_new_row_is_told_by_its_id": (
            "new",
            [
                {"kind": "row_added", "old": "", "new": "vc-aaaa2222"},
                {"kind": "tombstone_added", "old": "", "new": "vc-aaaa2222"},
            ],
            [
                {"kind": "row_added", "old": "", "new": "vc-bbbb2222"},
                {"kind": "tombstone_added", "old": "", "new": "vc-bbbb2222"},
                {"kind": "row_added", "new": "vc-aaaa2222"},
            ],
        ),
        "a_row_that_is_gone_has_no_value": (
            "new",
            [{"kind": kind, "new": ""} for kind in GONE],
            [{"kind": kind} for kind in GONE],
        ),
    },
    "decisions": {
        "a_decision_is_of_two_rows": (
            "other_id",
            [{"other_id": "so-paper235"}],
            [{"other_id": "so-paper234"}],
        ),
        "a_decision_is_of_one_table": (
            "other_id",
            [{"id": "st-first234", "other_id": "st-secon234"}],
            [{"other_id": "st-watch234"}, {"other_id": "sm-watch234"}, {"other_id": "ao-watch234"}],
        ),
    },
    "withdrawn": {
        "an_id_does_not_replace_itself": (
            "replaced_by",
            [{"replaced_by": "vc-zzzz2223"}, {"replaced_by": ""}],
            [{"replaced_by": "vc-zzzz2222"}],
        )
    },
}
