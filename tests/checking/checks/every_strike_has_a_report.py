"""Cases of every_strike_has_a_report."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(
            strike_reports={"sr-bbbb2222": None},
            exclusions={"ex-bbbb2222": {"citation_id": "ci-eeee2222", "reason": "no_claim"}},
        ),
        [("strikes", "st-secon234", "strike_id", "st-secon234")],
    ),
    (edit(strike_reports={"sr-cccc2222": None}), [("strikes", "st-group234", "strike_id", "st-group234")]),
]
PASSES = [
    edit(
        strike_reports={"sr-bbbb2222": {"date_start": "", "date_end": "", "date_precision": "unknown", "place_id": ""}}
    ),
]
