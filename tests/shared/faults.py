"""Faults: for every constraint, type, row rule and check over tables, what breaks it in the tiny package."""

from collections.abc import Callable
from typing import Any

from tests.shared.tiny import Rows

Change = Callable[[Rows], object]


def setting(table: str, index: int, **cells: str) -> Change:
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
    "minimum": lambda value, field: str(value - 1),
    "maximum": lambda value, field: str(value + 1),
    "maxLength": lambda value, field: "x" * (value + 1),
}
SAYS = {"required": "is empty", "enum": "is not one of", "pattern": "does not match", "minimum": "is below", "maximum": "is above", "maxLength": "is longer"}

TYPES = {
    "integer": ["abc", "1e3", "1_000", "4.0", "４", "99999999999999999999"],
    "number": ["abc", "1e3", "4,5", "NaN", "１"],
    "date": ["2020-13-99", "2020-02-30", "2020/10/01", "01.10.2020", "epoch", "infinity"],
    "boolean": ["yes", "TRUE", "1"],
}

# what no text may hold, and what free text may not
STRAY_TEXTS = ["stray ", "\u3000stray", "str\u0085ay", "str\u200bay", "stray\u2028"]
UNFIT_TEXTS = ["=1+1", "<b>", "B\u0430ku"]

# ---- one failing row for every row rule

VC, DC, SM = "victim_counts", "damage_counts", "statements"
RULES: dict[tuple[str, str], Change] = {
    ("sources", "read_on_not_before_published_on"): setting("sources", 0, read_on="2020-10-01"),
    ("sources", "text_is_fingerprinted_with_its_length"): setting("sources", 0, text_sha256="0" * 64),
    ("citations", "via_goes_with_relayed"): setting("citations", 0, via_id="ac-paper234"),
    ("citations", "via_is_not_the_speaker"): setting("citations", 0, speech="relayed", via_id="ac-minis234"),
    ("actors", "parent_is_another_actor"): setting("actors", 4, parent_id="ac-watch234"),
    ("actors", "armed_force_has_a_side"): setting("actors", 0, side=""),
    ("places", "latitude_goes_with_longitude"): setting("places", 0, longitude=""),
    ("places", "point_has_a_precision"): setting("places", 0, coordinate_precision=""),
    ("places", "point_has_a_gazetteer"): setting("places", 0, gazetteer=""),
    ("places", "place_has_a_name_of_a_side"): setting("places", 0, name_az=""),
    ("places", "armenia_is_held_by_armenia"): setting("places", 0, country="AM"),
    ("strikes", "a_strike_has_a_place"): setting("strikes", 0, place_id=""),
    ("strike_links", "link_joins_two_strikes"): setting("strike_links", 2, other_id="st-first234"),
    ("strike_reports", "dates_in_order"): setting("strike_reports", 2, date_start="2020-10-05", date_end="2020-10-02"),
    ("strike_reports", "dates_come_in_pairs"): setting("strike_reports", 2, date_end=""),
    ("strike_reports", "unknown_date_is_empty"): setting("strike_reports", 2, date_precision="unknown"),
    ("strike_reports", "a_day_is_one_day"): setting("strike_reports", 2, date_precision="day"),
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
    (SM, "count_min_not_above_count_max"): setting(SM, 1, count_min="9", count_max="4"),
    (SM, "a_statement_does_not_answer_itself"): setting(SM, 2, answers="sm-cccc2222"),
    ("exclusions", "repeat_names_what_it_repeats"): setting("exclusions", 0, repeats=""),
    ("exclusions", "a_repeat_is_of_another_citation"): setting("exclusions", 0, repeats="ci-dddd2222"),
    ("withdrawn", "an_id_does_not_replace_itself"): setting("withdrawn", 0, replaced_by="vc-zzzz2222"),
}

# ---- one failing package for every check over tables

