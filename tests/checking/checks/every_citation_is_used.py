"""Cases of every_citation_is_used."""

from tests.checking.edit import edit

QUOTED = {"like": "ci-dddd2222", "speech": "quoted"}

FAILS = [
    (edit(exclusions={"ex-aaaa2222": None}), [("citations", "ci-dddd2222", "citation_id", "ci-dddd2222")]),
    (
        edit(citations={"ci-zzzz2222": QUOTED}),
        [("citations", "ci-zzzz2222", "citation_id", "ci-zzzz2222")],
    ),
    # that it is audited, or repeated, is no use
    (
        edit(citations={"ci-zzzz2222": QUOTED}, audits={"au-aaaa2222": {"citation_id": "ci-zzzz2222"}}),
        [("citations", "ci-zzzz2222", "citation_id", "ci-zzzz2222")],
    ),
    (
        edit(citations={"ci-zzzz2222": QUOTED}, exclusions={"ex-aaaa2222": {"repeats": "ci-zzzz2222"}}),
        [("citations", "ci-zzzz2222", "citation_id", "ci-zzzz2222")],
    ),
]
PASSES = [
    edit(victim_counts={"vc-bbbb2222": {"citation_id": "ci-dddd2222"}}, exclusions={"ex-aaaa2222": None}),
    edit(damage_counts={"dc-bbbb2222": {"citation_id": "ci-dddd2222"}}, exclusions={"ex-aaaa2222": None}),
    edit(statements={"sm-bbbb2222": {"citation_id": "ci-dddd2222"}}, exclusions={"ex-aaaa2222": None}),
    edit(strike_reports={"sr-aaaa2222": {"citation_id": "ci-dddd2222"}}, exclusions={"ex-aaaa2222": None}),
    edit(
        citations={"ci-zzzz2222": QUOTED},
        exclusions={"ex-bbbb2222": {"citation_id": "ci-zzzz2222", "reason": "no_claim"}},
    ),
]
