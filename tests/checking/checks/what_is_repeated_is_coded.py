"""Cases of what_is_repeated_is_coded."""

from tests.checking.edit import both, edit

REPEAT = edit(exclusions={"ex-bbbb2222": {"citation_id": "ci-aaaa2222", "reason": "repeat", "repeats": "ci-dddd2222"}})
FOUND = [("exclusions", "ex-bbbb2222", "repeats", "ci-dddd2222", {"repeats": "ci-dddd2222"})]

FAILS = [
    (REPEAT, FOUND),  # an exclusion of the citation is there
    (both(REPEAT, edit(audits={"au-aaaa2222": {"citation_id": "ci-dddd2222"}})), FOUND),
]
PASSES = [
    *[
        both(REPEAT, edit(**{table: {id_: {"citation_id": "ci-dddd2222"}}}))
        for table, id_ in (
            ("victim_counts", "vc-bbbb2222"),
            ("damage_counts", "dc-bbbb2222"),
            ("statements", "sm-bbbb2222"),
            ("strike_reports", "sr-aaaa2222"),
        )
    ],
    edit(exclusions={"ex-bbbb2222": {"citation_id": "ci-eeee2222", "reason": "no_claim"}}),
]
