"""Cases of a_decision_agrees_with_what_was_withdrawn."""

from tests.checking.edit import edit

GONE = {"id": "vc-zzzz2222", "other_id": "vc-aaaa2222"}
JOIN = "join them: python -m scripts withdraw so-watch234 --reason TEXT --replaced-by so-paper234 --move"
IN_USE = {"decision": "same", "what": "both rows are still in use", "remedy": JOIN}
REPLACED = {
    "decision": "distinct",
    "what": "one of the two was withdrawn and replaced by the other",
    "remedy": "make it same",
}

FAILS = [
    (
        edit(decisions={"de-aaaa2222": {"decision": "same"}}),
        [("decisions", "de-aaaa2222", "decision", "same", IN_USE)],
    ),
    (edit(decisions={"de-aaaa2222": GONE}), [("decisions", "de-aaaa2222", "decision", "distinct", REPLACED)]),
    (
        edit(
            decisions={"de-aaaa2222": {"id": "vc-aaaa2222", "other_id": "vc-zzzz2222", "decision": "may_be_same"}},
        ),
        [("decisions", "de-aaaa2222", "decision", "may_be_same", {**REPLACED, "decision": "may_be_same"})],
    ),
]
PASSES = [
    # each decision is judged by itself
    edit(
        decisions={
            "de-aaaa2222": {**GONE, "decision": "same"},
            "de-bbbb2222": {
                "like": "de-aaaa2222",
                "id": "so-paper234",
                "other_id": "so-watch234",
                "decision": "distinct",
            },
        },
    ),
    edit(decisions={"de-aaaa2222": {**GONE, "decision": "same"}}),
    edit(decisions={"de-aaaa2222": {**GONE, "id": "vc-aaaa2222", "other_id": "vc-zzzz2222", "decision": "same"}}),
    edit(decisions={"de-aaaa2222": {**GONE, "other_id": "vc-bbbb2222"}}),
    edit(decisions={"de-aaaa2222": GONE}, withdrawn={"wd-aaaa2222": {"replaced_by": ""}}),
    edit(decisions={"de-aaaa2222": {"decision": "may_be_same"}}),
]
