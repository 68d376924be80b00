"""Cases of an_answer_is_to_an_accusation."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(
            statements={
                "sm-zzzz2222": {"like": "sm-cccc2222", "party_id": "ac-army2345", "answers": "sm-cccc2222"},
            },
        ),
        [("statements", "sm-zzzz2222", "answers", "sm-cccc2222", {"answers": "sm-cccc2222", "other": "denies"})],
    ),
]
PASSES = [
    edit(statements={"sm-cccc2222": {"answers": "sm-dddd2222"}}),
    edit(
        statements={
            "sm-cccc2222": {
                "topic": "munition",
                "party_id": "",
                "party_role": "",
                "answers": "sm-bbbb2222",
                "code": "munition_rocket",
            },
        },
    ),
]
