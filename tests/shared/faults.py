"""Faults: for every constraint, type and row rule, a change of the tiny package that breaks it."""

from collections.abc import Callable
from typing import Any

from tests.shared.cell_kinds import stepped
from tests.shared.tiny import Rows

Change = Callable[[Rows], object]


def setting(table: str, index: int, /, **cells: str) -> Change:
    """A change that sets cells of one row of the tiny package."""
    return lambda rows: rows[table][index].update(cells)


def adding(table: str, **cells: str) -> Change:
    """A change that adds a row."""
    return lambda rows: rows[table].append({**cells})


def together(*changes: Change) -> Change:
    """One change after the other."""
    return lambda rows: [change(rows) for change in changes]


# ---- one broken cell for every constraint and type

BROKEN: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "required": lambda value, field: "",
    "enum": lambda value, field: "no_such_code",
    "pattern": lambda value, field: "0!" * 4,
    "minimum": lambda value, field: str(stepped(value, -1)),
    "maximum": lambda value, field: str(stepped(value, 1)),
    "maxLength": lambda value, field: "x" * (value + 1),
}
SAYS = {
    "required": "is empty",
    "enum": "is not one of",
    "pattern": "write it like",
    "minimum": "is below",
    "maximum": "is above",
    "maxLength": "is longer",
}

TYPES = {
    "integer": ["abc", "1e3", "1_000", "4.0", "４", "99999999999999999999"],
    "number": ["abc", "1e3", "4,5", "NaN", "１"],
    "date": ["2020-13-99", "2020-02-30", "2020/10/01", "01.10.2020", "epoch", "infinity"],
    "boolean": ["yes", "TRUE", "1"],
}

# what no text may contain, and what free text may not contain
STRAY_TEXTS = ["stray ", "\u3000stray", "str\u0085ay", "str\u200bay", "stray\u2028"]
UNFIT_TEXTS = ["=1+1", "<b>", "B\u0430ku"]

# ---- one failing row for every row rule

