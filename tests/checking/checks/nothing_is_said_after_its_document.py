"""Cases of nothing_is_said_after_its_document."""

from tests.checking.edit import both, edit

LATE = edit(citations={"ci-aaaa2222": {"said_on": "2020-10-04"}})  # by a day

FAILS = [
    (LATE, [("citations", "ci-aaaa2222", "said_on", "2020-10-04", {"published_on": "2020-10-03"})]),
    # of two passages, the one that is late
    (
        both(LATE, edit(citations={"ci-bbbb2222": {"said_on": "2020-10-02"}})),
        [("citations", "ci-aaaa2222", "said_on", "2020-10-04", {"published_on": "2020-10-03"})],
    ),
]
PASSES = [
    edit(citations={"ci-aaaa2222": {"said_on": "2020-10-03"}}),
    both(LATE, edit(sources={"so-paper234": {"published_on": "", "published_basis": ""}})),
    # another document is later
    edit(citations={"ci-ffff2222": {"said_on": "2020-10-04"}}),
]
