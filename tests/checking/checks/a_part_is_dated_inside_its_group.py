"""Cases of a_part_is_dated_inside_its_group."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(strike_reports={"sr-cccc2222": {"date_end": "2020-10-01", "date_precision": "day"}}),
        [("strike_links", "sl-bbbb2222", "other_id", "st-group234")],
    ),
    (
        edit(strike_reports={"sr-cccc2222": {"date_start": "2020-10-02", "date_precision": "day"}}),
        [("strike_links", "sl-aaaa2222", "other_id", "st-group234")],
    ),
    (  # an open group begins after the part
        edit(strike_reports={"sr-cccc2222": {"date_start": "2020-10-02", "date_end": "", "date_precision": "period"}}),
        [("strike_links", "sl-aaaa2222", "other_id", "st-group234")],
    ),
]
PASSES = [
    # the part is reported inside once and outside once: what is found is that no report lies inside
    edit(
        strike_reports={
            "sr-cccc2222": {"date_end": "2020-10-01", "date_precision": "day"},
            "sr-dddd2222": {"like": "sr-bbbb2222", "date_start": "2020-10-01", "date_end": "2020-10-01"},
        },
    ),
    edit(
        strike_reports={
            "sr-cccc2222": {"date_end": "2020-10-01", "date_precision": "day"},
            "sr-dddd2222": {
                "like": "sr-cccc2222",
                "date_start": "2020-10-02",
                "date_end": "2020-10-03",
                "date_precision": "days",
            },
        },
    ),
    edit(strike_reports={"sr-cccc2222": {"date_start": "2020-09-30", "date_end": "2020-10-03"}}),
    edit(strike_reports={"sr-cccc2222": {"date_start": "2020-10-01", "date_end": "", "date_precision": "period"}}),
    edit(  # an open part begins inside its group
        strike_reports={"sr-bbbb2222": {"date_end": "", "date_precision": "period"}},
    ),
    edit(strike_reports={"sr-cccc2222": {"date_start": "", "date_end": "", "date_precision": "unknown"}}),
    edit(strike_reports={"sr-bbbb2222": {"date_start": "", "date_end": "", "date_precision": "unknown"}}),
    edit(
        strike_links={"sl-bbbb2222": {"relation": "may_be_same"}},
        strike_reports={"sr-cccc2222": {"date_end": "2020-10-01", "date_precision": "day"}},
    ),
]
