"""Cases of every_actor_is_used."""

from tests.checking.edit import both, edit

NOBODY = edit(actors={"ac-zzzz2222": {"name": "Nobody", "kind": "ngo"}})

FAILS = [
    (NOBODY, [("actors", "ac-zzzz2222", "actor_id", "ac-zzzz2222")]),
]
PASSES = [
    both(NOBODY, edit(sources={"so-paper234": {"publisher_id": "ac-zzzz2222"}})),
    both(NOBODY, edit(citations={"ci-aaaa2222": {"speaker_id": "ac-zzzz2222"}})),
    both(NOBODY, edit(citations={"ci-aaaa2222": {"speech": "relayed", "via_id": "ac-zzzz2222"}})),
    both(NOBODY, edit(statements={"sm-dddd2222": {"party_id": "ac-zzzz2222"}})),
    *[
        both(NOBODY, edit(codings={"cr-aaaa2222": {name: "ac-zzzz2222"}}))
        for name in ("speaker_id", "via_id", "party_id")
    ],
    both(
        NOBODY,
        edit(
            actors={"ac-yyyy2222": {"name": "Child", "kind": "ngo", "parent_id": "ac-zzzz2222"}},
            sources={"so-paper234": {"publisher_id": "ac-yyyy2222"}},
        ),
    ),
]
