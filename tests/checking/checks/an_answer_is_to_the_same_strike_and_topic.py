"""Cases of an_answer_is_to_the_same_strike_and_topic."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(statements={"sm-cccc2222": {"answers": "sm-bbbb2222"}}),
        [("statements", "sm-cccc2222", "answers", "sm-bbbb2222", {"answers": "sm-bbbb2222"})],
    ),
    (
        edit(statements={"sm-cccc2222": {"strike_id": "st-group234"}}),
        [("statements", "sm-cccc2222", "answers", "sm-aaaa2222", {"answers": "sm-aaaa2222"})],
    ),
]
PASSES = [
    edit(statements={"sm-cccc2222": {"strike_id": "st-group234", "answers": ""}}),
]
