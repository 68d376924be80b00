"""Cases of a_repeat_is_of_the_same_source."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(exclusions={"ex-aaaa2222": {"repeats": "ci-gggg2222"}}),
        [("exclusions", "ex-aaaa2222", "repeats", "ci-gggg2222", {"repeats": "ci-gggg2222"})],
    ),
    (
        edit(exclusions={"ex-aaaa2222": {"citation_id": "ci-gggg2222"}}),
        [("exclusions", "ex-aaaa2222", "repeats", "ci-aaaa2222", {"repeats": "ci-aaaa2222"})],
    ),
]
PASSES = [
    edit(exclusions={"ex-bbbb2222": {"citation_id": "ci-gggg2222", "reason": "no_claim"}}),
]
