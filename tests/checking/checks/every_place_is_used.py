"""Cases of every_place_is_used."""

from tests.checking.edit import edit

FAILS = [
    (edit(places={"pl-zzzz2222": {"like": "pl-lowto234"}}), [("places", "pl-zzzz2222", "place_id", "pl-zzzz2222")]),
]
PASSES = [
    edit(places={"pl-zzzz2222": {"like": "pl-lowto234"}}, strikes={"st-first234": {"place_id": "pl-zzzz2222"}}),
    edit(
        places={"pl-zzzz2222": {"like": "pl-lowto234"}},
        strike_reports={"sr-aaaa2222": {"place_id": "pl-zzzz2222"}},
    ),
    edit(places={"pl-zzzz2222": {"like": "pl-lowto234"}}, codings={"cr-aaaa2222": {"place_id": "pl-zzzz2222"}}),
]
