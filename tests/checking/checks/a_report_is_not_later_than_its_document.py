"""Cases of a_report_is_not_later_than_its_document."""

from tests.checking.edit import both, edit

UNDATED = {"date_start": "", "date_end": "", "date_precision": "unknown"}
LATE = edit(strike_reports={"sr-bbbb2222": {"date_start": "2020-10-04", "date_end": "2020-10-04"}})  # by a day
FOUND = [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-04", {"published_on": "2020-10-03"})]
EARLIER = edit(
    strike_reports={"sr-dddd2222": {"like": "sr-aaaa2222", "strike_id": "st-secon234"}}
)  # by the same document
ELSEWHERE = edit(
    strike_reports={"sr-dddd2222": {"like": "sr-cccc2222", "strike_id": "st-secon234"}}
)  # by another document

FAILS = [
    (
        edit(
            strike_reports={
                "sr-bbbb2222": {"date_start": "2020-10-05", "date_end": "2020-10-05"},
                "sr-cccc2222": {"date_end": "2020-10-05"},
            }
        ),
        [("strike_reports", "sr-bbbb2222", "date_start", "2020-10-05", {"published_on": "2020-10-03"})],
    ),
    (LATE, FOUND),
    (
        both(
            LATE,
            EARLIER,
            edit(strike_reports={"sr-aaaa2222": {"date_start": "2020-10-05", "date_end": "2020-10-05"}}),
        ),
        [("strike_reports", "sr-aaaa2222", "date_start", "2020-10-05", {"published_on": "2020-10-03"})],
    ),
    # two dates after the document: the first report and the first date are reported
    (
        both(
            LATE,
            edit(
                strike_reports={
                    "sr-dddd2222": {"like": "sr-bbbb2222", "date_start": "2020-10-06", "date_end": "2020-10-06"}
                }
            ),
        ),
        FOUND,
    ),
    # the same, beside a report without a date whose id comes first
    (both(LATE, edit(strike_reports={"sr-00000000": {"like": "sr-bbbb2222", **UNDATED}})), FOUND),
    # another document of the same day dates the same strike earlier
    (both(LATE, ELSEWHERE, edit(sources={"so-watch234": {"published_on": "2020-10-03"}})), FOUND),
    # so does another document of a later day
    (both(LATE, ELSEWHERE), FOUND),
]
PASSES = [
    edit(strike_reports={"sr-bbbb2222": {"date_start": "2020-10-03", "date_end": "2020-10-03"}}),
    both(LATE, edit(sources={"so-paper234": {"published_on": "", "published_basis": ""}})),
    edit(strike_reports={"sr-bbbb2222": UNDATED}),
    both(LATE, EARLIER),
]
