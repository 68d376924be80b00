"""Cases of own_voice_is_the_publications."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(citations={"ci-bbbb2222": {"speaker_id": "ac-watch234"}}),
        [("citations", "ci-bbbb2222", "speaker_id", "ac-watch234")],
    ),
    (
        edit(citations={"ci-bbbb2222": {"speaker_id": "ac-watch234"}}, actors={"ac-watch234": {"kind": "media"}}),
        [("citations", "ci-bbbb2222", "speaker_id", "ac-watch234")],
    ),
    (
        edit(
            sources={"so-paper234": {"author": "A wire"}},
            citations={"ci-bbbb2222": {"speaker_id": "ac-watch234"}},
        ),
        [("citations", "ci-bbbb2222", "speaker_id", "ac-watch234")],
    ),
    (
        edit(citations={"ci-bbbb2222": {"speaker_id": "ac-army2345"}}),
        [("citations", "ci-bbbb2222", "speaker_id", "ac-army2345")],
    ),
]
PASSES = [
    edit(
        sources={"so-paper234": {"author": "A wire"}},
        citations={"ci-bbbb2222": {"speaker_id": "ac-watch234"}},
        actors={"ac-watch234": {"kind": "media"}},
    ),
]
