"""Edges of the row rules of claims and exclusions; see `edges`."""

Cells = dict[str, str]
Edges = dict[str, tuple[str, list[Cells], list[Cells]]]
SELF = "(its own id)"

# For each rule: the reported field, rows that keep all rules, and rows that break only this rule. Each row is given
# by its differences from the table's first row in the tiny package. A row that also breaks another rule names it
# under "also".

COUNTS: Edges = {
    "count_min_not_above_count_max": (
        "count_max",
        [{}, {"qualifier": "range", "count_min": "4", "count_max": "9"}],
        [{"qualifier": "range", "count_min": "9", "count_max": "4"}],
    ),
    "open_count_has_no_maximum": (
        "qualifier",
        [{"qualifier": "at_least", "count_max": ""}, {"qualifier": "more_than", "count_max": ""}],
        [
            {"qualifier": "at_least"},
            {"qualifier": "more_than"},
            {"qualifier": "at_least", "count_min": ""},
            {"qualifier": "at_least", "count_min": "", "count_max": ""},
            {"qualifier": "more_than", "count_min": "", "count_max": ""},
        ],
    ),
    "unquantified_has_no_number": (
        "qualifier",
        [{"qualifier": "unquantified", "count_min": "", "count_max": ""}],
        [
            {"qualifier": "unquantified"},
            {"qualifier": "unquantified", "count_max": ""},
            {"qualifier": "unquantified", "count_min": ""},
        ],
    ),
    "exact_or_about_has_one_number": (
        "count_max",
        [{}, {"qualifier": "about"}],
        [
            {"count_max": ""},
            {"count_min": ""},
            {"count_min": "", "count_max": ""},
            {"count_min": "3", "count_max": "4"},
            {"count_min": "5", "count_max": "4", "also": "count_min_not_above_count_max"},
            {"qualifier": "about", "count_max": ""},
            {"qualifier": "about", "count_min": "3", "count_max": "4"},
        ],
    ),
    "range_has_two_numbers": (
        "count_max",
        [{"qualifier": "range", "count_min": "0", "count_max": "1"}],
        [
            {"qualifier": "range"},
            {"qualifier": "range", "count_max": ""},
            {"qualifier": "range", "count_min": ""},
            {"qualifier": "range", "count_min": "", "count_max": ""},
        ],
    ),
    "wording_only_without_number": (
        "wording",
        [{"qualifier": "unquantified", "count_min": "", "count_max": "", "wording": "dozens"}],
        [{"wording": "dozens"}],
    ),
    "coder_counts_exactly": (
        "counted_by_coder",
        [{"counted_by_coder": "true"}, {"qualifier": "about"}],
        [{"counted_by_coder": "true", "qualifier": "about"}],
    ),
}
MUNITION = {"topic": "munition", "code": "munition_rocket", "party_id": "", "party_role": "", "stance": "asserts"}
NUMBERED = {**MUNITION, "count_min": "4", "count_max": "4", "qualifier": "exact"}


def _worded(row: Cells) -> Cells:
    """A row of a count as a row of a statement, which has a word for how many where it has no number."""
    return {"wording": "dozens"} | row if row.get("qualifier") == "unquantified" else row


CLAIMS: dict[str, Edges] = {
    "victim_counts": {
        **COUNTS,
        "a_part_is_not_a_total": (
            "scope",
            [
                {"scope": "subgroup", "part_of": "vc-aaaa2222"},
                {"scope": "subgroup"},
                {"outcome": "hospitalised", "part_of": "vc-cccc2222"},
            ],
            [{"part_of": "vc-aaaa2222"}],
        ),
        "a_claim_is_not_part_of_itself": (
            "part_of",
            [{"claim_id": "vc-zzzzzzzz", "scope": "subgroup", "part_of": "vc-aaaa2222"}],
            [{"scope": "subgroup", "part_of": SELF}],
        ),
    },
    "damage_counts": {
        **COUNTS,
        "a_part_is_not_a_total": (
            "scope",
            [{"scope": "subgroup", "part_of": "dc-aaaa2222"}, {"scope": "subgroup"}],
            [{"part_of": "dc-aaaa2222"}],
        ),
        "a_claim_is_not_part_of_itself": (
            "part_of",
            [{"claim_id": "dc-zzzzzzzz", "scope": "subgroup", "part_of": "dc-aaaa2222"}],
            [{"scope": "subgroup", "part_of": SELF}],
        ),
    },
    "statements": {
        "responsibility_has_a_party": (
            "party_id",
            [MUNITION],
            [{"party_id": "", "party_role": ""}, {**MUNITION, "party_id": "ac-army2345", "party_role": "fired"}],
        ),
        "a_party_has_a_role": ("party_role", [], [{"party_role": ""}, {**MUNITION, "party_role": "fired"}]),
        "other_topics_have_a_code": (
            "code",
            [],
            [{**MUNITION, "code": ""}, {"code": "munition_rocket", "also": "code_belongs_to_topic"}],
        ),
        "code_belongs_to_topic": ("code", [], [{**MUNITION, "code": "warhead_cluster"}]),
        "accusing_is_of_responsibility": (
            "stance",
            [{**MUNITION, "stance": "denies"}],
            [{**MUNITION, "stance": "accuses"}],
        ),
        "responsibility_is_not_just_asserted": ("stance", [], [{"stance": "asserts"}]),
        "only_denials_and_admissions_answer": (
            "answers",
            [
                {"stance": "denies", "answers": "sm-aaaa2222"},
                {"stance": "admits", "answers": "sm-aaaa2222"},
                {"stance": "denies"},
            ],
            [{"answers": "sm-aaaa2222"}, {"stance": "confirms", "answers": "sm-aaaa2222"}],
        ),
        "a_number_has_a_qualifier": (
            "qualifier",
            [MUNITION, NUMBERED],
            [{**NUMBERED, "qualifier": "", **cells} for cells in ({}, {"count_min": ""}, {"count_max": ""})],
        ),
        "wording_only_without_number": (
            "wording",
            [{**MUNITION, "qualifier": "unquantified", "wording": "dozens"}],
            [{**NUMBERED, "wording": "dozens"}, {**MUNITION, "wording": "dozens"}],
        ),
        "an_unquantified_number_has_a_wording": (
            "wording",
            [{**MUNITION, "qualifier": "unquantified", "wording": "dozens"}],
            [{**MUNITION, "qualifier": "unquantified"}],
        ),
        **{
            rule: (
                field,
                [{**NUMBERED, **_worded(row)} for row in kept],
                [{**NUMBERED, **_worded(row)} for row in broken],
            )
            for rule, (field, kept, broken) in COUNTS.items()
            if rule not in ("coder_counts_exactly", "wording_only_without_number")
        },
        "a_statement_does_not_answer_itself": (
            "answers",
            [{"statement_id": "sm-zzzzzzzz", "stance": "denies", "answers": "sm-aaaa2222"}],
            [{"stance": "denies", "answers": SELF}],
        ),
    },
    "exclusions": {
        "repeat_names_what_it_repeats": (
            "repeats",
            [{"reason": "no_claim", "repeats": ""}],
            [{"repeats": ""}, {"reason": "no_claim"}],
        ),
        "a_repeat_is_of_another_citation": ("repeats", [{"repeats": "ci-eeee2222"}], [{"repeats": "ci-dddd2222"}]),
    },
}
