"""Cases of a_decision_is_of_rows_that_exist."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(decisions={"de-aaaa2222": {"other_id": "so-nowhere2"}}),
        [("decisions", "de-aaaa2222", "other_id", "so-nowhere2")],
    ),
    (
        edit(decisions={"de-aaaa2222": {"id": "so-nowhere2", "other_id": "so-nowhere3"}}),
        [
            ("decisions", "de-aaaa2222", "id", "so-nowhere2"),
            ("decisions", "de-aaaa2222", "other_id", "so-nowhere3"),
        ],
    ),
]
PASSES = [
    edit(decisions={"de-aaaa2222": {"id": "vc-zzzz2222", "other_id": "vc-aaaa2222"}}),
    edit(
        decisions={"de-aaaa2222": {"id": "wd-aaaa2222", "other_id": "wd-zzzz2222"}},
        withdrawn={"wd-aaaa2222": {"id": "wd-zzzz2222"}},
    ),
]