CASES: dict[str, tuple[str, str, Change]] = {
    "links_have_no_cycle": ("strike_links", "sl-zzzz2222", together(
        lambda rows: rows["strikes"].append({**rows["strikes"][1], "strike_id": "st-other234", "name": "Another group"}),
        lambda rows: rows["strike_reports"].append({**rows["strike_reports"][2], "report_id": "sr-zzzz2222", "strike_id": "st-other234"}),
        adding("strike_links", link_id="sl-yyyy2222", strike_id="st-group234", other_id="st-other234", relation="part_of"),
        adding("strike_links", link_id="sl-zzzz2222", strike_id="st-other234", other_id="st-group234", relation="part_of"))),
    "links_are_distinct": ("strike_links", "sl-zzzz2222", adding("strike_links", link_id="sl-zzzz2222", strike_id="st-secon234", other_id="st-first234",
                                                                 relation="may_be_same")),
    "a_part_belongs_to_a_group": ("strike_links", "sl-aaaa2222", setting("strikes", 1, level="strike")),
    "a_part_is_dated_inside_its_group": ("strike_links", "sl-bbbb2222", setting("strike_reports", 2, date_end="2020-10-01", date_precision="day")),
    "a_report_is_not_later_than_its_document": ("strike_reports", "sr-bbbb2222", together(
        setting("strike_reports", 1, date_start="2020-10-05", date_end="2020-10-05"), setting("strike_reports", 2, date_end="2020-10-05"))),
    "a_part_is_not_above_its_total": (VC, "vc-bbbb2222", setting(VC, 1, count_min="9", count_max="9")),
    "a_part_is_of_the_same_strike_document_and_speaker": (DC, "dc-bbbb2222", setting(DC, 1, strike_id="st-secon234")),
    "a_part_has_the_outcome_of_its_total": (VC, "vc-bbbb2222", setting(VC, 1, outcome="injured")),
    "a_part_has_the_object_of_its_total": (DC, "dc-bbbb2222", setting(DC, 1, object="vehicle")),
    "every_strike_has_a_report": ("strikes", "st-secon234", together(
        lambda rows: rows["strike_reports"].pop(1), adding("exclusions", exclusion_id="ex-bbbb2222", citation_id="ci-eeee2222", reason="no_claim"))),
    "every_strike_has_a_claim": ("strikes", "st-secon234", lambda rows: rows["strike_links"].pop(1)),
    "every_citation_is_used": ("citations", "ci-dddd2222", lambda rows: rows["exclusions"].clear()),
    "every_source_is_used": ("sources", "so-zzzz2222", lambda rows: rows["sources"].append({**rows["sources"][0], "source_id": "so-zzzz2222"})),
    "every_actor_is_used": ("actors", "ac-zzzz2222", adding("actors", actor_id="ac-zzzz2222", name="Nobody", kind="ngo")),
    "every_place_is_used": ("places", "pl-zzzz2222", lambda rows: rows["places"].append({**rows["places"][0], "place_id": "pl-zzzz2222"})),
    "an_answer_is_to_the_same_strike_and_topic": (SM, "sm-cccc2222", setting(SM, 2, answers="sm-bbbb2222")),
    "an_answer_is_to_an_accusation": (SM, "sm-zzzz2222", adding(SM, statement_id="sm-zzzz2222", strike_id="st-first234", citation_id="ci-cccc2222",
                                                                topic="responsibility", party_id="ac-army2345", party_role="fired", stance="denies",
                                                                hedged="false", answers="sm-cccc2222")),
    "a_firing_party_does_not_hold_the_place": (SM, "sm-aaaa2222", setting(SM, 0, party_id="ac-westl234")),
    "every_actor_has_a_root": ("actors", "ac-eastl234", setting("actors", 1, parent_id="ac-army2345")),
    "a_child_is_on_the_side_of_its_parent": ("actors", "ac-minis234", setting("actors", 2, side="third_party")),
    "citations_are_distinct": ("citations", "ci-zzzz2222", together(
        lambda rows: rows["citations"].append({**rows["citations"][3], "citation_id": "ci-zzzz2222"}), setting("exclusions", 0, citation_id="ci-zzzz2222"),
        adding("exclusions", exclusion_id="ex-bbbb2222", citation_id="ci-dddd2222", reason="no_claim"))),
    "a_passage_lies_in_its_text": ("citations", "ci-eeee2222", setting("sources", 0, text_words="60", text_sha256="0" * 64)),
    "own_voice_is_the_publications": ("citations", "ci-bbbb2222", setting("citations", 1, speaker_id="ac-watch234")),
    "a_repeat_is_of_the_same_source": ("exclusions", "ex-aaaa2222", setting("exclusions", 0, repeats="ci-gggg2222")),
    "what_is_repeated_is_coded": ("exclusions", "ex-bbbb2222", adding("exclusions", exclusion_id="ex-bbbb2222", citation_id="ci-aaaa2222", reason="repeat",
                                                                      repeats="ci-dddd2222")),
    "withdrawn_ids_are_not_in_use": ("withdrawn", "wd-aaaa2222", setting("withdrawn", 0, id="vc-bbbb2222")),
    "a_replacement_can_be_found": ("withdrawn", "wd-aaaa2222", setting("withdrawn", 0, replaced_by="vc-nowhere2")),
}
# The fault itself breaks a second truth: a circle of parents has no root for either of the two, a circle of links is one for every link in it,
# and a group that is none is so for every part.
ALSO = {"every_actor_has_a_root": {"ac-army2345"}, "links_have_no_cycle": {"sl-yyyy2222"}, "a_part_belongs_to_a_group": {"sl-bbbb2222"}}
