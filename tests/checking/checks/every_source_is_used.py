"""Cases of every_source_is_used."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(sources={"so-zzzz2222": {"like": "so-paper234"}}),
        [("sources", "so-zzzz2222", "source_id", "so-zzzz2222")],
    ),
]
PASSES = [
    edit(
        sources={"so-zzzz2222": {"like": "so-paper234"}},
        citations={"ci-aaaa2222": {"source_id": "so-zzzz2222"}},
    ),
]