VC, DC, SM = "victim_counts", "damage_counts", "statements"
RULES: dict[tuple[str, str], Change] = {
    ("sources", "read_on_not_before_published_on"): setting("sources", 0, read_on="2020-10-01"),
    ("sources", "text_is_fingerprinted_with_its_length"): setting("sources", 0, text_sha256="0" * 64),
    ("sources", "a_publication_date_has_a_basis"): setting("sources", 0, published_basis=""),
    ("sources", "voice_is_not_the_publisher"): setting("sources", 0, voice_id="ac-paper234"),
    ("citations", "via_goes_with_relayed"): setting("citations", 0, via_id="ac-paper234"),
    ("citations", "via_is_not_the_speaker"): setting("citations", 0, speech="relayed", via_id="ac-minis234"),
    ("actors", "parent_is_another_actor"): setting("actors", 4, parent_id="ac-watch234"),
    ("actors", "armed_force_has_a_side"): setting("actors", 0, side="", side_source=""),
    ("actors", "a_side_has_a_basis"): setting("actors", 4, side_source=""),
    ("places", "latitude_goes_with_longitude"): setting("places", 0, longitude=""),
    ("places", "point_has_a_precision"): setting("places", 0, coordinate_precision=""),
    ("places", "point_has_a_gazetteer"): setting("places", 0, gazetteer=""),
    ("places", "place_has_a_name_of_a_side"): setting("places", 0, name_az=""),
    ("places", "armenia_is_held_by_armenia"): setting("places", 0, country="AM"),
    ("strikes", "a_strike_has_a_place"): setting("strikes", 0, place_id=""),
    ("strike_links", "link_joins_two_strikes"): setting("strike_links", 2, other_id="st-first234"),
    ("strike_reports", "dates_in_order"): setting("strike_reports", 2, date_start="2020-10-05", date_end="2020-10-02"),
    ("strike_reports", "dates_come_in_pairs"): setting("strike_reports", 2, date_precision="days", date_end=""),
    ("strike_reports", "unknown_date_is_empty"): setting("strike_reports", 2, date_precision="unknown"),
    ("strike_reports", "a_day_is_one_day"): setting("strike_reports", 2, date_precision="day"),
    ("strike_reports", "counted_strikes_have_a_qualifier"): setting("strike_reports", 2, strikes_qualifier=""),
    **{
        (table, rule): setting(table, 0, **cells)
        for table in (VC, DC)
        for rule, cells in {
            "count_min_not_above_count_max": {"qualifier": "range", "count_min": "9", "count_max": "4"},
            "open_count_has_no_maximum": {"qualifier": "at_least"},
            "unquantified_has_no_number": {"qualifier": "unquantified"},
            "exact_or_about_has_one_number": {"count_max": ""},
            "range_has_two_numbers": {"qualifier": "range"},
            "wording_only_without_number": {"wording": "dozens"},
            "coder_counts_exactly": {"qualifier": "about", "counted_by_coder": "true"},
        }.items()
    },
    (VC, "a_part_is_not_a_total"): setting(VC, 1, scope="total"),
    (VC, "a_claim_is_not_part_of_itself"): setting(VC, 1, part_of="vc-bbbb2222"),
    (DC, "a_part_is_not_a_total"): setting(DC, 1, scope="total"),
    (DC, "a_claim_is_not_part_of_itself"): setting(DC, 1, part_of="dc-bbbb2222"),
    (SM, "responsibility_has_a_party"): setting(SM, 0, party_id="", party_role=""),
    (SM, "a_party_has_a_role"): setting(SM, 0, party_role=""),
    (SM, "other_topics_have_a_code"): setting(SM, 1, code=""),
    (SM, "code_belongs_to_topic"): setting(SM, 1, code="warhead_cluster"),
    (SM, "accusing_is_of_responsibility"): setting(SM, 1, stance="accuses"),
    (SM, "responsibility_is_not_just_asserted"): setting(SM, 0, stance="asserts"),
    (SM, "only_denials_and_admissions_answer"): setting(SM, 3, answers="sm-aaaa2222"),
    (SM, "a_number_has_a_qualifier"): setting(SM, 1, count_min="4"),
    (SM, "count_min_not_above_count_max"): setting(SM, 1, qualifier="range", count_min="9", count_max="4"),
    (SM, "open_count_has_no_maximum"): setting(SM, 1, qualifier="at_least"),
    (SM, "unquantified_has_no_number"): setting(SM, 1, qualifier="unquantified", count_min="4", wording="dozens"),
    (SM, "exact_or_about_has_one_number"): setting(SM, 1, qualifier="exact"),
    (SM, "range_has_two_numbers"): setting(SM, 1, qualifier="range"),
    (SM, "wording_only_without_number"): setting(SM, 1, wording="dozens"),
    (SM, "an_unquantified_number_has_a_wording"): setting(SM, 1, qualifier="unquantified"),
    (SM, "a_statement_does_not_answer_itself"): setting(SM, 2, answers="sm-cccc2222"),
    ("exclusions", "repeat_names_what_it_repeats"): setting("exclusions", 0, repeats=""),
    ("exclusions", "a_repeat_is_of_another_citation"): setting("exclusions", 0, repeats="ci-dddd2222"),
    ("history", "a_change_has_two_values"): setting("history", 0, new="3"),
    ("history", "a_new_row_is_told_by_its_id"): setting("history", 0, kind="row_added"),
    ("history", "a_row_that_is_gone_has_no_value"): setting("history", 0, kind="row_withdrawn"),
    ("decisions", "a_decision_is_of_two_rows"): setting("decisions", 0, other_id="so-paper234"),
    ("decisions", "a_decision_is_of_one_table"): setting("decisions", 0, other_id="st-first234"),
    ("candidates", "a_coded_page_names_its_source"): setting("candidates", 0, source_id=""),
    ("candidates", "only_a_coded_page_or_a_duplicate_has_a_source"): setting("candidates", 0, disposition="unreadable"),
    ("candidates", "what_is_left_out_has_a_reason"): setting("candidates", 0, disposition="left_out", source_id=""),
    ("searches", "new_pages_were_seen"): setting("searches", 0, pages_new="9"),
    ("readings", "a_difference_names_its_field"): setting("readings", 0, field=""),
    ("readings", "a_difference_has_a_reason"): setting("readings", 0, reason=""),
    ("withdrawn", "an_id_does_not_replace_itself"): setting("withdrawn", 0, replaced_by="vc-zzzz2222"),
}
