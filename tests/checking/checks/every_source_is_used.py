"""Cases of every_source_is_used."""

from tests.checking.edit import edit

OTHER = {"like": "so-paper234", "title": "Another"}

FAILS = [
    (
        edit(sources={"so-zzzz2222": OTHER}),
        [("sources", "so-zzzz2222", "source_id", "so-zzzz2222")],
    ),
]
PASSES = [
    edit(
        sources={"so-zzzz2222": OTHER},
        citations={"ci-aaaa2222": {"source_id": "so-zzzz2222"}},
    ),
]
