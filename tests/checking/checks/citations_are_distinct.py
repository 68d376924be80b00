"""Cases of citations_are_distinct."""

from tests.checking.edit import edit
from tests.shared.tiny import TINY

PASSAGE = TINY["citations"][3]["passage_sha256"]

FAILS = [
    (
        edit(
            citations={"ci-zzzz2222": {"like": "ci-dddd2222"}},
            exclusions={
                "ex-aaaa2222": {"citation_id": "ci-zzzz2222"},
                "ex-bbbb2222": {"citation_id": "ci-dddd2222", "reason": "no_claim"},
            },
        ),
        [("citations", "ci-zzzz2222", "passage_sha256", PASSAGE, {"first": "ci-dddd2222"})],
    ),
    (
        edit(
            citations={
                "ci-dddd2222": {"speech": "relayed", "via_id": "ac-paper234"},
                "ci-zzzz2222": {"like": "ci-dddd2222"},
            },
        ),
        [("citations", "ci-zzzz2222", "passage_sha256", PASSAGE, {"first": "ci-dddd2222"})],
    ),
    (
        edit(citations={"ci-0000aaaa": {"like": "ci-dddd2222"}}),
        [("citations", "ci-dddd2222", "passage_sha256", PASSAGE, {"first": "ci-0000aaaa"})],
    ),
]
PASSES = [
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "source_id": "so-watch234"}}),
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "passage_sha256": "0" * 64}}),
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "passage_start": "1"}}),
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "passage_start": "99"}}),
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "speaker_id": "ac-westl234"}}),
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "speech": "quoted"}}),
    edit(citations={"ci-zzzz2222": {"like": "ci-dddd2222", "speech": "relayed", "via_id": "ac-paper234"}}),
    edit(
        citations={
            "ci-dddd2222": {"speech": "relayed", "via_id": "ac-paper234"},
            "ci-zzzz2222": {"like": "ci-dddd2222", "via_id": "ac-watch234"},
        },
    ),
]
