"""Cases of every_place_is_used."""

from tests.checking.edit import edit

HIGHTOWN = {"like": "pl-lowto234", "name": "Hightown", "name_az": "Yuxarı", "latitude": "40.6"}

FAILS = [
    (edit(places={"pl-zzzz2222": HIGHTOWN}), [("places", "pl-zzzz2222", "place_id", "pl-zzzz2222")]),
]
PASSES = [
    edit(places={"pl-zzzz2222": HIGHTOWN}, strikes={"st-first234": {"place_id": "pl-zzzz2222"}}),
    edit(
        places={"pl-zzzz2222": HIGHTOWN},
        strike_reports={"sr-aaaa2222": {"place_id": "pl-zzzz2222"}},
    ),
    edit(places={"pl-zzzz2222": HIGHTOWN}, codings={"cr-aaaa2222": {"place_id": "pl-zzzz2222"}}),
]
